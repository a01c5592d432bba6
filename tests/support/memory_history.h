// SPDX-License-Identifier: GPL-3.0-or-later
// A history without a disk: batches live as long as the object. A writer that goes without `finish` leaves an interrupted
// batch behind, as a process that dies does.
#pragma once

#include "core/history/history.h"

#include <deque>

namespace bulkhead {

/// One thread.
class MemoryHistory : public History
{
public:
    // --- what goes wrong, until set back ---
    std::optional<Error> beginError;
    std::optional<Error> sealError;
    std::optional<Error> createdError;
    std::optional<Error> finishError;

    Result<std::unique_ptr<BatchWriter>> begin(const BatchHeader &header) override;
    Result<std::vector<BatchInfo>> batches(int limit, std::optional<BatchId> before = {}) override;
    Result<BatchInfo> batch(BatchId id) override;
    Result<BatchContents> contents(BatchId id) override;
    Result<std::vector<InterruptedBatch>> interrupted() override;
    Result<std::optional<BatchInfo>> lastUndoable(std::optional<BatchId> before) override;
    Result<std::optional<BatchInfo>> lastRedoable(std::optional<BatchId> before) override;
    Result<void> markRecovered(BatchId interrupted, BatchId recovery, std::int64_t notTakenBack) override;
    Result<void> forget(BatchId id) override;

private:
    friend class MemoryBatchWriter;
    struct Move {
        MoveRecord record; ///< Its views are set when it is read.
        Bytes source;
        Bytes target;
    };
    struct Batch {
        BatchInfo info;
        Bytes token;
        std::vector<DirectoryRecord> directories;
        std::vector<std::uint32_t> made;
        std::vector<std::uint32_t> removed;
        std::vector<Move> moves;
        std::vector<FileIdentity> created;
        std::vector<AttributeRecord> attributes;
    };
    Batch *find(BatchId id);

    std::deque<Batch> m_batches; ///< Sealed ones, oldest first; addresses stay.
    BatchId m_lastId = 0;
};

} // namespace bulkhead
