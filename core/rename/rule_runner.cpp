// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rule_runner.h"

namespace bulkhead {

RuleRunner::RuleRunner(const FileTable &table, const RuleChain &chain, const BatchFacts &facts)
    : m_table(table)
    , m_chain(chain)
    , m_facts(facts)
    , m_scratch(chain.links().size())
{
}

RowIssue RuleRunner::run(RowId row, std::size_t linkCount, std::vector<NameEvaluator::TraceStep> *trace)
{
    const BytesView original = m_table.name(row);
    m_name = original;
    m_last = 0;
    m_stemTaken = false;
    m_rule = kNone;
    m_style = m_table.isDirectory(row) ? ExtensionStyle::None : m_chain.recipe().extension;
    const SplitName originalParts = splitExtension(original, m_style, m_chain.suffixes());
    split();
    RowContext context{
        .table = m_table, .facts = m_facts, .row = row, .originalStem = originalParts.stem, .originalExtension = originalParts.extension};
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
    context.stem = m_parts.stem;
    context.extension = m_parts.extension;
    context.name = BytesView(m_name).substr(m_last);
    const bool isStaged = link.staged < m_facts.staged.size();
    context.stagedIndex = isStaged ? m_facts.staged[link.staged][context.row] : kNone;
    context.stagedCount = link.staged < m_facts.stagedCount.size() ? m_facts.stagedCount[link.staged] : 0;

    const StepOutcome outcome
        = std::visit([&](const auto &step) { return step.apply(subject(link.scope), context, m_scratch[index], m_result); }, link.step);
    switch (outcome) {
    case StepOutcome::Unchanged:
        return RowIssue::None;
    case StepOutcome::NoValue:
        return RowIssue::NoValue;
    case StepOutcome::IllegalData:
        return RowIssue::IllegalName;
    case StepOutcome::TooComplex:
        return RowIssue::PatternTooComplex;
    case StepOutcome::Changed:
        break;
    }
    m_rule = link.rule;
    accept(link.scope);
    return RowIssue::None;
}

BytesView RuleRunner::subject(Scope scope) const noexcept
{
    switch (scope) {
    case Scope::Stem:
        return m_parts.stem;
    case Scope::Extension:
        return m_parts.extension;
    case Scope::Name:
        break;
    }
    return BytesView(m_name).substr(m_last);
}

/// Puts m_result in the place of the subject. A dot goes with an extension that was emptied, and comes with a new one.
void RuleRunner::accept(Scope scope)
{
    const std::size_t stem = m_parts.stem.size();
    switch (scope) {
    case Scope::Stem:
        m_name.replace(m_last, stem, m_result);
        m_stemTaken = m_parts.dot && (m_result.empty() || m_result.back() == '/');
        break;
    case Scope::Extension:
        m_name.resize(m_last + stem);
        if (!m_result.empty()) {
            m_name.append(1, '.').append(m_result);
        }
        m_stemTaken = stem == 0 && !m_result.empty();
        break;
    case Scope::Name:
        m_name.replace(m_last, Bytes::npos, m_result);
        m_stemTaken = m_stemTaken && m_result.starts_with('.');
        break;
    }
    if (m_result.find('/') != Bytes::npos) {
        m_last = m_name.rfind('/') + 1;
    }
    split();
}

void RuleRunner::split()
{
    const BytesView last = BytesView(m_name).substr(m_last);
    if (m_stemTaken && last.starts_with('.')) {
        m_parts = {.stem = last.substr(0, 0), .extension = last.substr(1), .dot = true};
        return;
    }
    m_stemTaken = false;
    m_parts = splitExtension(last, m_style, m_chain.suffixes());
    if (!m_parts.dot) {
        m_parts.extension = last.substr(last.size()); // empty, but a place in the name: captures are measured from it
    }
}

} // namespace bulkhead
