// SPDX-License-Identifier: GPL-3.0-or-later
// The names and kinds of files of the other tortures, renamed or taken back, and killed at each rename: what was begun is taken
// back, or finished.
#include "tests/cli/torture.h"

#include <QtTest>

using namespace bulkhead;

class TestTortureKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renames_data();
    void renames() { killEverywhere(false); }
    void undoes_data() { renames_data(); }
    void undoes() { killEverywhere(true); }

private:
    void killEverywhere(bool undo);
};

namespace {

using Kind = Thing::Kind;
constexpr int kKilled = 137;

/// Killed at its rename of that number; to its end where it makes fewer.
int runKilled(const CliFixture &fixture, const Words &arguments, int at)
{
    Words words{"strace", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e",
        "inject=renameat2:signal=SIGKILL:when=" + std::to_string(at), BULKHEAD_CLI};
    words.insert(words.end(), arguments.begin(), arguments.end());
    // The leak sanitizer cannot look at a process that is traced already.
    return runProcess(words, fixture.completed({.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}}})).exitCode;
}

} // namespace

void TestTortureKilled::renames_data()
{
    QTest::addColumn<int>("calls"); ///< One for each name; one more for each ring, where a file is parked.
    QTest::addColumn<TortureRow>("row");
    const Bytes a(255, 'a');
    const Bytes b(255, 'b');
    const Bytes c(255, 'c');
    Bytes deep;
    for (int level = 0; level < 40; ++level)
        deep += Bytes(250, 'd') + "/";
    QTest::newRow("B07 B08 B11 ring of names that break programs")
        << 5
        << TortureRow{.things = {"a\nb", "\x1b[2J", "$(id)", "-rf"},
               .renames = {{"a\nb", "\x1b[2J"}, {"\x1b[2J", "$(id)"}, {"$(id)", "-rf"}, {"-rf", "a\nb"}}};
    QTest::newRow("N04 ring of names of 255 bytes") << 4 << TortureRow{.things = {a, b, c}, .renames = {{a, b}, {b, c}, {c, a}}};
    QTest::newRow("N05 swap beyond PATH_MAX") << 3
                                              << TortureRow{.things = {deep + "a", deep + "b"},
                                                     .renames = {{deep + "a", deep + "b"}, {deep + "b", deep + "a"}}};
    QTest::newRow("U02 normal forms swap") << 3
                                           << TortureRow{.things = {"\u00e9", "e\u0301"},
                                                  .renames = {{"\u00e9", "e\u0301"}, {"e\u0301", "\u00e9"}}};
    QTest::newRow("C01 letter case only") << 1 << TortureRow{.things = {"Case"}, .renames = {{"Case", "case"}}};
    QTest::newRow("C04 letter case swaps") << 3 << TortureRow{.things = {"a", "A"}, .renames = {{"a", "A"}, {"A", "a"}}};
    QTest::newRow("G03 chain") << 3 << TortureRow{.things = {"1", "2", "3"}, .renames = {{"1", "2"}, {"2", "3"}, {"3", "4"}}};
    QTest::newRow("G06 among stale temporary names")
        << 3 << TortureRow{.things = {"a", "b", ".bulkhead-aaaaaaaaaa-0"}, .renames = {{"a", "b"}, {"b", "a"}}};
    QTest::newRow("G07 folders swap, contents too")
        << 5 << TortureRow{.things = {"d/x", "e/y"}, .renames = {{"d", "e"}, {"e", "d"}, {"d/x", "e/x2"}, {"e/y", "d/y2"}}};
    QTest::newRow("T02 links in a circle swap")
        << 3 << TortureRow{.things = {{Kind::Link, "a", "b"}, {Kind::Link, "b", "a"}}, .renames = {{"a", "b"}, {"b", "a"}}};
    QTest::newRow("T04 the names of one file swap")
        << 3 << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}}, .renames = {{"a", "b"}, {"b", "a"}}};
    QTest::newRow("T04 ring with two names of one file")
        << 4 << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}, "c"}, .renames = {{"a", "b"}, {"b", "c"}, {"c", "a"}}};
    QTest::newRow("T06 ring of kinds") << 5
                                       << TortureRow{.things = {{Kind::Fifo, "f"}, {Kind::Socket, "s"}, {Kind::Device, "d"}, "file"},
                                              .renames = {{"f", "s"}, {"s", "d"}, {"d", "file"}, {"file", "f"}}};
}

/// Renames, or takes back what was renamed, and is killed; for each rename anew, and both ways out of it.
void TestTortureKilled::killEverywhere(bool undo)
{
    QFETCH(int, calls);
    QFETCH(TortureRow, row);
    for (const Bytes how : {"--undo", "--finish"}) {
        int killed = 0;
        for (int at = 1, exitCode = kKilled; exitCode == kKilled; ++at) {
            const CliFixture fixture;
            const TempDir &files = fixture.files;
            makeThings(files, row.things);
            const Snapshot before = files.snapshot();
            const Snapshot after = renamed(before, row.renames);
            Words words = wishes(row.renames);
            words.insert(words.begin(), {"rename", "--apply"});
            words.insert(words.end(), {"--", files.path()});
            if (undo) {
                COMPARE_EXIT(fixture.run(words), 0);
                words = {"undo", "--apply"};
            }
            exitCode = runKilled(fixture, words, at);
            if (exitCode == kKilled) {
                ++killed;
                COMPARE_EXIT(fixture.run({"recover", how, "--apply"}), 0);
                COMPARE_SNAPSHOTS(files.snapshot(), (how == "--undo") == undo ? after : before);
            } else {
                QCOMPARE(exitCode, 0);
                COMPARE_SNAPSHOTS(files.snapshot(), undo ? before : after);
            }
        }
        QCOMPARE(killed, calls);
    }
}

QTEST_APPLESS_MAIN(TestTortureKilled)
#include "tst_torture_killed.moc"
