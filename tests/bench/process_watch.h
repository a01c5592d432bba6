// SPDX-License-Identifier: GPL-3.0-or-later
// What /proc tells of a program.
#pragma once

#include <sys/types.h>

namespace bulkhead::bench {

/// Whether all its threads sleep: none computes, none wants to, none waits for the disk. True where it is gone.
bool isAsleep(pid_t process);
/// Returns once it has been asleep for a fifth of a second without a break; false where that takes longer than this.
bool waitUntilAtRest(pid_t process, int seconds);

bool hasEnded(pid_t process);

struct Memory {
    long nowKiB = 0; ///< Resident.
    long peakKiB = 0; ///< Since the last forgetPeak.
};
Memory memoryOf(pid_t process);
void forgetPeak(pid_t process);

} // namespace bulkhead::bench
