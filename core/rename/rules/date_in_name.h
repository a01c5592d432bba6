// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"
#include "core/rename/template/date_format.h"

namespace bulkhead {

/// Writes the first date of a name in another form. A date is what the format to read says, where that makes a day of the
/// calendar, and no part of a longer number or word. Years of two digits are 1969 to 2068. Immutable, shared between threads.
class DateInName
{
public:
    /// Problems are of the fields `read` and `format`, which has to ask for nothing that is not read.
    static std::optional<DateInName> compile(BytesView read, BytesView format, RuleCompilation &compilation);

    /// Unchanged where the name has no such date.
    StepOutcome apply(BytesView subject, StepScratch &scratch, Bytes &out) const;

    /// The first one; none, too, where the name is too much for the pattern.
    std::optional<CivilTime> find(BytesView subject, StepScratch &scratch) const;
    /// The format to read has a year, a month and a day.
    bool readsWholeDate() const noexcept { return m_readsWholeDate; }

private:
    std::optional<CivilTime> dateOf(std::span<const BytesView> captures) const;

    std::shared_ptr<const Pattern> m_pattern;
    std::vector<DateField> m_read; ///< By capture, from 1.
    std::vector<DatePiece> m_written;
    bool m_readsWholeDate = false;
};

} // namespace bulkhead
