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
        return send(row);
    }

    Outcome evaluateByHand(RowId row, BytesView name) override
    {
        m_runner.take(row, name);
        return send(row);
    }

    std::vector<TraceStep> trace(RowId row) override
    {
        std::vector<TraceStep> steps;
        m_runner.run(row, m_linkCount, &steps);
        return steps;
    }

private:
    Outcome send(RowId row)
    {
        const std::uint32_t lastRule = m_runner.rule();
        if (const RowIssue issue = m_runner.send(row); issue != RowIssue::None) {
            return {.name = m_runner.name(), .issue = issue};
        }
        const BytesView name = m_runner.name();
        if (name == m_table.name(row)) {
            return {.name = name};
        }
        const unsigned most = m_table.directory(m_table.directoryOf(row)).maxNameBytes;
        const RowIssue issue = checkPath(name.substr(m_runner.checkedFrom()), most);
        return {.name = name, .issue = issue, .rule = issue == RowIssue::None ? kNone : lastRule};
    }

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
