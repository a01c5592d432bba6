// SPDX-License-Identifier: GPL-3.0-or-later
// The packed rows of the history: they read back as written, and never as anything else.
#include "core/history/checksum.h"
#include "core/history/result_codec.h"
#include "core/history/row_codec.h"
#include "core/history/temporary_name.h"
#include "core/history/varint.h"
#include "tests/support/sample_batch.h"

#include <QtTest>

#include <rapidcheck.h>

#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr BatchId kBatch = 42;

rc::Gen<Bytes> anyName()
{
    const auto byte = rc::gen::map(rc::gen::inRange(1, 256), [](int value) { return char(value == '/' ? '_' : value); });
    const auto alike
        = rc::gen::element(Bytes("IMG_0001.jpg"), Bytes("IMG_0002.jpg"), Bytes("a"), Bytes("aa"), Bytes("\xff\xfe"), Bytes("..a"));
    const auto random = rc::gen::map(
        rc::gen::container<Bytes>(byte), [](Bytes name) { return name.empty() || name == "." || name == ".." ? Bytes("x") : name; });
    return rc::gen::oneOf(alike, random);
}

rc::Gen<FileIdentity> anyIdentity()
{
    const auto number = rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(0, 5));
    const auto type = rc::gen::map(rc::gen::inRange(0, int(FileType::BlockDevice) + 1), [](int value) { return FileType(value); });
    return rc::gen::build<FileIdentity>(rc::gen::set(&FileIdentity::device, rc::gen::arbitrary<std::uint64_t>()),
        rc::gen::set(&FileIdentity::inode, rc::gen::arbitrary<std::uint64_t>()), rc::gen::set(&FileIdentity::birth, number),
        rc::gen::set(&FileIdentity::size, number), rc::gen::set(&FileIdentity::modificationTime, number),
        rc::gen::set(&FileIdentity::type, type));
}

rc::Gen<SampleMove> anyMove(std::uint32_t directories)
{
    const auto directory = rc::gen::inRange<std::uint32_t>(0, directories);
    return rc::gen::build<SampleMove>(rc::gen::set(&SampleMove::sourceDirectory, directory),
        rc::gen::set(&SampleMove::targetDirectory, directory), rc::gen::set(&SampleMove::source, anyName()),
        rc::gen::set(&SampleMove::target, anyName()), rc::gen::set(&SampleMove::identity, anyIdentity()));
}

std::vector<Chunk> packed(const std::vector<SampleMove> &moves)
{
    MovePacker packer(kBatch);
    for (const SampleMove &move : moves)
        packer.add(recordOf(move));
    return packer.take();
}

/// Nothing where a chunk was refused.
std::optional<std::vector<SampleMove>> unpacked(const std::vector<Chunk> &chunks, std::size_t directories)
{
    BatchContents contents;
    contents.directories.resize(directories);
    for (const Chunk &chunk : chunks) {
        if (!unpackMoves(chunk.data, chunk.place, contents))
            return {};
    }
    return movesOf(contents);
}

bool isReadable(BytesView chunk, const ChunkPlace &place, std::size_t directories = 3)
{
    BatchContents contents;
    contents.directories.resize(directories);
    return unpackMoves(chunk, place, contents);
}

constexpr ChunkPlace kMoves{.batch = kBatch, .kind = ChunkKind::Moves, .number = 0};

/// A frame that is right around a payload that need not be.
Bytes framed(BytesView payload, std::uint32_t entries, std::uint32_t nameBytes, const ChunkPlace &place = kMoves)
{
    Bytes chunk;
    beginChunk(chunk);
    chunk += payload;
    endChunk(chunk, place, entries, nameBytes);
    return chunk;
}

/// One move of a regular file without a birth time, field by field.
Bytes moveFields(std::initializer_list<std::uint64_t> lengths, BytesView source, BytesView target)
{
    Bytes fields;
    fields += char(1 << 3 | 1 << 4); // no birth time, regular
    for (int i = 0; i < 3; ++i)
        appendVarint(fields, 0); // inode, size, time
    for (const std::uint64_t length : lengths)
        appendVarint(fields, length);
    return fields.append(source).append(target);
}

} // namespace

class TestHistoryRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksumKnowsTheStandardsNumbers();
    void checksumGoesOn();
    void varintsReadBack();
    void movesReadBack();
    void directoriesReadBack();
    void indexesReadBack();
    void resultsReadBack_data();
    void resultsReadBack();
    void resultsFitTheirRoom();
    void manyMovesAreSmall();
    void longNamesMakeShortChunks();
    void everyFlippedBitIsFound();
    void everyCutIsFound();
    void everyPlaceIsChecked();
    void hostileRows_data();
    void hostileRows();
    void anyPayloadIsSafe();
    void temporaryNames();
    void tokensDiffer();
};

