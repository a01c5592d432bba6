// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, recipes and names for tests of the rules: written as short texts, failed at once where they are wrong.
#pragma once

#include "core/rename/compiled_recipe.h"

#include <QByteArray>

namespace bulkhead::test {

/// A table of regular files from paths such as "/d/a.txt"; a path that ends with a slash is a folder. Folders of files are
/// added as they come up, each once. Size and time of row i are i.
FileTable tableOf(const std::vector<Bytes> &paths, std::uint16_t maxNameBytes = 255);

/// The rules in `json`: objects with commas between, without the brackets of the array, and with ' for ".
RenameRecipe recipeOf(BytesView json, ExtensionStyle style = ExtensionStyle::Known);

/// Compiles; ends the program with the problems on stderr where it cannot.
CompiledRecipeRef compiled(const RenameRecipe &recipe);

struct Named {
    Bytes name;
    RowIssue issue = RowIssue::None;
    std::uint32_t rule = kNone;
    bool operator==(const Named &) const = default;
};

/// In table order.
std::vector<RowId> allRows(const FileTable &table);

/// All rows in table order, through facts of `order` (else of all rows) made and staged here.
std::vector<Named> nameAll(const FileTable &table, const RenameRecipe &recipe);
std::vector<Named> nameAll(const FileTable &table, const RenameRecipe &recipe, std::vector<RowId> order);

/// One file or, with a slash at the end, one folder; `name` alone, in "/d".
Named nameOne(BytesView name, const RenameRecipe &recipe);

/// For comparisons in Qt Test.
QByteArray shown(BytesView bytes);
Bytes bytesOf(const QByteArray &array);

} // namespace bulkhead::test
