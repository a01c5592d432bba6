// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/reason_text.h"

#include "ui/text/count_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct ReasonText {
    Q_DECLARE_TR_FUNCTIONS(ReasonText)
};

} // namespace

QString policyText(OnConflict policy)
{
    switch (policy) {
    case OnConflict::Refuse:
        return {};
    case OnConflict::Skip:
        return ReasonText::tr("collisions are left out");
    case OnConflict::Number:
        return ReasonText::tr("collisions are numbered");
    }
    return {};
}

QString blockedText(Blocked reason, const RenamePlan::Counts &counts, Deed deed)
{
    switch (reason) {
    case Blocked::No:
        return {};
    case Blocked::Empty:
        return ReasonText::tr("Add files or folders first");
    case Blocked::Reading:
        return ReasonText::tr("The folders are still being read");
    case Blocked::Planning:
        return ReasonText::tr("Working out the new names");
    case Blocked::BadRecipe:
        return ReasonText::tr("A rule has a mistake; the names shown are from before it");
    case Blocked::BadFolder:
        return ReasonText::tr("The folder below the rules has a mistake; the names shown are from before it");
    case Blocked::Failed:
        return ReasonText::tr("The new names could not be worked out");
    case Blocked::Conflicts:
    case Blocked::Errors:
        return ReasonText::tr("Resolve first: %1").arg(collisionText(counts));
    case Blocked::NothingChanges:
        if (deed == Deed::Change)
            return ReasonText::tr("Every file has that time and those permissions already");
        if (isMoving(deed))
            return deed == Deed::Move ? ReasonText::tr("Every file is in that folder already, with that name")
                                      : ReasonText::tr("No name would change");
        return ReasonText::tr("Choose a folder, or another name: a file cannot be its own copy");
    case Blocked::Held:
        return ReasonText::tr("Change a rule, or press F5, to go on");
    case Blocked::Behind:
        return ReasonText::tr("The list still has the names from before; press F5 to read it again");
    case Blocked::Running:
        return ReasonText::tr("A batch is running");
    }
    return {};
}

} // namespace bulkhead
