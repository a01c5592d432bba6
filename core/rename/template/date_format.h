// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Qt's date formats as pieces, and dates as people write them: what is written into names and read in them.
#pragma once

#include "core/base/bytes.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace bulkhead {

inline constexpr std::array kMonthNames
    = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
inline constexpr std::array kDayNames = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

enum class DateField : std::uint8_t {
    Literal,
    Year4,
    Year2,
    Month,
    Month2,
    MonthShort,
    MonthLong,
    Day,
    Day2,
    DayShort,
    DayLong,
    Hour,
    Hour2,
    HalfHour, ///< 1..12
    HalfHour2,
    Minute,
    Minute2,
    Second,
    Second2,
    Millisecond3,
    Half, ///< am or pm
    HalfCapital
};

struct DatePiece {
    DateField field = DateField::Literal;
    Bytes literal;
};

/// A date on the calendar and the clock, of no particular zone.
struct CivilTime {
    int year = 1970;
    unsigned month = 1; ///< 1..12
    unsigned day = 1;
    unsigned weekday = 4; ///< 0 = Sunday.
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned millisecond = 0;
};

/// None for formats that only Qt understands: names of zones and odd repeats. Hours 'h' are of twelve where there is AM or PM.
std::optional<std::vector<DatePiece>> parseDateFormat(const QString &format);

/// In English, whatever the locale.
void appendCivilTime(Bytes &out, const std::vector<DatePiece> &pieces, const CivilTime &civil);

} // namespace bulkhead
