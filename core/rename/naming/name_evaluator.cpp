// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/name_check.h"
#include "core/rename/naming/rule_runner.h"

namespace bulkhead {

namespace {

class ChainEvaluator final : public NameEvaluator
{
public:
    ChainEvaluator(const FileTable &table, const RuleChain &chain, const BatchFacts &facts, const FileFacts *files)
        : m_table(table)
        , m_linkCount(chain.links().size())
        , m_runner(table, chain, facts, files)
    {
    }

    Outcome evaluate(RowId row) override
    {
        const RowIssue ruleIssue = m_runner.run(row, m_linkCount);
        if (ruleIssue != RowIssue::None) {
            return {.name = m_runner.name(), .issue = ruleIssue, .rule = m_runner.rule()};
        }
        const BytesView name = m_runner.name();
        if (name == m_table.name(row)) {
            return {.name = name};
        }
        const RowIssue issue = checkPath(name, m_table.directory(m_table.directoryOf(row)).maxNameBytes);
        return {.name = name, .issue = issue, .rule = issue == RowIssue::None ? kNone : m_runner.rule()};
    }

    std::vector<TraceStep> trace(RowId row) override
    {
        std::vector<TraceStep> steps;
        m_runner.run(row, m_linkCount, &steps);
        return steps;
    }

private:
    const FileTable &m_table;
    std::size_t m_linkCount;
    RuleRunner m_runner;
};

} // namespace

std::unique_ptr<NameEvaluator> NameEvaluator::make(
    const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const FileFacts *files)
{
    return std::make_unique<ChainEvaluator>(table, RuleChain::of(recipe), facts, files);
}

} // namespace bulkhead
