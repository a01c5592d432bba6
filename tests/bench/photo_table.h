// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_table.h"

#include <cstdio>
#include <memory>

namespace bulkhead {

inline Bytes photoName(int i)
{
    char text[32];
    std::snprintf(text, sizeof text, "IMG_%07d_x.jpg", i);
    return text;
}

/// Rows of one folder that are on no disk: for what is pure.
inline std::shared_ptr<const FileTable> photoTable(int rows)
{
    auto table = std::make_shared<FileTable>();
    const DirectoryId folder = table->addDirectory({.path = "/photos"});
    for (int i = 0; i < rows; ++i) {
        FileStatus status;
        status.identity = {.device = 1, .inode = std::uint64_t(i) + 10, .birth = 1, .type = FileType::Regular};
        (void)table->addRow(folder, photoName(i), status);
    }
    return table;
}

} // namespace bulkhead
