// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. A counter is a function of the row's position, not hidden state: any row can be numbered alone.
#pragma once

#include "core/rename/naming/row_context.h"
#include "core/rename/recipe.h"

namespace bulkhead {

constexpr int kWidestCounter = 64; ///< The largest `pad`.

/// Appends `value` in the counter's base, padded to `width` digits ('0', behind the sign, which the width does not count;
/// roman, alpha and chinese are never padded). Roman runs from 1 to 3999, alpha from 1 (a..z, aa, ab, ...) and chinese
/// between -10^16 and 10^16 (both out); outside that range they fall back to decimal. Any thread.
void appendCounterValue(Bytes &out, std::int64_t value, Counter::Base base, int width);

/// The width `pad: auto` means: the digits of the longest of the values at indices 0 .. count-1; 0 = none. O(1).
int automaticWidth(const Counter &counter, std::uint64_t count);

/// The number of this row, appended. False (and nothing appended) where the row is not numbered. Saturates at 64 bits.
bool appendCounter(Bytes &out, const Counter &counter, const RowContext &context);

} // namespace bulkhead
