// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of names that are edited as text.
#pragma once

#include "ui/models/names_text.h"

#include <QString>

namespace bulkhead {

/// "1,204 names for 1,204 files", and how many are too many or missing.
QString namesCountText(qint64 names, qint64 files);

QString editedText(qint64 edits); ///< "3 edited", or "nothing edited yet".

/// "Line 12: a name cannot be empty", and how many more lines have mistakes. `problems`: at least one.
QString lineProblemsText(const std::vector<LineProblem> &problems);

/// Why so many names are not shown as text, and what to do in place of it.
QString tooManyNamesText(qint64 files, qint64 most);
QString tooLargeToEditText();

} // namespace bulkhead
