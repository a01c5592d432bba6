// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/name_list.h"
#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// The new name that a list has for the row. A row without one in a list by name, or with an empty one, is left as it is; past
/// the end of a list by order it has no value (listProblems tells before).
class ListStep
{
public:
    static std::optional<ListStep> compile(const ListRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

    const NameList &list() const noexcept { return *m_list; }

private:
    std::shared_ptr<const NameList> m_list;
};

} // namespace bulkhead
