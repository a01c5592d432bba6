// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/utf8.h"

#include <QTest>

#include <rapidcheck.h>

#include <atomic>
#include <thread>

using namespace bulkhead;

namespace {

/// Byte strings that are mostly what breaks decoders: pieces of UTF-8, cut, doubled and mixed with anything.
rc::Gen<Bytes> nastyBytes()
{
    static const std::vector<Bytes> kPieces = {"a", "/", "\n", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xEF\xBB\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xC0\xAF", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x8F\xBE\x80", "\xF4\x8F\xBF\xBF",
        "\xF4\x8F\xBD\xBF", "\xF4\x90\x80\x80", "\xEF\xBF\xBE", "\xEF\xBF\xBD", "\x80", "\xFF", "\xE2\x82", "\xF0\x9F", "\xCC\x81"};
    const auto piece
        = rc::gen::oneOf(rc::gen::elementOf(kPieces), rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return Bytes(1, c); }));
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(piece), [](const std::vector<Bytes> &pieces) {
        Bytes all;
        for (const Bytes &one : pieces)
            all += one;
        return all;
    });
}

Bytes bytesFrom(const char *text)
{
    return Bytes(text);
}

using Boundaries = std::vector<std::uint32_t>;

} // namespace
Q_DECLARE_METATYPE(Bytes)
Q_DECLARE_METATYPE(Boundaries)

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", qgetenv("RC_PARAMS") + " max_success=1000"); }
    void validity_data();
    void validity();
    void validityAgreesWithQt();
    void text_data();
    void text();
    void roundTripOfAnything();
    void textNeverHoldsSurrogatesAlone();
    void loneSurrogateInText();
    void display_data();
    void display();
    void displayOfPaths_data();
    void displayOfPaths();
    void displayInSentences_data();
    void displayInSentences();
    void terminal_data();
    void terminal();
    void terminalIsSafeAndUnambiguous();
    void graphemes_data();
    void graphemes();
    void graphemeLaws();
    void graphemesOnSeveralThreads();
};

void TestText::validity_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<unsigned>("firstLength");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *name, Bytes bytes, unsigned length, bool valid) { QTest::newRow(name) << bytes << length << valid; };
    row("empty", "", 0, true);
    row("ascii", "abc", 1, true);
    row("NUL", Bytes(1, '\0'), 1, true);
    row("two bytes, smallest", "\xC2\x80", 2, true);
    row("two bytes, overlong", "\xC1\xBF", 0, false);
    row("overlong slash", "\xC0\xAF", 0, false);
    row("three bytes, smallest", "\xE0\xA0\x80", 3, true);
    row("three bytes, overlong", "\xE0\x9F\xBF", 0, false);
    row("last before surrogates", "\xED\x9F\xBF", 3, true);
    row("first surrogate", "\xED\xA0\x80", 0, false);
    row("last surrogate", "\xED\xBF\xBF", 0, false);
    row("first after surrogates", "\xEE\x80\x80", 3, true);
    row("U+FFFE", "\xEF\xBF\xBE", 3, true);
    row("four bytes, smallest", "\xF0\x90\x80\x80", 4, true);
    row("four bytes, overlong", "\xF0\x8F\xBF\xBF", 0, false);
    row("last code point", "\xF4\x8F\xBF\xBF", 4, true);
    row("past the last", "\xF4\x90\x80\x80", 0, false);
    row("lead F5", "\xF5\x80\x80\x80", 0, false);
    row("lone continuation", "\x80", 0, false);
    row("cut short", "\xE2\x82", 0, false);
    row("second byte is ASCII", "\xC3(", 0, false);
    row("third byte is ASCII", "\xE2\x82(", 0, false);
    row("bad byte late", "abcdefghijklmnop\xE9", 1, false);
    row("good after eight", "abcdefgh\xC3\xA9", 1, true);
}

void TestText::validity()
{
    QFETCH(Bytes, bytes);
    QFETCH(bool, valid);
    QTEST(utf8SequenceLength(bytes, 0), "firstLength");
    QCOMPARE(isValidUtf8(bytes), valid);
    QCOMPARE(utf8SequenceLength(bytes, bytes.size()), 0U);
}

