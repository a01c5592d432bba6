// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/history.h"

#include "core/base/clock.h"
#include "core/history/batch_reader.h"
#include "core/history/batch_writer.h"
#include "core/history/log_space.h"
#include "core/history/open_history.h"
#include "core/history/undo_order.h"

#include <limits>

namespace bulkhead {

namespace {

constexpr const char *kRead = "read history";
constexpr const char *kWrite = "write history";
constexpr std::chrono::milliseconds kPatience(10'000);
constexpr BatchId kNoLimit = std::numeric_limits<BatchId>::max();

class SqliteHistory final : public History
{
public:
    explicit SqliteHistory(std::shared_ptr<HistoryStore> store)
        : m_store(std::move(store))
    {
    }

    Result<std::unique_ptr<BatchWriter>> begin(const BatchHeader &header) override { return beginBatch(m_store, header); }
    Result<std::vector<BatchInfo>> batches(int limit, std::optional<BatchId> before) override;
    Result<BatchInfo> batch(BatchId id) override { return readInfo(*m_store, id); }
    Result<BatchContents> contents(BatchId id) override { return readContents(*m_store, id); }
    Result<std::vector<InterruptedBatch>> interrupted() override;
    Result<std::optional<BatchInfo>> lastUndoable(std::optional<BatchId> before) override { return meantBy(&UndoOrder::undoable, before); }
    Result<std::optional<BatchInfo>> lastRedoable(std::optional<BatchId> before) override { return meantBy(&UndoOrder::redoable, before); }
    Result<void> markRecovered(BatchId interrupted, BatchId recovery, std::int64_t notTakenBack) override;
    Result<void> forget(BatchId id) override;

private:
    Connection &connection() const { return *m_store->connection; }
    Error refusal(ErrorCode code, BatchId id) const;
    Result<std::vector<BatchLink>> links();
    Result<std::optional<BatchInfo>> meantBy(std::optional<BatchId> UndoOrder::*which, std::optional<BatchId> before);
    Result<void> refuseIfAlive(BatchId id);
    bool isDamaged(BatchId id);

    std::shared_ptr<HistoryStore> m_store;
};

Error SqliteHistory::refusal(ErrorCode code, BatchId id) const
{
    return {.code = code, .operation = kWrite, .path = connection().path(), .detail = "batch " + std::to_string(id)};
}

Result<std::vector<BatchInfo>> SqliteHistory::batches(int limit, std::optional<BatchId> before)
{
    auto rows = selectBatches(connection(), BatchFilter::All, limit, before.value_or(kNoLimit));
    if (!rows)
        return rows.error();
    std::vector<BatchInfo> infos;
    infos.reserve(rows->size());
    for (BatchRow &row : *rows) {
        // One bad row must not hide the good ones; asked for by number it says that it is damaged.
        if (!row.whole)
            continue;
        const auto outdated = lookForOwner(*m_store, row.info);
        if (!outdated)
            return outdated.error();
        if (!*outdated) {
            infos.push_back(std::move(row.info));
            continue;
        }
        auto again = readInfo(*m_store, row.info.id);
        if (again)
            infos.push_back(std::move(*again));
        else if (again.error().code != ErrorCode::NotFound)
            return again.error();
    }
    return infos;
}

Result<std::vector<InterruptedBatch>> SqliteHistory::interrupted()
{
    auto rows = selectBatches(connection(), BatchFilter::Running, kNoLimit, kNoLimit);
    if (!rows)
        return rows.error();
    std::vector<InterruptedBatch> batches;
    for (const BatchRow &row : *rows) {
        auto info = readInfo(*m_store, row.info.id);
        if (!info && info.error().code == ErrorCode::NotFound)
            continue;
        if (!info && info.error().code != ErrorCode::Damaged)
            return info.error();
        const auto alive = info ? Result<bool>(info->ownerAlive) : m_store->owners.isTaken(row.info.id);
        if (!alive)
            return alive.error();
        if (!*alive && (!info || info->state == BatchState::Running))
            batches.push_back({row.info.id, std::move(info)});
    }
    return batches;
}

Result<std::vector<BatchLink>> SqliteHistory::links()
{
    auto statement = Statement::prepare(connection(), "SELECT id, state, direction, reverses, rows, done FROM batch ORDER BY id", kRead);
    if (!statement)
        return statement.error();
    std::vector<BatchLink> links;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return links;
        BatchLink &link = links.emplace_back();
        link.id = statement->number(0);
        link.state = BatchState(statement->number(1));
        link.direction = Direction(statement->number(2));
        if (!statement->isNull(3))
            link.reverses = statement->number(3);
        link.rows = statement->number(4);
        link.done = statement->number(5);
    }
}

Result<std::optional<BatchInfo>> SqliteHistory::meantBy(std::optional<BatchId> UndoOrder::*which, std::optional<BatchId> before)
{
    const auto all = links();
    if (!all)
        return all.error();
    const std::optional<BatchId> id = undoOrder(*all, before).*which;
    if (!id)
        return std::optional<BatchInfo>();
    auto info = batch(*id);
    if (!info)
        return info.error();
    return std::optional<BatchInfo>(std::move(*info));
}

Result<void> SqliteHistory::refuseIfAlive(BatchId id)
{
    const auto taken = m_store->owners.isTaken(id);
    if (!taken)
        return taken.error();
    if (*taken)
        return refusal(ErrorCode::Locked, id);
    return {};
}

Result<void> SqliteHistory::markRecovered(BatchId interrupted, BatchId recovery, std::int64_t notTakenBack)
{
    auto transaction = WriteTransaction::begin(connection(), kWrite);
    if (!transaction)
        return transaction.error();
    const auto row = selectBatch(connection(), interrupted);
    if (!row)
        return row.error();
    if (row->info.state == BatchState::Recovered)
        return {}; // Another process was quicker.
    if (row->info.state != BatchState::Running)
        return refusal(ErrorCode::InvalidInput, interrupted);
    if (auto dead = refuseIfAlive(interrupted); !dead)
        return dead;
    if (const auto by = selectBatch(connection(), recovery); !by)
        return by.error();
    auto statement
        = Statement::prepare(connection(), "UPDATE batch SET state = ?, finished_at = ?, done = ?, recovered_by = ? WHERE id = ?", kWrite);
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(BatchState::Recovered))
        .bind(2, millisecondsNow())
        .bind(3, notTakenBack)
        .bind(4, recovery)
        .bind(5, interrupted);
    if (auto written = statement->execute(); !written)
        return written;
    return transaction->commit(); // Into the room that was reserved for the end it never had.
}

/// Its header; and while it has no end, its rows, without which it cannot be recovered.
bool SqliteHistory::isDamaged(BatchId id)
{
    const auto info = batch(id);
    if (!info)
        return info.error().code == ErrorCode::Damaged;
    if (info->state != BatchState::Running)
        return false;
    const auto rows = contents(id);
    return !rows && rows.error().code == ErrorCode::Damaged;
}

Result<void> SqliteHistory::forget(BatchId id)
{
    const bool damaged = isDamaged(id);
    auto transaction = WriteTransaction::begin(connection(), kWrite);
    if (!transaction)
        return transaction.error();
    const auto row = selectBatch(connection(), id);
    if (!row)
        return row.error();
    if (auto dead = refuseIfAlive(id); !dead)
        return dead;
    if (row->info.state == BatchState::Running && !damaged)
        return refusal(ErrorCode::InvalidInput, id);
    auto statement = Statement::prepare(connection(), "DELETE FROM batch WHERE id = ?", kWrite);
    if (!statement)
        return statement.error();
    if (auto removed = statement->bind(1, id).execute(); !removed)
        return removed;
    if (auto reserved = reserveEnds(connection(), m_store->folder); !reserved)
        return reserved;
    if (auto committed = transaction->commit(); !committed)
        return committed;
    reclaimLog(connection(), m_store->folder);
    return {};
}

Result<std::unique_ptr<History>> historyOf(Result<std::shared_ptr<HistoryStore>> store)
{
    if (!store)
        return store.error();
    return std::unique_ptr<History>(std::make_unique<SqliteHistory>(std::move(*store)));
}

} // namespace

Result<std::unique_ptr<History>> openHistory(const Bytes &stateDirectory, std::chrono::milliseconds patience)
{
    return historyOf(openStore(stateDirectory, patience));
}

Result<std::unique_ptr<History>> openHistoryOrBeginAnew(
    const Bytes &stateDirectory, std::chrono::milliseconds patience, std::optional<Error> &keptAside)
{
    return historyOf(openStore(stateDirectory, patience, &keptAside));
}

Result<std::unique_ptr<History>> History::open(const Bytes &stateDirectory)
{
    return openHistory(stateDirectory, kPatience);
}

Result<std::unique_ptr<History>> History::openOrBeginAnew(const Bytes &stateDirectory, std::optional<Error> &keptAside)
{
    return openHistoryOrBeginAnew(stateDirectory, kPatience, keptAside);
}

} // namespace bulkhead
