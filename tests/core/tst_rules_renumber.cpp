// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the rule that changes the numbers that are in names. Its rows: rule_table/.
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRulesRenumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laws()
    {
        const auto shifted = [](const Bytes &name, std::int64_t amount) {
            RenameRecipe recipe = recipeOf("", ExtensionStyle::None);
            recipe.rules.push_back({RenumberRule{.add = amount, .pad = 1}});
            return nameOne(name, recipe);
        };
        QVERIFY(rc::check("adds as numbers do", [&] {
            const auto value = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
            const auto amount = *rc::gen::suchThat(rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000), [](auto n) { return n != 0; });
            const Named named = shifted("a" + std::to_string(value), amount);
            RC_ASSERT((named.issue == RowIssue::BelowZero) == (value + amount < 0));
            if (named.issue == RowIssue::None) {
                RC_ASSERT(shown(named.name) == shown("a" + std::to_string(value + amount)));
            }
        }));
        QVERIFY(rc::check("adding and subtracting the same gives the value back", [&] {
            const Bytes digits = *rc::gen::nonEmpty(rc::gen::container<Bytes>(rc::gen::inRange<char>('0', '9' + 1)));
            const auto amount = *rc::gen::inRange<std::int64_t>(1, std::numeric_limits<std::int64_t>::max());
            const Bytes value = digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
            RC_ASSERT(shown(shifted(shifted(digits, amount).name, -amount).name) == shown(value));
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesRenumber)
#include "tst_rules_renumber.moc"