void TestHistoryRows::checksumKnowsTheStandardsNumbers()
{
    QCOMPARE(crc32c("123456789"), 0xe3069283u);
    QCOMPARE(crc32c(""), 0u);
    QCOMPARE(crc32c(Bytes(32, '\0')), 0x8a9136aau); // RFC 3720, B.4
    QCOMPARE(crc32c(Bytes(32, '\xff')), 0x62a8ab43u);
}

void TestHistoryRows::checksumGoesOn()
{
    QVERIFY(rc::check("a checksum of parts is the checksum of the whole",
        [](const Bytes &a, const Bytes &b) { RC_ASSERT(crc32c(b, crc32c(a)) == crc32c(a + b)); }));
}

void TestHistoryRows::varintsReadBack()
{
    QVERIFY(rc::check("numbers and distances read back, and the reader stops at the end", [](std::uint64_t value, std::uint64_t from) {
        Bytes bytes;
        appendVarint(bytes, value);
        appendDistance(bytes, from, value);
        appendU32(bytes, std::uint32_t(value));
        ByteReader reader(bytes);
        RC_ASSERT(reader.varint() == value);
        RC_ASSERT(reader.distanceFrom(from) == value);
        RC_ASSERT(reader.u32() == std::uint32_t(value));
        RC_ASSERT(reader.ok() && reader.atEnd());
        RC_ASSERT(reader.varint() == 0u && !reader.ok());
    }));
    const Bytes endless(11, '\x80');
    ByteReader reader(endless);
    QCOMPARE(reader.varint(), std::uint64_t(0));
    QVERIFY(!reader.ok());
}

void TestHistoryRows::movesReadBack()
{
    QVERIFY(rc::check("moves read back as packed, whatever their bytes", [] {
        const auto moves = *rc::gen::container<std::vector<SampleMove>>(anyMove(7));
        RC_ASSERT(unpacked(packed(moves), 7) == moves);
    }));
}

void TestHistoryRows::directoriesReadBack()
{
    QVERIFY(rc::check("directories read back as packed", [] {
        const auto paths = *rc::gen::container<std::vector<Bytes>>(anyName());
        std::vector<DirectoryRecord> directories;
        for (const Bytes &path : paths)
            directories.push_back({"/" + path, *anyIdentity()});
        DirectoryPacker packer(kBatch);
        for (const DirectoryRecord &directory : directories)
            packer.add(directory);
        std::vector<DirectoryRecord> back;
        for (const Chunk &chunk : packer.take())
            RC_ASSERT(unpackDirectories(chunk.data, chunk.place, back));
        RC_ASSERT(back.size() == directories.size());
        for (std::size_t i = 0; i < back.size(); ++i)
            RC_ASSERT(back[i].path == directories[i].path && back[i].identity == directories[i].identity);
    }));
}

void TestHistoryRows::indexesReadBack()
{
    QVERIFY(rc::check("lists of directories read back as packed", [] {
        const auto indexes = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0u, 1'000'000u));
        IndexPacker packer(kBatch, ChunkKind::Removed);
        for (const std::uint32_t index : indexes)
            packer.add(index);
        std::vector<std::uint32_t> back;
        for (const Chunk &chunk : packer.take())
            RC_ASSERT(unpackIndexes(chunk.data, chunk.place, 1'000'000, back));
        RC_ASSERT(back == indexes);
    }));
}

void TestHistoryRows::resultsReadBack_data()
{
    QTest::addColumn<int>("moves");
    QTest::addColumn<int>("changeEvery");
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("all alike") << 100'000 << 1'000'000;
    QTest::newRow("long runs") << 100'000 << 5'000;
    QTest::newRow("each another, even") << 1'000 << 1;
    QTest::newRow("each another, odd") << 1'001 << 1;
    QTest::newRow("pairs") << 999 << 2;
}

void TestHistoryRows::resultsReadBack()
{
    QFETCH(int, moves);
    QFETCH(int, changeEvery);
    std::vector<MoveResult> results;
    for (int i = 0; i < moves; ++i)
        results.push_back(MoveResult(i / changeEvery % 5));
    Bytes room = packResults(kBatch, results);
    QVERIFY(room.size() <= resultRoom(results.size()));
    room.resize(resultRoom(results.size()));

    std::vector<MoveRecord> back(results.size());
    QVERIFY(unpackResults(room, kBatch, back));
    for (std::size_t i = 0; i < back.size(); ++i)
        QCOMPARE(back[i].result, results[i]);

    std::vector<MoveRecord> tooMany(results.size() + 1);
    QVERIFY(!unpackResults(room, kBatch, tooMany));
    QVERIFY(!unpackResults(room, kBatch + 1, back));
    room[room.size() > 20 ? 15 : 5] ^= 1;
    QVERIFY(!unpackResults(room, kBatch, back));
    QVERIFY(!unpackResults(Bytes(room.size(), '\0'), kBatch, back));
}

