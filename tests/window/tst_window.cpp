// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real window: dropped on, typed into, cancelled, undone, started again.
#include "tests/window/gui_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace bulkhead;

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropTypeApplyUndo();
    void undoAfterRestart();
    void cancelMidRun();
};

/// A drop, a rule typed, the files renamed and taken back; odd names among them.
void TestWindow::dropTypeApplyUndo()
{
    const TempDir files;
    const std::vector<Bytes> names{"a_one.txt", "a_\xe4\xb8\xad\xe6\x96\x87.txt", "a_caf\xe9", "a_\xff\xfe", "a_new\nline", "a_esc\x1b[2J",
        "-a_dash", "a_" + Bytes(253, 'x')};
    std::vector<Bytes> paths;
    Snapshot after;
    for (const Bytes &name : names) {
        files.writeFile(name, "content of " + name);
        paths.push_back(files.path(name));
        Bytes renamed = name;
        renamed.replace(renamed.find("a_"), 2, "b_");
        after[renamed] = "file:content of " + name;
    }
    const Snapshot before = files.snapshot();

    GuiProgram program;
    program.start();
    program.drop(paths);
    // The cursor waits in the first rule's field after a drop: type and see.
    program.desktop().type("a_");
    program.desktop().key("Tab");
    program.desktop().type("b_");
    QVERIFY(program.pressUntil("ctrl+Return", [&] { return files.snapshot() == after; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));
    QVERIFY(program.pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));
}

void TestWindow::undoAfterRestart()
{
    const TempDir files;
    files.writeFile("a_1", "1");
    files.writeFile("a_2", "2");
    const Snapshot before = files.snapshot();
    const TempDir recipes;
    recipes.writeFile(
        "swap.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"template","text":"a_{n:start=2,step=-1}"}]})");

    GuiProgram program;
    program.start({"--recipe", recipes.path("swap.bulkhead.json"), files.path()});
    const Snapshot swapped{{"a_1", "file:2"}, {"a_2", "file:1"}};
    QVERIFY(program.pressUntil("ctrl+Return", [&] { return files.snapshot() == swapped; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));

    program.start();
    QVERIFY(program.pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
    QTRY_COMPARE(program.lastState(), QByteArray("done"));
}

/// On a disk that takes 5 ms a rename: the window answers all the while, cancel stops the run, undo restores.
void TestWindow::cancelMidRun()
{
    const ThousandFiles batch;
    GuiProgram program;
    program.startSlowed({"--recipe", batch.recipe, batch.files.path()});

    QVERIFY(program.pressUntil("ctrl+Return", [&] { return batch.renamed() > 0; }));
    const auto meter = program.desktop().start({PING_METER, program.window()});
    QCOMPARE(meter->readLine(), Bytes("ready"));
    QTRY_VERIFY(batch.renamed() > 50);
    program.desktop().key("Escape");
    QTRY_COMPARE_WITH_TIMEOUT(program.lastState(), QByteArray("cancelled"), 10'000);
    const int renamed = batch.renamed();
    QVERIFY2(renamed < ThousandFiles::kCount, qPrintable(QString::number(renamed)));

    meter->closeInput();
    const ProcessOutcome measured = meter->wait();
    qInfo("window while renaming: %s", measured.output.c_str());
    QCOMPARE(measured.exitCode, 0);
    // No claim about frames here (tests/bench measures those): a window that waits for the disk is away for seconds.
    const QJsonObject numbers = QJsonDocument::fromJson(QByteArray::fromStdString(measured.output)).object();
    QVERIFY(numbers.value(QLatin1String("longest_ms")).toDouble() < 1000);

    QVERIFY(program.pressUntil("ctrl+alt+z", [&] { return batch.renamed() == 0; }));
    COMPARE_SNAPSHOTS(batch.files.snapshot(), batch.before);
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
