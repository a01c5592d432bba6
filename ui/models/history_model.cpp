// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/history_model.h"

#include "core/base/text.h"
#include "ui/models/direction.h"
#include "ui/text/count_text.h"

namespace bulkhead {

namespace {

bool hasEnded(const BatchInfo &batch)
{
    return batch.state == BatchState::Done || batch.state == BatchState::Cancelled || batch.state == BatchState::Failed;
}

} // namespace

bool canUndo(const BatchInfo &batch)
{
    const bool interrupted = batch.state == BatchState::Running && !batch.ownerAlive;
    return interrupted || (!isTakingBack(batch.direction) && hasEnded(batch) && batch.done > 0 && !batch.reversedBy);
}

bool canRedo(const BatchInfo &batch)
{
    return isTakingBack(batch.direction) && hasEnded(batch) && batch.done > 0 && !batch.reversedBy;
}

bool canForget(const BatchInfo &batch)
{
    return batch.state != BatchState::Running;
}

void HistoryModel::setBatches(const std::vector<BatchInfo> &batches, const QString &filter)
{
    beginResetModel();
    m_batches.clear();
    for (const BatchInfo &batch : batches) {
        if (filter.isEmpty() || toDisplayPath(batch.folder).contains(filter, Qt::CaseInsensitive)
            || batchTitle(batch).contains(filter, Qt::CaseInsensitive))
            m_batches.push_back(batch);
    }
    endResetModel();
}

const BatchInfo *HistoryModel::batch(int row) const
{
    return row >= 0 && row < rowCount() ? &m_batches[std::size_t(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_batches.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const BatchInfo *info = batch(index.row());
    if (!info)
        return {};
    switch (role) {
    case TitleRole:
        return batchTitle(*info);
    case PlaceRole:
        return toDisplayPath(info->folder);
    case WhenRole:
        return whenText(info->startedAt);
    case StateRole:
        return batchStateText(*info);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("%1 in %2, %3, %4")
            .arg(batchTitle(*info), toDisplayIsolated(info->folder), whenText(info->startedAt), batchStateText(*info));
    case Qt::ToolTipRole:
        return toDisplayPath(info->folder);
    default:
        return {};
    }
}

} // namespace bulkhead
