// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/trace_text.h"

#include "core/base/text.h"
#include "ui/text/rule_text.h"

#include <QStringList>

namespace bulkhead {

QString traceText(const RenameRecipe &recipe, const std::vector<NameEvaluator::TraceStep> &steps)
{
    if (steps.size() < 2)
        return {};
    QStringList lines;
    for (const NameEvaluator::TraceStep &step : steps) {
        if (step.rule < recipe.rules.size())
            lines << QStringLiteral("%1. %2: %3")
                         .arg(step.rule + 1)
                         .arg(ruleTitle(recipe.rules[step.rule].rule.index()), toDisplayIsolated(step.after));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace bulkhead
