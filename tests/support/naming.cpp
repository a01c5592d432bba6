// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naming.h"

#include "core/base/path.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>

namespace bulkhead::test {

namespace {

[[noreturn]] void fail(const std::vector<RecipeProblem> &problems)
{
    for (const RecipeProblem &problem : problems) {
        std::fprintf(stderr, "problem %d in %s: %s (column %d)\n", static_cast<int>(problem.code), problem.field.c_str(),
            problem.argument.c_str(), problem.column);
    }
    std::abort();
}

template <class T>
T valueOf(RecipeResult<T> result)
{
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result)) {
        fail(*problems);
    }
    return std::get<T>(std::move(result));
}

} // namespace

FileTable tableOf(const std::vector<Bytes> &paths, std::uint16_t maxNameBytes)
{
    FileTable table;
    std::map<Bytes, DirectoryId> directories;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const bool isFolder = paths[i].ends_with('/');
        const Bytes path = isFolder ? paths[i].substr(0, paths[i].size() - 1) : paths[i];
        const Bytes parent(parentPath(path));
        auto directory = directories.find(parent);
        if (directory == directories.end()) {
            const DirectoryId id = table.addDirectory({.path = parent, .maxNameBytes = maxNameBytes});
            directory = directories.emplace(parent, id).first;
        }
        FileStatus status;
        status.identity.type = isFolder ? FileType::Directory : FileType::Regular;
        status.identity.inode = i + 1;
        status.identity.size = static_cast<std::int64_t>(i);
        status.identity.modificationTime = static_cast<std::int64_t>(i);
        if (!table.addRow(directory->second, fileName(path), status)) {
            std::abort();
        }
    }
    return table;
}

RenameRecipe recipeOf(BytesView json, ExtensionStyle style)
{
    Bytes text = "{'bulkhead': 1, 'job': 'rename', 'rules': [" + Bytes(json) + "]}";
    std::replace(text.begin(), text.end(), '\'', '"');
    auto recipe = valueOf(parseRecipe(text));
    recipe.extension = style;
    return recipe;
}

CompiledRecipeRef compiled(const RenameRecipe &recipe)
{
    return valueOf(compileRecipe(recipe));
}

std::vector<RowId> allRows(const FileTable &table)
{
    std::vector<RowId> rows(table.rowCount());
    std::iota(rows.begin(), rows.end(), RowId(0));
    return rows;
}

std::vector<Named> nameAll(const FileTable &table, const RenameRecipe &recipe)
{
    return nameAll(table, recipe, allRows(table));
}

std::vector<Named> nameAll(const FileTable &table, const RenameRecipe &recipe, std::vector<RowId> order)
{
    const CompiledRecipeRef chain = compiled(recipe);
    BatchFacts facts = makeBatchFacts(table, std::move(order), 0);
    if (chain->needsWholeBatch() && !stageBatch(table, *chain, {}, facts, {})) {
        std::abort();
    }
    const auto evaluator = NameEvaluator::make(table, *chain, facts);
    std::vector<Named> names;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        const auto outcome = evaluator->evaluate(row);
        names.push_back({Bytes(outcome.name), outcome.issue, outcome.rule});
    }
    return names;
}

Named nameOne(BytesView name, const RenameRecipe &recipe)
{
    return nameAll(tableOf({"/d/" + Bytes(name)}), recipe).front();
}

QByteArray shown(BytesView bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

Bytes bytesOf(const QByteArray &array)
{
    return Bytes(array.constData(), static_cast<std::size_t>(array.size()));
}

} // namespace bulkhead::test
