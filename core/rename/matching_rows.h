// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_table.h"

#include <vector>

namespace bulkhead {

/// For each row of `others` the row of `table` that has its path, byte by byte; kNone where there is none. Pure, linear
/// (hashing); no string is made. Any thread.
std::vector<RowId> matchingRows(const FileTable &table, const FileTable &others);

} // namespace bulkhead
