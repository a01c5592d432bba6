// SPDX-License-Identifier: GPL-3.0-or-later
// Where insert and number put their text.
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

class Placement
{
public:
    static std::optional<Placement> compile(const Place &place, FieldProblems &problems);

    /// Offset in bytes; or Unchanged where the anchor is not in `subject`, TooComplex where looking for it took too long.
    /// Positions past either end mean that end.
    std::variant<std::size_t, StepOutcome> resolve(BytesView subject, StepScratch &scratch) const;

private:
    Place m_place;
    std::shared_ptr<const Pattern> m_anchor; ///< For a regex.
};

} // namespace bulkhead
