// SPDX-License-Identifier: GPL-3.0-or-later
// Kills at every system call from the first touch of the history on, and what must be true after a recovery.
#pragma once

#include "tests/faults/fault_batch.h"

#include <QByteArray>

namespace bulkhead {

inline constexpr int kKilled = 137;

struct KillTally {
    std::size_t points = 0;
    std::size_t bad = 0;
    std::size_t notKilled = 0;

    void print(const char *what) const { qInfo("%s: kill points %zu, bad %zu, not killed %zu", what, points, bad, notKilled); }
};

QByteArray textOf(const Call &call);

/// What is wrong with the tree after `recover HOW`, `how` being --undo or --finish; empty where nothing is. `from` and `to`: before and
/// after what was killed.
QByteArray faultAfterRecovery(const FaultBatch &batch, const Bytes &how, const Snapshot &from, const Snapshot &to);

enum class Killed : std::uint8_t { Batch, Undo };

/// Kills the batch, or its undo, at every `stride`th call, and recovers.
KillTally killEverywhere(FaultBatch &batch, Killed what, const Bytes &how, std::size_t stride, QByteArray &faults);

/// --undo or --finish, each.
struct Recoveries {
    Bytes killed;
    Bytes last;
};
/// Kills the batch, then its recovery, then recovers; and takes back what is there then.
KillTally killTwice(FaultBatch &batch, const Recoveries &how, std::size_t firstStride, std::size_t secondStride, QByteArray &faults);

} // namespace bulkhead