void TestText::validityAgreesWithQt()
{
    QVERIFY(rc::check("isValidUtf8 is QByteArray::isValidUtf8", [] {
        const Bytes bytes = *nastyBytes();
        RC_ASSERT(isValidUtf8(bytes) == QByteArray::fromStdString(bytes).isValidUtf8());
    }));
}

void TestText::text_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *bytes, const QString &text) { QTest::newRow(name) << bytesFrom(bytes) << text; };
    const auto ucs4 = [](std::initializer_list<char32_t> codePoints) {
        return QString::fromUcs4(codePoints.begin(), static_cast<qsizetype>(codePoints.size()));
    };
    row("empty", "", QString());
    row("ascii", "IMG_0001.JPG", QStringLiteral("IMG_0001.JPG"));
    row("accent", "caf\xC3\xA9", QStringLiteral("caf\u00E9"));
    row("latin-1", "caf\xE9.txt", ucs4({'c', 'a', 'f', 0x10FFE9, '.', 't', 'x', 't'}));
    row("byte order mark kept",
        "\xEF\xBB\xBF"
        "a",
        QString(QChar(0xFEFF)) + QLatin1Char('a'));
    row("emoji", "\xF0\x9F\x98\x80", ucs4({0x1F600}));
    row("lone surrogate", "\xED\xA0\x80", ucs4({0x10FFED, 0x10FFA0, 0x10FF80}));
    row("overlong slash", "\xC0\xAF", ucs4({0x10FFC0, 0x10FFAF}));
    row("last code point that is not ours", "\xF4\x8F\xBD\xBF", ucs4({0x10FF7F}));
    row("first of ours", "\xF4\x8F\xBE\x80", ucs4({0x10FFF4, 0x10FF8F, 0x10FFBE, 0x10FF80}));
    row("last of ours", "\xF4\x8F\xBF\xBF", ucs4({0x10FFF4, 0x10FF8F, 0x10FFBF, 0x10FFBF}));
    row("replacement character", "\xEF\xBF\xBD", QString(QChar(0xFFFD)));
}

void TestText::text()
{
    QFETCH(Bytes, bytes);
    QFETCH(QString, text);
    QCOMPARE(toText(bytes), text);
    QCOMPARE(fromText(text), bytes);
}

void TestText::roundTripOfAnything()
{
    QVERIFY(rc::check("fromText(toText(b)) == b", [] {
        const Bytes bytes = *nastyBytes();
        RC_ASSERT(fromText(toText(bytes)) == bytes);
    }));
    QVERIFY(rc::check("the same over arbitrary bytes", [](const Bytes &bytes) { RC_ASSERT(fromText(toText(bytes)) == bytes); }));
}

void TestText::textNeverHoldsSurrogatesAlone()
{
    QVERIFY(rc::check("toText gives valid UTF-16", [] {
        const QString text = toText(*nastyBytes());
        RC_ASSERT(text.isValidUtf16());
    }));
}

void TestText::loneSurrogateInText()
{
    const char16_t units[] = {u'a', 0xD800, u'b', 0xDC00, u'c', 0xD800};
    QCOMPARE(fromText(QStringView(units, 6)),
        Bytes("a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD"
              "c\xEF\xBF\xBD"));
}

