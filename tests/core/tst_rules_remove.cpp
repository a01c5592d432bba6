// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the rules that take text out of names or change its letters: remove, keep, trim, case. Their rows: rule_table/.
#include "tests/support/naming.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRulesRemove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laws()
    {
        const auto anyName
            = rc::gen::map(rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(std::vector<Bytes>{"a", "1", " ", "(", ")", "[", "]",
                               "<", "é", "e\u0301", "\xff", "照", "👨‍👩‍👧", "_", "+", "\r", "\n"})),
                [](const std::vector<Bytes> &pieces) {
                    Bytes name = "x";
                    for (const Bytes &piece : pieces) {
                        name += piece;
                    }
                    return name;
                });
        QVERIFY(rc::check("trimming, and removing a kind, twice is the same as once", [&] {
            const Bytes name = *anyName;
            const Bytes rule = *rc::gen::elementOf(std::vector<Bytes>{"{'rule': 'trim', 'collapse': true}",
                "{'rule': 'remove', 'what': 'brackets'}", "{'rule': 'remove', 'what': 'accents'}",
                "{'rule': 'remove', 'what': ['digits', 'spaces']}", "{'rule': 'case', 'to': 'lower'}"});
            const auto once = nameOne(name, recipeOf(rule, ExtensionStyle::None));
            RC_PRE(once.issue == RowIssue::None);
            const auto again = nameOne(once.name, recipeOf(rule, ExtensionStyle::None));
            RC_ASSERT(shown(again.name) == shown(once.name));
        }));
        QVERIFY(rc::check("what is kept and what is removed are the whole name", [&] {
            const Bytes name = *anyName;
            const Bytes fields = *rc::gen::elementOf(std::vector<Bytes>{"'from': 1, 'count': 2", "'from': -3, 'count': 2",
                "'between': ['(', ')']", "'between': ['[', ''], 'including': true", "'what': 'brackets'", "'what': ['letters', 'spaces']"});
            Bytes removed = nameOne(name, recipeOf("{'rule': 'remove', " + fields + "}", ExtensionStyle::None)).name;
            Bytes kept = nameOne(name, recipeOf("{'rule': 'keep', " + fields + "}", ExtensionStyle::None)).name;
            Bytes both = kept + removed, whole = name;
            std::sort(both.begin(), both.end());
            std::sort(whole.begin(), whole.end());
            RC_ASSERT(shown(both) == shown(whole));
        }));
        QVERIFY(rc::check("inserting a text and taking it out gives the name back", [&] {
            const Bytes name = *anyName;
            const auto from = *rc::gen::inRange(0, 8);
            RenameRecipe recipe = recipeOf("", ExtensionStyle::None);
            recipe.rules.push_back({InsertRule{"##", {.at = Place::At::Position, .position = from}}});
            recipe.rules.push_back({ReplaceRule{.find = "##", .with = ""}});
            RC_ASSERT(shown(nameOne(name, recipe).name) == shown(name));
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesRemove)
#include "tst_rules_remove.moc"
