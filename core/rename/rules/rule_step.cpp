// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/rule_step.h"

#include "core/base/text.h"

namespace bulkhead {

void FieldProblems::report(RecipeProblem::Code code, const char *field, Bytes argument)
{
    report(field, {.code = code, .argument = std::move(argument)});
}

void FieldProblems::report(const char *field, RecipeProblem problem)
{
    problem.field = m_rule + "." + field;
    m_problems.push_back(std::move(problem));
}

bool FieldProblems::checkText(const char *field, BytesView text)
{
    if (isValidUtf8(text)) {
        return true;
    }
    report(RecipeProblem::Code::NotText, field);
    return false;
}

std::shared_ptr<const Template> compileTemplate(const char *field, BytesView text, FieldProblems &problems, const TemplateOptions &options)
{
    if (!problems.checkText(field, text)) {
        return nullptr;
    }
    auto compiled = Template::compile(text, options);
    if (auto *problem = std::get_if<RecipeProblem>(&compiled)) {
        problems.report(field, std::move(*problem));
        return nullptr;
    }
    return std::get<0>(std::move(compiled));
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
    }
    return StepOutcome::Changed;
}

} // namespace bulkhead
