// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/fs/small_file.h"
#include "core/rename/presets.h"

#include <algorithm>
#include <map>

namespace bulkhead {

namespace {

constexpr BytesView kEnding = ".bulkhead.json";
constexpr std::size_t kMostBytes = std::size_t(16) << 20;

Bytes fileOf(BytesView name)
{
    return Bytes(name) + Bytes(kEnding);
}

Preset parsed(Bytes name, bool isStarter, BytesView json)
{
    auto recipe = parseRecipe(json);
    if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&recipe))
        return {std::move(name), isStarter, std::move(*problems)};
    return {std::move(name), isStarter, std::get<RenameRecipe>(std::move(recipe))};
}

const StarterPreset *starterOf(BytesView name)
{
    const auto &all = starterPresets();
    const auto found = std::find_if(all.begin(), all.end(), [name](const StarterPreset &starter) { return starter.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// Why there is no own preset to rename or remove.
Error notOwn(BytesView name, Error error, const char *operation)
{
    if (error.code == ErrorCode::NotFound && starterOf(name))
        return {.code = ErrorCode::Unsupported, .operation = operation, .path = Bytes(name)};
    return error;
}

Result<Bytes> contentOf(FileSystem &fileSystem, const DirectoryRef &directory, const Bytes &file)
{
    const auto opened = fileSystem.openFile(directory, file);
    if (!opened && opened.error().code == ErrorCode::SymbolicLinkLoop) // Of the folders above none is.
        return Error{.code = ErrorCode::NotAFile, .operation = "read preset", .path = file};
    if (!opened)
        return opened.error();
    Bytes content;
    char buffer[1 << 16];
    for (;;) {
        const auto got = (*opened)->read(std::int64_t(content.size()), buffer, sizeof buffer);
        if (!got)
            return got.error();
        if (*got == 0)
            return content;
        content.append(buffer, *got);
        if (content.size() > kMostBytes)
            return Error{.code = ErrorCode::InvalidInput, .operation = "read preset", .path = file};
    }
}

} // namespace

PresetStore::PresetStore(FileSystem &fileSystem, Bytes folder)
    : m_fileSystem(fileSystem)
    , m_folder(std::move(folder))
{
}

Preset PresetStore::read(const DirectoryRef &directory, Bytes name) const
{
    const auto content = contentOf(m_fileSystem, directory, fileOf(name));
    if (!content)
        return {std::move(name), false, content.error()};
    return parsed(std::move(name), false, *content);
}

Result<std::vector<Preset>> PresetStore::list() const
{
    std::map<Bytes, Preset> byName;
    for (const StarterPreset &starter : starterPresets())
        byName.emplace(starter.name, parsed(starter.name, true, starter.json));
    const auto directory = m_fileSystem.openDirectory(m_folder);
    if (!directory && directory.error().code != ErrorCode::NotFound)
        return directory.error();
    if (directory) {
        std::vector<Bytes> names;
        const auto listed = m_fileSystem.list(*directory, [&names](const DirectoryEntry &entry) {
            const BytesView name = entry.name.substr(0, entry.name.size() - std::min(entry.name.size(), kEnding.size()));
            if (entry.name.ends_with(kEnding) && checkPresetName(name))
                names.emplace_back(name);
            return true;
        });
        if (!listed)
            return listed.error();
        for (const Bytes &name : names)
            byName.insert_or_assign(name, read(*directory, name));
    }
    std::vector<Preset> presets;
    for (auto &[name, preset] : byName)
        presets.push_back(std::move(preset));
    return presets;
}

Result<Preset> PresetStore::load(BytesView name) const
{
    if (const auto fits = checkPresetName(name); !fits)
        return fits.error();
    const auto directory = m_fileSystem.openDirectory(m_folder);
    if (!directory && directory.error().code != ErrorCode::NotFound)
        return directory.error();
    if (directory) {
        Preset preset = read(*directory, Bytes(name));
        const Error *error = std::get_if<Error>(&preset.content);
        if (!error || error->code != ErrorCode::NotFound)
            return preset;
    }
    if (const StarterPreset *starter = starterOf(name))
        return parsed(starter->name, true, starter->json);
    return Error{.code = ErrorCode::NotFound, .operation = "open preset", .path = Bytes(name)};
}

Result<void> PresetStore::save(BytesView name, const RenameRecipe &recipe, Existing existing) const
{
    if (auto fits = checkPresetName(name); !fits)
        return fits;
    if (existing == Existing::Replace)
        return writeSmallFile(joinPath(m_folder, fileOf(name)), writeRecipe(recipe));
    const auto hidden = writeHiddenFile(m_folder, writeRecipe(recipe));
    if (!hidden)
        return hidden.error();
    const auto directory = m_fileSystem.openDirectory(m_folder);
    if (!directory)
        return directory.error();
    const Result<void> saved = m_fileSystem.renameNoReplace(*directory, *hidden, *directory, fileOf(name));
    if (!saved)
        (void)m_fileSystem.removeFile(*directory, *hidden); // The error that matters is known.
    return saved;
}

Result<void> PresetStore::rename(BytesView from, BytesView to) const
{
    for (const BytesView name : {from, to}) {
        if (auto fits = checkPresetName(name); !fits)
            return fits;
    }
    const auto directory = m_fileSystem.openDirectory(m_folder);
    if (!directory)
        return notOwn(from, directory.error(), "rename preset");
    const auto renamed = m_fileSystem.renameNoReplace(*directory, fileOf(from), *directory, fileOf(to));
    return renamed ? renamed : notOwn(from, renamed.error(), "rename preset");
}

Result<void> PresetStore::remove(BytesView name) const
{
    if (auto fits = checkPresetName(name); !fits)
        return fits;
    const auto directory = m_fileSystem.openDirectory(m_folder);
    if (!directory)
        return notOwn(name, directory.error(), "remove preset");
    const auto removed = m_fileSystem.removeFile(*directory, fileOf(name));
    return removed ? removed : notOwn(name, removed.error(), "remove preset");
}

} // namespace bulkhead
