// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/name_warnings.h"
#include "core/rename/plan.h"
#include "ui/models/file_list.h"
#include "ui/models/row_view.h"

#include <QAbstractTableModel>
#include <QHash>

namespace bulkhead {

/// A name computed ahead of the full plan, for a row that is on screen.
struct QuickName {
    RowId row = kNone;
    Bytes name;
    RowIssue issue = RowIssue::None;
};

/// What the table shows: a thin view over shared values. Changing them costs the same for ten rows and a million.
/// GUI thread only.
class FileTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Name, NewName, Folder, Size, Modified, Status, ColumnCount };
    enum Role : int {
        StateRole = Qt::UserRole, ///< RowState as int.
        OldNameRole, ///< Display text of the name on disk.
        DimmedRole, ///< bool: nothing will happen to this row.
        HandMadeRole, ///< bool: the new name was typed by hand.
        StaleRole, ///< bool: shown from an older preview.
        WarnedRole, ///< bool: the row will get a name that may surprise; the Status column says why.
        LinkRole, ///< bool: the Status column names another row, which can be gone to.
    };
    /// What the Status column says, as an icon; its text says the same.
    enum class RowState : std::uint8_t { Unknown, Same, WillChange, Conflict, Error, LeftOut, Done, Failed, Skipped, NotReached };

    struct Contents {
        FileList list;
        std::shared_ptr<const RenamePlan> plan; ///< Null: nothing planned. Its table is the list's.
        std::shared_ptr<const RowView> view;
    };

    explicit FileTableModel(QObject *parent = nullptr);

    /// Resets where other rows are shown than before; where only names changed, repaints what is visible.
    void setContents(Contents contents);
    const Contents &contents() const noexcept { return m_contents; }

    /// Names that are ahead of the plan; dropped by the next setContents.
    void setQuickNames(const std::vector<QuickName> &names);
    /// What is to be done to the rows, as the Status column says it.
    void setDeed(Deed deed) { m_deed = deed; }
    /// The preview on screen is older than the rules: until another plan is shown.
    void setStale(bool stale);
    /// What a run makes of the rows: read while it goes on, at most as often as refreshVisible is called. Null ends it.
    void setResults(std::shared_ptr<const RowResults> results);
    void setEditable(bool editable) { m_editable = editable; }

    /// The rows on screen, inclusive; what "visible" means here.
    void setVisibleRange(int first, int last);
    void refreshVisible();
    std::vector<RowId> visibleRows() const;

    RowId rowId(int viewRow) const;
    int viewRow(RowId row) const; ///< -1 where it is not shown.
    RowState state(RowId row) const;
    /// The row it collides with or waits for; kNone where there is none, or nobody knows yet.
    RowId otherRow(RowId row) const { return m_contents.plan && !m_quick.contains(row) ? m_contents.plan->otherRow(row) : kNone; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// F2: an empty name gives the row back to the rules.
    void nameEdited(bulkhead::RowId row, const QString &name);

private:
    QVariant displayData(RowId row, int column) const;
    QString folderText(RowId row) const;
    QString newNameText(RowId row) const;
    NameWarnings warnings(RowId row) const;
    QString stateText(RowId row) const;
    QString changeText(RowId row) const;
    QString statusText(RowId row) const;
    QString statusSentences(RowId row) const;
    QString toolTip(RowId row, int column) const;
    QString spoken(RowId row) const;
    Bytes newNameBytes(RowId row) const;
    Bytes editedNameBytes(RowId row) const;
    QString newPathText(RowId row) const;
    Deed doneDeed(RowId row) const;
    Bytes shownTarget(RowId row, BytesView path) const;
    RowState leftOutState(RowId row) const;
    bool isPlanned(RowId row) const;

    Contents m_contents;
    QHash<RowId, QuickName> m_quick;
    std::shared_ptr<const RowResults> m_results;
    Deed m_deed = Deed::Rename;
    int m_firstVisible = 0;
    int m_lastVisible = -1;
    bool m_stale = false;
    bool m_editable = true;
};

} // namespace bulkhead
