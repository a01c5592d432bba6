// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Dates for {mtime:FORMAT@zone}: Qt's date formats, English names, any time zone.
#pragma once

#include "core/base/bytes.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace bulkhead {

/// A format parsed once. A value; any thread may append with it.
class TemplateDate
{
public:
    /// `format` empty = yyyy-MM-dd. `zone` empty = local time (as TZ says now), "UTC" or a name of the time zone database. None where
    /// the zone is unknown or the format is not UTF-8.
    static std::optional<TemplateDate> compile(BytesView format, BytesView zone);

    static bool isKnownZone(BytesView zone);

    /// `time`: nanoseconds since 1970, UTC.
    void append(Bytes &out, std::int64_t time) const;

private:
    enum class Field : std::uint8_t {
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
        Half,
        HalfCapital
    };
    struct Piece {
        Field field = Field::Literal;
        QString text; ///< While parsing; for literals.
        Bytes literal;
        bool hoursFollowHalves = false; ///< 'h': of twelve hours where the format has AM/PM; 'H' never is.
    };
    enum class Zone : std::uint8_t { Local, Utc, Named };
    struct Civil {
        int year = 1970;
        unsigned month = 1; ///< 1..12
        unsigned day = 1;
        unsigned weekday = 4; ///< 0 = Sunday.
        unsigned hour = 0;
        unsigned minute = 0;
        unsigned second = 0;
        unsigned millisecond = 0;
    };

    bool parse(const QString &format);
    void addLiteral(const QString &text);
    static std::optional<Field> fieldFor(QChar letter, qsizetype count);
    std::optional<Civil> civil(std::int64_t time) const;
    static void appendField(Bytes &out, Field field, const Civil &civil);
    void appendThroughQt(Bytes &out, std::int64_t time) const;

    Zone m_zone = Zone::Local;
    QTimeZone m_timeZone; ///< For Zone::Named.
    QString m_format;
    std::vector<Piece> m_pieces; ///< Empty where only Qt understands the format.
};

} // namespace bulkhead
