// SPDX-License-Identifier: GPL-3.0-or-later
// The rule that puts dates into names, and writes those that are there in another form. Its rows: rule_table/.
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

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
