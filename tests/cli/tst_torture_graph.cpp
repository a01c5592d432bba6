// SPDX-License-Identifier: GPL-3.0-or-later
// Class G: names that other files have, want, or are inside of.
#include "tests/cli/torture.h"

#include <QtTest>

using namespace bulkhead;

class TestTortureGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();

private:
    void rings();
    void taken();
    void folders();
};

namespace {

using Kind = Thing::Kind;

Bytes numbered(int n)
{
    return QByteArray::number(n).rightJustified(4, '0').toStdString();
}

QTestData &row(const char *name)
{
    return QTest::newRow(name);
}

} // namespace

void TestTortureGraph::rows_data()
{
    QTest::addColumn<TortureRow>("row");
    rings();
    taken();
    folders();
}

void TestTortureGraph::rows()
{
    QFETCH(TortureRow, row);
    runTortureRow(row);
}

void TestTortureGraph::rings()
{
    row("G01 swap") << TortureRow{.things = {"a", "b"}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("G01 swap of folders") << TortureRow{.things = {"a/x", "b/y"}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("G01 swap of a file and a folder") << TortureRow{.things = {"a", "b/y"}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("G01 swap between folders") << TortureRow{.things = {"d/x", "e/y"},
        .words = {"--recursive", "--regex", "^x$", "../e/y", "--regex", "^y$", "../d/x"},
        .issues = {{"d/x", "illegal-name"}, {"e/y", "illegal-name"}}};
    row("G02 ring of three") << TortureRow{.things = {"1", "2", "3"}, .renames = {{"1", "2"}, {"2", "3"}, {"3", "1"}}};
    row("G02 two rings and one that stays") << TortureRow{
        .things = {"1", "2", "3", "a", "b", "stays"}, .renames = {{"1", "3"}, {"2", "1"}, {"3", "2"}, {"a", "b"}, {"b", "a"}}};
    TortureRow chain{.words = {"--template", "{n:start=2,pad=4}", "--order", "name"}};
    TortureRow ring{.words = {"--template", "{n:start=2,pad=4}", "--regex", "^1001$", "0001", "--order", "name"}};
    for (int n = 1; n <= 1000; ++n) {
        chain.things.emplace_back(numbered(n));
        chain.renames[numbered(n)] = numbered(n + 1);
        ring.renames[numbered(n)] = numbered(n < 1000 ? n + 1 : 1);
    }
    ring.things = chain.things;
    row("G03 chain of 1000") << chain;
    row("G02 ring of 1000") << ring;
}

void TestTortureGraph::taken()
{
    row("G04 two to one name") << TortureRow{.things = {"a", "b", "c"},
        .words = wishes({{"a", "x"}, {"b", "x"}, {"c", "y"}}),
        .renames = {{"c", "y"}},
        .issues = {{"a", "duplicate-target"}, {"b", "duplicate-target"}},
        .says = "same new name as b"};
    row("G05 the holder is left out") << TortureRow{
        .things = {"a", "b"}, .words = {"--include", "a", "--replace", "a", "b"}, .issues = {{"a", "exists"}}};
    row("G05 the holder stays") << TortureRow{.things = {"a", "b"}, .words = wishes({{"a", "b"}}), .issues = {{"a", "would-overwrite"}}};
    row("G05 the holder cannot move") << TortureRow{.things = {"a", "b", "c", "d"},
        .words = wishes({{"a", "b"}, {"b", "c"}, {"d", "e"}}),
        .renames = {{"d", "e"}},
        .issues = {{"a", "blocked"}, {"b", "would-overwrite"}}};
    row("G05 the holder has an error") << TortureRow{.things = {"a", "b"},
        .words = {"--regex", "^b$", "", "--regex", "^a$", "b"},
        .issues = {{"a", "would-overwrite"}, {"b", "empty-name"}}};
    row("G05 with skip, the rest goes on") << TortureRow{.things = {"a", "b", "c", "d"},
        .words = {"--on-conflict", "skip", "--replace", "a", "b", "--replace", "d", "e"},
        .renames = {{"d", "e"}}};
    row("G06 stale temporary names") << TortureRow{
        .things = {"a", "b", ".bulkhead-aaaaaaaaaa-0", ".bulkhead-aaaaaaaaaa-1"}, .renames = {{"a", "b"}, {"b", "a"}}};
    row("G06 a temporary name as target") << TortureRow{
        .things = {"a", "b", "c"}, .renames = {{"a", ".bulkhead-aaaaaaaaaa-0"}, {"b", "c"}, {"c", "b"}}};
    row("G06 a file of one's own with such a name") << TortureRow{.things = {".bulkhead-aaaaaaaaaa-0", "b"},
        .words = {"--hidden", "--template", "x{name}", "--scope", "name"},
        .renames = {{".bulkhead-aaaaaaaaaa-0", "x.bulkhead-aaaaaaaaaa-0"}, {"b", "xb"}}};
    row("G11 file to an empty folder") << TortureRow{
        .things = {"a", {Kind::Folder, "d"}}, .words = {"--replace", "a", "d"}, .issues = {{"a", "exists"}}};
    row("G11 folder to an empty folder") << TortureRow{.things = {"a/x", {Kind::Folder, "d"}},
        .words = {"--what", "folders", "--include", "a", "--replace", "a", "d"},
        .issues = {{"a", "exists"}}};
    row("G11 folder to an empty folder that is a row")
        << TortureRow{.things = {"a/x", {Kind::Folder, "d"}}, .words = wishes({{"a", "d"}}), .issues = {{"a", "would-overwrite"}}};
    row("T01 file to a dangling link") << TortureRow{
        .things = {"a", {Kind::Link, "l", "nowhere"}}, .words = {"--include", "a", "--replace", "a", "l"}, .issues = {{"a", "exists"}}};
    row("T01 folder to a dangling link") << TortureRow{.things = {"d/x", {Kind::Link, "l", "nowhere"}},
        .words = {"--what", "folders", "--replace", "d", "l"},
        .issues = {{"d", "exists"}}};
    row("T01 file to a link to itself") << TortureRow{
        .things = {"a", {Kind::Link, "l", "a"}}, .words = {"--include", "a", "--replace", "a", "l"}, .issues = {{"a", "exists"}}};
}

void TestTortureGraph::folders()
{
    row("G07 folder and what is in it") << TortureRow{.things = {"d/x", "d/stays"}, .renames = {{"d", "e"}, {"d/x", "e/y"}}};
    row("G07 three deep") << TortureRow{
        .things = {"d/e/f/g", "d/e/stays"}, .renames = {{"d", "1"}, {"d/e", "1/2"}, {"d/e/f", "1/2/3"}, {"d/e/f/g", "1/2/3/4"}}};
    row("G07 folders swap, contents too") << TortureRow{
        .things = {"d/x", "e/y"}, .renames = {{"d", "e"}, {"e", "d"}, {"d/x", "e/x2"}, {"e/y", "d/y2"}}};
    row("G07 into a folder that moves") << TortureRow{
        .things = {"a", "d/x"}, .words = wishes({{"a", "d/a"}, {"d", "e"}}), .renames = {{"a", "e/a"}, {"d", "e"}}};
    row("G08 folder into itself") << TortureRow{.things = {"a/x"}, .words = wishes({{"a", "a/b"}}), .issues = {{"a", "into-itself"}}};
    row("G08 two folders into each other") << TortureRow{
        .things = {"a/x", "b/y"}, .words = wishes({{"a", "b/a"}, {"b", "a/b"}}), .issues = {{"a", "into-itself"}, {"b", "into-itself"}}};
    row("G10 one file by five spellings") << TortureRow{.things = {"d/x", "d/y", {Kind::Link, "l", "d"}},
        .words = {"--template", "{n}-{count}"},
        .paths = {"d/x", "./d//x", "d/./x", "l/x", "l/../d/x"},
        .renames = {{"d/x", "d/1-1"}}};
    row("G10 a folder and what is in it") << TortureRow{.things = {"d/x", "d/y"},
        .words = {"--template", "{n}-{count}"},
        .paths = {"d", "d/x", "./d/", "d/y"},
        .renames = {{"d/x", "d/1-2"}, {"d/y", "d/2-2"}}};
}

QTEST_APPLESS_MAIN(TestTortureGraph)
#include "tst_torture_graph.moc"
