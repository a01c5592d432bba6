// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: PowerRename's words behind a "$".
#pragma once

#include "core/rename/import.h"

namespace bulkhead {

struct PowerRenameToken {
    std::size_t length = 0; ///< Without the "$".
    Bytes ours; ///< The inside of the braces.
};

/// The longest that `text` begins with.
std::optional<PowerRenameToken> powerRenameToken(BytesView text, PowerRenameInput::Time time);

} // namespace bulkhead
