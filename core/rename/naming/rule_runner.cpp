// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/rule_runner.h"

namespace bulkhead {

namespace {

RowIssue issueOf(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::NoValue:
        return RowIssue::NoValue;
    case StepOutcome::IllegalData:
        return RowIssue::IllegalName;
    case StepOutcome::TooComplex:
        return RowIssue::PatternTooComplex;
    case StepOutcome::Unreadable:
        return RowIssue::FileUnreadable;
    case StepOutcome::BelowZero:
        return RowIssue::BelowZero;
    case StepOutcome::NoDate:
        return RowIssue::NoDate;
    case StepOutcome::AmbiguousEncoding:
        return RowIssue::AmbiguousEncoding;
    case StepOutcome::NotDecodable:
        return RowIssue::NotDecodable;
    case StepOutcome::Unchanged:
    case StepOutcome::TooLong:
    case StepOutcome::Changed:
        break;
    }
    return RowIssue::None;
}

} // namespace

RuleRunner::RuleRunner(const FileTable &table, const RuleChain &chain, const BatchFacts &facts, const FileFacts *files)
    : m_table(table)
    , m_chain(chain)
    , m_facts(facts)
    , m_files(files)
    , m_scratch(chain.links().size())
{
}

void RuleRunner::begin(RowId row)
{
    m_name = m_table.name(row);
    m_last = 0;
    m_checkedFrom = 0;
    m_stemTaken = false;
    m_rule = kNone;
    m_style = m_table.isDirectory(row) ? ExtensionStyle::None : m_chain.recipe().extension;
    split();
    m_originalStemSize = m_stemSize;
}

RowContext RuleRunner::contextOf(RowId row) const
{
    return {.table = m_table,
        .facts = m_facts,
        .files = m_files,
        .row = row,
        .stem = stem(),
        .extension = extension(),
        .name = last(),
        .originalStem = m_table.name(row).substr(0, m_originalStemSize)};
}

void RuleRunner::take(RowId row, BytesView name)
{
    begin(row);
    m_name = name;
    split();
}

RowIssue RuleRunner::send(RowId row)
{
    const DestinationPath *destination = m_chain.destination();
    if (!destination) {
        return RowIssue::None;
    }
    m_rule = kNone;
    RowContext context = contextOf(row);
    context.rule = static_cast<std::uint32_t>(m_chain.recipe().rules.size());
    m_result.clear();
    const StepOutcome outcome = destination->expand(context, m_table.directory(m_table.directoryOf(row)).path, m_result, m_checkedFrom);
    if (const RowIssue issue = issueOf(outcome); issue != RowIssue::None) {
        return issue;
    }
    m_result += m_name;
    m_name.swap(m_result);
    return m_name.size() > kMostResultBytes ? RowIssue::TooLong : RowIssue::None;
}

RowIssue RuleRunner::run(RowId row, std::size_t linkCount, std::vector<NameEvaluator::TraceStep> *trace)
{
    begin(row);
    RowContext context = contextOf(row);
    for (std::size_t i = 0; i < linkCount; ++i) {
        const RowIssue issue = apply(i, context);
        if (issue != RowIssue::None) {
            m_rule = m_chain.links()[i].rule;
            return issue;
        }
        if (trace) {
            trace->push_back({m_chain.links()[i].rule, m_name});
        }
    }
    return RowIssue::None;
}

RowIssue RuleRunner::apply(std::size_t index, RowContext &context)
{
    const ChainLink &link = m_chain.links()[index];
    if (link.scope == Scope::Extension && m_table.isDirectory(context.row)) {
        return RowIssue::None;
    }
    context.rule = link.rule;
    context.stem = stem();
    context.extension = extension();
    context.name = last();
    const bool isCounted = link.staged < m_facts.staged.size() && !m_facts.staged[link.staged].empty();
    context.stagedIndex = isCounted ? m_facts.staged[link.staged][context.row] : kNone;
    context.stagedCount = link.staged < m_facts.stagedCount.size() ? m_facts.stagedCount[link.staged] : 0;
    context.stagedEncoding = link.staged < m_facts.stagedEncoding.size() ? BytesView(m_facts.stagedEncoding[link.staged]) : BytesView();

    beginResult(link.scope);
    const std::size_t begin = m_result.size();
    const StepOutcome outcome
        = std::visit([&](const auto &step) { return step.apply(subject(link.scope), context, m_scratch[index], m_result); }, link.step);
    if (const RowIssue issue = issueOf(outcome); issue != RowIssue::None || outcome == StepOutcome::Unchanged) {
        return issue;
    }
    m_rule = link.rule;
    acceptResult(link, begin);
    return m_name.size() > kMostResultBytes ? RowIssue::TooLong : RowIssue::None;
}

BytesView RuleRunner::subject(Scope scope) const noexcept
{
    return scope == Scope::Stem ? stem() : scope == Scope::Extension ? extension() : last();
}

/// Results are whole names built in one go: reading back what was just written is what costs most here.
void RuleRunner::beginResult(Scope scope)
{
    m_result.assign(m_name, 0, m_last + (scope == Scope::Extension ? m_stemSize : 0));
    if (scope == Scope::Extension) {
        m_result += '.';
    }
}

/// A dot goes with an extension that was emptied, and comes with a new one.
void RuleRunner::acceptResult(const ChainLink &link, std::size_t begin)
{
    const bool isEmpty = m_result.size() == begin;
    const std::size_t slash = link.typesSlash ? BytesView(m_result).substr(begin).rfind('/') : BytesView::npos;
    const std::size_t newLast = slash == BytesView::npos ? m_last : begin + slash + 1;
    switch (link.scope) {
    case Scope::Stem:
        m_stemTaken = m_hasDot && (isEmpty || m_result.back() == '/');
        m_result.append(m_name, m_last + m_stemSize);
        break;
    case Scope::Extension:
        m_stemTaken = m_stemSize == 0 && !isEmpty;
        if (isEmpty) {
            m_result.pop_back();
        }
        break;
    case Scope::Name:
        // The dot at the start of a name made anew is no longer the one that the stem left behind.
        if ((std::holds_alternative<NewNameStep>(link.step) || std::holds_alternative<ListStep>(link.step))
            && BytesView(m_result).substr(newLast) != last()) {
            m_stemTaken = false;
        }
        break;
    }
    m_last = newLast;
    m_name.swap(m_result);
    split();
}

void RuleRunner::split()
{
    const BytesView name = last();
    m_stemTaken = m_stemTaken && name.starts_with('.');
    const std::size_t dot = m_stemTaken ? 0 : extensionDot(name, m_style, m_chain.suffixes());
    m_hasDot = dot != BytesView::npos;
    m_stemSize = m_hasDot ? dot : name.size();
}

} // namespace bulkhead
