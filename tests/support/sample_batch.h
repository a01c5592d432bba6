// SPDX-License-Identifier: GPL-3.0-or-later
// Batches for tests of the history: as values that own their names, written and read back through its interface.
#pragma once

#include "core/history/history.h"

namespace bulkhead::test {

struct SampleMove {
    std::uint32_t sourceDirectory = 0;
    std::uint32_t targetDirectory = 0;
    Bytes source;
    Bytes target;
    FileIdentity identity;
    MoveResult result = MoveResult::Unknown;
    bool operator==(const SampleMove &) const = default;
};

struct SampleBatch {
    BatchHeader header;
    std::vector<DirectoryRecord> directories;
    std::vector<std::uint32_t> made;
    std::vector<std::uint32_t> removed;
    std::vector<SampleMove> moves;
};

/// `moves` photographs of one folder that get a number each; a second folder is made for every tenth, a third removed.
/// Batches that are at work at the same time need a `place` each: no two work in one folder.
SampleBatch sampleBatch(std::size_t moves, std::size_t place = 0);

/// Adds everything to the writer; does not seal.
void describe(BatchWriter &writer, const SampleBatch &batch);

/// The record that addMove takes; points into `move`.
MoveRecord recordOf(const SampleMove &move);
/// What was read back, as a value.
std::vector<SampleMove> movesOf(const BatchContents &contents);
std::vector<MoveResult> resultsOf(const SampleBatch &batch);

/// Begins, describes and seals. Aborts with a message where it fails.
std::unique_ptr<BatchWriter> writeIntent(History &history, const SampleBatch &batch);
/// The same, and finishes: with each move's result where it has one, else all done. Returns the number of the batch.
BatchId writeBatch(History &history, const SampleBatch &batch, BatchState state = BatchState::Done);

/// A history in `folder`; aborts with a message where it cannot be opened.
std::unique_ptr<History> openSampleHistory(const Bytes &folder);

/// "no-space: write history: /path: detail", for messages of failed checks.
Bytes describeError(const Error &error);

} // namespace bulkhead::test
