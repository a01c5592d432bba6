// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/name_warning_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct NameWarningText {
    Q_DECLARE_TR_FUNCTIONS(NameWarningText)
public:
    static QString reason(NameWarning warning)
    {
        switch (warning) {
        case NameWarning::BeginsWithDash:
            return tr("begins with a dash");
        case NameWarning::BecomesHidden:
            return tr("becomes hidden");
        case NameWarning::BidiMarks:
            return tr("holds marks of direction");
        case NameWarning::Confusable:
            return tr("mixes letters that look alike");
        case NameWarning::NotForWindows:
            return tr("not for Windows");
        }
        return {};
    }
    static QString sentence(NameWarning warning)
    {
        switch (warning) {
        case NameWarning::BeginsWithDash:
            return tr("The new name begins with a dash: programs may take it for an option.");
        case NameWarning::BecomesHidden:
            return tr("The new name begins with a dot: most programs will not list it.");
        case NameWarning::BidiMarks:
            return tr("The new name holds invisible marks of direction: other programs may show it in another order than it is written.");
        case NameWarning::Confusable:
            return tr("The new name mixes Latin letters with letters of another script that look like them.");
        case NameWarning::NotForWindows:
            return tr("Windows does not take the new name.");
        }
        return {};
    }
};

template <typename Text>
QString joined(NameWarnings warnings, Text text, const QString &separator)
{
    QStringList parts;
    for (const NameWarning warning : kNameWarnings) {
        if (warnings.testFlag(warning))
            parts << text(warning);
    }
    return parts.join(separator);
}

} // namespace

QString warningReason(NameWarnings warnings)
{
    return joined(warnings, NameWarningText::reason, QStringLiteral(", "));
}

QString warningSentences(NameWarnings warnings)
{
    return joined(warnings, NameWarningText::sentence, QStringLiteral(" "));
}

} // namespace bulkhead
