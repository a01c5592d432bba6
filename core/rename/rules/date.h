// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/date_in_name.h"
#include "core/rename/rules/placement.h"
#include "core/rename/template/template_date.h"

namespace bulkhead {

/// A date put into the name, as the number rule puts a number; or one that is there, in another form.
class DateStep
{
public:
    static std::optional<DateStep> compile(const DateRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    StepOutcome readTime(const RowContext &context, std::int64_t &time) const;

    DateRule::Source m_source = DateRule::Source::Mtime;
    std::optional<DateInName> m_inName; ///< For Source::Name; what follows is for the others.
    std::optional<TemplateDate> m_date;
    Placement m_placement;
    Bytes m_separator;
};

} // namespace bulkhead
