// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bulkhead {

enum class Outcome : std::uint8_t {
    Done, ///< Everything asked for was tried; rows may have failed.
    Cancelled, ///< Stopped at a file boundary; the rest was not touched.
    Failed, ///< Could not start, or had to stop; `fatal` says why.
};

struct RowError {
    RowId row = kNone;
    Error error;
};

/// What a job leaves behind. Every job ends with exactly one, also when it was cancelled in the queue. A value.
struct JobReport {
    Outcome outcome = Outcome::Done;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0; ///< Not tried: blocked by a failed row.
    std::int64_t cancelled = 0; ///< Not reached.
    std::vector<RowError> errors; ///< One per failed or skipped row; at most `kMaxReportedErrors`, the counts are exact.
    std::optional<Error> fatal;
    std::optional<BatchId> batch; ///< Present once an intent was written.
    double seconds = 0; ///< Wall time.

    static constexpr std::size_t kMaxReportedErrors = 10'000;
};

} // namespace bulkhead
