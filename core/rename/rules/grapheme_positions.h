// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a text as a row of grapheme clusters, without work and without allocation for plain ASCII.
#pragma once

#include "core/base/text.h"

#include <cstdint>
#include <vector>

namespace bulkhead {

/// A view: the text must outlive it.
class GraphemePositions
{
public:
    explicit GraphemePositions(BytesView text)
        : m_text(text)
    {
        // The only cluster of more than one ASCII byte is CR LF.
        if (!isAscii(text) || text.find('\r') != BytesView::npos) {
            m_boundaries = graphemeBoundaries(text);
        }
    }

    std::size_t count() const noexcept { return m_boundaries.empty() ? m_text.size() : m_boundaries.size() - 1; }
    std::size_t offset(std::size_t index) const { return m_boundaries.empty() ? index : m_boundaries[index]; }
    BytesView cluster(std::size_t index) const { return m_text.substr(offset(index), offset(index + 1) - offset(index)); }

    /// The byte offset of a boundary; negative positions count from the end, and what lies outside is moved to the near end.
    std::size_t boundary(std::int64_t position) const
    {
        const auto size = static_cast<std::int64_t>(count());
        const std::int64_t index = position < 0 ? position + size : position;
        return offset(static_cast<std::size_t>(index < 0 ? 0 : index > size ? size : index));
    }

    /// Clusters, by index.
    struct Range {
        std::size_t first = 0;
        std::size_t last = 0; ///< One behind.
    };
    /// `range` without the clusters at its start that `isTrimmed(cluster)`.
    template <class Predicate>
    Range trimmedAtStart(Range range, const Predicate &isTrimmed) const
    {
        while (range.first < range.last && isTrimmed(cluster(range.first))) {
            ++range.first;
        }
        return range;
    }
    template <class Predicate>
    Range trimmedAtEnd(Range range, const Predicate &isTrimmed) const
    {
        while (range.last > range.first && isTrimmed(cluster(range.last - 1))) {
            --range.last;
        }
        return range;
    }

private:
    BytesView m_text;
    std::vector<std::uint32_t> m_boundaries; ///< Empty = every byte is a cluster.
};

} // namespace bulkhead
