// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/list_work.h"

#include <optional>

namespace bulkhead {

struct RenamedList {
    FileList list;
    RanRows ran;
};

/// The list after a run, without a look at the disk: the same rows, under the names they have now. Nothing where only the
/// disk can tell: after a failure, where a renamed file is not on the list or moved to another folder, where files were copied or linked,
/// with folders among the rows, and where a file system may have spelled a name its own way or given a file another number. A pass over the
/// rows, and one over those of the run where that is about another table, as an undo is. For a worker.
std::optional<RenamedList> renamedList(const FileList &before, const RanBatch &ran);

} // namespace bulkhead
