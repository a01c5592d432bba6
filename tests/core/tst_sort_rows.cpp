// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"
#include "core/rename/plan/natural_key.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <rapidcheck.h>
#include <unicode/coll.h>

#include <atomic>
#include <clocale>
#include <thread>

using namespace bulkhead;
using bulkhead::test::PlanWorld;
using By = RowOrder::By;

namespace {

std::string inOrder(PlanWorld &world, const RowOrder &order, ExtensionStyle extension = ExtensionStyle::Known, unsigned threads = 1)
{
    std::string text;
    const auto rows = sortRows(*world.table(), order, extension, {}, {}, threads);
    for (const RowId row : rows.value())
        text += (text.empty() ? "" : "|") + world.pathOf(row);
    return text;
}

rc::Gen<std::string> anyName()
{
    return rc::gen::nonEmpty(
        rc::gen::container<std::string>(rc::gen::map(rc::gen::inRange(1, 256), [](int c) { return c == '/' ? 'x' : char(c); })));
}

/// Names that are nearly the same: few characters, many digits and zeros, both cases, marks.
rc::Gen<std::string> asciiName()
{
    return rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
        {{6, rc::gen::elementOf(std::string("0012aAbB"))}, {3, rc::gen::elementOf(std::string(" -_.()'~#\x01\x7f\t"))},
            {1, rc::gen::map(rc::gen::inRange(1, 128), [](int c) { return char(c); })}}));
}

/// The same but for the case of letters, and zeros here and there.
rc::Gen<std::string> nearlyThe(const std::string &name)
{
    return rc::gen::map(rc::gen::container<std::vector<int>>(name.size(), rc::gen::inRange(0, 4)), [name](const std::vector<int> &edits) {
        std::string result;
        for (std::size_t i = 0; i < name.size(); ++i) {
            const bool isLetter = (name[i] >= 'a' && name[i] <= 'z') || (name[i] >= 'A' && name[i] <= 'Z');
            if (edits[i] == 1 && name[i] >= '0' && name[i] <= '9')
                result += '0';
            result += edits[i] == 2 && isLetter ? char(name[i] ^ 0x20) : name[i];
        }
        return result;
    });
}

int sign(int value)
{
    return (value > 0) - (value < 0);
}

} // namespace

class TestSortRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::setlocale(LC_ALL, "C"); }
    void sorts_data();
    void sorts();
    void extensionsAreThoseOfTheRecipe();
    void leavesRemovedRowsOut();
    void asciiKeysAgreeWithIcu();
    void isATotalOrder_data();
    void isATotalOrder();
    void threadsDoNotMatter();
    void stops();
    void stopsAtAnyMoment();
};

void TestSortRows::sorts_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("natural");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *names, By by, bool natural, bool descending, const char *expected) {
        QTest::newRow(name) << QByteArray(names) << int(by) << natural << descending << QByteArray(expected);
    };
    row("numbers by value", "f10|f9|f1", By::Name, true, false, "f1|f9|f10");
    row("numbers as bytes", "f10|f9|f1", By::Name, false, false, "f1|f10|f9");
    row("long numbers", "f99999999999999999999|f100000000000000000000", By::Name, true, false,
        "f99999999999999999999|f100000000000000000000");
    row("case is the last difference", "B|a|A|b", By::Name, true, false, "a|A|b|B");
    row("marks before digits before letters", "a|1|_|-", By::Name, true, false, "_|-|1|a");
    row("accents belong to their letter", "z|\xc3\xa9|f|e", By::Name, true, false, "e|\xc3\xa9|f|z");
    row("numbers among accents",
        "\xc3\xa9"
        "10|\xc3\xa9"
        "9",
        By::Name, true, false,
        "\xc3\xa9"
        "9|\xc3\xa9"
        "10");
    row("leading zeros: ties by bytes", "a1|a01|a001", By::Name, true, false, "a001|a01|a1");
    row("bytes that are no text", "b\xff|a\xff|a\xfe", By::Name, true, false, "a\xfe|a\xff|b\xff");
    row("bytes order", "\xff|\xc3\xa9|a", By::Name, false, false, "a|\xc3\xa9|\xff");
    row("descending", "f10|f9|f1", By::Name, true, true, "f10|f9|f1");
    row("given", "c|a|b", By::Given, true, false, "c|a|b");
    row("given, descending", "c|a|b", By::Given, true, true, "b|a|c");
    row("path: folders first", "b/1|a/2|a/10|a/b/0", By::Path, true, false, "a/2|a/10|a/b/0|b/1");
    row("path: folders by number", "d10/a|d9/a", By::Path, true, false, "d9/a|d10/a");
    row("path: a folder before what only begins like it", "a-b/x|a/x|a/c/x", By::Path, false, false, "a/x|a/c/x|a-b/x");
    row("size", "c=30|a=4|b=30", By::Size, true, false, "a|b|c");
    row("size, descending", "c=30|a=4|b=30", By::Size, true, true, "c|b|a");
    row("size: ties by number", "f10=1|f9=1|g=0", By::Size, true, false, "g|f9|f10");
    row("time before 1970", "a=-5|b=3|c=-9", By::Mtime, true, false, "c|a|b");
    row("extension", "b.txt|a.txt|c.jpg|d", By::Extension, true, false, "d|c.jpg|a.txt|b.txt");
    row("extension in two parts", "b.tar.gz|a.gz|c.tar", By::Extension, true, false, "a.gz|c.tar|b.tar.gz");
    row("one row", "a", By::Name, true, false, "a");
}

