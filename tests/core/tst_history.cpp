// SPDX-License-Identifier: GPL-3.0-or-later
// The history as one process sees it.
#include "core/history/history.h"
#include "core/history/open_history.h"
#include "core/history/schema.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <sys/stat.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

mode_t modeOf(const Bytes &path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

template <class Batch>
std::vector<BatchId> idsOf(const std::vector<Batch> &batches)
{
    std::vector<BatchId> ids;
    for (const Batch &batch : batches)
        ids.push_back(batch.id);
    return ids;
}

/// A batch of two moves that takes back `reversed`, with `done` of them done.
BatchId writeReversal(History &history, Direction direction, BatchId reversed, int done = 2, BatchState state = BatchState::Done)
{
    SampleBatch batch = sampleBatch(2);
    batch.header.direction = direction;
    batch.header.reverses = reversed;
    for (int i = 0; i < 2; ++i)
        batch.moves[std::size_t(i)].result = i < done ? MoveResult::Done : MoveResult::Failed;
    return writeBatch(history, batch, state);
}

} // namespace

#define VERIFY_OK(expression)                                                                                                              \
    do {                                                                                                                                   \
        const auto &outcome = (expression);                                                                                                \
        QVERIFY2(outcome, outcome ? "" : describeError(outcome.error()).c_str());                                                          \
    } while (false)

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsTablesAreInTheFile();
    void makesItsFolderPrivate();
    void takesAwayWhatOthersMayDo();
    void readsBackWhatWasMeantAndWhatBecameOfIt();
    void readsBackAfterItWasClosed();
    void holdsOneHundredThousandRows();
    void holdsAnEmptyBatch();
    void listsNewestFirst();
    void showsABatchThatIsAtWork();
    void leavesNoTraceOfWhatWasNotSealed();
    void takesMovesWhileItSeals();
    void leavesNoTraceWhereTheMovesEnd();
    void refusesWhatItCannotReadBack_data();
    void refusesWhatItCannotReadBack();
    void refusesMisuse();
    void writerOutlivesTheHistory();
    void numbersAreNeverGivenTwice();
    void forgets();
    void knowsWhoTookItBack();
    void undoAndRedo();
    void marksRecovered();
    void finishedRecoveryCanBeUndone();
    void refusesToReverseTwiceAtOnce();
    void waitsForOthersOnlySoLong();
    void reportsWhatIsNotThere();
    void reclaimsTheLog();
};

/// In the log alone they would keep a disk full that a batch has filled: the log cannot be given back before they are copied.
void TestHistory::itsTablesAreInTheFile()
{
    const TempDir state;
    const auto history = History::open(state.path("s"));
    QVERIFY(history);
    struct stat file = {};
    QCOMPARE(::stat(state.path("s/history.sqlite").c_str(), &file), 0);
    QVERIFY2(file.st_size > 4 * 4096, QByteArray::number(qlonglong(file.st_size)).constData());
}

void TestHistory::makesItsFolderPrivate()
{
    const TempDir temp;
    const Bytes folder = temp.path("state/deep/bulkhead");
    {
        const auto history = openSampleHistory(folder);
        writeBatch(*history, sampleBatch(1));
        QCOMPARE(modeOf(temp.path("state")), mode_t(0700));
        QCOMPARE(modeOf(temp.path("state/deep")), mode_t(0700));
        QCOMPARE(modeOf(folder), mode_t(0700));
        QCOMPARE(modeOf(folder + "/history.sqlite"), mode_t(0600));
        QCOMPARE(modeOf(folder + "/history.sqlite-wal"), mode_t(0600));
        QCOMPARE(modeOf(folder + "/history.sqlite-shm"), mode_t(0600));
        QCOMPARE(modeOf(folder + "/owners.lock"), mode_t(0600));
    }
    // Closed by the last one, nothing is left in the log.
    QVERIFY(!temp.exists("state/deep/bulkhead/history.sqlite-wal"));
}

void TestHistory::takesAwayWhatOthersMayDo()
{
    const TempDir temp;
    openSampleHistory(temp.path("state"));
    temp.setMode("state/history.sqlite", 0666);
    openSampleHistory(temp.path("state"));
    QCOMPARE(modeOf(temp.path("state/history.sqlite")), mode_t(0600));
}

