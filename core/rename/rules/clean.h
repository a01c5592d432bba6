// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Appends `text` with the replacement in the place of each grapheme cluster that holds something forbidden, an undecodable byte
/// among it. Only characters: what stands at an end, or is reserved as a whole, stays. Any thread.
void appendCleaned(Bytes &out, BytesView text, const CleanRule &rule);

/// What comes out can be cleaned again and is the same. Where the replacement itself may not stand at an end, that end is cut off;
/// a device's name gets the replacement behind it, or '_' where that does not help.
class CleanStep
{
public:
    static std::optional<CleanStep> compile(const CleanRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    void cleanStart(Bytes &name) const;
    void cleanEnd(Bytes &name) const;
    void cleanDevice(Bytes &name) const;

    CleanRule m_rule;
};

} // namespace bulkhead
