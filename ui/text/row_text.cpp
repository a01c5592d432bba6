// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/row_text.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace bulkhead {

namespace {

struct RowText {
    Q_DECLARE_TR_FUNCTIONS(RowText)
public:
    static QString issue(RowIssue issue)
    {
        switch (issue) {
        case RowIssue::None:
            return {};
        case RowIssue::EmptyName:
            return tr("the new name would be empty");
        case RowIssue::IllegalName:
            return tr("not a legal name");
        case RowIssue::TooLong:
            return tr("the new name is too long");
        case RowIssue::NoValue:
            return tr("a token has no value here");
        case RowIssue::PatternTooComplex:
            return tr("the expression takes too long on this name");
        case RowIssue::BelowZero:
            return tr("a number would be below 0");
        case RowIssue::FileUnreadable:
            return tr("file damaged or unreadable");
        case RowIssue::NoDate:
            return tr("this date is not known");
        case RowIssue::AmbiguousEncoding:
            return tr("encoding unclear: choose it in the rule");
        case RowIssue::NotDecodable:
            return tr("not in the encoding chosen");
        case RowIssue::DuplicateTarget:
            return tr("same new name as another row");
        case RowIssue::Exists:
            return tr("a file outside the list has this name");
        case RowIssue::WouldOverwrite:
            return tr("a row that keeps its name has this name");
        case RowIssue::Blocked:
            return tr("waits for a row that cannot be renamed");
        case RowIssue::ParentMissing:
            return tr("the folder cannot be made");
        case RowIssue::IntoItself:
            return tr("a folder cannot move into itself");
        case RowIssue::MountPoint:
            return tr("a disk is mounted here");
        case RowIssue::OtherFileSystem:
            return tr("the target folder is on another disk");
        case RowIssue::Unreadable:
            return tr("the target folder cannot be read");
        case RowIssue::IllegalHere:
            return tr("this disk takes no \" * : < > ? \\ | and no dot or space at the end");
        case RowIssue::ReadOnly:
            return tr("the folder cannot be changed: read-only, or not yours");
        case RowIssue::Immutable:
            return tr("marked immutable");
        case RowIssue::NotOwner:
            return tr("belongs to somebody else; in this folder only the owner can rename");
        case RowIssue::HoldsHistory:
            return tr("holds Bulkhead's own history, without which nothing could be undone");
        case RowIssue::Gone:
            return tr("not where it was left");
        case RowIssue::Replaced:
            return tr("something else has its name now");
        case RowIssue::NotAFile:
            return tr("only files can be copied or linked");
        case RowIssue::CopyChanged:
            return tr("changed since it was made; it is left alone");
        case RowIssue::OnlyCopy:
            return tr("its original is gone or was changed; it is left alone");
        }
        return {};
    }
    static QString issueWithOther(RowIssue issue, const QString &other)
    {
        switch (issue) {
        case RowIssue::DuplicateTarget:
            return tr("same new name as %1").arg(other);
        case RowIssue::WouldOverwrite:
            return tr("%1 keeps this name").arg(other);
        case RowIssue::Blocked:
            return tr("waits for %1, which cannot be renamed").arg(other);
        default:
            return {};
        }
    }
    static QString exists(const QString &path) { return tr("%1 exists already, outside the list").arg(path); }
    static QString slashByHand() { return tr("no / in a name typed by hand; a / in a rule makes folders"); }
    static QString tooLong(qint64 bytes, qint64 limit) { return tr("the new name is too long: %L1 of %L2 bytes").arg(bytes).arg(limit); }
    static QString will(Deed deed)
    {
        switch (deed) {
        case Deed::Change:
            return tr("Will be changed");
        case Deed::Move:
            return tr("Will be moved");
        case Deed::Copy:
            return tr("Will be copied");
        case Deed::HardLink:
        case Deed::SymbolicLink:
            return tr("Will be linked");
        default:
            return tr("Will be renamed");
        }
    }
    static QString was(Deed deed)
    {
        switch (deed) {
        case Deed::Change:
            return tr("Changed");
        case Deed::Move:
            return tr("Moved");
        case Deed::Copy:
            return tr("Copied");
        case Deed::HardLink:
        case Deed::SymbolicLink:
            return tr("Linked");
        default:
            return tr("Renamed");
        }
    }
    static QString status(RowStatus status, Deed deed)
    {
        switch (status) {
        case RowStatus::Same:
            return tr("Unchanged");
        case RowStatus::Rename:
            return will(deed);
        case RowStatus::Conflict:
            return tr("Conflict");
        case RowStatus::Error:
            return tr("Error");
        case RowStatus::Skipped:
            return tr("Left out");
        }
        return {};
    }
    static QString result(RowResult result, Deed deed)
    {
        switch (result) {
        case RowResult::Pending:
            return tr("Waiting");
        case RowResult::Done:
            return was(deed);
        case RowResult::Failed:
            return tr("Failed");
        case RowResult::Skipped:
            return tr("Skipped");
        case RowResult::Cancelled:
            return tr("Not reached");
        case RowResult::Parked:
            return tr("Swapping");
        }
        return {};
    }
};

} // namespace

QString rowIssueText(RowIssue issue)
{
    return RowText::issue(issue);
}

QString rowIssueText(const RenamePlan &plan, RowId row)
{
    const RowIssue issue = plan.issue[row];
    const auto detail = plan.details.find(row);
    if (detail != plan.details.end()) {
        if (issue == RowIssue::TooLong && detail->second.number > 0)
            return RowText::tooLong(detail->second.number, detail->second.limit);
        if (detail->second.otherRow != kNone) {
            const QString text = RowText::issueWithOther(issue, toDisplayIsolated(plan.table->name(detail->second.otherRow)));
            if (!text.isEmpty())
                return text;
        }
    }
    return RowText::issue(issue);
}

QString conflictReason(const RenamePlan &plan, RowId row, const std::function<QString(BytesView)> &shown)
{
    const RowIssue issue = plan.issue[row];
    const RowId other = plan.otherRow(row);
    if (issue == RowIssue::Exists)
        return RowText::exists(shown(plan.targetPath(row)));
    const QString why = other == kNone ? QString() : RowText::issueWithOther(issue, shown(plan.table->name(other)));
    return why.isEmpty() ? rowIssueText(plan, row) : why;
}

QString slashByHandText()
{
    return RowText::slashByHand();
}

QString rowStatusText(RowStatus status, Deed deed)
{
    return RowText::status(status, deed);
}

QString rowResultText(RowResult result, Deed deed)
{
    return RowText::result(result, deed);
}

QString attributesText(const AttributeChange &change)
{
    if (change.to.modificationTime && change.to.permissions)
        return RowText::tr("new time and permissions");
    return change.to.modificationTime ? RowText::tr("new time") : RowText::tr("new permissions");
}

QString attributesSentences(const AttributeChange &change)
{
    const auto time = [](std::int64_t nanoseconds) {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000), QLocale::ShortFormat);
    };
    const auto mode = [](std::uint16_t permissions) { return QStringLiteral("%1").arg(permissions, 4, 8, QLatin1Char('0')); };
    QStringList lines;
    if (change.to.modificationTime)
        lines += RowText::tr("Modified: %1 (now %2)").arg(time(*change.to.modificationTime), time(*change.from.modificationTime));
    if (change.to.permissions)
        lines += RowText::tr("Permissions: %1 (now %2)").arg(mode(*change.to.permissions), mode(*change.from.permissions));
    return lines.join(QLatin1Char('\n'));
}

} // namespace bulkhead