void TestHistory::readsBackWhatWasMeantAndWhatBecameOfIt()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    SampleBatch batch = sampleBatch(25);
    batch.header.kind = "edit";
    batch.header.folder = "/caf\xe9\n";
    batch.header.description = "";
    batch.moves[3].source = "caf\xe9";
    batch.moves[4].target = "\xff\xfe";
    batch.moves[5].source = Bytes(255, 'n');
    batch.moves[6].target = "new\nline \x1b[31m";
    batch.moves[3].result = MoveResult::Failed;
    batch.moves[4].result = MoveResult::Skipped;
    batch.moves[5].result = MoveResult::Cancelled;

    const auto before = QDateTime::currentMSecsSinceEpoch();
    const BatchId id = writeBatch(*history, batch, BatchState::Cancelled);
    const auto contents = history->contents(id);
    VERIFY_OK(contents);
    const std::vector<MoveResult> results = resultsOf(batch);
    for (std::size_t i = 0; i < results.size(); ++i)
        batch.moves[i].result = results[i];
    QVERIFY(movesOf(*contents) == batch.moves);
    QCOMPARE(contents->made, batch.made);
    QCOMPARE(contents->removed, batch.removed);
    QCOMPARE(contents->directories.size(), batch.directories.size());
    for (std::size_t i = 0; i < batch.directories.size(); ++i) {
        QCOMPARE(contents->directories[i].path, batch.directories[i].path);
        QVERIFY(contents->directories[i].identity == batch.directories[i].identity);
    }

    const BatchInfo &info = contents->info;
    QCOMPARE(info.id, id);
    QCOMPARE(info.kind, Bytes("edit"));
    QCOMPARE(info.folder, Bytes("/caf\xe9\n"));
    QCOMPARE(info.description, Bytes());
    QCOMPARE(info.state, BatchState::Cancelled);
    QCOMPARE(info.direction, Direction::Do);
    QCOMPARE(info.rows, 25);
    QCOMPARE(info.done, 22);
    QCOMPARE(info.failed, 1);
    QCOMPARE(info.skipped, 1);
    QVERIFY(!info.reverses && !info.reversedBy && !info.ownerAlive);
    QVERIFY(info.startedAt >= before && info.finishedAt >= info.startedAt);
    QVERIFY(info.finishedAt <= QDateTime::currentMSecsSinceEpoch());
}

void TestHistory::readsBackAfterItWasClosed()
{
    const TempDir temp;
    const SampleBatch batch = sampleBatch(5'000);
    const BatchId id = writeBatch(*openSampleHistory(temp.path("state")), batch);
    const auto contents = openSampleHistory(temp.path("state"))->contents(id);
    VERIFY_OK(contents);
    QCOMPARE(contents->moves.size(), batch.moves.size());
    QCOMPARE(contents->moves.back().target, BytesView(batch.moves.back().target));
}

void TestHistory::holdsOneHundredThousandRows()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    SampleBatch batch = sampleBatch(100'000);
    for (std::size_t i = 0; i < batch.moves.size(); ++i)
        batch.moves[i].result = i % 3 == 0 ? MoveResult::Failed : MoveResult::Done;
    const BatchId id = writeBatch(*history, batch);
    const auto contents = history->contents(id);
    VERIFY_OK(contents);
    QVERIFY(movesOf(*contents) == batch.moves);
}

void TestHistory::holdsAnEmptyBatch()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId id = writeBatch(*history, {});
    const auto contents = history->contents(id);
    VERIFY_OK(contents);
    QVERIFY(contents->moves.empty() && contents->directories.empty());
}

void TestHistory::listsNewestFirst()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    QVERIFY(history->batches(10)->empty());
    for (int i = 0; i < 5; ++i)
        writeBatch(*history, sampleBatch(1));
    QCOMPARE(idsOf(*history->batches(10)), (std::vector<BatchId>{5, 4, 3, 2, 1}));
    QCOMPARE(idsOf(*history->batches(2)), (std::vector<BatchId>{5, 4}));
    QCOMPARE(idsOf(*history->batches(2, 4)), (std::vector<BatchId>{3, 2}));
    QVERIFY(history->batches(2, 1)->empty());
    QCOMPARE(history->batch(3)->id, 3);
}

