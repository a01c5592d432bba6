// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include "core/base/path.h"
#include "core/rename/naming/name_check.h"
#include "core/rename/naming/rule_chain.h"
#include "core/rename/naming/rule_runner.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <stdexcept>
#include <thread>

namespace bulkhead {

namespace {

/// Bytes of the longest of the names between slashes.
std::size_t longestComponent(BytesView name)
{
    std::size_t longest = 0;
    for (std::size_t begin = 0, end = 0; end != BytesView::npos; begin = end + 1) {
        end = name.find('/', begin);
        longest = std::max(longest, std::min(end, name.size()) - begin);
    }
    return longest;
}

/// Either a name in it is too long for the folder, or the rules stopped because all of it grew too long.
void sayHowLong(IssueDetail &detail, BytesView name, std::size_t folderLimit)
{
    const std::size_t longest = longestComponent(name);
    const bool isName = longest > folderLimit;
    detail.number = std::int64_t(isName ? longest : name.size());
    detail.limit = std::int64_t(isName ? folderLimit : kMostResultBytes);
}

} // namespace

/// Names rows chunk by chunk. Threads write the arrays of one table, each the rows of its chunk; what cannot be shared so
/// (names, folders, details) is gathered by chunk and put together by one thread, so that the result does not depend on
/// how many there were.
class RowNamer
{
public:
    RowNamer(const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const RowChoices &choices, std::stop_token stop,
        const FileFacts *files)
        : m_table(table)
        , m_recipe(recipe)
        , m_facts(facts)
        , m_files(files)
        , m_choices(choices)
        , m_stop(std::move(stop))
        , m_targets(table)
        , m_chunks((table.rowCount() + kChunk - 1) / kChunk)
    {
        m_targets.setExtensionStyle(recipe.recipe().extension);
        m_targets.setTransfer(recipe.recipe().destination.how);
        m_targets.setMayCross(true);
    }

    TargetTable run(unsigned threads)
    {
        nameAll(threads);
        putTogether();
        wishAttributes();
        return std::move(m_targets);
    }

private:
    static constexpr std::size_t kChunk = 4096; ///< Rows.
    static constexpr std::size_t kLongestName = 0xFFFF;

    struct RowDetail {
        RowId row;
        IssueDetail detail;
    };
    struct PathRow {
        RowId row;
        Bytes name; ///< With slashes.
    };
    struct Chunk {
        Bytes names;
        std::vector<RowDetail> details;
        std::vector<PathRow> paths;
    };

    void nameAll(unsigned threads);
    void nameChunks();
    void nameChunk(std::size_t chunk, NameEvaluator &evaluator);
    void nameRow(RowId row, NameEvaluator &evaluator, Chunk &chunk);
    bool isExcluded(RowId row) const;
    void take(RowId row, const NameEvaluator::Outcome &outcome, Chunk &chunk);
    void takeByHand(RowId row, BytesView name, NameEvaluator &evaluator, Chunk &chunk);
    void flaw(RowId row, BytesView name, RowIssue issue, std::uint32_t rule, Chunk &chunk);
    void store(RowId row, BytesView name, Chunk &chunk);
    void putTogether();
    void wishAttributes();
    void place(const PathRow &path);

    const FileTable &m_table;
    const CompiledRecipe &m_recipe;
    const BatchFacts &m_facts;
    const FileFacts *m_files;
    const RowChoices &m_choices;
    const std::stop_token m_stop;
    TargetTable m_targets;
    std::vector<Chunk> m_chunks;
    std::atomic<std::size_t> m_nextChunk{0};
    std::atomic_flag m_failed; ///< Whoever sets it writes m_failure.
    std::exception_ptr m_failure;
};

void RowNamer::nameAll(unsigned threads)
{
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads && i < m_chunks.size(); ++i)
            helpers.emplace_back([this] { nameChunks(); });
        nameChunks();
    }
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void RowNamer::nameChunks()
{
    try {
        const auto evaluator = NameEvaluator::make(m_table, m_recipe, m_facts, m_files);
        for (std::size_t chunk = m_nextChunk++; chunk < m_chunks.size() && !m_stop.stop_requested(); chunk = m_nextChunk++)
            nameChunk(chunk, *evaluator);
    } catch (...) {
        if (!m_failed.test_and_set())
            m_failure = std::current_exception();
        m_nextChunk = m_chunks.size();
    }
}

void RowNamer::nameChunk(std::size_t chunk, NameEvaluator &evaluator)
{
    const auto first = RowId(chunk * kChunk);
    const auto last = RowId(std::min(m_table.rowCount(), (chunk + 1) * kChunk));
    for (RowId row = first; row < last; ++row) {
        if (m_stop.stop_requested())
            return;
        nameRow(row, evaluator, m_chunks[chunk]);
    }
}

bool RowNamer::isExcluded(RowId row) const
{
    const bool byHand = row < m_choices.excluded.size() && m_choices.excluded[row];
    return byHand || m_facts.position[row] == kNone;
}

