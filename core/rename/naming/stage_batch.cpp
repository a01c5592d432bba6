// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/rule_runner.h"
#include "core/rename/rules/encoding_evidence.h"

#include <unordered_map>

namespace bulkhead {

namespace {

/// Names so far, with the folder they are in, for finding those that collide.
class NameGroups
{
public:
    void add(RowId row, DirectoryId directory, BytesView name, bool isCandidate)
    {
        m_entries.push_back({row, directory, static_cast<std::uint32_t>(name.size()), isCandidate, m_names.size()});
        m_names += name;
    }

    /// Numbers the candidates among rows that share a name, in the order they were added. Returns the largest count of one group.
    std::uint32_t number(std::vector<std::uint32_t> &indexByRow) const
    {
        std::unordered_map<Key, Group, KeyHash> groups;
        groups.reserve(m_entries.size());
        for (const Entry &entry : m_entries) {
            ++groups[keyOf(entry)].size;
        }
        std::uint32_t largest = 0;
        for (const Entry &entry : m_entries) {
            Group &group = groups[keyOf(entry)];
            if (entry.isCandidate && group.size > 1) {
                indexByRow[entry.row] = group.numbered++;
                largest = std::max(largest, group.numbered);
            }
        }
        return largest;
    }

private:
    struct Entry {
        RowId row;
        DirectoryId directory;
        std::uint32_t length;
        bool isCandidate;
        std::size_t offset;
    };
    struct Key {
        DirectoryId directory;
        BytesView name;
        bool operator==(const Key &) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &key) const noexcept
        {
            return std::hash<BytesView>()(key.name) ^ (key.directory * 0x9E3779B97F4A7C15u);
        }
    };
    struct Group {
        std::uint32_t size = 0;
        std::uint32_t numbered = 0;
    };

    Key keyOf(const Entry &entry) const { return {entry.directory, BytesView(m_names).substr(entry.offset, entry.length)}; }

    std::vector<Entry> m_entries;
    Bytes m_names;
};

/// Numbers the rows for one counter, fed row by row in counter order with the names the counter's rule will see.
class StagedCounter
{
public:
    StagedCounter(const FileTable &table, const Counter &counter)
        : m_table(table)
        , m_counter(counter)
        , m_index(table.rowCount(), kNone)
        , m_inFolder(counter.per == Counter::Per::Folder ? table.directoryCount() : 0)
    {
    }

    void see(RowId row, BytesView name)
    {
        const bool isCandidate = m_counter.count == Counter::Count::All || name != m_table.name(row);
        const DirectoryId directory = m_table.directoryOf(row);
        if (m_counter.per == Counter::Per::Stem) {
            m_groups.add(row, directory, name, isCandidate);
        } else if (isCandidate) {
            std::uint32_t &next = m_counter.per == Counter::Per::Folder ? m_inFolder[directory] : m_inBatch;
            m_index[row] = next++;
            m_largest = std::max(m_largest, next);
        }
    }

    void finish(BatchFacts &facts)
    {
        if (m_counter.per == Counter::Per::Stem) {
            m_largest = m_groups.number(m_index);
        }
        facts.staged.push_back(std::move(m_index));
        facts.stagedCount.push_back(m_largest);
        facts.stagedEncoding.emplace_back();
    }

private:
    const FileTable &m_table;
    const Counter &m_counter;
    std::vector<std::uint32_t> m_index;
    std::vector<std::uint32_t> m_inFolder;
    std::uint32_t m_inBatch = 0;
    std::uint32_t m_largest = 0;
    NameGroups m_groups;
};

/// What names the rows have before a rule, for finding the encoding they are in.
class StagedEncoding
{
public:
    void see(RowId, BytesView name) { m_evidence.add(name.substr(name.rfind('/') + 1)); }

    void finish(BatchFacts &facts, const std::stop_token &stop)
    {
        facts.staged.emplace_back();
        facts.stagedCount.push_back(0);
        facts.stagedEncoding.push_back(m_evidence.encoding(stop));
    }

private:
    EncodingEvidence m_evidence;
};

} // namespace

bool stageBatch(const FileTable &table, const CompiledRecipe &recipe, const RowChoices &choices, BatchFacts &facts, std::stop_token stop,
    const FileFacts *files)
{
    const RuleChain &chain = RuleChain::of(recipe);
    facts.staged.clear();
    facts.stagedCount.clear();
    facts.stagedEncoding.clear();
    for (std::size_t link = 0; link < chain.links().size(); ++link) {
        if (chain.links()[link].staged == kNone) {
            continue;
        }
        RuleRunner runner(table, chain, facts, files);
        const auto show = [&](auto &stage) {
            for (std::uint32_t i = 0; i < facts.count; ++i) {
                if (stop.stop_requested()) {
                    return false;
                }
                const RowId row = facts.order[i];
                if (!choices.names.contains(row) && runner.run(row, link) == RowIssue::None) {
                    stage.see(row, runner.name());
                }
            }
            return true;
        };
        if (const auto *number = std::get_if<NumberStep>(&chain.links()[link].step)) {
            StagedCounter counter(table, number->counter());
            if (!show(counter)) {
                return false;
            }
            counter.finish(facts);
        } else {
            StagedEncoding encoding;
            if (!show(encoding)) {
                return false;
            }
            encoding.finish(facts, stop);
        }
    }
    return !stop.stop_requested();
}

} // namespace bulkhead
