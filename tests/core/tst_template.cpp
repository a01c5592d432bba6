// SPDX-License-Identifier: GPL-3.0-or-later
// What templates give. Their mistakes: tst_template_problems.cpp; their dates: tst_template_dates.cpp.
#include "core/base/text.h"
#include "tests/support/template_fixture.h"

#include <rapidcheck.h>

#include <QtTest>

#include <thread>

using namespace bulkhead;

namespace {

using Ref = std::shared_ptr<const Template>;
using Outcome = Template::Outcome;

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expands_data();
    void expands();
    void filters_data();
    void filters();
    void captures_data();
    void captures();
    void unnamedDotStaysWithTheExtension();
    void rootHasNoParent();
    void theRootIsAPartOfThePath();
    void notEveryDiskKnowsBirths();
    void excludedRowsHaveNoNumber();
    void illegalData();
    void undecodableNamesPassThrough();
    void appendsBehindWhatIsThere();
    void knowsLiterals();
    void bracedLiteralsRoundTrip();
    void sliceTakesWhatPositionsSay();
    void isSharedBetweenThreads();
};

void TestTemplate::expands_data()
{
    addExpansionColumns();
    addExpansion("empty", "", "");
    addExpansion("literal", "a b", "a b");
    addExpansion("literal unicode", "照片 e\u0301 😀", "照片 e\u0301 😀");
    addExpansion("braces", "{{a}} }}{{", "{a} }{");
    addExpansion("braces round a token", "{{{count}}}", "{12}");
    addExpansion("backslash and dollar mean nothing", "\\U$1 $$", "\\U$1 $$");
    addExpansion("stem", "{stem}", "trip ÉTÉ");
    addExpansion("ext has its dot", "{ext}", ".jpg");
    addExpansion("stem and ext are the name", "{stem}{ext}", "trip ÉTÉ.jpg");
    addExpansion("name", "{name}", "trip ÉTÉ.jpg");
    addExpansion("original stem", "{original.stem}", "IMG_1");
    addExpansion("original ext", "{original.ext}", ".tar.gz");
    addExpansion("original name", "{original.name}", "IMG_1.tar.gz");
    addExpansion("parent", "{parent}", "照片");
    addExpansion("parent 1", "{parent:1}", "照片");
    addExpansion("parent 2", "{parent:2}", "user");
    addExpansion("parent 3", "{parent:3}", "home");
    addExpansion("parent past the root", "a{parent:4}b", "no value>a");
    addExpansion("parent far past the root", "{parent:4000000000}", "no value>");
    addExpansion("folders typed", "{parent}/{stem}", "照片/trip ÉTÉ");
    addExpansion("number", "{n}", "03");
    addExpansion("number with settings", "{n:start=10,step=5,pad=4}", "0020");
    addExpansion("number with spaces, through zero", "{n:start=10, step=-5}", "00");
    addExpansion("number per folder", "{n:per=folder}", "2");
    addExpansion("number per batch, auto", "{n:per=batch,pad=auto}", "03");
    addExpansion("number unpadded", "{n:pad=0}", "3");
    addExpansion("number roman", "{n:base=roman} {n:base=ROMAN}", "iii III");
    addExpansion("number alpha", "{n:base=alpha} {n:base=ALPHA}", "c C");
    addExpansion("number radixes", "{n:start=13,base=hex} {n:start=13,base=octal} {n:start=1,base=binary}", "0f 17 0011");
    addExpansion("number chinese", "{n:start=10,base=chinese}", "十二");
    addExpansion("number decimal", "{n:base=decimal}", "03");
    addExpansion("several numbers", "{n:start=5}-{n:start=7}", "07-09");
    addExpansion("count", "{n} of {count}", "03 of 12");
    addExpansion("count of the folder", "{count.folder}", "4");
    addExpansion("size", "{size}", "1572864");
    addExpansion("size in bytes", "{size:B}", "1572864");
    addExpansion("size in KiB", "{size:KiB}", "1536");
    addExpansion("size in MiB, half up", "{size:MiB}", "2");
    addExpansion("size in GiB", "{size:GiB}", "0");
    addExpansion("size in KB", "{size:KB}", "1573");
    addExpansion("size in MB", "{size:MB}", "2");
    addExpansion("size in GB", "{size:GB}", "0");
    addExpansion("date", "{mtime@UTC}", "2023-11-07");
    addExpansion("root", "{root}", "照片"); // files in it were given by themselves
    addExpansion("root with an argument of a filter", "{root|first:1}", "照");
    addExpansion("birth", "{btime@UTC}", "2020-01-02");
    addExpansion("birth with a format", "{btime:yyyy_HH.mm@Asia/Tokyo}", "2020_12.04");
    addExpansion("date and text", "a{mtime:yyyy@UTC}b{now:MM@UTC}c", "a2023b07c");
}

