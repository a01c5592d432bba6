// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "core/base/text.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"
#include "ui/controllers/preview_controller.h"

#include <semaphore>
#include <stdexcept>

using namespace bulkhead;
using namespace bulkhead::test;

using State = PreviewController::State;

namespace {

struct Rig {
    explicit Rig(int files = 3)
    {
        for (int i = 1; i <= files; ++i)
            memory.addFile("/w/IMG_" + std::to_string(i) + ".jpg");
        list = scanList(memory, {"/w"});
    }
    /// A folder that was there when the list was read, but not looked into.
    void addSubfolder(const char *file = nullptr)
    {
        memory.addFolder("/w/sub");
        if (file)
            memory.addFile(Bytes("/w/sub/") + file);
        list = scanList(memory, {"/w"});
    }
    QString newName(int row) const { return model.index(row, FileTableModel::NewName).data().toString(); }

    MemoryFileSystem memory;
    std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(memory);
    FileList list;
    JobRunner runner;
    FileTableModel model;
    PreviewController preview{runner, disk, model};
};

} // namespace

class TestPreviewController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty()
    {
        Rig rig;
        QCOMPARE(rig.preview.state(), State::Empty);
        QVERIFY(!rig.preview.canCommit());
    }

    void previewsAList()
    {
        Rig rig;
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        rig.preview.setList(rig.list);
        QVERIFY(rig.preview.state() == State::Working);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.model.rowCount(), 3);
        QCOMPARE(rig.newName(0), QStringLiteral("trip-1.jpg"));
        QCOMPARE(rig.preview.plan()->counts.changed, 3);
        QCOMPARE(rig.preview.listedCount(), 3);
        QVERIFY(rig.preview.canCommit());
    }

    void namesComeFromAFile()
    {
        Rig rig;
        const TempDir lists;
        lists.writeFile("names", "one\ntwo\n");
        RenameRecipe recipe;
        recipe.rules.push_back({ListRule{.file = lists.path("names")}});
        std::vector<RecipeProblem> problems;
        QObject::connect(&rig.preview, &PreviewController::problemsChanged, [&](const auto &told) { problems = told; });
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::BadRecipe);
        QCOMPARE(int(problems.at(0).code), int(RecipeProblem::Code::WrongCount));
        QCOMPARE(problems.at(0).count, 2);
        QCOMPARE(problems.at(0).rows, 3);

        lists.writeFile("names", "one\ntwo\nthree\n");
        rig.preview.setList(rig.list); // as F5 does
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(problems.empty());
        QCOMPARE(rig.newName(2), QStringLiteral("three.jpg"));

        lists.remove("names");
        recipe.rules[0].scope = Scope::Name;
        rig.preview.setRecipe(recipe);
        QTRY_COMPARE(rig.preview.state(), State::BadRecipe);
        QCOMPARE(int(problems.at(0).code), int(RecipeProblem::Code::UnreadableFile));
        QCOMPARE(int(problems.at(0).error), int(ErrorCode::NotFound));
    }

    void anEntryAboutNoRowIsTold()
    {
        Rig rig;
        RenameRecipe recipe;
        recipe.rules.push_back({ListRule{.names = {"IMG_1.jpg,one.jpg", "IMG_9.jpg,nine.jpg"}, .by = ListRule::By::Name}});
        std::vector<RecipeProblem> problems;
        QObject::connect(&rig.preview, &PreviewController::problemsChanged, [&](const auto &told) { problems = told; });
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(problems.size(), 1u);
        QCOMPARE(int(problems[0].code), int(RecipeProblem::Code::MatchesNothing));
        QCOMPARE(problems[0].argument, Bytes("IMG_9.jpg"));
        QVERIFY(rig.preview.canCommit());

        std::get<ListRule>(recipe.rules[0].rule).names.pop_back();
        rig.preview.setRecipe(recipe);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(problems.empty());
    }

    void theNewestRulesWin()
    {
        Rig rig;
        rig.preview.setList(rig.list);
        for (int i = 0; i < 50; ++i) {
            rig.preview.setRecipe(replaceRecipe("IMG_", "try" + std::to_string(i) + "-"));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QStringLiteral("try49-1.jpg"));
        QCOMPARE(rig.preview.plan()->targets->name(rowNamed(rig.list, "IMG_1.jpg")), BytesView("try49-1.jpg"));
    }

    void namesByChanceStayWhileTheyAreShown()
    {
        Rig rig;
        rig.addSubfolder();
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        const auto named = [](const char *text) {
            RenameRecipe recipe;
            recipe.rules.push_back({TemplateRule{.text = text}, Scope::Stem, true});
            return recipe;
        };
        rig.model.setVisibleRange(0, 2);
        rig.disk->closeGate(FsCall::List);
        rig.preview.setRecipe(named("sub/{uuid}"));
        QTRY_VERIFY(rig.newName(0).startsWith(QStringLiteral("sub/"))); // as on screen, while the plan waits for the disk
        const QString shown = rig.newName(0);
        rig.disk->openGate(FsCall::List);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), shown);
        QCOMPARE(QStringLiteral("sub/") + toText(rig.preview.plan()->targets->name(rowNamed(rig.list, "IMG_1.jpg"))), shown);
        rig.preview.setRecipe(named("sub/{uuid}+"));
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QString(shown).replace(QStringLiteral(".jpg"), QStringLiteral("+.jpg")));
        rig.preview.setRecipe(named("sub/{uuid}"));
        rig.preview.setList(scanList(rig.memory, {"/w"})); // read again: another preview
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(rig.newName(0).startsWith(QStringLiteral("sub/")));
        QVERIFY(rig.newName(0) != shown);
    }

    void aNewRuleOvertakesASlowPlan()
    {
        Rig rig;
        rig.addSubfolder();
        RenameRecipe slow; // its target folder has to be looked at
        slow.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        rig.disk->closeGate(FsCall::List);
        rig.preview.setRecipe(slow);
        rig.preview.setList(rig.list);
        bool blocked = false;
        QTRY_VERIFY((blocked = rig.disk->waitUntilBlocked(FsCall::List, 1, std::chrono::milliseconds(1))));
        rig.preview.setRecipe(replaceRecipe("IMG_", "q")); // the planner is still waiting for the disk
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QStringLiteral("q1.jpg"));
        rig.disk->openGate(FsCall::List);
        QTRY_VERIFY(rig.runner.isIdle());
        QCoreApplication::processEvents();
        QCOMPARE(rig.newName(0), QStringLiteral("q1.jpg")); // the stale answer was dropped
    }

    void readsWhatTheRulesAskOfTheFiles()
    {
        Rig rig(20);
        for (int i = 1; i <= 20; ++i)
            rig.memory.addFile("/w/IMG_" + std::to_string(i) + ".jpg", std::to_string(i));
        rig.list = scanList(rig.memory, {"/w"});
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "{hash:crc32}"}, Scope::Stem, true});
        rig.disk->closeGate(FsCall::OpenFile, 5);
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.filesRead().value_or(0), 5);
        QCOMPARE(rig.preview.state(), State::Working);
        QVERIFY(!rig.preview.canCommit());
        QSignalSpy told(&rig.preview, &PreviewController::stateChanged);
        QTRY_VERIFY(told.count() >= 2); // who shows the number looks again
        rig.disk->openGate(FsCall::OpenFile);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(!rig.preview.filesRead());
        QCOMPARE(rig.newName(0), QStringLiteral("83dcefb7.jpg")); // of "1"
        const std::uint64_t opened = rig.disk->count(FsCall::OpenFile);
        QCOMPARE(opened, 20U);
        recipe.rules.push_back({ReplaceRule{.find = "8", .with = "x"}, Scope::Stem, true});
        rig.preview.setRecipe(recipe);
        QTRY_COMPARE(rig.newName(0), QStringLiteral("x3dcefb7.jpg"));
        QCOMPARE(rig.disk->count(FsCall::OpenFile), opened);
    }

    void aNewRuleEndsTheReadingOfFiles()
    {
        Rig rig(20);
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "{hash}"}, Scope::Stem, true});
        rig.disk->closeGate(FsCall::OpenFile);
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        bool blocked = false;
        QTRY_VERIFY((blocked = rig.disk->waitUntilBlocked(FsCall::OpenFile, 1, std::chrono::milliseconds(1))));
        rig.preview.setRecipe(replaceRecipe("IMG_", "q"));
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QStringLiteral("q1.jpg"));
        rig.disk->openGate(FsCall::OpenFile);
        QTRY_VERIFY(rig.runner.isIdle());
        QVERIFY(rig.disk->count(FsCall::OpenFile) < 10);
    }

    void keepsFoldersItLookedAt()
    {
        Rig rig;
        rig.addSubfolder("IMG_1.jpg");
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        QSignalSpy grown(&rig.preview, &PreviewController::occupancyGrown);
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(grown.count(), 1);
        QCOMPARE(rig.preview.plan()->counts.conflicts, 1); // sub/IMG_1.jpg is there
        QVERIFY(!rig.preview.canCommit());
    }

    void aMistakeKeepsTheLastGoodPreview()
    {
        Rig rig;
        std::vector<RecipeProblem> problems;
        connect(&rig.preview, &PreviewController::problemsChanged, this, [&](const auto &now) { problems = now; });
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        rig.preview.setRecipe(replaceRecipe("IMG_(", "trip-", MatchMode::Regex));
        QTRY_COMPARE(rig.preview.state(), State::BadRecipe);
        QCOMPARE(problems.size(), 1u);
        QCOMPARE(problems[0].field, Bytes("rules[0].find"));
        QCOMPARE(rig.newName(0), QStringLiteral("trip-1.jpg"));
        QVERIFY(rig.model.index(0, 0).data(FileTableModel::StaleRole).toBool());
        QVERIFY(!rig.preview.canCommit());
        rig.preview.setRecipe(replaceRecipe("IMG_", "x"));
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(problems.empty());
        QVERIFY(!rig.model.index(0, 0).data(FileTableModel::StaleRole).toBool());
    }

    void rowsOnScreenComeFirst()
    {
        Rig rig(200);
        RenameRecipe slow;
        rig.addSubfolder();
        slow.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        rig.model.setVisibleRange(0, 9);
        rig.disk->closeGate(FsCall::List);
        rig.preview.setRecipe(slow);
        QTRY_COMPARE(rig.newName(0), QStringLiteral("sub/IMG_1.jpg")); // though the plan waits for the disk
        QCOMPARE(rig.preview.state(), State::Working);
        QCOMPARE(rig.newName(50), QStringLiteral("IMG_51.jpg"));
        rig.model.setVisibleRange(50, 59); // scrolled
        rig.preview.visibleRowsChanged();
        QTRY_COMPARE(rig.newName(50), QStringLiteral("sub/IMG_51.jpg"));
        rig.disk->openGate(FsCall::List);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(199), QStringLiteral("sub/IMG_200.jpg"));
    }

    void filtersWithoutPlanningAgain()
    {
        Rig rig(20);
        rig.preview.setRecipe(replaceRecipe("IMG_1", "x"));
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        const auto plan = rig.preview.plan();
        rig.preview.setViewOptions({.filter = RowFilter::Changed});
        QTRY_COMPARE(rig.model.rowCount(), 11);
        QCOMPARE(rig.preview.plan(), plan);
        rig.preview.setViewOptions({.filter = RowFilter::Changed, .text = QStringLiteral("19")});
        QTRY_COMPARE(rig.model.rowCount(), 1);
        rig.preview.setViewOptions({});
        QTRY_COMPARE(rig.model.rowCount(), 20);
    }

    void aFilterDoesNotPlanAgain()
    {
        Rig rig(20);
        rig.addSubfolder();
        RenameRecipe slow;
        slow.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        rig.disk->closeGate(FsCall::List);
        const std::uint64_t before = rig.disk->count(FsCall::List);
        rig.preview.setRecipe(slow);
        bool blocked = false;
        QTRY_VERIFY((blocked = rig.disk->waitUntilBlocked(FsCall::List, 1, std::chrono::milliseconds(1))));
        rig.preview.setViewOptions({.text = QStringLiteral("IMG_2")}); // typed while the plan is at work
        QTRY_COMPARE(rig.model.rowCount(), 2);
        rig.preview.setViewOptions({.text = QStringLiteral("IMG_20")});
        QTRY_COMPARE(rig.model.rowCount(), 1);
        rig.disk->openGate(FsCall::List);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.model.rowCount(), 1);
        QCOMPARE(rig.newName(0), QStringLiteral("sub/IMG_20.jpg"));
        QCOMPARE(rig.disk->count(FsCall::List), before + 1);
    }

    void whatAWorkerThrowsIsSaid()
    {
        Rig rig;
        rig.addSubfolder();
        QSignalSpy failed(&rig.preview, &PreviewController::failed);
        RenameRecipe slow;
        slow.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        rig.disk->before({.call = FsCall::List}, [] { throw std::length_error("too much"); });
        rig.preview.setRecipe(slow);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Failed);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().detail, Bytes("too much"));
        QVERIFY(!rig.preview.canCommit());
        rig.preview.setRecipe(replaceRecipe("IMG_", "x")); // and it goes on
        QTRY_COMPARE(rig.preview.state(), State::Ready);
    }

    void theFilterFollowsTheRules()
    {
        Rig rig(3);
        rig.preview.setViewOptions({.filter = RowFilter::Changed});
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.model.rowCount(), 0);
        rig.preview.setRecipe(replaceRecipe("2", "two"));
        QTRY_COMPARE(rig.model.rowCount(), 1);
        QCOMPARE(rig.newName(0), QStringLiteral("IMG_two.jpg"));
    }

    void renamesNothingWhereAllIsRemoved()
    {
        Rig rig(3);
        rig.preview.setRecipe(replaceRecipe("IMG_", "x"));
        rig.list.removed = std::make_shared<const std::vector<std::uint8_t>>(3, 1);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.preview.plan()->counts.changed, 0);
        QVERIFY(!rig.preview.canCommit());
    }

    void rowsLeftOutTakeNoNumber()
    {
        Rig rig(3);
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "{n}"}, Scope::Stem, true});
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        const auto traced = [&rig](RowId row) {
            Bytes after;
            bool answered = false;
            rig.preview.trace(row, [&](const std::optional<RowTrace> &trace) {
                after = !trace || trace->steps.empty() ? Bytes() : trace->steps.back().after;
                answered = true;
            });
            [&] { QTRY_VERIFY(answered); }();
            return after;
        };
        const RowId first = rowNamed(rig.list, "IMG_1.jpg");
        const RowId second = rowNamed(rig.list, "IMG_2.jpg");
        QCOMPARE(traced(second), Bytes("2.jpg"));
        std::vector<std::uint8_t> marks(3);
        marks[first] = MarkLeftOut;
        rig.list.marks = std::make_shared<const std::vector<std::uint8_t>>(marks);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(1), QStringLiteral("1.jpg"));
        QCOMPARE(traced(second), Bytes("1.jpg"));
    }

    void ordersRowsAndCounters()
    {
        Rig rig(3);
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "{n}"}, Scope::Stem, true});
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QStringLiteral("1.jpg"));
        recipe.order.descending = true;
        rig.preview.setRecipe(recipe);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.model.index(0, FileTableModel::Name).data().toString(), QStringLiteral("IMG_3.jpg"));
        QCOMPARE(rig.newName(0), QStringLiteral("1.jpg")); // counters follow the order shown
    }

    void ordersAnewWhereTheExtensionIsAnother()
    {
        Rig rig(0);
        rig.memory.addFile("/w/a.y.x");
        rig.memory.addFile("/w/b.x.y");
        rig.list = scanList(rig.memory, {"/w"});
        RenameRecipe recipe = replaceRecipe("q", "");
        recipe.order.by = RowOrder::By::Extension;
        recipe.extension = ExtensionStyle::LastDot;
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        const auto first = [&] { return rig.model.index(0, FileTableModel::Name).data().toString(); };
        QTRY_COMPARE(first(), QStringLiteral("a.y.x"));
        recipe.extension = ExtensionStyle::FirstDot;
        rig.preview.setRecipe(recipe);
        QTRY_COMPARE(first(), QStringLiteral("b.x.y"));
    }

    void heldUntilARuleChanges()
    {
        Rig rig;
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        rig.preview.hold();
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Held);
        QVERIFY(!rig.preview.canCommit());
        QVERIFY(!rig.preview.plan());
        RenameRecipe same = replaceRecipe("IMG_", "trip-");
        same.order.descending = true; // another order is not another rule
        rig.preview.setRecipe(same);
        QTRY_COMPARE(rig.preview.state(), State::Held);
        rig.preview.setRecipe(replaceRecipe("IMG_", "x"));
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(rig.preview.canCommit());
    }

    void applyAgainEndsTheHold()
    {
        Rig rig;
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        rig.preview.setList(rig.list);
        rig.preview.hold();
        QTRY_COMPARE(rig.preview.state(), State::Held);
        rig.preview.applyAgain();
        QTRY_COMPARE(rig.preview.state(), State::Ready);
    }

    void frozenNamesStay()
    {
        Rig rig(20);
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        rig.preview.setList(rig.list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        const auto plan = rig.preview.plan();
        rig.preview.freeze();
        QVERIFY(!rig.preview.canCommit());
        rig.preview.setViewOptions({.text = QStringLiteral("20")}); // looking is fine
        QTRY_COMPARE(rig.model.rowCount(), 1);
        RenameRecipe turned = replaceRecipe("IMG_", "trip-");
        turned.order.descending = true;
        rig.preview.setRecipe(turned);
        rig.preview.setViewOptions({});
        QTRY_COMPARE(rig.model.rowCount(), 20);
        QTRY_COMPARE(rig.model.index(0, 0).data().toString(), QStringLiteral("IMG_20.jpg"));
        QCOMPARE(rig.preview.plan(), plan);
        rig.preview.thaw();
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QVERIFY(rig.preview.plan() != plan);
    }

    void handMadeNamesAndRowsLeftOut()
    {
        Rig rig;
        rig.preview.setRecipe(replaceRecipe("IMG_", "trip-"));
        FileList list = rig.list;
        list.names = std::make_shared<const std::unordered_map<RowId, Bytes>>(
            std::unordered_map<RowId, Bytes>{{rowNamed(list, "IMG_1.jpg"), "mine.jpg"}});
        auto marks = std::make_shared<std::vector<std::uint8_t>>(list.table->rowCount());
        (*marks)[rowNamed(list, "IMG_2.jpg")] = MarkLeftOut;
        list.marks = marks;
        rig.preview.setList(list);
        QTRY_COMPARE(rig.preview.state(), State::Ready);
        QCOMPARE(rig.newName(0), QStringLiteral("mine.jpg"));
        QVERIFY(rig.model.index(0, 0).data(FileTableModel::HandMadeRole).toBool());
        QCOMPARE(rig.newName(1), QStringLiteral("IMG_2.jpg"));
        QCOMPARE(int(rig.model.state(rowNamed(list, "IMG_2.jpg"))), int(FileTableModel::RowState::LeftOut));
        QCOMPARE(rig.newName(2), QStringLiteral("trip-3.jpg"));
        QCOMPARE(rig.preview.plan()->counts.changed, 2);
    }

    void goneBeforeTheAnswer()
    {
        MemoryFileSystem memory;
        memory.addFile("/w/a");
        memory.addFolder("/w/sub");
        auto disk = std::make_shared<FaultyFileSystem>(memory);
        const FileList list = scanList(memory, {"/w"});
        JobRunner runner;
        FileTableModel model;
        RenameRecipe slow;
        slow.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        disk->closeGate(FsCall::List);
        {
            PreviewController preview(runner, disk, model);
            preview.setRecipe(slow);
            preview.setList(list);
            bool blocked = false;
            QTRY_VERIFY((blocked = disk->waitUntilBlocked(FsCall::List, 1, std::chrono::milliseconds(1))));
        }
        disk->openGate(FsCall::List);
        QCoreApplication::processEvents(); // the answer finds nobody, and nothing breaks
    }
};

BULKHEAD_UI_TEST_MAIN(TestPreviewController)
#include "tst_preview_controller.moc"
