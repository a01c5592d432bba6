// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

#include <unicode/uversion.h>

U_NAMESPACE_BEGIN
class Normalizer2;
U_NAMESPACE_END

namespace bulkhead {

/// Undecodable bytes stay as they are. A '/' that a compatibility form gives (of a fullwidth one, of "a/c" in one character) is
/// illegal data, as from a token.
class NormaliseStep
{
public:
    static std::optional<NormaliseStep> compile(const NormaliseRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    const icu::Normalizer2 *m_normalizer = nullptr; ///< ICU's own: one for all threads, for good.
};

} // namespace bulkhead