void TestTemplate::expands()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytes(expanded(text.toStdString(), TemplateFixture())), expected);
}

void TestTemplate::filters_data()
{
    addExpansionColumns();
    addExpansion("lower", "{stem|lower}", "trip été");
    addExpansion("upper", "{original.stem|lower|upper}", "IMG_1");
    addExpansion("title", "{stem|title}", "Trip Été");
    addExpansion("camel", "{stem|camel}", "tripÉté");
    addExpansion("snake", "{stem|snake}", "trip_été");
    addExpansion("kebab", "{stem|kebab}", "trip-été");
    addExpansion("only its own value", "AB{stem|upper}cd", "ABTRIP ÉTÉcd");
    addExpansion("slice", "{stem|slice:5,2}", "ÉT");
    addExpansion("slice to the end", "{stem|slice:5}", "ÉTÉ");
    addExpansion("slice from the end", "{stem|slice:-3}", "ÉTÉ");
    addExpansion("slice from the end, some", "{stem|slice:-3,1}", "É");
    addExpansion("slice past the start", "{stem|slice:-100,4}", "trip");
    addExpansion("slice past the end", "{stem|slice:100,4}", "");
    addExpansion("slice of nothing", "{stem|slice:2,0}", "");
    addExpansion("slice too long", "{stem|slice:5,100}", "ÉTÉ");
    addExpansion("first", "{stem|first:6}", "trip É");
    addExpansion("first of none", "{stem|first:0}", "");
    addExpansion("first of all", "{stem|first:100}", "trip ÉTÉ");
    addExpansion("last", "{stem|last:2}", "TÉ");
    addExpansion("last of none", "{stem|last:0}", "");
    addExpansion("last of all", "{stem|last:100}", "trip ÉTÉ");
    addExpansion("pad", "{count|pad:5}", "00012");
    addExpansion("pad narrower", "{count|pad:1}", "12");
    addExpansion("pad with a letter", "{count|pad:4,_}", "__12");
    addExpansion("pad with a comma", "{count|pad:4,,}", ",,12");
    addExpansion("pad with a space", "{count|pad:3, }", " 12");
    addExpansion("pad with a cluster", "{count|pad:3,e\u0301}",
        "e\u0301"
        "12");
    addExpansion("pad counts clusters", "{stem|last:1|pad:3}", "00É");
    addExpansion("pad behind a sign", "{n:start=-5,pad=0|pad:3}", "-003");
    addExpansion("pad of text with a dash", "{ext|slice:0,0|or:-a|pad:4}", "00-a");
    addExpansion("trim", "[{ext|or:x|slice:0,0|or:  a b\u00a0　|trim}]", "[a b]");
    addExpansion("trim what the trim rule trims", "[{ext|or:x|slice:0,0|or:\u2028 \u0301a\u001c\u200b|trim}]", "[a\u001c\u200b]");
    addExpansion("trim to nothing", "[{stem|slice:4,1|trim}]", "[]");
    addExpansion("or where there is a value", "{parent|or:none}", "照片");
    addExpansion("or where there is none", "{parent:9|or:none}", "none");
    addExpansion("or with nothing", "[{parent:9|or:}]", "[]");
    addExpansion("or where the text is empty", "{stem|slice:99|or:none}", "none");
    addExpansion("filters wait for or", "{parent:9|upper|first:1|or:none|last:2}", "ne");
    addExpansion("or twice", "{parent:9|or:a|or:b}", "a");
    addExpansion("or with escapes", "{parent:9|or:a\\|b\\}c\\\\d\\{e:f}", "a|b}c\\d{e:f");
    addExpansion("or with a slash makes a folder", "{parent:9|or:a/b}", "a/b");
    addExpansion("filters without or leave it without", "x{parent:9|upper}", "no value>x");
    addExpansion("many filters", "{name|first:4|upper|slice:1|last:2|lower}", "ip");
    addExpansion("date with a filter", "{now:MMMM@UTC|upper|first:3}", "JUL");
}

