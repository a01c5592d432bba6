// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: whether a new name is one that a folder takes.
#pragma once

#include "core/rename/compiled_recipe.h"

namespace bulkhead {

/// None, EmptyName, IllegalName or TooLong.
RowIssue checkName(BytesView name, unsigned maxNameBytes);

/// The same for "folder/folder/name". The folders may be yet to make, and take what the one they are made in takes.
RowIssue checkPath(BytesView path, unsigned maxNameBytes);

} // namespace bulkhead
