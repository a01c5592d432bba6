// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/transliterate.h"

namespace bulkhead {

std::optional<TransliterateStep> TransliterateStep::compile(const TransliterateRule &rule, RuleCompilation &compilation)
{
    if (rule.to.empty()) {
        compilation.report(RecipeProblem::Code::MustNotBeEmpty, "to");
        return std::nullopt;
    }
    if (!compilation.checkText("to", rule.to)) {
        return std::nullopt;
    }
    TransliterateStep step;
    step.m_transliteration = Transliteration::make(rule.to);
    if (!step.m_transliteration) {
        compilation.report(RecipeProblem::Code::NotOneOf, "to", "ascii, latin, pinyin, an ICU transform id");
        return std::nullopt;
    }
    return step;
}

StepOutcome TransliterateStep::apply(BytesView subject, RowContext &, StepScratch &, Bytes &out) const
{
    const std::size_t start = out.size();
    m_transliteration->append(out, subject);
    const BytesView made = BytesView(out).substr(start);
    if (made == subject) {
        return StepOutcome::Unchanged;
    }
    return made.find_first_of(BytesView("/\0", 2)) == BytesView::npos ? StepOutcome::Changed : StepOutcome::IllegalData;
}

} // namespace bulkhead