void TestTemplate::filters()
{
    expands();
}

void TestTemplate::captures_data()
{
    addExpansionColumns();
    addExpansion("group", "$1", "one");
    addExpansion("groups", "$2-$1", "two-one");
    addExpansion("whole", "[$0]", "[one two]");
    addExpansion("in braces", "${1}2 ${2}", "one2 two");
    addExpansion("two digits", "$12", "twelve");
    addExpansion("named", "${word}", "two");
    addExpansion("dollar", "$$1 US$ $", "$1 US$ $");
    addExpansion("token of a group", "{1} {2} {12}", "one two twelve");
    addExpansion("token of the whole", "{0}", "one two");
    addExpansion("token with a filter", "{1|upper}", "ONE");
    addExpansion("a group that took no part", "[$3]", "[]");
    addExpansion("a group that took no part, or", "{3|or:none}", "none");
    addExpansion("an empty group", "[$4]", "[]");
    addExpansion("a group not captured", "[$11]", "[]");
    addExpansion("with tokens", "$1 {count}", "one 12");
    addExpansion("upper", "\\U$1 x{stem}\\E y", "ONE XTRIP ÉTÉ y");
    addExpansion("lower", "\\LAB $1 {stem}", "ab one trip été");
    addExpansion("upper then lower", "\\Ua\\LB\\Ec", "Abc");
    addExpansion("next", "\\u$1 \\lABC", "One aBC");
    addExpansion("next waits for text", "\\u$3$4$1", "One");
    addExpansion("next and whole", "\\u\\L{original.stem}", "Img_1");
    addExpansion("whole and next", "\\L\\u{original.stem}", "Img_1");
    addExpansion("lower next in upper", "\\U\\l$1", "oNE");
    addExpansion("next once only", "\\uab cd", "Ab cd");
    addExpansion("end forgets next", "\\u\\Eab", "ab");
    addExpansion("full mappings", "\\Uß \\E\\uß", "SS Ss");
    addExpansion("case over several parts", "\\Ua$1b{count}c", "AONEB12C");
    addExpansion("final sigma across parts", "\\LΟΔΟ{5}", "οδος");
    addExpansion("nothing to change", "a\\U", "a");
    addExpansion("escapes", "\\\\ \\$1 \\{ \\}", "\\ $1 { }");
    addExpansion("double braces still", "{{1}}", "{1}");
    addExpansion("slash in a capture", "$6", "illegal>");
    addExpansion("undecodable", "\\u$7\\U$7",
        "\xe9"
        "a\xe9"
        "A");
    addExpansion("no value in a case span", "\\Uab{parent:9}", "no value>ab");
}

void TestTemplate::captures()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const std::vector<BytesView> captures = {"one two", "one", "two", BytesView(), BytesView("", 0), "Σ", "a/b",
        "\xe9"
        "a",
        "", "", "", BytesView(), "twelve"};
    QCOMPARE(bytes(expanded(text.toStdString(), TemplateFixture(), captureOptions(), captures)), expected);
}

void TestTemplate::unnamedDotStaysWithTheExtension()
{
    TemplateFixture fixture("b.");
    fixture.setName("a", "a.");
    QCOMPARE(bytes(expanded("{stem}|{ext}|{original.stem}|{original.ext}", fixture)), QByteArray("a|.|b|."));
    fixture.setName(".bashrc", ".bashrc");
    QCOMPARE(bytes(expanded("{stem}|{ext}|{ext|or:none}", fixture)), QByteArray(".bashrc||none"));
    fixture.setName("", "");
    QCOMPARE(bytes(expanded("[{stem}{ext}{name}]", fixture)), QByteArray("[]"));
}

void TestTemplate::rootHasNoParent()
{
    const TemplateFixture root("a", "a", "b", "/");
    QCOMPARE(bytes(expanded("{parent}", root)), QByteArray("no value>"));
    QCOMPARE(bytes(expanded("{parent|or:top}", root)), QByteArray("top"));
    const TemplateFixture nearRoot("a", "a", "b", "/tmp");
    QCOMPARE(bytes(expanded("{parent}{parent:2|or:-}", nearRoot)), QByteArray("tmp-"));
}

