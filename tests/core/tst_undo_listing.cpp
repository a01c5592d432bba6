// SPDX-License-Identifier: GPL-3.0-or-later
// Undo of a batch that is large enough for its folder to be listed in place of a look at each file.
#include "tests/support/memory_disk.h"

#include <QTest>

#include <ctime>

using namespace bulkhead;

namespace {

constexpr int kFiles = 1200;

using Meddling = std::function<void(MemoryFileSystem &)>;

Bytes fileNamed(const char *stem, int number)
{
    return stem + std::to_string(number);
}

/// Batches that end when the test says so.
class EndedHistory : public MemoryHistory
{
public:
    std::int64_t endedAt = 0; ///< Milliseconds.

    Result<BatchContents> contents(BatchId id) override
    {
        auto read = MemoryHistory::contents(id);
        if (read)
            read->info.finishedAt = endedAt;
        return read;
    }
};

/// dir/a0 -> dir/b0 and so on.
struct LargeBatch {
    LargeBatch()
    {
        Journeys journeys;
        for (int number = 0; number < kFiles; ++number) {
            memory.addFile("/r/dir/" + fileNamed("a", number), "content");
            journeys.push_back({"dir/" + fileNamed("a", number), "dir/" + fileNamed("b", number)});
        }
        batch = rig.run(journeys).batch.value();
        endNow();
    }

    /// Whatever happened to the folder so far happened before the end.
    void endNow()
    {
        timespec step{}; // What comes next may seem to be that much earlier.
        ::clock_getres(CLOCK_REALTIME_COARSE, &step);
        history.endedAt = (memory.identity("/r/dir").modificationTime + step.tv_nsec) / 1'000'000 + 1;
    }

    std::uint64_t callsOfPlanning()
    {
        const std::uint64_t before = memory.callCount();
        const auto reverse = rig.planReverse(batch);
        return reverse && reverse->plan.counts.changed == kFiles ? memory.callCount() - before : 0;
    }

    MemoryFileSystem memory;
    EndedHistory history;
    RenameRig rig{memory, history, "/r"};
    BatchId batch = 0;
};

} // namespace

Q_DECLARE_METATYPE(Meddling)

class TestUndoListing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAtTheFolder();
    void looksAtEachFile_data();
    void looksAtEachFile();
    void refusesRowByRow_data();
    void refusesRowByRow();
    void neverMovesAStranger();
};

void TestUndoListing::looksAtTheFolder()
{
    LargeBatch large;
    const std::uint64_t calls = large.callsOfPlanning();
    QVERIFY2(calls > 0 && calls < 20, std::to_string(calls).c_str());
    QCOMPARE(int(large.rig.reverse(large.batch).done), kFiles);
    QVERIFY(large.memory.exists("/r/dir/a0") && !large.memory.exists("/r/dir/b0"));
}

void TestUndoListing::looksAtEachFile_data()
{
    QTest::addColumn<Meddling>("meddle");
    QTest::newRow("listings tell no inodes") << Meddling([](auto &disk) { disk.withholdListedInodes(); });
    QTest::newRow("the folder changed since") << Meddling([](auto &disk) { disk.addFile("/r/dir/new"); });
}

void TestUndoListing::looksAtEachFile()
{
    QFETCH(Meddling, meddle);
    LargeBatch large;
    meddle(large.memory);
    QVERIFY(large.callsOfPlanning() >= kFiles);
    QCOMPARE(int(large.rig.reverse(large.batch).done), kFiles);
}

void TestUndoListing::refusesRowByRow_data()
{
    QTest::addColumn<Meddling>("meddle");
    QTest::addColumn<RowIssue>("issue");
    QTest::addColumn<bool>("timeTells"); // Where the time of a folder says nothing, as one that was set by hand, its names do.
    const auto add = [](const char *name, RowIssue issue, const Meddling &meddle) {
        QTest::newRow(name) << meddle << issue << true;
        QTest::addRow("%s, the folder's time is old", name) << meddle << issue << false;
    };
    add("replaced", RowIssue::Replaced, [](auto &disk) {
        disk.remove("/r/dir/b7");
        disk.addFile("/r/dir/b7", "a stranger");
    });
    add("replaced by a folder", RowIssue::Replaced, [](auto &disk) {
        disk.remove("/r/dir/b7");
        disk.addFolder("/r/dir/b7");
    });
    add("gone", RowIssue::Gone, [](auto &disk) { disk.remove("/r/dir/b7"); });
    add("its name is taken", RowIssue::Exists, [](auto &disk) { disk.addFile("/r/dir/a7", "a stranger"); });
    add("replaced, and its name is taken", RowIssue::Replaced, [](auto &disk) {
        disk.remove("/r/dir/b7");
        disk.addFile("/r/dir/b7", "a stranger");
        disk.addFile("/r/dir/a7", "a stranger");
    });
    QTest::newRow("replaced by one with its inode number")
        << Meddling([](auto &disk) { disk.replaceFile("/r/dir/b7", "a stranger"); }) << RowIssue::Replaced << true;
}

void TestUndoListing::refusesRowByRow()
{
    QFETCH(Meddling, meddle);
    QFETCH(RowIssue, issue);
    QFETCH(bool, timeTells);
    LargeBatch large;
    meddle(large.memory);
    if (!timeTells)
        large.endNow();

    const auto reverse = large.rig.planReverse(large.batch);
    QVERIFY(reverse);
    const RenamePlan &plan = reverse->plan;
    QCOMPARE(int(plan.table->rowCount()), kFiles);
    QCOMPARE(plan.table->path(7), Bytes("/r/dir/b7"));
    QCOMPARE(plan.status[7], RowStatus::Skipped);
    QCOMPARE(plan.issue[7], issue);
    QCOMPARE(int(plan.counts.changed), kFiles - 1);
    QVERIFY(plan.canStart());

    const Snapshot before = large.memory.snapshot("/r/dir");
    const auto undone = large.rig.run(plan, reverse->header);
    QCOMPARE(int(undone.done), kFiles - 1);
    QCOMPARE(undone.failed, 0);
    const Snapshot after = large.memory.snapshot("/r/dir");
    for (const char *name : {"a7", "b7"}) {
        QCOMPARE(after.contains(name), before.contains(name));
        QVERIFY(!after.contains(name) || after.at(name) == before.at(name));
    }
}

void TestUndoListing::neverMovesAStranger()
{
    // The same name, the same inode number, and the folder's time was set back: only the look before the rename tells.
    LargeBatch large;
    large.memory.replaceFile("/r/dir/b7", "a stranger");
    large.endNow();
    const auto undone = large.rig.reverse(large.batch);
    QCOMPARE(int(undone.done), kFiles - 1);
    QCOMPARE(undone.failed, 1);
    QCOMPARE(errorOf(undone, 7), ErrorCode::Changed);
    QCOMPARE(large.memory.content("/r/dir/b7"), Bytes("a stranger"));
    QVERIFY(!large.memory.exists("/r/dir/a7"));
}

QTEST_APPLESS_MAIN(TestUndoListing)
#include "tst_undo_listing.moc"
