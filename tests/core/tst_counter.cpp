// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/counter.h"

#include <rapidcheck.h>

#include <QtTest>

#include <limits>

using namespace bulkhead;

namespace {

using Base = Counter::Base;

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

Bytes format(std::int64_t value, Base base, int width = 0)
{
    Bytes out;
    appendCounterValue(out, value, base, width);
    return out;
}

std::int64_t decodeAlpha(const Bytes &text)
{
    std::int64_t value = 0;
    for (const char letter : text) {
        value = value * 26 + (letter - 'a' + 1);
    }
    return value;
}

int romanDigit(char letter)
{
    switch (letter) {
    case 'm':
        return 1000;
    case 'd':
        return 500;
    case 'c':
        return 100;
    case 'l':
        return 50;
    case 'x':
        return 10;
    case 'v':
        return 5;
    default:
        return 1;
    }
}

int decodeRoman(const Bytes &text)
{
    int value = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int digit = romanDigit(text[i]);
        value += i + 1 < text.size() && romanDigit(text[i + 1]) > digit ? -digit : digit;
    }
    return value;
}

// Reads Chinese numerals below 10^8 by their place words, independently of how they are written.
std::int64_t decodeChinese(const Bytes &text)
{
    std::int64_t total = 0;
    std::int64_t section = 0;
    std::int64_t digit = 0;
    for (const QChar letter : QString::fromStdString(text)) {
        const int known = static_cast<int>(QStringLiteral("零一二三四五六七八九").indexOf(letter));
        const int place = static_cast<int>(QStringLiteral("十百千").indexOf(letter));
        if (known >= 0) {
            digit = known;
        } else if (place >= 0) {
            section += (digit == 0 ? 1 : digit) * (place == 0 ? 10 : place == 1 ? 100 : 1000);
            digit = 0;
        } else if (letter == u'万') {
            total += (section + digit) * 10'000;
            section = digit = 0;
        }
    }
    return total + section + digit;
}

} // namespace

class TestCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatsValues_data();
    void formatsValues();
    void measuresTheLongest_data();
    void measuresTheLongest();
    void numbersByPosition();
    void numbersByFolder();
    void leavesExcludedRowsAlone();
    void numbersStagedRows();
    void saturates();
    void automaticWidthFitsEveryValue();
    void alphaIsOrderedAndReadable();
    void romanIsReadable();
    void chineseIsReadable();
    void radixesAreReadable();
};

