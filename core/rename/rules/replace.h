// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Find and replace. An empty match right behind the match before it does not count, so that ".*" matches a name once.
/// `find` in text mode may be any bytes; a plain text (UTF-8) that has to match exactly is searched without the regex engine.
class ReplaceStep
{
public:
    static std::optional<ReplaceStep> compile(const ReplaceRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    template <class Source>
    StepOutcome replace(Source &source, RowContext &context, Bytes &out) const;
    template <class Source>
    StepOutcome replaceChosen(Source &source, RowContext &context, Bytes &out) const;
    StepOutcome appendReplacement(std::span<const BytesView> captures, RowContext &context, Bytes &out) const;

    Bytes m_find;
    ReplaceRule::Which m_which = ReplaceRule::Which::All;
    int m_nth = 1;
    std::shared_ptr<const Pattern> m_pattern; ///< Null: search for m_find as bytes.
    std::shared_ptr<const Template> m_with;
};

} // namespace bulkhead
