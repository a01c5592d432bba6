// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"
#include "ui/models/recent_recipes.h"

using namespace bulkhead;
using namespace bulkhead::test;

class TestRecentRecipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsInFrontAndOnlyThere()
    {
        std::vector<RenameRecipe> recent;
        for (const char *find : {"a", "b", "c", "a"})
            rememberRecipe(recent, replaceRecipe(find, "x"));
        QVERIFY((recent == std::vector{replaceRecipe("a", "x"), replaceRecipe("c", "x"), replaceRecipe("b", "x")}));
    }

    void theOldestIsDropped()
    {
        std::vector<RenameRecipe> recent;
        for (int i = 0; i < 25; ++i)
            rememberRecipe(recent, replaceRecipe(std::to_string(i), "x"));
        QCOMPARE(recent.size(), kMostRecent);
        QVERIFY(recent.front() == replaceRecipe("24", "x"));
        QVERIFY(recent.back() == replaceRecipe("15", "x"));
    }

    void whatIsOfNoUseIsNotKept_data()
    {
        QTest::addColumn<RenameRecipe>("recipe");
        QTest::addColumn<bool>("kept");
        RenameRecipe list;
        list.rules.push_back({ListRule{.names = std::vector<Bytes>(201, "n")}, Scope::Stem, true});
        QTest::newRow("names of many files") << list << false;
        std::get<ListRule>(list.rules[0].rule).names.resize(200);
        QTest::newRow("names of some files") << list << true;
        QTest::newRow("nothing") << RenameRecipe() << false;
        RenameRecipe copy;
        copy.destination = {.folder = "out", .how = Transfer::Copy};
        QTest::newRow("only a folder") << copy << true;
        RenameRecipe mode;
        mode.attributes.permissions = "0644";
        QTest::newRow("only permissions") << mode << true;
    }
    void whatIsOfNoUseIsNotKept()
    {
        QFETCH(RenameRecipe, recipe);
        std::vector<RenameRecipe> recent;
        rememberRecipe(recent, recipe);
        QTEST(!recent.empty(), "kept");
    }

    void aPolicyOfThatDayIsNotKept()
    {
        std::vector<RenameRecipe> recent;
        RenameRecipe recipe = replaceRecipe("a", "b");
        recipe.onConflict = OnConflict::Number;
        rememberRecipe(recent, recipe);
        rememberRecipe(recent, replaceRecipe("a", "b"));
        QVERIFY((recent == std::vector{replaceRecipe("a", "b")}));
    }
};

BULKHEAD_UI_TEST_MAIN(TestRecentRecipes)
#include "tst_recent_recipes.moc"
