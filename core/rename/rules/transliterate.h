// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"
#include "core/rename/rules/transliteration.h"

namespace bulkhead {

/// A '/' or NUL that a transform makes (of ½, of a fullwidth slash) is illegal data, as from a token.
class TransliterateStep
{
public:
    static std::optional<TransliterateStep> compile(const TransliterateRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::shared_ptr<const Transliteration> m_transliteration;
};

} // namespace bulkhead