void TestText::display_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *bytes, const char16_t *shown) {
        QTest::newRow(name) << bytesFrom(bytes) << QString::fromUtf16(shown);
    };
    row("plain", "IMG 1.jpg", u"IMG 1.jpg");
    row("undecodable", "caf\xE9.txt", u"caf<E9>.txt");
    row("newline", "a\nb", u"a\u21B5b");
    row("tab", "a\tb", u"a\u21E5b");
    row("escape", "a\x1b[2J", u"a<1B>[2J");
    row("delete", "a\x7f", u"a<7F>");
    row("C1",
        "a\xC2\x9B"
        "31m",
        u"a<U+009B>31m");
    row("override", "photo\u202Egpj.exe", u"photo<U+202E>gpj.exe");
    row("isolates", "\u2066a\u2069", u"<U+2066>a<U+2069>");
    row("marks", "a\u200E\u200Fb", u"a<U+200E><U+200F>b");
    row("soft hyphen", "a\u00ADb", u"a<U+00AD>b");
    row("joiner between Latin letters", "a\u200Db", u"a<U+200D>b");
    row("byte order mark", "\uFEFFa", u"<U+FEFF>a");
    row("line separator", "a\u2028b", u"a<U+2028>b");
    row("noncharacter", "a\uFFFE", u"a<U+FFFE>");
    row("tag without a flag", "a\U000E0041", u"a<U+E0041>");
    row("Hangul filler", "\u3164", u"<U+3164>");
    row("no-break space", "a\u00A0b", u"a\u00B7b");
    row("spaces at the ends", "  a b ", u"\u00B7\u00B7a b\u00B7");
    row("only spaces", "   ", u"\u00B7\u00B7\u00B7");
    row("ideographic space at the end", "a\u3000", u"a\u00B7");
    row("ideographic space inside", "a\u3000b", u"a\u3000b");
    row("CJK", "\u4F60\u597D.txt", u"\u4F60\u597D.txt");
    row("family", "\U0001F468\u200D\U0001F469\u200D\U0001F467", u"\U0001F468\u200D\U0001F469\u200D\U0001F467");
    row("family with skin tone", "\U0001F468\U0001F3FD\u200D\U0001F4BB", u"\U0001F468\U0001F3FD\u200D\U0001F4BB");
    row("heart on fire", "\u2764\uFE0F\u200D\U0001F525", u"\u2764\uFE0F\u200D\U0001F525");
    row("two selectors", "\u2764\uFE0F\uFE0F", u"\u2764\uFE0F<U+FE0F>");
    row("selector first", "\uFE0Fa", u"<U+FE0F>a");
    row("England", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
        u"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F");
    row("Persian non-joiner", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", u"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
    row("Sinhala conjunct", "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", u"\u0DC1\u0DCA\u200D\u0DBB\u0DD3");
    row("a code point of the byte marks", "\xF4\x8F\xBE\x80", u"<F4><8F><BE><80>");
}

void TestText::display()
{
    QFETCH(Bytes, bytes);
    QTEST(toDisplay(bytes), "shown");
}

void TestText::displayOfPaths_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *bytes, const char16_t *shown) {
        QTest::newRow(name) << bytesFrom(bytes) << QString::fromUtf16(shown);
    };
    row("plain", "/home/a/b.txt", u"/home/a/b.txt");
    row("root", "/", u"/");
    row("each component by itself", "/ a/b /c", u"/\u00B7a/b\u00B7/c");
    row("bad bytes in two", "/\xE9/\xFF", u"/<E9>/<FF>");
    row("a sequence cut by the slash", "/\xC3/\xA9", u"/<C3>/<A9>");
    row("relative", "a/b", u"a/b");
    row("empty", "", u"");
}

void TestText::displayOfPaths()
{
    QFETCH(Bytes, bytes);
    QTEST(toDisplayPath(bytes), "shown");
}

void TestText::displayInSentences_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *bytes, const char16_t *shown) {
        QTest::newRow(name) << bytesFrom(bytes) << QString::fromUtf16(shown);
    };
    row("U04 plain", "/a/\u4F60.txt", u"/a/\u4F60.txt");
    row("U04 Hebrew", "/a/\u05D0.txt", u"\u2068/a/\u05D0.txt\u2069");
    row("U04 Arabic digits", "\u0661", u"\u2068\u0661\u2069");
    row("U04 beyond 16 bits", "\U0001E900", u"\u2068\U0001E900\u2069");
    row("U04 an end of isolation in the name", "\u05D0\u2069", u"\u2068\u05D0<U+2069>\u2069");
}

void TestText::displayInSentences()
{
    QFETCH(Bytes, bytes);
    QTEST(toDisplayIsolated(bytes), "shown");
}

