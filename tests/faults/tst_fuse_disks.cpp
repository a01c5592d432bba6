// SPDX-License-Identifier: GPL-3.0-or-later
// What only FUSE drivers do: folding names without flags, without hard links, with a number for each spelling; wrong limits,
// wrong answers. The disk is odd_disk.cpp. Rows are named by class and number and a few words, as in tests/cli/tst_torture_*.
#include "tests/cli/torture.h"
#include "tests/faults/fault_batch.h"
#include "tests/faults/loop_disk.h"

#include <QtTest>

#include <csignal>

using namespace bulkhead;

namespace {

using Kind = Thing::Kind;
constexpr int kKilled = 137;
constexpr const char *kNoFuse = "cannot mount: needs /dev/fuse, and root or fusermount3";

/// A disk with these oddities, until the end.
class OddDisk
{
public:
    explicit OddDisk(Words oddities)
    {
        oddities.insert(oddities.begin(), {ODD_DISK, m_mountPoint.path()});
        m_server.emplace(oddities);
        m_ok = m_server->readLine() == "ready";
    }
    ~OddDisk()
    {
        m_server->signal(SIGTERM);
        m_server->wait();
    }
    OddDisk(const OddDisk &) = delete;
    OddDisk &operator=(const OddDisk &) = delete;

    bool ok() const { return m_ok; } ///< False where this machine has no FUSE, or not for us.
    const Bytes &root() const { return m_mountPoint.path(); }

private:
    TempDir m_mountPoint;
    std::optional<Process> m_server;
    bool m_ok = false;
};

/// The things of a row, and what is to become of them.
struct OnOddDisk {
    OnOddDisk(const OddDisk &disk, const TortureRow &row)
        : fixture{.files = TempDir(disk.root()), .state = TempDir(inMemory())}
        , renames(row.renames)
    {
        makeThings(files(), row.things);
        before = files().snapshot();
        after = renamed(before, renames);
    }

    const TempDir &files() const { return fixture.files; }

    Words words() const
    {
        Words words = wishes(renames);
        words.insert(words.begin(), {"rename", "--apply"});
        words.insert(words.end(), {"--", files().path()});
        return words;
    }

