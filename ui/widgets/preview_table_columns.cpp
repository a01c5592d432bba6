// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns share the width of the table.
#include "ui/widgets/preview_table.h"

#include <QHeaderView>

#include <algorithm>

namespace bulkhead {

namespace {

constexpr int kNarrowest = 64;
constexpr int kNarrowestStatus = 150;
constexpr int kRoomForDates = 900;
constexpr int kRoomForSizes = 620;
constexpr int kRoomForFolders = 460;

} // namespace

QByteArray PreviewTable::saveColumns() const
{
    return m_chosen ? horizontalHeader()->saveState() : QByteArray();
}

void PreviewTable::restoreColumns(const QByteArray &state)
{
    const QHeaderView *header = horizontalHeader();
    const int arrow = header->sortIndicatorSection();
    const Qt::SortOrder order = header->sortIndicatorOrder();
    if (!state.isEmpty() && horizontalHeader()->restoreState(state)) {
        m_chosen = true;
        noteShares();
    }
    showSortArrow(arrow, order); // the recipe knows the order, not the last session
    horizontalHeader()->setStretchLastSection(true);
    fitColumns();
}

void PreviewTable::showColumn(int column, bool shown)
{
    m_chosen = true;
    setColumnHidden(column, !shown);
    fitColumns();
}

/// Dates, sizes and folders are worth their room only where names do not need it.
void PreviewTable::chooseByWidth()
{
    if (m_chosen)
        return;
    const int room = viewport()->width();
    setColumnHidden(FileTableModel::Modified, room < kRoomForDates);
    setColumnHidden(FileTableModel::Size, room < kRoomForSizes);
    setColumnHidden(FileTableModel::Folder, room < kRoomForFolders);
}

void PreviewTable::fitColumns()
{
    if (m_fitting)
        return;
    double shared = 0;
    int room = viewport()->width();
    for (int column = 0; column < FileTableModel::ColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        shared += m_shares[std::size_t(column)];
        if (m_shares[std::size_t(column)] == 0)
            room -= columnWidth(column);
    }
    if (shared <= 0 || room <= 0)
        return;
    const double statusShare = m_shares[FileTableModel::Status];
    room -= std::max(kNarrowestStatus, int(room * statusShare / shared));
    shared -= statusShare;
    m_fitting = true;
    for (int column = 0; column < FileTableModel::Status; ++column) { // the last one stretches
        const double share = m_shares[std::size_t(column)];
        if (share > 0 && !isColumnHidden(column))
            setColumnWidth(column, std::max(kNarrowest, int(room * share / shared)));
    }
    m_fitting = false;
}

void PreviewTable::noteShares()
{
    if (m_fitting || viewport()->width() <= 0)
        return;
    for (int column = 0; column < FileTableModel::ColumnCount; ++column) {
        if (m_shares[std::size_t(column)] > 0 && !isColumnHidden(column))
            m_shares[std::size_t(column)] = double(columnWidth(column)) / viewport()->width();
    }
}

} // namespace bulkhead
