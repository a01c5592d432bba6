// SPDX-License-Identifier: GPL-3.0-or-later
// Where insert, number and date put their text.
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

class Placement
{
public:
    static std::optional<Placement> compile(const Place &place, RuleCompilation &compilation);

    /// Offset in bytes; or Unchanged where the anchor is not in `subject`, TooComplex where looking for it took too long.
    /// Positions past either end mean that end.
    std::variant<std::size_t, StepOutcome> resolve(BytesView subject, StepScratch &scratch) const;

    /// Appends `subject` to `out` with what `appendText` appends in its place, and `separator` between that and the text on
    /// either side, where there is some. Unchanged where `appendText` says that there is nothing to put.
    template <class AppendText>
    StepOutcome insert(BytesView subject, BytesView separator, StepScratch &scratch, Bytes &out, const AppendText &appendText) const;

private:
    Place m_place;
    std::shared_ptr<const Pattern> m_anchor; ///< For a regex.
};

template <class AppendText>
StepOutcome Placement::insert(BytesView subject, BytesView separator, StepScratch &scratch, Bytes &out, const AppendText &appendText) const
{
    const auto place = resolve(subject, scratch);
    if (const auto *outcome = std::get_if<StepOutcome>(&place)) {
        return *outcome;
    }
    const std::size_t at = std::get<std::size_t>(place);
    out.append(subject, 0, at);
    if (at > 0) {
        out += separator;
    }
    if (!appendText()) {
        return StepOutcome::Unchanged;
    }
    if (at < subject.size()) {
        out += separator;
    }
    out.append(subject, at);
    return StepOutcome::Changed;
}

} // namespace bulkhead