void TestTemplate::theRootIsAPartOfThePath()
{
    TemplateFixture fixture("a", "a", "b", "/home/caf\xe9/2023");
    const auto root = [&fixture](const char *path) {
        fixture.setRootLength(BytesView(path).size());
        return bytes(expanded("{root}", fixture));
    };
    QCOMPARE(root("/home/caf\xe9/2023"), QByteArray("2023"));
    QCOMPARE(root("/home/caf\xe9"), QByteArray("caf\xe9"));
    QCOMPARE(root("/home"), QByteArray("home"));
    QCOMPARE(root("/"), QByteArray("no value>"));
    QCOMPARE(bytes(expanded("{root|or:top}", fixture)), QByteArray("top"));
}

void TestTemplate::notEveryDiskKnowsBirths()
{
    const TemplateFixture fixture("a.txt", "a", "txt", "/d", kModified, kBeforeAllTimes); // its identity has something for one
    QCOMPARE(bytes(expanded("{btime:yyyy}", fixture)), QByteArray("no value>"));
    QCOMPARE(bytes(expanded("{btime:yyyyy}", fixture)), QByteArray("no value>"));
    QCOMPARE(bytes(expanded("{btime|or:never}", fixture)), QByteArray("never"));
}

void TestTemplate::excludedRowsHaveNoNumber()
{
    TemplateFixture fixture;
    fixture.facts().position = {kNone};
    QCOMPARE(bytes(expanded("a{n}b", fixture)), QByteArray("no value>a"));
    QCOMPARE(bytes(expanded("a{n|or:x}b", fixture)), QByteArray("axb"));
}

void TestTemplate::illegalData()
{
    const TemplateFixture slash("a/b.c");
    QCOMPARE(bytes(expanded("x{original.stem}", slash)), QByteArray("illegal>x"));
    QCOMPARE(bytes(expanded("x{original.name|first:1}", slash)), QByteArray("illegal>x"));
    TemplateFixture fixture;
    fixture.setName(Bytes("a\0b", 3), Bytes("a\0b.c", 5));
    QCOMPARE(bytes(expanded("{stem}", fixture)), QByteArray("illegal>"));
    const Bytes withNul("\0", 1);
    const std::vector<BytesView> captures = {withNul};
    QCOMPARE(bytes(expanded("$0", fixture, captureOptions(), captures)), QByteArray("illegal>"));
}

void TestTemplate::undecodableNamesPassThrough()
{
    const TemplateFixture fixture("caf\xe9.txt", "\xff\xfe É", "t\xe9");
    QCOMPARE(bytes(expanded("{original.stem}-{stem}{ext}", fixture)), QByteArray("caf\xe9-\xff\xfe É.t\xe9"));
    QCOMPARE(bytes(expanded("{original.stem|upper}{stem|lower}", fixture)), QByteArray("CAF\xe9\xff\xfe é"));
    QCOMPARE(bytes(expanded("{original.stem|last:2}{stem|first:1}", fixture)), QByteArray("f\xe9\xff"));
    QCOMPARE(bytes(expanded("{original.stem|pad:6}", fixture)), QByteArray("00caf\xe9"));
    QCOMPARE(bytes(expanded("\xe9{count}", fixture)),
        QByteArray("\xe9"
                   "12"));
}

void TestTemplate::appendsBehindWhatIsThere()
{
    const TemplateFixture fixture;
    for (const Bytes text : {"{stem|upper}", "\\U{stem}", "\\u{stem|slice:1|pad:9,x}"}) {
        const auto compiled = std::get<Ref>(Template::compile(text, captureOptions()));
        Bytes out = "before ";
        QCOMPARE(static_cast<int>(compiled->expand(out, fixture.context())), static_cast<int>(Outcome::Ok));
        QVERIFY(out.substr(0, 7) == "before ");
        QCOMPARE(bytes(out.substr(7)), bytes(expanded(text, fixture, captureOptions())));
    }
}

