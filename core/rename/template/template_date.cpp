// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_date.h"

#include "core/base/text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace bulkhead {

namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

constexpr std::array kMonths
    = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array kDays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

void appendPadded(Bytes &out, unsigned value, unsigned width)
{
    std::array<char, 10> digits;
    std::size_t at = digits.size();
    do {
        digits[--at] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (digits.size() - at < width) {
        digits[--at] = '0';
    }
    out.append(digits.data() + at, digits.size() - at);
}

std::int64_t floorDivide(std::int64_t value, std::int64_t by) noexcept
{
    return value / by - (value % by < 0 ? 1 : 0);
}

// From the opening quote at `at`: the text up to the closing one, '' being a quote; `at` moves behind it.
QString takeQuoted(const QString &format, qsizetype &at)
{
    QString text;
    ++at;
    if (at < format.size() && format[at] == u'\'') {
        ++at;
        return QStringLiteral("'");
    }
    while (at < format.size()) {
        if (format[at] == u'\'') {
            ++at;
            if (at >= format.size() || format[at] != u'\'') {
                break;
            }
        }
        text += format[at++];
    }
    return text;
}

qsizetype runLength(const QString &format, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < format.size() && format[end] == format[at]) {
        ++end;
    }
    return end - at;
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
    if (!date.parse(date.m_format)) {
        date.m_pieces.clear();
    }
    return date;
}

// False for what is left to Qt: zone names and odd repeats.
bool TemplateDate::parse(const QString &format)
{
    static const QString kLetters = QStringLiteral("yMdhHmszaAt");
    for (qsizetype at = 0; at < format.size();) {
        if (format[at] == u'\'') {
            addLiteral(takeQuoted(format, at));
            continue;
        }
        const qsizetype length = runLength(format, at);
        if (length == 1 && (format[at] == u'a' || format[at] == u'A')) {
            const QChar next = at + 1 < format.size() ? format[at + 1] : QChar();
            if (next.toLower() == u'p' && next.isUpper() != format[at].isUpper()) {
                return false;
            }
            m_pieces.push_back({.field = format[at] == u'a' ? Field::Half : Field::HalfCapital});
            at += next.toLower() == u'p' ? 2 : 1;
            continue;
        }
        if (!kLetters.contains(format[at])) {
            addLiteral(format.mid(at, length));
        } else if (const auto field = fieldFor(format[at], length)) {
            m_pieces.push_back({.field = *field, .hoursFollowHalves = format[at] == u'h'});
        } else {
            return false;
        }
        at += length;
    }
    const bool halves = std::any_of(m_pieces.begin(), m_pieces.end(), [](const Piece &piece) { return piece.field >= Field::Half; });
    for (Piece &piece : m_pieces) {
        piece.literal = piece.text.toStdString();
        if (halves && piece.hoursFollowHalves) {
            piece.field = piece.field == Field::Hour ? Field::HalfHour : Field::HalfHour2;
        }
    }
    return true;
}

// Pieces of one literal are joined as UTF-16: a surrogate pair may come in two runs.
void TemplateDate::addLiteral(const QString &text)
{
    if (m_pieces.empty() || m_pieces.back().field != Field::Literal) {
        m_pieces.push_back({});
    }
    m_pieces.back().text += text;
}

std::optional<TemplateDate::Field> TemplateDate::fieldFor(QChar letter, qsizetype count)
{
    struct Known {
        char16_t letter;
        qsizetype count;
        Field field;
    };
    static constexpr Known kKnown[] = {{u'y', 4, Field::Year4}, {u'y', 2, Field::Year2}, {u'M', 1, Field::Month}, {u'M', 2, Field::Month2},
        {u'M', 3, Field::MonthShort}, {u'M', 4, Field::MonthLong}, {u'd', 1, Field::Day}, {u'd', 2, Field::Day2},
        {u'd', 3, Field::DayShort}, {u'd', 4, Field::DayLong}, {u'h', 1, Field::Hour}, {u'h', 2, Field::Hour2}, {u'H', 1, Field::Hour},
        {u'H', 2, Field::Hour2}, {u'm', 1, Field::Minute}, {u'm', 2, Field::Minute2}, {u's', 1, Field::Second}, {u's', 2, Field::Second2},
        {u'z', 3, Field::Millisecond3}};
    for (const Known &known : kKnown) {
        if (letter == known.letter && count == known.count) {
            return known.field;
        }
    }
    return std::nullopt;
}

