// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_names.h"

#include "core/base/text.h"
#include "core/rename/naming/extension_split.h"

namespace bulkhead {

namespace {

constexpr unsigned kMostDigits = 9;

std::uint64_t powerOfTen(unsigned exponent)
{
    std::uint64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/// As much of the stem as fits, never half a character.
BytesView cutStem(BytesView stem, std::size_t room)
{
    if (stem.size() <= room)
        return stem;
    std::size_t end = 0;
    for (const std::uint32_t boundary : graphemeBoundaries(stem)) {
        if (boundary > room)
            break;
        end = boundary;
    }
    return stem.substr(0, end);
}

} // namespace

ConflictNumbers::ConflictNumbers(Arrangement &arrangement, NameClaims &claims)
    : m_arrangement(arrangement)
    , m_claims(claims)
    , m_current(arrangement.table.rowCount())
{
    const FileTable &table = arrangement.table;
    const auto keyOf = [&](std::size_t i) {
        const auto row = RowId(i);
        return arrangement.isGone(row) ? NameKey{} : claims.m_folders.keyOf(table.directoryOf(row), table.name(row));
    };
    const auto stopped = [&arrangement] { return arrangement.stopRequested(); };
    forEachName(m_current, table.rowCount(), stopped, keyOf,
        [&](std::size_t row, const NameKey &key, std::uint64_t hash) { m_current.findOrInsert(key, hash, RowId(row), keyOf); });
}

bool ConflictNumbers::give(RowId row)
{
    const DirectoryId directory = m_arrangement.targets.directoryOf(row);
    const Bytes wanted(m_arrangement.targets.name(row)); // A copy: taking a name moves the arena.
    const ExtensionStyle style = m_arrangement.table.isDirectory(row) ? ExtensionStyle::None : m_arrangement.targets.extensionStyle();
    const BytesView stem = splitExtension(wanted, style, knownSuffixes()).stem;
    const BytesView ending = BytesView(wanted).substr(stem.size()); // With its dot.
    const std::size_t limit = m_arrangement.targets.maxNameBytes(directory);
    unsigned &digits = fewestDigits(directory, stem, ending);
    for (; digits <= kMostDigits; ++digits) {
        const std::size_t around = ending.size() + digits + BytesView(" ()").size();
        const BytesView cut = limit > around ? cutStem(stem, limit - around) : BytesView();
        if (cut.empty())
            return false;
        std::uint64_t &next = nextNumber(directory, cut, ending, digits);
        for (const std::uint64_t end = powerOfTen(digits); next < end;) {
            ++m_arrangement.work.visits;
            Bytes name(cut);
            name += " (";
            name += std::to_string(next++);
            name += ")";
            name += ending;
            if (take(row, directory, name))
                return true;
        }
    }
    return false;
}

/// Numbers with fewer digits are known to be used up for this name.
unsigned &ConflictNumbers::fewestDigits(DirectoryId directory, BytesView stem, BytesView ending)
{
    Bytes key(reinterpret_cast<const char *>(&directory), sizeof directory);
    key += stem;
    key += '/';
    key += ending;
    return m_digits.try_emplace(std::move(key), 1).first->second;
}

/// Keyed by the stem as it was cut: long names that differ behind the cut compete for the same numbers.
std::uint64_t &ConflictNumbers::nextNumber(DirectoryId directory, BytesView stem, BytesView ending, unsigned digits)
{
    Bytes key(reinterpret_cast<const char *>(&directory), sizeof directory);
    key += char(digits);
    key += stem;
    key += '/';
    key += ending;
    return m_next.try_emplace(std::move(key), digits == 1 ? 2 : powerOfTen(digits - 1)).first->second;
}

bool ConflictNumbers::take(RowId row, DirectoryId directory, const Bytes &name)
{
    const NameKey key = m_claims.m_folders.keyOf(directory, name);
    const std::uint64_t hash = key.hash();
    const auto keyOfClaim = [this](std::uint32_t id) { return m_claims.keyOfClaim(id); };
    if (m_claims.m_claims.find(key, hash, keyOfClaim) != kNone)
        return false;
    const Occupancy::Folder *listing = m_claims.m_folders.listing(directory);
    if (listing && Occupancy::contains(*listing, name))
        return false;
    const FileTable &table = m_arrangement.table;
    const RowId holder
        = m_current.find(key, hash, [&](RowId id) { return m_claims.m_folders.keyOf(table.directoryOf(id), table.name(id)); });
    if (holder != kNone && holder != row && !m_arrangement.vacates(holder))
        return false;
    m_arrangement.targets.set(row, directory, name);
    m_claims.m_claims.findOrInsert(key, hash, row, keyOfClaim);
    if (holder == row)
        m_arrangement.plan.status[row] = RowStatus::Same;
    else if (holder != kNone)
        m_claims.m_found.push_back({row, holder});
    return true;
}

} // namespace bulkhead
