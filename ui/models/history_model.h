// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/history.h"

#include <QAbstractListModel>

namespace bulkhead {

/// A row per recorded batch, newest first. GUI thread only.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role : int {
        TitleRole = Qt::UserRole, ///< "Renamed 1,204 files"
        PlaceRole, ///< The folder.
        WhenRole,
        StateRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// Those whose folder or title holds `filter`.
    void setBatches(const std::vector<BatchInfo> &batches, const QString &filter);
    const BatchInfo *batch(int row) const; ///< Null outside. Valid until setBatches.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<BatchInfo> m_batches;
};

/// What can be done about a batch.
bool canUndo(const BatchInfo &batch);
bool canRedo(const BatchInfo &batch);
bool canForget(const BatchInfo &batch);

} // namespace bulkhead
