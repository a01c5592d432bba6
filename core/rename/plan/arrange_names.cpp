// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_names.h"

namespace bulkhead {

namespace {

/// Numbering claims a second name for a row, and the first one keeps its slot.
std::size_t claimCapacity(const Arrangement &arrangement)
{
    return arrangement.moving * (arrangement.onConflict == OnConflict::Number ? 2 : 1);
}

} // namespace

NameClaims::NameClaims(Arrangement &arrangement, const TargetFolders &folders)
    : m_arrangement(arrangement)
    , m_folders(folders)
    , m_nameHolders(folders.nameHolders())
    , m_claims(claimCapacity(arrangement) + m_nameHolders.size())
{
    if (arrangement.onConflict == OnConflict::Number)
        m_isContested.resize(arrangement.table.rowCount());
}

NameKey NameClaims::keyOfClaim(std::uint32_t id) const
{
    const TargetTable &targets = m_arrangement.targets;
    if (isRow(id))
        return m_folders.keyOf(targets.directoryOf(id), targets.name(id));
    const DirectoryId folder = m_nameHolders[id - m_arrangement.table.rowCount()];
    return m_folders.keyOf(targets.directoryParent(folder), targets.extraDirectory(folder).name);
}

void NameClaims::settle()
{
    claimAll();
    checkDisk();
    findHolders();
    if (m_arrangement.onConflict == OnConflict::Number) {
        contestHeldNames();
        numberContested();
    }
    linkMoves();
    m_arrangement.work.probes += m_claims.probes();
}

void NameClaims::contest(const ContestedName &name)
{
    if (m_arrangement.onConflict != OnConflict::Number) {
        m_arrangement.refuse(name.row, name.issue, name.otherRow);
        return;
    }
    if (!m_isContested[name.row])
        m_contested.push_back(name);
    m_isContested[name.row] = true;
}

void NameClaims::claimAll()
{
    const auto rows = std::uint32_t(m_arrangement.table.rowCount());
    const auto keyOf = [this](std::uint32_t id) { return keyOfClaim(id); };
    for (std::uint32_t i = 0; i < m_nameHolders.size(); ++i) {
        const NameKey key = keyOfClaim(rows + i);
        m_claims.findOrInsert(key, key.hash(), rows + i, keyOf);
    }
    // Who comes first matters only where somebody is to get the name.
    const bool inTableOrder = m_arrangement.onConflict == OnConflict::Refuse || m_arrangement.targets.precedence().empty();
    const RowId *order = inTableOrder ? nullptr : m_arrangement.claimOrder().data();
    const auto rowAt = [order](std::size_t i) { return order ? order[i] : RowId(i); };
    const auto keyAt = [&](std::size_t i) {
        const RowId row = rowAt(i);
        return m_arrangement.moves(row) ? keyOfClaim(row) : NameKey{};
    };
    const auto stopped = [this] { return m_arrangement.stopRequested(); };
    forEachName(m_claims, rows, stopped, keyAt, [&](std::size_t i, const NameKey &key, std::uint64_t hash) {
        const std::uint32_t earlier = m_claims.findOrInsert(key, hash, rowAt(i), keyOf);
        if (earlier != kNone)
            meetClaim(rowAt(i), earlier);
    });
}

void NameClaims::meetClaim(RowId row, std::uint32_t earlier)
{
    if (!isRow(earlier)) {
        contest({row, RowIssue::Exists});
        return;
    }
    contest({row, RowIssue::DuplicateTarget, earlier});
    // Nobody is to get the name: neither is the first.
    if (m_arrangement.onConflict == OnConflict::Refuse && m_arrangement.moves(earlier))
        m_arrangement.refuse(earlier, RowIssue::DuplicateTarget, row);
}

void NameClaims::checkDisk()
{
    const TargetTable &targets = m_arrangement.targets;
    constexpr RowId kBetweenStops = 4096;
    for (RowId row = 0; row < targets.rowCount(); ++row) {
        if (row % kBetweenStops == 0 && m_arrangement.stopRequested())
            return;
        if (!m_arrangement.moves(row))
            continue;
        const Occupancy::Folder *listing = m_folders.listing(targets.directoryOf(row));
        if (listing && Occupancy::contains(*listing, targets.name(row)))
            contest({row, RowIssue::Exists});
    }
}

/// Goes over the names that rows have now, and finds who wants them: one index for both questions.
void NameClaims::findHolders()
{
    const FileTable &table = m_arrangement.table;
    const auto keyOf = [this](std::uint32_t id) { return keyOfClaim(id); };
    const auto keyAt = [&](std::size_t i) {
        const auto row = RowId(i);
        return m_arrangement.isGone(row) ? NameKey{} : m_folders.keyOf(table.directoryOf(row), table.name(row));
    };
    const auto stopped = [this] { return m_arrangement.stopRequested(); };
    forEachName(m_claims, m_arrangement.moving == 0 ? 0 : table.rowCount(), stopped, keyAt,
        [&](std::size_t holder, const NameKey &key, std::uint64_t hash) {
            const std::uint32_t wanter = m_claims.find(key, hash, keyOf);
            if (wanter != kNone && wanter != holder && isRow(wanter) && m_arrangement.moves(wanter))
                m_found.push_back({wanter, RowId(holder)});
        });
}

void NameClaims::contestHeldNames()
{
    for (const Link &link : m_found) {
        if (!m_arrangement.vacates(link.holder))
            contest({link.wanter, m_arrangement.issueOfHeldName(link.holder), link.holder});
    }
}

void NameClaims::numberContested()
{
    if (m_contested.empty() || m_arrangement.stopRequested())
        return;
    std::erase_if(m_found, [this](const Link &link) { return m_isContested[link.wanter]; });
    std::vector<std::uint32_t> contestedAt(m_arrangement.table.rowCount(), kNone);
    for (std::uint32_t i = 0; i < m_contested.size(); ++i)
        contestedAt[m_contested[i].row] = i;
    ConflictNumbers numbers(m_arrangement, *this);
    for (const RowId row : m_arrangement.claimOrder()) {
        if (contestedAt[row] == kNone)
            continue;
        if (m_arrangement.stopRequested())
            return;
        const ContestedName &name = m_contested[contestedAt[row]];
        if (!numbers.give(row))
            m_arrangement.refuse(row, name.issue, name.otherRow);
    }
}

void NameClaims::linkMoves()
{
    if (m_found.empty())
        return;
    m_links.holder.assign(m_arrangement.table.rowCount(), kNone);
    m_links.wanter.assign(m_arrangement.table.rowCount(), kNone);
    for (const Link &link : m_found) {
        m_links.holder[link.wanter] = link.holder;
        m_links.wanter[link.holder] = link.wanter;
    }
    for (const Link &link : m_found) {
        if (!m_arrangement.vacates(link.holder))
            blockWaiters(link.holder);
    }
}

/// Along the chain: a name has one wanter at most, so every row is passed once.
void NameClaims::blockWaiters(RowId row)
{
    if (m_links.empty())
        return;
    for (RowId wanter = m_links.wanter[row]; wanter != kNone && m_arrangement.moves(wanter); wanter = m_links.wanter[row]) {
        m_arrangement.refuse(wanter, m_arrangement.issueOfHeldName(row), row);
        row = wanter;
        ++m_arrangement.work.visits;
    }
}

void NameClaims::refuseWithWaiters(RowId row, RowIssue issue, RowId otherRow)
{
    m_arrangement.refuse(row, issue, otherRow);
    blockWaiters(row);
}

} // namespace bulkhead
