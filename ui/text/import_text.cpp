// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/import_text.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct ImportText {
    Q_DECLARE_TR_FUNCTIONS(ImportText)
};

} // namespace

QString importLossText(const ImportLoss &loss)
{
    const QString text = toDisplayIsolated(loss.text);
    switch (loss.reason) {
    case ImportLoss::Reason::UnknownToken:
        return ImportText::tr("%1 is no token of that program.").arg(text);
    case ImportLoss::Reason::NoCounterpart:
        return ImportText::tr("%1 has no counterpart here.").arg(text);
    case ImportLoss::Reason::Scripting:
        return ImportText::tr("%1 is a script; there is no scripting here.").arg(text);
    case ImportLoss::Reason::BadArgument:
        return ImportText::tr("%1 holds a number or a word that is not understood.").arg(text);
    case ImportLoss::Reason::UnknownGroup:
        return ImportText::tr("%1 is a group that the regular expression does not have.").arg(text);
    case ImportLoss::Reason::CountsAllFiles:
        return ImportText::tr("%1 counts every file on the list, there only those that match: remove the others from the list.").arg(text);
    case ImportLoss::Reason::NeedsList:
        return ImportText::tr("%1 needs a rule “List” with the file before it, and the name of the column in the place of its number.")
            .arg(text);
    case ImportLoss::Reason::PathSeparator:
        return ImportText::tr("%1 is no part of a name there, and would make folders here.").arg(text);
    }
    return text;
}

} // namespace bulkhead
