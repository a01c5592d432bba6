// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/letters.h"

namespace bulkhead {

namespace {

bool checkWords(const char *field, const std::vector<Bytes> &words, RuleCompilation &compilation)
{
    bool good = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Bytes element = field + ("[" + std::to_string(i) + "]");
        if (words[i].empty()) {
            compilation.report(RecipeProblem::Code::MustNotBeEmpty, element.c_str());
            good = false;
        } else {
            good = compilation.checkText(element.c_str(), words[i]) && good;
        }
    }
    return good;
}

} // namespace

std::optional<LettersStep> LettersStep::compile(const CaseRule &rule, RuleCompilation &compilation)
{
    bool good = checkWords("keep", rule.keep, compilation);
    good = checkWords("small", rule.small, compilation) && good;
    if (!compilation.checkText("locale", rule.locale)) {
        good = false;
    } else if (!isKnownLocale(rule.locale)) {
        compilation.report(RecipeProblem::Code::UnknownLocale, "locale", rule.locale);
        good = false;
    }
    if (!good) {
        return std::nullopt;
    }
    LettersStep step;
    step.m_converter = std::make_shared<const CaseConverter>(rule);
    return step;
}

StepOutcome LettersStep::apply(BytesView subject, RowContext &, StepScratch &, Bytes &out) const
{
    const Bytes converted = m_converter->convert(subject);
    out += converted;
    return converted == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

} // namespace bulkhead
