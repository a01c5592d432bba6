// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/fact_text.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace bulkhead {

namespace {

constexpr std::size_t kMostBytes = 1000;
constexpr BytesView kBlank("\0 \t\r\n", 5);

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// Reads numbers of a fixed width off the front of a text.
class NumberReader
{
public:
    explicit NumberReader(BytesView text)
        : m_rest(text)
    {
    }

    /// Where `width` digits come next.
    bool read(unsigned width, unsigned &value)
    {
        const BytesView digits = m_rest.substr(0, width);
        if (digits.size() < width || digits.find_first_not_of("0123456789") != BytesView::npos)
            return false;
        std::from_chars(digits.data(), digits.data() + width, value);
        m_rest.remove_prefix(width);
        return true;
    }

    bool skipOneOf(BytesView characters)
    {
        if (m_rest.empty() || characters.find(m_rest.front()) == BytesView::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// What comes next as digits behind a decimal point.
    std::int64_t readFraction(std::int64_t whole)
    {
        std::int64_t value = 0;
        for (unsigned digit = 0; whole > 1 && read(1, digit);) {
            whole /= 10;
            value += digit * whole;
        }
        return value;
    }

private:
    BytesView m_rest;
};

} // namespace

Fact componentFact(BytesView value)
{
    const std::size_t first = value.find_first_not_of(kBlank);
    if (first == BytesView::npos)
        return {};
    value = value.substr(first, value.find_last_not_of(kBlank) - first + 1);
    std::size_t size = 0;
    while (size < value.size()) {
        const std::size_t next = size + decodeReversible(value, size).length;
        if (next > kMostBytes)
            break;
        size = next;
    }
    Bytes text(value.substr(0, size));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '/' || isControl(c); }, '_');
    return {.state = Fact::State::Value, .text = std::move(text)};
}

Fact numberFact(std::int64_t value)
{
    return {.state = Fact::State::Value, .text = std::to_string(value)};
}

Fact timeFact(BytesView text)
{
    NumberReader reader(text);
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool isDate
        = reader.read(4, year) && reader.skipOneOf(":-") && reader.read(2, month) && reader.skipOneOf(":-") && reader.read(2, day);
    const std::chrono::year_month_day date{std::chrono::year(int(year)), std::chrono::month(month), std::chrono::day(day)};
    if (!isDate || year == 0 || !date.ok())
        return {};
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    std::int64_t fraction = 0;
    constexpr std::int64_t kSecond = 1'000'000'000;
    if (reader.skipOneOf(" T") && reader.read(2, hour)) {
        const bool hasSeconds = reader.skipOneOf(":") && reader.read(2, minute) && reader.skipOneOf(":") && reader.read(2, second);
        fraction = hasSeconds && reader.skipOneOf(".") ? reader.readFraction(kSecond) : 0;
    }
    if (hour > 23 || minute > 59 || second > 60)
        return {};
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    std::int64_t time = 0;
    if (__builtin_mul_overflow(seconds, kSecond, &time) || __builtin_add_overflow(time, fraction, &time))
        return {};
    return numberFact(time);
}

} // namespace bulkhead
