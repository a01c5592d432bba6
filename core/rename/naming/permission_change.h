// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <vector>

namespace bulkhead {

/// The mode argument of chmod (POSIX, with X, s, t and copied classes as GNU has them). Clauses that name nobody mean all; the umask does
/// not count. Immutable.
class PermissionChange
{
public:
    /// None where it is no such text.
    static std::optional<PermissionChange> parse(BytesView text);

    /// Modes without the type: 07777. Of a regular file.
    std::uint16_t apply(std::uint16_t mode) const noexcept;

private:
    enum class How : std::uint8_t { Add, Remove, Set };
    struct Clause {
        How how = How::Set;
        std::uint16_t who = 07777; ///< The bits it may touch.
        std::uint16_t bits = 0;
        bool executeIfAny = false; ///< X
        int copiedShift = -1; ///< Of the class whose rwx are taken: 6, 3 or 0; -1 = none.
    };

    static bool parseClause(BytesView text, std::vector<Clause> &clauses);

    std::vector<Clause> m_clauses;
};

} // namespace bulkhead
