// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of one row of the table.
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/plan.h"
#include "ui/models/deed.h"

#include <QString>

#include <functional>

namespace bulkhead {

/// A sentence for every issue, without names: for places that know no plan. Any thread.
QString rowIssueText(RowIssue issue);

/// The sentence with what the plan knows of the row: which row it collides with, how long the name is.
QString rowIssueText(const RenamePlan &plan, RowId row);

/// Why a row in conflict gets no name, naming the other row or the file: "IMG_2.jpg keeps this name". `shown` makes a text of a name
/// or path.
QString conflictReason(const RenamePlan &plan, RowId row, const std::function<QString(BytesView)> &shown);

/// RowIssue::IllegalName of a name typed by hand with a '/' in it, and what can be done.
QString slashByHandText();

/// One word or two for the Status column: "Will be renamed", "Unchanged", ...
QString rowStatusText(RowStatus status, Deed deed = Deed::Rename);
QString rowResultText(RowResult result, Deed deed = Deed::Rename);

/// "new time, new permissions".
QString attributesText(const AttributeChange &change);
/// A line for each: "Modified: 5/1/24 12:00 (now 6/3/24 08:15)".
QString attributesSentences(const AttributeChange &change);

} // namespace bulkhead
