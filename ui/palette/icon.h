// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace bulkhead {

/// One of our own line icons (resources/icons/<name>.svg) in the colour of the palette's text. A null icon where there is
/// none of that name: buttons then show their text. GUI thread only.
QIcon themedIcon(const QString &name);

} // namespace bulkhead
