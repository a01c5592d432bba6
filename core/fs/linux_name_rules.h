// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/name_rules.h"

namespace bulkhead {

/// What an open folder makes of names. Asks the file system for the other spelling of `entry`, a name in it; where that
/// tells nothing (no letters, a second hard link, no entry at all), what the kind of file system and the folder's flags say.
NameRules nameRulesOf(int folder, BytesView entry) noexcept;

} // namespace bulkhead