    /// The exit code; killed where it would make the call for the `at`th time.
    int runKilled(Words words, const Bytes &call, int at) const
    {
        words.insert(words.begin(),
            {"strace", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "signal=none", "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + std::to_string(at), BULKHEAD_CLI});
        return runProcess(words, fixture.completed({})).exitCode;
    }

    CliFixture fixture;
    Renames renames;
    Snapshot before;
    Snapshot after;
};

/// What folding disks lack, or have otherwise; with a name for it.
const std::vector<std::pair<const char *, Words>> kFoldingDisks{
    {"all there", {"folds"}},
    {"no flags", {"folds", "no-flags"}},
    {"no flags no links", {"folds", "no-flags", "no-links"}},
    {"a number per spelling", {"folds", "node-per-name"}},
    {"a number per spelling, no flags", {"folds", "node-per-name", "no-flags"}},
    {"a number per spelling, no flags no links", {"folds", "node-per-name", "no-flags", "no-links"}},
};

struct FoldingRow {
    const char *name;
    TortureRow row;
};

const std::vector<FoldingRow> kFoldingRows{
    {"C02 C03 case change of a file", {.things = {"Case"}, .renames = {{"Case", "case"}}}},
    {"C02 C03 case change of a folder and what is in it",
        {.things = {"Trip/Me", "Trip/You"}, .renames = {{"Trip", "TRIP"}, {"Trip/Me", "TRIP/ME"}}}},
    {"C04 a chain and a ring, spelled otherwise",
        {.things = {"a", "b", "c", "one", "two"}, .renames = {{"a", "B"}, {"b", "C"}, {"c", "A"}, {"one", "TWO"}, {"two", "three"}}}},
};

} // namespace

Q_DECLARE_METATYPE(bulkhead::Words)

class TestFuseDisks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void folds_data();
    void folds();
    void killed_data();
    void killed();
    void killedMidway_data();
    void killedMidway();
    void odd_data();
    void odd();
};

void TestFuseDisks::initTestCase()
{
    ownMounts(); // So that a mount outlives no test; an ordinary user has fusermount3, and no namespace.
}

void TestFuseDisks::folds_data()
{
    QTest::addColumn<Words>("oddities");
    QTest::addColumn<TortureRow>("row");
    for (const auto &[disk, oddities] : kFoldingDisks) {
        for (const FoldingRow &row : kFoldingRows)
            QTest::addRow("%s, %s", row.name, disk) << oddities << row.row;
        QTest::addRow("C04 one name for two, %s", disk)
            << oddities
            << TortureRow{.things = {"A.txt", "B.txt"},
                   .words = {"--scope", "name", "--regex", "^A", "a", "--regex", "^B.txt", "A.TXT"},
                   .issues = {{"A.txt", "duplicate-target"}, {"B.txt", "duplicate-target"}}};
        QTest::addRow("C05 names that differ in case, %s", disk) << oddities
                                                                 << TortureRow{.things = {"a", "b"},
                                                                        .words = {"--regex", "a", "x", "--regex", "b", "X"},
                                                                        .issues = {{"a", "duplicate-target"}, {"b", "duplicate-target"}}};
    }
}

void TestFuseDisks::folds()
{
    QFETCH(Words, oddities);
    QFETCH(TortureRow, row);
    oddities.push_back("remembers");
    const OddDisk disk(oddities);
    if (!disk.ok())
        QSKIP(kNoFuse);
    row.disk = disk.root();
    runTortureRow(row);
}

void TestFuseDisks::killed_data()
{
    QTest::addColumn<Words>("oddities");
    QTest::addColumn<TortureRow>("row");
    QTest::addColumn<bool>("undo"); ///< It is the undo that is killed.
    for (const auto &[disk, oddities] : kFoldingDisks) {
        for (const FoldingRow &row : kFoldingRows)
            QTest::addRow("%s, killed, %s", row.name, disk) << oddities << row.row << false;
        QTest::addRow("%s, killed in undo, %s", kFoldingRows[0].name, disk) << oddities << kFoldingRows[0].row << true;
    }
}

/// Killed before each rename, those by way of a temporary name too; where there are no flags that is where a link is tried.
void TestFuseDisks::killed()
{
    QFETCH(Words, oddities);
    QFETCH(TortureRow, row);
    QFETCH(bool, undo);
    const OddDisk disk(oddities);
    if (!disk.ok())
        QSKIP(kNoFuse);
    int killed = 0;
    for (const Bytes call : {"renameat2", "linkat"}) {
        for (const Bytes how : {"--undo", "--finish"}) {
            for (int at = 1, exitCode = kKilled; exitCode == kKilled; ++at) {
                const OnOddDisk on(disk, row);
                if (undo)
                    COMPARE_EXIT(on.fixture.run(on.words()), 0);
                exitCode = on.runKilled(undo ? Words{"undo", "--apply"} : on.words(), call, at);
                const bool isEnd = exitCode != kKilled;
                if (isEnd)
                    QCOMPARE(exitCode, 0);
                else
                    COMPARE_EXIT(on.fixture.run({"recover", how, "--apply"}), 0);
                killed += !isEnd;
                COMPARE_SNAPSHOTS(on.files().snapshot(), (isEnd || how == "--finish") == undo ? on.before : on.after);
            }
        }
    }
    QVERIFY(killed >= 4); // Each way before the first and before the second hop.
}

void TestFuseDisks::killedMidway_data()
{
    QTest::addColumn<Words>("oddities");
    QTest::addColumn<TortureRow>("row");
    QTest::addColumn<QByteArray>("call");
    const TortureRow file{.things = {"a"}, .renames = {{"a", "b"}}};
    const TortureRow folder{.things = {"a/x"}, .renames = {{"a", "b"}}};
    QTest::newRow("F01 between link and unlink") << Words{"no-flags"} << file << QByteArray("unlinkat");
    QTest::newRow("F01 between placeholder and rename") << Words{"no-flags", "no-links"} << file << QByteArray("renameat");
    QTest::newRow("F01 between empty folder and rename") << Words{"no-flags"} << folder << QByteArray("renameat");
}

/// Where one rename takes two calls, recovery may leave a name too many: a second one of the file, or one with nothing in it.
/// Without that, everything is where it was or where it was meant to be.
void TestFuseDisks::killedMidway()
{
    QFETCH(Words, oddities);
    QFETCH(TortureRow, row);
    QFETCH(QByteArray, call);
    const OddDisk disk(oddities);
    if (!disk.ok())
        QSKIP(kNoFuse);
    for (const Bytes how : {"--undo", "--finish"}) {
        const OnOddDisk on(disk, row);
        QCOMPARE(on.runKilled(on.words(), call.toStdString(), 1), kKilled);
        on.fixture.run({"recover", how, "--apply"});
        if (on.files().exists("a") && on.files().exists("b"))
            on.files().remove("b");
        const Snapshot now = on.files().snapshot();
        QVERIFY2(now == on.before || now == on.after, snapshotDifference(now, on.before).constData());
    }
}

void TestFuseDisks::odd_data()
{
    QTest::addColumn<Words>("oddities");
    QTest::addColumn<TortureRow>("row");
    const auto times = [](int count, const Bytes &letter) {
        Bytes name;
        while (count-- > 0)
            name += letter;
        return name;
    };
    const Bytes euros = times(254, "\u20ac");
    QTest::newRow("N03 765 bytes where 255 are said")
        << Words{"says=255"}
        << TortureRow{.things = {euros + "a", euros + "b"}, .renames = {{euros + "a", "short"}, {euros + "b", euros + "\u20ac"}}};
    QTest::newRow("N03 a ring of names longer than said")
        << Words{"says=255", "no-flags"}
        << TortureRow{.things = {euros + "a", euros + "b"}, .renames = {{euros + "a", euros + "b"}, {euros + "b", euros + "a"}}};
    QTest::newRow("N03 no name there is longer than said")
        << Words{"says=255"} << TortureRow{.things = {"a"}, .words = {"--template", euros}, .issues = {{"a", "too-long"}}, .says = "255"};
    const Bytes most(143, 'm');
    QTest::newRow("N04 ring of the longest names") << Words{"says=143",
        "takes=143"} << TortureRow{.things = {most, Bytes(143, 'n')}, .renames = {{most, Bytes(143, 'n')}, {Bytes(143, 'n'), most}}};
    for (const Words &lack : {Words{}, Words{"no-flags"}, Words{"no-flags", "no-links"}}) {
        Bytes lacking;
        for (const Bytes &what : lack)
            lacking += ", " + what;
        Words takes = lack;
        takes.push_back("takes=143");
        QTest::addRow("N06 longer than it takes%s", lacking.c_str())
            << takes
            << TortureRow{.things = {"a", "b", "c1", "c2", "d/x"},
                   .renames = {{"a", Bytes(200, 'a')}, {"b", most}, {"c1", "c2"}, {"c2", Bytes(144, 'c')}, {"d", Bytes(150, 'd')}},
                   .failures = {{"a", "name-too-long"}, {"c1", "blocked-by-failure"}, {"c2", "name-too-long"}, {"d", "name-too-long"}}};
        for (const Bytes as : {"EINVAL", "ENOENT"}) {
            Words refuses = lack;
            refuses.insert(refuses.end(), {"refuses=:?", "refuses-as=" + as});
            QTest::addRow("W02 characters refused, %s%s", as.c_str(), lacking.c_str())
                << refuses
                << TortureRow{.things = {"a", "b", "d/x"},
                       .renames = {{"a", "x?"}, {"b", "c"}, {"d", "d:"}},
                       .failures = {{"a", "invalid-name"}, {"d", "invalid-name"}}};
        }
        QTest::addRow("W04 characters Windows does not take%s", lacking.c_str())
            << lack << TortureRow{.things = {"a", "d/x"}, .renames = {{"a", "a:b"}, {"d", "d?"}, {"d/x", "d?/x|"}}};
        for (const Bytes numbers : {"", "node-per-name"}) {
            Words disk = lack;
            if (!numbers.empty())
                disk.push_back(numbers);
            const Bytes named = numbers.empty() ? lacking : lacking + ", " + numbers;
            QTest::addRow("G01 G03 G07 swap, chain, folder%s", named.c_str())
                << disk
                << TortureRow{.things = {"a", "b", "c1", "c2", "d/x"},
                       .renames = {{"a", "b"}, {"b", "a"}, {"c1", "c2"}, {"c2", "c3"}, {"d", "e"}, {"d/x", "e/y"}}};
        }
    }
    QTest::newRow("T04 two names of one file, no-flags")
        << Words{"no-flags"} << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}}, .renames = {{"a", "c"}}};
    QTest::newRow("T04 two names of one file, no-flags node-per-name")
        << Words{"no-flags", "node-per-name"} << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}}, .renames = {{"a", "c"}}};
    QTest::newRow("W03 a dot at the end is dropped")
        << Words{"trims"} << TortureRow{.things = {"a", "f"}, .renames = {{"a", "b"}, {"f", "f."}}, .failures = {{"f", "unsupported"}}};
    const TortureRow two{.things = {"a", "b"}, .renames = {{"a", "a2"}, {"b", "b2"}}};
    for (const Bytes error : {"EINTR", "EAGAIN", "EIO", "EBUSY", "ESTALE"}) {
        TortureRow row = two;
        if (error == "EIO")
            row.failures = {{"a", "input-output"}};
        QTest::addRow("F07 %s once", error.c_str()) << Words{"first=" + error} << row;
        QTest::addRow("F07 %s once, but it took place", error.c_str()) << Words{"first=" + error, "but-done"} << two;
    }
}

void TestFuseDisks::odd()
{
    folds();
}

QTEST_APPLESS_MAIN(TestFuseDisks)
#include "tst_fuse_disks.moc"
