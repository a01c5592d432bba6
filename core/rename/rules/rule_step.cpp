// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/rule_step.h"

#include "core/base/text.h"

#include <algorithm>

namespace bulkhead {

void RuleCompilation::report(RecipeProblem::Code code, const char *field, Bytes argument)
{
    report(field, {.code = code, .argument = std::move(argument)});
}

void RuleCompilation::report(const char *field, RecipeProblem problem)
{
    problem.field = m_rule + "." + field;
    m_shared.problems.push_back(std::move(problem));
}

bool RuleCompilation::checkText(const char *field, BytesView text)
{
    if (isValidUtf8(text)) {
        return true;
    }
    report(RecipeProblem::Code::NotText, field);
    return false;
}

void RuleCompilation::ask(const std::vector<FactKey> &facts)
{
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(m_asked),
        [this](const FactKey &key) { return std::find(m_asked.begin(), m_asked.end(), key) == m_asked.end(); });
}

std::shared_ptr<const Template> compileTemplate(
    const char *field, BytesView text, RuleCompilation &compilation, const TemplateOptions &options)
{
    if (!compilation.checkText(field, text)) {
        return nullptr;
    }
    TemplateOptions withColumns = options;
    withColumns.list = compilation.columns();
    auto compiled = Template::compile(text, withColumns);
    if (auto *problem = std::get_if<RecipeProblem>(&compiled)) {
        compilation.report(field, std::move(*problem));
        return nullptr;
    }
    auto finished = std::get<0>(std::move(compiled));
    compilation.ask(finished->facts());
    return finished;
}

StepOutcome outcomeOf(Template::Outcome outcome) noexcept
{
    switch (outcome) {
    case Template::Outcome::Ok:
        return StepOutcome::Changed;
    case Template::Outcome::NoValue:
        return StepOutcome::NoValue;
    case Template::Outcome::IllegalData:
        return StepOutcome::IllegalData;
    case Template::Outcome::Unreadable:
        return StepOutcome::Unreadable;
    }
    return StepOutcome::Changed;
}

} // namespace bulkhead