void TestCounter::formatsValues_data()
{
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<int>("base");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, qlonglong value, Base base, int width, const char *expected) {
        QTest::newRow(name) << value << static_cast<int>(base) << width << QString::fromUtf8(expected);
    };
    row("decimal", 7, Base::Decimal, 0, "7");
    row("decimal padded", 7, Base::Decimal, 3, "007");
    row("decimal wider than the width", 12345, Base::Decimal, 3, "12345");
    row("decimal exactly the width", 123, Base::Decimal, 3, "123");
    row("zero", 0, Base::Decimal, 0, "0");
    row("zero padded", 0, Base::Decimal, 2, "00");
    row("negative", -7, Base::Decimal, 0, "-7");
    row("negative padded behind the sign", -7, Base::Decimal, 3, "-007");
    row("negative width is none", 7, Base::Decimal, -3, "7");
    row("lowest", kLowest, Base::Decimal, 0, "-9223372036854775808");
    row("highest", kHighest, Base::Decimal, 0, "9223372036854775807");
    row("a width past any number", 1, Base::Decimal, 70, "0000000000000000000000000000000000000000000000000000000000000000000001");
    row("hex is lower case", 255, Base::Hex, 0, "ff");
    row("hex padded", 255, Base::Hex, 4, "00ff");
    row("hex negative", -255, Base::Hex, 4, "-00ff");
    row("octal", 8, Base::Octal, 0, "10");
    row("octal padded", 8, Base::Octal, 3, "010");
    row("binary", 5, Base::Binary, 0, "101");
    row("binary padded", 5, Base::Binary, 8, "00000101");
    row("binary lowest", kLowest, Base::Binary, 0, "-1000000000000000000000000000000000000000000000000000000000000000");
    row("roman one", 1, Base::RomanLower, 0, "i");
    row("roman four", 4, Base::RomanUpper, 0, "IV");
    row("roman 1994", 1994, Base::RomanUpper, 0, "MCMXCIV");
    row("roman last", 3999, Base::RomanLower, 0, "mmmcmxcix");
    row("roman never padded", 2, Base::RomanUpper, 5, "II");
    row("roman past the end is decimal", 4000, Base::RomanUpper, 6, "4000");
    row("roman zero is decimal", 0, Base::RomanLower, 0, "0");
    row("roman negative is decimal", -3, Base::RomanLower, 4, "-3");
    row("alpha first", 1, Base::AlphaLower, 0, "a");
    row("alpha z", 26, Base::AlphaLower, 0, "z");
    row("alpha after z", 27, Base::AlphaLower, 0, "aa");
    row("alpha ab", 28, Base::AlphaUpper, 0, "AB");
    row("alpha zz", 702, Base::AlphaUpper, 0, "ZZ");
    row("alpha aaa", 703, Base::AlphaLower, 0, "aaa");
    row("alpha never padded", 1, Base::AlphaLower, 4, "a");
    row("alpha zero is decimal", 0, Base::AlphaLower, 3, "0");
    row("alpha highest", kHighest, Base::AlphaLower, 0, "crpxnlskvljfhg");
    row("chinese zero", 0, Base::Chinese, 0, "零");
    row("chinese one", 1, Base::Chinese, 3, "一");
    row("chinese ten", 10, Base::Chinese, 0, "十");
    row("chinese eleven", 11, Base::Chinese, 0, "十一");
    row("chinese twenty", 20, Base::Chinese, 0, "二十");
    row("chinese hundred", 100, Base::Chinese, 0, "一百");
    row("chinese 101", 101, Base::Chinese, 0, "一百零一");
    row("chinese 110", 110, Base::Chinese, 0, "一百一十");
    row("chinese 1001", 1001, Base::Chinese, 0, "一千零一");
    row("chinese 1010", 1010, Base::Chinese, 0, "一千零一十");
    row("chinese ten thousand", 10'000, Base::Chinese, 0, "一万");
    row("chinese 10001", 10'001, Base::Chinese, 0, "一万零一");
    row("chinese 100000", 100'000, Base::Chinese, 0, "十万");
    row("chinese 101000", 101'000, Base::Chinese, 0, "十万一千");
    row("chinese 100010", 100'010, Base::Chinese, 0, "十万零一十");
    row("chinese 10^8", 100'000'000, Base::Chinese, 0, "一亿");
    row("chinese 10^8 and a thousand", 100'001'000, Base::Chinese, 0, "一亿零一千");
    row("chinese 10^12", 1'000'000'000'000, Base::Chinese, 0, "一万亿");
    row("chinese 1.2 * 10^12", 1'200'000'000'000, Base::Chinese, 0, "一万二千亿");
    row("chinese just below 10^16", 9'999'999'999'999'999, Base::Chinese, 0,
        "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九");
    row("chinese 10^16 is decimal", 10'000'000'000'000'000, Base::Chinese, 0, "10000000000000000");
    row("chinese negative", -12, Base::Chinese, 0, "负十二");
}

void TestCounter::formatsValues()
{
    QFETCH(qlonglong, value);
    QFETCH(int, base);
    QFETCH(int, width);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(format(value, static_cast<Base>(base), width)), expected);
}

void TestCounter::measuresTheLongest_data()
{
    QTest::addColumn<qlonglong>("start");
    QTest::addColumn<qlonglong>("step");
    QTest::addColumn<int>("base");
    QTest::addColumn<qulonglong>("count");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, qlonglong start, qlonglong step, Base base, qulonglong count, int expected) {
        QTest::newRow(name) << start << step << static_cast<int>(base) << count << expected;
    };
    row("none", 1, 1, Base::Decimal, 0, 0);
    row("one", 1, 1, Base::Decimal, 1, 1);
    row("nine", 1, 1, Base::Decimal, 9, 1);
    row("ten", 1, 1, Base::Decimal, 10, 2);
    row("ten from zero", 0, 1, Base::Decimal, 10, 1);
    row("step", 1, 10, Base::Decimal, 11, 3);
    row("downwards", 100, -1, Base::Decimal, 50, 3);
    row("downwards through zero", 5, -1, Base::Decimal, 20, 2);
    row("from negative up", -100, 10, Base::Decimal, 20, 3);
    row("hex", 1, 1, Base::Hex, 16, 2);
    row("octal", 1, 1, Base::Octal, 7, 1);
    row("binary", 0, 1, Base::Binary, 9, 4);
    row("roman", 1, 1, Base::RomanUpper, 4000, 0);
    row("alpha", 1, 1, Base::AlphaLower, 4000, 0);
    row("chinese", 1, 1, Base::Chinese, 4000, 0);
    row("saturated", kHighest, 1, Base::Decimal, 1000, 19);
    row("saturated below", kLowest, kLowest, Base::Binary, std::numeric_limits<qulonglong>::max(), 64);
}

void TestCounter::measuresTheLongest()
{
    QFETCH(qlonglong, start);
    QFETCH(qlonglong, step);
    QFETCH(int, base);
    QFETCH(qulonglong, count);
    QFETCH(int, expected);
    QCOMPARE(automaticWidth(Counter{.start = start, .step = step, .base = static_cast<Base>(base)}, count), expected);
}

namespace {

Bytes number(const Counter &counter, const BatchFacts &facts, RowId row, std::uint32_t stagedIndex = kNone, std::uint32_t stagedCount = 1)
{
    static const FileTable table;
    Bytes out;
    const RowContext context{.table = table, .facts = facts, .row = row, .stagedIndex = stagedIndex, .stagedCount = stagedCount};
    return appendCounter(out, counter, context) ? out : Bytes("none") + out;
}

} // namespace

void TestCounter::numbersByPosition()
{
    const BatchFacts facts{.order = {2, 0, 1}, .position = {1, 2, 0}, .count = 3};
    QCOMPARE(number({}, facts, 0), Bytes("2"));
    QCOMPARE(number({}, facts, 2), Bytes("1"));
    QCOMPARE(number({.start = 10, .step = -5, .pad = 3}, facts, 1), Bytes("000"));
    QCOMPARE(number({.start = 8, .step = 1}, facts, 2), Bytes("08"));
    QCOMPARE(number({.start = 8, .step = 1, .pad = 0}, facts, 2), Bytes("8"));
}

void TestCounter::numbersByFolder()
{
    const BatchFacts facts{.position = {0, 1, 2}, .positionInFolder = {0, 0, 1}, .folderCount = {1, 2}, .largestFolder = 12, .count = 2000};
    const Counter counter{.per = Counter::Per::Folder};
    QCOMPARE(number(counter, facts, 0), Bytes("01"));
    QCOMPARE(number(counter, facts, 1), Bytes("01"));
    QCOMPARE(number(counter, facts, 2), Bytes("02"));
}

void TestCounter::leavesExcludedRowsAlone()
{
    const BatchFacts facts{.position = {0, kNone}, .positionInFolder = {0, kNone}, .count = 1};
    QCOMPARE(number({}, facts, 1), Bytes("none"));
    QCOMPARE(number({.per = Counter::Per::Folder}, facts, 1), Bytes("none"));
    QCOMPARE(number({}, facts, 2), Bytes("none"));
}

void TestCounter::numbersStagedRows()
{
    const BatchFacts facts{.position = {0, 1}, .count = 1000};
    const Counter perStem{.per = Counter::Per::Stem};
    const Counter changed{.count = Counter::Count::Changed};
    QCOMPARE(number(perStem, facts, 0, 4, 5), Bytes("5"));
    QCOMPARE(number(perStem, facts, 0, 4, 50), Bytes("05"));
    QCOMPARE(number(changed, facts, 0, 4, 1000), Bytes("0005"));
    QCOMPARE(number(perStem, facts, 0), Bytes("none"));
    QCOMPARE(number(changed, facts, 1), Bytes("none"));
}

void TestCounter::saturates()
{
    const BatchFacts facts{.position = {4'000'000'000U}, .count = 4'000'000'001U};
    QCOMPARE(number({.start = kHighest, .step = kHighest, .pad = 0}, facts, 0), Bytes("9223372036854775807"));
    QCOMPARE(number({.start = kLowest, .step = kLowest, .pad = 0}, facts, 0), Bytes("-9223372036854775808"));
    QCOMPARE(number({.start = kLowest, .step = 1, .pad = 0}, facts, 0), Bytes("-9223372032854775808"));
}

void TestCounter::automaticWidthFitsEveryValue()
{
    QVERIFY(rc::check("the automatic width is the longest of the values", [] {
        const auto base = *rc::gen::element(Base::Decimal, Base::Hex, Base::Octal, Base::Binary);
        const auto start = *rc::gen::inRange<std::int64_t>(-2000, 2000);
        const auto step = *rc::gen::nonZero<std::int8_t>();
        const auto count = *rc::gen::inRange<std::uint64_t>(1, 300);
        std::size_t longest = 0;
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(count); ++i) {
            const Bytes text = format(start + step * i, base);
            longest = std::max(longest, text.size() - (text.front() == '-' ? 1 : 0));
        }
        RC_ASSERT(automaticWidth(Counter{.start = start, .step = step, .base = base}, count) == static_cast<int>(longest));
    }));
}

void TestCounter::alphaIsOrderedAndReadable()
{
    QVERIFY(rc::check("alpha reads back, and sorts by length and letters", [] {
        const auto value = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
        const Bytes text = format(value, Base::AlphaLower);
        const Bytes next = format(value + 1, Base::AlphaLower);
        RC_ASSERT(decodeAlpha(text) == value);
        RC_ASSERT(text.size() < next.size() || (text.size() == next.size() && text < next));
    }));
}

void TestCounter::romanIsReadable()
{
    for (int value = 1; value <= 3999; ++value) {
        QCOMPARE(decodeRoman(format(value, Base::RomanLower)), value);
    }
}

void TestCounter::chineseIsReadable()
{
    QVERIFY(rc::check("chinese reads back below 10^8", [] {
        const auto value = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 100'000'000), rc::gen::inRange<std::int64_t>(0, 1200));
        const Bytes text = format(value, Base::Chinese);
        RC_ASSERT(decodeChinese(text) == value);
        RC_ASSERT(text.find("零零") == Bytes::npos);
    }));
}

void TestCounter::radixesAreReadable()
{
    QVERIFY(rc::check("every radix reads back", [](std::int64_t value, std::uint8_t width) {
        RC_ASSERT(std::stoll(format(value, Base::Decimal, width), nullptr, 10) == value);
        RC_ASSERT(std::stoll(format(value, Base::Hex, width), nullptr, 16) == value);
        RC_ASSERT(std::stoll(format(value, Base::Octal, width), nullptr, 8) == value);
        RC_ASSERT(std::stoll(format(value, Base::Binary, width), nullptr, 2) == value);
    }));
}

QTEST_APPLESS_MAIN(TestCounter)
#include "tst_counter.moc"
