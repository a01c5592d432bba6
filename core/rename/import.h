// SPDX-License-Identifier: GPL-3.0-or-later
// What people wrote for other renamers, as a recipe. resources/manual/coming-from.md is the table of what becomes what.
#pragma once

#include "core/rename/recipe.h"

namespace bulkhead {

/// Texts are UTF-8.
struct KRenameInput {
    Bytes name; ///< The template of the name: "$ ###".
    Bytes extension = "$"; ///< The template of the extension.
    std::int64_t start = 1; ///< Of counters that name no other.
    std::int64_t step = 1;
    bool perFolder = false; ///< Counters begin anew in each folder.
};

struct PowerRenameInput {
    Bytes find; ///< May be empty where only the letter case changes.
    Bytes replace;
    bool regex = false;
    bool caseSensitive = false;
    bool allOccurrences = false;
    Scope scope = Scope::Name;
    std::optional<CaseRule::To> letters; ///< Lower, Upper, Title or Capitalise.
    enum class Time : std::uint8_t { Created, Modified, Accessed };
    Time time = Time::Created; ///< What $YYYY and the like are of.
};

struct F2Input {
    struct Pair {
        Bytes find; ///< Empty = the whole name.
        Bytes replace;
    };
    std::vector<Pair> pairs;
    bool literal = false; ///< -s: `find` is no regular expression.
    bool ignoreCase = false; ///< -i
    bool ignoreExtension = false; ///< -e
    int limit = 0; ///< -l: how many matches are replaced; negative = from the end, 0 = all.
    bool perFolder = false; ///< --reset-index-per-dir
};

using ImportInput = std::variant<KRenameInput, PowerRenameInput, F2Input>;

/// Something the recipe does not do as the other program does.
struct ImportLoss {
    enum class Reason : std::uint8_t {
        UnknownToken, ///< No token of that program.
        NoCounterpart, ///< Nothing here does that.
        Scripting,
        BadArgument, ///< A token that is known, with numbers or words that are not.
        UnknownGroup, ///< A group that the regular expression does not have.
        CountsAllFiles, ///< Here a counter in a template counts every file, there the ones that match.
        NeedsList, ///< A column by its number: here a `list` rule before it has the file, and the column a name.
        PathSeparator, ///< A '/', which is no part of a name there, and would make folders here.
    };
    Reason reason = Reason::UnknownToken;
    Bytes field; ///< Of the input: "name", "extension", "replace", "pairs[1].replace", "limit".
    Bytes text; ///< As it was written there.
    int column = 0; ///< 0-based, in characters of the field.
    bool operator==(const ImportLoss &) const = default;
};

const char *importLossName(ImportLoss::Reason reason) noexcept; ///< "unknown-token", ...

struct ImportedRecipe {
    RenameRecipe recipe; ///< What could be said of it. A token that is lost is left out; one that is unknown stays as they treat it.
    std::vector<ImportLoss> losses; ///< In the order of the input.
};

/// Problems name a field of the input: nothing was given, it is no UTF-8, or the regular expression is wrong. Tokens are written
/// as the manual spells them, whether this build knows them or not: compileRecipe tells. Pure. Any thread.
RecipeResult<ImportedRecipe> importRecipe(const ImportInput &input);

} // namespace bulkhead
