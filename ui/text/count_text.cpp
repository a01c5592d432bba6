// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/count_text.h"

#include "core/base/path.h"
#include "core/base/text.h"
#include "ui/models/direction.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace bulkhead {

namespace {

int plural(qint64 n)
{
    return int(std::min<qint64>(n, std::numeric_limits<int>::max()));
}

struct CountText {
    Q_DECLARE_TR_FUNCTIONS(CountText)
};

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(" · "));
}

QString nameBackText(qint64 n, BytesView folder)
{
    if (!folder.empty()) {
        const QString where = toDisplayIsolated(folder == "/" ? folder : fileName(folder));
        return n == 1 ? CountText::tr("Gave 1 file in %1 its old name back").arg(where)
                      : CountText::tr("Gave %Ln files in %1 their old names back", nullptr, plural(n)).arg(where);
    }
    return n == 1 ? CountText::tr("Gave 1 file its old name back")
                  : CountText::tr("Gave %Ln files their old names back", nullptr, plural(n));
}

/// Without the folder.
QString deedText(Deed deed, bool takingBack, qint64 n)
{
    switch (deed) {
    case Deed::Rename:
        if (takingBack)
            return nameBackText(n, {});
        return n == 1 ? CountText::tr("Renamed 1 file") : CountText::tr("Renamed %Ln files", nullptr, plural(n));
    case Deed::Change:
        if (takingBack)
            return n == 1 ? CountText::tr("Changed 1 file back") : CountText::tr("Changed %Ln files back", nullptr, plural(n));
        return n == 1 ? CountText::tr("Changed 1 file") : CountText::tr("Changed %Ln files", nullptr, plural(n));
    case Deed::Move:
        if (takingBack)
            return n == 1 ? CountText::tr("Moved 1 file back") : CountText::tr("Moved %Ln files back", nullptr, plural(n));
        return n == 1 ? CountText::tr("Moved 1 file") : CountText::tr("Moved %Ln files", nullptr, plural(n));
    case Deed::Copy:
        return n == 1 ? CountText::tr("Copied 1 file") : CountText::tr("Copied %Ln files", nullptr, plural(n));
    case Deed::HardLink:
        return n == 1 ? CountText::tr("Made 1 hard link") : CountText::tr("Made %Ln hard links", nullptr, plural(n));
    case Deed::SymbolicLink:
        return n == 1 ? CountText::tr("Made 1 symbolic link") : CountText::tr("Made %Ln symbolic links", nullptr, plural(n));
    case Deed::RemoveCopies:
        return n == 1 ? CountText::tr("Removed 1 copy") : CountText::tr("Removed %Ln copies", nullptr, plural(n));
    case Deed::RemoveHardLinks:
        return n == 1 ? CountText::tr("Removed 1 hard link") : CountText::tr("Removed %Ln hard links", nullptr, plural(n));
    case Deed::RemoveSymbolicLinks:
        return n == 1 ? CountText::tr("Removed 1 symbolic link") : CountText::tr("Removed %Ln symbolic links", nullptr, plural(n));
    }
    return {};
}

QString cannotText(Deed deed, qint64 n)
{
    switch (deed) {
    case Deed::Change:
        return n == 1 ? CountText::tr("1 file cannot be changed") : CountText::tr("%Ln files cannot be changed", nullptr, plural(n));
    case Deed::Move:
        return n == 1 ? CountText::tr("1 file cannot be moved") : CountText::tr("%Ln files cannot be moved", nullptr, plural(n));
    case Deed::Copy:
        return n == 1 ? CountText::tr("1 file cannot be copied") : CountText::tr("%Ln files cannot be copied", nullptr, plural(n));
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return n == 1 ? CountText::tr("1 file cannot be linked") : CountText::tr("%Ln files cannot be linked", nullptr, plural(n));
    default:
        return n == 1 ? CountText::tr("1 file cannot be renamed") : CountText::tr("%Ln files cannot be renamed", nullptr, plural(n));
    }
}

/// "Renamed 3 files", "Copied 3 files to /home/me/out", ...
QString doneText(const RunWords &run, qint64 n)
{
    const bool takingBack = isTakingBack(run.direction);
    if (run.deed == Deed::Rename && takingBack)
        return nameBackText(n, run.folder);
    const QString done = deedText(run.deed, takingBack, n);
    const bool placed = !isInPlace(run.deed) && !(run.deed == Deed::Move && takingBack) && !run.folder.empty();
    if (!placed)
        return done;
    const QString where = toDisplayIsolated(run.folder);
    switch (run.deed) {
    case Deed::Move:
    case Deed::Copy:
        return CountText::tr("%1 to %2", "what was done, folder").arg(done, where);
    case Deed::RemoveCopies:
    case Deed::RemoveHardLinks:
    case Deed::RemoveSymbolicLinks:
        return CountText::tr("%1 from %2", "what was removed, folder").arg(done, where);
    default:
        return CountText::tr("%1 in %2", "what was made, folder").arg(done, where);
    }
}

