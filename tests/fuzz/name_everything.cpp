// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/name_everything.h"

#include "core/base/path.h"
#include "core/rename/plan.h"

#include <cstdlib>
#include <numeric>

namespace bulkhead {

namespace {

std::shared_ptr<const FileTable> makeTable()
{
    auto table = std::make_shared<FileTable>();
    const DirectoryId folder = table->addDirectory({.path = "/home/照片"});
    const DirectoryId other = table->addDirectory({.path = "/home/caf\xe9"});
    std::uint64_t inode = 1;
    for (const char *name : {"IMG_0001.tar.gz", "caf\xe9.TXT", "\xff\xfe", "e\u0301tude 12", "a\nb", ".hidden", "照片 (2).jpg", "-"}) {
        for (const DirectoryId directory : {folder, other}) {
            if (!table->addRow(directory, name, {.identity = {.inode = inode++, .size = 1234567, .type = FileType::Regular}}))
                std::abort();
        }
    }
    return table;
}

} // namespace

void nameEverything(const RenameRecipe &recipe)
{
    static const std::shared_ptr<const FileTable> table = makeTable();
    static const Occupancy occupancy = [] {
        Occupancy listed;
        for (DirectoryId id = 0; id < table->directoryCount(); ++id)
            listed.setState(table->directory(id).path, Occupancy::State::Listed, 0);
        return listed;
    }();
    const auto compiled = compileRecipe(recipe);
    if (!std::holds_alternative<CompiledRecipeRef>(compiled))
        return;
    std::vector<RowId> order(table->rowCount());
    std::iota(order.begin(), order.end(), RowId(0));
    const RenamePlan plan = planRenames(table, occupancy, *std::get<CompiledRecipeRef>(compiled), std::move(order), {}, 0, {});
    for (RowId row = 0; row < table->rowCount(); ++row) {
        if (plan.status[row] == RowStatus::Rename && !isLegalComponent(plan.targets->name(row)))
            std::abort();
    }
}

} // namespace bulkhead
