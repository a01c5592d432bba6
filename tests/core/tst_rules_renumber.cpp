// SPDX-License-Identifier: GPL-3.0-or-later
// The rule that changes the numbers that are in names.
#include "tests/support/rule_rows.h"

#include <rapidcheck.h>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRulesRenumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void add_data()
    {
        const QByteArray long9(50, '9');
        addRuleRows({
            {"one", "{'rule': 'renumber', 'add': 1}", "a7.txt", "a8.txt"},
            {"every number", "{'rule': 'renumber', 'add': 1}", "s01e09.mkv", "s02e10.mkv"},
            {"the extension stays", "{'rule': 'renumber', 'add': 1}", "1.mp3", "2.mp3"},
            {"the extension alone", "{'rule': 'renumber', 'add': 1, 'scope': 'extension'}", "1.mp3", "1.mp4"},
            {"carries", "{'rule': 'renumber', 'add': 1}", "a0199.txt", "a0200.txt"},
            {"grows", "{'rule': 'renumber', 'add': 1}", "a999b.txt", "a1000b.txt"},
            {"more than there is", "{'rule': 'renumber', 'add': 12345}", "a7b", "a12352b"},
            {"keeps its width", "{'rule': 'renumber', 'add': -1}", "a010.txt", "a009.txt"},
            {"keeps its width without zeros", "{'rule': 'renumber', 'add': -1}", "s01e10", "s00e09"},
            {"borrows", "{'rule': 'renumber', 'add': -1}", "a1000.txt", "a0999.txt"},
            {"down to zero", "{'rule': 'renumber', 'add': -10}", "a10", "a00"},
            {"below zero", "{'rule': 'renumber', 'add': -11}", "a10", "a10", RowIssue::BelowZero},
            {"below zero by a borrow", "{'rule': 'renumber', 'add': -5}", "a4", "a4", RowIssue::BelowZero},
            {"below zero in one of them", "{'rule': 'renumber', 'add': -2}", "a5b1", "a5b1", RowIssue::BelowZero},
            {"a dash is no sign", "{'rule': 'renumber', 'add': 1}", "a-5", "a-6"},
            {"points and commas part numbers", "{'rule': 'renumber', 'add': 1}", "1.9,9 a", "2.10,10 a", RowIssue::None,
                ExtensionStyle::None},
            {"longer than any type", "{'rule': 'renumber', 'add': 1}", long9, "1" + QByteArray(50, '0')},
            {"the largest", "{'rule': 'renumber', 'add': 9223372036854775807}", "9223372036854775807", "18446744073709551614"},
            {"the smallest", "{'rule': 'renumber', 'add': -9223372036854775808}", "9223372036854775808", "0000000000000000000"},
            {"no number", "{'rule': 'renumber', 'add': 1}", "abc.txt", "abc.txt"},
            {"nothing but a dot in front", "{'rule': 'renumber', 'add': 1}", ".9", ".10"},
            {"cjk", "{'rule': 'renumber', 'add': 1}", "照片9张.jpg", "照片10张.jpg"},
            {"digits of other scripts stay", "{'rule': 'renumber', 'add': 1}", "١1１", "١2１"},
            {"combining", "{'rule': 'renumber', 'add': 1}", "e\u03019\u0301", "e\u030110\u0301"},
            {"undecodable", "{'rule': 'renumber', 'add': 1}",
                "\xff"
                "9\xfe",
                "\xff"
                "10\xfe"},
            {"a folder", "{'rule': 'renumber', 'add': 1}", "v1.9/", "v2.10"},
        });
    }
    void add() { checkRuleRow(); }

    void which_data()
    {
        addRuleRows({
            {"first", "{'rule': 'renumber', 'add': 1, 'which': 'first'}", "1-2-3", "2-2-3"},
            {"last", "{'rule': 'renumber', 'add': 1, 'which': 'last'}", "1-2-3", "1-2-4"},
            {"second", "{'rule': 'renumber', 'add': 1, 'which': 2}", "1-2-3", "1-3-3"},
            {"last but one", "{'rule': 'renumber', 'add': 1, 'which': -2}", "1-2-3", "1-3-3"},
            {"the only one is the last", "{'rule': 'renumber', 'add': 1, 'which': 'last'}", "a1", "a2"},
            {"past the end", "{'rule': 'renumber', 'add': 1, 'which': 4}", "1-2-3", "1-2-3"},
            {"before the start", "{'rule': 'renumber', 'add': 1, 'which': -4}", "1-2-3", "1-2-3"},
            {"farthest", "{'rule': 'renumber', 'add': 1, 'which': -2147483648}", "1", "1"},
            {"no number", "{'rule': 'renumber', 'add': 1, 'which': 'last'}", "abc", "abc"},
            {"another one below zero", "{'rule': 'renumber', 'add': -1, 'which': 'last'}", "0-2", "0-1"},
        });
    }
    void which() { checkRuleRow(); }

    void pad_data()
    {
        addRuleRows({
            {"wider", "{'rule': 'renumber', 'pad': 3}", "a7.txt", "a007.txt"},
            {"every number", "{'rule': 'renumber', 'pad': 2}", "s1e9.mkv", "s01e09.mkv"},
            {"as wide already", "{'rule': 'renumber', 'pad': 3}", "a123", "a123"},
            {"longer numbers keep their value", "{'rule': 'renumber', 'pad': 2}", "a123", "a123"},
            {"zeros that are too many go", "{'rule': 'renumber', 'pad': 2}", "a0007", "a07"},
            {"one takes all zeros away", "{'rule': 'renumber', 'pad': 1}", "a0007 010", "a7 10"},
            {"none takes all zeros away", "{'rule': 'renumber', 'pad': 0}", "a0007", "a7"},
            {"zero stays", "{'rule': 'renumber', 'pad': 1}", "a000", "a0"},
            {"zero, wider", "{'rule': 'renumber', 'pad': 3}", "a0", "a000"},
            {"widest", "{'rule': 'renumber', 'pad': 64}", "1", QByteArray(63, '0') + "1"},
            {"last", "{'rule': 'renumber', 'pad': 3, 'which': 'last'}", "1-2", "1-002"},
            {"after adding", "{'rule': 'renumber', 'add': -1, 'pad': 1}", "a10", "a9"},
            {"after adding, wider", "{'rule': 'renumber', 'add': 1, 'pad': 2}", "a9 a8", "a10 a09"},
            {"no number", "{'rule': 'renumber', 'pad': 3}", "abc", "abc"},
            {"undecodable", "{'rule': 'renumber', 'pad': 2}",
                "\xff"
                "7",
                "\xff"
                "07"},
            {"too long", "{'rule': 'renumber', 'pad': 64}", QByteArray("1-").repeated(4), (QByteArray(63, '0') + "1-").repeated(4),
                RowIssue::TooLong},
        });
    }
    void pad() { checkRuleRow(); }

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
