// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. A name as PCRE2 can read it: undecodable bytes become the code points of the reversible view
// (core/base/text.h), so that `.` and `^(.*)$` see the whole of a name that is not UTF-8.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// One thread. Names that are UTF-8 (nearly all) are not copied.
class SubjectView
{
public:
    /// False where the view of `subject` is `subject` itself.
    static bool isMapped(BytesView subject);

    /// What to match against; valid until the next call, and while `subject` lives.
    BytesView view(BytesView subject);

    /// Of the last view(): offsets there and back.
    std::size_t toView(std::size_t subjectOffset) const;
    std::size_t toSubject(std::size_t viewOffset) const;

private:
    bool m_mapped = false;
    Bytes m_subject; ///< What m_view was made from.
    Bytes m_view;
    std::vector<std::uint32_t> m_toView; ///< By subject offset, one more than bytes.
    std::vector<std::uint32_t> m_toSubject; ///< By view offset, one more than bytes.
};

} // namespace bulkhead
