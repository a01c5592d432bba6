// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_disk.h"

namespace bulkhead {

const Paths everything{"swap1", "swap2", "ring1", "ring2", "ring3", "chain1", "chain2", "chain3", "one/", "one/file", "two/", "two/file",
    "album/", "album/01", "album/02", "album/deep/", "album/deep/x", "album/deep/y", "CASE", "moved/", "moved/inside", "left alone"};

const Journeys everythingGoes{{"swap1", "swap2"}, {"swap2", "swap1"}, {"ring1", "ring2"}, {"ring2", "ring3"}, {"ring3", "ring1"},
    {"chain1", "chain2"}, {"chain2", "chain3"}, {"chain3", "chain4"}, {"one/file", "two/from one"}, {"two/file", "one/from two"},
    {"album", "Album"}, {"album/01", "album/02"}, {"album/02", "album/01"}, {"album/deep", "album/Deep"}, {"album/deep/x", "album/deep/z"},
    {"album/deep/y", "new/below/y"}, {"CASE", "case"}, {"moved", "new/moved"}, {"moved/inside", "moved/inside 2"}};

MemoryDisk::MemoryDisk(const Paths &paths, MemoryFileSystem::BirthTimes births)
    : memory(births)
{
    memory.addFolder("/r");
    for (const Bytes &path : paths) {
        if (path.back() == '/')
            memory.addFolder("/r/" + path.substr(0, path.size() - 1));
        else
            memory.addFile("/r/" + path, path);
    }
}

std::int64_t total(const JobReport &report)
{
    return report.done + report.failed + report.skipped + report.cancelled;
}

ErrorCode errorOf(const JobReport &report, RowId row)
{
    for (const RowError &error : report.errors) {
        if (error.row == row)
            return error.error.code;
    }
    return ErrorCode::None;
}

} // namespace bulkhead
