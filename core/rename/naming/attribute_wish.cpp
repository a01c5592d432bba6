// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/attribute_wish.h"

#include "core/rename/template/template_syntax.h"

#include <ctime>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Time = NewAttributes::Time;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMostShift = 36'525LL * 86'400; // a hundred years

const FactKey kTaken{.kind = FactKey::Kind::Taken, .name = {}};

std::int64_t secondsIn(char unit) noexcept
{
    return unit == 'd' ? 86'400 : unit == 'h' ? 3'600 : unit == 'm' ? 60 : unit == 's' ? 1 : 0;
}

/// kBeforeAllTimes where the local clock never says so.
std::int64_t localTime(const CivilTime &civil)
{
    std::tm parts{};
    parts.tm_year = civil.year - 1900;
    parts.tm_mon = int(civil.month) - 1;
    parts.tm_mday = int(civil.day);
    parts.tm_hour = int(civil.hour);
    parts.tm_min = int(civil.minute);
    parts.tm_sec = int(civil.second);
    parts.tm_isdst = -1;
    const std::time_t seconds = ::mktime(&parts);
    std::int64_t time = 0;
    const bool isOut = __builtin_mul_overflow(std::int64_t(seconds), kSecond, &time)
        || __builtin_add_overflow(time, std::int64_t(civil.millisecond) * 1'000'000, &time);
    return isOut ? kBeforeAllTimes : time;
}

/// What the camera's clock showed, kept as if it had been UTC.
std::int64_t localOfClock(std::int64_t clock)
{
    std::int64_t seconds = clock / kSecond;
    std::int64_t rest = clock % kSecond;
    if (rest < 0) {
        --seconds;
        rest += kSecond;
    }
    const auto utc = std::time_t(seconds);
    std::tm parts{};
    if (!::gmtime_r(&utc, &parts))
        return kBeforeAllTimes;
    parts.tm_isdst = -1;
    std::int64_t time = 0;
    const bool isOut = __builtin_mul_overflow(std::int64_t(::mktime(&parts)), kSecond, &time) || __builtin_add_overflow(time, rest, &time);
    return isOut ? kBeforeAllTimes : time;
}

bool isKnown(std::int64_t time) noexcept
{
    return time != kBeforeAllTimes && time != kBeyondAllTimes;
}

} // namespace

std::optional<std::int64_t> parseTimeShift(BytesView text)
{
    if (text.empty()) {
        return 0;
    }
    const bool isBack = text.front() == '-';
    if (text.front() == '+' || text.front() == '-') {
        text.remove_prefix(1);
    }
    std::int64_t total = 0;
    if (text.empty()) {
        return std::nullopt;
    }
    while (!text.empty()) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        const auto number = parseNumber<std::int64_t>(text.substr(0, digits));
        const std::int64_t unit = digits < text.size() ? secondsIn(text[digits]) : 0;
        if (!number || unit == 0 || *number > kMostShift / unit) {
            return std::nullopt;
        }
        total += *number * unit;
        if (total > kMostShift) {
            return std::nullopt;
        }
        text.remove_prefix(digits + 1);
    }
    return isBack ? -total : total;
}

std::optional<AttributeWish> AttributeWish::compile(const RenameRecipe &recipe, RuleCompilation &compilation)
{
    const NewAttributes &attributes = recipe.attributes;
    if (attributes == NewAttributes()) {
        return std::nullopt;
    }
    AttributeWish wish;
    bool good = true;
    const auto wrong = [&](Code code, const char *field, Bytes argument) {
        compilation.report(code, field, std::move(argument));
        good = false;
    };
    if (recipe.destination.how != Transfer::Move) {
        wrong(Code::Contradiction, attributes.permissions.empty() ? "time" : "permissions", "destination.how");
    }
    wish.m_time = attributes.time == Time::Mtime ? Time::Keep : attributes.time;
    if (attributes.time == Time::Name && attributes.read.empty()) {
        wrong(Code::MustNotBeEmpty, "read", {});
    } else if (attributes.time == Time::Name) {
        // Written as year, month and day it asks for all three.
        wish.m_inName = DateInName::compile(attributes.read, attributes.read, compilation);
        if (wish.m_inName && !wish.m_inName->readsWholeDate()) {
            wrong(Code::WrongType, "read", "a date format with year, month and day, like yyyy-MM-dd");
        }
        good = good && wish.m_inName;
    } else if (!attributes.read.empty()) {
        wrong(Code::Contradiction, "read", "time");
    }
    if (attributes.time == Time::Taken) {
        compilation.ask({kTaken});
    }
    if (const auto shift = parseTimeShift(attributes.shift)) {
        wish.m_shift = *shift * kSecond;
    } else {
        wrong(Code::WrongType, "shift", "a length of time like +1h30m or -2d, up to a hundred years");
    }
    if (!attributes.permissions.empty()) {
        wish.m_permissions = PermissionChange::parse(attributes.permissions);
        if (!wish.m_permissions) {
            wrong(Code::WrongType, "permissions", "a mode as chmod takes it, like 0644 or u=rw,go-w");
        }
    }
    return good ? std::optional(std::move(wish)) : std::nullopt;
}

AttributeWish::Outcome AttributeWish::evaluate(const RowContext &context, StepScratch &scratch) const
{
    Outcome outcome;
    const FileTable &table = context.table;
    const std::int64_t had = table.modificationTime(context.row);
    if (m_time != Time::Keep || m_shift != 0) {
        std::int64_t time = had;
        outcome.issue = readTime(context, scratch, time);
        if (outcome.issue == RowIssue::None && (!isKnown(time) || !isKnown(had) || __builtin_add_overflow(time, m_shift, &time))) {
            outcome.issue = RowIssue::NoDate;
        }
        if (outcome.issue != RowIssue::None) {
            return outcome;
        }
        if (time != had) {
            outcome.to.modificationTime = time;
        }
    }
    if (m_permissions) {
        const std::uint16_t mode = table.permissions(context.row);
        if (const std::uint16_t wanted = m_permissions->apply(mode); wanted != mode) {
            outcome.to.permissions = wanted;
        }
    }
    return outcome;
}

RowIssue AttributeWish::readTime(const RowContext &context, StepScratch &scratch, std::int64_t &time) const
{
    switch (m_time) {
    case Time::Keep:
    case Time::Mtime:
        break;
    case Time::Btime:
        time = context.table.birthTime(context.row);
        break;
    case Time::Now:
        time = context.facts.moment.now;
        break;
    case Time::Taken: {
        const FileFacts::View fact = context.files ? context.files->find(context.row, kTaken) : FileFacts::View{};
        if (fact.state == Fact::State::Unreadable) {
            return RowIssue::FileUnreadable;
        }
        const auto clock = parseNumber<std::int64_t>(fact.text);
        time = clock && isKnown(*clock) ? localOfClock(*clock) : kBeforeAllTimes;
        break;
    }
    case Time::Name: {
        const auto civil = m_inName->find(context.table.name(context.row), scratch);
        time = civil ? localTime(*civil) : kBeforeAllTimes;
        break;
    }
    }
    return RowIssue::None;
}

} // namespace bulkhead
