// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/example_text.h"

#include "core/base/text.h"
#include "ui/text/row_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct ExampleText {
    Q_DECLARE_TR_FUNCTIONS(ExampleText)
public:
    static QString note(const RuleExample &example)
    {
        switch (example.kind) {
        case RuleExample::Kind::Change:
            return {};
        case RuleExample::Kind::NoChange:
            return tr("no change");
        case RuleExample::Kind::Problem:
            return rowIssueText(example.issue);
        case RuleExample::Kind::NotReached:
            return tr("stopped by a rule above");
        case RuleExample::Kind::ByHand:
            return tr("named by hand");
        case RuleExample::Kind::LeftOut:
            return tr("left out");
        }
        return {};
    }
    static QString change(const QString &before, const QString &after) { return tr("Example: %1 becomes %2").arg(before, after); }
    static QString other(const QString &name, const QString &note) { return tr("Example: %1, %2").arg(name, note); }
};

} // namespace

QString exampleNote(const RuleExample &example)
{
    return ExampleText::note(example);
}

QString exampleSentence(const RuleExample &example)
{
    const QString before = toDisplayIsolated(example.before);
    return example.kind == RuleExample::Kind::Change ? ExampleText::change(before, toDisplayIsolated(example.after))
                                                     : ExampleText::other(before, exampleNote(example));
}

} // namespace bulkhead
