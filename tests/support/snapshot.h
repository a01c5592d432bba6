// SPDX-License-Identifier: GPL-3.0-or-later
// What a tree looks like, as a value two tests' ends can be compared by.
#pragma once

#include "core/base/bytes.h"

#include <QByteArray>

#include <map>

namespace bulkhead {

/// Relative path -> "dir", "file:" + content, "link:" + target, "fifo", "socket" or "device". The root itself is left out.
using Snapshot = std::map<Bytes, Bytes>;

/// The tree below an absolute path on the real disk; of any depth, symbolic links not followed. Aborts where it cannot
/// be read: a test must not go on with half a picture.
Snapshot snapshotOf(BytesView absoluteFolder);

/// One line per difference ("- only expected", "+ only actual", "! differs"), names escaped; empty where they are equal.
QByteArray snapshotDifference(const Snapshot &actual, const Snapshot &expected);

} // namespace bulkhead

/// QVERIFY for snapshots, with the differences as the message.
#define COMPARE_SNAPSHOTS(actual, expected)                                                                                                \
    do {                                                                                                                                   \
        const QByteArray bulkheadDifference = ::bulkhead::snapshotDifference((actual), (expected));                                        \
        QVERIFY2(bulkheadDifference.isEmpty(), bulkheadDifference.constData());                                                            \
    } while (false)