void TestTemplate::knowsLiterals()
{
    const auto literalOf = [](const Bytes &text, const TemplateOptions &options) {
        const auto compiled = std::get<Ref>(Template::compile(text, options));
        return compiled->isLiteral() ? "[" + compiled->literal() + "]" : Bytes("no");
    };
    QCOMPARE(bytes(literalOf("", {})), QByteArray("[]"));
    QCOMPARE(bytes(literalOf("a{{b}}c", {})), QByteArray("[a{b}c]"));
    QCOMPARE(bytes(literalOf("a$1\\U", {})), QByteArray("[a$1\\U]"));
    QCOMPARE(bytes(literalOf("a{stem}", {})), QByteArray("no"));
    QCOMPARE(bytes(literalOf("a$$\\\\b", captureOptions())), QByteArray("[a$\\b]"));
    QCOMPARE(bytes(literalOf("$1", captureOptions())), QByteArray("no"));
    QCOMPARE(bytes(literalOf("\\Ua", captureOptions())), QByteArray("no"));
}

void TestTemplate::bracedLiteralsRoundTrip()
{
    const TemplateFixture fixture;
    const auto anyText
        = rc::gen::container<Bytes>(rc::gen::oneOf(rc::gen::element('{', '}', '\\', '$', '|', ':', '1', 'U'), rc::gen::arbitrary<char>()));
    QVERIFY(rc::check("any text with its braces doubled is itself", [&] {
        const Bytes text = *anyText;
        Bytes escaped;
        for (const char byte : text) {
            escaped.append(byte == '{' || byte == '}' ? 2 : 1, byte);
        }
        RC_ASSERT(expanded(escaped, fixture) == text);
    }));
    QVERIFY(rc::check("and with captures, with backslashes and dollars escaped too", [&] {
        const Bytes text = *anyText;
        Bytes escaped;
        for (const char byte : text) {
            escaped.append(byte == '{' || byte == '}' || byte == '\\' || byte == '$' ? "\\" : "").append(1, byte);
        }
        RC_ASSERT(expanded(escaped, fixture, captureOptions()) == text);
    }));
    QVERIFY(rc::check("any text is an argument of or, with a backslash before what means something there", [&] {
        const Bytes text = *anyText;
        Bytes escaped;
        for (const char byte : text) {
            escaped.append(byte == '{' || byte == '}' || byte == '\\' || byte == '|' ? "\\" : "").append(1, byte);
        }
        RC_ASSERT(expanded("<{parent:9|or:" + escaped + "}>", fixture) == "<" + text + ">");
    }));
}

void TestTemplate::sliceTakesWhatPositionsSay()
{
    QVERIFY(rc::check("slice, first and last agree with a list of clusters", [] {
        const auto cluster = rc::gen::element<Bytes>("a", "é", "e\u0301", "照", "👨‍👩‍👧", "\xe9", "\xff");
        const auto clusters = *rc::gen::container<std::vector<Bytes>>(cluster);
        Bytes stem;
        for (const Bytes &piece : clusters) {
            stem += piece;
        }
        TemplateFixture fixture;
        fixture.setName(stem, stem);
        const auto size = static_cast<int>(clusters.size());
        const int start = *rc::gen::inRange(-8, 8);
        const int length = *rc::gen::inRange(0, 8);
        const auto joined = [&](int from, int to) {
            Bytes text;
            for (int i = std::max(from, 0); i < std::min(to, size); ++i) {
                text += clusters[static_cast<std::size_t>(i)];
            }
            return text;
        };
        const int from = start >= 0 ? start : std::max(size + start, 0);
        const Bytes arguments = std::to_string(start) + "," + std::to_string(length);
        RC_ASSERT(expanded("{stem|slice:" + arguments + "}", fixture) == joined(from, from + length));
        RC_ASSERT(expanded("{stem|first:" + std::to_string(length) + "}", fixture) == joined(0, length));
        RC_ASSERT(expanded("{stem|last:" + std::to_string(length) + "}", fixture) == joined(size - length, size));
    }));
}

void TestTemplate::isSharedBetweenThreads()
{
    const auto compiled = std::get<Ref>(Template::compile(
        "\\u{stem|upper}-{n:base=roman}-{mtime:yyyy-MM-dd hh@Europe/Berlin}-{mtime:h ap@Asia/Tokyo}-{now}", captureOptions()));
    const TemplateFixture fixture;
    Bytes expected;
    compiled->expand(expected, fixture.context());
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int id = 0; id < 4; ++id) {
            threads.emplace_back([&] {
                Bytes out;
                for (int i = 0; i < 1000; ++i) {
                    out.clear();
                    wrong += compiled->expand(out, fixture.context()) != Outcome::Ok || out != expected;
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
