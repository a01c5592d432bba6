// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// The extension rule. Its subject and result are the whole name. A dot at the start of what it puts in is left out, so that
/// `{ext}`, which brings its dot, may be used. Folders have no extension and stay as they are.
class NewExtensionStep
{
public:
    static std::optional<NewExtensionStep> compile(const ExtensionRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::shared_ptr<const Template> m_to; ///< Null: the one that is there.
    ExtensionRule::Letters m_letters = ExtensionRule::Letters::Keep;
    Bytes m_add;
    bool m_remove = false;
    bool m_fromContent = false;
};

} // namespace bulkhead
