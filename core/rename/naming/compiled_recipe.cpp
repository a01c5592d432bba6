// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/compiled_recipe.h"

#include "core/rename/naming/rule_chain.h"

#include <algorithm>
#include <set>

namespace bulkhead {

namespace {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>; // Clang before 17 does not find it.

template <class Step, class RuleType>
std::optional<CompiledStep> compileAs(const RuleType &rule, RuleCompilation &compilation)
{
    auto step = Step::compile(rule, compilation);
    return step ? std::optional<CompiledStep>(std::move(*step)) : std::nullopt;
}

std::optional<CompiledStep> compileStep(const Rule &rule, RuleCompilation &compilation)
{
    return std::visit(Overloaded{
                          [&](const ReplaceRule &r) { return compileAs<ReplaceStep>(r, compilation); },
                          [&](const TemplateRule &r) { return compileAs<NewNameStep>(r, compilation); },
                          [&](const InsertRule &r) { return compileAs<InsertStep>(r, compilation); },
                          [&](const RemoveRule &r) { return compileAs<RemoveStep>(r, compilation); },
                          [&](const KeepRule &r) { return compileAs<RemoveStep>(r, compilation); },
                          [&](const TrimRule &r) { return compileAs<TrimStep>(r, compilation); },
                          [&](const SwapRule &r) { return compileAs<SwapStep>(r, compilation); },
                          [&](const CaseRule &r) { return compileAs<LettersStep>(r, compilation); },
                          [&](const NumberRule &r) { return compileAs<NumberStep>(r, compilation); },
                          [&](const RenumberRule &r) { return compileAs<RenumberStep>(r, compilation); },
                          [&](const ExtensionRule &r) { return compileAs<NewExtensionStep>(r, compilation); },
                          [&](const NormaliseRule &r) { return compileAs<NormaliseStep>(r, compilation); },
                          [&](const CleanRule &r) { return compileAs<CleanStep>(r, compilation); },
                          [&](const TransliterateRule &r) { return compileAs<TransliterateStep>(r, compilation); },
                          [&](const DateRule &r) { return compileAs<DateStep>(r, compilation); },
                          [&](const DecodeRule &r) { return compileAs<DecodeStep>(r, compilation); },
                          [&](const ListRule &r) { return compileAs<ListStep>(r, compilation); },
                      },
        rule);
}

bool isStaged(const Rule &rule)
{
    if (const auto *decode = std::get_if<DecodeRule>(&rule)) {
        return decode->how == DecodeRule().how;
    }
    const auto *number = std::get_if<NumberRule>(&rule);
    return number && (number->counter.per == Counter::Per::Stem || number->counter.count == Counter::Count::Changed);
}

bool isOfWholeName(const CompiledStep &step)
{
    const auto *list = std::get_if<ListStep>(&step);
    return std::holds_alternative<NewExtensionStep>(step) || std::holds_alternative<CleanStep>(step)
        || std::holds_alternative<DecodeStep>(step) || (list && list->list().by() == ListRule::By::Name);
}

bool holdsSlash(const Rule &rule)
{
    const auto has = [](const Bytes &text) { return text.find('/') != Bytes::npos; };
    return std::visit(
        Overloaded{
            [&](const ReplaceRule &r) { return has(r.with); }, [&](const TemplateRule &r) { return has(r.text); },
            [&](const InsertRule &r) { return has(r.text); }, [&](const NumberRule &r) { return has(r.separator); },
            [&](const SwapRule &r) { return std::holds_alternative<Bytes>(r.order) && has(std::get<Bytes>(r.order)); },
            [&](const ExtensionRule &r) { return has(r.to.value_or("")) || has(r.add); }, [](const RemoveRule &) { return false; },
            [](const KeepRule &) { return false; }, [](const RenumberRule &) { return false; }, [](const TrimRule &) { return false; },
            [](const CaseRule &) { return false; }, // A kept word with a slash is in no name.
            [](const NormaliseRule &) { return false; }, [](const CleanRule &) { return false; },
            [](const TransliterateRule &) { return false; }, [&](const DateRule &r) { return has(r.format) || has(r.separator); },
            [](const DecodeRule &) { return false; }, [](const ListRule &) { return false; }, // A slash from a list is data.
        },
        rule);
}

} // namespace

RuleChain::RuleChain(RenameRecipe recipe, std::vector<ChainLink> links, std::optional<DestinationPath> destination,
    std::optional<AttributeWish> attributes, std::vector<FactKey> facts)
    : m_recipe(std::move(recipe))
    , m_links(std::move(links))
    , m_destination(std::move(destination))
    , m_attributes(std::move(attributes))
    , m_facts(std::move(facts))
{
    static const KnownSuffixes none;
    m_suffixes = m_recipe.extension == ExtensionStyle::Known ? &knownSuffixes() : &none;
    m_needsWholeBatch = std::any_of(m_links.begin(), m_links.end(), [](const ChainLink &link) { return link.staged != kNone; });
}

RecipeResult<CompiledRecipeRef> compileRecipe(const RenameRecipe &recipe, const LoadedLists &lists)
{
    std::vector<RecipeProblem> problems;
    RuleCompilation::Shared shared{.problems = problems, .lists = lists};
    std::vector<ChainLink> links;
    std::set<FactKey> facts;
    std::uint32_t staged = 0;
    for (std::size_t i = 0; i < recipe.rules.size(); ++i) {
        const RuleSlot &slot = recipe.rules[i];
        if (!slot.enabled) {
            continue;
        }
        RuleCompilation compilation("rules[" + std::to_string(i) + "]", shared);
        if (auto step = compileStep(slot.rule, compilation)) {
            const bool wholeName = isOfWholeName(*step);
            links.push_back({.step = std::move(*step),
                .scope = wholeName ? Scope::Name : slot.scope,
                .rule = static_cast<std::uint32_t>(i),
                .typesSlash = holdsSlash(slot.rule),
                .staged = isStaged(slot.rule) ? staged++ : kNone});
        }
        facts.insert(compilation.asked().begin(), compilation.asked().end());
    }
    RuleCompilation compilation("destination", shared);
    auto destination = DestinationPath::compile(recipe.destination, compilation);
    facts.insert(compilation.asked().begin(), compilation.asked().end());
    RuleCompilation attributeCompilation("attributes", shared);
    auto attributes = AttributeWish::compile(recipe, attributeCompilation);
    facts.insert(attributeCompilation.asked().begin(), attributeCompilation.asked().end());
    if (!problems.empty()) {
        return problems;
    }
    return CompiledRecipeRef(std::make_shared<RuleChain>(
        recipe, std::move(links), std::move(destination), std::move(attributes), std::vector<FactKey>(facts.begin(), facts.end())));
}

} // namespace bulkhead