void TestHistory::showsABatchThatIsAtWork()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const auto other = openSampleHistory(temp.path("state"));
    SampleBatch batch = sampleBatch(10);
    {
        const auto writer = writeIntent(*history, batch);
        for (History *reader : {history.get(), other.get()}) {
            const auto info = reader->batch(writer->id());
            QCOMPARE(info->state, BatchState::Running);
            QVERIFY(info->ownerAlive);
            QVERIFY(reader->batches(1)->front().ownerAlive);
            QVERIFY(reader->interrupted()->empty());
            QVERIFY(!*reader->lastUndoable());
        }
        const auto contents = other->contents(writer->id());
        QCOMPARE(contents->token, writer->token());
        QVERIFY(contents->info.ownerAlive);
        QVERIFY(movesOf(*contents) == batch.moves);
        QCOMPARE(other->forget(writer->id()).error().code, ErrorCode::Locked);
        QCOMPARE(other->markRecovered(writer->id(), writer->id(), 0).error().code, ErrorCode::Locked);
    }
    // Destroyed without an end: nobody is at work on it any more.
    const auto interrupted = other->interrupted();
    QCOMPARE(idsOf(*interrupted), (std::vector<BatchId>{1}));
    QVERIFY(!interrupted->front().info->ownerAlive);
    QVERIFY(!other->contents(1)->info.ownerAlive);
    QVERIFY(!other->batches(1)->front().ownerAlive);
    QCOMPARE(other->forget(1).error().code, ErrorCode::InvalidInput);
}

void TestHistory::leavesNoTraceOfWhatWasNotSealed()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    {
        auto writer = history->begin({});
        VERIFY_OK(writer);
        describe(**writer, sampleBatch(10));
        QVERIFY(history->batches(10)->empty());
    }
    QVERIFY(history->batches(10)->empty());
    QCOMPARE(writeBatch(*history, sampleBatch(1)), 1);
}

