// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QKeyEvent;

namespace bulkhead {

/// The key pastes, and what the clipboard holds are files: for the window, whatever field has the focus. GUI thread only.
bool pastesFiles(const QKeyEvent &key);

} // namespace bulkhead
