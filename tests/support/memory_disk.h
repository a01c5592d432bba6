// SPDX-License-Identifier: GPL-3.0-or-later
// A disk in memory with faults, a history and a rig: what tests of running and undoing begin with.
#pragma once

#include "tests/support/faulty_file_system.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/memory_history.h"
#include "tests/support/rename_rig.h"

#include <QMetaType>

namespace bulkhead {

using Paths = std::vector<Bytes>;

/// Filled with paths below /r; one that ends in a slash is a folder. Every file holds the path it began with.
struct MemoryDisk {
    explicit MemoryDisk(const Paths &paths, MemoryFileSystem::BirthTimes births = MemoryFileSystem::BirthTimes::Kept);

    Snapshot tree() const { return memory.snapshot("/r"); }

    MemoryFileSystem memory;
    FaultyFileSystem disk{memory};
    MemoryHistory history;
    RenameRig rig{disk, history, "/r"};
};

/// Everything at once: a swap, a ring of three, a chain, moves between folders and into new ones, a folder renamed
/// together with its contents, a folder inside it, a change of case, a folder moved into a new one.
extern const Paths everything;
extern const Journeys everythingGoes;

/// All rows of a report.
std::int64_t total(const JobReport &report);
/// None where the report has no error for the row.
ErrorCode errorOf(const JobReport &report, RowId row);

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::Destination)