void TestHistory::takesMovesWhileItSeals()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const SampleBatch batch = sampleBatch(20'000); // More than a chunk.
    auto writer = history->begin(batch.header);
    SampleBatch folders = batch;
    folders.moves.resize(5'000);
    describe(**writer, folders);
    VERIFY_OK((*writer)->seal([&] {
        for (std::size_t i = folders.moves.size(); i < batch.moves.size(); ++i)
            (*writer)->addMove(recordOf(batch.moves[i]));
        return Result<void>();
    }));
    const auto contents = history->contents(1);
    VERIFY_OK(contents);
    QCOMPARE(contents->info.rows, 20'000);
    QVERIFY(movesOf(*contents) == batch.moves);
    VERIFY_OK((*writer)->finish(BatchState::Done, resultsOf(batch)));
}

void TestHistory::leavesNoTraceWhereTheMovesEnd()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const SampleBatch batch = sampleBatch(20'000);
    auto writer = history->begin(batch.header);
    SampleBatch folders = batch;
    folders.moves.clear();
    describe(**writer, folders);
    const auto sealed = (*writer)->seal([&]() -> Result<void> {
        for (const SampleMove &move : batch.moves)
            (*writer)->addMove(recordOf(move));
        return Error{.code = ErrorCode::Cancelled};
    });
    QCOMPARE(sealed.error().code, ErrorCode::Cancelled);
    QCOMPARE((*writer)->finish(BatchState::Done, resultsOf(batch)).error().code, ErrorCode::InvalidInput);
    QVERIFY(history->batches(10)->empty());
    writer->reset();
    QCOMPARE(writeBatch(*history, sampleBatch(1)), 1);
}

void TestHistory::refusesWhatItCannotReadBack_data()
{
    QTest::addColumn<std::function<void(SampleBatch &)>>("spoil");
    const auto row = [](const char *title, std::function<void(SampleBatch &)> spoil) { QTest::newRow(title) << spoil; };
    row("empty name", [](SampleBatch &batch) { batch.moves[1].target = ""; });
    row("a path for a name", [](SampleBatch &batch) { batch.moves[1].source = "a/b"; });
    row("parent folder", [](SampleBatch &batch) { batch.moves[1].target = ".."; });
    row("NUL", [](SampleBatch &batch) { batch.moves[1].target = Bytes("a\0b", 3); });
    row("name of 65,536 bytes", [](SampleBatch &batch) { batch.moves[1].target = Bytes(65'536, 'x'); });
    row("folder that was not added", [](SampleBatch &batch) { batch.moves[1].targetDirectory = 3; });
    row("made folder that was not added", [](SampleBatch &batch) { batch.made = {3}; });
    row("removed folder that was not added", [](SampleBatch &batch) { batch.removed = {3}; });
    row("relative folder", [](SampleBatch &batch) { batch.directories[1].path = "a/b"; });
}

void TestHistory::refusesWhatItCannotReadBack()
{
    QFETCH(std::function<void(SampleBatch &)>, spoil);
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    SampleBatch batch = sampleBatch(3);
    spoil(batch);
    auto writer = history->begin(batch.header);
    describe(**writer, batch);
    QCOMPARE((*writer)->seal().error().code, ErrorCode::InvalidInput);
    QCOMPARE((*writer)->finish(BatchState::Done, resultsOf(batch)).error().code, ErrorCode::InvalidInput);
    QVERIFY(history->batches(10)->empty());
    writer->reset();

    auto later = history->begin(batch.header);
    SampleBatch folders = batch;
    folders.moves.clear();
    describe(**later, folders);
    const auto sealed = (*later)->seal([&] {
        for (const SampleMove &move : batch.moves)
            (*later)->addMove(recordOf(move));
        return Result<void>();
    });
    QCOMPARE(sealed.error().code, ErrorCode::InvalidInput);
    QVERIFY(history->batches(10)->empty());
}

void TestHistory::refusesMisuse()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const SampleBatch batch = sampleBatch(3);
    auto writer = history->begin(batch.header);
    describe(**writer, batch);
    QCOMPARE((*writer)->finish(BatchState::Done, resultsOf(batch)).error().code, ErrorCode::InvalidInput);
    VERIFY_OK((*writer)->seal());
    QCOMPARE((*writer)->seal().error().code, ErrorCode::InvalidInput);
    QCOMPARE((*writer)->finish(BatchState::Running, resultsOf(batch)).error().code, ErrorCode::InvalidInput);
    QCOMPARE((*writer)->finish(BatchState::Done, {}).error().code, ErrorCode::InvalidInput);
    VERIFY_OK((*writer)->finish(BatchState::Done, resultsOf(batch)));
    QCOMPARE((*writer)->finish(BatchState::Failed, resultsOf(batch)).error().code, ErrorCode::InvalidInput);
    QCOMPARE(history->batch(1)->state, BatchState::Done);
}

void TestHistory::writerOutlivesTheHistory()
{
    const TempDir temp;
    auto history = openSampleHistory(temp.path("state"));
    const SampleBatch batch = sampleBatch(3);
    const auto writer = writeIntent(*history, batch);
    history.reset();
    VERIFY_OK(writer->finish(BatchState::Done, resultsOf(batch)));
    QCOMPARE(openSampleHistory(temp.path("state"))->batch(writer->id())->state, BatchState::Done);
}

void TestHistory::numbersAreNeverGivenTwice()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    auto first = history->begin({});
    auto second = openSampleHistory(temp.path("state"))->begin({});
    auto third = history->begin({});
    QCOMPARE((*first)->id(), 1);
    QCOMPARE((*second)->id(), 2);
    QCOMPARE((*third)->id(), 3);
    VERIFY_OK((*second)->seal());
    VERIFY_OK((*first)->seal());
    VERIFY_OK((*first)->finish(BatchState::Done, {}));
    VERIFY_OK((*second)->finish(BatchState::Done, {}));
    third->reset();
    const BatchId fourth = writeBatch(*history, sampleBatch(1));
    QCOMPARE(fourth, 3);
    VERIFY_OK(history->forget(fourth));
    QCOMPARE(writeBatch(*history, sampleBatch(1)), 4);
}

void TestHistory::forgets()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId kept = writeBatch(*history, sampleBatch(5'000));
    const BatchId gone = writeBatch(*history, sampleBatch(5'000));
    VERIFY_OK(history->forget(gone));
    QCOMPARE(idsOf(*history->batches(10)), (std::vector<BatchId>{kept}));
    QCOMPARE(history->contents(gone).error().code, ErrorCode::NotFound);
    QCOMPARE(history->forget(gone).error().code, ErrorCode::NotFound);
    QCOMPARE(history->contents(kept)->moves.size(), std::size_t(5'000));
    const auto connection = Connection::open(temp.path("state/history.sqlite"), std::chrono::milliseconds(0));
    QCOMPARE((*connection)->number("SELECT count(*) FROM chunk WHERE batch = 2", "count").value(), 0);
}

void TestHistory::knowsWhoTookItBack()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId done = writeBatch(*history, sampleBatch(2));
    writeReversal(*history, Direction::Undo, done, 0, BatchState::Failed);
    QVERIFY(!history->batch(done)->reversedBy); // Nothing was taken back.
    const BatchId undo = writeReversal(*history, Direction::Undo, done, 1, BatchState::Cancelled);
    QCOMPARE(history->batch(done)->reversedBy, std::optional<BatchId>(undo));
    const BatchId rest = writeReversal(*history, Direction::Undo, done);
    QCOMPARE(history->batch(done)->reversedBy, std::optional<BatchId>(rest));
    QCOMPARE(history->batch(rest)->reverses, std::optional<BatchId>(done));
    QVERIFY(!history->batch(rest)->reversedBy);
    QCOMPARE(history->batch(rest)->direction, Direction::Undo);
}

void TestHistory::undoAndRedo()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const auto undoable = [&history] { return history->lastUndoable()->value_or(BatchInfo{}).id; };
    const auto redoable = [&history] { return history->lastRedoable()->value_or(BatchInfo{}).id; };
    QCOMPARE(undoable(), 0);
    QCOMPARE(redoable(), 0);
    const BatchId done = writeBatch(*history, sampleBatch(2));
    QCOMPARE(undoable(), done);
    QCOMPARE(redoable(), 0);
    const BatchId undone = writeReversal(*history, Direction::Undo, done);
    QCOMPARE(undoable(), 0);
    QCOMPARE(redoable(), undone);
    const BatchId redone = writeReversal(*history, Direction::Redo, undone);
    QCOMPARE(undoable(), redone);
    QCOMPARE(redoable(), 0);
    const BatchId again = writeReversal(*history, Direction::Undo, redone);
    QCOMPARE(undoable(), 0);
    QCOMPARE(redoable(), again);
    const BatchId next = writeBatch(*history, sampleBatch(2));
    QCOMPARE(undoable(), next);
    QCOMPARE(redoable(), 0);
}

void TestHistory::marksRecovered()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId interrupted = writeIntent(*history, sampleBatch(2))->id();
    const BatchId recovery = writeReversal(*history, Direction::UndoInterrupted, interrupted);
    QCOMPARE(idsOf(*history->interrupted()), (std::vector<BatchId>{interrupted}));
    QCOMPARE(history->markRecovered(recovery, interrupted, 0).error().code, ErrorCode::InvalidInput);
    QCOMPARE(history->markRecovered(99, recovery, 0).error().code, ErrorCode::NotFound);
    QCOMPARE(history->markRecovered(interrupted, 99, 0).error().code, ErrorCode::NotFound);
    VERIFY_OK(history->markRecovered(interrupted, recovery, 0));
    VERIFY_OK(history->markRecovered(interrupted, recovery, 0));
    QVERIFY(history->interrupted()->empty());
    const auto contents = history->contents(interrupted);
    VERIFY_OK(contents);
    QCOMPARE(contents->info.state, BatchState::Recovered);
    QVERIFY(contents->info.finishedAt > 0);
    QCOMPARE(contents->info.reversedBy, std::optional<BatchId>(recovery));
    QCOMPARE(contents->moves.front().result, MoveResult::Unknown);
    QVERIFY(!*history->lastUndoable());
    VERIFY_OK(history->forget(interrupted));
}

void TestHistory::finishedRecoveryCanBeUndone()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId interrupted = writeIntent(*history, sampleBatch(10))->id();
    const BatchId recovery = writeReversal(*history, Direction::FinishInterrupted, interrupted, 1);
    VERIFY_OK(history->markRecovered(interrupted, recovery, 9));
    const auto undoable = history->lastUndoable();
    QVERIFY(*undoable);
    QCOMPARE((*undoable)->id, interrupted);
    QCOMPARE((*undoable)->done, 9);
    QVERIFY(!(*undoable)->reversedBy);
}

void TestHistory::refusesToReverseTwiceAtOnce()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const BatchId done = writeBatch(*history, sampleBatch(2));
    SampleBatch undo = sampleBatch(2);
    undo.header.direction = Direction::Undo;
    undo.header.reverses = done;
    auto first = writeIntent(*history, undo);

    const auto other = openSampleHistory(temp.path("state"));
    auto second = other->begin(undo.header);
    describe(**second, undo);
    QCOMPARE((*second)->seal().error().code, ErrorCode::Locked);
    QCOMPARE(other->batches(10)->size(), std::size_t(2));

    SampleBatch undoOfRunning = undo;
    undoOfRunning.header.reverses = first->id();
    auto third = other->begin(undoOfRunning.header);
    describe(**third, undoOfRunning);
    QCOMPARE((*third)->seal().error().code, ErrorCode::Locked);

    // The one that took it back died: another one may.
    first.reset();
    auto fourth = other->begin(undo.header);
    describe(**fourth, undo);
    VERIFY_OK((*fourth)->seal());
}

void TestHistory::waitsForOthersOnlySoLong()
{
    const TempDir temp;
    openSampleHistory(temp.path("state"));
    auto blocker = Connection::open(temp.path("state/history.sqlite"), std::chrono::milliseconds(0));
    VERIFY_OK(blocker);
    const auto history = openHistory(temp.path("state"), std::chrono::milliseconds(50));
    VERIFY_OK(history);
    {
        const auto writing = WriteTransaction::begin(**blocker, "block");
        VERIFY_OK(writing);
        auto writer = (*history)->begin({});
        VERIFY_OK(writer);
        QElapsedTimer timer;
        timer.start();
        const auto sealed = (*writer)->seal();
        QVERIFY(!sealed);
        QCOMPARE(sealed.error().code, ErrorCode::Locked);
        QVERIFY(timer.elapsed() >= 50);
        QVERIFY((*history)->batches(10)->empty()); // Readers do not wait.
    }
    writeBatch(**history, sampleBatch(1));
}

void TestHistory::reportsWhatIsNotThere()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    QCOMPARE(history->batch(1).error().code, ErrorCode::NotFound);
    QCOMPARE(history->contents(1).error().code, ErrorCode::NotFound);
    QCOMPARE(history->forget(1).error().code, ErrorCode::NotFound);
    QCOMPARE(History::open("relative/path").error().code, ErrorCode::InvalidInput);
    QCOMPARE(History::open("").error().code, ErrorCode::InvalidInput);
    QCOMPARE(History::open("/" + Bytes(3'000, 'x')).error().code, ErrorCode::NameTooLong);
    QCOMPARE(History::open(temp.path(Bytes(250, 'x') + "/" + Bytes(250, 'y'))).error().code, ErrorCode::NameTooLong);
}

void TestHistory::reclaimsTheLog()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const auto logBytes = [&temp] {
        struct stat status = {};
        ::stat(temp.path("state/history.sqlite-wal").c_str(), &status);
        return status.st_size;
    };
    const SampleBatch batch = sampleBatch(200'000);
    const auto other = writeIntent(*history, sampleBatch(1, 1));
    const auto writer = writeIntent(*history, batch);
    const auto grown = logBytes();
    QVERIFY(grown > 4 << 20);
    VERIFY_OK(writer->finish(BatchState::Done, resultsOf(batch)));
    QVERIFY(logBytes() >= grown); // `other` is at work, and has room reserved in it.
    VERIFY_OK(other->finish(BatchState::Done, resultsOf(sampleBatch(1, 1))));
    QCOMPARE(logBytes(), off_t(0));
    QCOMPARE(history->contents(writer->id())->moves.size(), batch.moves.size());
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