void TestHistoryRows::resultsFitTheirRoom()
{
    QVERIFY(rc::check("any results fit the room kept for them and read back", [] {
        const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
        std::vector<MoveResult> results;
        for (const int number : numbers)
            results.push_back(MoveResult(number));
        Bytes room = packResults(kBatch, results);
        RC_ASSERT(room.size() <= resultRoom(results.size()));
        room.resize(resultRoom(results.size()));
        std::vector<MoveRecord> back(results.size());
        RC_ASSERT(unpackResults(room, kBatch, back));
        for (std::size_t i = 0; i < back.size(); ++i)
            RC_ASSERT(back[i].result == results[i]);
    }));
}

void TestHistoryRows::manyMovesAreSmall()
{
    const SampleBatch batch = sampleBatch(100'000);
    const std::vector<Chunk> chunks = packed(batch.moves);
    std::size_t bytes = 0;
    for (const Chunk &chunk : chunks)
        bytes += chunk.data.size();
    QCOMPARE(chunks.size(), std::size_t((100'000 + kChunkEntries - 1) / kChunkEntries));
    QVERIFY2(bytes < batch.moves.size() * 50, qPrintable(QString::number(bytes)));
    QVERIFY(unpacked(chunks, 3) == batch.moves);
}

void TestHistoryRows::longNamesMakeShortChunks()
{
    std::vector<SampleMove> moves;
    for (int i = 0; i < 60; ++i)
        moves.push_back({.source = Bytes(kMaxNameBytes, char('a' + i % 26)), .target = Bytes(kMaxNameBytes - std::size_t(i), 'z')});
    const auto chunks = packed(moves);
    QVERIFY(chunks.size() > 4);
    QVERIFY(unpacked(chunks, 1) == moves);
}

void TestHistoryRows::everyFlippedBitIsFound()
{
    const std::vector<Chunk> chunks = packed(sampleBatch(9).moves);
    QCOMPARE(chunks.size(), std::size_t(1));
    QVERIFY(isReadable(chunks[0].data, kMoves));
    for (std::size_t bit = 0; bit < chunks[0].data.size() * 8; ++bit) {
        Bytes flipped = chunks[0].data;
        flipped[bit / 8] ^= char(1 << bit % 8);
        QVERIFY2(!isReadable(flipped, kMoves), qPrintable(QString::number(bit)));
    }
}

void TestHistoryRows::everyCutIsFound()
{
    const Bytes chunk = packed(sampleBatch(9).moves)[0].data;
    for (std::size_t size = 0; size < chunk.size(); ++size)
        QVERIFY2(!isReadable(BytesView(chunk).substr(0, size), kMoves), qPrintable(QString::number(size)));
    QVERIFY(!isReadable(chunk + '\0', kMoves));
}

void TestHistoryRows::everyPlaceIsChecked()
{
    const Bytes chunk = packed(sampleBatch(9).moves)[0].data;
    QVERIFY(isReadable(chunk, kMoves));
    QVERIFY(!isReadable(chunk, {.batch = kBatch + 1, .kind = ChunkKind::Moves, .number = 0}));
    QVERIFY(!isReadable(chunk, {.batch = kBatch + (BatchId(1) << 32), .kind = ChunkKind::Moves, .number = 0}));
    QVERIFY(!isReadable(chunk, {.batch = kBatch, .kind = ChunkKind::Moves, .number = 1}));
    QVERIFY(!isReadable(chunk, {.batch = kBatch, .kind = ChunkKind::Directories, .number = 0}));
}

void TestHistoryRows::hostileRows_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<uint>("entries");
    QTest::addColumn<uint>("nameBytes");
    QTest::addColumn<bool>("readable");
    const auto row = [](const char *title, const Bytes &payload, uint entries, uint nameBytes, bool readable = false) {
        QTest::newRow(title) << QByteArray(payload.data(), qsizetype(payload.size())) << entries << nameBytes << readable;
    };
    // prefix and length of the old name, then prefix, suffix and length of the new one
    const Bytes good = moveFields({0, 3, 1, 1, 1}, "abc", "X"); // abc -> aXc
    row("a good one", good, 1, 6, true);
    row("nothing", "", 0, 0);
    row("more rows than there are", good, 2, 6);
    row("fewer rows than there are", good + good, 1, 6);
    row("bytes behind the rows", good + "x", 1, 6);
    row("names longer than announced", good, 1, 5);
    row("names shorter than announced", good, 1, 7);
    row("names of four gigabytes", good, 1, 0xffffffffu);
    row("four thousand million rows", good, 0xffffffffu, 6);
    row("slash in the old name", moveFields({0, 3, 1, 1, 1}, "a/c", "X"), 1, 6);
    row("slash in the new name", moveFields({0, 3, 1, 1, 1}, "abc", "/"), 1, 6);
    row("up and away", moveFields({0, 3, 0, 0, 2}, "abc", ".."), 1, 5);
    row("empty name", moveFields({0, 3, 0, 0, 0}, "abc", ""), 1, 3);
    row("NUL", moveFields({0, 3, 0, 0, 1}, "abc", BytesView("\0", 1)), 1, 4);
    row("begins like a longer name", moveFields({0, 3, 4, 0, 1}, "abc", "X"), 1, 8);
    row("ends like a longer name", moveFields({0, 3, 0, 4, 1}, "abc", "X"), 1, 8);
    row("first row begins like the one before", moveFields({1, 2, 0, 0, 1}, "bc", "X"), 1, 4);
    row("a name as long as memory", moveFields({0, ~std::uint64_t(0), 0, 0, 1}, "abc", "X"), 1, 4);
    Bytes elsewhere = good;
    elsewhere[0] |= 1 << 1;
    elsewhere.insert(1, 1, char(20)); // ten folders further on
    row("folder that is not there", elsewhere, 1, 6);
}

void TestHistoryRows::hostileRows()
{
    QFETCH(QByteArray, payload);
    QFETCH(uint, entries);
    QFETCH(uint, nameBytes);
    QFETCH(bool, readable);
    const BytesView bytes(payload.constData(), std::size_t(payload.size()));
    QCOMPARE(isReadable(framed(bytes, entries, nameBytes), kMoves), readable);
}

void TestHistoryRows::anyPayloadIsSafe()
{
    QVERIFY(rc::check("a payload of any bytes is refused or gives legal names", [](const Bytes &payload) {
        const auto entries = *rc::gen::inRange(0u, 5u);
        const auto nameBytes = *rc::gen::inRange(0u, 300u);
        BatchContents contents;
        contents.directories.resize(2);
        if (unpackMoves(framed(payload, entries, nameBytes), kMoves, contents)) {
            for (const MoveRecord &move : contents.moves)
                RC_ASSERT(!move.source.empty() && move.source.find('/') == BytesView::npos && move.sourceDirectory < 2);
        }
        std::vector<DirectoryRecord> directories;
        const ChunkPlace folders{.batch = kBatch, .kind = ChunkKind::Directories, .number = 0};
        (void)unpackDirectories(framed(payload, entries, nameBytes, folders), folders, directories);
        std::vector<std::uint32_t> indexes;
        const ChunkPlace made{.batch = kBatch, .kind = ChunkKind::Made, .number = 0};
        if (unpackIndexes(framed(payload, entries, 0, made), made, 9, indexes))
            RC_ASSERT(std::all_of(indexes.begin(), indexes.end(), [](std::uint32_t index) { return index < 9; }));
        std::vector<MoveRecord> moves(entries);
        (void)unpackResults(payload, kBatch, moves);
    }));
}

void TestHistoryRows::temporaryNames()
{
    QCOMPARE(temporaryName("abc", 0), Bytes(".bulkhead-abc-0"));
    QCOMPARE(temporaryName("abc", 35), Bytes(".bulkhead-abc-z"));
    QCOMPARE(temporaryName("abc", 36), Bytes(".bulkhead-abc-10"));
    QVERIFY(temporaryName(makeToken(), ~std::uint64_t(0)).size() < 40);
    std::set<Bytes> names;
    for (std::uint64_t i = 0; i < 10'000; ++i)
        names.insert(temporaryName("abc", i));
    QCOMPARE(names.size(), std::size_t(10'000));
}

void TestHistoryRows::tokensDiffer()
{
    std::set<Bytes> tokens;
    for (int i = 0; i < 1'000; ++i) {
        const Bytes token = makeToken();
        QVERIFY2(isToken(token), token.c_str());
        tokens.insert(token);
    }
    QCOMPARE(tokens.size(), std::size_t(1'000));
    for (const BytesView bad : {"", "abc", "../../../a", "ABCDEFGHIJ", "abcdefghi1", "abcdefghijk"})
        QVERIFY2(!isToken(bad), bad.data());
}

QTEST_APPLESS_MAIN(TestHistoryRows)
#include "tst_history_rows.moc"
