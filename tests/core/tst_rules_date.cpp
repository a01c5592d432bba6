// SPDX-License-Identifier: GPL-3.0-or-later
// The rule that puts dates into names, and writes those that are there in another form.
#include "tests/support/rule_rows.h"

#include <rapidcheck.h>

#include <QDateTime>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kModified = 1'699'362'369 * kSecond; // 2023-11-07 13:06:09 UTC
constexpr std::int64_t kBorn = 1'577'934'245 * kSecond; // 2020-01-02 03:04:05 UTC
constexpr std::int64_t kNow = 1'719'792'000 * kSecond; // 2024-07-01 00:00:00 UTC

Named named(const QByteArray &rule, std::int64_t modified, std::int64_t born, BytesView name = "a.txt")
{
    FileTable table;
    const FileStatus status{.identity = {.birth = born, .modificationTime = modified, .type = FileType::Regular}, .birthTime = born};
    if (!table.addRow(table.addDirectory({.path = "/d"}), name, status))
        qFatal("no row");
    const CompiledRecipeRef recipe = compiled(recipeOf(bytesOf(rule)));
    const BatchFacts facts = makeBatchFacts(table, allRows(table), kNow);
    const auto evaluator = NameEvaluator::make(table, *recipe, facts);
    const auto outcome = evaluator->evaluate(0);
    return {Bytes(outcome.name), outcome.issue, outcome.rule};
}

} // namespace

class TestRulesDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sources_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *rule, const char *expected) {
            QTest::newRow(title) << QByteArray(rule) << QByteArray(expected);
        };
        row("mtime", "{'rule': 'date', 'zone': 'UTC', 'separator': ' '}", "2023-11-07 a.txt");
        row("btime", "{'rule': 'date', 'source': 'btime', 'zone': 'UTC', 'at': 'suffix', 'separator': '_'}", "a_2020-01-02.txt");
        row("now", "{'rule': 'date', 'source': 'now', 'format': 'yyyyMMddHHmm', 'zone': 'UTC'}", "202407010000a.txt");
        row("zone", "{'rule': 'date', 'format': 'dd HH', 'zone': 'Asia/Tokyo', 'separator': '-'}", "07 22-a.txt");
        row("zone across midnight", "{'rule': 'date', 'source': 'now', 'format': 'MMM d', 'zone': 'America/New_York'}", "Jun 30a.txt");
        row("through Qt", "{'rule': 'date', 'format': 'yyyyy', 'zone': 'UTC'}", "2023ya.txt");
        row("folders", "{'rule': 'date', 'format': 'yyyy/MM', 'zone': 'UTC', 'separator': '/'}", "2023/11/a.txt");
        row("no fields", "{'rule': 'date', 'format': '\u5e74'}", "\u5e74a.txt");
    }
    void sources()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, expected);
        const Named result = named(rule, kModified, kBorn);
        QCOMPARE(result.issue, RowIssue::None);
        QCOMPARE(shown(result.name), expected);
    }

    void timesNobodyKnows()
    {
        for (const std::int64_t time : {kBeforeAllTimes, kBeyondAllTimes}) {
            QCOMPARE(named("{'rule': 'date', 'zone': 'UTC'}", time, kBorn).issue, RowIssue::NoDate);
            QCOMPARE(named("{'rule': 'date', 'source': 'btime', 'zone': 'UTC'}", kModified, time).issue, RowIssue::NoDate);
        }
    }

    void placing_data() // 1970-01-01 is what the files of these rows have
    {
        addRuleRows({
            {"at the start", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'separator': '-'}", "a.txt", "70-a.txt"},
            {"at the end", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'separator': '-', 'at': 'suffix'}", "a.txt", "a-70.txt"},
            {"in the middle", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'separator': '-', 'at': 1}", "ab", "a-70-b"},
            {"before the last", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': -1}", "abc", "ab70c"},
            {"past the end", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'separator': '-', 'at': 9}", "ab", "ab-70"},
            {"before an anchor", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 'before', 'anchor': 'b'}", "abc", "a70bc"},
            {"after a regex",
                "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 'after', 'anchor': '^.', 'anchor_mode': 'regex', 'separator': '.'}",
                "abc", "a.70.bc"},
            {"no anchor", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 'after', 'anchor': 'x'}", "abc", "abc"},
            {"no separator round nothing", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'scope': 'extension', 'separator': '-'}", "a",
                "a.70"},
            {"cjk", "{'rule': 'date', 'format': 'yyyy年', 'zone': 'UTC'}", "照片.jpg", "1970年照片.jpg"},
            {"combining", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 1}", "e\u0301a",
                "e\u0301"
                "70a"},
            {"undecodable", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 1}", "\xff\xfe",
                "\xff"
                "70\xfe"},
            {"the whole name", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 'suffix', 'scope': 'name'}", "a.b", "a.b70"},
            {"a folder", "{'rule': 'date', 'format': 'yy', 'zone': 'UTC', 'at': 'suffix'}", "a.b/", "a.b70"},
            {"never born", "{'rule': 'date', 'source': 'btime'}", "a", "a", RowIssue::NoDate},
            {"too long", "{'rule': 'date', 'format': 'yyyy-MM-dd'}", QByteArray(250, 'a'), "1970-01-01" + QByteArray(250, 'a'),
                RowIssue::TooLong},
        });
    }
    void placing()
    {
        qputenv("TZ", "UTC0");
        checkRuleRow();
    }

    void inName_data()
    {
        const auto rule = [](const char *read, const char *format) {
            return QByteArray("{'rule': 'date', 'source': 'name', 'read': \"") + read + "\", 'format': \"" + format + "\"}";
        };
        const QByteArray iso = rule("yyyyMMdd", "yyyy-MM-dd");
        addRuleRows({
            {"in the middle", iso, "IMG_20231107_1.jpg", "IMG_2023-11-07_1.jpg"},
            {"all of it", iso, "20231107.jpg", "2023-11-07.jpg"},
            {"no date", iso, "IMG_1.jpg", "IMG_1.jpg"},
            {"only a dot", iso, ".20231107", ".2023-11-07"},
            {"the first one", iso, "20231107-20231108", "2023-11-07-20231108"},
            {"the first that is one", iso, "20231307-20231108", "20231307-2023-11-08"},
            {"no 30th of February", iso, "20230230 20230228", "20230230 2023-02-28"},
            {"a leap day", iso, "20240229", "2024-02-29"},
            {"no leap day", iso, "20230229", "20230229"},
            {"day 0", iso, "20231100", "20231100"},
            {"part of a longer number", iso, "120231107 202311071", "120231107 202311071"},
            {"letters beside it", iso, "a20231107b", "a2023-11-07b"},
            {"years far off", iso, "00010101 99991231", "0001-01-01 99991231"},
            {"digits of other scripts are none", iso, "２０２３1107", "２０２３1107"},
            {"date and time", rule("yyyyMMdd_HHmmss", "yyyy-MM-dd HH.mm.ss"), "IMG_20231107_130609", "IMG_2023-11-07 13.06.09"},
            {"milliseconds", rule("HHmmsszzz", "ss.zzz"), "130609045", "09.045"},
            {"hour 24", rule("HHmm", "HH.mm"), "2400", "2400"},
            {"short numbers", rule("d.M.yyyy", "yyyy-MM-dd"), "7.1.2023.jpg", "2023-01-07.jpg"},
            {"short numbers that are long", rule("d.M.yyyy", "yyyy-MM-dd"), "17.11.2023.jpg", "2023-11-17.jpg"},
            {"short numbers with zeros", rule("d.M.yyyy", "yyyy-MM-dd"), "07.01.2023.jpg", "2023-01-07.jpg"},
            {"day before month", rule("ddMMyy", "yyyyMMdd"), "071123", "20231107"},
            {"years of this century", rule("yy", "yyyy"), "68", "2068"},
            {"years of the last one", rule("yy", "yyyy"), "69", "1969"},
            {"names of months", rule("d MMM yyyy", "yyyy-MM-dd"), "7 Nov 2023", "2023-11-07"},
            {"names in other letters", rule("dMMMyy", "yyyy-MM-dd"), "07NOV23 7sep23", "2023-11-07 7sep23"},
            {"long names", rule("MMMM d, yyyy", "yyyy-MM-dd"), "May 7, 2023", "2023-05-07"},
            {"a word that begins like a month", rule("MMM", "MM"), "Mark Margate Mar", "Mark Margate 03"},
            {"days of the week are passed over", rule("ddd yyyy-MM-dd", "dd"), "Mon 2023-11-07", "07"},
            {"days of the week are found out", rule("yyyy-MM-dd", "dddd dd"), "2023-11-07", "Tuesday 07"},
            {"afternoon", rule("yyyy-MM-dd h.mm AP", "yyyy-MM-dd HHmm"), "2023-11-07 1.06 pm.jpg", "2023-11-07 1306.jpg"},
            {"midnight", rule("hh AP", "HH"), "12 AM", "00"},
            {"noon", rule("hap", "HH"), "12pm", "12"},
            {"no 13 in the afternoon", rule("h AP", "HH"), "13 PM", "13 PM"},
            {"from 24 hours to 12", rule("HHmm", "h.mm AP"), "0006", "12.06 AM"},
            {"a month alone", rule("MM-dd", "d. M"), "02-29", "29. 2"},
            {"to words", rule("yyyy-MM-dd", "\\u0027on\\u0027 d MMMM yyyy"), "2023-11-07", "on 7 November 2023"},
            {"to nothing but words", rule("yyyyMMdd", "\\u0027date\\u0027"), "a20231107", "adate"},
            {"to folders", rule("yyyyMMdd", "yyyy/MM/dd"), "20231107.jpg", "2023/11/07.jpg"},
            {"literals are no pattern", rule("(yyyy.MM)", "yyyy"), "2023x11 (2023.11).jpg", "2023x11 2023.jpg"},
            {"words to read", rule("\\u0027to\\u0027yyyy", "yyyy"), "2023 to2024", "2023 2024"},
            {"cjk", rule("yyyy年M月d日", "yyyy-MM-dd"), "照片2023年11月7日.jpg", "照片2023-11-07.jpg"},
            {"combining", rule("e\u0301yyyy", "yy"), "ae\u03012023", "a23"},
            {"undecodable", iso, "\xff_20231107\xfe", "\xff_2023-11-07\xfe"},
            {"in the extension", "{'rule': 'date', 'source': 'name', 'read': 'yyMMdd', 'format': 'yyyyMMdd', 'scope': 'extension'}",
                "231107.231107", "231107.20231107"},
            {"across the dot", "{'rule': 'date', 'source': 'name', 'read': 'yyyy.MM', 'format': 'yyyy-MM', 'scope': 'name'}", "2023.11",
                "2023-11"},
            {"a folder", iso, "20231107/", "2023-11-07"},
            {"the same again", rule("yyyy-MM-dd", "yyyy-MM-dd"), "2023-11-07", "2023-11-07"},
        });
    }
    void inName() { checkRuleRow(); }

    void laws()
    {
        QVERIFY(rc::check("what one format wrote another reads, and back", [] {
            const auto format = rc::gen::element<Bytes>("yyyyMMddHHmmsszzz", "d.M.yyyy H-m-s.zzz", "MMM d yyyy h_mm_ss_zzz AP",
                "dddd, d MMMM yyyy hhap mm ss zzz", "yyyy年MM月dd日 HH時mm分ss.zzz");
            const Bytes from = *format;
            const Bytes to = *format;
            const qint64 time = *rc::gen::inRange<qint64>(-62'000'000'000'000, 250'000'000'000'000);
            const QDateTime date = QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
            const auto written = [&date](const Bytes &as) { return QLocale::c().toString(date, QString::fromStdString(as)).toStdString(); };
            const auto reformatted = [](const Bytes &name, const Bytes &read, const Bytes &as) {
                RenameRecipe recipe = recipeOf("", ExtensionStyle::None);
                recipe.rules.push_back({DateRule{.source = DateRule::Source::Name, .format = as, .read = read}});
                return nameOne(name, recipe).name;
            };
            const Bytes name = "x " + written(from) + " y";
            RC_ASSERT(shown(reformatted(name, from, to)) == shown("x " + written(to) + " y"));
            RC_ASSERT(shown(reformatted(reformatted(name, from, to), to, from)) == shown(name));
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesDate)
#include "tst_rules_date.moc"