void TestText::terminal_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<Bytes>("printed");
    const auto row
        = [](const char *name, const char *bytes, const char *printed) { QTest::newRow(name) << bytesFrom(bytes) << bytesFrom(printed); };
    row("plain", "/a/b c.txt", "/a/b c.txt");
    row("backslash alone", "a\\b", "a\\b");
    row("quote inside", "a\"b", "a\"b");
    row("quote first", "\"a\"", "\"\\\"a\\\"\"");
    row("newline", "a\nb", "\"a\\nb\"");
    row("newline and backslash", "a\n\\b", "\"a\\n\\\\b\"");
    row("carriage return and tab", "\r\t", "\"\\r\\t\"");
    row("escape", "\x1b]0;x\x07", "\"\\x1b]0;x\\x07\"");
    row("delete", "\x7f", "\"\\x7f\"");
    row("C1", "\xC2\x9B", "\"\\u009b\"");
    row("undecodable", "caf\xE9", "\"caf\\xe9\"");
    row("undecodable, then a hex digit",
        "\xE9"
        "9",
        "\"\\xe99\"");
    row("override", "\u202Ea", "\"\\u202ea\"");
    row("tag", "\U000E0041", "\"\\U000e0041\"");
    row("no-break space", "a\u00A0b", "\"a\\u00a0b\"");
    row("space at the end", "a ", "\"a \"");
    row("accent", "caf\u00E9", "caf\u00E9");
    row("emoji", "\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469");
    row("empty", "", "");
}

void TestText::terminal()
{
    QFETCH(Bytes, bytes);
    QTEST(toTerminal(bytes), "printed");
}

void TestText::terminalIsSafeAndUnambiguous()
{
    QVERIFY(rc::check("no control byte reaches the terminal, the output is UTF-8, and two names never look the same", [] {
        const Bytes a = *nastyBytes();
        const Bytes b = *nastyBytes();
        const Bytes printed = toTerminal(a);
        RC_ASSERT(isValidUtf8(printed));
        for (std::size_t at = 0; at < printed.size(); at += utf8SequenceLength(printed, at)) {
            const char32_t c = decodeUtf8(printed, at).codePoint;
            RC_ASSERT(c >= 0x20 && (c < 0x7F || c > 0x9F));
        }
        RC_ASSERT((a == b) == (printed == toTerminal(b)));
    }));
}

void TestText::graphemes_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<Boundaries>("boundaries");
    const auto row = [](const char *name, Bytes bytes, Boundaries boundaries) { QTest::newRow(name) << bytes << boundaries; };
    row("empty", "", {0});
    row("ascii", "abc", {0, 1, 2, 3});
    row("CR LF", "a\r\nb", {0, 1, 3, 4});
    row("CR LF beside other text", "\u00E9\r\n", {0, 2, 4});
    row("composed", "\u00E9", {0, 2});
    row("decomposed", "e\u0301x", {0, 3, 4});
    row("family", "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", {0, 25});
    row("two flags", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", {0, 8, 16});
    row("skin tone", "\U0001F44D\U0001F3FD!", {0, 8, 9});
    row("Hangul by parts", "\u1112\u1161\u11AB", {0, 9});
    row("undecodable",
        "a\xE9\xFF"
        "b",
        {0, 1, 2, 3, 4});
    row("an undecodable byte takes no accent", "\xE9\xCC\x81", {0, 1, 3});
    row("cut sequence", "\xE2\x82", {0, 1, 2});
    row("code point of the byte marks", "\xF4\x8F\xBE\x80", {0, 1, 2, 3, 4});
    Bytes stack = "z";
    for (int i = 0; i < 60; ++i)
        stack += "\u0335";
    row("stack of 60", stack + "z", {0, 121, 122});
}

void TestText::graphemes()
{
    QFETCH(Bytes, bytes);
    QTEST(graphemeBoundaries(bytes), "boundaries");
}

void TestText::graphemeLaws()
{
    QVERIFY(rc::check("boundaries rise from 0 to the size and never cut a sequence", [] {
        const Bytes bytes = *nastyBytes();
        const auto boundaries = graphemeBoundaries(bytes);
        RC_ASSERT(boundaries.front() == 0U);
        RC_ASSERT(boundaries.back() == bytes.size());
        RC_ASSERT(std::adjacent_find(boundaries.begin(), boundaries.end(), std::greater_equal<>()) == boundaries.end());
        std::vector<bool> starts(bytes.size() + 1, false);
        starts[bytes.size()] = true;
        for (std::size_t at = 0; at < bytes.size(); at += decodeReversible(bytes, at).length)
            starts[at] = true;
        for (const auto boundary : boundaries)
            RC_ASSERT(starts[boundary]);
    }));
}

void TestText::graphemesOnSeveralThreads()
{
    const Bytes name = "e\u0301\U0001F468\u200D\U0001F469.txt";
    const auto expected = graphemeBoundaries(name);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 500; ++n)
                wrong += graphemeBoundaries(name) != expected;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
