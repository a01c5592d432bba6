// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to know of the program itself: for the dialog, and for --stall-report.
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/file_table.h"
#include "core/fs/occupancy.h"
#include "core/jobs/job_runner.h"
#include "ui/diagnostics/stall_monitor.h"

#include <memory>
#include <optional>
#include <vector>

namespace bulkhead {

/// What the GUI thread knows without looking. A value; cheap to make.
struct DiagnosticsRequest {
    std::optional<StallMonitor::Readings> stalls; ///< None = nothing is measured.
    std::int64_t filesListed = 0;
    std::shared_ptr<const FileTable> table; ///< Null while nothing is listed.
    std::shared_ptr<const Occupancy> occupancy;
    std::vector<JobRunner::PoolUse> pools;
    std::shared_ptr<FileSystem> fileSystem;
    Bytes stateDirectory;
    Bytes platform; ///< Qt's name for the kind of display.
};

/// Of the process; none where /proc does not say.
struct ProcessFacts {
    std::optional<std::int64_t> residentBytes;
    std::optional<std::int64_t> peakBytes;
    std::optional<std::int64_t> threads;
    std::optional<std::int64_t> openFiles;
    std::optional<std::int64_t> openFilesLimit; ///< None also where there is no limit.
};

/// Of a file system that listed files are on, asked in one of the folders.
struct FileSystemFacts {
    Bytes folder;
    std::int64_t folders = 0; ///< How many listed folders are on it.
    Bytes kind; ///< As in /proc/self/mountinfo, "ext4"; empty where that is not known.
    bool readOnly = false;
    NameRules rules;
    std::uint16_t maxNameBytes = 255;
    bool birthTimes = false;
    bool inodesLast = true;
    std::optional<Error> error; ///< It could not be asked: the facts above, but for the first two, are guesses.
};

struct Diagnostics {
    static constexpr std::size_t kMostFileSystems = 20;

    DiagnosticsRequest known;
    ProcessFacts process;
    std::optional<std::int64_t> historyBytes; ///< None where there is no history.
    std::vector<FileSystemFacts> fileSystems; ///< kMostFileSystems at most.
    std::int64_t folders = 0;
};

/// Looks at /proc, the history's files and the folders: a worker's business. Linear in the folders on the list.
Diagnostics diagnose(DiagnosticsRequest request);

} // namespace bulkhead