void TestSortRows::sorts()
{
    QFETCH(QByteArray, names);
    QFETCH(int, by);
    QFETCH(bool, natural);
    QFETCH(bool, descending);
    QFETCH(QByteArray, expected);
    PlanWorld world;
    for (const QByteArray &each : names.split('|')) {
        const qsizetype equals = each.indexOf('=');
        const std::int64_t number = equals < 0 ? 0 : each.mid(equals + 1).toLongLong();
        world.addRow(
            (equals < 0 ? each : each.left(equals)).toStdString(), FileType::Regular, {.size = number, .modificationTime = number});
    }
    const RowOrder order{.by = By(by), .natural = natural, .descending = descending};
    QCOMPARE(QByteArray::fromStdString(inOrder(world, order)), expected);
}

void TestSortRows::extensionsAreThoseOfTheRecipe()
{
    PlanWorld world;
    for (const char *name : {"a.y.x", "b.x.y", "c.tar.gz", "d.z", "e.s"})
        world.addRow(name);
    const RowOrder order{.by = By::Extension};
    QCOMPARE(inOrder(world, order, ExtensionStyle::Known), "e.s|c.tar.gz|a.y.x|b.x.y|d.z");
    QCOMPARE(inOrder(world, order, ExtensionStyle::LastDot), "c.tar.gz|e.s|a.y.x|b.x.y|d.z");
    QCOMPARE(inOrder(world, order, ExtensionStyle::FirstDot), "e.s|c.tar.gz|b.x.y|a.y.x|d.z");
    QCOMPARE(inOrder(world, order, ExtensionStyle::None), "a.y.x|b.x.y|c.tar.gz|d.z|e.s");
}

void TestSortRows::leavesRemovedRowsOut()
{
    PlanWorld world;
    for (const char *name : {"c", "b", "a"})
        world.addRow(name);
    QCOMPARE(sortRows(*world.table(), {}, {}, {0, 1, 0}, {}).value(), (std::vector<RowId>{2, 0}));
    QCOMPARE(sortRows(*world.table(), {.by = By::Given}, {}, {1}, {}).value(), (std::vector<RowId>{1, 2}));
    QCOMPARE(sortRows(*world.table(), {}, {}, {1, 1, 1}, {}).value(), std::vector<RowId>());
    QCOMPARE(sortRows(FileTable(), {}, {}, {}, {}).value(), std::vector<RowId>());
}

/// The quick keys are an order of their own making: it has to be the one ICU gives, or a folder would change its order when
/// a name with an accent comes in.
void TestSortRows::asciiKeysAgreeWithIcu()
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
    collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    QVERIFY(U_SUCCESS(status));
    const NaturalKeyMaker ascii(NaturalKeyMaker::Kind::Ascii);
    const NaturalKeyMaker collated(NaturalKeyMaker::Kind::Collated);
    const bool holds = rc::check([&] {
        const std::string a = *asciiName();
        const std::string b = *rc::gen::oneOf(asciiName(), nearlyThe(a));
        RC_PRE(suitsAsciiKey(a) && suitsAsciiKey(b));
        const auto compareBy = [&](const NaturalKeyMaker &maker) {
            Bytes keyA;
            Bytes keyB;
            maker.append(keyA, a);
            maker.append(keyB, b);
            return sign(keyA.compare(keyB));
        };
        UErrorCode error = U_ZERO_ERROR;
        const int icu = collator->compare(icu::UnicodeString::fromUTF8(a), icu::UnicodeString::fromUTF8(b), error);
        RC_ASSERT(compareBy(ascii) == icu);
        RC_ASSERT(compareBy(collated) == icu);
        RC_CLASSIFY(icu == 0, "equal");
    });
    QVERIFY(holds);
}

