// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what templates ask of files. Nothing here is for the GUI thread.
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/file_table.h"
#include "core/metadata/fact_cache.h"
#include "core/metadata/file_facts.h"
#include "core/metadata/limited_file.h"

#include <atomic>
#include <span>

namespace bulkhead {

struct FactsWanted {
    std::span<const RowId> rows;
    std::span<const FactKey> keys; ///< Each once.
};

/// Files that `cache` knows are not opened. What is no regular file has no facts; what cannot be opened, is another file by now, or is
/// damaged is Unreadable. `done`, where it is not null, counts rows. Up to `threads` std::threads. Nothing where stopped.
std::optional<FileFacts> readFacts(FileSystem &fileSystem, const FileTable &table, const FactsWanted &wanted, FactCache &cache,
    std::stop_token stop, unsigned threads = 1, std::atomic<std::int64_t> *done = nullptr, const ReadLimits &limits = {});

/// The facts of one open file, by index of `keys`. The limits are for each kind of reader on its own.
std::vector<Fact> factsOf(
    ReadableFile &file, BytesView name, std::span<const FactKey> keys, const ReadLimits &limits = {}, const std::stop_token &stop = {});

} // namespace bulkhead
