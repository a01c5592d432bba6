// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/date_format.h"

#include <algorithm>

namespace bulkhead {

namespace {

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

void appendField(Bytes &out, DateField field, const CivilTime &civil)
{
    switch (field) {
    case DateField::Literal:
        break;
    case DateField::Year4:
        return appendPadded(out, static_cast<unsigned>(civil.year), 4);
    case DateField::Year2:
        return appendPadded(out, static_cast<unsigned>(civil.year) % 100, 2);
    case DateField::Month:
        return appendPadded(out, civil.month, 1);
    case DateField::Month2:
        return appendPadded(out, civil.month, 2);
    case DateField::MonthShort:
        out.append(kMonthNames[civil.month - 1], 3);
        break;
    case DateField::MonthLong:
        out.append(kMonthNames[civil.month - 1]);
        break;
    case DateField::Day:
        return appendPadded(out, civil.day, 1);
    case DateField::Day2:
        return appendPadded(out, civil.day, 2);
    case DateField::DayShort:
        out.append(kDayNames[civil.weekday], 3);
        break;
    case DateField::DayLong:
        out.append(kDayNames[civil.weekday]);
        break;
    case DateField::Hour:
        return appendPadded(out, civil.hour, 1);
    case DateField::Hour2:
        return appendPadded(out, civil.hour, 2);
    case DateField::HalfHour:
        return appendPadded(out, (civil.hour + 11) % 12 + 1, 1);
    case DateField::HalfHour2:
        return appendPadded(out, (civil.hour + 11) % 12 + 1, 2);
    case DateField::Minute:
        return appendPadded(out, civil.minute, 1);
    case DateField::Minute2:
        return appendPadded(out, civil.minute, 2);
    case DateField::Second:
        return appendPadded(out, civil.second, 1);
    case DateField::Second2:
        return appendPadded(out, civil.second, 2);
    case DateField::Millisecond3:
        return appendPadded(out, civil.millisecond, 3);
    case DateField::Half:
        out += civil.hour < 12 ? "am" : "pm";
        break;
    case DateField::HalfCapital:
        out += civil.hour < 12 ? "AM" : "PM";
        break;
    }
}

std::optional<DateField> fieldFor(QChar letter, qsizetype count)
{
    struct Known {
        char16_t letter;
        qsizetype count;
        DateField field;
    };
    static constexpr Known kKnown[] = {{u'y', 4, DateField::Year4}, {u'y', 2, DateField::Year2}, {u'M', 1, DateField::Month},
        {u'M', 2, DateField::Month2}, {u'M', 3, DateField::MonthShort}, {u'M', 4, DateField::MonthLong}, {u'd', 1, DateField::Day},
        {u'd', 2, DateField::Day2}, {u'd', 3, DateField::DayShort}, {u'd', 4, DateField::DayLong}, {u'h', 1, DateField::Hour},
        {u'h', 2, DateField::Hour2}, {u'H', 1, DateField::Hour}, {u'H', 2, DateField::Hour2}, {u'm', 1, DateField::Minute},
        {u'm', 2, DateField::Minute2}, {u's', 1, DateField::Second}, {u's', 2, DateField::Second2}, {u'z', 3, DateField::Millisecond3}};
    for (const Known &known : kKnown) {
        if (letter == known.letter && count == known.count) {
            return known.field;
        }
    }
    return std::nullopt;
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

class FormatParser
{
public:
    std::optional<std::vector<DatePiece>> run(const QString &format)
    {
        static const QString kLetters = QStringLiteral("yMdhHmszaAt");
        for (qsizetype at = 0; at < format.size();) {
            if (format[at] == u'\'') {
                m_literal += takeQuoted(format, at);
                continue;
            }
            const qsizetype length = runLength(format, at);
            if (length == 1 && (format[at] == u'a' || format[at] == u'A')) {
                const QChar next = at + 1 < format.size() ? format[at + 1] : QChar();
                if (next.toLower() == u'p' && next.isUpper() != format[at].isUpper()) {
                    return std::nullopt;
                }
                addField(format[at] == u'a' ? DateField::Half : DateField::HalfCapital, format[at]);
                at += next.toLower() == u'p' ? 2 : 1;
                continue;
            }
            if (!kLetters.contains(format[at])) {
                m_literal += format.mid(at, length);
            } else if (const auto field = fieldFor(format[at], length)) {
                addField(*field, format[at]);
            } else {
                return std::nullopt;
            }
            at += length;
        }
        addLiteral();
        if (m_hasHalf) {
            for (const std::size_t hour : m_hours) {
                DateField &field = m_pieces[hour].field;
                field = field == DateField::Hour ? DateField::HalfHour : DateField::HalfHour2;
            }
        }
        return std::move(m_pieces);
    }

private:
    void addField(DateField field, QChar letter)
    {
        addLiteral();
        if (letter == u'h') {
            m_hours.push_back(m_pieces.size());
        }
        m_hasHalf = m_hasHalf || field >= DateField::Half;
        m_pieces.push_back({.field = field});
    }

    // Joined as UTF-16: a surrogate pair may come in two runs.
    void addLiteral()
    {
        if (!m_literal.isEmpty()) {
            m_pieces.push_back({.literal = m_literal.toStdString()});
            m_literal.clear();
        }
    }

    std::vector<DatePiece> m_pieces;
    QString m_literal;
    std::vector<std::size_t> m_hours; ///< Pieces made of 'h'.
    bool m_hasHalf = false;
};

} // namespace

std::optional<std::vector<DatePiece>> parseDateFormat(const QString &format)
{
    return FormatParser().run(format);
}

void appendCivilTime(Bytes &out, const std::vector<DatePiece> &pieces, const CivilTime &civil)
{
    for (const DatePiece &piece : pieces) {
        if (piece.field == DateField::Literal) {
            out += piece.literal;
        } else {
            appendField(out, piece.field, civil);
        }
    }
}

} // namespace bulkhead
