// SPDX-License-Identifier: GPL-3.0-or-later
// Class R: what others do to the files between the plan and the rename. The program stops behind its first rename, the others do
// their deed, and it goes on.
#include "tests/cli/torture.h"

#include <QtTest>

#include <csignal>

using namespace bulkhead;

namespace {

struct Race {
    Words words{"--replace", "a", "z"};
    std::vector<Thing> things; ///< Behind a0, which is renamed before it stops.
    Words paths;
    std::function<void(const TempDir &)> meanwhile;
    std::map<Bytes, Bytes> failures;
    Snapshot after; ///< But for z0.
    Snapshot undone; ///< But for a0.
};

/// The one process that `parent` started.
pid_t childOf(pid_t parent)
{
    const Bytes file = "/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children";
    return pid_t(std::atoi(runProcess({"cat", file}).output.c_str()));
}

} // namespace

Q_DECLARE_METATYPE(Race)

class TestTortureRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_data();
    void run();

private:
    void sources();
    void targets();
    void folders();
};

void TestTortureRaces::run_data()
{
    QTest::addColumn<Race>("race");
    sources();
    targets();
    folders();
}

void TestTortureRaces::sources()
{
    QTest::newRow("R01 source vanishes") << Race{.things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile = [](const TempDir &files) { files.remove("a1"); },
        .failures = {{"a1", "not-found"}},
        .after = {{"z2", "file:a2"}},
        .undone = {{"a2", "file:a2"}}};
    QTest::newRow("R01 source vanishes, and one failure stops all") << Race{.words = {"--replace", "a", "z", "--on-error", "stop"},
        .things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile = [](const TempDir &files) { files.remove("a1"); },
        .failures = {{"a1", "not-found"}, {"a2", "cancelled"}},
        .after = {{"a2", "file:a2"}},
        .undone = {{"a2", "file:a2"}}};
    QTest::newRow("R01 source vanishes out of a ring") << Race{.words = wishes({{"a0", "z0"}, {"1", "2"}, {"2", "3"}, {"3", "1"}}),
        .things = {"1", "2", "3"},
        .paths = {"1", "2", "3"},
        .meanwhile = [](const TempDir &files) { files.remove("2"); },
        .failures = {{"1", "blocked-by-failure"}, {"2", "not-found"}, {"3", "blocked-by-failure"}},
        .after = {{"1", "file:1"}, {"3", "file:3"}},
        .undone = {{"1", "file:1"}, {"3", "file:3"}}};
    QTest::newRow("R03 source replaced") << Race{.things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile =
            [](const TempDir &files) {
                files.remove("a1");
                files.writeFile("a1", "stranger");
            },
        .failures = {{"a1", "changed"}},
        .after = {{"a1", "file:stranger"}, {"z2", "file:a2"}},
        .undone = {{"a1", "file:stranger"}, {"a2", "file:a2"}}};
    QTest::newRow("R03 source renamed over") << Race{.things = {"a1", "a2", "new"},
        .paths = {"a1", "a2"},
        .meanwhile = [](const TempDir &files) { files.rename("new", "a1"); },
        .failures = {{"a1", "changed"}},
        .after = {{"a1", "file:new"}, {"z2", "file:a2"}},
        .undone = {{"a1", "file:new"}, {"a2", "file:a2"}}};
    QTest::newRow("R03 source replaced by a folder") << Race{.things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile =
            [](const TempDir &files) {
                files.remove("a1");
                files.writeFile("a1/x", "stranger");
            },
        .failures = {{"a1", "changed"}},
        .after = {{"a1", "dir"}, {"a1/x", "file:stranger"}, {"z2", "file:a2"}},
        .undone = {{"a1", "dir"}, {"a1/x", "file:stranger"}, {"a2", "file:a2"}}};
    // The same file: it is ours whatever is written to it.
    QTest::newRow("R03 source written to") << Race{.things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile = [](const TempDir &files) { files.writeFile("a1", "more"); },
        .after = {{"z1", "file:more"}, {"z2", "file:a2"}},
        .undone = {{"a1", "file:more"}, {"a2", "file:a2"}}};
}

