// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/compiled_recipe.h"

#include "core/rename/naming/rule_chain.h"

#include <algorithm>

namespace bulkhead {

namespace {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>; // Clang before 17 does not find it.

template <class Step, class RuleType>
std::optional<CompiledStep> compileAs(const RuleType &rule, FieldProblems &problems)
{
    auto step = Step::compile(rule, problems);
    return step ? std::optional<CompiledStep>(std::move(*step)) : std::nullopt;
}

std::optional<CompiledStep> compileStep(const Rule &rule, FieldProblems &problems)
{
    return std::visit(Overloaded{
                          [&](const ReplaceRule &r) { return compileAs<ReplaceStep>(r, problems); },
                          [&](const TemplateRule &r) { return compileAs<NewNameStep>(r, problems); },
                          [&](const InsertRule &r) { return compileAs<InsertStep>(r, problems); },
                          [&](const RemoveRule &r) { return compileAs<RemoveStep>(r, problems); },
                          [&](const KeepRule &r) { return compileAs<RemoveStep>(r, problems); },
                          [&](const TrimRule &r) { return compileAs<TrimStep>(r, problems); },
                          [&](const SwapRule &r) { return compileAs<SwapStep>(r, problems); },
                          [&](const CaseRule &r) { return compileAs<LettersStep>(r, problems); },
                          [&](const NumberRule &r) { return compileAs<NumberStep>(r, problems); },
                          [&](const RenumberRule &r) { return compileAs<RenumberStep>(r, problems); },
                          [&](const ExtensionRule &r) { return compileAs<NewExtensionStep>(r, problems); },
                          [&](const NormaliseRule &r) { return compileAs<NormaliseStep>(r, problems); },
                          [&](const CleanRule &r) { return compileAs<CleanStep>(r, problems); },
                          [&](const TransliterateRule &r) { return compileAs<TransliterateStep>(r, problems); },
                      },
        rule);
}

bool isStaged(const Rule &rule)
{
    const auto *number = std::get_if<NumberRule>(&rule);
    return number && (number->counter.per == Counter::Per::Stem || number->counter.count == Counter::Count::Changed);
}

bool holdsSlash(const Rule &rule)
{
    const auto has = [](const Bytes &text) { return text.find('/') != Bytes::npos; };
    return std::visit(Overloaded{
                          [&](const ReplaceRule &r) { return has(r.with); },
                          [&](const TemplateRule &r) { return has(r.text); },
                          [&](const InsertRule &r) { return has(r.text); },
                          [&](const NumberRule &r) { return has(r.separator); },
                          [&](const SwapRule &r) { return std::holds_alternative<Bytes>(r.order) && has(std::get<Bytes>(r.order)); },
                          [&](const ExtensionRule &r) { return has(r.to.value_or("")) || has(r.add); },
                          [](const RemoveRule &) { return false; },
                          [](const KeepRule &) { return false; },
                          [](const RenumberRule &) { return false; },
                          [](const TrimRule &) { return false; },
                          [](const CaseRule &) { return false; }, // A kept word with a slash is in no name.
                          [](const NormaliseRule &) { return false; },
                          [](const CleanRule &) { return false; },
                          [](const TransliterateRule &) { return false; },
                      },
        rule);
}

} // namespace

RuleChain::RuleChain(RenameRecipe recipe, std::vector<ChainLink> links)
    : m_recipe(std::move(recipe))
    , m_links(std::move(links))
{
    static const KnownSuffixes none;
    m_suffixes = m_recipe.extension == ExtensionStyle::Known ? &knownSuffixes() : &none;
    m_needsWholeBatch = std::any_of(m_links.begin(), m_links.end(), [](const ChainLink &link) { return link.staged != kNone; });
}

RecipeResult<CompiledRecipeRef> compileRecipe(const RenameRecipe &recipe)
{
    std::vector<RecipeProblem> problems;
    std::vector<ChainLink> links;
    std::uint32_t staged = 0;
    for (std::size_t i = 0; i < recipe.rules.size(); ++i) {
        const RuleSlot &slot = recipe.rules[i];
        if (!slot.enabled) {
            continue;
        }
        FieldProblems fields("rules[" + std::to_string(i) + "]", problems);
        if (auto step = compileStep(slot.rule, fields)) {
            const bool wholeName = std::holds_alternative<NewExtensionStep>(*step) || std::holds_alternative<CleanStep>(*step);
            links.push_back({.step = std::move(*step),
                .scope = wholeName ? Scope::Name : slot.scope,
                .rule = static_cast<std::uint32_t>(i),
                .typesSlash = holdsSlash(slot.rule),
                .staged = isStaged(slot.rule) ? staged++ : kNone});
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return CompiledRecipeRef(std::make_shared<RuleChain>(recipe, std::move(links)));
}

} // namespace bulkhead
