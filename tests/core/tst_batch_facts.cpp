// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naming.h"

#include <QtTest>

#include <rapidcheck.h>

#include <map>
#include <numeric>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

QByteArrayList namesOf(const std::vector<Named> &rows)
{
    QByteArrayList names;
    for (const Named &named : rows) {
        names << shown(named.name);
    }
    return names;
}

} // namespace

class TestBatchFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableOrder()
    {
        const auto table = tableOf({"/d/a", "/e/b", "/d/c"});
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 42);
        QCOMPARE(facts.order, (std::vector<RowId>{0, 1, 2}));
        QCOMPARE(facts.position, (std::vector<std::uint32_t>{0, 1, 2}));
        QCOMPARE(facts.count, 3u);
        QCOMPARE(facts.positionInFolder, (std::vector<std::uint32_t>{0, 0, 1}));
        QCOMPARE(facts.folderCount, (std::vector<std::uint32_t>{2, 1}));
        QCOMPARE(facts.largestFolder, 2u);
        QCOMPARE(facts.moment.now, std::int64_t{42});
    }

    void givenOrderWithRowsLeftOut()
    {
        const auto table = tableOf({"/d/a", "/e/b", "/d/c", "/d/d"});
        const BatchFacts facts = makeBatchFacts(table, {3, 0, 1}, 0);
        QCOMPARE(facts.count, 3u);
        QCOMPARE(facts.position, (std::vector<std::uint32_t>{1, 2, kNone, 0}));
        QCOMPARE(facts.positionInFolder, (std::vector<std::uint32_t>{1, 0, kNone, 0}));
        QCOMPARE(facts.folderCount, (std::vector<std::uint32_t>{2, 1}));
    }

    void noRowTakesPart()
    {
        const auto table = tableOf({"/d/a", "/d/b"});
        const BatchFacts facts = makeBatchFacts(table, {}, 0);
        QCOMPARE(facts.count, 0u);
        QCOMPARE(facts.position, (std::vector<std::uint32_t>{kNone, kNone}));
        QCOMPARE(facts.positionInFolder, (std::vector<std::uint32_t>{kNone, kNone}));
    }

    void emptyTable()
    {
        const BatchFacts facts = makeBatchFacts(FileTable(), {}, 0);
        QCOMPARE(facts.count, 0u);
        QCOMPARE(facts.largestFolder, 0u);
        QVERIFY(nameAll(FileTable(), recipeOf("{'rule': 'number', 'per': 'stem'}")).empty());
    }

    void perStemNumbersThoseThatCollide()
    {
        const auto table = tableOf({"/d/a1", "/d/b1", "/d/a2", "/e/a3", "/d/a4"});
        const auto names = nameAll(
            table, recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix', 'separator': '-'}"));
        QCOMPARE(namesOf(names), (QByteArrayList{"a-1", "b", "a-2", "a", "a-3"}));
    }

    void perStemFollowsTheOrder()
    {
        const auto table = tableOf({"/d/a1", "/d/a2", "/d/a3"});
        const auto names = nameAll(
            table, recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"), {2, 0, 1});
        QCOMPARE(namesOf(names), (QByteArrayList{"a2", "a3", "a1"}));
    }

    void perStemComparesTheWholeName()
    {
        const auto table = tableOf({"/d/1.txt", "/d/2.txt", "/d/3.png"});
        const auto names = nameAll(table, recipeOf("{'rule': 'template', 'text': 'a'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
        QCOMPARE(namesOf(names), (QByteArrayList{"a1.txt", "a2.txt", "a.png"}));
    }

    void perStemSeesTypedFolders()
    {
        const auto table = tableOf({"/d/a1", "/d/b2", "/d/a3"});
        const auto names = nameAll(
            table, recipeOf("{'rule': 'template', 'text': '{stem|first:1}/x'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
        QCOMPARE(namesOf(names), (QByteArrayList{"a/x1", "b/x", "a/x2"}));
    }

    void perStemPadsForTheLargestGroup()
    {
        std::vector<Bytes> paths{"/d/b1", "/d/b2"};
        for (int i = 10; i < 20; ++i) {
            paths.push_back("/d/a" + std::to_string(i));
        }
        const auto names
            = nameAll(tableOf(paths), recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
        QCOMPARE(shown(names[0].name), QByteArray("b01"));
        QCOMPARE(shown(names[11].name), QByteArray("a10"));
    }

    void changedRowsOnly()
    {
        const auto table = tableOf({"/d/ax", "/d/b", "/e/cx", "/d/dx"});
        const auto remove = Bytes("{'rule': 'replace', 'find': 'x'}, ");
        QCOMPARE(
            namesOf(nameAll(table, recipeOf(remove + "{'rule': 'number', 'count': 'changed'}"))), (QByteArrayList{"1a", "b", "2c", "3d"}));
        QCOMPARE(namesOf(nameAll(table, recipeOf(remove + "{'rule': 'number', 'count': 'changed', 'per': 'folder'}"))),
            (QByteArrayList{"1a", "b", "1c", "2d"}));
    }

    void changedRowsThatCollide()
    {
        const auto table = tableOf({"/d/a", "/d/ax", "/d/axx", "/d/bx"});
        const auto names = nameAll(
            table, recipeOf("{'rule': 'replace', 'find': 'x'}, {'rule': 'number', 'count': 'changed', 'per': 'stem', 'at': 'suffix'}"));
        QCOMPARE(namesOf(names), (QByteArrayList{"a", "a1", "a2", "b"}));
    }

    void laterCountersSeeTheEarlier()
    {
        const auto table = tableOf({"/d/a1", "/d/a2", "/d/b1"});
        const auto names = nameAll(table,
            recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'},"
                     "{'rule': 'number', 'per': 'stem', 'at': 'suffix', 'separator': '!'}, {'rule': 'number', 'count': 'changed', 'at': "
                     "'suffix', 'separator': '#'}"));
        QCOMPARE(namesOf(names), (QByteArrayList{"a1", "a2", "b#1"}));
    }

    void rowsWithIssuesAreNotCounted()
    {
        const auto table = tableOf({"/d/a", "/d/" + Bytes(40, 'b') + "!", "/d/c"});
        const auto names = nameAll(table,
            recipeOf("{'rule': 'replace', 'find': '(b+)+$', 'mode': 'regex'}, {'rule': 'insert', 'text': 'x'}, {'rule': 'number', 'count': "
                     "'changed'}"));
        QCOMPARE(shown(names[0].name), QByteArray("1xa"));
        QVERIFY(names[1].issue == RowIssue::PatternTooComplex);
        QCOMPARE(shown(names[2].name), QByteArray("2xc"));
    }

    void stops()
    {
        const auto table = tableOf({"/d/a"});
        const auto chain = compiled(recipeOf("{'rule': 'number', 'per': 'stem'}"));
        BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!stageBatch(table, *chain, {}, facts, source.get_token()));
    }

    void notStagedYetIsNotNumbered()
    {
        const auto table = tableOf({"/d/a1", "/d/a2"});
        const auto chain = compiled(recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem'}"));
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        QCOMPARE(shown(NameEvaluator::make(table, *chain, facts)->evaluate(0).name), QByteArray("a"));
    }

    void perStemLeavesNoDuplicates()
    {
        QVERIFY(rc::check("a counter per stem, behind a mark no name has, makes the names of a folder differ", [] {
            std::vector<Bytes> paths;
            const auto letters = *rc::gen::container<std::vector<char>>(rc::gen::element('a', 'b', 'c'));
            for (std::size_t i = 0; i < letters.size(); ++i) {
                paths.push_back((i % 3 == 0 ? "/e/" : "/d/") + std::string(1, letters[i]) + std::to_string(i));
            }
            const FileTable table = tableOf(paths);
            const auto names = nameAll(table,
                recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix', 'separator': '#'}"));
            std::map<std::pair<DirectoryId, Bytes>, int> seen;
            for (RowId row = 0; row < table.rowCount(); ++row) {
                RC_ASSERT(++seen[std::make_pair(table.directoryOf(row), names[row].name)] == 1);
            }
        }));
    }

    void linear()
    {
        // Every row collides with every other: a pairwise search would take minutes.
        std::vector<Bytes> paths;
        for (int i = 0; i < 200000; ++i) {
            paths.push_back("/d/" + std::to_string(i));
        }
        const auto table = tableOf(paths);
        const auto names = nameAll(table, recipeOf("{'rule': 'template', 'text': 'a'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
        QCOMPARE(shown(names.back().name), QByteArray("a200000"));
    }
};

QTEST_APPLESS_MAIN(TestBatchFacts)
#include "tst_batch_facts.moc"
