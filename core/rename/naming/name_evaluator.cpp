// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/rename/naming/rule_runner.h"

namespace bulkhead {

namespace {

constexpr std::size_t kMaxFolderName = 255; ///< Of folders that are yet to be made.

RowIssue checkFolders(BytesView folders)
{
    while (!folders.empty()) {
        const std::size_t slash = folders.find('/');
        const BytesView name = folders.substr(0, slash);
        if (!isLegalComponent(name)) {
            return RowIssue::IllegalName;
        }
        if (name.size() > kMaxFolderName) {
            return RowIssue::TooLong;
        }
        folders.remove_prefix(slash + 1);
    }
    return RowIssue::None;
}

/// `folders` ends with a slash or is empty.
RowIssue checkResult(BytesView folders, BytesView last, std::size_t maxNameBytes)
{
    if (const RowIssue issue = checkFolders(folders); issue != RowIssue::None) {
        return issue;
    }
    if (last.empty()) {
        return RowIssue::EmptyName;
    }
    if (!isLegalComponent(last)) {
        return RowIssue::IllegalName;
    }
    return last.size() > maxNameBytes ? RowIssue::TooLong : RowIssue::None;
}

class ChainEvaluator final : public NameEvaluator
{
public:
    ChainEvaluator(const FileTable &table, const RuleChain &chain, const BatchFacts &facts)
        : m_table(table)
        , m_linkCount(chain.links().size())
        , m_runner(table, chain, facts)
    {
    }

    Outcome evaluate(RowId row) override
    {
        const BytesView original = m_table.name(row);
        const RowIssue ruleIssue = m_runner.run(row, m_linkCount);
        if (ruleIssue != RowIssue::None) {
            const bool keepsOriginal = ruleIssue == RowIssue::PatternTooComplex;
            return {.name = keepsOriginal ? original : m_runner.name(), .issue = ruleIssue, .rule = m_runner.rule()};
        }
        const BytesView name = m_runner.name();
        if (name == original) {
            return {.name = name};
        }
        const BytesView last = name.substr(m_runner.lastBegin());
        const auto limit = m_table.directory(m_table.directoryOf(row)).maxNameBytes;
        const RowIssue issue = checkResult(name.substr(0, m_runner.lastBegin()), last, limit);
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

std::unique_ptr<NameEvaluator> NameEvaluator::make(const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts)
{
    return std::make_unique<ChainEvaluator>(table, RuleChain::of(recipe), facts);
}

} // namespace bulkhead
