// SPDX-License-Identifier: GPL-3.0-or-later
// Names that collide in the real window: with a click just these rows are left out, and the others are renamed.
#include "tests/window/gui_program.h"

#include <QtTest>

using namespace bulkhead;

namespace {

/// A point of the screen in the button "Leave Them Out".
constexpr int kLeaveOutX = 865;
constexpr int kLeaveOutY = 668;
constexpr int kMostMs = 30'000;

} // namespace

class TestWindowConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesThemOut();
};

void TestWindowConflicts::leavesThemOut()
{
    const TempDir files;
    for (const char *name : {"a1", "b1", "a2"})
        files.writeFile(name, name);
    const Snapshot before = files.snapshot();
    const Snapshot after{{"a1", "file:a1"}, {"b1", "file:b1"}, {"x2", "file:a2"}};
    const TempDir recipes;
    recipes.writeFile("x.bulkhead.json",
        R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":"a","with":"x"},{"rule":"replace","find":"b","with":"x"}]})");

    GuiProgram program;
    program.start({"--recipe", recipes.path("x.bulkhead.json"), files.path()});
    const auto leftOut = [&program] {
        program.desktop().click(kLeaveOutX, kLeaveOutY); // where the bar will be
        return program.message().find("2 files were in conflict and are left out now.") != Bytes::npos;
    };
    QVERIFY(QTest::qWaitFor(leftOut, kMostMs));
    QVERIFY(program.pressUntil("ctrl+Return", [&] { return files.snapshot() == after; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));
    QVERIFY(program.pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
}

QTEST_GUILESS_MAIN(TestWindowConflicts)
#include "tst_window_conflicts.moc"
