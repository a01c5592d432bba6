// SPDX-License-Identifier: GPL-3.0-or-later
// Export List, in the window: what it writes is what the command line renames by.
#include "tests/support/process.h"
#include "tests/ui/window_rig.h"

#include <QFileDialog>

#include <future>

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

namespace {

/// Files with their names as content; what is in the folder of the rig besides goes away.
void fill(const Rig &rig, const std::vector<Bytes> &names)
{
    rig.folder.remove("w");
    for (const Bytes &name : names)
        rig.folder.writeFile("w/" + name, name);
}

/// Shows the folder with a rule that puts "new-" in front of whole names.
void showPrefixed(Rig &rig)
{
    RenameRecipe recipe;
    recipe.rules.push_back({InsertRule{.text = "new-"}, Scope::Name});
    rig.folder.writeFile("rules.json", writeRecipe(recipe));
    rig.window.openRecipe(rig.folder.path("rules.json"));
    QTRY_COMPARE(rig.window.session().recipe().rules.size(), 1u);
    rig.window.session().scan().addPaths({rig.folder.path("w")});
    QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
}

void exportTo(Rig &rig, const Bytes &path)
{
    rig.trigger("exportList");
    auto *dialog = rig.find<QFileDialog>("exportListDialog");
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(QString::fromStdString(path));
    dialog->close();
}

} // namespace

class TestMainWindowLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCommandLineRenamesByIt_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("commas") << QByteArray("a,b,.txt");
        QTest::newRow("quotes") << QByteArray("\"a\" and \"\"");
        QTest::newRow("new lines") << QByteArray("a\nb\r\nc");
        QTest::newRow("undecodable") << QByteArray("\xff\xe9");
        QTest::newRow("chinese") << QByteArray("照片 一.jpg");
        QTest::newRow("combining") << QByteArray("e\u0301");
    }
    void theCommandLineRenamesByIt()
    {
        QFETCH(const QByteArray, name);
        Rig rig(0);
        const Bytes odd = name.toStdString();
        fill(rig, {odd, "plain"});
        showPrefixed(rig);
        exportTo(rig, rig.folder.path("plan.csv"));
        QTRY_VERIFY(rig.message().contains(QLatin1String("plan.csv")));
        QVERIFY2(rig.message().contains(QLatin1String("2 files")), qPrintable(rig.message()));

        const ProcessOutcome applied
            = runProcess({BULKHEAD_CLI, "rename", "--names", rig.folder.path("plan.csv"), "--apply", rig.folder.path("w")},
                {.environment = {{"XDG_STATE_HOME", rig.folder.path("cli")}}});
        QVERIFY2(applied.exitCode == 0, applied.errors.c_str());
        const Snapshot expected{{"new-" + odd, "file:" + odd}, {"new-plain", "file:plain"}};
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), expected);
    }

    void asJsonLines()
    {
        Rig rig(3);
        showPrefixed(rig);
        exportTo(rig, rig.folder.path("plan.jsonl"));
        QTRY_VERIFY(rig.message().contains(QLatin1String("plan.jsonl")));
        const Bytes lines = rig.folder.readFile("plan.jsonl");
        QVERIFY(lines.starts_with("{\"from\":\""));
        QCOMPARE(std::count(lines.begin(), lines.end(), '\n'), 4);
    }

    void whatWasThereIsReplacedAsAWhole_data()
    {
        QTest::addColumn<bool>("works");
        QTest::newRow("replaced") << true;
        QTest::newRow("stays where the new one cannot be written") << false;
    }
    void whatWasThereIsReplacedAsAWhole()
    {
        QFETCH(const bool, works);
        Rig rig(2);
        showPrefixed(rig);
        rig.folder.writeFile("plan.csv", "before");
        exportTo(rig, works ? rig.folder.path("plan.csv") : rig.folder.path("plan.csv/below"));
        QTRY_VERIFY(rig.message().contains(QLatin1String("plan.csv")));
        QCOMPARE(rig.folder.readFile("plan.csv") == "before", !works);
        QTRY_VERIFY(rig.find<QAction>("exportList")->isEnabled());
    }

    void escapeStopsIt()
    {
        Rig rig(2);
        showPrefixed(rig);
        rig.folder.writeFile("plan.csv", "before");
        // It waits behind work that takes all threads.
        std::promise<void> gate;
        const std::shared_future<void> opened = gate.get_future().share();
        std::vector<QFuture<int>> work;
        for (const JobRunner::PoolUse &pool : rig.runner.poolUse()) {
            for (int i = 0; BytesView(pool.name) == "compute" && i < pool.threads; ++i) {
                work.push_back(rig.runner.compute([opened] {
                    opened.wait();
                    return 0;
                }));
            }
        }
        QVERIFY(!work.empty());
        exportTo(rig, rig.folder.path("plan.csv"));
        QVERIFY(!rig.find<QAction>("exportList")->isEnabled());
        rig.trigger("escape");
        gate.set_value();
        QTRY_VERIFY2(rig.message().startsWith(QLatin1String("Stopped")), qPrintable(rig.message()));
        QCOMPARE(rig.folder.readFile("plan.csv"), Bytes("before"));
        QVERIFY(rig.find<QAction>("exportList")->isEnabled());
    }

    void itIsOfferedWhereThereIsAList()
    {
        Rig rig(2);
        auto *action = rig.find<QAction>("exportList");
        QVERIFY(!action->isEnabled());
        showPrefixed(rig);
        QTRY_VERIFY(action->isEnabled());
        rig.trigger("clear");
        QTRY_VERIFY(!action->isEnabled());
    }

    void aWindowThatIsClosedFinishesIt()
    {
        Rig rig(2);
        showPrefixed(rig);
        QSignalSpy closed(&rig.window, &MainWindow::closed);
        exportTo(rig, rig.folder.path("plan.csv"));
        rig.window.close();
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(rig.folder.exists("plan.csv"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowLists)
#include "tst_main_window_lists.moc"
