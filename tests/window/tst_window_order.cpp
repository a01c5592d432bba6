// SPDX-License-Identifier: GPL-3.0-or-later
// Rows are dragged with the mouse in the real window, and get their numbers where they lie then.
#include "tests/window/gui_program.h"

#include <QtTest>

using namespace bulkhead;

namespace {

/// Points of the screen in the table.
constexpr int kColumnX = 620;
constexpr int kFirstRowY = 160;
constexpr int kBelowAllRowsY = 560;

} // namespace

class TestWindowOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draggedRowsAreNumberedWhereTheyLie();
};

void TestWindowOrder::draggedRowsAreNumberedWhereTheyLie()
{
    const TempDir files;
    for (const char *name : {"a", "b", "c", "d", "e"})
        files.writeFile(name, name);
    const Snapshot before = files.snapshot();
    const Snapshot byName{{"1a", "file:a"}, {"2b", "file:b"}, {"3c", "file:c"}, {"4d", "file:d"}, {"5e", "file:e"}};
    const Snapshot dragged{{"1c", "file:c"}, {"2d", "file:d"}, {"3e", "file:e"}, {"4a", "file:a"}, {"5b", "file:b"}};
    const TempDir recipes;
    recipes.writeFile("number.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"template","text":"{n}{stem}"}]})");

    GuiProgram program;
    program.start({"--recipe", recipes.path("number.bulkhead.json"), files.path()});
    QVERIFY(program.pressUntil("ctrl+Return", [&] { return files.snapshot() == byName; }));
    QVERIFY(program.pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));

    const Desktop &desktop = program.desktop();
    desktop.click(kColumnX, kFirstRowY);
    desktop.key("shift+Down");
    desktop.drag(kColumnX + 20, kFirstRowY, kColumnX, kBelowAllRowsY); // xdotool waits for the pointer to move
    QVERIFY(program.pressUntil("ctrl+Return", [&] { return files.snapshot() != before; }));
    QTRY_VERIFY(files.snapshot() == dragged);
}

QTEST_GUILESS_MAIN(TestWindowOrder)
#include "tst_window_order.moc"
