// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_date.h"
#include "tests/support/template_fixture.h"

#include <rapidcheck.h>

#include <QLocale>
#include <QtTest>

using namespace bulkhead;

namespace {

// TZ for as long as it lives.
class LocalZone
{
public:
    explicit LocalZone(const char *zone)
        : m_before(qgetenv("TZ"))
        , m_wasSet(qEnvironmentVariableIsSet("TZ"))
    {
        qputenv("TZ", zone);
        tzset();
    }
    ~LocalZone()
    {
        m_wasSet ? qputenv("TZ", m_before) : qunsetenv("TZ");
        tzset();
    }
    LocalZone(const LocalZone &) = delete;
    LocalZone &operator=(const LocalZone &) = delete;

private:
    QByteArray m_before;
    bool m_wasSet;
};

} // namespace

class TestTemplateDates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void localDatesFollowTz();
    void timesNobodyKnowsHaveNoValue();
    void datesAgreeWithQt();
};

void TestTemplateDates::dates_data()
{
    addExpansionColumns();
    addExpansion("default", "{mtime:@UTC}", "2023-11-07");
    addExpansion("iso", "{mtime:yyyy-MM-dd'T'HH:mm:ss@UTC}", "2023-11-07T13:06:09");
    addExpansion("dots", "{mtime:yyyy-MM-dd hh.mm.ss@UTC}", "2023-11-07 13.06.09");
    addExpansion("short", "{mtime:yy-M-d H.m.s@UTC}", "23-11-7 13.6.9");
    addExpansion("milliseconds", "{mtime:ss.zzz@UTC}", "09.045");
    addExpansion("names", "{mtime:ddd dddd MMM MMMM@UTC}", "Tue Tuesday Nov November");
    addExpansion("half days", "{mtime:h AP@UTC}", "1 PM");
    addExpansion("odd repeats", "{mtime:yyyyy@UTC}", "2023y");
    addExpansion("folders typed", "{mtime:yyyy/MM@UTC}", "2023/11");
    addExpansion("quotes", "{mtime:'day' d '' 'it''s'@UTC}", "day 7 ' it's");
    addExpansion("quote never closed", "{mtime:d 'day@UTC}", "7 day");
    addExpansion("literals", "{mtime:yyyy年MM月dd日 😀_T@UTC}", "2023年11月07日 😀_T");
    addExpansion("zone", "{mtime:yyyy-MM-dd hh@Europe/Berlin}", "2023-11-07 14");
    addExpansion("summer time", "{now:yyyy-MM-dd hh@Europe/Berlin}", "2024-07-01 02");
    addExpansion("zone across midnight", "{now:yyyy-MM-dd ddd@America/New_York}", "2024-06-30 Sun");
    addExpansion("zone of half hours", "{now:hh.mm@Asia/Kolkata}", "05.30");
    addExpansion("zone through Qt", "{now:h ap@Asia/Shanghai}", "8 am");
    addExpansion("escaped at sign", "{mtime:yyyy\\@UTC}", "2023@UTC");
    addExpansion("at sign and zone", "{mtime:yyyy\\@MM@UTC}", "2023@11");
    addExpansion("escaped bar", "{mtime:yyyy\\|MM@UTC}", "2023|11");
}

void TestTemplateDates::dates()
{
    const LocalZone utc("UTC0");
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytes(expanded(text.toStdString(), TemplateFixture())), expected);
}

void TestTemplateDates::localDatesFollowTz()
{
    {
        const LocalZone tokyo("Asia/Tokyo");
        QCOMPARE(bytes(expanded("{now:yyyy-MM-dd hh}", TemplateFixture())), QByteArray("2024-07-01 09"));
    }
    const LocalZone newYork("America/New_York");
    QCOMPARE(bytes(expanded("{now:yyyy-MM-dd hh}", TemplateFixture())), QByteArray("2024-06-30 20"));
    QCOMPARE(bytes(expanded("{now}", TemplateFixture())), QByteArray("2024-06-30"));
}

void TestTemplateDates::timesNobodyKnowsHaveNoValue()
{
    for (const std::int64_t time : {kBeforeAllTimes, kBeyondAllTimes}) {
        const TemplateFixture fixture("a.txt", "a", "txt", "/d", time);
        QCOMPARE(bytes(expanded("{mtime:yyyy@UTC}", fixture)), QByteArray("no value>"));
        QCOMPARE(bytes(expanded("{mtime:yyyyy@UTC}", fixture)), QByteArray("no value>"));
        QCOMPARE(bytes(expanded("{mtime|or:never}", fixture)), QByteArray("never"));
    }
}

void TestTemplateDates::datesAgreeWithQt()
{
    QVERIFY(rc::check("our dates are Qt's", [] {
        const auto part = rc::gen::element<Bytes>("yyyy", "yy", "y", "MM", "M", "MMM", "MMMM", "dd", "d", "ddd", "dddd", "HH", "H", "hh",
            "h", "mm", "m", "ss", "s", "zzz", "z", "-", " ", "T", "'x'", "''", "'it''s'", "'", "年", "😀", "AP", "a", "A", "ap", "Ap", "aP",
            "aa", "p", "t", "yyyyy", "hhh");
        Bytes format;
        for (const Bytes &piece : *rc::gen::nonEmpty(rc::gen::container<std::vector<Bytes>>(part))) {
            format += piece;
        }
        const auto time = *rc::gen::inRange<std::int64_t>(-8'000'000'000 * kSecond, 8'000'000'000 * kSecond);
        const auto zone = *rc::gen::element<Bytes>("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Shanghai");
        const auto date = TemplateDate::compile(format, zone);
        RC_ASSERT(date.has_value());
        Bytes ours;
        date->append(ours, time);
        const qint64 milliseconds = static_cast<qint64>(std::floor(static_cast<long double>(time) / 1'000'000));
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone(QByteArray::fromStdString(zone)));
        RC_ASSERT(ours == QLocale::c().toString(moment, QString::fromStdString(format)).toStdString());
    }));
}

QTEST_APPLESS_MAIN(TestTemplateDates)
#include "tst_template_dates.moc"
