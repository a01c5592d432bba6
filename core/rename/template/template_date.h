// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Dates for {mtime:FORMAT@zone}: Qt's date formats, English names, any time zone.
#pragma once

#include "core/rename/template/date_format.h"

#include <QTimeZone>

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
    enum class Zone : std::uint8_t { Local, Utc, Named };

    std::optional<CivilTime> civil(std::int64_t time) const;
    void appendThroughQt(Bytes &out, std::int64_t time) const;

    Zone m_zone = Zone::Local;
    QTimeZone m_timeZone; ///< For Zone::Named.
    QString m_format;
    std::vector<DatePiece> m_pieces; ///< Empty where only Qt understands the format.
};

} // namespace bulkhead
