// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// CRC-32C (Castagnoli) of `bytes`, going on from `seed` (the checksum of what came before; 0 at the start). Any thread.
std::uint32_t crc32c(BytesView bytes, std::uint32_t seed = 0) noexcept;

} // namespace bulkhead