void RowNamer::nameRow(RowId row, NameEvaluator &evaluator, Chunk &chunk)
{
    if (isExcluded(row)) {
        m_targets.exclude(row);
        return;
    }
    if (!m_choices.names.empty()) {
        if (const auto byHand = m_choices.names.find(row); byHand != m_choices.names.end()) {
            takeByHand(row, byHand->second, evaluator, chunk);
            return;
        }
    }
    take(row, evaluator.evaluate(row), chunk);
}

void RowNamer::take(RowId row, const NameEvaluator::Outcome &outcome, Chunk &chunk)
{
    if (outcome.issue != RowIssue::None)
        flaw(row, outcome.name, outcome.issue, outcome.rule, chunk);
    else if (outcome.name.find('/') != BytesView::npos)
        chunk.paths.push_back({row, Bytes(outcome.name)});
    else if (outcome.name != m_table.name(row))
        store(row, outcome.name, chunk);
}

void RowNamer::takeByHand(RowId row, BytesView name, NameEvaluator &evaluator, Chunk &chunk)
{
    const RowIssue issue = name == m_table.name(row) ? RowIssue::None : checkName(name, m_targets.maxNameBytes(m_table.directoryOf(row)));
    if (issue == RowIssue::None)
        take(row, evaluator.evaluateByHand(row, name), chunk);
    else
        flaw(row, name, issue, kNone, chunk);
}

void RowNamer::flaw(RowId row, BytesView name, RowIssue issue, std::uint32_t rule, Chunk &chunk)
{
    store(row, name.substr(0, kLongestName), chunk);
    m_targets.m_issue[row] = issue;
    IssueDetail detail{.rule = rule};
    if (issue == RowIssue::TooLong)
        sayHowLong(detail, name, m_targets.maxNameBytes(m_table.directoryOf(row)));
    if (detail != IssueDetail{})
        chunk.details.push_back({row, detail});
}

void RowNamer::store(RowId row, BytesView name, Chunk &chunk)
{
    m_targets.m_nameOffset[row] = std::uint32_t(chunk.names.size()); // In the chunk, until all are put together.
    m_targets.m_nameLength[row] = std::uint16_t(name.size());
    chunk.names += name;
}

void RowNamer::putTogether()
{
    std::size_t bytes = 0;
    for (const Chunk &chunk : m_chunks)
        bytes += chunk.names.size();
    if (bytes >= kNone)
        throw std::length_error("more than 4 GiB of names");
    m_targets.m_names.reserve(bytes);
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        const auto base = std::uint32_t(m_targets.m_names.size());
        const std::size_t last = std::min(m_table.rowCount(), (i + 1) * kChunk);
        for (std::size_t row = i * kChunk; row < last; ++row) {
            if (m_targets.m_nameOffset[row] != kNone)
                m_targets.m_nameOffset[row] += base;
        }
        m_targets.m_names += m_chunks[i].names;
        Bytes().swap(m_chunks[i].names);
    }
    for (const Chunk &chunk : m_chunks) {
        for (const RowDetail &each : chunk.details)
            m_targets.m_details.emplace(each.row, each.detail);
        for (const PathRow &path : chunk.paths)
            place(path);
    }
}

void RowNamer::wishAttributes()
{
    const AttributeWish *wish = RuleChain::of(m_recipe).attributes();
    if (!wish)
        return;
    // What crosses is another file afterwards.
    m_targets.setMayCross(false);
    StepScratch scratch;
    std::vector<AttributeChange> changes;
    for (RowId row = 0; row < m_table.rowCount() && !m_stop.stop_requested(); ++row) {
        if (m_table.type(row) != FileType::Regular || isExcluded(row) || m_targets.issue(row) != RowIssue::None)
            continue;
        const auto wished = wish->evaluate({.table = m_table, .facts = m_facts, .files = m_files, .row = row}, scratch);
        const bool isImmutable = !wished.to.isEmpty() && m_table.isImmutable(row);
        if (wished.issue != RowIssue::None || isImmutable) {
            m_targets.setIssue(row, isImmutable ? RowIssue::Immutable : wished.issue);
        } else if (!wished.to.isEmpty()) {
            AttributeChange change{.row = row, .to = wished.to};
            if (wished.to.modificationTime)
                change.from.modificationTime = m_table.modificationTime(row);
            if (wished.to.permissions)
                change.from.permissions = m_table.permissions(row);
            changes.push_back(change);
        }
    }
    m_targets.setAttributes(std::move(changes));
}

/// A name with slashes: folders, and a name in the last one.
void RowNamer::place(const PathRow &path)
{
    if (path.name.starts_with('/')) {
        m_targets.set(path.row, m_targets.directoryAt(parentPath(path.name)), fileName(path.name));
        return;
    }
    DirectoryId directory = m_table.directoryOf(path.row);
    BytesView rest = path.name;
    for (std::size_t slash = rest.find('/'); slash != BytesView::npos; slash = rest.find('/')) {
        directory = m_targets.childDirectory(directory, rest.substr(0, slash));
        rest.remove_prefix(slash + 1);
    }
    m_targets.set(path.row, directory, rest);
}

TargetTable nameRows(const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const RowChoices &choices,
    std::stop_token stop, unsigned threads, const FileFacts *files)
{
    return RowNamer(table, recipe, facts, choices, std::move(stop), files).run(threads);
}

} // namespace bulkhead
