// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_date.h"

#include "core/base/text.h"

#include <QDateTime>
#include <QLocale>

#include <chrono>
#include <ctime>

namespace bulkhead {

namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::int64_t floorDivide(std::int64_t value, std::int64_t by) noexcept
{
    return value / by - (value % by < 0 ? 1 : 0);
}

} // namespace

bool TemplateDate::isKnownZone(BytesView zone)
{
    return zone == "UTC" || QTimeZone::isTimeZoneIdAvailable(QByteArray(zone.data(), static_cast<qsizetype>(zone.size())));
}

std::optional<TemplateDate> TemplateDate::compile(BytesView format, BytesView zone)
{
    if (!isValidUtf8(format) || (!zone.empty() && !isKnownZone(zone))) {
        return std::nullopt;
    }
    TemplateDate date;
    if (zone.empty()) {
        tzset(); // localtime_r need not look at TZ itself
    } else if (zone == "UTC") {
        date.m_zone = Zone::Utc;
    } else {
        date.m_zone = Zone::Named;
        date.m_timeZone = QTimeZone(QByteArray(zone.data(), static_cast<qsizetype>(zone.size())));
    }
    date.m_format = format.empty() ? QStringLiteral("yyyy-MM-dd") : QString::fromUtf8(format.data(), static_cast<qsizetype>(format.size()));
    date.m_pieces = parseDateFormat(date.m_format).value_or(std::vector<DatePiece>());
    return date;
}

std::optional<CivilTime> TemplateDate::civil(std::int64_t time) const
{
    std::int64_t seconds = floorDivide(time, kNanosecondsPerSecond);
    const auto millisecond = static_cast<unsigned>((time - seconds * kNanosecondsPerSecond) / 1'000'000);
    if (m_zone == Zone::Local) {
        const std::time_t local = seconds;
        std::tm fields{};
        if (!localtime_r(&local, &fields)) {
            return std::nullopt;
        }
        return CivilTime{.year = fields.tm_year + 1900,
            .month = static_cast<unsigned>(fields.tm_mon) + 1,
            .day = static_cast<unsigned>(fields.tm_mday),
            .weekday = static_cast<unsigned>(fields.tm_wday),
            .hour = static_cast<unsigned>(fields.tm_hour),
            .minute = static_cast<unsigned>(fields.tm_min),
            .second = static_cast<unsigned>(fields.tm_sec),
            .millisecond = millisecond};
    }
    if (m_zone == Zone::Named) {
        seconds += m_timeZone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
    }
    constexpr std::int64_t kDay = 86'400;
    const std::int64_t days = floorDivide(seconds, kDay);
    const auto ofDay = static_cast<unsigned>(seconds - days * kDay);
    const std::chrono::sys_days day{std::chrono::days(days)};
    const std::chrono::year_month_day date{day};
    return CivilTime{.year = static_cast<int>(date.year()),
        .month = static_cast<unsigned>(date.month()),
        .day = static_cast<unsigned>(date.day()),
        .weekday = std::chrono::weekday(day).c_encoding(),
        .hour = ofDay / 3600,
        .minute = ofDay / 60 % 60,
        .second = ofDay % 60,
        .millisecond = millisecond};
}

void TemplateDate::append(Bytes &out, std::int64_t time) const
{
    const std::optional<CivilTime> fields = m_pieces.empty() ? std::nullopt : civil(time);
    if (fields) {
        appendCivilTime(out, m_pieces, *fields);
    } else {
        appendThroughQt(out, time);
    }
}

void TemplateDate::appendThroughQt(Bytes &out, std::int64_t time) const
{
    const qint64 milliseconds = floorDivide(time, 1'000'000);
    const QDateTime date = m_zone == Zone::Named
        ? QDateTime::fromMSecsSinceEpoch(milliseconds, m_timeZone)
        : QDateTime::fromMSecsSinceEpoch(milliseconds, m_zone == Zone::Utc ? Qt::UTC : Qt::LocalTime);
    out += QLocale::c().toString(date, m_format).toStdString();
}

} // namespace bulkhead
