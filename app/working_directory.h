// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// Absolute; empty where the process is in a folder that was removed, or out of reach: a relative path means nothing then.
Bytes workingDirectory();

/// True for a path that begins there while there is no such folder.
bool leadsNowhere(BytesView path, BytesView workingDirectory);

} // namespace bulkhead
