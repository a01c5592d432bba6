// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// Ten random characters of a-z and 2-7. Any thread.
Bytes makeToken();

/// What makeToken gives: the token becomes part of file names, so one read back is checked.
bool isToken(BytesView token) noexcept;

} // namespace bulkhead
