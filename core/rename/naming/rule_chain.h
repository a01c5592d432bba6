// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what compileRecipe makes. The enabled rules in order, each compiled.
#pragma once

#include "core/rename/compiled_recipe.h"
#include "core/rename/naming/attribute_wish.h"
#include "core/rename/naming/destination.h"
#include "core/rename/naming/extension_split.h"
#include "core/rename/rules/clean.h"
#include "core/rename/rules/date.h"
#include "core/rename/rules/decode.h"
#include "core/rename/rules/insert.h"
#include "core/rename/rules/letters.h"
#include "core/rename/rules/list.h"
#include "core/rename/rules/new_extension.h"
#include "core/rename/rules/new_name.h"
#include "core/rename/rules/normalise.h"
#include "core/rename/rules/number.h"
#include "core/rename/rules/remove.h"
#include "core/rename/rules/renumber.h"
#include "core/rename/rules/replace.h"
#include "core/rename/rules/swap.h"
#include "core/rename/rules/transliterate.h"
#include "core/rename/rules/trim.h"

namespace bulkhead {

using CompiledStep = std::variant<ReplaceStep, NewNameStep, InsertStep, RemoveStep, TrimStep, SwapStep, LettersStep, NumberStep,
    RenumberStep, NewExtensionStep, NormaliseStep, CleanStep, TransliterateStep, DateStep, DecodeStep, ListStep>;

struct ChainLink {
    CompiledStep step;
    Scope scope = Scope::Stem; ///< Name for rules that always see all of it.
    std::uint32_t rule = 0; ///< Index in the recipe.
    bool typesSlash = true; ///< False where no text of the rule holds a '/', so that it cannot make folders.
    std::uint32_t staged = kNone; ///< Index in BatchFacts::staged, for a rule that needs the whole batch.
};

/// The only kind of CompiledRecipe there is. Immutable.
class RuleChain final : public CompiledRecipe
{
public:
    RuleChain(RenameRecipe recipe, std::vector<ChainLink> links, std::optional<DestinationPath> destination,
        std::optional<AttributeWish> attributes, std::vector<FactKey> facts);

    const RenameRecipe &recipe() const noexcept override { return m_recipe; }
    bool needsWholeBatch() const noexcept override { return m_needsWholeBatch; }
    const std::vector<FactKey> &facts() const noexcept override { return m_facts; }
    const std::vector<ChainLink> &links() const noexcept { return m_links; }
    /// Null where every file stays in its folder, as far as the rules name no other one.
    const DestinationPath *destination() const noexcept { return m_destination ? &*m_destination : nullptr; }
    /// Null where files keep their times and permissions.
    const AttributeWish *attributes() const noexcept { return m_attributes ? &*m_attributes : nullptr; }
    const KnownSuffixes &suffixes() const noexcept { return *m_suffixes; }

    static const RuleChain &of(const CompiledRecipe &recipe) { return static_cast<const RuleChain &>(recipe); }

private:
    RenameRecipe m_recipe;
    std::vector<ChainLink> m_links;
    std::optional<DestinationPath> m_destination;
    std::optional<AttributeWish> m_attributes;
    std::vector<FactKey> m_facts;
    bool m_needsWholeBatch = false;
    const KnownSuffixes *m_suffixes;
};

} // namespace bulkhead
