// SPDX-License-Identifier: GPL-3.0-or-later
// The rule that puts the parts of names in another order.
#include "tests/support/rule_rows.h"

#include <rapidcheck.h>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRulesSwap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void list_data()
    {
        addRuleRows({
            {"two parts", "{'rule': 'swap', 'separator': ' - '}", "Artist - Title.mp3", "Title - Artist.mp3"},
            {"what is not named is kept", "{'rule': 'swap', 'separator': ' - '}", "A - B - C - D", "B - A - C - D"},
            {"the last ones", "{'rule': 'swap', 'separator': ' - ', 'from': 'end'}", "A - B - C - D", "A - B - D - C"},
            {"the last of two", "{'rule': 'swap', 'separator': ' - ', 'from': 'end'}", "A - B", "B - A"},
            {"three parts", "{'rule': 'swap', 'separator': '_', 'order': [3, 1, 2]}", "a_b_c_d", "c_a_b_d"},
            {"the others follow", "{'rule': 'swap', 'separator': '_', 'order': [3, 1]}", "a_b_c_d", "c_a_b_d"},
            {"one to the front", "{'rule': 'swap', 'separator': '_', 'order': [3]}", "a_b_c_d", "c_a_b_d"},
            {"one of the last", "{'rule': 'swap', 'separator': '_', 'order': [2], 'from': 'end'}", "a_b_c_d", "a_b_d_c"},
            {"too few parts", "{'rule': 'swap', 'separator': '_', 'order': [3, 1]}", "a_b", "a_b"},
            {"no separator", "{'rule': 'swap', 'separator': '_'}", "abc.txt", "abc.txt"},
            {"empty parts", "{'rule': 'swap', 'separator': '_'}", "_b", "b_"},
            {"an empty part in the middle", "{'rule': 'swap', 'separator': '_'}", "a__c", "_a_c"},
            {"only separators", "{'rule': 'swap', 'separator': '_'}", "__", "__"},
            {"letters must match", "{'rule': 'swap', 'separator': 'x'}", "1X2x3", "3x1X2"},
            {"separators keep their places", "{'rule': 'swap', 'separator': '[-_]+', 'separator_mode': 'regex', 'order': [3, 2, 1]}",
                "a-b__c-d", "c-b__a-d"},
            {"between letters and digits", "{'rule': 'swap', 'separator': '(?<=\\\\D)(?=\\\\d)', 'separator_mode': 'regex'}", "ab12",
                "12ab"},
            {"nothing at the ends is no separator", "{'rule': 'swap', 'separator': 'x*', 'separator_mode': 'regex'}", "ab", "ba"},
            {"a regex is text otherwise", "{'rule': 'swap', 'separator': '.'}", "a.b", "b.a", RowIssue::None, ExtensionStyle::None},
            {"regex too complex", "{'rule': 'swap', 'separator': '(a+)+$', 'separator_mode': 'regex'}", QByteArray(40, 'a') + "z",
                QByteArray(40, 'a') + "z", RowIssue::PatternTooComplex},
            {"cjk", "{'rule': 'swap', 'separator': '・'}", "歌手・曲名.mp3", "曲名・歌手.mp3"},
            {"combining", "{'rule': 'swap', 'separator': '-'}", "e\u0301-a", "a-e\u0301"},
            {"undecodable", "{'rule': 'swap', 'separator': '-'}", "\xff-\xfe", "\xfe-\xff"},
            {"undecodable at a regex", "{'rule': 'swap', 'separator': '-+', 'separator_mode': 'regex'}", "\xff--\xfe", "\xfe--\xff"},
            {"in the whole name", "{'rule': 'swap', 'separator': '.', 'scope': 'name'}", "a.b", "b.a"},
            {"in the extension", "{'rule': 'swap', 'separator': '.', 'scope': 'extension'}", "a.tar.gz", "a.gz.tar"},
            {"of a folder", "{'rule': 'swap', 'separator': '.'}", "a.b/", "b.a"},
            {"the largest number", "{'rule': 'swap', 'separator': '-', 'order': [99]}", QByteArray("a-").repeated(98) + "z",
                "z-" + QByteArray("a-").repeated(97) + "a"},
        });
    }
    void list() { checkRuleRow(); }

    void order_data()
    {
        addRuleRows({
            {"other text between", "{'rule': 'swap', 'separator': ' - ', 'order': '{2} by {1}'}", "Artist - Title.mp3",
                "Title by Artist.mp3"},
            {"what is not named is kept", "{'rule': 'swap', 'separator': '_', 'order': '{2}+{1}'}", "a_b_c_d", "b+a_c_d"},
            {"the last ones", "{'rule': 'swap', 'separator': '_', 'order': '{2}+{1}', 'from': 'end'}", "a_b_c_d", "a_b_d+c"},
            {"the others follow", "{'rule': 'swap', 'separator': '_', 'order': '({3})'}", "a_b_c_d", "(c)_a_b_d"},
            {"the others follow among the last", "{'rule': 'swap', 'separator': '_', 'order': '({2})', 'from': 'end'}", "a_b_c_d",
                "a_b_(d)_c"},
            {"a part twice", "{'rule': 'swap', 'separator': '_', 'order': '{1}{1}'}", "a_b", "aa_b"},
            {"filters", "{'rule': 'swap', 'separator': '_', 'order': '{2|upper} {1|or:none}'}", "_b", "B none"},
            {"other tokens", "{'rule': 'swap', 'separator': '_', 'order': '{2} {1} {n:pad=2} {stem}'}", "a_b", "b a 01 a_b"},
            {"dollars and backslashes are text", "{'rule': 'swap', 'separator': '_', 'order': '{2}$1\\\\U{1}'}", "a_b", "b$1\\Ua"},
            {"too few parts", "{'rule': 'swap', 'separator': '_', 'order': '{3}{1}'}", "a_b", "a_b"},
            {"makes folders", "{'rule': 'swap', 'separator': '_', 'order': '{2}/{1}'}", "a_b.txt", "b/a.txt"},
            {"a token without a value", "{'rule': 'swap', 'separator': '_', 'order': '{1} {parent:9}'}", "a_b", "a_b", RowIssue::NoValue},
            {"undecodable", "{'rule': 'swap', 'separator': '_', 'order': '{2} {1}'}", "\xff_\xfe", "\xfe \xff"},
        });
    }
    void order() { checkRuleRow(); }

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
