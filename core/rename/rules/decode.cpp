// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/decode.h"

#include "core/base/text.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <iterator>

namespace bulkhead {

namespace {

/// What windows-1252 has at 0x80 to 0x9F; 0 = nothing.
constexpr char32_t kWindows1252[] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/// The byte that somebody took for this character, in Latin-1 or in windows-1252.
std::optional<char> latinByte(char32_t codePoint)
{
    if (codePoint <= 0xFF) {
        return static_cast<char>(codePoint);
    }
    const auto *found = std::find(std::begin(kWindows1252), std::end(kWindows1252), codePoint);
    return found == std::end(kWindows1252) ? std::nullopt : std::optional(static_cast<char>(0x80 + (found - kWindows1252)));
}

/// Appends the name that was taken for Latin and made UTF-8 once more. False where it was not: what is appended means nothing then.
bool appendOnceEncoded(Bytes &out, BytesView name)
{
    const std::size_t start = out.size();
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeUtf8(name, at);
        const auto byte = latinByte(step.codePoint);
        if (step.length == 0 || !byte) {
            return false;
        }
        out += *byte;
        at += step.length;
    }
    return isValidUtf8(BytesView(out).substr(start));
}

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? std::optional<unsigned>(lower - 'a' + 10) : std::nullopt;
}

/// The byte of an escape at name[at].
std::optional<char> escapedByte(BytesView name, std::size_t at)
{
    if (name.size() - at < 3 || name[at] != '%') {
        return std::nullopt;
    }
    const auto high = hexDigit(name[at + 1]);
    const auto low = hexDigit(name[at + 2]);
    return high && low ? std::optional(static_cast<char>(*high * 16 + *low)) : std::nullopt;
}

/// Each run of escapes becomes its bytes where these are UTF-8, and stays as it is where not.
void appendUnescaped(Bytes &out, BytesView name)
{
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t from = at;
        const std::size_t start = out.size();
        while (const auto byte = at < name.size() ? escapedByte(name, at) : std::nullopt) {
            out += *byte;
            at += 3;
        }
        if (at == from) {
            out += name[at++];
        } else if (!isValidUtf8(BytesView(out).substr(start))) {
            out.replace(start, Bytes::npos, name.substr(from, at - from));
        }
    }
}

} // namespace

std::optional<DecodeStep> DecodeStep::compile(const DecodeRule &rule, RuleCompilation &compilation)
{
    DecodeStep step;
    step.m_how = rule.how;
    const auto *from = std::get_if<Bytes>(&rule.how);
    if (!from) {
        return step;
    }
    if (from->empty()) {
        compilation.report(RecipeProblem::Code::MustNotBeEmpty, "from");
        return std::nullopt;
    }
    if (!compilation.checkText("from", *from)) {
        return std::nullopt;
    }
    if (*from == kDetectEncoding) {
        step.m_how = Bytes();
    } else if (!StrictConverter::open(*from)) {
        compilation.report(RecipeProblem::Code::NotOneOf, "from",
            "auto, GBK, GB18030, Big5, Shift_JIS, EUC-JP, EUC-KR, ISO-8859-1, windows-1252, KOI8-R, IBM866, another encoding ICU knows");
        return std::nullopt;
    }
    return step;
}

StepOutcome DecodeStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    const std::size_t start = out.size();
    if (const auto *encoding = std::get_if<Bytes>(&m_how)) {
        if (isValidUtf8(subject)) {
            return StepOutcome::Unchanged;
        }
        const BytesView from = encoding->empty() ? context.stagedEncoding : BytesView(*encoding);
        if (from.empty()) {
            return StepOutcome::AmbiguousEncoding;
        }
        if (!scratch.converter) {
            scratch.converter = StrictConverter::open(from);
        }
        if (!scratch.converter || !scratch.converter->decode(subject, out)) {
            return encoding->empty() ? StepOutcome::AmbiguousEncoding : StepOutcome::NotDecodable;
        }
    } else if (!isValidUtf8(subject)) {
        return StepOutcome::Unchanged;
    } else if (std::get<DecodeRule::Repair>(m_how) == DecodeRule::Repair::Percent) {
        appendUnescaped(out, subject);
    } else if (!appendOnceEncoded(out, subject)) {
        return StepOutcome::Unchanged;
    }
    const BytesView made = BytesView(out).substr(start);
    if (made == subject) {
        return StepOutcome::Unchanged;
    }
    return made.find_first_of(BytesView("/\0", 2)) == BytesView::npos ? StepOutcome::Changed : StepOutcome::IllegalData;
}

} // namespace bulkhead
