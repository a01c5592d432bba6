// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_history.h"

#include <algorithm>
#include <cstring>
#include <ranges>

namespace bulkhead {

class MemoryBatchWriter : public BatchWriter
{
public:
    MemoryBatchWriter(MemoryHistory &history, const BatchHeader &header)
        : m_history(history)
    {
        m_batch.info.id = ++history.m_lastId;
        m_batch.info.kind = header.kind;
        m_batch.info.direction = header.direction;
        m_batch.info.folder = header.folder;
        m_batch.info.description = header.description;
        m_batch.info.reverses = header.reverses;
        m_batch.info.ownerAlive = true;
        m_batch.token = "token" + std::to_string(m_batch.info.id);
    }

    ~MemoryBatchWriter() override
    {
        if (m_sealed)
            m_sealed->info.ownerAlive = false;
    }

    BatchId id() const override { return m_batch.info.id; }
    const Bytes &token() const override { return m_batch.token; }

    std::uint32_t addDirectory(const DirectoryRecord &directory) override
    {
        m_batch.directories.push_back(directory);
        return std::uint32_t(m_batch.directories.size() - 1);
    }
    void addMade(std::uint32_t directory) override { m_batch.made.push_back(directory); }
    void addRemoved(std::uint32_t directory) override { m_batch.removed.push_back(directory); }
    void addAttributes(const AttributeRecord &record) override { m_batch.attributes.push_back(record); }
    void addMove(const MoveRecord &move) override { m_batch.moves.push_back({move, Bytes(move.source), Bytes(move.target)}); }

    Result<void> seal(const std::function<Result<void>()> &addMoves) override
    {
        if (m_history.sealError)
            return *m_history.sealError;
        if (auto added = addMoves(); !added)
            return added;
        m_batch.info.rows = std::int64_t(m_batch.moves.size());
        m_history.m_batches.push_back(m_batch);
        m_sealed = &m_history.m_batches.back();
        return {};
    }

    Result<void> recordCreated(std::span<const CreatedRecord> created) override
    {
        if (m_history.createdError)
            return *m_history.createdError;
        std::vector<FileIdentity> &all = m_sealed ? m_sealed->created : m_batch.created;
        for (const CreatedRecord &record : created) {
            all.resize(std::max<std::size_t>(all.size(), record.move + 1));
            all[record.move] = record.identity;
        }
        return {};
    }

    Result<void> finish(BatchState state, std::span<const MoveResult> results) override
    {
        if (m_history.finishError)
            return *m_history.finishError;
        assert(m_sealed && results.size() == m_sealed->moves.size());
        BatchInfo &info = m_sealed->info;
        info.state = state;
        info.finishedAt = 1;
        for (std::size_t i = 0; i < results.size(); ++i) {
            m_sealed->moves[i].record.result = results[i];
            info.done += results[i] == MoveResult::Done;
            info.failed += results[i] == MoveResult::Failed || results[i] == MoveResult::Unknown;
            info.skipped += results[i] == MoveResult::Skipped;
        }
        if (info.reverses) {
            if (auto *reversed = m_history.find(*info.reverses))
                reversed->info.reversedBy = info.id;
        }
        return {};
    }

private:
    MemoryHistory &m_history;
    MemoryHistory::Batch m_batch;
    MemoryHistory::Batch *m_sealed = nullptr;
};

MemoryHistory::Batch *MemoryHistory::find(BatchId id)
{
    const auto found = std::ranges::find_if(m_batches, [id](const Batch &batch) { return batch.info.id == id; });
    return found == m_batches.end() ? nullptr : &*found;
}

Result<std::unique_ptr<BatchWriter>> MemoryHistory::begin(const BatchHeader &header)
{
    if (beginError)
        return *beginError;
    return std::unique_ptr<BatchWriter>(std::make_unique<MemoryBatchWriter>(*this, header));
}

Result<std::vector<BatchInfo>> MemoryHistory::batches(int limit, std::optional<BatchId> before)
{
    std::vector<BatchInfo> infos;
    for (const Batch &batch : std::views::reverse(m_batches)) {
        if (int(infos.size()) < limit && (!before || batch.info.id < *before))
            infos.push_back(batch.info);
    }
    return infos;
}

Result<BatchInfo> MemoryHistory::batch(BatchId id)
{
    if (const Batch *found = find(id))
        return found->info;
    return Error{.code = ErrorCode::NotFound, .operation = "read history"};
}

Result<BatchContents> MemoryHistory::contents(BatchId id)
{
    const Batch *found = find(id);
    if (!found)
        return Error{.code = ErrorCode::NotFound, .operation = "read history"};
    BatchContents contents;
    contents.info = found->info;
    contents.token = found->token;
    contents.directories = found->directories;
    contents.made = found->made;
    contents.removed = found->removed;
    contents.created = found->created;
    contents.attributes = found->attributes;
    if (!contents.created.empty())
        contents.created.resize(found->moves.size());
    const auto keep = [&contents](const Bytes &name) {
        contents.arena.push_back(std::make_unique<char[]>(name.size() + 1));
        std::memcpy(contents.arena.back().get(), name.data(), name.size());
        return BytesView(contents.arena.back().get(), name.size());
    };
    for (const Move &move : found->moves) {
        MoveRecord record = move.record;
        record.source = keep(move.source);
        record.target = keep(move.target);
        contents.moves.push_back(record);
    }
    return contents;
}

Result<std::vector<InterruptedBatch>> MemoryHistory::interrupted()
{
    std::vector<InterruptedBatch> batches;
    for (const Batch &batch : std::views::reverse(m_batches)) {
        if (batch.info.state == BatchState::Running && !batch.info.ownerAlive)
            batches.push_back({batch.info.id, batch.info});
    }
    return batches;
}

Result<std::optional<BatchInfo>> MemoryHistory::lastUndoable(std::optional<BatchId> before)
{
    for (const Batch &batch : std::views::reverse(m_batches)) {
        const bool forward = batch.info.direction == Direction::Do || batch.info.direction == Direction::Redo;
        if (forward && batch.info.done > 0 && !batch.info.reversedBy && (!before || batch.info.id < *before))
            return std::optional(batch.info);
    }
    return std::optional<BatchInfo>();
}

Result<std::optional<BatchInfo>> MemoryHistory::lastRedoable(std::optional<BatchId> before)
{
    for (const Batch &batch : std::views::reverse(m_batches)) {
        if (batch.info.direction == Direction::Do)
            break;
        if (batch.info.direction == Direction::Undo && !batch.info.reversedBy && (!before || batch.info.id < *before))
            return std::optional(batch.info);
    }
    return std::optional<BatchInfo>();
}

Result<void> MemoryHistory::markRecovered(BatchId interrupted, BatchId recovery, std::int64_t notTakenBack)
{
    Batch *found = find(interrupted);
    if (!found)
        return Error{.code = ErrorCode::NotFound, .operation = "write history"};
    if (found->info.state != BatchState::Running && found->info.state != BatchState::Recovered)
        return Error{.code = ErrorCode::InvalidInput, .operation = "write history"};
    found->info.state = BatchState::Recovered;
    found->info.done = notTakenBack;
    found->info.reversedBy = recovery;
    return {};
}

Result<void> MemoryHistory::forget(BatchId id)
{
    return std::erase_if(m_batches, [id](const Batch &batch) { return batch.info.id == id; })
        ? Result<void>()
        : Result<void>(Error{.code = ErrorCode::NotFound, .operation = "write history"});
}

} // namespace bulkhead
