// SPDX-License-Identifier: GPL-3.0-or-later
// The list follows the files: what was done to rows stays with them, through scans and runs.
#include "tests/ui/ui_test.h"

#include "tests/support/memory_disk.h"
#include "ui/controllers/path_follower.h"
#include "ui/models/shared_value.h"

using namespace bulkhead;
using namespace bulkhead::test;

class TestListWork : public QObject
{
    Q_OBJECT

    static std::vector<Bytes> names(const FileList &list)
    {
        std::vector<Bytes> all;
        for (RowId row = 0; row < list.table->rowCount(); ++row) {
            if (!list.isRemoved(row))
                all.emplace_back(list.table->name(row));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    static ScanAnswer again(FileSystem &disk, const FileList &list, std::vector<RanBatch> ran = {}, std::vector<Bytes> added = {})
    {
        ScanRequest request;
        request.before = list;
        request.options = list.options;
        request.ran = std::move(ran);
        request.addedPaths = std::move(added);
        return readList(disk, request, {}, nullptr);
    }
    static ListEdit editOf(const FileList &list, BytesView name, ListEdit::What what, const Bytes &typed = {})
    {
        const RowId row = rowNamed(list, name);
        const auto view = orderRows(list, {}, nullptr, {}, {}).view;
        const int at = int(view->position[row]);
        return {what, {list.table, view, {{at, at}}, row}, typed};
    }
    static FileList withoutRow(const FileList &list, BytesView name)
    {
        return editedList(list, {editOf(list, name, ListEdit::What::Remove)});
    }
    static ListEdit moveOf(const FileList &list, std::vector<ViewRange> ranges, const RowMove &move, const ViewOptions &options = {})
    {
        const OrderedRows rows = orderRows(list, {}, nullptr, options, {});
        return {ListEdit::What::Move, {list.table, rows.view, std::move(ranges), kNone}, {}, move, rows.order, false};
    }
    /// As the window lists them, by name.
    static QString shown(const FileList &list)
    {
        QStringList all;
        const auto view = orderRows(list, {}, nullptr, {}, {}).view;
        for (const RowId row : view->rows)
            all += QString::fromUtf8(list.table->name(row).data(), int(list.table->name(row).size()));
        return all.join(QLatin1Char(' '));
    }
    /// Renames on the disk what the recipe says, all well but for `failing`.
    static RanBatch runOn(MemoryFileSystem &disk, const FileList &list, const RenameRecipe &recipe, RanBatch::Marks marks,
        const std::vector<Bytes> &failing = {})
    {
        const Preview preview = previewOf(disk, list, recipe);
        const auto plan = preview.answer.plan;
        auto results = std::make_shared<RowResults>(plan->table->rowCount());
        for (const Step &step : plan->steps) {
            const Bytes name(plan->table->name(step.row));
            if (std::find(failing.begin(), failing.end(), name) != failing.end()) {
                results->set(step.row, RowResult::Failed);
                continue;
            }
            disk.rename(plan->table->path(step.row), plan->targetPath(step.row));
            results->set(step.row, RowResult::Done);
        }
        return {plan, results, marks};
    }

private Q_SLOTS:
    void editsAreMadeOneAfterTheOther()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        using What = ListEdit::What;
        FileList edited = editedList(
            list, {editOf(list, "a1", What::Remove), editOf(list, "a3", What::LeaveOut), editOf(list, "a2", What::Name, "mine")});
        QVERIFY(edited.isRemoved(rowNamed(list, "a1")));
        QCOMPARE(int(edited.mark(rowNamed(list, "a3"))), int(MarkLeftOut));
        QCOMPARE(*edited.handMade(rowNamed(list, "a2")), Bytes("mine"));
        edited = editedList(edited, {editOf(list, "a3", What::LeaveOut), editOf(list, "a2", What::ClearNames)});
        QCOMPARE(int(edited.mark(rowNamed(list, "a3"))), 0);
        QVERIFY(!edited.names);
        QVERIFY(edited.isRemoved(rowNamed(list, "a1")));
    }

    void leavesOutJustTheConflicts()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "b1", "\xe5\x90\x8d", "\xff\x31", "\xff\x32"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w"});
        const RenameRecipe recipe = replaceRecipe("[0-9]", "", MatchMode::Regex);
        list = editedList(list, {editOf(list, "b1", ListEdit::What::LeaveOut)});
        const auto plan = previewOf(disk, list, recipe).answer.plan;
        QCOMPARE(plan->counts.conflicts, 4);
        const auto editBy = [&plan](ListEdit::What what) { return ListEdit{.what = what, .rows = {.table = plan->table}, .plan = plan}; };
        const auto leftOut = [](const FileList &rows) {
            std::vector<Bytes> all;
            for (RowId row = 0; row < rows.table->rowCount(); ++row) {
                if (rows.mark(row) & MarkLeftOut)
                    all.emplace_back(rows.table->name(row));
            }
            std::sort(all.begin(), all.end());
            return all;
        };
        const FileList edited = editedList(list, {editBy(ListEdit::What::LeaveOutConflicts)});
        QCOMPARE(leftOut(edited), (std::vector<Bytes>{"a1", "a2", "b1", "\xff\x31", "\xff\x32"}));
        QCOMPARE(previewOf(disk, edited, recipe).answer.plan->counts.conflicts, 0);
        QCOMPARE(leftOut(editedList(edited, {editBy(ListEdit::What::TakeInConflicts)})), std::vector<Bytes>{"b1"});
        disk.addFile("/w/c");
        const FileList other = scanList(disk, {"/w"});
        QVERIFY(!editedList(other, {editBy(ListEdit::What::LeaveOutConflicts)}).marks);
    }

