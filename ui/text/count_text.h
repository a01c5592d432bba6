// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences with numbers in them: counts, durations, rates, results of a run.
#pragma once

#include "core/history/history.h"
#include "core/jobs/job_report.h"
#include "core/rename/plan.h"
#include "ui/models/deed.h"

#include <QString>

namespace bulkhead {

QString countText(qint64 n); ///< With the separators of the language.
QString filesText(qint64 n); ///< "1 file", "1,204 files".
QString sizeText(qint64 bytes);
QString durationText(qint64 milliseconds); ///< "0.4 s", "2 min 10 s".
QString timeLeftText(qint64 milliseconds); ///< "about 1 s left"; empty for a negative number (not known).
QString whenText(qint64 msSinceEpoch); ///< "today 14:03", "12 Mar 2024 09:10".

QString primaryButtonText(Deed deed, qint64 changed); ///< "Rename 1,204 Files".
QString undoActionText(const BatchInfo &batch); ///< "Undo Renaming of 1,204 Files".
QString redoActionText(const BatchInfo &undo); ///< "Redo Renaming".
QString summaryText(Deed deed, const RenamePlan::Counts &counts, qint64 listed); ///< "1,204 of 9,000 will change".
QString doneCountText(Deed deed, qint64 n); ///< "1,204 files renamed".
QString collisionText(const RenamePlan::Counts &counts); ///< "2 conflicts · 1 error", or empty.
QString conflictText(
    const RenamePlan::Counts &counts, Deed deed = Deed::Rename); ///< "12 names collide · 1 file cannot be renamed", or empty.
QString leftOutText(qint64 conflicts); ///< "12 files left out: ...".
QString selectedText(qint64 n); ///< "12 selected"; empty for 0.

/// A run, as far as its report does not know it.
struct RunWords {
    Direction direction = Direction::Do;
    Deed deed = Deed::Rename;
    qint64 notPlanned = 0; ///< Rows that could not even be planned (undo).
    /// Where files got their old names back, or where something came or went: absolute; empty = is not said.
    Bytes folder = {};
};
/// What a run did, for the message bar.
QString reportText(const JobReport &report, const RunWords &run);

/// Where not one file of a batch can be taken back or done again.
QString nothingCanText(Deed deed);

/// Where and when a batch that was cut off was begun, and how far it got. `done`: none = not counted yet.
QString interruptedText(const BatchInfo &batch, std::optional<qint64> done);

QString batchTitle(const BatchInfo &batch); ///< "Renamed 1,204 files".
QString batchStateText(const BatchInfo &batch);

} // namespace bulkhead