QString stoppedText(const RunWords &run, const QString &done, const QString &all)
{
    switch (run.deed) {
    case Deed::Rename:
        return isTakingBack(run.direction) ? CountText::tr("Stopped: %1 of %2 have their old names back").arg(done, all)
                                           : CountText::tr("Stopped: %1 of %2 renamed").arg(done, all);
    case Deed::Change:
        return isTakingBack(run.direction) ? CountText::tr("Stopped: %1 of %2 changed back").arg(done, all)
                                           : CountText::tr("Stopped: %1 of %2 changed").arg(done, all);
    case Deed::Move:
        return isTakingBack(run.direction) ? CountText::tr("Stopped: %1 of %2 moved back").arg(done, all)
                                           : CountText::tr("Stopped: %1 of %2 moved").arg(done, all);
    case Deed::Copy:
        return CountText::tr("Stopped: %1 of %2 copied").arg(done, all);
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return CountText::tr("Stopped: %1 of %2 linked").arg(done, all);
    case Deed::RemoveCopies:
    case Deed::RemoveHardLinks:
    case Deed::RemoveSymbolicLinks:
        return CountText::tr("Stopped: %1 of %2 removed").arg(done, all);
    }
    return {};
}

/// "Nothing was renamed", ...
QString nothingText(Deed deed)
{
    switch (deed) {
    case Deed::Rename:
        return CountText::tr("Nothing was renamed");
    case Deed::Change:
        return CountText::tr("Nothing was changed");
    case Deed::Move:
        return CountText::tr("Nothing was moved");
    case Deed::Copy:
        return CountText::tr("Nothing was copied");
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return CountText::tr("Nothing was linked");
    case Deed::RemoveCopies:
    case Deed::RemoveHardLinks:
    case Deed::RemoveSymbolicLinks:
        return CountText::tr("Nothing was removed");
    }
    return {};
}

QString outcomeText(const JobReport &report, const RunWords &run)
{
    const qint64 failed = report.failed + report.skipped + run.notPlanned;
    if (report.outcome == Outcome::Cancelled || report.cancelled > 0) {
        const QString done = countText(report.done);
        const QString all = countText(report.done + report.failed + report.skipped + report.cancelled);
        return stoppedText(run, done, all);
    }
    if (report.done == 0 && failed > 0)
        return isTakingBack(run.direction) && run.deed == Deed::Rename ? CountText::tr("No file got its old name back")
                                                                       : nothingText(run.deed);
    if (report.done == 0)
        return CountText::tr("Every file is where it should be");
    const QString done = doneText(run, report.done);
    return failed > 0 ? done
                      : CountText::tr("%1 in %2", "what was done, how long it took").arg(done, durationText(qint64(report.seconds * 1000)));
}

QStringList notDoneTexts(const JobReport &report, const RunWords &run)
{
    QStringList texts;
    if (report.failed > 0)
        texts << CountText::tr("%L1 failed").arg(report.failed);
    if (report.skipped > 0)
        texts << CountText::tr("%L1 skipped").arg(report.skipped);
    if (report.cancelled > 0)
        texts << CountText::tr("%L1 not tried").arg(report.cancelled);
    if (run.notPlanned > 0) {
        const QString text = isTakingBack(run.direction) ? CountText::tr("%L1 could not be taken back")
            : run.deed == Deed::Rename                   ? CountText::tr("%L1 could not be renamed")
                                                         : CountText::tr("%L1 could not be done");
        texts << text.arg(run.notPlanned);
    }
    return texts;
}

} // namespace

QString countText(qint64 n)
{
    return QLocale().toString(n);
}

QString filesText(qint64 n)
{
    return n == 1 ? CountText::tr("1 file") : CountText::tr("%Ln files", nullptr, plural(n));
}

