// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/import.h"

#include <QString>

namespace bulkhead {

/// What of another renamer's text is lost, and why. GUI thread only.
QString importLossText(const ImportLoss &loss);

} // namespace bulkhead
