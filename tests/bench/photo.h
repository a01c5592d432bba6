// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace bulkhead::bench {

/// The i-th JPEG file of many: with the date it was taken on, a camera's model, and a picture's worth of bytes behind them.
Bytes photo(int i);

} // namespace bulkhead::bench
