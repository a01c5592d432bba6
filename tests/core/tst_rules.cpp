// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of replace rules cannot say: bytes that JSON has no text for, and rules that feed each other.
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesThatFeedEachOtherEnd();
    void replaceAnyBytes()
    {
        RenameRecipe recipe;
        recipe.rules.push_back({ReplaceRule{.find = "\xe9", .with = "é"}});
        QCOMPARE(shown(nameOne("caf\xe9.txt", recipe).name), QByteArray("café.txt"));
        recipe.rules = {{ReplaceRule{.find = "\xa9", .with = "x"}}}; // The second byte of an é too, which is not to be cut.
        QCOMPARE(shown(nameOne("é\xa9.txt", recipe).name), QByteArray("éx.txt"));
    }
};

void TestRules::rulesThatFeedEachOtherEnd()
{
    Bytes rules;
    for (int i = 0; i < 30; ++i)
        rules += Bytes(i > 0 ? ", " : "") + "{'rule': 'replace', 'find': 'a', 'with': 'aaaaaaaaaa'}";
    QCOMPARE(int(nameOne(Bytes(200, 'a'), recipeOf(rules)).issue), int(RowIssue::TooLong));
}

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
