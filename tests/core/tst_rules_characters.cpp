// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that put characters in the place of others: normalise, clean, transliterate. Their rows: rule_table/.
#include "core/rename/name_warnings.h"
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

#include <atomic>
#include <thread>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// A name of pieces that are awkward for Unicode, so short that it stays one in every form.
rc::Gen<Bytes> anyName()
{
    static const std::vector<Bytes> pieces = {"a", "Z", "0", " ", "-", ".", "é", "e", "\u0301", "\u0323", "ﬁ", "②", "照片", "각", "\u1100",
        "\u1161", "ß", "😀", "\xff", "\xcc", "\x81", "\xf4\x8f\xbf\xa9", "Å"};
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(pieces)), [](const std::vector<Bytes> &chosen) {
        constexpr std::size_t kMostPieces = 20;
        Bytes name = "x";
        for (std::size_t i = 0; i < std::min(chosen.size(), kMostPieces); ++i) {
            name += chosen[i];
        }
        return name;
    });
}

} // namespace

class TestRulesCharacters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTransformServesThreads()
    {
        const FileTable table = tableOf({"/d/照片.jpg", "/d/Привет.txt", "/d/caf\xe9 é"});
        const CompiledRecipeRef chain = compiled(recipeOf("{'rule': 'transliterate'}"));
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        const auto named = [&](RowId row) { return Bytes(NameEvaluator::make(table, *chain, facts)->evaluate(row).name); };
        const std::vector<Bytes> expected = {"zhao pian.jpg", "Privet.txt", "caf\xe9 e"};
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int turn = 0; turn < 300; ++turn) {
                    for (RowId row = 0; row < table.rowCount(); ++row) {
                        wrong += named(row) != expected[row];
                    }
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }

    void laws()
    {
        QVERIFY(rc::check("normalising twice is the same as once, and takes composed and decomposed names to one", [] {
            const Bytes name = *anyName();
            const Bytes rule = *rc::gen::elementOf(std::vector<Bytes>{"{'rule': 'normalise', 'form': 'NFC'}",
                "{'rule': 'normalise', 'form': 'NFD'}", "{'rule': 'normalise', 'form': 'NFKC'}", "{'rule': 'normalise', 'form': 'NFKD'}"});
            const auto once = nameOne(name, recipeOf(rule, ExtensionStyle::None));
            RC_ASSERT(once.issue == RowIssue::None);
            RC_ASSERT(shown(nameOne(once.name, recipeOf(rule, ExtensionStyle::None)).name) == shown(once.name));
            const auto decomposed = nameOne(name, recipeOf("{'rule': 'normalise', 'form': 'NFD'}", ExtensionStyle::None));
            RC_ASSERT(shown(nameOne(decomposed.name, recipeOf(rule, ExtensionStyle::None)).name) == shown(once.name));
        }));
        QVERIFY(rc::check("what is cleaned stays when it is cleaned again, and Windows takes it", [] {
            static const std::vector<Bytes> pieces
                = {"com", "1", "aux", "con", ".", " ", "-", "~", ":", "\\", "é", "\u0301", "照", "\xff", "\n", "x"};
            Bytes name = "con";
            for (const Bytes &piece : *rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(pieces))) {
                name += piece;
            }
            CleanRule rule{.target = *rc::gen::element(CleanRule::For::Portable, CleanRule::For::Windows, CleanRule::For::Url)};
            rule.replacement = *rc::gen::elementOf(std::vector<Bytes>{"_", "", "-", ".", "1", "a.", ".a"});
            RenameRecipe recipe;
            recipe.rules.push_back({rule});
            const auto once = nameOne(name, recipe);
            RC_PRE(once.issue == RowIssue::None);
            RC_ASSERT(shown(nameOne(once.name, recipe).name) == shown(once.name));
            RC_ASSERT(rule.target != CleanRule::For::Windows || !warningsOf("a", once.name).testFlag(NameWarning::NotForWindows));
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesCharacters)
#include "tst_rules_characters.moc"
