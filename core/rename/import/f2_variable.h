// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what stands in f2's braces.
#pragma once

#include "core/rename/import.h"

namespace bulkhead {

/// What a variable may name besides the file.
struct F2Context {
    BytesView original; ///< "original." where an earlier pair may have changed the name, else empty.
    BytesView matched; ///< The token of what was found.
    int groups = 0; ///< Of the regular expression.
    bool perFolder = false;
};

struct F2Value {
    Bytes text; ///< A piece of template, with its braces; of literal text where `isLiteral`.
    bool isLiteral = false;
    bool isCounter = false;
    std::optional<ImportLoss::Reason> loss; ///< The text may be there all the same.
};

/// None where it is no variable of f2's, which leaves it as it is.
std::optional<F2Value> f2Variable(BytesView inside, const F2Context &context);

} // namespace bulkhead
