// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all rules, and that none of them has too few rows. What a table cannot say of a rule is in tst_rules*.cpp.
#include "core/base/text.h"
#include "tests/support/rule_rows.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::size_t kFewestRows = 12;

const std::vector<RuleGroup> &table()
{
    static const std::vector<RuleGroup> all = ruleTable();
    return all;
}

template <std::size_t... I>
std::vector<Bytes> ruleNames(std::index_sequence<I...>)
{
    return {ruleName(Rule(std::in_place_index<I>))...};
}

std::vector<Bytes> ruleNames()
{
    return ruleNames(std::make_index_sequence<std::variant_size_v<Rule>>());
}

std::vector<const RuleRow *> rowsOf(const Bytes &rule)
{
    std::vector<const RuleRow *> rows;
    for (const RuleGroup &group : table()) {
        for (const RuleRow &row : group.rows) {
            if (group.rule == rule)
                rows.push_back(&row);
        }
    }
    return rows;
}

bool holdsLetter(const RuleRow &row, char32_t first, char32_t last)
{
    return std::any_of(row.before.begin(), row.before.end(), [&](const QByteArray &name) {
        const auto letters = QString::fromUtf8(name).toUcs4();
        return std::any_of(letters.begin(), letters.end(), [&](char32_t letter) { return letter >= first && letter <= last; });
    });
}

bool isAscii(const RuleRow &row)
{
    return std::all_of(row.before.begin(), row.before.end(), [](const QByteArray &name) { return bulkhead::isAscii(bytesOf(name)); });
}

bool isCjk(const RuleRow &row)
{
    return holdsLetter(row, U'\u4e00', U'\u9fff');
}

bool isCombining(const RuleRow &row)
{
    return holdsLetter(row, U'\u0300', U'\u036f');
}

bool isUndecodable(const RuleRow &row)
{
    return std::any_of(row.before.begin(), row.before.end(), [](const QByteArray &name) { return !isValidUtf8(bytesOf(name)); });
}

/// The rule gets no text to work on, or is told none, or leaves none.
bool isEmpty(const RuleRow &row)
{
    const bool isOfAnEmptyPart = row.rules.contains("'scope': 'extension'")
        && std::none_of(row.before.begin(), row.before.end(), [](const QByteArray &name) { return name.contains('.'); });
    const bool leavesNoStem = std::any_of(row.after.begin(), row.after.end(), [](const QByteArray &name) { return name.startsWith('.'); })
        && std::none_of(row.before.begin(), row.before.end(), [](const QByteArray &name) { return name.startsWith('.'); });
    return isOfAnEmptyPart || leavesNoStem || row.issue == RowIssue::EmptyName || row.rules.contains("''");
}

} // namespace

class TestRuleTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC0"); }

    void names_data()
    {
        QTest::addColumn<const RuleRow *>("row");
        for (const RuleGroup &group : table()) {
            for (const RuleRow &row : group.rows)
                QTest::addRow("%s: %s", group.rule, row.title) << &row;
        }
    }
    void names()
    {
        QFETCH(const RuleRow *, row);
        std::vector<Bytes> paths;
        for (const QByteArray &name : row->before)
            paths.push_back("/d/" + bytesOf(name));
        const auto named = nameAll(tableOf(paths), recipeOf(bytesOf(row->rules), row->style));
        QCOMPARE(named.size(), row->after.size());
        for (std::size_t i = 0; i < named.size(); ++i) {
            QCOMPARE(QByteArray(rowIssueName(named[i].issue)), QByteArray(rowIssueName(row->issue)));
            QCOMPARE(shown(named[i].name), row->after[i]);
        }
    }

    void everyRuleHasItsRows_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const Bytes &rule : ruleNames())
            QTest::newRow(rule.c_str()) << shown(rule);
    }
    void everyRuleHasItsRows()
    {
        QFETCH(QByteArray, rule);
        const auto rows = rowsOf(bytesOf(rule));
        QVERIFY2(rows.size() >= kFewestRows, qPrintable(QString::number(rows.size())));
        std::set<QByteArray> titles;
        for (const RuleRow *row : rows) {
            QVERIFY2(titles.insert(row->title).second, row->title);
            const auto recipe = recipeOf(bytesOf(row->rules));
            const bool isAboutIt
                = std::any_of(recipe.rules.begin(), recipe.rules.end(), [&](const RuleSlot &slot) { return ruleName(slot.rule) == rule; });
            QVERIFY2(isAboutIt, row->title);
        }
        const auto hasOne = [&rows](bool (*is)(const RuleRow &)) {
            return std::any_of(rows.begin(), rows.end(), [is](const RuleRow *row) { return is(*row); });
        };
        QVERIFY2(hasOne(isAscii), "ASCII");
        QVERIFY2(hasOne(isCjk), "CJK");
        QVERIFY2(hasOne(isCombining), "combining");
        QVERIFY2(hasOne(isUndecodable), "undecodable");
        QVERIFY2(hasOne(isEmpty), "empty");
    }

    void everyRowIsOfARule()
    {
        const auto known = ruleNames();
        for (const RuleGroup &group : table())
            QVERIFY2(std::find(known.begin(), known.end(), group.rule) != known.end(), group.rule);
        QCOMPARE(table().size(), known.size());
    }
};

QTEST_APPLESS_MAIN(TestRuleTable)
#include "tst_rule_table.moc"
