// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naming.h"
#include "tests/support/recipe_generator.h"

#include <QtTest>

#include <numeric>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

QByteArray issueName(RowIssue issue)
{
    return rowIssueName(issue);
}

RenameRecipe templateFor(BytesView text)
{
    RenameRecipe recipe;
    recipe.rules.push_back({TemplateRule{Bytes(text)}, Scope::Name});
    return recipe;
}

/// Recipes that compile, made of rules on names of the table below.
RenameRecipe workingRecipe()
{
    return *rc::gen::exec([] {
        RenameRecipe recipe;
        recipe.rules = *rc::gen::container<std::vector<RuleSlot>>(anyRule());
        std::erase_if(recipe.rules, [](const RuleSlot &slot) {
            RenameRecipe alone;
            alone.rules.push_back(slot);
            return !std::holds_alternative<CompiledRecipeRef>(compileRecipe(alone));
        });
        return recipe;
    });
}

} // namespace

class TestEvaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengths_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QByteArray>("issue");
        const QByteArray none = issueName(RowIssue::None);
        const QByteArray tooLong = issueName(RowIssue::TooLong);
        const QByteArray euro = "€";
        QTest::newRow("255 of 255") << QByteArray(255, 'a') << 255 << none;
        QTest::newRow("256 of 255") << QByteArray(256, 'a') << 255 << tooLong;
        QTest::newRow("85 euros of 255") << euro.repeated(85) << 255 << none;
        QTest::newRow("86 euros of 255") << euro.repeated(86) << 255 << tooLong;
        QTest::newRow("255 euros of 1530") << euro.repeated(255) << 1530 << none;
        QTest::newRow("144 of 143") << QByteArray(144, 'a') << 143 << tooLong;
        QTest::newRow("short name in a folder of 255") << QByteArray(255, 'a') + "/b" << 255 << none;
        QTest::newRow("short name in a folder of 256") << QByteArray(256, 'a') + "/b" << 255 << tooLong;
        QTest::newRow("256 in a folder") << "a/" + QByteArray(256, 'b') << 255 << tooLong;
        QTest::newRow("long path of short names") << QByteArray("a/").repeated(500) + "b" << 255 << none;
    }

    void lengths()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, limit);
        const FileTable table = tableOf({"/d/x"}, static_cast<std::uint16_t>(limit));
        const Named named = nameAll(table, templateFor(bytesOf(target))).front();
        QTEST(issueName(named.issue), "issue");
        QCOMPARE(shown(named.name), target);
    }

    void aNameThatStaysIsNotChecked()
    {
        const Bytes name(800, 'a'); // A folder with names of some more than 255 bytes takes 765 (N03).
        const FileTable table = tableOf({"/d/" + name}, 255);
        const auto same = nameAll(table, recipeOf("{'rule': 'replace', 'find': 'b', 'with': 'c'}")).front();
        QVERIFY(same == (Named{name}));
        const auto changed = nameAll(table, recipeOf("{'rule': 'replace', 'find': 'a', 'with': 'b'}")).front();
        QCOMPARE(issueName(changed.issue), issueName(RowIssue::TooLong));
    }

    void namesTheRule()
    {
        const auto named = nameOne("a",
            recipeOf("{'rule': 'trim', 'enabled': false}, {'rule': 'replace', 'find': 'a', 'with': ''},"
                     "{'rule': 'replace', 'find': 'z', 'with': ''}"));
        QVERIFY(named == (Named{"", RowIssue::EmptyName, 1}));
        const auto noValue = nameOne("a", recipeOf("{'rule': 'insert', 'text': 'x'}, {'rule': 'insert', 'text': '{parent:9}'}"));
        QVERIFY(noValue == (Named{"xa", RowIssue::NoValue, 1}));
    }

    void emptyInBetweenIsFine()
    {
        const auto named = nameOne("abc", recipeOf("{'rule': 'remove', 'count': 3}, {'rule': 'number'}"));
        QVERIFY(named == (Named{"1"}));
    }

    void noRules() { QVERIFY(nameOne("a.txt", RenameRecipe()) == (Named{"a.txt"})); }

    void rulesSeeTheResultOfTheLast()
    {
        const auto named = nameOne("a_b.TXT",
            recipeOf("{'rule': 'replace', 'find': '_', 'with': '.'}, {'rule': 'extension', 'case': 'lower'},"
                     "{'rule': 'template', 'text': '{name}-{stem}-{original.stem}-{original.ext}'}"));
        QCOMPARE(shown(named.name), QByteArray("a.b.txt-a.b-a_b-.TXT.txt"));
    }

    void splitsAnewBeforeEachRule()
    {
        const auto named = nameOne(
            "a_tar.gz", recipeOf("{'rule': 'replace', 'find': '_', 'with': '.'}, {'rule': 'insert', 'text': 'x', 'at': 'suffix'}"));
        QCOMPARE(shown(named.name), QByteArray("ax.tar.gz"));
    }

    void traces()
    {
        const auto table = tableOf({"/d/a.txt"});
        const auto chain = compiled(recipeOf("{'rule': 'replace', 'find': 'a', 'with': 'b'}, {'rule': 'trim', 'enabled': false},"
                                             "{'rule': 'trim'}, {'rule': 'insert', 'text': 'f/'}"));
        const auto facts = makeBatchFacts(table, allRows(table), 0);
        const auto steps = NameEvaluator::make(table, *chain, facts)->trace(0);
        QCOMPARE(steps.size(), 3u);
        QCOMPARE(steps[0].rule, 0u);
        QCOMPARE(shown(steps[0].after), QByteArray("b.txt"));
        QCOMPARE(steps[1].rule, 2u);
        QCOMPARE(shown(steps[1].after), QByteArray("b.txt"));
        QCOMPARE(steps[2].rule, 3u);
        QCOMPARE(shown(steps[2].after), QByteArray("f/b.txt"));
    }

    void traceStopsAtAnIssue()
    {
        const auto table = tableOf({"/d/a"});
        const auto chain
            = compiled(recipeOf("{'rule': 'insert', 'text': 'x'}, {'rule': 'insert', 'text': '{parent:9}'}, {'rule': 'trim'}"));
        const auto facts = makeBatchFacts(table, allRows(table), 0);
        QCOMPARE(NameEvaluator::make(table, *chain, facts)->trace(0).size(), 1u);
    }

    void countersFollowTheOrder()
    {
        const auto table = tableOf({"/d/a", "/e/b", "/d/c", "/d/d"});
        const auto names = nameAll(table,
            recipeOf("{'rule': 'number', 'separator': '.'}, {'rule': 'number', 'per': 'folder', 'at': 'suffix', 'separator': '.'}",
                ExtensionStyle::None),
            {3, 1, 2, 0});
        QCOMPARE(shown(names[3].name), QByteArray("1.d.1"));
        QCOMPARE(shown(names[1].name), QByteArray("2.b.1"));
        QCOMPARE(shown(names[2].name), QByteArray("3.c.2"));
        QCOMPARE(shown(names[0].name), QByteArray("4.a.3"));
    }

    void automaticPadIsAsWideAsTheLast()
    {
        std::vector<Bytes> paths;
        for (int i = 0; i < 100; ++i) {
            paths.push_back("/d/" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i));
        }
        const auto names = nameAll(tableOf(paths), recipeOf("{'rule': 'template', 'text': ''}, {'rule': 'number'}"));
        QCOMPARE(shown(names[0].name), QByteArray("001"));
        QCOMPARE(shown(names[99].name), QByteArray("100"));
    }

    void eachRowStandsAlone()
    {
        const FileTable table
            = tableOf({"/d/a b.txt", "/d/照片 (1).tar.gz", "/d/\xff\xfe", "/e/.bashrc", "/e/e\u0301.E", "/e/folder.d/", "/e/aa"});
        QVERIFY(rc::check("a row has the same name whatever was named before it", [&] {
            const auto chain = compiled(workingRecipe());
            BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
            RC_ASSERT(stageBatch(table, *chain, {}, facts, {}));
            const auto shared = NameEvaluator::make(table, *chain, facts);
            const auto rows = *rc::gen::container<std::vector<RowId>>(rc::gen::inRange<RowId>(0, static_cast<RowId>(table.rowCount())));
            for (const RowId row : rows) {
                const auto outcome = shared->evaluate(row);
                const Named named{Bytes(outcome.name), outcome.issue, outcome.rule};
                const auto other = NameEvaluator::make(table, *chain, facts);
                const auto alone = other->evaluate(row);
                RC_ASSERT(named.issue == alone.issue);
                RC_ASSERT(named.rule == alone.rule);
                RC_ASSERT(shown(named.name) == shown(alone.name));
            }
        }));
    }

    void goodNamesAreLegal()
    {
        const FileTable table = tableOf({"/d/a b.txt", "/d/照片 (1).tar.gz", "/d/\xff\xfe", "/e/.bashrc", "/e/folder.d/"});
        QVERIFY(rc::check("a name without an issue is a legal path of names that fit", [&] {
            for (const Named &named : nameAll(table, workingRecipe())) {
                if (named.issue != RowIssue::None) {
                    continue;
                }
                const QByteArrayList parts = shown(named.name).split('/');
                for (const QByteArray &part : parts) {
                    RC_ASSERT(!part.isEmpty() && part != "." && part != ".." && !part.contains('\0') && part.size() <= 255);
                }
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestEvaluator)
#include "tst_evaluator.moc"
