// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/plan.h"
#include "ui/models/row_view.h"

#include <QWidget>

class QAbstractButton;

namespace bulkhead {

/// All, Changed, Conflicts, Errors: how many there are of each, and which are shown.
class FilterChips : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent = nullptr);

    void setFilter(RowFilter filter);
    /// Without counts only how many there are is known. Conflicts or errors that are shown and gone: all is shown again.
    void setCounts(qint64 listed, const std::optional<RenamePlan::Counts> &counts);

Q_SIGNALS:
    void filterChanged(bulkhead::RowFilter filter);

private:
    QAbstractButton *m_chips[4];
    RenamePlan::Counts m_counts; ///< The last that were known.
};

} // namespace bulkhead
