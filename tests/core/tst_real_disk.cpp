// SPDX-License-Identifier: GPL-3.0-or-later
// The whole road on the kernel's own files, with the history in a file: nothing here is a fake but the moment of death.
#include "core/base/path.h"
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "core/rename/surveyed_plan.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/memory_disk.h"
#include "tests/support/naming.h"
#include "tests/support/temp_dir.h"

#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace bulkhead;

namespace {

/// Everything of memory_disk.h, and the names that other programs trip over.
const Paths awkward{"caf\xe9.txt", "\xff\xfe", "line\nbreak", "\x1b[2Jescape", "-dash", Bytes(255, 'n'), " ", "\xc0\xaf", "$(id)", "tab\t"};
const Journeys awkwardGoes{{"caf\xe9.txt", "\xff\xfe"}, {"\xff\xfe", "caf\xe9.txt"}, {"line\nbreak", "\x1b[2Jescape"},
    {"\x1b[2Jescape", "-dash"}, {"-dash", "line\nbreak"}, {Bytes(255, 'n'), "new/" + Bytes(255, 'm')}, {" ", "album/ "},
    {"\xc0\xaf", "one/\xc0\xaf\xfe"}, {"$(id)", "--help"}, {"tab\t", "a;b|c"}};

struct RealDisk {
    RealDisk()
    {
        for (const Bytes &path : everything)
            add(path);
        for (const Bytes &path : awkward)
            add(path);
    }
    void add(const Bytes &path) const
    {
        if (path.back() == '/')
            files.makeDir(path.substr(0, path.size() - 1));
        else
            files.writeFile(path, path);
    }
    static Journeys all()
    {
        Journeys journeys = everythingGoes;
        journeys.insert(journeys.end(), awkwardGoes.begin(), awkwardGoes.end());
        return journeys;
    }
    std::unique_ptr<History> openHistory() const
    {
        auto opened = History::open(state.path("bulkhead"));
        if (!opened)
            qFatal("no history: %s", errorCodeName(opened.error().code));
        return std::move(*opened);
    }

