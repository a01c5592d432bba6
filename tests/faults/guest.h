// SPDX-License-Identifier: GPL-3.0-or-later
// A machine of its own (QEMU) with file systems that the kernel here may lack: vfat, exfat, ext4 with folders that fold case.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// What one script says in the guest. It runs in busybox's shell, in an empty folder of `disk`, with a history of its own.
struct GuestScript {
    Bytes disk; ///< "vfat", "exfat", "casefold"; those three have 16 MiB each for all scripts together.
    Bytes commands; ///< bulkhead-cli is there, and the functions of guest-init.
};

/// Empty where this machine can run a guest, else what it lacks.
Bytes guestLacks();

/// Boots once, runs all of them, and returns what each printed to stdout and stderr. Aborts where the guest does not get to
/// its end in five minutes. Some ten seconds of one core.
std::vector<Bytes> runInGuest(const std::vector<GuestScript> &scripts);

} // namespace bulkhead
