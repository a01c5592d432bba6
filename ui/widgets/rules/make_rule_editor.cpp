// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include <array>
#include <utility>

namespace bulkhead {

namespace {

/// In the order of the Rule variant.
constexpr std::array kMakers{makeReplaceEditor, makeTemplateEditor, makeInsertEditor, makeRemoveEditor, makeKeepEditor, makeTrimEditor,
    makeSwapEditor, makeCaseEditor, makeNumberEditor, makeRenumberEditor, makeExtensionEditor, makeNormaliseEditor, makeCleanEditor,
    makeTransliterateEditor, makeDateEditor, makeDecodeEditor, makeListEditor};
static_assert(kMakers.size() == std::variant_size_v<Rule>);

template <std::size_t... kinds>
Rule defaultRule(std::size_t kind, std::index_sequence<kinds...>)
{
    Rule rule;
    ((kind == kinds ? void(rule.emplace<kinds>()) : void()), ...);
    return rule;
}

} // namespace

RuleEditor *makeRuleEditor(std::size_t kind, QWidget *parent)
{
    return kMakers.at(kind)(parent);
}

Rule makeRule(std::size_t kind)
{
    return defaultRule(kind, std::make_index_sequence<std::variant_size_v<Rule>>());
}

} // namespace bulkhead
