// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <algorithm>

namespace bulkhead {

/// What RecipeProblem::column counts: the code points of `text` before the byte at `offset`. O(offset).
inline int columnAt(BytesView text, std::size_t offset)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return static_cast<int>(
        std::count_if(text.begin(), end, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

} // namespace bulkhead
