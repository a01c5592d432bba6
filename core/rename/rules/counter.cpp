// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/counter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace bulkhead {

namespace {

__extension__ typedef __int128 Wide;
using Base = Counter::Base;

constexpr std::uint64_t kChineseLimit = 10'000'000'000'000'000; // 10^16: past it the units have no agreed names

std::uint64_t magnitude(std::int64_t value) noexcept
{
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

int radixOf(Base base) noexcept
{
    switch (base) {
    case Base::Hex:
        return 16;
    case Base::Octal:
        return 8;
    case Base::Binary:
        return 2;
    default:
        return 10;
    }
}

bool isPadded(Base base) noexcept
{
    return base == Base::Decimal || base == Base::Hex || base == Base::Octal || base == Base::Binary;
}

int digitCount(std::uint64_t value, int radix) noexcept
{
    int digits = 1;
    while (value >= static_cast<std::uint64_t>(radix)) {
        value /= static_cast<std::uint64_t>(radix);
        ++digits;
    }
    return digits;
}

void appendDigits(Bytes &out, std::int64_t value, int radix, int width)
{
    std::array<char, 64> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude(value), radix).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    if (value < 0) {
        out += '-';
    }
    if (width > 0 && length < static_cast<std::size_t>(width)) {
        out.append(static_cast<std::size_t>(width) - length, '0');
    }
    out.append(digits.data(), length);
}

void appendRoman(Bytes &out, std::uint64_t value, bool upper)
{
    struct Numeral {
        unsigned value;
        const char *lower;
        const char *upper;
    };
    static constexpr Numeral kNumerals[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
        {90, "xc", "XC"}, {50, "l", "L"}, {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};
    for (const Numeral &numeral : kNumerals) {
        for (; value >= numeral.value; value -= numeral.value) {
            out += upper ? numeral.upper : numeral.lower;
        }
    }
}

// Bijective base 26: there is no zero, so aa follows z.
void appendAlpha(Bytes &out, std::uint64_t value, char first)
{
    std::array<char, 16> letters;
    std::size_t at = letters.size();
    while (value > 0) {
        --value;
        letters[--at] = static_cast<char>(first + value % 26);
        value /= 26;
    }
    out.append(letters.data() + at, letters.size() - at);
}

// Sections of four digits, each with its unit. One 零 stands for any run of zeros between two digits that are written.
void appendChinese(Bytes &out, std::uint64_t value)
{
    static constexpr const char *kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static constexpr const char *kPlaces[] = {"", "十", "百", "千"};
    if (value == 0) {
        out += kDigits[0];
        return;
    }
    constexpr int kDigitPlaces = 16;
    // 一万二千亿, but 一万亿: the third unit is closed by the second where that has digits of its own.
    const bool hundredMillions = value / 100'000'000 % 10'000 != 0;
    const char *const sections[] = {"", "万", "亿", hundredMillions ? "万" : "万亿"};
    std::array<int, kDigitPlaces> digits{};
    for (int place = 0; place < kDigitPlaces; ++place, value /= 10) {
        digits[static_cast<std::size_t>(place)] = static_cast<int>(value % 10);
    }
    bool started = false;
    bool zerosPending = false;
    bool sectionUsed = false;
    for (int place = kDigitPlaces - 1; place >= 0; --place) {
        const int digit = digits[static_cast<std::size_t>(place)];
        if (digit == 0) {
            zerosPending = started;
        } else {
            if (zerosPending) {
                out += kDigits[0];
                zerosPending = false;
            }
            const bool leadingTen = !started && digit == 1 && place % 4 == 1;
            if (!leadingTen) {
                out += kDigits[digit];
            }
            out += kPlaces[place % 4];
            started = true;
            sectionUsed = true;
        }
        if (place % 4 == 0) {
            if (sectionUsed) {
                out += sections[place / 4];
                // 十万一千, not 十万零一千: zeros at the end of a section are closed by its unit.
                zerosPending = false;
            } else {
                zerosPending = started;
            }
            sectionUsed = false;
        }
    }
}

std::int64_t saturate(Wide value) noexcept
{
    constexpr Wide low = std::numeric_limits<std::int64_t>::min();
    constexpr Wide high = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(value < low ? low : value > high ? high : value);
}

std::int64_t valueAt(const Counter &counter, std::uint64_t index) noexcept
{
    return saturate(Wide{counter.start} + Wide{counter.step} * Wide{index});
}

struct Numbering {
    std::uint32_t index = kNone;
    std::uint32_t count = 0; ///< How many share the counter, for the automatic width.
};

std::uint32_t lookUp(const std::vector<std::uint32_t> &byRow, RowId row)
{
    return row < byRow.size() ? byRow[row] : kNone;
}

Numbering numberingOf(const Counter &counter, const RowContext &context)
{
    const BatchFacts &facts = context.facts;
    if (counter.per == Counter::Per::Stem || counter.count == Counter::Count::Changed) {
        return {context.stagedIndex, context.stagedCount};
    }
    if (counter.per == Counter::Per::Folder) {
        return {lookUp(facts.positionInFolder, context.row), facts.largestFolder};
    }
    return {lookUp(facts.position, context.row), facts.count};
}

} // namespace

void appendCounterValue(Bytes &out, std::int64_t value, Base base, int width)
{
    switch (base) {
    case Base::RomanLower:
    case Base::RomanUpper:
        if (value >= 1 && value <= 3999) {
            appendRoman(out, magnitude(value), base == Base::RomanUpper);
            return;
        }
        break;
    case Base::AlphaLower:
    case Base::AlphaUpper:
        if (value >= 1) {
            appendAlpha(out, magnitude(value), base == Base::AlphaUpper ? 'A' : 'a');
            return;
        }
        break;
    case Base::Chinese:
        if (magnitude(value) < kChineseLimit) {
            out += value < 0 ? "负" : "";
            appendChinese(out, magnitude(value));
            return;
        }
        break;
    case Base::Decimal:
    case Base::Hex:
    case Base::Octal:
    case Base::Binary:
        appendDigits(out, value, radixOf(base), width);
        return;
    }
    appendDigits(out, value, 10, 0);
}

int automaticWidth(const Counter &counter, std::uint64_t count)
{
    if (count == 0 || !isPadded(counter.base)) {
        return 0;
    }
    // The values run one way, so the longest is at one of the ends.
    const int radix = radixOf(counter.base);
    const int first = digitCount(magnitude(counter.start), radix);
    const int last = digitCount(magnitude(valueAt(counter, count - 1)), radix);
    return std::max(first, last);
}

bool appendCounter(Bytes &out, const Counter &counter, const RowContext &context)
{
    const Numbering numbering = numberingOf(counter, context);
    if (numbering.index == kNone) {
        return false;
    }
    const int width = counter.pad ? *counter.pad : automaticWidth(counter, numbering.count);
    appendCounterValue(out, valueAt(counter, numbering.index), counter.base, width);
    return true;
}

} // namespace bulkhead
