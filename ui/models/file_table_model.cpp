// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/file_table_model.h"

#include "core/base/path.h"
#include "core/base/text.h"
#include "ui/text/count_text.h"
#include "ui/text/name_warning_text.h"
#include "ui/text/row_text.h"

#include <QDateTime>
#include <QLocale>

namespace bulkhead {

FileTableModel::FileTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FileTableModel::setContents(Contents contents)
{
    const bool sameRows = m_contents.view && m_contents.view == contents.view && m_contents.list.table == contents.list.table;
    m_quick.clear();
    m_stale = m_stale && m_contents.plan == contents.plan; // sorted or filtered, an old preview is still an old one
    if (m_contents.list.table != contents.list.table)
        m_results = nullptr; // they are about the rows before
    if (sameRows) {
        m_contents = std::move(contents);
        refreshVisible();
        return;
    }
    beginResetModel();
    m_contents = std::move(contents);
    endResetModel();
}

void FileTableModel::setQuickNames(const std::vector<QuickName> &names)
{
    m_quick.clear();
    for (const QuickName &name : names)
        m_quick.insert(name.row, name);
    refreshVisible();
}

void FileTableModel::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    refreshVisible();
}

void FileTableModel::setResults(std::shared_ptr<const RowResults> results)
{
    m_results = std::move(results);
    refreshVisible();
}

void FileTableModel::setVisibleRange(int first, int last)
{
    m_firstVisible = std::max(0, first);
    m_lastVisible = last;
}

void FileTableModel::refreshVisible()
{
    const int last = std::min(m_lastVisible, rowCount() - 1);
    if (m_firstVisible <= last)
        Q_EMIT dataChanged(index(m_firstVisible, 0), index(last, ColumnCount - 1));
}

std::vector<RowId> FileTableModel::visibleRows() const
{
    std::vector<RowId> rows;
    const int last = std::min(m_lastVisible, rowCount() - 1);
    for (int at = m_firstVisible; at <= last; ++at)
        rows.push_back(m_contents.view->rows[std::size_t(at)]);
    return rows;
}

RowId FileTableModel::rowId(int viewRow) const
{
    return viewRow >= 0 && viewRow < rowCount() ? m_contents.view->rows[std::size_t(viewRow)] : kNone;
}

int FileTableModel::viewRow(RowId row) const
{
    if (!m_contents.view || row >= m_contents.view->position.size())
        return -1;
    const std::uint32_t position = m_contents.view->position[row];
    return position == kNone ? -1 : int(position);
}

int FileTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_contents.view ? 0 : int(m_contents.view->rows.size());
}

int FileTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool FileTableModel::isPlanned(RowId row) const
{
    return m_contents.plan || m_quick.contains(row);
}

/// What the last run renamed is left out of the next one, and says why.
FileTableModel::RowState FileTableModel::leftOutState(RowId row) const
{
    return m_contents.list.mark(row) & MarkRenamed ? RowState::Done : RowState::LeftOut;
}

FileTableModel::RowState FileTableModel::state(RowId row) const
{
    if (m_results && m_contents.plan && m_contents.plan->status[row] == RowStatus::Rename) {
        switch ((*m_results)[row]) {
        case RowResult::Pending:
        case RowResult::Parked:
            return RowState::WillChange;
        case RowResult::Done:
            return RowState::Done;
        case RowResult::Failed:
            return RowState::Failed;
        case RowResult::Skipped:
            return RowState::Skipped;
        case RowResult::Cancelled:
            return RowState::NotReached;
        }
    }
    if (const auto quick = m_quick.constFind(row); quick != m_quick.constEnd()) {
        if (m_contents.list.mark(row) & MarkLeftOut)
            return leftOutState(row);
        if (quick->issue != RowIssue::None)
            return RowState::Error;
        return quick->name == m_contents.list.table->name(row) ? RowState::Same : RowState::WillChange;
    }
    if (m_contents.plan) {
        switch (m_contents.plan->status[row]) {
        case RowStatus::Same:
            return RowState::Same;
        case RowStatus::Rename:
            return RowState::WillChange;
        case RowStatus::Conflict:
            return RowState::Conflict;
        case RowStatus::Error:
            return RowState::Error;
        case RowStatus::Skipped:
            return leftOutState(row);
        }
    }
    const std::uint8_t mark = m_contents.list.mark(row);
    if (mark & MarkFailed)
        return RowState::Failed;
    if (mark & MarkRenamed)
        return RowState::Done;
    return mark & MarkLeftOut ? RowState::LeftOut : RowState::Unknown;
}

