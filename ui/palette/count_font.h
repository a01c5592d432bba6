// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace bulkhead {

/// For counts that change while they are looked at: `font` where its digits are equally wide, else the system's fixed one.
QFont countFont(const QFont &font);

} // namespace bulkhead
