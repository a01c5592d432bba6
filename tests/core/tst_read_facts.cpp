// SPDX-License-Identifier: GPL-3.0-or-later
// From rows of a table to facts: what is opened, what is remembered, what goes wrong. And templates that ask for them.
#include "core/metadata/read_facts.h"

#include "core/fs/scanner.h"
#include "core/rename/plan.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/media.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

const FactKey kModel{.kind = FactKey::Kind::Exif, .name = "Model"};
const FactKey kCrc{.kind = FactKey::Kind::Hash, .name = "crc32"};

Bytes photoBy(const char *model)
{
    return makeJpeg(
        {{"Exif.Image.Model", model}, {"Exif.Photo.DateTimeOriginal", "2024:05:31 14:07:09"}, {"Exif.Photo.SubSecTimeOriginal", "5"}});
}

/// A disk in memory behind one that can fail, its rows, and a cache.
struct Rig {
    MemoryFileSystem memory;
    FaultyFileSystem files{memory};
    FileTable table;
    FactCache cache;

    void scan(bool recursive = true)
    {
        ScanOptions options;
        options.recursive = recursive;
        table = bulkhead::scan(files, {"/d"}, options, {}).table;
    }
    RowId row(BytesView name) const
    {
        for (RowId each = 0; each < table.rowCount(); ++each) {
            if (table.name(each) == name)
                return each;
        }
        qFatal("no such row");
    }
    FileFacts read(const std::vector<FactKey> &keys, unsigned threads = 1)
    {
        const std::vector<RowId> rows = allRows(table);
        return readFacts(files, table, {.rows = rows, .keys = keys}, cache, {}, threads).value();
    }
    std::uint64_t opened() const { return files.count(FsCall::OpenFile); }
};

QByteArray shownView(const FileFacts::View &view)
{
    return view.state == Fact::State::None ? "none" : view.state == Fact::State::Unreadable ? "unreadable" : shown(view.text);
}

} // namespace

class TestReadFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachRow()
    {
        Rig rig;
        rig.memory.addFile("/d/a.jpg", photoBy("A"));
        rig.memory.addFile("/d/b.txt", "words");
        rig.memory.addFile("/d/\xFF.jpg", photoBy("照片"));
        rig.memory.addFile("/d/e/c.jpg", photoBy("C"));
        rig.memory.addLink("/d/link.jpg", "a.jpg");
        rig.scan();
        for (const unsigned threads : {1U, 4U}) {
            FactCache cache;
            const std::vector<RowId> rows = allRows(rig.table);
            const std::vector<FactKey> keys{kModel, kCrc};
            const FileFacts facts = readFacts(rig.files, rig.table, {.rows = rows, .keys = keys}, cache, {}, threads).value();
            QCOMPARE(shownView(facts.find(rig.row("a.jpg"), kModel)), QByteArray("A"));
            QCOMPARE(shownView(facts.find(rig.row("b.txt"), kModel)), QByteArray("none"));
            QCOMPARE(shownView(facts.find(rig.row("b.txt"), kCrc)), QByteArray("717d1e8c"));
            QCOMPARE(shownView(facts.find(rig.row("\xFF.jpg"), kModel)), QByteArray("照片"));
            QCOMPARE(shownView(facts.find(rig.row("c.jpg"), kModel)), QByteArray("C"));
            QCOMPARE(shownView(facts.find(rig.row("link.jpg"), kModel)), QByteArray("none"));
        }
        QCOMPARE(shownView(rig.read({kModel}).find(rig.row("a.jpg"), kCrc)), QByteArray("none")); // nobody asked
    }

    void knowsWhatItRead()
    {
        Rig rig;
        rig.memory.addFile("/d/a.jpg", photoBy("A"));
        rig.memory.addFile("/d/b.jpg", photoBy("B"));
        rig.scan();
        rig.read({kModel});
        QCOMPARE(rig.opened(), 2U);
        rig.read({kModel});
        QCOMPARE(rig.opened(), 2U);
        rig.read({kModel, kCrc}); // another question
        QCOMPARE(rig.opened(), 4U);
        rig.memory.rename("/d/a.jpg", "/d/c.jpg");
        rig.scan();
        QCOMPARE(shownView(rig.read({kModel}).find(rig.row("c.jpg"), kModel)), QByteArray("A"));
        QCOMPARE(rig.opened(), 4U);
        rig.memory.addFile("/d/b.jpg", photoBy("New"));
        rig.scan();
        QCOMPARE(shownView(rig.read({kModel}).find(rig.row("b.jpg"), kModel)), QByteArray("New"));
        QCOMPARE(rig.opened(), 5U);
    }

    void forgetsKeysLongUnasked()
    {
        FactCache cache;
        const FileIdentity file{.inode = 7, .type = FileType::Regular};
        for (int i = 0; i < 17; ++i)
            cache.store(file, {.kind = FactKey::Kind::Exif, .name = std::to_string(i)}, {});
        QVERIFY(!cache.find(file, {.kind = FactKey::Kind::Exif, .name = "0"}));
        QVERIFY(cache.find(file, {.kind = FactKey::Kind::Exif, .name = "1"}));
        QVERIFY(cache.find(file, {.kind = FactKey::Kind::Exif, .name = "16"}));
    }

    void unreadable_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::newRow("may not be read") << int(FsCall::OpenFile) << EACCES;
        QTest::newRow("gone") << int(FsCall::OpenFile) << ENOENT;
        QTest::newRow("folder gone") << int(FsCall::OpenDirectoryNoLinks) << ENOENT;
        QTest::newRow("broken disk") << int(FsCall::OpenFile) << EIO;
    }
    void unreadable()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        Rig rig;
        rig.memory.addFile("/d/a.jpg", photoBy("A"));
        rig.scan();
        rig.files.fail({.call = FsCall(call)}, error);
        QCOMPARE(shownView(rig.read({kModel}).find(0, kModel)), QByteArray("unreadable"));
        rig.files.clearRules();
        QCOMPARE(shownView(rig.read({kModel}).find(0, kModel)), QByteArray("A")); // was not remembered
    }

    void anotherFileByNow()
    {
        Rig rig;
        rig.memory.addFile("/d/a.jpg", photoBy("A"));
        rig.scan();
        rig.memory.replaceFile("/d/a.jpg", photoBy("B"));
        QCOMPARE(shownView(rig.read({kModel}).find(0, kModel)), QByteArray("unreadable"));
    }

    void stops()
    {
        Rig rig;
        for (int i = 0; i < 100; ++i)
            rig.memory.addFile("/d/" + std::to_string(i), "words");
        rig.scan();
        std::stop_source stop;
        rig.files.after({.call = FsCall::OpenFile, .nth = 30}, [&] { stop.request_stop(); });
        std::atomic<std::int64_t> done{0};
        const std::vector<RowId> rows = allRows(rig.table);
        QVERIFY(!readFacts(rig.files, rig.table, {.rows = rows, .keys = std::span(&kCrc, 1)}, rig.cache, stop.get_token(), 2, &done));
        QVERIFY(done < 40);
        QVERIFY(readFacts(rig.files, rig.table, {.rows = rows, .keys = std::span(&kCrc, 1)}, rig.cache, {}, 2, &done));
    }

    void templates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("expected"); // a name, or an issue
        const auto row = [](const char *title, QByteArray text, QByteArray file, QByteArray expected) {
            QTest::newRow(title) << text << file << expected;
        };
        row("taken and model", "{taken:yyyy-MM-dd} {exif:Model}", "p.jpg", "2024-05-31 Nikon Z 9.jpg");
        row("taken by default", "{taken}", "p.jpg", "2024-05-31.jpg");
        row("taken by the camera's clock", "{taken:hh.mm.ss}", "p.jpg", "14.07.09.jpg");
        row("a value beside literal text", "x{exif:Model}y", "照片.jpg", "xNikon Z 9y.jpg");
        row("filtered", "{exif:Model|lower|replace: ,-}", "p.jpg", "nikon-z-9.jpg");
        row("no value", "{exif:LensModel}", "p.jpg", "no-value");
        row("no value, but a word", "{exif:LensModel|or:none}", "p.jpg", "none.jpg");
        row("no image", "{taken}", "words.txt", "no-value");
        row("no image, but a word", "{taken|or:undated} {stem}", "words.txt", "undated words.txt");
        row("damaged", "{exif:Model}", "damaged.jpg", "file-unreadable");
        row("damaged, but a word", "{exif:Model|or:unknown}", "damaged.jpg", "unknown.jpg");
        row("size of the image", "{width}x{height}", "p.jpg", "8x6.jpg");
        row("audio", "{audio:track|pad:2} {audio:title}", "s.mp3", "03 AC_DC.mp3");
        row("audio of no audio", "{audio:title}", "words.txt", "no-value");
        row("MIME", "{mime}", "words.txt", "text_plain.txt");
        row("hash by default", "{hash|first:8}", "words.txt", "dba36bff.txt");
        row("hash", "{hash:crc32}", "words.txt", "717d1e8c.txt");
        row("access time", "{atime:yyyy@UTC}", "words.txt", "2020.txt");
        row("access time, default", "{atime@UTC|first:4}", "words.txt", "2020.txt");
        row("a folder asks nothing", "{mime}", "folder/", "no-value");
        row("in a replacement", "{original.stem}_{exif:Model}", "p.jpg", "p_Nikon Z 9.jpg");
    }
    void templates()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, expected);
        Rig rig;
        rig.memory.addFile("/d/p.jpg", photoBy("Nikon Z 9"));
        rig.memory.addFile("/d/照片.jpg", photoBy("Nikon Z 9"));
        rig.memory.addFile("/d/damaged.jpg", photoBy("Nikon Z 9").substr(0, 60));
        rig.memory.addFile("/d/words.txt", "words");
        rig.memory.addFile("/d/s.mp3", makeMp3({{"TITLE", "AC/DC"}, {"TRACKNUMBER", "3/12"}}));
        rig.memory.addFolder("/d/folder");
        rig.table = scan(rig.files, {"/d"}, {.what = ScanOptions::What::All}, {}).table;
        const auto recipe = compiled({.rules = {{.rule = TemplateRule{.text = bytesOf(text)}}}});
        const FileFacts facts = rig.read(recipe->facts());
        const BatchFacts batch = makeBatchFacts(rig.table, allRows(rig.table), 0);
        const Bytes name = bytesOf(file.endsWith('/') ? file.chopped(1) : file);
        const auto evaluator = NameEvaluator::make(rig.table, *recipe, batch, &facts);
        const NameEvaluator::Outcome outcome = evaluator->evaluate(rig.row(name));
        QCOMPARE(outcome.issue == RowIssue::None ? shown(outcome.name) : QByteArray(rowIssueName(outcome.issue)), expected);
    }

    void extensionsByContent_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("expected"); // a name, or an issue
        const auto row = [](const char *title, QByteArray file, const Bytes &content, QByteArray expected, QByteArray more = {}) {
            QTest::newRow(title) << "{'rule': 'extension', 'from': 'content'" + more + "}" << file << QByteArray::fromStdString(content)
                                 << expected;
        };
        const Bytes jpeg = makeJpeg({});
        row("wrong", "a.png", jpeg, "a.jpg");
        row("none", "照片", jpeg, "照片.jpg");
        row("undecodable name", "a\xFF", jpeg, "a\xFF.jpg");
        row("right", "a.jpg", jpeg, "a.jpg");
        row("right in another spelling", "a.jpeg", jpeg, "a.jpeg");
        row("right in capitals", "a.JPG", jpeg, "a.JPG");
        row("made lower", "a.JPG", jpeg, "a.jpg", ", 'case': 'lower'");
        row("one more behind it", "a.png", jpeg, "a.jpg.bak", ", 'add': 'bak'");
        row("a kind of it", "a.docx", Bytes("PK\x03\x04", 4) + Bytes(40, '\0'), "a.docx");
        row("PNG", "a.jpg", makePng({}), "a.png");
        row("FLAC", "a.mp3", makeFlac({}), "a.flac");
        row("plain text", "a.py", "words", "a.py");
        row("plain text without one", "README", "words", "README");
        row("what could be anything", "a.bin", Bytes("\x01\x02\x03\xF0", 4), "a.bin");
        row("nothing in it", "a.jpg", "", "a.jpg");
        row("dot file", ".photo", jpeg, ".photo.jpg");
    }
    void extensionsByContent()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, content);
        Rig rig;
        rig.memory.addFile("/d/" + bytesOf(file), bytesOf(content));
        rig.table = scan(rig.files, {"/d"}, {.hidden = true}, {}).table;
        const auto recipe = compiled(recipeOf(bytesOf(rule)));
        const FileFacts facts = rig.read(recipe->facts());
        const BatchFacts batch = makeBatchFacts(rig.table, allRows(rig.table), 0);
        const auto evaluator = NameEvaluator::make(rig.table, *recipe, batch, &facts);
        const NameEvaluator::Outcome outcome = evaluator->evaluate(0);
        QCOMPARE(QByteArray(rowIssueName(outcome.issue)), QByteArray(rowIssueName(RowIssue::None)));
        QTEST(shown(outcome.name), "expected");
    }

    void photosByTheDateRule_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("expected"); // a name, or an issue
        const auto row = [](const char *title, QByteArray more, QByteArray file, QByteArray expected) {
            QTest::newRow(title) << "{'rule': 'date', 'source': 'taken'" + more + "}" << file << expected;
        };
        row("by default", "", "p.jpg", "2024-05-31p.jpg");
        row("with its time of day", ", 'format': 'HH.mm', 'separator': ' '", "p.jpg", "14.07 p.jpg");
        row("behind the name", ", 'at': 'suffix', 'separator': '_'", "照片.jpg", "照片_2024-05-31.jpg");
        row("no photo", "", "words.txt", "no-date");
        row("damaged", "", "damaged.jpg", "file-unreadable");
    }
    void photosByTheDateRule()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, file);
        Rig rig;
        rig.memory.addFile("/d/p.jpg", photoBy("Nikon Z 9"));
        rig.memory.addFile("/d/照片.jpg", photoBy("Nikon Z 9"));
        rig.memory.addFile("/d/damaged.jpg", photoBy("Nikon Z 9").substr(0, 60));
        rig.memory.addFile("/d/words.txt", "words");
        rig.scan();
        const auto recipe = compiled(recipeOf(bytesOf(rule)));
        const FileFacts facts = rig.read(recipe->facts());
        const BatchFacts batch = makeBatchFacts(rig.table, allRows(rig.table), 0);
        const auto evaluator = NameEvaluator::make(rig.table, *recipe, batch, &facts);
        const NameEvaluator::Outcome outcome = evaluator->evaluate(rig.row(bytesOf(file)));
        QTEST(outcome.issue == RowIssue::None ? shown(outcome.name) : QByteArray(rowIssueName(outcome.issue)), "expected");
    }

    void anUnreadableFileKeepsNoExtension()
    {
        Rig rig;
        rig.memory.addFile("/d/a.png", makeJpeg({}));
        rig.scan();
        rig.files.fail({.call = FsCall::OpenFile}, EACCES);
        const auto recipe = compiled(recipeOf("{'rule': 'extension', 'from': 'content'}"));
        const FileFacts facts = rig.read(recipe->facts());
        const BatchFacts batch = makeBatchFacts(rig.table, allRows(rig.table), 0);
        QCOMPARE(NameEvaluator::make(rig.table, *recipe, batch, &facts)->evaluate(0).issue, RowIssue::FileUnreadable);
    }

    void mimeFollowsTheName()
    {
        Rig rig;
        const FactKey mime{.kind = FactKey::Kind::Mime, .name = {}};
        rig.memory.addFile("/d/a.txt", "words");
        rig.scan();
        QCOMPARE(shownView(rig.read({mime}).find(0, mime)), QByteArray("text_plain"));
        rig.memory.rename("/d/a.txt", "/d/a.csv");
        rig.scan();
        QCOMPARE(shownView(rig.read({mime}).find(0, mime)), QByteArray("text_csv"));
    }

    void wholeBatchRulesSeeFacts()
    {
        Rig rig;
        for (const char *name : {"a", "b", "c"})
            rig.memory.addFile(Bytes("/d/") + name + ".jpg", photoBy(*name == 'c' ? "Two" : "One"));
        rig.scan();
        const auto recipe
            = compiled(recipeOf("{'rule': 'template', 'text': '{exif:Model}'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
        const FileFacts facts = rig.read(recipe->facts());
        const auto table = std::make_shared<const FileTable>(std::move(rig.table));
        const RenamePlan plan = planRenames(table, {}, *recipe, allRows(*table), {}, 0, {}, 1, &facts);
        QCOMPARE(shown(plan.targets->name(0)), QByteArray("One1.jpg"));
        QCOMPARE(shown(plan.targets->name(1)), QByteArray("One2.jpg"));
        QCOMPARE(shown(plan.targets->name(2)), QByteArray("Two.jpg"));
    }

    void asksEachOnce()
    {
        const auto recipe = compiled(recipeOf("{'rule': 'template', 'text': '{exif:Model} {exif:Model} {width}'},"
                                              "{'rule': 'insert', 'text': '{width}'}, {'rule': 'replace', 'find': 'a', 'with': '{mime}'}"));
        QCOMPARE(recipe->facts().size(), std::size_t(3));
        QVERIFY(compiled(recipeOf("{'rule': 'template', 'text': '{stem} {mtime}'}"))->facts().empty());
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("column");
        using Code = RecipeProblem::Code;
        const auto row = [](const char *text, Code code, int column) { QTest::newRow(text) << QByteArray(text) << int(code) << column; };
        row("{exif}", Code::BadArgument, 1);
        row("{exif:}", Code::BadArgument, 6);
        row("{exif:Modell}", Code::BadArgument, 6);
        row("照{iptc:Keyword}", Code::BadArgument, 7);
        row("{xmp:Xmp.no.title}", Code::BadArgument, 5);
        row("{audio:singer}", Code::BadArgument, 7);
        row("{width:2}", Code::BadArgument, 7);
        row("{mime:image}", Code::BadArgument, 6);
        row("{hash:sha3}", Code::BadArgument, 6);
        row("{taken:yyyy@UTC}", Code::BadArgument, 12);
        row("{atime:yyyy@Nowhere}", Code::BadArgument, 12);
        row("{takens}", Code::UnknownToken, 1);
    }
    void problems()
    {
        QFETCH(QByteArray, text);
        const auto result = compileRecipe({.rules = {{.rule = TemplateRule{.text = bytesOf(text)}}}});
        const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result);
        QVERIFY(problems);
        QTEST(int(problems->front().code), "code");
        QTEST(problems->front().column, "column");
        QCOMPARE(shown(problems->front().field), QByteArray("rules[0].text"));
    }
};

QTEST_APPLESS_MAIN(TestReadFacts)
#include "tst_read_facts.moc"
