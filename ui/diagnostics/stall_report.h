// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagnostics/diagnostics.h"

namespace bulkhead {

/// What `bulkhead --stall-report FILE` writes: JSON, UTF-8. Times in milliseconds, sizes in bytes; what is not known is null.
Bytes stallReportJson(const Diagnostics &diagnostics);

/// Into the file as it stands there, which may be a pipe or a terminal. NotFound (no such folder), PermissionDenied, NoSpace, ...
/// A worker's business.
Result<void> writeStallReport(const Bytes &path, BytesView json);

} // namespace bulkhead
