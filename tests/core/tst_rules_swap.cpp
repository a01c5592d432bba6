// SPDX-License-Identifier: GPL-3.0-or-later
// A law of the rule that puts the parts of names in another order. Its rows: rule_table/.
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRulesSwap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laws()
    {
        const auto anyName = rc::gen::map(rc::gen::container<std::vector<Bytes>>(
                                              rc::gen::elementOf(std::vector<Bytes>{"a", "b1", "-", "_", "é", "e\u0301", "\xff", "照"})),
            [](const std::vector<Bytes> &pieces) {
                Bytes name = "x";
                for (const Bytes &piece : pieces) {
                    name += piece;
                }
                return name;
            });
        QVERIFY(rc::check("nothing is lost, and the same parts swapped again give the name back", [&] {
            const Bytes name = *anyName;
            RenameRecipe recipe = recipeOf("", ExtensionStyle::None);
            SwapRule rule{.separator = "[-_]+", .separatorMode = MatchMode::Regex};
            rule.from = *rc::gen::element(SwapRule::From::Start, SwapRule::From::End);
            recipe.rules.push_back({rule});
            const Bytes swapped = nameOne(name, recipe).name;
            Bytes before = name, after = swapped;
            std::sort(before.begin(), before.end());
            std::sort(after.begin(), after.end());
            RC_ASSERT(shown(after) == shown(before));
            if (name.find_last_of("-_") != name.size() - 1) { // An empty part makes one separator of two.
                RC_ASSERT(shown(nameOne(swapped, recipe).name) == shown(name));
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesSwap)
#include "tst_rules_swap.moc"
