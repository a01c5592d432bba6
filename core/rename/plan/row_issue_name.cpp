// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/compiled_recipe.h"

#include <iterator>

namespace bulkhead {

const char *rowIssueName(RowIssue issue) noexcept
{
    static constexpr const char *kNames[] = {"none", "empty-name", "illegal-name", "too-long", "no-value", "pattern-too-complex",
        "below-zero", "file-unreadable", "no-date", "ambiguous-encoding", "not-decodable", "duplicate-target", "exists", "would-overwrite",
        "blocked", "parent-missing", "into-itself", "mount-point", "other-file-system", "unreadable", "illegal-here", "read-only",
        "immutable", "not-owner", "not-a-file", "holds-history", "gone", "replaced", "copy-changed", "only-copy"};
    static_assert(std::size(kNames) == static_cast<std::size_t>(RowIssue::OnlyCopy) + 1);
    return kNames[static_cast<std::size_t>(issue)];
}

} // namespace bulkhead
