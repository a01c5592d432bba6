// SPDX-License-Identifier: GPL-3.0-or-later
// Classes T, P, X, R and F as far as a plain folder goes: what is no plain file, who may not, what others hide or list, what
// clocks say.
#include "tests/cli/torture.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bulkhead;

class TestTortureTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();

private:
    void links();
    void kinds();
    void permissions();
    void others();
    void clocks();
};

namespace {

using Kind = Thing::Kind;

QTestData &row(const char *name)
{
    return QTest::newRow(name);
}

/// Gives a path back to root where the test is root's.
void keepForRoot(const TempDir &files, const char *path)
{
    if (::lchown(files.path(path).c_str(), 0, 0) != 0)
        qFatal("chown %s", path);
}

void setTime(const TempDir &files, const char *path, std::int64_t seconds)
{
    const timespec times[2] = {{seconds, 0}, {seconds, 0}};
    if (::utimensat(AT_FDCWD, files.path(path).c_str(), times, AT_SYMLINK_NOFOLLOW) != 0)
        qFatal("utimensat %s", path);
}

} // namespace

void TestTortureTypes::rows_data()
{
    QTest::addColumn<TortureRow>("row");
    links();
    kinds();
    permissions();
    others();
    clocks();
}

void TestTortureTypes::rows()
{
    QFETCH(TortureRow, row);
    runTortureRow(row);
}

void TestTortureTypes::links()
{
    row("T02 dangling link") << TortureRow{.things = {{Kind::Link, "l", "nowhere"}}, .renames = {{"l", "m"}}};
    row("T02 link to itself") << TortureRow{.things = {{Kind::Link, "loop", "loop"}}, .renames = {{"loop", "m"}}};
    row("T02 links in a circle swap") << TortureRow{
        .things = {{Kind::Link, "a", "b"}, {Kind::Link, "b", "a"}}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("T02 link as operand") << TortureRow{
        .things = {"d/x", {Kind::Link, "l", "d/x"}}, .words = {"--template", "m"}, .paths = {"l"}, .renames = {{"l", "m"}}};
    row("T02 link to a folder is not entered") << TortureRow{
        .things = {"d/x", {Kind::Link, "l", "d"}}, .renames = {{"d", "e"}, {"d/x", "e/y"}, {"l", "m"}}};
    row("T03 link to a renamed file keeps its text") << TortureRow{.things = {"a", {Kind::Link, "l", "a"}}, .renames = {{"a", "b"}}};
    row("T03 link inside a renamed folder keeps its text")
        << TortureRow{.things = {"d/x", {Kind::Link, "d/l", "../d/x"}}, .renames = {{"d", "e"}}};
    row("T04 hard link to its other name") << TortureRow{
        .things = {"a", {Kind::HardLink, "b", "a"}}, .words = wishes({{"a", "b"}}), .issues = {{"a", "would-overwrite"}}};
    row("T04 hard link to its other name, which is not chosen") << TortureRow{
        .things = {"a", {Kind::HardLink, "b", "a"}}, .words = {"--include", "a", "--replace", "a", "b"}, .issues = {{"a", "exists"}}};
    row("T04 both names of one file") << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}, "c"}, .renames = {{"a", "x"}, {"b", "y"}}};
    row("T04 the names of one file swap") << TortureRow{.things = {"a", {Kind::HardLink, "b", "a"}}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("T04 ring with two names of one file") << TortureRow{
        .things = {"a", {Kind::HardLink, "b", "a"}, "c"}, .renames = {{"a", "b"}, {"b", "c"}, {"c", "a"}}};
}

void TestTortureTypes::kinds()
{
    // Opened for reading, a FIFO would keep the program for ever.
    row("T06 FIFO") << TortureRow{.things = {{Kind::Fifo, "f"}}, .renames = {{"f", "g"}}};
    row("T06 socket") << TortureRow{.things = {{Kind::Socket, "s"}}, .renames = {{"s", "t"}}};
    row("T06 device") << TortureRow{.things = {{Kind::Device, "d"}}, .renames = {{"d", "e"}}};
    row("T06 ring of kinds") << TortureRow{.things = {{Kind::Fifo, "f"}, {Kind::Socket, "s"}, {Kind::Device, "d"}, "file"},
        .renames = {{"f", "s"}, {"s", "d"}, {"d", "file"}, {"file", "f"}}};
}

