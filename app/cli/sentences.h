// SPDX-License-Identifier: GPL-3.0-or-later
// Codes become plain English here, and only here. The window has its own, translatable ones in ui/text.
#pragma once

#include "core/base/error.h"
#include "core/history/history.h"
#include "core/rename/import.h"
#include "core/rename/name_warnings.h"
#include "core/rename/plan.h"

namespace bulkhead::cli {

/// "the name is taken", without the path: the caller has named the file.
Bytes sentence(const Error &error);
/// Why a row cannot be renamed; `other` is the shown path of the row it collides with, or empty.
Bytes sentence(RowIssue issue, const IssueDetail &detail, BytesView other);
/// "begins with a dash; programs may take it for an option"
Bytes sentence(NameWarning warning);
/// "rules[2].step: must not be 0"
Bytes sentence(const RecipeProblem &problem);
/// "replace: '{foo}' at column 3 is no token of that program"
Bytes sentence(const ImportLoss &loss);
/// "1 file", "1,204 files"
Bytes counted(std::int64_t n, const char *one, const char *many);
/// 1204 -> "1,204"
Bytes grouped(std::int64_t n);
Bytes stateWord(const BatchInfo &batch);
Bytes directionWord(Direction direction);

} // namespace bulkhead::cli
