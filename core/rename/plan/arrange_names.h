// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan/arrange_folders.h"
#include "core/rename/plan/name_index.h"

namespace bulkhead {

/// A row that cannot have the name it wants, and is to get another one (OnConflict::Number).
struct ContestedName {
    RowId row = kNone;
    RowIssue issue = RowIssue::None;
    RowId otherRow = kNone;
};

/// Which row wants which name: the index of all wishes. Ids below the row count are rows, the rest are folders whose names
/// nobody else may have. One thread.
class NameClaims
{
public:
    NameClaims(Arrangement &arrangement, const TargetFolders &folders);

    /// Settles who gets which name: refuses (or numbers) what wants a taken one.
    void settle();
    /// After settle() a row may still turn out not to move: whoever waits for its name does not move either.
    void refuseWithWaiters(RowId row, RowIssue issue, RowId otherRow);

    const MoveLinks &links() const noexcept { return m_links; }

private:
    friend class ConflictNumbers;

    struct Link {
        RowId wanter;
        RowId holder;
    };

    NameKey keyOfClaim(std::uint32_t id) const;
    bool isRow(std::uint32_t id) const { return id < m_arrangement.table.rowCount(); }
    void contest(const ContestedName &name);
    void claimAll();
    void meetClaim(RowId row, std::uint32_t earlier);
    void checkDisk();
    void findHolders();
    void contestHeldNames();
    void numberContested();
    void linkMoves();
    void blockWaiters(RowId row);

    Arrangement &m_arrangement;
    const TargetFolders &m_folders;
    std::vector<DirectoryId> m_nameHolders;
    NameIndex m_claims;
    std::vector<ContestedName> m_contested;
    std::vector<bool> m_isContested; ///< By row; empty where the policy is not Number.
    std::vector<Link> m_found;
    MoveLinks m_links;
};

/// Gives contested rows names with a number behind the stem: " (2)", " (3)", ... One thread.
class ConflictNumbers
{
public:
    ConflictNumbers(Arrangement &arrangement, NameClaims &claims);

    /// True where the row has a name now; false where no number fits in the folder's length limit.
    bool give(RowId row);

private:
    bool take(RowId row, DirectoryId directory, const Bytes &name);
    unsigned &fewestDigits(DirectoryId directory, BytesView stem, BytesView ending);
    std::uint64_t &nextNumber(DirectoryId directory, BytesView stem, BytesView ending, unsigned digits);

    Arrangement &m_arrangement;
    NameClaims &m_claims;
    NameIndex m_current; ///< The names all rows have now.
    std::unordered_map<Bytes, unsigned> m_digits; ///< By folder, stem and ending.
    std::unordered_map<Bytes, std::uint64_t> m_next; ///< By folder, digits, stem and ending.
};

} // namespace bulkhead
