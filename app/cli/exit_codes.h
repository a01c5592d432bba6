// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bulkhead::cli {

inline constexpr int kExitFine = 0;
inline constexpr int kExitProblems = 1; ///< Conflicts, or rows that failed.
inline constexpr int kExitUsage = 2; ///< Wrong usage or recipe.
inline constexpr int kExitInterrupted = 130; ///< 128 + SIGINT.

} // namespace bulkhead::cli