void TestTortureRaces::targets()
{
    QTest::newRow("R02 target appears") << Race{.things = {"a1", "a2"},
        .paths = {"a1", "a2"},
        .meanwhile = [](const TempDir &files) { files.writeFile("z1", "stranger"); },
        .failures = {{"a1", "already-exists"}},
        .after = {{"a1", "file:a1"}, {"z1", "file:stranger"}, {"z2", "file:a2"}},
        .undone = {{"a1", "file:a1"}, {"z1", "file:stranger"}, {"a2", "file:a2"}}};
    QTest::newRow("R02 a dangling link appears as target") << Race{.things = {"a1"},
        .paths = {"a1"},
        .meanwhile = [](const TempDir &files) { files.makeLink("z1", "nowhere"); },
        .failures = {{"a1", "already-exists"}},
        .after = {{"a1", "file:a1"}, {"z1", "link:nowhere"}},
        .undone = {{"a1", "file:a1"}, {"z1", "link:nowhere"}}};
    QTest::newRow("R02 target appears in a chain") << Race{.words = wishes({{"a0", "z0"}, {"1", "2"}, {"2", "3"}}),
        .things = {"1", "2"},
        .paths = {"1", "2"},
        .meanwhile = [](const TempDir &files) { files.writeFile("3", "stranger"); },
        .failures = {{"1", "blocked-by-failure"}, {"2", "already-exists"}},
        .after = {{"1", "file:1"}, {"2", "file:2"}, {"3", "file:stranger"}},
        .undone = {{"1", "file:1"}, {"2", "file:2"}, {"3", "file:stranger"}}};
}

void TestTortureRaces::folders()
{
    const Snapshot escaped{{"d", "link:other"}, {"other", "dir"}, {"other/a1", "file:other/a1"}, {"was", "dir"}, {"was/a1", "file:d/a1"}};
    QTest::newRow("R04 folder becomes a link") << Race{.things = {"d/a1", "other/a1"},
        .paths = {"d/a1"},
        .meanwhile =
            [](const TempDir &files) {
                files.rename("d", "was");
                files.makeLink("d", "other");
            },
        .failures = {{"d/a1", "symbolic-link"}},
        .after = escaped,
        .undone = escaped};
    const Snapshot deeper{{"top", "dir"}, {"top/d", "link:../other"}, {"top/was", "dir"}, {"top/was/e", "dir"},
        {"top/was/e/a1", "file:top/d/e/a1"}, {"other", "dir"}, {"other/e", "dir"}, {"other/e/a1", "file:other/e/a1"}};
    QTest::newRow("R04 folder further up becomes a link") << Race{.things = {"top/d/e/a1", "other/e/a1"},
        .paths = {"top/d/e/a1"},
        .meanwhile =
            [](const TempDir &files) {
                files.rename("top/d", "top/was");
                files.makeLink("top/d", "../other");
            },
        .failures = {{"top/d/e/a1", "symbolic-link"}},
        .after = deeper,
        .undone = deeper};
    const Snapshot replaced{{"d", "dir"}, {"d/a1", "file:stranger"}, {"was", "dir"}, {"was/a1", "file:d/a1"}};
    QTest::newRow("R04 folder becomes another with the same names") << Race{.things = {"d/a1"},
        .paths = {"d/a1"},
        .meanwhile =
            [](const TempDir &files) {
                files.rename("d", "was");
                files.writeFile("d/a1", "stranger");
            },
        .failures = {{"d/a1", "changed"}},
        .after = replaced,
        .undone = replaced};
}

void TestTortureRaces::run()
{
    QFETCH(Race, race);
    const CliFixture fixture;
    const TempDir &files = fixture.files;
    files.writeFile("a0", "a0");
    makeThings(files, race.things);
    Words words{"strace", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e",
        "inject=renameat2:signal=SIGSTOP:when=1", BULKHEAD_CLI, "rename", "--json", "--apply"};
    words.insert(words.end(), race.words.begin(), race.words.end());
    words.insert(words.end(), {"--", "a0"});
    words.insert(words.end(), race.paths.begin(), race.paths.end());

    Process program(words, fixture.completed({.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}}}));
    // The signal is there before the rename happens, and taken before anything else does.
    QTRY_VERIFY_WITH_TIMEOUT(files.exists("z0"), 60'000);
    race.meanwhile(files);
    ::kill(childOf(program.pid()), SIGCONT);
    const ProcessOutcome outcome = program.wait();

    COMPARE_EXIT(outcome, race.failures.empty() ? 0 : 1);
    std::map<Bytes, Bytes> failures;
    for (const QJsonObject &line : CliFixture::lines(outcome)) {
        const Bytes issue = line.value(QLatin1String("issue")).toString().toStdString();
        if (!issue.empty())
            failures[line.value(QLatin1String("from")).toString().toStdString().substr(files.path().size() + 1)] = issue;
    }
    QCOMPARE(text(failures), text(race.failures));
    race.after["z0"] = "file:a0";
    COMPARE_SNAPSHOTS(files.snapshot(), race.after);

    fixture.run({"undo", "--apply"});
    race.undone["a0"] = "file:a0";
    COMPARE_SNAPSHOTS(files.snapshot(), race.undone);
}

QTEST_GUILESS_MAIN(TestTortureRaces)
#include "tst_torture_races.moc"