QString sizeText(qint64 bytes)
{
    if (bytes == 1)
        return CountText::tr("1 byte");
    double units = double(bytes);
    while (units >= 1000)
        units /= 1000;
    return QLocale().formattedDataSize(bytes, units < 9.95 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 50)
        return CountText::tr("under 0.1 s");
    const double seconds = double(milliseconds) / 1000;
    if (seconds < 10)
        return CountText::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    if (seconds < 60)
        return CountText::tr("%1 s").arg(QLocale().toString(qint64(seconds + 0.5)));
    const qint64 whole = milliseconds / 1000;
    if (whole < 3600)
        return CountText::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return CountText::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString timeLeftText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    if (milliseconds < 60'000)
        return CountText::tr("about %1 s left").arg(std::max<qint64>(1, (milliseconds + 999) / 1000));
    return CountText::tr("about %1 min left").arg((milliseconds + 59'999) / 60'000);
}

QString whenText(qint64 msSinceEpoch)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    const QString time = QLocale().toString(when.time(), QLocale::ShortFormat);
    const qint64 daysAgo = when.date().daysTo(QDate::currentDate());
    if (daysAgo == 0)
        return CountText::tr("today %1").arg(time);
    if (daysAgo == 1)
        return CountText::tr("yesterday %1").arg(time);
    return QLocale().toString(when.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time;
}

QString primaryButtonText(Deed deed, qint64 changed)
{
    const bool one = changed == 1;
    switch (deed) {
    case Deed::Change:
        if (changed <= 0)
            return CountText::tr("Change");
        return one ? CountText::tr("Change 1 File") : CountText::tr("Change %Ln Files", nullptr, plural(changed));
    case Deed::Move:
        if (changed <= 0)
            return CountText::tr("Move");
        return one ? CountText::tr("Move 1 File") : CountText::tr("Move %Ln Files", nullptr, plural(changed));
    case Deed::Copy:
        if (changed <= 0)
            return CountText::tr("Copy");
        return one ? CountText::tr("Copy 1 File") : CountText::tr("Copy %Ln Files", nullptr, plural(changed));
    case Deed::HardLink:
    case Deed::SymbolicLink:
        if (changed <= 0)
            return CountText::tr("Link");
        return one ? CountText::tr("Link 1 File") : CountText::tr("Link %Ln Files", nullptr, plural(changed));
    default:
        if (changed <= 0)
            return CountText::tr("Rename");
        return one ? CountText::tr("Rename 1 File") : CountText::tr("Rename %Ln Files", nullptr, plural(changed));
    }
}

QString undoActionText(const BatchInfo &batch)
{
    const bool one = batch.done == 1;
    const int n = plural(batch.done);
    switch (deedOf(batch)) {
    case Deed::Change:
        return one ? CountText::tr("Undo Changing of 1 File") : CountText::tr("Undo Changing of %Ln Files", nullptr, n);
    case Deed::Move:
        return one ? CountText::tr("Undo Moving of 1 File") : CountText::tr("Undo Moving of %Ln Files", nullptr, n);
    case Deed::Copy:
        return one ? CountText::tr("Undo Copying of 1 File") : CountText::tr("Undo Copying of %Ln Files", nullptr, n);
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return one ? CountText::tr("Undo Linking of 1 File") : CountText::tr("Undo Linking of %Ln Files", nullptr, n);
    default:
        return one ? CountText::tr("Undo Renaming of 1 File") : CountText::tr("Undo Renaming of %Ln Files", nullptr, n);
    }
}

QString redoActionText(const BatchInfo &undo)
{
    switch (deedOf(undo)) {
    case Deed::Change:
        return CountText::tr("Redo Changing");
    case Deed::Move:
        return CountText::tr("Redo Moving");
    case Deed::RemoveCopies:
        return CountText::tr("Redo Copying");
    case Deed::RemoveHardLinks:
    case Deed::RemoveSymbolicLinks:
        return CountText::tr("Redo Linking");
    default:
        return CountText::tr("Redo Renaming");
    }
}

QString summaryText(Deed deed, const RenamePlan::Counts &counts, qint64 listed)
{
    const QString changed = countText(counts.changed), all = countText(listed);
    switch (deed) {
    case Deed::Move:
        return CountText::tr("%1 of %2 will be moved").arg(changed, all);
    case Deed::Copy:
        return CountText::tr("%1 of %2 will be copied").arg(changed, all);
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return CountText::tr("%1 of %2 will be linked").arg(changed, all);
    default:
        return CountText::tr("%1 of %2 will change").arg(changed, all);
    }
}

QString doneCountText(Deed deed, qint64 n)
{
    switch (deed) {
    case Deed::Change:
        return CountText::tr("%1 changed").arg(filesText(n));
    case Deed::Move:
        return CountText::tr("%1 moved").arg(filesText(n));
    case Deed::Copy:
        return CountText::tr("%1 copied").arg(filesText(n));
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return CountText::tr("%1 linked").arg(filesText(n));
    default:
        return CountText::tr("%1 renamed").arg(filesText(n));
    }
}

QString collisionText(const RenamePlan::Counts &counts)
{
    QStringList parts;
    if (counts.conflicts == 1)
        parts << CountText::tr("1 conflict");
    else if (counts.conflicts > 1)
        parts << CountText::tr("%Ln conflicts", nullptr, plural(counts.conflicts));
    if (counts.errors == 1)
        parts << CountText::tr("1 error");
    else if (counts.errors > 1)
        parts << CountText::tr("%Ln errors", nullptr, plural(counts.errors));
    return joined(parts);
}

QString conflictText(const RenamePlan::Counts &counts, Deed deed)
{
    QStringList parts;
    if (counts.collisions == 1)
        parts << CountText::tr("1 name collides");
    else if (counts.collisions > 1)
        parts << CountText::tr("%Ln names collide", nullptr, plural(counts.collisions));
    const qint64 others = counts.conflicts - counts.collisions;
    if (others > 0)
        parts << cannotText(deed, others);
    return joined(parts);
}

QString leftOutText(qint64 conflicts)
{
    return conflicts == 1 ? CountText::tr("1 file was in conflict and is left out now.")
                          : CountText::tr("%Ln files were in conflict and are left out now.", nullptr, plural(conflicts));
}

QString selectedText(qint64 n)
{
    return n > 0 ? CountText::tr("%1 selected").arg(countText(n)) : QString();
}

QString reportText(const JobReport &report, const RunWords &run)
{
    if (report.fatal && !report.batch)
        return CountText::tr("%1: %2", "nothing was done, why").arg(nothingText(run.deed), errorWithPath(*report.fatal));
    QString text = outcomeText(report, run);
    const QStringList rest = notDoneTexts(report, run);
    if (!rest.isEmpty())
        text += QStringLiteral("; ") + rest.join(QStringLiteral(", "));
    text += QLatin1Char('.');
    if (report.fatal)
        text += QLatin1Char(' ') + errorWithPath(*report.fatal);
    return text;
}

QString nothingCanText(Deed deed)
{
    if (isRemoving(deed))
        return CountText::tr("None of what was made can be removed as things are; nothing was done.");
    return isMoving(deed) ? CountText::tr("None of these files can be renamed as things are; nothing was done.")
                          : CountText::tr("None of this can be done as things are; nothing was done.");
}

QString interruptedText(const BatchInfo &batch, std::optional<qint64> done)
{
    const QString begun = CountText::tr("Begun %1 in %2.").arg(whenText(batch.startedAt), toDisplayIsolated(batch.folder));
    const QString far = done ? CountText::tr("%1 of %2 done.").arg(countText(*done), filesText(batch.rows))
                             : CountText::tr("%1; how many are done is still being counted.").arg(filesText(batch.rows));
    return begun + QLatin1Char('\n') + far;
}

QString batchTitle(const BatchInfo &batch)
{
    const qint64 n = batch.state == BatchState::Running ? batch.rows : batch.done;
    return doneText({batch.direction, deedOf(batch)}, n);
}

QString batchStateText(const BatchInfo &batch)
{
    switch (batch.state) {
    case BatchState::Running:
        return batch.ownerAlive ? CountText::tr("running") : CountText::tr("interrupted");
    case BatchState::Done: {
        QStringList parts;
        if (batch.reversedBy)
            parts << CountText::tr("taken back");
        if (batch.failed > 0)
            parts << CountText::tr("%L1 failed").arg(batch.failed);
        if (batch.skipped > 0)
            parts << CountText::tr("%L1 skipped").arg(batch.skipped);
        return parts.isEmpty() ? CountText::tr("done") : joined(parts);
    }
    case BatchState::Cancelled: {
        const QString stopped = CountText::tr("stopped after %L1 of %L2").arg(batch.done).arg(batch.rows);
        return batch.reversedBy ? joined({stopped, CountText::tr("taken back")}) : stopped;
    }
    case BatchState::Failed: {
        const QString stopped = CountText::tr("stopped by an error after %L1 of %L2").arg(batch.done).arg(batch.rows);
        return batch.reversedBy ? joined({stopped, CountText::tr("taken back")}) : stopped;
    }
    case BatchState::Recovered:
        return CountText::tr("was interrupted, dealt with");
    }
    return {};
}

} // namespace bulkhead
