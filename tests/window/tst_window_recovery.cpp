// SPDX-License-Identifier: GPL-3.0-or-later
// The real program killed in the middle of its work: the bar at the next start brings every file to its place.
#include "tests/window/gui_program.h"

#include <QLocale>
#include <QtTest>

using namespace bulkhead;

namespace {

/// What the bar offers, in the order of the Tab key.
constexpr int kFinish = 1;
constexpr int kUndo = 2;

Bytes doneText(int done, int all)
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    return QStringLiteral("A batch was interrupted: %1 of %2 done.").arg(english.toString(done), english.toString(all)).toStdString();
}

/// Kills the program once more than 50 files behind `from`, but not all, have their new names; false where that is missed.
bool killMidRun(GuiProgram &program, const ThousandFiles &batch, int from = 0)
{
    const bool under = QTest::qWaitFor([&] { return batch.renamed() > from + 50; }, 30'000);
    program.kill();
    return under && batch.renamed() < ThousandFiles::kCount;
}

bool renameUntilKilled(GuiProgram &program, const ThousandFiles &batch)
{
    program.startSlowed({"--recipe", batch.recipe, batch.files.path()});
    return program.pressUntil("ctrl+Return", [&] { return batch.renamed() > 0; }) && killMidRun(program, batch);
}

} // namespace

class TestWindowRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedMidRun_data()
    {
        QTest::addColumn<int>("offer");
        QTest::addColumn<bool>("listed");
        QTest::newRow("finish, with the files listed") << kFinish << true;
        QTest::newRow("finish, with nothing listed") << kFinish << false;
        QTest::newRow("undo, with the files listed") << kUndo << true;
        QTest::newRow("undo, with nothing listed") << kUndo << false;
    }
    void killedMidRun()
    {
        QFETCH(int, offer);
        QFETCH(bool, listed);
        const ThousandFiles batch;
        GuiProgram program;
        QVERIFY(renameUntilKilled(program, batch));
        QVERIFY(program.anyInterrupted());

        program.start(listed ? std::vector<Bytes>{batch.files.path()} : std::vector<Bytes>());
        QVERIFY(program.waitForMessage(doneText(batch.renamed(), ThousandFiles::kCount)));
        program.takeOffer(offer);
        const int wanted = offer == kFinish ? ThousandFiles::kCount : 0;
        QTRY_COMPARE_WITH_TIMEOUT(batch.renamed(), wanted, 30'000);
        COMPARE_SNAPSHOTS(batch.files.snapshot(), offer == kFinish ? batch.after : batch.before);
        QTRY_VERIFY(!program.anyInterrupted());
    }

    void killedWhileFinishing()
    {
        const ThousandFiles batch;
        GuiProgram program;
        QVERIFY(renameUntilKilled(program, batch));
        const int renamed = batch.renamed();
        program.startSlowed({});
        QVERIFY(program.waitForMessage(doneText(renamed, ThousandFiles::kCount)));
        program.takeOffer(kFinish);
        QVERIFY(killMidRun(program, batch, renamed));

        // The last one comes first: the finishing, then what was to be finished.
        const int finished = batch.renamed() - renamed;
        program.start({batch.files.path()});
        QVERIFY(program.waitForMessage(doneText(finished, ThousandFiles::kCount - renamed)));
        program.takeOffer(kUndo);
        QTRY_COMPARE_WITH_TIMEOUT(batch.renamed(), renamed, 30'000);
        QVERIFY(program.waitForMessage(doneText(renamed, ThousandFiles::kCount)));
        program.takeOffer(kUndo);
        QTRY_COMPARE_WITH_TIMEOUT(batch.renamed(), 0, 30'000);
        COMPARE_SNAPSHOTS(batch.files.snapshot(), batch.before);
        QTRY_VERIFY(!program.anyInterrupted());
    }
};

QTEST_GUILESS_MAIN(TestWindowRecovery)
#include "tst_window_recovery.moc"