/// Relative to the row's own folder where it goes below it, as the template that asked for it was; else the whole path.
Bytes FileTableModel::shownTarget(RowId row, BytesView path) const
{
    const FileTable &table = *m_contents.list.table;
    const BytesView own = table.directory(table.directoryOf(row)).path;
    const bool below = path.size() > own.size() && isSameOrBelow(path, own);
    return Bytes(below ? path.substr(own == "/" ? 1 : own.size() + 1) : path);
}

Bytes FileTableModel::newNameBytes(RowId row) const
{
    if (const auto quick = m_quick.constFind(row); quick != m_quick.constEnd())
        return quick->name.starts_with('/') ? shownTarget(row, quick->name) : quick->name;
    const RenamePlan *plan = m_contents.plan.get();
    if (!plan)
        return Bytes(m_contents.list.table->name(row));
    const DirectoryId target = plan->targets->directoryOf(row);
    const DirectoryId own = plan->table->directoryOf(row);
    const BytesView name = plan->targets->name(row);
    if (target == own)
        return Bytes(name);
    return shownTarget(row, joinPath(plan->targets->directoryPath(target), name));
}

/// What F2 offers: a name typed by hand has no folders.
Bytes FileTableModel::editedNameBytes(RowId row) const
{
    const Bytes name = newNameBytes(row);
    const std::size_t slash = name.rfind('/');
    return slash == Bytes::npos ? name : name.substr(slash + 1);
}

QString FileTableModel::newPathText(RowId row) const
{
    const FileTable &table = *m_contents.list.table;
    if (!m_quick.contains(row))
        return toDisplayPath(m_contents.plan->targetPath(row));
    const Bytes name = newNameBytes(row);
    return toDisplayPath(name.starts_with('/') ? name : joinPath(table.directory(table.directoryOf(row)).path, name));
}

QString FileTableModel::newNameText(RowId row) const
{
    return isPlanned(row) ? toDisplayPath(newNameBytes(row)) : QString();
}

/// While a batch runs it is the one on screen; then the marks say what it was.
Deed FileTableModel::doneDeed(RowId row) const
{
    const bool runs = m_results && m_contents.plan && m_contents.plan->status[row] == RowStatus::Rename;
    return runs ? m_deed : m_contents.list.deed;
}

QString FileTableModel::changeText(RowId row) const
{
    const AttributeChange *attributes = m_contents.plan ? m_contents.plan->attributesOf(row) : nullptr;
    const QString renamed = rowStatusText(RowStatus::Rename, m_deed);
    if (!attributes)
        return renamed;
    QString also = attributesText(*attributes);
    if (!m_contents.plan->targets->isSame(row))
        return tr("%1, %2").arg(renamed, also);
    also.front() = also.front().toUpper();
    return also;
}

QString FileTableModel::stateText(RowId row) const
{
    switch (state(row)) {
    case RowState::Unknown:
    case RowState::Same:
        return {};
    case RowState::WillChange:
        return m_results ? rowResultText(RowResult::Pending) : changeText(row);
    case RowState::Conflict:
    case RowState::Error:
        if (const Bytes *typed = m_contents.list.handMade(row); typed && typed->find('/') != Bytes::npos)
            return slashByHandText();
        if (const auto quick = m_quick.constFind(row); quick != m_quick.constEnd())
            return rowIssueText(quick->issue);
        return rowIssueText(*m_contents.plan, row);
    case RowState::LeftOut:
        if (m_contents.plan && !m_quick.contains(row) && m_contents.plan->issue[row] != RowIssue::None)
            return rowStatusText(RowStatus::Skipped) + QStringLiteral(": ") + rowIssueText(*m_contents.plan, row);
        return rowStatusText(RowStatus::Skipped);
    case RowState::Done:
        return rowResultText(RowResult::Done, doneDeed(row));
    case RowState::Failed:
        return rowResultText(RowResult::Failed);
    case RowState::Skipped:
        return rowResultText(RowResult::Skipped);
    case RowState::NotReached:
        return rowResultText(RowResult::Cancelled);
    }
    return {};
}

/// Only of rows that will be renamed; worked out anew for each that is on screen.
NameWarnings FileTableModel::warnings(RowId row) const
{
    if (state(row) != RowState::WillChange)
        return {};
    // Folders from elsewhere in front of the name are no choice of the rules.
    const Bytes name = newNameBytes(row);
    return warningsOf(m_contents.list.table->name(row), name.starts_with('/') ? BytesView(fileName(name)) : name) & kWarningsEverywhere;
}

QString FileTableModel::statusText(RowId row) const
{
    const NameWarnings told = warnings(row);
    return told ? tr("%1: %2").arg(stateText(row), warningReason(told)) : stateText(row);
}