    TempDir files;
    TempDir state{access("/dev/shm", W_OK) == 0 ? "/dev/shm" : ""}; ///< Kills do not ask what reached the platter.
    std::unique_ptr<FileSystem> disk = makeLinuxFileSystem();
};

class LowerFileLimit
{
public:
    explicit LowerFileLimit(rlim_t limit)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit lower = m_before;
        lower.rlim_cur = limit;
        setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~LowerFileLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestRealDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesUndoesRedoes();
    void worksFromAScan();
    void keepsInodesAndContents();
    void neverOverwrites();
    void recoversFromKill_data();
    void recoversFromKill();
    void worksWithFewHandles();
    void worksBeyondPathMax();
    void refusesAFolderSwappedForALink();
    void leavesTheStateFolderWhole();
};

void TestRealDisk::doesUndoesRedoes()
{
    RealDisk real;
    const Snapshot before = real.files.snapshot();
    const Journeys journeys = RealDisk::all();
    const Snapshot after = snapshotAfter(before, journeys);
    BatchId done = 0;
    {
        const auto history = real.openHistory();
        RenameRig rig(*real.disk, *history, real.files.path());
        const JobReport report = rig.run(journeys);
        QCOMPARE(report.outcome, Outcome::Done);
        QCOMPARE(report.done, std::int64_t(journeys.size()));
        COMPARE_SNAPSHOTS(real.files.snapshot(), after);
        done = *report.batch;
    }
    for (int round = 0; round < 2; ++round) { // The program was closed: each time the history is read from its file.
        const auto history = real.openHistory();
        RenameRig rig(*real.disk, *history, real.files.path());
        QCOMPARE((*history->lastUndoable())->id, done);
        const JobReport undone = rig.reverse(done);
        QCOMPARE(undone.done, std::int64_t(journeys.size()));
        COMPARE_SNAPSHOTS(real.files.snapshot(), before);
        QCOMPARE((*history->lastRedoable())->id, *undone.batch);
        const JobReport redone = rig.reverse(*undone.batch);
        QCOMPARE(redone.done, std::int64_t(journeys.size()));
        COMPARE_SNAPSHOTS(real.files.snapshot(), after);
        done = *redone.batch;
    }
}

void TestRealDisk::worksFromAScan()
{
    // The table as the scanner makes it, the plan as the planner makes it from a recipe, folders and all.
    RealDisk real;
    const auto below = [&real](const Bytes &path) { return path.substr(real.files.path().size() + 1); };
    const Snapshot before = real.files.snapshot();
    auto scanned = scan(*real.disk, {real.files.path()}, {.recursive = true, .what = ScanOptions::What::All, .hidden = true}, {});
    QVERIFY(scanned.issues.empty());
    const auto table = std::make_shared<const FileTable>(std::move(scanned.table));
    QCOMPARE(table->rowCount(), before.size());
    const auto recipe = compileRecipe({.rules = {{.rule = TemplateRule{.text = "{name|upper}_{n}"}, .scope = Scope::Name}}});
    QVERIFY(std::holds_alternative<CompiledRecipeRef>(recipe));
    // The longest name has no room for a number.
    RowChoices choices;
    choices.excluded.resize(table->rowCount());
    for (RowId row = 0; row < table->rowCount(); ++row)
        choices.excluded[row] = table->name(row).size() > 250;
    const auto plan
        = planSurveyed(*real.disk, table, scanned.occupancy, *std::get<CompiledRecipeRef>(recipe), test::allRows(*table), choices, 0, {});
    QVERIFY(plan.canStart());

    const auto history = real.openHistory();
    RenameRig rig(*real.disk, *history, real.files.path());
    const JobReport report = rig.run(plan);
    QCOMPARE(report.done, plan.counts.changed);
    QCOMPARE(report.failed, 0);
    Journeys journeys;
    for (RowId row = 0; row < table->rowCount(); ++row) {
        const Bytes folder(plan.targets->directoryPath(plan.targets->directoryOf(row)));
        if (plan.status[row] == RowStatus::Rename)
            journeys.push_back({below(table->path(row)), below(joinPath(folder, plan.targets->name(row)))});
    }
    const Snapshot after = real.files.snapshot();
    COMPARE_SNAPSHOTS(after, snapshotAfter(before, journeys));
    for (RowId row = 0; row < table->rowCount(); ++row) {
        const Bytes target = plan.targetPath(row);
        QVERIFY2(after.contains(below(target)), target.c_str());
    }
    QCOMPARE(rig.reverse(*report.batch).done, report.done);
    COMPARE_SNAPSHOTS(real.files.snapshot(), before);
}

void TestRealDisk::keepsInodesAndContents()
{
    RealDisk real;
    const ino_t swap1 = real.files.inode("swap1");
    const ino_t album = real.files.inode("album");
    const auto history = real.openHistory();
    RenameRig rig(*real.disk, *history, real.files.path());
    rig.run(RealDisk::all());
    QCOMPARE(real.files.inode("swap2"), swap1);
    QCOMPARE(real.files.readFile("swap2"), Bytes("swap1"));
    QCOMPARE(real.files.inode("Album"), album);
}

void TestRealDisk::neverOverwrites()
{
    RealDisk real;
    const auto history = real.openHistory();
    FaultyFileSystem faulty(*real.disk);
    RenameRig rig(faulty, *history, real.files.path());
    const auto plan = rig.plan(RealDisk::all());
    real.files.writeFile("case", "a stranger"); // After the preview,
    faulty.before({.call = FsCall::Rename, .name = "--help"}, [&] { real.files.makeLink("--help", "nowhere"); }); // at the last moment.
    const JobReport report = rig.run(plan);
    QCOMPARE(report.failed, 2);
    QCOMPARE(report.done, std::int64_t(RealDisk::all().size()) - 2);
    for (const RowError &error : report.errors)
        QCOMPARE(error.error.code, ErrorCode::AlreadyExists);
    QCOMPARE(real.files.readFile("case"), Bytes("a stranger"));
    QCOMPARE(real.files.readFile("CASE"), Bytes("CASE"));
    QCOMPARE(real.files.snapshot().at("--help"), Bytes("link:nowhere"));
    QCOMPARE(real.files.readFile("$(id)"), Bytes("$(id)"));
}

void TestRealDisk::recoversFromKill_data()
{
    QTest::addColumn<Destination>("destination");
    QTest::newRow("undo") << Destination::Sources;
    QTest::newRow("finish") << Destination::Targets;
}

void TestRealDisk::recoversFromKill()
{
    // A real process with a real lock, killed behind each of its changes to the disk.
    QFETCH(Destination, destination);
    int kills = 0;
    for (std::uint64_t nth = 1;; ++nth) {
        RealDisk real;
        const Snapshot before = real.files.snapshot();
        const Journeys journeys = RealDisk::all();
        const Snapshot after = snapshotAfter(before, journeys);
        const pid_t child = fork();
        if (child == 0) {
            FaultyFileSystem faulty(*real.disk);
            const auto history = real.openHistory();
            RenameRig rig(faulty, *history, real.files.path());
            const auto plan = rig.plan(journeys);
            std::uint64_t changes = 0;
            const auto die = [&] {
                if (++changes == nth)
                    raise(SIGKILL);
            };
            for (const FsCall call : {FsCall::Rename, FsCall::MakeDirectory, FsCall::Sync})
                faulty.after({.call = call, .nth = FaultyFileSystem::Which::every}, die);
            rig.run(plan);
            _exit(0);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        const auto history = real.openHistory();
        if (!killed) {
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
            COMPARE_SNAPSHOTS(real.files.snapshot(), after);
            QVERIFY(history->interrupted()->empty());
            break;
        }
        ++kills;
        const auto interrupted = history->interrupted();
        QVERIFY(interrupted.ok());
        QCOMPARE(int(interrupted->size()), 1);
        RenameRig rig(*real.disk, *history, real.files.path());
        QVERIFY(rig.recoverAll(destination));
        COMPARE_SNAPSHOTS(real.files.snapshot(), destination == Destination::Sources ? before : after);
    }
    QVERIFY2(kills > int(RealDisk::all().size()), qPrintable(QString::number(kills)));
}

void TestRealDisk::worksWithFewHandles()
{
    RealDisk real;
    Journeys journeys;
    for (int i = 0; i < 200; ++i) {
        const Bytes folder = "many/d" + std::to_string(i);
        real.files.writeFile(folder + "/f", folder);
        journeys.push_back({folder + "/f", folder + "/g"});
        journeys.push_back({folder, "many/e" + std::to_string(i)});
    }
    journeys.push_back({"many", "MANY"});
    const Snapshot before = real.files.snapshot();
    const auto history = real.openHistory();
    const LowerFileLimit limit(64);
    RenameRig rig(*real.disk, *history, real.files.path());
    const JobReport report = rig.run(journeys);
    QCOMPARE(report.done, std::int64_t(journeys.size()));
    QCOMPARE(rig.reverse(*report.batch).done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(real.files.snapshot(), before);
}

void TestRealDisk::worksBeyondPathMax()
{
    RealDisk real;
    Bytes deep;
    for (int i = 0; i < 30; ++i)
        deep += (i ? "/" : "") + Bytes(200, char('a' + i % 26));
    QVERIFY(deep.size() > 4096 + 1000);
    real.files.makeDir(deep);
    real.files.writeFile(deep + "/leaf", "deep down");
    const Journeys journeys{{deep + "/leaf", deep + "/LEAF"}, {Bytes(200, 'a'), "top"}};
    const Snapshot before = real.files.snapshot();
    const auto history = real.openHistory();
    RenameRig rig(*real.disk, *history, real.files.path());
    const JobReport report = rig.run(journeys);
    QCOMPARE(report.done, 2);
    COMPARE_SNAPSHOTS(real.files.snapshot(), snapshotAfter(before, journeys));
    QCOMPARE(rig.reverse(*report.batch).done, 2);
    COMPARE_SNAPSHOTS(real.files.snapshot(), before);
}

void TestRealDisk::refusesAFolderSwappedForALink()
{
    RealDisk real;
    real.files.writeFile("victim/file", "not yours");
    const auto history = real.openHistory();
    RenameRig rig(*real.disk, *history, real.files.path());
    const auto plan = rig.plan({{"one/file", "one/renamed"}, {"CASE", "case"}});
    real.files.rename("one", "was one");
    real.files.makeLink("one", "victim");
    const JobReport report = rig.run(plan);
    QCOMPARE(report.done, 1);
    QCOMPARE(report.failed, 1);
    QCOMPARE(real.files.readFile("victim/file"), Bytes("not yours"));
    QVERIFY(!real.files.exists("victim/renamed"));
}

void TestRealDisk::leavesTheStateFolderWhole()
{
    // The history is read by a second connection while the first one works: nothing is locked out.
    RealDisk real;
    const auto history = real.openHistory();
    FaultyFileSystem faulty(*real.disk);
    RenameRig rig(faulty, *history, real.files.path());
    const auto plan = rig.plan(RealDisk::all());
    std::optional<BatchInfo> meanwhile;
    bool callsItInterrupted = true;
    faulty.before({.call = FsCall::Rename, .nth = 3}, [&] {
        const auto second = real.openHistory();
        if (const auto batches = second->batches(1); batches && !batches->empty())
            meanwhile = batches->front();
        callsItInterrupted = !second->interrupted()->empty();
    });
    const JobReport report = rig.run(plan);
    QVERIFY(meanwhile);
    QCOMPARE(meanwhile->id, *report.batch);
    QCOMPARE(meanwhile->state, BatchState::Running);
    QVERIFY(meanwhile->ownerAlive);
    QVERIFY(!callsItInterrupted);
    QCOMPARE(report.outcome, Outcome::Done);
}

QTEST_APPLESS_MAIN(TestRealDisk)
#include "tst_real_disk.moc"