    void rowsOfAnotherListAreLeftAlone()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3"})
            disk.addFile(Bytes("/w/") + name);
        const FileList before = scanList(disk, {"/w"});
        const ListEdit last = editOf(before, "a3", ListEdit::What::Remove);
        for (const char *name : {"/w/a2", "/w/a3"})
            disk.remove(name);
        const FileList now = scanList(disk, {"/w"}); // has one row, and no third
        QVERIFY(!editedList(now, {last}).removed);
    }

    void readsDropsAsBytes()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/caf\xe9.txt");
        disk.addFile("/w/b.txt");
        ScanRequest request;
        request.addedUris = {"file:///w/caf%E9.txt\r\nhttp://example.org/x\r\n", "file:///w/b.txt"};
        const ScanAnswer answer = readList(disk, request, {}, nullptr);
        QCOMPARE(names(answer.list), (std::vector<Bytes>{"b.txt", "caf\xe9.txt"}));
        QCOMPARE(answer.refused, 1);
        QCOMPARE(answer.list.base, Bytes("/"));
    }

    void aPathGivenTwiceIsOneRow()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a");
        const FileList list = scanList(disk, {"/w/a", "/w/a"});
        QCOMPARE(list.roots->size(), 1u);
        QCOMPARE(again(disk, list, {}, {"/w/a"}).list.roots->size(), 1u);
    }

    void removedRowsStayRemoved()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a", "b", "c"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = withoutRow(scanList(disk, {"/w"}), "b");
        disk.addFile("/w/d");
        list = again(disk, list).list;
        QCOMPARE(names(list), (std::vector<Bytes>{"a", "c", "d"}));
        list = again(disk, list, {}, {"/w/b"}).list; // dropped again: wanted again
        QCOMPARE(names(list), (std::vector<Bytes>{"a", "b", "c", "d"}));
    }

    void filesGivenByNameAreFollowed()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "b"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w/a1", "/w/a2", "/w/b"});
        const RanBatch ran = runOn(disk, list, replaceRecipe("a", "x"), RanBatch::Marks::Show, {"a2"});
        list = again(disk, list, {ran}).list;
        QCOMPARE(names(list), (std::vector<Bytes>{"a2", "b", "x1"}));
        QCOMPARE(int(list.mark(rowNamed(list, "x1"))), int(MarkRenamed));
        QCOMPARE(int(list.mark(rowNamed(list, "a2"))), int(MarkFailed));
        QCOMPARE(int(list.mark(rowNamed(list, "b"))), 0);
        QVERIFY(list.unread->empty());
    }

    void filesGivenByRoundaboutWaysAreFollowed()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3"})
            disk.addFile(Bytes("/w/") + name);
        disk.addLink("/link", "w");
        disk.addFolder("/v");
        FileList list = scanList(disk, {"/link/a1", "/v/../w/a2", "/w//./a3", "/w/a1"});
        QCOMPARE(*list.roots, (std::vector<Bytes>{"/w/a1", "/w/a2", "/w/a3"}));
        const RanBatch ran = runOn(disk, list, replaceRecipe("a", "x"), RanBatch::Marks::Show);
        list = again(disk, list, {ran}).list;
        list = again(disk, list).list; // F5
        QCOMPARE(names(list), (std::vector<Bytes>{"x1", "x2", "x3"}));
        QVERIFY(list.unread->empty());
    }

    void aRenamedRowCanBeLeftOut()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a");
        FileList list = scanList(disk, {"/w"});
        list = again(disk, list, {runOn(disk, list, replaceRecipe("a", "x"), RanBatch::Marks::Show)}).list;
        const ListEdit leaveOut = editOf(list, "x", ListEdit::What::LeaveOut);
        list = editedList(list, {leaveOut});
        QCOMPARE(int(list.mark(0)), int(MarkLeftOut));
        QCOMPARE(int(editedList(list, {leaveOut}).mark(0)), 0);
    }

    void whatWasDoneToRowsFollowsThem()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = withoutRow(scanList(disk, {"/w"}), "a3");
        list = editedList(list, {editOf(list, "a2", ListEdit::What::LeaveOut)});
        // a1 moves, a2 is left out, a3 is not on the list
        const RanBatch ran = runOn(disk, list, replaceRecipe("a", "x"), RanBatch::Marks::None);
        list = again(disk, list, {ran}).list;
        QCOMPARE(names(list), (std::vector<Bytes>{"a2", "x1"}));
        QCOMPARE(int(list.mark(rowNamed(list, "a2"))), int(MarkLeftOut));
        QCOMPARE(int(list.mark(rowNamed(list, "x1"))), 0);
    }

    void handMadeNamesFollowAndEndWithTheRun()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a", "b"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w"});
        list.names = sharedValue(std::unordered_map<RowId, Bytes>{{rowNamed(list, "a"), "hand"}});
        FileList later = again(disk, list).list;
        QVERIFY(later.handMade(rowNamed(later, "a")));
        QCOMPARE(*later.handMade(rowNamed(later, "a")), Bytes("hand"));
        const RanBatch ran = runOn(disk, later, {}, RanBatch::Marks::Show);
        later = again(disk, later, {ran}).list;
        QCOMPARE(names(later), (std::vector<Bytes>{"b", "hand"}));
        QVERIFY(!later.handMade(rowNamed(later, "hand")));
    }

    void renamedRowsAreNotRenamedTwice()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a1");
        disk.addFile("/v/b");
        FileList list = scanList(disk, {"/w"});
        const RanBatch ran = runOn(disk, list, replaceRecipe("a", "aa"), RanBatch::Marks::Show);
        list = again(disk, list, {ran}).list;
        QCOMPARE(int(list.mark(rowNamed(list, "aa1"))), int(MarkRenamed));
        list = again(disk, list).list; // another option, say: still known as renamed
        QCOMPARE(int(list.mark(rowNamed(list, "aa1"))), int(MarkRenamed));
        list = again(disk, list, {}, {"/v"}).list; // more files: the rules are for these
        QCOMPARE(int(list.mark(rowNamed(list, "aa1"))), int(MarkRenamed | MarkLeftOut));
        QCOMPARE(int(list.mark(rowNamed(list, "b"))), 0);
        QCOMPARE(previewOf(disk, list, replaceRecipe("a", "aa")).answer.plan->counts.changed, 0);

        ScanRequest afresh; // F5
        afresh.before = list;
        afresh.runMarks = ScanRequest::RunMarks::Forget;
        const FileList fresh = readList(disk, afresh, {}, nullptr).list;
        QCOMPARE(int(fresh.mark(rowNamed(fresh, "aa1"))), 0);

        const RanBatch undo = runOn(disk, fresh, replaceRecipe("aa", "a"), RanBatch::Marks::None);
        list = again(disk, list, {undo}).list; // taken back: as if it had never been renamed
        QCOMPARE(int(list.mark(rowNamed(list, "a1"))), 0);
    }

    void renamedFoldersAreFollowed()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/old/in/a");
        disk.addFile("/w/old/in/b");
        ScanOptions all{.recursive = true, .what = ScanOptions::What::All};
        FileList list = scanList(disk, {"/w", "/w/old/in/a"}, all);
        const RanBatch ran = runOn(disk, list, replaceRecipe("old", "new"), RanBatch::Marks::Show);
        PathFollower follower(*ran.plan, *ran.results);
        follower.prepare({"/w/old/in/a", "/w/old", "/w", "/else/x"});
        QCOMPARE(follower.follow("/w/old/in/a"), Bytes("/w/new/in/a"));
        QCOMPARE(follower.follow("/w/old"), Bytes("/w/new"));
        QCOMPARE(follower.follow("/w"), Bytes("/w"));
        QCOMPARE(follower.follow("/else/x"), Bytes("/else/x"));
        list = again(disk, list, {ran}).list;
        QVERIFY(rowNamed(list, "new") != kNone);
        QVERIFY(rowNamed(list, "old") == kNone);
        QVERIFY(list.unread->empty());
    }

    void movesOfTheSameMomentAddUp()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3", "a4"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w"});
        const ListEdit up = moveOf(list, {{3, 3}}, {RowMove::To::Up});
        list = editedList(list, {up, up}); // the second was asked for before the first was shown
        QCOMPARE(shown(list), QStringLiteral("a1 a4 a2 a3"));
        list = editedList(list, {{ListEdit::What::DropOrder, {list.table, nullptr, {}, kNone}}});
        QCOMPARE(shown(list), QStringLiteral("a1 a2 a3 a4"));
    }

    void whatAFilterHidesStaysInItsPlace()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "b1", "a2", "b2", "a3"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w"});
        list = editedList(list, {moveOf(list, {{1, 2}}, {RowMove::To::First}, {.text = QStringLiteral("a")})}); // a1 a2 a3 b1 b2
        QCOMPARE(shown(list), QStringLiteral("a2 a3 a1 b1 b2"));
    }

    void aSortedViewIsTakenOverFirst()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3", "a4"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        ViewOptions backwards{.sort = ViewOptions::Sort::NewName, .direction = ViewOptions::Direction::Descending};
        ListEdit edit = moveOf(list, {{0, 0}}, {RowMove::To::Down}, backwards);
        edit.asShown = true;
        QCOMPARE(shown(editedList(list, {edit})), QStringLiteral("a3 a4 a2 a1"));
        edit.what = ListEdit::What::TakeOrder;
        QCOMPARE(shown(editedList(list, {edit})), QStringLiteral("a4 a3 a2 a1"));
    }

    void theOrderByHandFollowsTheFiles()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3", "a4"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = scanList(disk, {"/w"});
        list = editedList(list, {moveOf(list, {{2, 3}}, {RowMove::To::First})});
        QCOMPARE(shown(list), QStringLiteral("a3 a4 a1 a2"));
        RenameRecipe number;
        number.rules.push_back({TemplateRule{"n{n}"}, Scope::Name, true});
        const Preview preview = previewOf(disk, list, number); // counters follow it
        QCOMPARE(preview.answer.plan->targets->name(rowNamed(list, "a3")), BytesView("n1"));
        QCOMPARE(preview.answer.plan->targets->name(rowNamed(list, "a2")), BytesView("n4"));

        list = again(disk, list, {runOn(disk, list, number, RanBatch::Marks::Show)}).list;
        QCOMPARE(shown(list), QStringLiteral("n1 n2 n3 n4"));
        RenameRecipe back; // an undo
        back.rules.push_back({TemplateRule{"a{n:start=3}"}, Scope::Name, true});
        back.order.descending = true; // is not asked
        disk.addFile("/w/n20");
        disk.addFile("/w/n3x");
        list = again(disk, list).list;
        QCOMPARE(shown(list), QStringLiteral("n1 n2 n3 n4 n3x n20")); // what is new comes behind, sorted
        QCOMPARE(shown(withoutRow(list, "n2")), QStringLiteral("n1 n3 n4 n3x n20"));
        list = again(disk, list, {runOn(disk, list, back, RanBatch::Marks::None)}).list;
        QCOMPARE(shown(list), QStringLiteral("a3 a4 a5 a6 a7 a8"));
        disk.remove("/w/a4");
        list = again(disk, list).list;
        QCOMPARE(shown(list), QStringLiteral("a3 a5 a6 a7 a8"));
    }

    void aSwapKeepsThePlacesOfTheFiles()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a1");
        disk.addFile("/w/a2");
        FileList list = scanList(disk, {"/w"});
        list = editedList(list, {moveOf(list, {{1, 1}}, {RowMove::To::Up})});
        RenameRecipe swap;
        swap.rules.push_back({TemplateRule{"a{n}"}, Scope::Name, true});
        RanBatch ran{previewOf(disk, list, swap).answer.plan, nullptr, RanBatch::Marks::Show};
        QCOMPARE(ran.plan->counts.changed, 2);
        auto results = std::make_shared<RowResults>(2);
        for (const RowId row : {0u, 1u})
            results->set(row, RowResult::Done);
        ran.results = results;
        QCOMPARE(shown(again(disk, list, {ran}).list), QStringLiteral("a1 a2"));
    }

    void itsOwnRunIsFollowedWithoutTheDisk()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3", "b"})
            disk.addFile(Bytes("/w/") + name);
        FileList list = withoutRow(scanList(disk, {"/w", "/w/a1"}), "a2");
        list = editedList(list, {moveOf(list, {{1, 1}}, {RowMove::To::First})}); // a3 a1 b
        const std::vector<RowId> rows{rowNamed(list, "a1"), rowNamed(list, "a3")};
        const RanBatch ran = runOn(disk, list, replaceRecipe("a", "xyz"), RanBatch::Marks::Show);
        const auto calls = disk.callCount();
        const ScanAnswer after = again(disk, list, {ran});
        QCOMPARE(disk.callCount(), calls);
        QCOMPARE(shown(after.list), QStringLiteral("xyz3 xyz1 b"));
        QCOMPARE((std::vector<RowId>{rowNamed(after.list, "xyz1"), rowNamed(after.list, "xyz3")}), rows);
        QCOMPARE(*after.list.roots, (std::vector<Bytes>{"/w", "/w/xyz1"}));
        QCOMPARE(int(after.list.mark(rows.front())), int(MarkRenamed));
        QCOMPARE(int(after.list.mark(rowNamed(after.list, "b"))), 0);
        QCOMPARE(after.ran.renamed, 2);
        QCOMPARE(after.ran.all, 2);

        // Taken back, by a plan of another table.
        const FileList read = scanList(disk, {"/w"});
        const RanBatch undo = runOn(disk, read, replaceRecipe("xyz", "a"), RanBatch::Marks::None);
        const auto callsOfUndo = disk.callCount();
        const ScanAnswer back = again(disk, after.list, {undo});
        QCOMPARE(disk.callCount(), callsOfUndo);
        QCOMPARE(shown(back.list), QStringLiteral("a3 a1 b"));
        QCOMPARE(int(back.list.mark(rows.front())), 0);
        QCOMPARE(back.ran.renamed, 0);
        QCOMPARE(back.ran.all, 2);
        QCOMPARE(names(again(disk, back.list).list), (std::vector<Bytes>{"a1", "a3", "b"}));
    }

    void onlyTheDiskCanTell_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"a row failed", "another folder", "a folder is a row", "spelled anew", "files were added",
                 "no birth times", "other options", "read afresh", "not on the list", "another file"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void onlyTheDiskCanTell()
    {
        QFETCH(QString, what);
        const auto is = [&what](const char *row) { return what == QLatin1String(row); };
        MemoryFileSystem disk(is("no birth times") ? MemoryFileSystem::BirthTimes::None : MemoryFileSystem::BirthTimes::Kept);
        for (const char *name : {"a1", "a2"})
            disk.addFile(Bytes("/w/") + name);
        disk.addFile("/v/b");
        if (is("a folder is a row"))
            disk.addFile("/w/folder/c");
        if (is("spelled anew"))
            disk.addFolder("/w", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
        ScanOptions options;
        if (is("a folder is a row"))
            options.what = ScanOptions::What::All;
        const FileList list = scanList(disk, {"/w"}, options);
        const RenameRecipe recipe = replaceRecipe("a", is("another folder") ? "in/x" : "x");
        if (is("another folder"))
            disk.addFolder("/w/in");
        std::vector<Bytes> failing;
        if (is("a row failed"))
            failing = {"a2"};
        ScanRequest request;
        request.before = list;
        request.options = options;
        request.options.hidden = is("other options");
        if (is("not on the list"))
            disk.addFile("/w/a3");
        if (is("another file"))
            disk.replaceFile("/w/a2", "x");
        const bool other = is("not on the list") || is("another file"); // a plan made of another list
        request.ran = {runOn(disk, other ? scanList(disk, {"/w"}) : list, recipe, RanBatch::Marks::Show, failing)};
        if (is("files were added"))
            request.addedPaths = {"/v"};
        if (is("read afresh"))
            request.runMarks = ScanRequest::RunMarks::Forget;
        const auto calls = disk.callCount();
        readList(disk, request, {}, nullptr);
        QVERIFY(disk.callCount() > calls);
    }

    void stopped()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a");
        std::stop_source stop;
        stop.request_stop();
        ScanRequest request;
        request.addedPaths = {"/w"};
        QVERIFY(readList(disk, request, stop.get_token(), nullptr).cancelled);
    }
};

BULKHEAD_UI_TEST_MAIN(TestListWork)
#include "tst_list_work.moc"
