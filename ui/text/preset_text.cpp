// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/preset_text.h"

#include "core/base/text.h"
#include "ui/text/error_text.h"
#include "ui/text/recipe_problem_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct PresetText {
    Q_DECLARE_TR_FUNCTIONS(PresetText)
};

struct StarterText {
    BytesView name;
    const char *title;
    const char *hint;
};
constexpr StarterText kStarters[] = {
    {"photos-by-date", QT_TRANSLATE_NOOP("PresetText", "Photos by Date"),
        QT_TRANSLATE_NOOP("PresetText", "Photos get the date and time when they were taken as their name; the others keep theirs")},
    {"music-by-tag", QT_TRANSLATE_NOOP("PresetText", "Music by Tag"),
        QT_TRANSLATE_NOOP("PresetText", "Track, artist and title from the tags; files without tags keep their names")},
    {"series-numbering", QT_TRANSLATE_NOOP("PresetText", "Series Numbering"),
        QT_TRANSLATE_NOOP("PresetText", "The name of the folder and a number, in each folder from 001")},
    {"clean-for-windows", QT_TRANSLATE_NOOP("PresetText", "Clean for Windows"),
        QT_TRANSLATE_NOOP("PresetText", "What Windows does not take in a name becomes _")},
    {"gbk-to-utf-8", QT_TRANSLATE_NOOP("PresetText", "GBK to UTF-8"),
        QT_TRANSLATE_NOOP("PresetText", "Names of old Chinese archives become readable")},
    {"swap-artist-and-title", QT_TRANSLATE_NOOP("PresetText", "Swap Artist and Title"),
        QT_TRANSLATE_NOOP("PresetText", "“Artist - Title” becomes “Title - Artist”")},
    {"lower-case-extensions", QT_TRANSLATE_NOOP("PresetText", "Lower-Case Extensions"),
        QT_TRANSLATE_NOOP("PresetText", ".JPG becomes .jpg")},
    {"pad-numbers", QT_TRANSLATE_NOOP("PresetText", "Pad Numbers"),
        QT_TRANSLATE_NOOP("PresetText", "Numbers of one or two digits get three, so that 10 comes after 9")},
    {"tidy-spaces", QT_TRANSLATE_NOOP("PresetText", "Tidy Spaces"),
        QT_TRANSLATE_NOOP("PresetText", "Several spaces and underscores become one space; those at the ends go")},
    {"title-case", QT_TRANSLATE_NOOP("PresetText", "Title Case"),
        QT_TRANSLATE_NOOP("PresetText", "Each word begins with a capital, but the small ones")},
};

const StarterText *textOf(const Preset &preset)
{
    if (!preset.isStarter)
        return nullptr;
    const auto *const found
        = std::find_if(std::begin(kStarters), std::end(kStarters), [&preset](const StarterText &text) { return text.name == preset.name; });
    return found == std::end(kStarters) ? nullptr : found;
}

} // namespace

QString presetTitle(const Preset &preset)
{
    const StarterText *text = textOf(preset);
    return text ? PresetText::tr(text->title) : toDisplay(preset.name);
}

QString presetHint(const Preset &preset)
{
    const StarterText *text = textOf(preset);
    return text ? PresetText::tr(text->hint) : QString();
}

QString presetProblem(const Preset &preset)
{
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&preset.content))
        return PresetText::tr("Damaged: %1").arg(recipeProblemWithField(problems->front()));
    if (const auto *error = std::get_if<Error>(&preset.content))
        return PresetText::tr("It cannot be read: %1").arg(errorText(*error));
    return {};
}

QString presetNameProblem(BytesView detail)
{
    if (detail == "empty")
        return PresetText::tr("A preset needs a name.");
    if (detail == "long")
        return PresetText::tr("The name is too long: at most 200 bytes.");
    if (detail == "text")
        return PresetText::tr("The name is not text.");
    if (detail == "slash")
        return PresetText::tr("A name has no slash in it.");
    if (detail == "dot")
        return PresetText::tr("A name does not begin with a dot.");
    return PresetText::tr("A name has no control characters in it.");
}

QString presetFailure(const PresetController::Deed &deed, const Error &error)
{
    const bool renames = deed.what == PresetController::Deed::What::Rename;
    const QString name = toDisplayIsolated(deed.name);
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return presetNameProblem(error.detail);
    case ErrorCode::AlreadyExists:
        return PresetText::tr("There is a preset with the name “%1” already.").arg(toDisplayIsolated(renames ? deed.to : deed.name));
    case ErrorCode::NotFound:
        return PresetText::tr("The preset “%1” is gone.").arg(name);
    case ErrorCode::Unsupported:
        return PresetText::tr("“%1” comes with Bulkhead: it can be neither renamed nor deleted.").arg(name);
    default:
        return PresetText::tr("Preset “%1”: %2").arg(name, errorText(error));
    }
}

} // namespace bulkhead
