// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rule_mix.h"
#include "tests/support/rule_rows.h"

namespace bulkhead::test {

namespace {

std::vector<RuleSlot> slotsOf(const RuleRow &row)
{
    return recipeOf(bytesOf(row.rules), row.style).rules;
}

/// Without those that only show how long a runaway pattern may take.
const std::vector<std::vector<RuleSlot>> &mixedRules()
{
    static const std::vector<std::vector<RuleSlot>> all = [] {
        std::vector<std::vector<RuleSlot>> rules;
        for (const RuleGroup &group : ruleTable()) {
            for (const RuleRow &row : group.rows) {
                if (row.issue != RowIssue::PatternTooComplex)
                    rules.push_back(slotsOf(row));
            }
        }
        return rules;
    }();
    return all;
}

const std::vector<Bytes> &mixedNames()
{
    static const std::vector<Bytes> all = [] {
        std::vector<Bytes> names;
        for (const RuleGroup &group : ruleTable()) {
            for (const RuleRow &row : group.rows) {
                for (const QByteArray &name : row.before) {
                    if (!name.contains('/') && name != "." && name != "..")
                        names.push_back(bytesOf(name));
                }
            }
        }
        return names;
    }();
    return all;
}

template <class E>
E upTo(E last)
{
    return static_cast<E>(*rc::gen::inRange(0, static_cast<int>(last) + 1));
}

} // namespace

std::vector<RuleGroup> ruleTable()
{
    return {replaceRows(), templateRows(), insertRows(), removeRows(), keepRows(), trimRows(), swapRows(), caseRows(), numberRows(),
        renumberRows(), extensionRows(), normaliseRows(), cleanRows(), transliterateRows(), dateRows(), decodeRows(), listRows()};
}

rc::Gen<RenameRecipe> mixedRecipe()
{
    return rc::gen::exec([] {
        RenameRecipe recipe;
        for (int rows = *rc::gen::inRange(1, 4); rows > 0; --rows) {
            for (const RuleSlot &slot : *rc::gen::elementOf(mixedRules()))
                recipe.rules.push_back(slot);
        }
        recipe.order
            = {.by = upTo(RowOrder::By::Extension), .natural = *rc::gen::arbitrary<bool>(), .descending = *rc::gen::arbitrary<bool>()};
        recipe.extension = upTo(ExtensionStyle::None);
        recipe.onConflict = upTo(OnConflict::Number);
        return recipe;
    });
}

rc::Gen<Bytes> mixedName()
{
    return rc::gen::elementOf(mixedNames());
}

} // namespace bulkhead::test
