// SPDX-License-Identifier: GPL-3.0-or-later
// The rule decode: names in an encoding that is named, found, or garbled. Encoded here by iconv, not by what decodes.
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

#include <iconv.h>

#include <atomic>
#include <thread>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

using Names = std::vector<Bytes>;

/// Aborts where `text` cannot be in the encoding.
Bytes encoded(const Bytes &text, const char *encoding)
{
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    Bytes from = text, out(text.size() * 4 + 16, '\0');
    char *in = from.data(), *end = out.data();
    std::size_t inLeft = from.size(), outLeft = out.size();
    if (converter == iconv_t(-1) || iconv(converter, &in, &inLeft, &end, &outLeft) != 0) {
        std::abort();
    }
    iconv_close(converter);
    out.resize(out.size() - outLeft);
    return out;
}

Names encoded(const Names &texts, const char *encoding)
{
    Names names;
    for (const Bytes &text : texts) {
        names.push_back(encoded(text, encoding));
    }
    return names;
}

const Names kSimplified = {"照片.jpg", "会议记录2.txt", "年度总结.doc", "北京旅游.jpg", "第一章.txt", "新建文件夹", "财务报表 - 副本.xls",
    "学习资料.zip", "身份证扫描件.png", "月亮代表我的心.mp3", "红楼梦.epub", "操作手册.pdf", "设计方案_最终.ppt"};
const Names kTraditional = {"照片.jpg", "會議記錄2.txt", "年度總結.doc", "台北旅遊.jpg", "第一章.txt", "新增資料夾", "財務報表 - 複本.xls",
    "學習資料.zip", "身份證.png", "鄧麗君.mp3", "紅樓夢.epub", "說明書.pdf", "專案計畫_設計.ppt"};
const Names kJapanese = {"写真.jpg", "会議の記録2.txt", "東京.doc", "旅行のしおり.jpg", "第一話.txt", "新しいフォルダ",
    "説明書 - コピー.xls", "ダウンロード.zip", "家族の思い出.png", "となりのトトロ.mp3", "誕生日パーティー.epub"};
const Names kKorean = {"사진.jpg", "회의록2.txt", "보고서.doc", "서울여행.jpg", "제일장.txt", "새폴더", "급여명세서 - 복사본.xls",
    "다운로드.zip", "가족생일.png", "겨울연가.mp3", "설명서.epub", "소프트웨어계획.pdf"};
const Names kRussian = {"фотографии.jpg", "протокол2.txt", "отпуск.doc", "Москва.jpg", "глава первая.txt", "новая папка",
    "зарплата - копия.xls", "загрузки.zip", "день рождения.png", "музыка.mp3", "война и мир.epub", "инструкция.pdf"};
const Names kGreek = {"φωτογραφίες.jpg", "μουσική.mp3", "έγγραφο.doc", "Αθήνα.jpg", "διακοπές.txt", "αναφορά.pdf", "ταινία.avi",
    "συμβόλαιο.doc", "πρόγραμμα.xls", "κείμενο.txt"};

std::vector<Named> decoded(const Names &names, const char *rule = "{'rule': 'decode'}")
{
    Names paths;
    for (const Bytes &name : names) {
        paths.push_back("/d/" + name);
    }
    return nameAll(tableOf(paths), recipeOf(rule));
}

int marked(const std::vector<Named> &rows, RowIssue issue)
{
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [issue](const Named &row) { return row.issue == issue; }));
}

} // namespace

Q_DECLARE_METATYPE(Names)

class TestRulesDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found_data()
    {
        QTest::addColumn<Names>("texts");
        QTest::addColumn<QByteArray>("encoding");
        QTest::newRow("GBK") << kSimplified << QByteArray("GBK");
        QTest::newRow("Big5") << kTraditional << QByteArray("BIG5");
        QTest::newRow("Shift-JIS") << kJapanese << QByteArray("SHIFT_JIS");
        QTest::newRow("EUC-JP") << kJapanese << QByteArray("EUC-JP");
        QTest::newRow("EUC-KR") << kKorean << QByteArray("EUC-KR");
        QTest::newRow("KOI8-R") << kRussian << QByteArray("KOI8-R");
        QTest::newRow("windows-1251") << kRussian << QByteArray("CP1251");
        QTest::newRow("ISO-8859-7") << kGreek << QByteArray("ISO-8859-7");
    }
    void found()
    {
        QFETCH(Names, texts);
        QFETCH(QByteArray, encoding);
        Names names = encoded(texts, encoding.constData());
        // These say nothing, and stay.
        texts.insert(texts.end(), {"IMG_1.jpg", "已经是.txt", "é"});
        names.insert(names.end(), {"IMG_1.jpg", "已经是.txt", "é"});
        const std::vector<Named> rows = decoded(names);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(shown(rows[i].name), shown(texts[i]));
            QCOMPARE(QByteArray(rowIssueName(rows[i].issue)), QByteArray("none"));
        }
    }

    void notGuessed_data()
    {
        QTest::addColumn<Names>("names");
        QTest::addColumn<int>("undecided");
        const auto with = [](Names names, const Names &more) {
            names.insert(names.end(), more.begin(), more.end());
            return names;
        };
        const Names gbk = encoded(kSimplified, "GBK");
        const int all = static_cast<int>(gbk.size());
        QTest::newRow("nothing to decode") << Names{"a", "é", "照片"} << 0;
        QTest::newRow("one name") << Names{gbk.front(), "a", "照片"} << 1;
        QTest::newRow("a few names") << Names{gbk[0], gbk[2], gbk[4]} << 3;
        QTest::newRow("one that ends within a character") << with(gbk, {"\xd5\xd5\xc6.jpg"}) << all + 1;
        QTest::newRow("one of another encoding") << with(gbk, {"caf\xe9s"}) << 1;
        QTest::newRow("two encodings") << with(gbk, encoded(kJapanese, "SHIFT_JIS")) << all + static_cast<int>(kJapanese.size());
        QTest::newRow("three encodings") << with(with(gbk, encoded(kTraditional, "BIG5")), encoded(kRussian, "KOI8-R"))
                                         << all + static_cast<int>(kTraditional.size() + kRussian.size());
        QTest::newRow("a character beyond the core") << with(gbk, encoded(Names{"朱镕基.txt", "囧.txt"}, "GBK")) << 2;
        QTest::newRow("random bytes") << Names(40, "\xff\xfe\x81\x80\xff") << 40;
        // uchardet says IBM866, ICU windows-1252.
        QTest::newRow("detectors at odds") << encoded(kRussian, "IBM866") << static_cast<int>(kRussian.size());
    }
    void notGuessed()
    {
        QFETCH(Names, names);
        const std::vector<Named> rows = decoded(names);
        QTEST(marked(rows, RowIssue::AmbiguousEncoding), "undecided");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(rows[i].issue == RowIssue::None || rows[i].name == names[i]);
        }
    }

    void namesByHandSayNothing()
    {
        Names paths = {"/d/\xff"};
        for (const Bytes &name : encoded(kSimplified, "GBK")) {
            paths.push_back("/d/" + name);
        }
        const FileTable table = tableOf(paths);
        const CompiledRecipeRef chain = compiled(recipeOf("{'rule': 'decode'}"));
        BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        QVERIFY(stageBatch(table, *chain, {}, facts, {}));
        QCOMPARE(facts.stagedEncoding, Names{""});
        QVERIFY(stageBatch(table, *chain, {.names = {{0, "a"}}, .excluded = {}}, facts, {}));
        QCOMPARE(facts.stagedEncoding, Names{"GB2312"});
    }

    void besideACounterOfTheWholeBatch()
    {
        Names names = encoded(kSimplified, "GBK");
        names.push_back("same.txt");
        names.push_back("same.txt");
        const auto rows = decoded(names,
            "{'rule': 'number', 'count': 'changed', 'at': 'suffix'}, {'rule': 'decode'}, "
            "{'rule': 'number', 'count': 'changed', 'at': 'suffix', 'separator': '-', 'pad': 0}");
        QCOMPARE(shown(rows[0].name), QByteArray("照片-1.jpg"));
        QCOMPARE(shown(rows[4].name), QByteArray("第一章-5.txt"));
        QCOMPARE(shown(rows.back().name), QByteArray("same.txt"));
    }

    void stopped()
    {
        const FileTable table = tableOf({"/d/\xd5\xd5"});
        const CompiledRecipeRef chain = compiled(recipeOf("{'rule': 'decode'}"));
        BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!stageBatch(table, *chain, {}, facts, stop.get_token()));
    }

    void oneStepServesThreads()
    {
        const Names names = encoded(kJapanese, "SHIFT_JIS");
        Names paths;
        for (const Bytes &name : names) {
            paths.push_back("/d/" + name);
        }
        const FileTable table = tableOf(paths);
        const CompiledRecipeRef chain = compiled(recipeOf("{'rule': 'decode', 'from': 'Shift_JIS'}"));
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                const auto evaluator = NameEvaluator::make(table, *chain, facts);
                for (int turn = 0; turn < 200; ++turn) {
                    for (RowId row = 0; row < table.rowCount(); ++row) {
                        wrong += evaluator->evaluate(row).name != kJapanese[row];
                    }
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }

    void laws()
    {
        QVERIFY(rc::check("what was encoded comes back, and what is decoded is UTF-8", [] {
            struct Language {
                const char *encoding;
                const Names &texts;
            };
            static const std::vector<Language> languages = {{"GBK", kSimplified}, {"GB18030", kTraditional}, {"BIG5", kTraditional},
                {"SHIFT_JIS", kJapanese}, {"EUC-JP", kJapanese}, {"EUC-KR", kKorean}, {"KOI8-R", kRussian}, {"IBM866", kRussian}};
            const Language language = languages[*rc::gen::inRange<std::size_t>(0, languages.size())];
            Bytes text = "x";
            for (int i = 0; i < 3; ++i) {
                text += language.texts[*rc::gen::inRange<std::size_t>(0, language.texts.size())];
            }
            RenameRecipe recipe;
            recipe.rules.push_back({DecodeRule{Bytes(language.encoding)}});
            const Named named = nameOne(encoded(text, language.encoding), recipe);
            RC_ASSERT(named.issue == RowIssue::None);
            RC_ASSERT(named.name == text);
        }));
        QVERIFY(rc::check("any bytes become UTF-8 or are marked, and decoding again changes nothing", [] {
            Bytes name = "x";
            for (const int byte : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0x30, 0x100))) {
                name += static_cast<char>(byte);
            }
            RC_PRE(name.size() < 80u);
            RenameRecipe recipe;
            recipe.rules.push_back({DecodeRule{*rc::gen::elementOf(Names{"GBK", "GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR",
                "windows-949", "EUC-TW", "Big5-HKSCS", "KOI8-R", "IBM437", "windows-1258", "macintosh"})}});
            const Named once = nameOne(name, recipe);
            RC_PRE(once.issue != RowIssue::TooLong);
            RC_ASSERT(once.issue == RowIssue::None || (once.issue == RowIssue::NotDecodable && once.name == name));
            if (once.issue == RowIssue::None) {
                const Named twice = nameOne(once.name, recipe);
                RC_ASSERT(twice.issue == RowIssue::None);
                RC_ASSERT(twice.name == once.name);
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesDecode)
#include "tst_rules_decode.moc"
