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
