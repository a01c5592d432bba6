// SPDX-License-Identifier: GPL-3.0-or-later
// Law of undo: whatever a recipe did to a tree, undo takes back, redo does again. With destinations, on one disk and across two.
#include "core/base/text.h"
#include "core/fs/scanner.h"
#include "core/rename/surveyed_plan.h"
#include "tests/support/memory_disk.h"
#include "tests/support/naming.h"
#include "tests/support/rule_mix.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr int kMostFiles = 12;
constexpr int kMostPlans = 8;

/// /w is one disk, /u another.
class TwoDisks
{
public:
    explicit TwoDisks(MemoryFileSystem::BirthTimes births = MemoryFileSystem::BirthTimes::Kept)
        : m_disk(births)
    {
        m_disk.addFolder("/w");
        m_disk.addFolder("/u", {.device = 2});
        m_disk.addFile("/u/in/a.txt", "a stranger");
        m_disk.addFile("/w/all/a", "a stranger");
    }

    /// Files, folders, links and second names, of the names of the table.
    void fill()
    {
        static const std::vector<Bytes> folders = {"/w/", "/w/x/", "/w/x/y/", "/w/照\xff/"};
        const int files = *rc::gen::inRange(1, kMostFiles);
        for (int i = 0; i < files; ++i)
            add(*rc::gen::elementOf(folders) + *mixedName(), i);
    }

    /// What there is, with the times and permissions of files.
    Snapshot state()
    {
        Snapshot all = m_disk.snapshot("/");
        for (auto &[path, text] : all) {
            if (!text.starts_with("file:"))
                continue;
            const std::size_t slash = path.rfind('/');
            const auto status = m_disk.status(*m_disk.openDirectory("/" + path.substr(0, slash)), path.substr(slash + 1));
            text += " " + std::to_string(status->identity.modificationTime) + " " + std::to_string(status->permissions);
        }
        return all;
    }

    /// A plan that can start: rows that cannot be done are left out by hand.
    RenamePlan plan(const RenameRecipe &recipe, ScanOptions::What what)
    {
        const CompiledRecipeRef ready = compiled(recipe);
        ScanOptions everything{.recursive = true, .what = what, .hidden = true};
        ScanResult found = scan(m_disk, {"/w"}, everything, {});
        const auto table = std::make_shared<const FileTable>(std::move(found.table));
        RowChoices choices;
        choices.excluded.resize(table->rowCount());
        const auto order = sortRows(*table, recipe.order, recipe.extension, {}, {}).value();
        RenamePlan plan;
        for (int turn = 0; turn < kMostPlans; ++turn) {
            plan = planSurveyed(m_disk, table, found.occupancy, *ready, order, choices, BatchMoment(1'719'792'000'000'000'000, 7), {});
            if (plan.canStart())
                return plan;
            for (RowId row = 0; row < table->rowCount(); ++row) {
                const bool isIt = plan.status[row] == RowStatus::Conflict || plan.status[row] == RowStatus::Error;
                choices.excluded[row] = choices.excluded[row] || isIt;
            }
        }
        return plan;
    }

    RenameRig &rig() { return m_rig; }
    MemoryFileSystem &disk() { return m_disk; }

private:
    void add(const Bytes &path, int number)
    {
        if (m_disk.exists(path))
            return;
        switch (*rc::gen::inRange(0, 8)) {
        case 0:
            m_disk.addFolder(path);
            m_disk.addFile(path + "/inside", path);
            return;
        case 1:
            m_disk.addLink(path, "nowhere");
            return;
        case 2:
            if (m_disk.exists("/w/first")) {
                m_disk.addHardLink(path, "/w/first");
                return;
            }
            m_disk.addFile("/w/first", "first");
            return;
        default:
            m_disk.addFile(path, path + std::to_string(number));
        }
    }

    MemoryFileSystem m_disk;
    MemoryHistory m_history;
    RenameRig m_rig{m_disk, m_history, "/w"};
};

NewAttributes mixedAttributes()
{
    NewAttributes attributes;
    attributes.shift = *rc::gen::element<Bytes>("", "+1h", "-2d");
    attributes.permissions = *rc::gen::element<Bytes>("", "u=rw,go=", "a+rX");
    return attributes;
}

} // namespace

Q_DECLARE_METATYPE(bulkhead::Transfer)

class TestUndoLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC0"); }

    void undoRestores_data()
    {
        QTest::addColumn<Transfer>("how");
        QTest::addColumn<QByteArray>("folder");
        QTest::addColumn<ScanOptions::What>("what");
        QTest::newRow("in place") << Transfer::Move << QByteArray() << ScanOptions::What::All;
        QTest::newRow("move below") << Transfer::Move << QByteArray("sorted/{ext|or:none}") << ScanOptions::What::All;
        QTest::newRow("move to one folder") << Transfer::Move << QByteArray("/w/all") << ScanOptions::What::All;
        QTest::newRow("move to another disk") << Transfer::Move << QByteArray("/u/in/{stem|first:1|or:x}") << ScanOptions::What::Files;
        QTest::newRow("copy beside") << Transfer::Copy << QByteArray() << ScanOptions::What::All;
        QTest::newRow("copy to one folder") << Transfer::Copy << QByteArray("/w/all") << ScanOptions::What::All;
        QTest::newRow("copy to another disk") << Transfer::Copy << QByteArray("/u/in") << ScanOptions::What::All;
        QTest::newRow("hard links") << Transfer::HardLink << QByteArray("/w/all/{parent}") << ScanOptions::What::All;
        QTest::newRow("symbolic links") << Transfer::SymbolicLink << QByteArray("../links") << ScanOptions::What::All;
        QTest::newRow("symbolic links on another disk") << Transfer::SymbolicLink << QByteArray("/u/links") << ScanOptions::What::All;
    }
    void undoRestores()
    {
        QFETCH(Transfer, how);
        QFETCH(QByteArray, folder);
        QFETCH(ScanOptions::What, what);
        int started = 0;
        QVERIFY(rc::check("undo(do(tree)) == tree, redo(undo(do(tree))) == do(tree)", [&] {
            TwoDisks disks;
            disks.fill();
            RenameRecipe recipe = *mixedRecipe();
            recipe.destination = {.folder = bytesOf(folder), .how = how};
            if (how == Transfer::Move && *rc::gen::inRange(0, 4) == 0)
                recipe.attributes = mixedAttributes();
            const Snapshot before = disks.state();
            const RenamePlan plan = disks.plan(recipe, what);
            RC_CLASSIFY(!plan.canStart(), "nothing to do");
            if (!plan.canStart())
                return;
            ++started;
            const JobReport done = disks.rig().run(plan);
            RC_ASSERT(done.outcome == Outcome::Done);
            for (const RowError &error : done.errors)
                RC_LOG() << "failed: " << Bytes(plan.table->path(error.row)) << " -> " << plan.targetPath(error.row) << ": "
                         << errorCodeName(error.error.code) << " " << error.error.detail << "\n";
            RC_ASSERT(done.failed + done.skipped == 0);
            RC_ASSERT(done.done == plan.counts.changed);
            const Snapshot after = disks.state();
            RC_ASSERT(!snapshotDifference(after, before).isEmpty());
            for (RowId row = 0; row < plan.table->rowCount(); ++row) {
                if (plan.status[row] == RowStatus::Rename)
                    RC_ASSERT(after.contains(plan.targetPath(row).substr(1)));
            }

            const JobReport undone = disks.rig().reverse(*done.batch);
            RC_ASSERT(undone.outcome == Outcome::Done);
            RC_ASSERT(snapshotDifference(disks.state(), before) == QByteArray());
            const JobReport redone = disks.rig().reverse(*undone.batch);
            RC_ASSERT(redone.outcome == Outcome::Done);
            RC_ASSERT(snapshotDifference(disks.state(), after) == QByteArray());
            disks.rig().reverse(*redone.batch);
            RC_ASSERT(snapshotDifference(disks.state(), before) == QByteArray());
        }));
        QVERIFY2(started > 30, qPrintable(QString::number(started)));
    }

    void aFileOfTwoNamesIsChangedOnce_data()
    {
        QTest::addColumn<bool>("hasBirths");
        QTest::newRow("a disk that knows births") << true;
        QTest::newRow("one that knows a file by its times") << false;
    }
    void aFileOfTwoNamesIsChangedOnce()
    {
        QFETCH(bool, hasBirths);
        TwoDisks disks(hasBirths ? MemoryFileSystem::BirthTimes::Kept : MemoryFileSystem::BirthTimes::None);
        disks.disk().addFile("/w/a", "one file");
        disks.disk().addHardLink("/w/x/b", "/w/a");
        RenameRecipe recipe = recipeOf("{'rule': 'insert', 'text': 'new '}");
        recipe.attributes = {.shift = "+1h", .permissions = "0600"};
        const std::int64_t time = disks.disk().identity("/w/a").modificationTime;
        const Snapshot before = disks.state();
        const JobReport done = disks.rig().run(disks.plan(recipe, ScanOptions::What::Files));
        QCOMPARE(done.failed, 0);
        QCOMPARE(disks.disk().identity("/w/new a").modificationTime, time + 3'600'000'000'000);
        QCOMPARE(disks.disk().identity("/w/x/new b").inode, disks.disk().identity("/w/new a").inode);
        QCOMPARE(disks.rig().reverse(*done.batch).failed, 0);
        COMPARE_SNAPSHOTS(disks.state(), before);
    }

    /// What changes no folder needs none that can be changed: neither there nor back.
    void attributesAloneInAFolderOf_data()
    {
        QTest::addColumn<bool>("immutable");
        QTest::newRow("mode 555") << false;
        QTest::newRow("an immutable mark") << true;
    }
    void attributesAloneInAFolderOf()
    {
        QFETCH(bool, immutable);
        TwoDisks disks(MemoryFileSystem::BirthTimes::Kept);
        disks.disk().addFile("/w/x/a", "content");
        if (immutable)
            disks.disk().setImmutable("/w/x");
        else
            disks.disk().setMode("/w/x", 0555);
        RenameRecipe recipe;
        recipe.attributes = {.shift = "+1h", .permissions = "0600"};
        const Snapshot before = disks.state();
        const JobReport done = disks.rig().run(disks.plan(recipe, ScanOptions::What::Files));
        QCOMPARE(done.done, 2);
        const Snapshot changed = disks.state();
        const JobReport undone = disks.rig().reverse(*done.batch);
        QCOMPARE(undone.done, 2);
        COMPARE_SNAPSHOTS(disks.state(), before);
        QCOMPARE(disks.rig().reverse(*undone.batch).done, 2);
        COMPARE_SNAPSHOTS(disks.state(), changed);
    }
};

QTEST_APPLESS_MAIN(TestUndoLaws)
#include "tst_undo_laws.moc"
