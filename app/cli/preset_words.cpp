// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/preset_words.h"

#include "app/cli/sentences.h"
#include "core/base/text.h"

namespace bulkhead::cli {

namespace {

Bytes nameSentence(BytesView detail)
{
    if (detail == "empty")
        return "the name must not be empty";
    if (detail == "long")
        return "the name must have no more than 200 bytes";
    if (detail == "text")
        return "the name is not UTF-8";
    if (detail == "slash")
        return "the name must have no slash";
    if (detail == "dot")
        return "the name must not begin with a dot";
    return "the name must have no control characters";
}

Bytes orNear(const PresetStore &store, BytesView name)
{
    const auto presets = store.list();
    const auto near = presets ? nearPresetNames(name, *presets) : std::vector<Bytes>();
    if (near.empty())
        return "'bulkhead-cli presets' lists them";
    Bytes said = "did you mean ";
    for (std::size_t i = 0; i < near.size(); ++i)
        said += (i > 0 ? " or " : "") + shownPreset(near[i]);
    return said + "?";
}

} // namespace

Bytes shownPreset(BytesView name)
{
    return "'" + toTerminal(name) + "'";
}

std::vector<Bytes> wrongWith(const Preset &preset)
{
    std::vector<Bytes> sentences;
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&preset.content)) {
        for (const RecipeProblem &problem : *problems)
            sentences.push_back(sentence(problem));
    } else if (const auto *error = std::get_if<Error>(&preset.content)) {
        sentences.push_back("it cannot be read: " + sentence(*error));
    }
    return sentences;
}

Bytes presetSentence(const PresetStore &store, BytesView name, const Error &error)
{
    const Bytes preset = "preset " + shownPreset(name) + ": ";
    switch (error.code) {
    case ErrorCode::NotFound:
        return preset + "there is none of that name; " + orNear(store, name);
    case ErrorCode::InvalidInput:
        return preset + nameSentence(error.detail);
    case ErrorCode::AlreadyExists:
        return preset + "there is one of that name (--replace replaces it)";
    case ErrorCode::Unsupported:
        return preset + "it comes with the program and can be neither renamed nor deleted";
    default:
        if (BytesView(error.operation) == "open folder" && !error.path.empty())
            return preset + "the folder of presets, " + toTerminal(error.path) + ", cannot be read: " + sentence(error);
        return preset + sentence(error);
    }
}

} // namespace bulkhead::cli
