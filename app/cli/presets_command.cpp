// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/inputs.h"
#include "app/cli/preset_words.h"
#include "app/cli/sentences.h"
#include "core/base/json_text.h"

#include <QJsonDocument>

namespace bulkhead::cli {

namespace {

bool sayWrong(Printer &printer, const Preset &preset)
{
    const auto wrong = wrongWith(preset);
    for (const Bytes &what : wrong)
        printer.problem("preset " + shownPreset(preset.name) + ": " + what);
    return !wrong.empty();
}

Bytes compact(const RenameRecipe &recipe)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(writeRecipe(recipe))).toJson(QJsonDocument::Compact).toStdString();
}

/// `recipe` is null where something is wrong with it, `problems` then says what.
Bytes jsonPreset(const Preset &preset)
{
    Bytes line = "{\"name\":";
    appendJsonString(line, preset.name);
    line += preset.isStarter ? ",\"starter\":true" : ",\"starter\":false";
    const auto *recipe = std::get_if<RenameRecipe>(&preset.content);
    line += ",\"recipe\":" + (recipe ? compact(*recipe) : Bytes("null")) + ",\"problems\":[";
    Bytes separator;
    for (const Bytes &what : wrongWith(preset)) {
        line += separator;
        appendJsonString(line, what);
        separator = ",";
    }
    return line + "]}";
}

int refuse(Printer &printer, const PresetStore &store, const Bytes &name, const Error &error)
{
    printer.problem(presetSentence(store, name, error));
    return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotFound ? kExitUsage : kExitProblems;
}

int list(Printer &printer, const PresetStore &store)
{
    const auto presets = store.list();
    if (!presets) {
        printer.problem(printer.messagePath(defaultPresetFolder()) + ": presets cannot be read: " + sentence(presets.error()));
        return kExitProblems;
    }
    bool damaged = false;
    for (const Preset &preset : *presets) {
        if (printer.json())
            printer.jsonLine(jsonPreset(preset));
        else
            printer.text(printer.shownPath(preset.name));
        damaged = sayWrong(printer, preset) || damaged;
    }
    return damaged ? kExitProblems : kExitFine;
}

int show(Printer &printer, const PresetStore &store, const Bytes &name)
{
    const auto preset = store.load(name);
    if (!preset)
        return refuse(printer, store, name, preset.error());
    if (printer.json()) {
        printer.jsonLine(jsonPreset(*preset));
    } else if (const auto *recipe = std::get_if<RenameRecipe>(&preset->content)) {
        Bytes json = writeRecipe(*recipe);
        json.pop_back(); // the printer ends the line
        printer.text(json);
    }
    return sayWrong(printer, *preset) ? kExitUsage : kExitFine;
}

int save(Session &session, const PresetStore &store, const PresetsArguments &arguments)
{
    Printer &printer = session.printer;
    if (const auto fits = checkPresetName(arguments.name); !fits)
        return refuse(printer, store, arguments.name, fits.error());
    RenameArguments source;
    source.recipeFile = arguments.recipeFile;
    const RecipeInput input = readRecipe(source, session.interrupt.token());
    if (input.unreadable && input.unreadable->code == ErrorCode::Cancelled)
        return kExitInterrupted;
    if (input.unreadable)
        printer.problem(printer.messagePath(input.unreadable->path) + ": the recipe cannot be read: " + sentence(*input.unreadable));
    for (const RecipeProblem &problem : input.problems)
        printer.problem(sentence(problem));
    if (input.unreadable || !input.problems.empty())
        return kExitUsage;
    const auto existing = arguments.replace ? PresetStore::Existing::Replace : PresetStore::Existing::Keep;
    if (const auto saved = store.save(arguments.name, input.recipe, existing); !saved)
        return refuse(printer, store, arguments.name, saved.error());
    printer.note("Saved: preset " + shownPreset(arguments.name) + ".");
    return kExitFine;
}

int rename(Printer &printer, const PresetStore &store, const PresetsArguments &arguments)
{
    for (const Bytes &name : {arguments.name, arguments.to}) {
        if (const auto fits = checkPresetName(name); !fits)
            return refuse(printer, store, name, fits.error());
    }
    if (const auto renamed = store.rename(arguments.name, arguments.to); !renamed) {
        if (renamed.error().code != ErrorCode::AlreadyExists)
            return refuse(printer, store, arguments.name, renamed.error());
        printer.problem("preset " + shownPreset(arguments.to) + ": there is one of that name already");
        return kExitProblems;
    }
    printer.note("Renamed: preset " + shownPreset(arguments.name) + " is " + shownPreset(arguments.to) + " now.");
    return kExitFine;
}

int remove(Printer &printer, const PresetStore &store, const Bytes &name)
{
    if (const auto removed = store.remove(name); !removed)
        return refuse(printer, store, name, removed.error());
    printer.note("Deleted: preset " + shownPreset(name) + ".");
    return kExitFine;
}

} // namespace

int runPresets(Session &session, const PresetsArguments &arguments)
{
    const PresetStore store(session.fileSystem, defaultPresetFolder());
    switch (arguments.what) {
    case PresetsArguments::What::Show:
        return show(session.printer, store, arguments.name);
    case PresetsArguments::What::Save:
        return save(session, store, arguments);
    case PresetsArguments::What::Rename:
        return rename(session.printer, store, arguments);
    case PresetsArguments::What::Delete:
        return remove(session.printer, store, arguments.name);
    case PresetsArguments::What::List:
        break;
    }
    return list(session.printer, store);
}

} // namespace bulkhead::cli
