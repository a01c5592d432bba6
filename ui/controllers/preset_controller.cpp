// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/preset_controller.h"

#include "ui/controllers/deliver.h"

namespace bulkhead {

namespace {

std::vector<Preset> starters()
{
    std::vector<Preset> presets;
    for (const StarterPreset &starter : starterPresets()) {
        auto parsed = parseRecipe(starter.json);
        if (auto *recipe = std::get_if<RenameRecipe>(&parsed))
            presets.push_back({starter.name, true, std::move(*recipe)});
    }
    return presets;
}

} // namespace

PresetController::PresetController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes folder, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
    , m_folder(std::move(folder))
    , m_presets(std::make_shared<const std::vector<Preset>>(starters()))
{
}

const Preset *PresetController::own(BytesView name) const
{
    const auto found = std::find_if(
        m_presets->begin(), m_presets->end(), [name](const Preset &preset) { return !preset.isStarter && preset.name == name; });
    return found == m_presets->end() ? nullptr : &*found;
}

void PresetController::refresh()
{
    // One that waits will read what there is then.
    if (m_wishes.size() < 2)
        ask({std::nullopt, nullptr});
}

void PresetController::save(const Bytes &name, const RenameRecipe &recipe, PresetStore::Existing existing)
{
    ask({Deed{Deed::What::Save, name, {}}, [=](const PresetStore &store) { return store.save(name, recipe, existing); }});
}

void PresetController::rename(const Bytes &from, const Bytes &to)
{
    ask({Deed{Deed::What::Rename, from, to}, [=](const PresetStore &store) { return store.rename(from, to); }});
}

void PresetController::remove(const Bytes &name)
{
    ask({Deed{Deed::What::Remove, name, {}}, [=](const PresetStore &store) { return store.remove(name); }});
}

void PresetController::ask(Wish wish)
{
    m_wishes.push_back(std::move(wish));
    if (m_wishes.size() == 1)
        next();
}

void PresetController::next()
{
    const auto work = [fileSystem = m_fileSystem, folder = m_folder, work = m_wishes.front().work]() -> Outcome {
        const PresetStore store(*fileSystem, folder);
        std::optional<Error> error;
        if (work) {
            if (const Result<void> done = work(store); !done)
                error = done.error();
        }
        return {std::move(error), store.list()};
    };
    const std::optional<Deed> deed = m_wishes.front().deed;
    deliver(
        m_runner.compute(work), this, [this, deed](Outcome outcome) { receive(deed, std::move(outcome)); },
        [this, deed](const Error &error) {
            receive(deed, {error, error});
        });
}

void PresetController::receive(const std::optional<Deed> &deed, Outcome outcome)
{
    m_wishes.pop_front();
    m_problem.reset();
    if (outcome.listed)
        m_presets = std::make_shared<const std::vector<Preset>>(*std::move(outcome.listed));
    else {
        m_problem = outcome.listed.error();
        m_presets = std::make_shared<const std::vector<Preset>>(starters());
    }
    if (!m_wishes.empty())
        next();
    Q_EMIT changed();
    if (deed)
        Q_EMIT ended(*deed, outcome.error);
}

} // namespace bulkhead
