// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/date_in_name.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <iterator>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Found = Pattern::Matcher::Found;

namespace {

enum Part : unsigned { Year = 1, Month = 2, Day = 4, Hour = 8, Minute = 16, Second = 32, Millisecond = 64 };

struct FieldSyntax {
    const char *pattern;
    unsigned needed = 0; ///< Parts that have to be known to write it.
    unsigned read = needed; ///< Parts that are known once it was read.
};

/// By DateField.
constexpr FieldSyntax kSyntax[] = {
    {""},
    {"[0-9]{4}", Year},
    {"[0-9]{2}", Year},
    {"1[0-2]|0?[1-9]", Month},
    {"1[0-2]|0[1-9]", Month},
    {"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", Month},
    {"(?i:January|February|March|April|May|June|July|August|September|October|November|December)", Month},
    {"3[01]|[12][0-9]|0?[1-9]", Day},
    {"3[01]|[12][0-9]|0[1-9]", Day},
    {"(?i:Sun|Mon|Tue|Wed|Thu|Fri|Sat)", Year | Month | Day, 0},
    {"(?i:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)", Year | Month | Day, 0},
    {"2[0-3]|[01]?[0-9]", Hour},
    {"2[0-3]|[01][0-9]", Hour},
    {"1[0-2]|0?[1-9]", Hour},
    {"1[0-2]|0[1-9]", Hour},
    {"[0-5]?[0-9]", Minute},
    {"[0-5][0-9]", Minute},
    {"[0-5]?[0-9]", Second},
    {"[0-5][0-9]", Second},
    {"[0-9]{3}", Millisecond},
    {"(?i:am|pm)", Hour, 0},
    {"(?i:am|pm)", Hour, 0},
};
static_assert(std::size(kSyntax) == static_cast<std::size_t>(DateField::HalfCapital) + 1);

const FieldSyntax &syntaxOf(DateField field)
{
    return kSyntax[static_cast<std::size_t>(field)];
}

/// What must not stand before a date that begins so, or behind one that ends so: more of a number, or of a word.
Bytes moreOf(DateField field)
{
    const bool isWord = BytesView(syntaxOf(field).pattern).starts_with('(');
    return field == DateField::Literal ? "" : isWord ? "\\pL" : "[0-9]";
}

Bytes quoted(BytesView literal)
{
    Bytes pattern;
    for (const char byte : literal) {
        const bool isSpecial = static_cast<unsigned char>(byte) < 0x80 && !std::isalnum(static_cast<unsigned char>(byte));
        pattern.append(isSpecial ? "\\" : "").append(1, byte);
    }
    return pattern;
}

Bytes patternOf(const std::vector<DatePiece> &pieces)
{
    Bytes pattern;
    if (const Bytes before = moreOf(pieces.front().field); !before.empty()) {
        pattern += "(?<!" + before + ")";
    }
    for (const DatePiece &piece : pieces) {
        pattern += piece.field == DateField::Literal ? quoted(piece.literal) : Bytes("(") + syntaxOf(piece.field).pattern + ")";
    }
    if (const Bytes behind = moreOf(pieces.back().field); !behind.empty()) {
        pattern += "(?!" + behind + ")";
    }
    return pattern;
}

std::optional<std::vector<DatePiece>> parseFormat(const char *field, BytesView format, RuleCompilation &compilation)
{
    if (!compilation.checkText(field, format)) {
        return std::nullopt;
    }
    auto pieces = parseDateFormat(QString::fromUtf8(format.data(), static_cast<qsizetype>(format.size())));
    if (!pieces) {
        compilation.report(Code::WrongType, field, "a date format like yyyy-MM-dd, without names of time zones");
    }
    return pieces;
}

unsigned numberOf(BytesView digits)
{
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// 1 = January; 0 where no month begins so.
unsigned monthOf(BytesView name)
{
    const auto sameLetter = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const auto found = std::find_if(kMonthNames.begin(), kMonthNames.end(),
        [&](const char *month) { return std::equal(month, month + 3, name.begin(), name.begin() + 3, sameLetter); });
    return found == kMonthNames.end() ? 0 : static_cast<unsigned>(found - kMonthNames.begin()) + 1;
}

} // namespace

std::optional<DateInName> DateInName::compile(BytesView read, BytesView format, RuleCompilation &compilation)
{
    const auto pieces = parseFormat("read", read, compilation);
    auto written = parseFormat("format", format, compilation);
    if (!pieces || !written) {
        return std::nullopt;
    }
    DateInName date;
    unsigned known = 0;
    for (const DatePiece &piece : *pieces) {
        known |= syntaxOf(piece.field).read;
        if (piece.field != DateField::Literal) {
            date.m_read.push_back(piece.field);
        }
    }
    if (known == 0) {
        compilation.report(Code::WrongType, "read", "a date format like yyyy-MM-dd");
        return std::nullopt;
    }
    const bool asksForMore
        = std::any_of(written->begin(), written->end(), [known](const DatePiece &piece) { return syntaxOf(piece.field).needed & ~known; });
    if (asksForMore) {
        compilation.report(Code::WrongType, "format", "a date format that asks for no more than '" + Bytes(read) + "' gives");
        return std::nullopt;
    }
    auto pattern = Pattern::compile(patternOf(*pieces), MatchMode::Regex, LetterMatch::Match, false);
    if (auto *problem = std::get_if<RecipeProblem>(&pattern)) {
        problem->column = -1; // of what was made of it
        compilation.report("read", std::move(*problem));
        return std::nullopt;
    }
    date.m_pattern = std::get<0>(std::move(pattern));
    date.m_written = *std::move(written);
    date.m_readsWholeDate = (known & (Year | Month | Day)) == (Year | Month | Day);
    return date;
}

StepOutcome DateInName::apply(BytesView subject, StepScratch &scratch, Bytes &out) const
{
    Pattern::Matcher &matcher = scratch.matcherOf(m_pattern);
    for (Found found = matcher.find(subject, 0); found != Found::No; found = matcher.findNext(subject)) {
        if (found == Found::TooComplex) {
            return StepOutcome::TooComplex;
        }
        if (const auto date = dateOf(matcher.captures())) {
            const BytesView match = matcher.captures()[0];
            const auto begin = static_cast<std::size_t>(match.data() - subject.data());
            out.append(subject, 0, begin);
            appendCivilTime(out, m_written, *date);
            out.append(subject, begin + match.size());
            return StepOutcome::Changed;
        }
    }
    return StepOutcome::Unchanged;
}

std::optional<CivilTime> DateInName::find(BytesView subject, StepScratch &scratch) const
{
    Pattern::Matcher &matcher = scratch.matcherOf(m_pattern);
    for (Found found = matcher.find(subject, 0); found == Found::Yes; found = matcher.findNext(subject)) {
        if (auto date = dateOf(matcher.captures())) {
            return date;
        }
    }
    return std::nullopt;
}

/// None where there is no such day.
std::optional<CivilTime> DateInName::dateOf(std::span<const BytesView> captures) const
{
    CivilTime civil{.year = 2000}; // has a 29th of February, for dates without a year
    bool isHalf = false;
    bool isAfternoon = false;
    for (std::size_t i = 0; i < m_read.size(); ++i) {
        const BytesView text = captures[i + 1];
        switch (m_read[i]) {
        case DateField::Year4:
            civil.year = static_cast<int>(numberOf(text));
            break;
        case DateField::Year2:
            civil.year = static_cast<int>(numberOf(text)) + (numberOf(text) < 69 ? 2000 : 1900);
            break;
        case DateField::Month:
        case DateField::Month2:
            civil.month = numberOf(text);
            break;
        case DateField::MonthShort:
        case DateField::MonthLong:
            civil.month = monthOf(text);
            break;
        case DateField::Day:
        case DateField::Day2:
            civil.day = numberOf(text);
            break;
        case DateField::HalfHour:
        case DateField::HalfHour2:
            isHalf = true;
            [[fallthrough]];
        case DateField::Hour:
        case DateField::Hour2:
            civil.hour = numberOf(text);
            break;
        case DateField::Minute:
        case DateField::Minute2:
            civil.minute = numberOf(text);
            break;
        case DateField::Second:
        case DateField::Second2:
            civil.second = numberOf(text);
            break;
        case DateField::Millisecond3:
            civil.millisecond = numberOf(text);
            break;
        case DateField::Half:
        case DateField::HalfCapital:
            isAfternoon = text.front() == 'p' || text.front() == 'P';
            break;
        case DateField::Literal:
        case DateField::DayShort:
        case DateField::DayLong:
            break;
        }
    }
    if (isHalf) {
        civil.hour = civil.hour % 12 + (isAfternoon ? 12 : 0);
    }
    const std::chrono::year_month_day date{std::chrono::year(civil.year), std::chrono::month(civil.month), std::chrono::day(civil.day)};
    if (!date.ok()) {
        return std::nullopt;
    }
    civil.weekday = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
    return civil;
}

} // namespace bulkhead
