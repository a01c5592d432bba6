// SPDX-License-Identifier: GPL-3.0-or-later
// The rule decode: names in an encoding that is named, found, or garbled. Encoded here by iconv, not by what decodes.
#include "tests/support/rule_rows.h"

#include <rapidcheck.h>

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
    void named_data()
    {
        addRuleRows({
            {"ascii", "{'rule': 'decode', 'from': 'GBK'}", "IMG_1.jpg", "IMG_1.jpg"},
            {"utf-8 already", "{'rule': 'decode', 'from': 'GBK'}", "照片é.jpg", "照片é.jpg"},
            {"utf-8 that is gbk, too", "{'rule': 'decode', 'from': 'GBK'}", "\xc4\xa3", "\xc4\xa3"},
            {"combining", "{'rule': 'decode', 'from': 'ISO-8859-1'}", "e\u0301", "e\u0301"},
            {"GBK", "{'rule': 'decode', 'from': 'GBK'}", "\xd5\xd5\xc6\xac.jpg", "照片.jpg"},
            {"name in small letters", "{'rule': 'decode', 'from': 'gbk'}", "\xd5\xd5", "照"},
            {"GB18030, four bytes", "{'rule': 'decode', 'from': 'GB18030'}", "\x94\x39\xfc\x36\xd5\xd5.txt", "😀照.txt"},
            {"four bytes are no GBK", "{'rule': 'decode', 'from': 'GBK'}", "\x94\x39\xfc\x36", "\x94\x39\xfc\x36", RowIssue::NotDecodable},
            {"Big5", "{'rule': 'decode', 'from': 'Big5'}", "\xb6}\xb5o.txt", "開發.txt"},
            {"Big5 with a backslash in it", "{'rule': 'decode', 'from': 'Big5'}", "a\xa5\\.txt", "a功.txt"},
            {"Shift-JIS", "{'rule': 'decode', 'from': 'Shift_JIS'}", "\x93\xfa\x96{\x8c\xea\x83\\.txt", "日本語ソ.txt"},
            {"half width kana", "{'rule': 'decode', 'from': 'Shift_JIS'}", "\xb1.txt", "ｱ.txt"},
            {"EUC-JP", "{'rule': 'decode', 'from': 'EUC-JP'}", "\xc6\xfc\xcb\xdc\xb8\xec.txt", "日本語.txt"},
            {"EUC-KR", "{'rule': 'decode', 'from': 'EUC-KR'}", "\xc7\xd1\xb1\xb9\xbe\xee.txt", "한국어.txt"},
            {"windows-949", "{'rule': 'decode', 'from': 'windows-949'}", "\x8c\x63\xb9\xe6.txt", "똠방.txt"},
            {"KOI8-R", "{'rule': 'decode', 'from': 'KOI8-R'}", "\xf0\xd2\xc9\xd7\xc5\xd4.txt", "Привет.txt"},
            {"IBM866", "{'rule': 'decode', 'from': 'IBM866'}", "\x8f\xe0\xa8\xa2\xa5\xe2.txt", "Привет.txt"},
            {"windows-1251", "{'rule': 'decode', 'from': 'cp1251'}", "\xcf\xf0\xe8\xe2\xe5\xf2.txt", "Привет.txt"},
            {"windows-1253", "{'rule': 'decode', 'from': 'windows-1253'}", "\xd9\xec\xdd\xe3\xe1.txt", "Ωμέγα.txt"},
            {"windows-1250", "{'rule': 'decode', 'from': 'windows-1250'}", "\x9elu\x9d.txt", "žluť.txt"},
            {"windows-1252", "{'rule': 'decode', 'from': 'windows-1252'}", "\x93\x63\x61\x66\xe9\x94.txt", "“café”.txt"},
            {"Latin-1", "{'rule': 'decode', 'from': 'ISO-8859-1'}", "caf\xe9.txt", "café.txt"},
            {"the extension, too", "{'rule': 'decode', 'from': 'Latin-1'}", "\xe9.\xe9", "é.é"},
            {"whatever the scope", "{'rule': 'decode', 'from': 'Latin-1', 'scope': 'extension'}", "\xe9.\xe9", "é.é"},
            {"a folder", "{'rule': 'decode', 'from': 'GBK'}", "\xd5\xd5.\xc6\xac/", "照.片"},
            {"hidden", "{'rule': 'decode', 'from': 'GBK'}", ".\xd5\xd5", ".照"},
            {"half a character at the end", "{'rule': 'decode', 'from': 'GBK'}", "\xd5\xd5\xc6", "\xd5\xd5\xc6", RowIssue::NotDecodable},
            {"half a character before the dot", "{'rule': 'decode', 'from': 'GBK'}", "\xd5\xd5\xc6.jpg", "\xd5\xd5\xc6.jpg",
                RowIssue::NotDecodable},
            {"bytes of no character", "{'rule': 'decode', 'from': 'Shift_JIS'}", "\xff", "\xff", RowIssue::NotDecodable},
            {"a control of C1", "{'rule': 'decode', 'from': 'ISO-8859-1'}", "\x93q\x94", "\x93q\x94", RowIssue::NotDecodable},
            {"not in windows-1252", "{'rule': 'decode', 'from': 'windows-1252'}", "\x81", "\x81", RowIssue::NotDecodable},
            {"a private character", "{'rule': 'decode', 'from': 'GB18030'}", "\xaa\xa1", "\xaa\xa1", RowIssue::NotDecodable},
            {"utf-8 and other bytes in one name", "{'rule': 'decode', 'from': 'EUC-KR'}", "é\xff", "é\xff", RowIssue::NotDecodable},
            {"a newline stays", "{'rule': 'decode', 'from': 'GBK'}", "\xd5\xd5\n", "照\n"},
            {"the rules before and behind",
                "{'rule': 'replace', 'find': '_', 'with': ''}, {'rule': 'decode', 'from': 'GBK'}, "
                "{'rule': 'replace', 'find': '照', 'with': '相'}",
                "\xd5\xd5_\xc6\xac.jpg", "相片.jpg"},
            {"what a template made folders of stays", "{'rule': 'template', 'text': 'a/{stem}'}, {'rule': 'decode', 'from': 'GBK'}",
                "\xd5\xd5", "a/照"},
            {"switched off", "{'rule': 'decode', 'from': 'GBK', 'enabled': false}", "\xd5\xd5", "\xd5\xd5"},
        });
    }
    void named() { checkRuleRow(); }

    void repairs_data()
    {
        addRuleRows({
            {"twice, ascii", "{'rule': 'decode', 'repair': 'double-utf8'}", "a.txt", "a.txt"},
            {"twice, Latin", "{'rule': 'decode', 'repair': 'double-utf8'}", "cafÃ©.txt", "café.txt"},
            {"twice, by Latin-1", "{'rule': 'decode', 'repair': 'double-utf8'}", "\u00e2\u0080\u0094", "—"},
            {"twice, by windows-1252", "{'rule': 'decode', 'repair': 'double-utf8'}", "â€”", "—"},
            {"twice, cjk", "{'rule': 'decode', 'repair': 'double-utf8'}", "\u00e7\u0085\u00a7\u00e7\u0089\u0087.jpg", "照片.jpg"},
            {"twice, combining", "{'rule': 'decode', 'repair': 'double-utf8'}", "e\u00cc\u0081", "e\u0301"},
            {"three times, to twice", "{'rule': 'decode', 'repair': 'double-utf8'}", "\u00c3\u0083\u00c2\u00a9", "Ã©"},
            {"once", "{'rule': 'decode', 'repair': 'double-utf8'}", "café.txt", "café.txt"},
            {"once, cjk", "{'rule': 'decode', 'repair': 'double-utf8'}", "照片Ã©.jpg", "照片Ã©.jpg"},
            {"twice in part", "{'rule': 'decode', 'repair': 'double-utf8'}", "é Ã©", "é Ã©"},
            {"twice, not UTF-8 itself", "{'rule': 'decode', 'repair': 'double-utf8'}", "Ã©\xff", "Ã©\xff"},
            {"percent", "{'rule': 'decode', 'repair': 'percent'}", "%E4%BD%A0%20%41.txt", "你 A.txt"},
            {"percent, small digits", "{'rule': 'decode', 'repair': 'percent'}", "%c3%a9", "é"},
            {"percent among letters", "{'rule': 'decode', 'repair': 'percent'}", "é%C3%A9e%CC%81", "éée\u0301"},
            {"percent, no UTF-8", "{'rule': 'decode', 'repair': 'percent'}", "caf%E9.txt", "caf%E9.txt"},
            {"percent, each run by itself", "{'rule': 'decode', 'repair': 'percent'}", "%E9 %C3%A9", "%E9 é"},
            {"percent, once", "{'rule': 'decode', 'repair': 'percent'}", "%2541", "%41"},
            {"percent, no digits", "{'rule': 'decode', 'repair': 'percent'}", "100% %4 %zz %", "100% %4 %zz %"},
            {"percent, a slash", "{'rule': 'decode', 'repair': 'percent'}", "a%2Fb", "a%2Fb", RowIssue::IllegalName},
            {"percent, a NUL", "{'rule': 'decode', 'repair': 'percent'}", "a%00b", "a%00b", RowIssue::IllegalName},
            {"percent, a dot alone", "{'rule': 'decode', 'repair': 'percent'}", "%2E", ".", RowIssue::IllegalName},
            {"percent, not UTF-8 itself", "{'rule': 'decode', 'repair': 'percent'}", "%41\xff", "%41\xff"},
        });
    }
    void repairs() { checkRuleRow(); }

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
