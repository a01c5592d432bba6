// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/date.h"

#include "core/rename/template/template_syntax.h"

namespace bulkhead {

using Code = RecipeProblem::Code;
using Source = DateRule::Source;

namespace {

const FactKey kTaken{.kind = FactKey::Kind::Taken, .name = {}};

} // namespace

std::optional<DateStep> DateStep::compile(const DateRule &rule, RuleCompilation &compilation)
{
    const bool inName = rule.source == Source::Name;
    bool good = compilation.checkText("format", rule.format);
    if (rule.format.empty()) {
        compilation.report(Code::MustNotBeEmpty, "format");
        good = false;
    }
    if (inName && rule.read.empty()) {
        compilation.report(Code::MustNotBeEmpty, "read");
        good = false;
    }
    DateStep step;
    step.m_source = rule.source;
    if (inName) {
        step.m_inName = good ? DateInName::compile(rule.read, rule.format, compilation) : std::nullopt;
        return step.m_inName ? std::optional(std::move(step)) : std::nullopt;
    }
    if (!compilation.checkText("zone", rule.zone)) {
        good = false;
    } else if (!rule.zone.empty() && !TemplateDate::isKnownZone(rule.zone)) {
        compilation.report(Code::NotOneOf, "zone", "UTC, a time zone such as Europe/Berlin");
        good = false;
    }
    if (rule.source == Source::Taken) {
        compilation.ask({kTaken});
        if (!rule.zone.empty()) {
            compilation.report(Code::Contradiction, "zone", "source");
            good = false;
        }
    }
    good = compilation.checkText("separator", rule.separator) && good;
    auto placement = Placement::compile(rule.place, compilation);
    if (!good || !placement) {
        return std::nullopt;
    }
    step.m_date = TemplateDate::compile(
        rule.format, rule.source == Source::Taken ? "UTC" : BytesView(rule.zone)); // the camera's clock is kept as UTC
    step.m_placement = std::move(*placement);
    step.m_separator = rule.separator;
    return step;
}

StepOutcome DateStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (m_inName) {
        return m_inName->apply(subject, scratch, out);
    }
    std::int64_t time = kBeforeAllTimes;
    if (const StepOutcome outcome = readTime(context, time); outcome != StepOutcome::Changed) {
        return outcome;
    }
    if (time == kBeforeAllTimes || time == kBeyondAllTimes) {
        return StepOutcome::NoDate;
    }
    return m_placement.insert(subject, m_separator, scratch, out, [&] {
        m_date->append(out, time);
        return true;
    });
}

StepOutcome DateStep::readTime(const RowContext &context, std::int64_t &time) const
{
    switch (m_source) {
    case Source::Mtime:
        time = context.table.modificationTime(context.row);
        break;
    case Source::Btime:
        time = context.table.birthTime(context.row);
        break;
    case Source::Now:
        time = context.facts.moment.now;
        break;
    case Source::Taken: {
        const FileFacts::View fact = context.files ? context.files->find(context.row, kTaken) : FileFacts::View{};
        if (fact.state == Fact::State::Unreadable) {
            return StepOutcome::Unreadable;
        }
        time = parseNumber<std::int64_t>(fact.text).value_or(kBeforeAllTimes);
        break;
    }
    case Source::Name:
        break;
    }
    return StepOutcome::Changed;
}

} // namespace bulkhead
