// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/undo_listing.h"

#include "core/rename/plan/name_index.h"

namespace bulkhead {

namespace {

constexpr DirectoryId kHere = 0;
constexpr std::size_t kAhead = 64;

/// Tells the names of a folder apart. A listing comes in no order that the records have, and nothing of a million of them is in a
/// cache: names are looked up by the block, with what each is compared to fetched ahead.
class TargetFinder
{
public:
    TargetFinder(const std::vector<MoveRecord> &records, std::span<const std::uint32_t> moves,
        const std::function<void(std::uint32_t)> &here, OtherNames &others, const std::stop_token &stop)
        : m_records(records)
        , m_here(here)
        , m_others(others)
        , m_targets(moves.size())
    {
        const auto isStopped = [&stop] { return stop.stop_requested(); };
        forEachName(
            m_targets, moves.size(), isStopped, [&](std::size_t i) { return keyOf(moves[i]); },
            [&](std::size_t i, const NameKey &key, std::uint64_t hash) {
                m_targets.findOrInsert(key, hash, moves[i], [this](std::uint32_t move) { return keyOf(move); });
            });
        m_block.reserve(kAhead);
    }

    void add(const DirectoryEntry &entry)
    {
        const std::uint64_t hash = NameKey{.directory = kHere, .name = entry.name}.hash();
        m_targets.prefetch(hash);
        m_block.push_back({hash, entry.inode, m_names.size(), entry.name.size(), entry.type});
        m_names += entry.name;
    }
    bool isFull() const { return m_block.size() == kAhead; }

    void findAll()
    {
        for (Listed &listed : m_block) {
            listed.guess = m_targets.guess(listed.hash);
            if (listed.guess == kNone)
                continue;
            __builtin_prefetch(&m_records[listed.guess].target);
            __builtin_prefetch(&m_records[listed.guess].identity.type);
        }
        for (const Listed &listed : m_block) {
            if (listed.guess != kNone)
                __builtin_prefetch(m_records[listed.guess].target.data());
        }
        for (const Listed &listed : m_block)
            find(listed);
        m_block.clear();
        m_names.clear();
    }

private:
    struct Listed {
        std::uint64_t hash;
        std::uint64_t inode;
        std::size_t offset;
        std::size_t length;
        FileType type;
        std::uint32_t guess = kNone;
    };

    NameKey keyOf(std::uint32_t move) const { return {.directory = kHere, .name = m_records[move].target}; }

    void find(const Listed &listed)
    {
        const BytesView name = BytesView(m_names).substr(listed.offset, listed.length);
        const std::uint32_t move
            = m_targets.find({.directory = kHere, .name = name}, listed.hash, [this](std::uint32_t candidate) { return keyOf(candidate); });
        const bool isIt = move != kNone && listed.inode != 0 && m_records[move].identity.inode == listed.inode
            && m_records[move].identity.type == listed.type;
        if (isIt)
            m_here(move);
        else
            m_others.names.append(name).push_back('\0');
    }

    const std::vector<MoveRecord> &m_records;
    const std::function<void(std::uint32_t)> &m_here;
    OtherNames &m_others;
    NameIndex m_targets;
    std::vector<Listed> m_block;
    Bytes m_names; ///< Of the block.
};

} // namespace

Result<OtherNames> listTargets(FileSystem &fileSystem, const DirectoryRef &folder, const std::vector<MoveRecord> &records,
    std::span<const std::uint32_t> moves, const std::function<void(std::uint32_t)> &here, const std::stop_token &stop)
{
    OtherNames others;
    TargetFinder finder(records, moves, here, others, stop);
    const auto listed = fileSystem.list(folder, [&](const DirectoryEntry &entry) {
        if (others.telling.empty() && hasAsciiLetter(entry.name))
            others.telling = entry.name;
        finder.add(entry);
        if (finder.isFull())
            finder.findAll();
        return !stop.stop_requested();
    });
    if (stop.stop_requested())
        return Error{.code = ErrorCode::Cancelled, .operation = "list folder"};
    finder.findAll();
    if (!listed)
        return listed.error();
    return others;
}

} // namespace bulkhead