QString FileTableModel::statusSentences(RowId row) const
{
    const NameWarnings told = warnings(row);
    return told ? tr("%1. %2").arg(stateText(row), warningSentences(told)) : stateText(row);
}

QString FileTableModel::folderText(RowId row) const
{
    BytesView path = m_contents.list.table->directory(m_contents.list.table->directoryOf(row)).path;
    if (const Bytes &base = m_contents.list.base; path.size() > base.size() && path.starts_with(base))
        path.remove_prefix(base.size());
    return toDisplayPath(path);
}

QVariant FileTableModel::displayData(RowId row, int column) const
{
    const FileTable &table = *m_contents.list.table;
    switch (column) {
    case Name:
        return toDisplay(table.name(row));
    case NewName:
        return newNameText(row);
    case Folder:
        return folderText(row);
    case Size:
        return table.isDirectory(row) ? QString() : sizeText(table.size(row));
    case Modified:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(table.modificationTime(row) / 1'000'000), QLocale::ShortFormat);
    case Status:
        return statusText(row);
    default:
        return {};
    }
}

QString FileTableModel::toolTip(RowId row, int column) const
{
    const FileTable &table = *m_contents.list.table;
    switch (column) {
    case Name:
    case Folder:
        return toDisplayPath(table.path(row));
    case NewName:
        if (!isPlanned(row) || state(row) == RowState::Same)
            return toDisplayPath(table.path(row));
        return toDisplayPath(table.path(row)) + QStringLiteral("\n→ ") + newPathText(row)
            + (m_contents.list.handMade(row) ? QLatin1Char('\n') + tr("Typed by hand. Clear it to follow the rules again.") : QString());
    case Status:
        if (const AttributeChange *attributes
            = m_contents.plan && state(row) == RowState::WillChange ? m_contents.plan->attributesOf(row) : nullptr)
            return statusSentences(row) + QLatin1Char('\n') + attributesSentences(*attributes);
        return statusSentences(row) + (otherRow(row) == kNone ? QString() : QLatin1Char('\n') + tr("Click to go to that row (Ctrl+J)."));
    default:
        return {};
    }
}

QString FileTableModel::spoken(RowId row) const
{
    const QString name = toDisplay(m_contents.list.table->name(row));
    const QString status = statusSentences(row);
    if (state(row) == RowState::Same || !isPlanned(row) || m_contents.plan->targets->isSame(row))
        return status.isEmpty() ? tr("%1, unchanged").arg(name) : tr("%1, %2").arg(name, status);
    return isMoving(m_deed) ? tr("%1 becomes %2, %3").arg(name, newNameText(row), status)
                            : tr("%1 to %2, %3").arg(name, newNameText(row), status);
}

QVariant FileTableModel::data(const QModelIndex &index, int role) const
{
    const RowId row = index.isValid() ? rowId(index.row()) : kNone;
    if (row == kNone)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayData(row, index.column());
    case Qt::EditRole:
        return index.column() == NewName ? QVariant(toText(editedNameBytes(row))) : displayData(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        if (index.column() == Status)
            return statusSentences(row);
        return index.column() == Name ? QVariant(spoken(row)) : displayData(row, index.column());
    case StateRole:
        return int(state(row));
    case OldNameRole:
        return toDisplay(m_contents.list.table->name(row));
    case DimmedRole: {
        const RowState now = state(row);
        return now == RowState::Same || now == RowState::LeftOut;
    }
    case HandMadeRole:
        return m_contents.list.handMade(row) != nullptr;
    case StaleRole:
        return m_stale && !m_quick.contains(row);
    case WarnedRole:
        return bool(warnings(row));
    case LinkRole:
        return otherRow(row) != kNone;
    default:
        return {};
    }
}

QVariant FileTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Size)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Name");
    case NewName:
        return tr("New name");
    case Folder:
        return tr("Folder");
    case Size:
        return tr("Size");
    case Modified:
        return tr("Modified");
    case Status:
        return tr("Status");
    default:
        return {};
    }
}

Qt::ItemFlags FileTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    if (index.column() == NewName && m_editable)
        flags |= Qt::ItemIsEditable;
    return flags | Qt::ItemNeverHasChildren | Qt::ItemIsDragEnabled;
}

bool FileTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const RowId row = rowId(index.row());
    if (role != Qt::EditRole || index.column() != NewName || row == kNone || !m_editable)
        return false;
    const QString text = value.toString();
    if (text == toText(editedNameBytes(row)))
        return false;
    Q_EMIT nameEdited(row, text);
    return true;
}

} // namespace bulkhead
