// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a new name that is legal but may surprise.
#pragma once

#include "core/rename/name_warnings.h"

#include <QString>

namespace bulkhead {

/// A few words for a cell: "begins with a dash". Empty for no warning.
QString warningReason(NameWarnings warnings);

/// A sentence for each: "The new name begins with a dash: programs may take it for an option."
QString warningSentences(NameWarnings warnings);

} // namespace bulkhead
