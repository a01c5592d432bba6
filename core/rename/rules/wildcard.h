// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. The shell's wildcards as a regular expression.
#pragma once

#include "core/rename/recipe.h"

namespace bulkhead {

/// `*` any characters (as many as can be), `?` one (a grapheme cluster), `[abc]` `[a-z]` `[!a-z]` one of or none of, `{a,b}` either
/// (nested too), a backslash takes the next character as it stands. A bracket or brace that is not closed, and a brace
/// without a comma, stand for themselves. Problem: BadRegex for a range that runs backwards, with its column. No groups
/// are captured. `text` is valid UTF-8. Any thread.
std::variant<Bytes, RecipeProblem> wildcardToRegex(BytesView text);

/// `text` with everything that means something in a regular expression escaped. Any thread.
Bytes escapeRegex(BytesView text);

} // namespace bulkhead