void TestSortRows::isATotalOrder_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("natural");
    for (const By by : {By::Name, By::Path, By::Size, By::Extension}) {
        for (const bool natural : {true, false})
            QTest::addRow("%d %s", int(by), natural ? "natural" : "bytes") << int(by) << natural;
    }
}

/// The order does not depend on the order the rows came in, and descending is the reverse.
void TestSortRows::isATotalOrder()
{
    QFETCH(int, by);
    QFETCH(bool, natural);
    const bool holds = rc::check([&] {
        auto names = *rc::gen::unique<std::vector<std::string>>(
            rc::gen::suchThat(rc::gen::oneOf(anyName(), rc::gen::map(asciiName(), [](std::string name) { return name + "0"; })),
                [](const std::string &name) { return name != "." && name != ".."; }));
        const auto sorted = [&](bool descending) {
            PlanWorld world;
            for (std::size_t i = 0; i < names.size(); ++i)
                world.addRow(
                    (i % 2 ? "d/" : "") + std::string("n") + names[i], FileType::Regular, {.size = std::int64_t(names[i].size() % 3)});
            std::vector<std::string> result;
            const auto rows = sortRows(*world.table(), {.by = By(by), .natural = natural, .descending = descending}, {}, {}, {});
            for (const RowId row : rows.value())
                result.push_back(std::string(world.table()->name(row)));
            return result;
        };
        const auto forwards = sorted(false);
        auto backwards = sorted(true);
        RC_ASSERT(forwards.size() == names.size());
        std::reverse(backwards.begin(), backwards.end());
        RC_ASSERT(forwards == backwards);
        if (By(by) != By::Path) { // Which folder a name is in depends on its place here.
            std::reverse(names.begin(), names.end());
            RC_ASSERT(sorted(false) == forwards);
        }
    });
    QVERIFY(holds);
}

void TestSortRows::threadsDoNotMatter()
{
    PlanWorld world;
    std::uint32_t state = 1;
    for (int i = 0; i < 20'000; ++i) {
        state = state * 1664525 + 1013904223;
        world.addRow((i % 3 ? "IMG_" : "img_") + std::to_string(state >> 12) + "." + std::to_string(i));
    }
    for (const bool descending : {false, true}) {
        const RowOrder order{.descending = descending};
        const std::string one = inOrder(world, order, {}, 1);
        QCOMPARE(inOrder(world, order, {}, 2), one);
        QCOMPARE(inOrder(world, order, {}, 7), one);
    }
}

void TestSortRows::stops()
{
    PlanWorld world;
    world.addRow("a");
    std::stop_source source;
    source.request_stop();
    for (const By by : {By::Given, By::Name})
        QVERIFY(!sortRows(*world.table(), {.by = by}, {}, {}, source.get_token(), 2));
}

/// What was begun is dropped whole, or finished as if nobody had asked.
void TestSortRows::stopsAtAnyMoment()
{
    PlanWorld world;
    std::uint32_t state = 1;
    for (int i = 0; i < 30'000; ++i) {
        state = state * 1664525 + 1013904223;
        world.addRow(std::to_string(state));
    }
    const auto whole = sortRows(*world.table(), {}, {}, {}, {}, 2);
    int stopped = 0;
    for (int round = 0; round < 200; ++round) {
        std::stop_source source;
        std::atomic<bool> begun{false};
        std::jthread other([&source, &begun, round] {
            begun.wait(false);
            for (std::atomic<int> spin{0}; spin < round * 200; ++spin) { }
            source.request_stop();
        });
        begun = true;
        begun.notify_one();
        const auto sorted = sortRows(*world.table(), {}, {}, {}, source.get_token(), 2);
        QVERIFY(!sorted || sorted == whole);
        stopped += !sorted;
    }
    QVERIFY(stopped > 0);
}

QTEST_APPLESS_MAIN(TestSortRows)
#include "tst_sort_rows.moc"