std::optional<TemplateDate::Civil> TemplateDate::civil(std::int64_t time) const
{
    std::int64_t seconds = floorDivide(time, kNanosecondsPerSecond);
    const auto millisecond = static_cast<unsigned>((time - seconds * kNanosecondsPerSecond) / 1'000'000);
    if (m_zone == Zone::Local) {
        const std::time_t local = seconds;
        std::tm fields{};
        if (!localtime_r(&local, &fields)) {
            return std::nullopt;
        }
        return Civil{.year = fields.tm_year + 1900,
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
    return Civil{.year = static_cast<int>(date.year()),
        .month = static_cast<unsigned>(date.month()),
        .day = static_cast<unsigned>(date.day()),
        .weekday = std::chrono::weekday(day).c_encoding(),
        .hour = ofDay / 3600,
        .minute = ofDay / 60 % 60,
        .second = ofDay % 60,
        .millisecond = millisecond};
}

void TemplateDate::appendField(Bytes &out, Field field, const Civil &civil)
{
    switch (field) {
    case Field::Literal:
        break;
    case Field::Year4:
        return appendPadded(out, static_cast<unsigned>(civil.year), 4);
    case Field::Year2:
        return appendPadded(out, static_cast<unsigned>(civil.year) % 100, 2);
    case Field::Month:
        return appendPadded(out, civil.month, 1);
    case Field::Month2:
        return appendPadded(out, civil.month, 2);
    case Field::MonthShort:
        out.append(kMonths[civil.month - 1], 3);
        break;
    case Field::MonthLong:
        out.append(kMonths[civil.month - 1]);
        break;
    case Field::Day:
        return appendPadded(out, civil.day, 1);
    case Field::Day2:
        return appendPadded(out, civil.day, 2);
    case Field::DayShort:
        out.append(kDays[civil.weekday], 3);
        break;
    case Field::DayLong:
        out.append(kDays[civil.weekday]);
        break;
    case Field::Hour:
        return appendPadded(out, civil.hour, 1);
    case Field::Hour2:
        return appendPadded(out, civil.hour, 2);
    case Field::HalfHour:
        return appendPadded(out, (civil.hour + 11) % 12 + 1, 1);
    case Field::HalfHour2:
        return appendPadded(out, (civil.hour + 11) % 12 + 1, 2);
    case Field::Minute:
        return appendPadded(out, civil.minute, 1);
    case Field::Minute2:
        return appendPadded(out, civil.minute, 2);
    case Field::Second:
        return appendPadded(out, civil.second, 1);
    case Field::Second2:
        return appendPadded(out, civil.second, 2);
    case Field::Millisecond3:
        return appendPadded(out, civil.millisecond, 3);
    case Field::Half:
        out += civil.hour < 12 ? "am" : "pm";
        break;
    case Field::HalfCapital:
        out += civil.hour < 12 ? "AM" : "PM";
        break;
    }
}

void TemplateDate::append(Bytes &out, std::int64_t time) const
{
    const std::optional<Civil> fields = m_pieces.empty() ? std::nullopt : civil(time);
    if (!fields) {
        appendThroughQt(out, time);
        return;
    }
    for (const Piece &piece : m_pieces) {
        if (piece.field == Field::Literal) {
            out += piece.literal;
        } else {
            appendField(out, piece.field, *fields);
        }
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
