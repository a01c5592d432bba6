// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/normalise.h"

#include "core/base/text.h"

#include <unicode/normalizer2.h>

namespace bulkhead {

namespace {

const icu::Normalizer2 *normalizerFor(NormaliseRule::Form form)
{
    UErrorCode status = U_ZERO_ERROR; // stays: the tables are part of the library
    switch (form) {
    case NormaliseRule::Form::Nfc:
        break;
    case NormaliseRule::Form::Nfd:
        return icu::Normalizer2::getNFDInstance(status);
    case NormaliseRule::Form::Nfkc:
        return icu::Normalizer2::getNFKCInstance(status);
    case NormaliseRule::Form::Nfkd:
        return icu::Normalizer2::getNFKDInstance(status);
    }
    return icu::Normalizer2::getNFCInstance(status);
}

} // namespace

std::optional<NormaliseStep> NormaliseStep::compile(const NormaliseRule &rule, RuleCompilation &)
{
    NormaliseStep step;
    step.m_normalizer = normalizerFor(rule.form);
    return step;
}

StepOutcome NormaliseStep::apply(BytesView subject, RowContext &, StepScratch &, Bytes &out) const
{
    if (isAscii(subject)) {
        return StepOutcome::Unchanged;
    }
    const QString view = toText(subject);
    const icu::UnicodeString text(false, reinterpret_cast<const char16_t *>(view.utf16()), static_cast<std::int32_t>(view.size()));
    UErrorCode status = U_ZERO_ERROR;
    if (m_normalizer->isNormalized(text, status)) {
        return StepOutcome::Unchanged;
    }
    const icu::UnicodeString normalised = m_normalizer->normalize(text, status);
    if (U_FAILURE(status)) {
        return StepOutcome::Unchanged;
    }
    out += fromText(QStringView(normalised.getBuffer(), normalised.length()));
    return normalised.indexOf(u'/') < 0 ? StepOutcome::Changed : StepOutcome::IllegalData;
}

} // namespace bulkhead
