// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of the rule tables: rules as JSON, a name, and what they make of it.
#pragma once

#include "tests/support/naming.h"

#include <QtTest>

namespace bulkhead::test {

struct RuleRow {
    const char *title;
    QByteArray rules; ///< JSON objects with commas between.
    QByteArray name; ///< A slash at the end makes it a folder.
    QByteArray expected;
    RowIssue issue = RowIssue::None;
    ExtensionStyle style = ExtensionStyle::Known;
};

inline void addRuleRows(std::initializer_list<RuleRow> rows)
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("issue");
    QTest::addColumn<int>("style");
    for (const RuleRow &row : rows) {
        QTest::newRow(row.title) << row.rules << row.name << row.expected << QByteArray(rowIssueName(row.issue))
                                 << static_cast<int>(row.style);
    }
}

inline void checkRuleRow()
{
    QFETCH(QByteArray, rules);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, issue);
    QFETCH(int, style);
    const Named named = nameOne(bytesOf(name), recipeOf(bytesOf(rules), static_cast<ExtensionStyle>(style)));
    QCOMPARE(QByteArray(rowIssueName(named.issue)), issue);
    QCOMPARE(shown(named.name), expected);
}

} // namespace bulkhead::test