void TestTortureTypes::permissions()
{
    const auto lock = [](const CliFixture &fixture) { fixture.files.setMode("locked", 0555); };
    row("P01 folder nobody may write") << TortureRow{.things = {"locked/a1", "open/a2"},
        .words = {"--recursive", "--replace", "a", "z"},
        .renames = {{"open/a2", "open/z2"}},
        .issues = {{"locked/a1", "read-only"}},
        .says = "the folder cannot be changed",
        .ordinaryUser = true,
        .prepare = lock};
    row("P01 folder nobody may write, skipped") << TortureRow{.things = {"locked/a1", "open/a2"},
        .words = {"--recursive", "--replace", "a", "z", "--on-conflict", "skip"},
        .renames = {{"open/a2", "open/z2"}},
        .ordinaryUser = true,
        .prepare = lock};
    if (::geteuid() != 0)
        return; // The rest needs files of another owner, and one who can look at them all the same.
    row("P01 file nobody may read") << TortureRow{
        .things = {"a"}, .renames = {{"a", "b"}}, .ordinaryUser = true, .prepare = [](const CliFixture &fixture) {
            fixture.files.setMode("a", 0);
        }};
    row("P01 folder of another owner") << TortureRow{.things = {"theirs/a1", "ours/a2"},
        .words = {"--recursive", "--replace", "a", "z"},
        .renames = {{"ours/a2", "ours/z2"}},
        .issues = {{"theirs/a1", "read-only"}},
        .ordinaryUser = true,
        .prepare = [](const CliFixture &fixture) { keepForRoot(fixture.files, "theirs"); }};
    row("P01 sticky folder, file of another owner") << TortureRow{.things = {"sticky/a1", "sticky/a2"},
        .words = {"--recursive", "--replace", "a", "z"},
        .renames = {{"sticky/a2", "sticky/z2"}},
        .issues = {{"sticky/a1", "not-owner"}},
        .says = "it belongs to another user",
        .ordinaryUser = true,
        .prepare = [](const CliFixture &fixture) {
            fixture.files.setMode("sticky", 01777);
            keepForRoot(fixture.files, "sticky");
            keepForRoot(fixture.files, "sticky/a1");
        }};
    row("P01 ring with a file of another owner") << TortureRow{.things = {"sticky/1", "sticky/2", "sticky/3", "a"},
        .words = wishes({{"sticky/1", "sticky/2"}, {"sticky/2", "sticky/3"}, {"sticky/3", "sticky/1"}, {"a", "b"}}),
        .renames = {{"a", "b"}},
        .issues = {{"sticky/1", "blocked"}, {"sticky/2", "not-owner"}, {"sticky/3", "blocked"}},
        .ordinaryUser = true,
        .prepare = [](const CliFixture &fixture) {
            fixture.files.setMode("sticky", 01777);
            keepForRoot(fixture.files, "sticky");
            keepForRoot(fixture.files, "sticky/2");
        }};
    row("P01 folder of another owner goes elsewhere") << TortureRow{.things = {"a", "theirs/x"},
        .words = {"--what", "all", "--template", "new/{name}", "--scope", "name"},
        .renames = {{"a", "new/a"}, {"theirs", "new/theirs"}},
        .failures = {{"theirs", "permission-denied"}},
        .ordinaryUser = true,
        .prepare = [](const CliFixture &fixture) { keepForRoot(fixture.files, "theirs"); }};
}

void TestTortureTypes::others()
{
    row("X06 what a file system hides") << TortureRow{.things = {".nfs000000000000abcd00000001", ".fuse_hidden0000001200000034", ".plain"},
        .words = {"--hidden", "--template", "x{name}", "--scope", "name"},
        .renames = {{".plain", "x.plain"}}};
    // Each new name is again one that the listing would find.
    TortureRow many{.words = {"--template", "f{stem}"}};
    for (int n = 0; n < 4000; ++n) {
        const Bytes name = "f" + std::to_string(n);
        many.things.emplace_back(name);
        many.renames[name] = "f" + name;
    }
    row("R05 4000 files, each renamed once") << many;
}

void TestTortureTypes::clocks()
{
    const auto times = [](const CliFixture &fixture) {
        setTime(fixture.files, "future", 4102444800); // 2100-01-01
        setTime(fixture.files, "old", 0);
        setTime(fixture.files, "older", -86400);
        for (const char *tie : {"tie10", "tie2", "tie1"})
            setTime(fixture.files, tie, 1000000000); // 2001-09-09
    };
    const std::vector<Thing> things{"future", "tie10", "old", "tie2", "older", "tie1"};
    row("F09 by time, ties by name") << TortureRow{.things = things,
        .words = {"--order", "mtime", "--template", "{n}"},
        .renames = {{"older", "1"}, {"old", "2"}, {"tie1", "3"}, {"tie2", "4"}, {"tie10", "5"}, {"future", "6"}},
        .prepare = times};
    row("F09 by time, latest first") << TortureRow{.things = things,
        .words = {"--order", "mtime,descending", "--template", "{n}"},
        .renames = {{"future", "1"}, {"tie10", "2"}, {"tie2", "3"}, {"tie1", "4"}, {"old", "5"}, {"older", "6"}},
        .prepare = times};
    row("F09 the time in the name") << TortureRow{.things = things,
        .words = {"--template", "{mtime:yyyy-MM-dd@UTC} {stem}"},
        .renames = {{"future", "2100-01-01 future"}, {"old", "1970-01-01 old"}, {"older", "1969-12-31 older"}, {"tie1", "2001-09-09 tie1"},
            {"tie2", "2001-09-09 tie2"}, {"tie10", "2001-09-09 tie10"}},
        .prepare = times};
}

QTEST_APPLESS_MAIN(TestTortureTypes)
#include "tst_torture_types.moc"
