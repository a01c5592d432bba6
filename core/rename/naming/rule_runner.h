// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: runs the rules of a chain on one name after the other.
#pragma once

#include "core/rename/naming/rule_chain.h"

namespace bulkhead {

/// One thread's. All references must outlive it. Callers look at their stop token before each row: a pattern's limit is for
/// one match at one place of the name, so that a hard pattern may take long on a row.
///
/// The name so far is "folders/last": a '/' that a template typed ends a folder, and later rules work on what is behind it.
class RuleRunner
{
public:
    RuleRunner(const FileTable &table, const RuleChain &chain, const BatchFacts &facts, const FileFacts *files = nullptr);

    /// Runs the first `linkCount` rules on the row's name on disk, and stops at the first issue (one of the rules'; the result
    /// is not checked). What each rule made of it is appended to `trace` where that is not null.
    RowIssue run(RowId row, std::size_t linkCount, std::vector<NameEvaluator::TraceStep> *trace = nullptr);

    /// Takes `name` in place of what the rules would make of the row.
    void take(RowId row, BytesView name);
    /// Behind run or take: puts the folder that the recipe sends the row to before its name, where there is one.
    RowIssue send(RowId row);
    /// Where in name() begins what is to be checked: a path from "/" is not, as far as it was typed or is the row's own.
    std::size_t checkedFrom() const noexcept { return m_checkedFrom; }

    BytesView name() const noexcept { return m_name; } ///< The name so far; valid until the next run.
    /// Index in the recipe of the rule that raised the issue, else of the last one that changed something, else kNone.
    std::uint32_t rule() const noexcept { return m_rule; }

private:
    void begin(RowId row);
    RowContext contextOf(RowId row) const;
    RowIssue apply(std::size_t link, RowContext &context);
    BytesView last() const noexcept { return BytesView(m_name).substr(m_last); }
    BytesView stem() const noexcept { return last().substr(0, m_stemSize); }
    BytesView extension() const noexcept { return last().substr(m_stemSize + m_hasDot); }
    BytesView subject(Scope scope) const noexcept;
    void beginResult(Scope scope);
    void acceptResult(const ChainLink &link, std::size_t begin);
    void split();

    const FileTable &m_table;
    const RuleChain &m_chain;
    const BatchFacts &m_facts;
    const FileFacts *m_files;
    std::vector<StepScratch> m_scratch; ///< By link.

    Bytes m_name;
    Bytes m_result; ///< Of the rule at work: the whole name; changes place with m_name.
    std::size_t m_checkedFrom = 0;
    std::size_t m_originalStemSize = 0;
    std::size_t m_last = 0;
    std::size_t m_stemSize = 0; ///< Of the last component.
    bool m_hasDot = false; ///< Behind the stem.
    ExtensionStyle m_style = ExtensionStyle::None;
    bool m_stemTaken = false; ///< A rule took all of the stem: ".jpg" is still an extension.
    std::uint32_t m_rule = kNone;
};

} // namespace bulkhead
