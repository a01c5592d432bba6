// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template.h"
#include "core/rename/template_date.h"

#include "core/base/text.h"

#include <rapidcheck.h>

#include <QLocale>
#include <QtTest>

#include <thread>

using namespace bulkhead;

namespace {

using Ref = std::shared_ptr<const Template>;
using Outcome = Template::Outcome;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kModified = 1'699'362'369 * kSecond + 45'000'000; // 2023-11-07 13:06:09.045 UTC
constexpr std::int64_t kNow = 1'719'792'000 * kSecond; // 2024-07-01 00:00:00 UTC

// One file, /home/user/照片/IMG_1.tar.gz, as the third of twelve, whose name earlier rules have changed.
class Fixture
{
public:
    explicit Fixture(const Bytes &original = "IMG_1.tar.gz", const Bytes &stem = "trip ÉTÉ", const Bytes &extension = "jpg",
        const Bytes &folder = "/home/user/照片")
        : m_stem(stem)
        , m_extension(extension)
        , m_name(stem + "." + extension)
    {
        const DirectoryId directory = m_table.addDirectory({.path = folder});
        const FileStatus status{.identity = {.inode = 1, .size = 1'572'864, .modificationTime = kModified, .type = FileType::Regular}};
        if (!m_table.addRow(directory, original, status))
            qFatal("no row");
        m_facts.position = {2};
        m_facts.positionInFolder = {1};
        m_facts.folderCount = {4};
        m_facts.largestFolder = 4;
        m_facts.count = 12;
        m_facts.now = kNow;
    }

    RowContext context(std::span<const BytesView> captures = {}) const
    {
        const BytesView original = m_table.name(0);
        const std::size_t dot = std::min(original.find('.'), original.size());
        return {.table = m_table,
            .facts = m_facts,
            .row = 0,
            .stem = m_stem,
            .extension = m_extension,
            .name = m_name,
            .originalStem = original.substr(0, dot),
            .originalExtension = original.substr(std::min(dot + 1, original.size())),
            .captures = captures};
    }

    BatchFacts &facts() { return m_facts; }
    void setName(const Bytes &stem, const Bytes &name)
    {
        m_stem = stem;
        m_name = name;
    }

private:
    FileTable m_table;
    BatchFacts m_facts;
    Bytes m_stem;
    Bytes m_extension;
    Bytes m_name;
};

const TemplateOptions &captureOptions()
{
    static const TemplateOptions options{
        .captures = true, .groupCount = 12, .groupNumber = [](BytesView name) { return name == "word" ? 2 : -1; }};
    return options;
}

Bytes expanded(const Bytes &text, const Fixture &fixture, const TemplateOptions &options = {}, std::span<const BytesView> captures = {})
{
    const auto compiled = Template::compile(text, options);
    if (const auto *problem = std::get_if<RecipeProblem>(&compiled)) {
        return "problem " + problem->argument + " at " + std::to_string(problem->column);
    }
    Bytes out = ">";
    switch (std::get<Ref>(compiled)->expand(out, fixture.context(captures))) {
    case Outcome::Ok:
        return out.substr(1);
    case Outcome::NoValue:
        return "no value" + out;
    case Outcome::IllegalData:
        return "illegal" + out;
    }
    return "unknown outcome";
}

QByteArray bytes(const Bytes &text)
{
    return QByteArray::fromStdString(text);
}

void addExpansionColumns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
}

void addExpansion(const char *name, const Bytes &text, const Bytes &expected)
{
    QTest::newRow(name) << bytes(text) << bytes(expected);
}

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
    void reportsProblems_data();
    void reportsProblems();
    void reportsCaptureProblems_data();
    void reportsCaptureProblems();
    void dates_data();
    void dates();
    void localDatesFollowTz();
    void datesAgreeWithQt();
    void unnamedDotStaysWithTheExtension();
    void rootHasNoParent();
    void excludedRowsHaveNoNumber();
    void illegalData();
    void undecodableNamesPassThrough();
    void appendsBehindWhatIsThere();
    void knowsLiterals();
    void bracedLiteralsRoundTrip();
    void sliceTakesWhatPositionsSay();
    void anyTextCompilesOrTellsWhere();
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
    addExpansion("date and text", "a{mtime:yyyy@UTC}b{now:MM@UTC}c", "a2023b07c");
}

void TestTemplate::expands()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytes(expanded(text.toStdString(), Fixture())), expected);
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
    addExpansion("slash captured from a typed folder", "$6", "a/b");
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
    QCOMPARE(bytes(expanded(text.toStdString(), Fixture(), captureOptions(), captures)), expected);
}

namespace {

using Code = RecipeProblem::Code;

void addProblemColumns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("argument");
}

void addProblem(const char *name, const Bytes &text, Code code, int column, const Bytes &argument)
{
    QTest::newRow(name) << bytes(text) << static_cast<int>(code) << column << bytes(argument);
}

void compareProblem(const TemplateOptions &options)
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(int, column);
    QFETCH(QByteArray, argument);
    const auto compiled = Template::compile(text.toStdString(), options);
    const auto *problem = std::get_if<RecipeProblem>(&compiled);
    QVERIFY(problem);
    QCOMPARE(static_cast<int>(problem->code), code);
    QCOMPARE(bytes(problem->argument), argument);
    QCOMPARE(problem->column, column);
    QVERIFY(problem->field.empty());
}

} // namespace

void TestTemplate::reportsProblems_data()
{
    addProblemColumns();
    addProblem("unknown token", "a{foo}", Code::UnknownToken, 2, "foo");
    addProblem("column in characters", "é照😀{foo}", Code::UnknownToken, 4, "foo");
    addProblem("token in capitals", "{Stem}", Code::UnknownToken, 1, "Stem");
    addProblem("token with a space", "{ stem}", Code::UnknownToken, 1, " stem");
    addProblem("token's beginning", "{mtimes}", Code::UnknownToken, 1, "mtimes");
    addProblem("nothing", "{}", Code::UnknownToken, 1, "");
    addProblem("nothing with a filter", "{|upper}", Code::UnknownToken, 1, "");
    addProblem("group outside captures", "{1}", Code::UnknownToken, 1, "1");
    addProblem("unknown filter", "{stem|foo}", Code::UnknownFilter, 6, "foo");
    addProblem("unknown second filter", "{stem|upper|foo:1}", Code::UnknownFilter, 12, "foo");
    addProblem("empty filter", "{stem|}", Code::UnknownFilter, 6, "");
    addProblem("open brace", "ab{stem", Code::UnclosedBrace, 2, "");
    addProblem("open brace at the end", "ab{", Code::UnclosedBrace, 2, "");
    addProblem("brace in a brace", "a{stem{ext}", Code::UnclosedBrace, 1, "");
    addProblem("escaped end", "{parent|or:a\\}", Code::UnclosedBrace, 0, "");
    addProblem("stray brace", "ab}c", Code::StrayBrace, 2, "");
    addProblem("stray brace behind doubled", "}}}", Code::StrayBrace, 2, "");
    addProblem("argument where none goes", "{stem:2}", Code::BadArgument, 6, "2");
    addProblem("empty argument where none goes", "{count:}", Code::BadArgument, 7, "");
    addProblem("parent 0", "{parent:0}", Code::BadArgument, 8, "0");
    addProblem("parent text", "{parent:2x}", Code::BadArgument, 8, "2x");
    addProblem("parent negative", "{parent:-1}", Code::BadArgument, 8, "-1");
    addProblem("parent nothing", "{parent:}", Code::BadArgument, 8, "");
    addProblem("counter key", "{n:start=1,begin=2}", Code::BadArgument, 11, "begin=2");
    addProblem("counter without value", "{n:start}", Code::BadArgument, 3, "start");
    addProblem("counter bare number", "{n:3}", Code::BadArgument, 3, "3");
    addProblem("counter nothing", "{n:}", Code::BadArgument, 3, "");
    addProblem("counter comma at the end", "{n:start=1,}", Code::BadArgument, 11, "");
    addProblem("counter twice", "{n:start=1,start=2}", Code::BadArgument, 11, "start=2");
    addProblem("counter step 0", "{n:step=0}", Code::BadArgument, 3, "step=0");
    addProblem("counter too large", "{n:start=99999999999999999999}", Code::BadArgument, 3, "start=99999999999999999999");
    addProblem("counter pad", "{n:pad=-1}", Code::BadArgument, 3, "pad=-1");
    addProblem("counter pad wide", "{n:pad=1000}", Code::BadArgument, 3, "pad=1000");
    addProblem("counter base", "{n:base=Roman}", Code::BadArgument, 3, "base=Roman");
    addProblem("counter per stem", "{n:per=stem}", Code::BadArgument, 3, "per=stem");
    addProblem("size unit", "{size:kib}", Code::BadArgument, 6, "kib");
    addProblem("zone", "{mtime:yyyy@Europe/Nowhere}", Code::BadArgument, 12, "Europe/Nowhere");
    addProblem("zone without format", "{now@}", Code::BadArgument, 5, "");
    addProblem("undecodable format", "{now:\xe9}", Code::BadArgument, 5, "\xe9");
    addProblem("slice", "{stem|slice:a}", Code::BadArgument, 12, "a");
    addProblem("slice without argument", "{stem|slice}", Code::BadArgument, 6, "slice");
    addProblem("slice negative length", "{stem|slice:1,-2}", Code::BadArgument, 12, "1,-2");
    addProblem("first negative", "{stem|first:-1}", Code::BadArgument, 12, "-1");
    addProblem("last nothing", "{stem|last:}", Code::BadArgument, 11, "");
    addProblem("pad too wide", "{stem|pad:256}", Code::BadArgument, 10, "256");
    addProblem("pad with two letters", "{stem|pad:3,ab}", Code::BadArgument, 10, "3,ab");
    addProblem("pad with nothing", "{stem|pad:3,}", Code::BadArgument, 10, "3,");
    addProblem("or without text", "{stem|or}", Code::BadArgument, 6, "or");
    addProblem("argument of upper", "{stem|upper:x}", Code::BadArgument, 12, "x");
}

void TestTemplate::reportsProblems()
{
    compareProblem({});
}

void TestTemplate::reportsCaptureProblems_data()
{
    addProblemColumns();
    addProblem("group beyond", "a$13", Code::UnknownToken, 1, "$13");
    addProblem("group far beyond", "$99999999999999999999", Code::UnknownToken, 0, "$99999999999999999999");
    addProblem("group in braces beyond", "${13}", Code::UnknownToken, 0, "${13}");
    addProblem("token beyond", "{13}", Code::UnknownToken, 1, "13");
    addProblem("token of three digits", "{001}", Code::UnknownToken, 1, "001");
    addProblem("unknown name", "é${nobody}", Code::UnknownToken, 1, "${nobody}");
    addProblem("no name", "${}", Code::UnknownToken, 0, "${}");
    addProblem("name never closed", "a${word", Code::UnclosedBrace, 2, "");
    addProblem("name without braces", "$word", Code::BadArgument, 0, "$w");
    addProblem("unknown escape", "a\\q", Code::BadArgument, 1, "\\q");
    addProblem("escape at the end", "a\\", Code::BadArgument, 1, "\\");
}

void TestTemplate::reportsCaptureProblems()
{
    compareProblem(captureOptions());
}

void TestTemplate::dates_data()
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

void TestTemplate::dates()
{
    const LocalZone utc("UTC0");
    expands();
}

void TestTemplate::localDatesFollowTz()
{
    {
        const LocalZone tokyo("Asia/Tokyo");
        QCOMPARE(bytes(expanded("{now:yyyy-MM-dd hh}", Fixture())), QByteArray("2024-07-01 09"));
    }
    const LocalZone newYork("America/New_York");
    QCOMPARE(bytes(expanded("{now:yyyy-MM-dd hh}", Fixture())), QByteArray("2024-06-30 20"));
    QCOMPARE(bytes(expanded("{now}", Fixture())), QByteArray("2024-06-30"));
}

void TestTemplate::datesAgreeWithQt()
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

void TestTemplate::unnamedDotStaysWithTheExtension()
{
    Fixture fixture("b.");
    fixture.setName("a", "a.");
    QCOMPARE(bytes(expanded("{stem}|{ext}|{original.stem}|{original.ext}", fixture)), QByteArray("a|.|b|."));
    fixture.setName(".bashrc", ".bashrc");
    QCOMPARE(bytes(expanded("{stem}|{ext}|{ext|or:none}", fixture)), QByteArray(".bashrc||none"));
    fixture.setName("", "");
    QCOMPARE(bytes(expanded("[{stem}{ext}{name}]", fixture)), QByteArray("[]"));
}

void TestTemplate::rootHasNoParent()
{
    const Fixture root("a", "a", "b", "/");
    QCOMPARE(bytes(expanded("{parent}", root)), QByteArray("no value>"));
    QCOMPARE(bytes(expanded("{parent|or:top}", root)), QByteArray("top"));
    const Fixture nearRoot("a", "a", "b", "/tmp");
    QCOMPARE(bytes(expanded("{parent}{parent:2|or:-}", nearRoot)), QByteArray("tmp-"));
}

void TestTemplate::excludedRowsHaveNoNumber()
{
    Fixture fixture;
    fixture.facts().position = {kNone};
    QCOMPARE(bytes(expanded("a{n}b", fixture)), QByteArray("no value>a"));
    QCOMPARE(bytes(expanded("a{n|or:x}b", fixture)), QByteArray("axb"));
}

void TestTemplate::illegalData()
{
    const Fixture slash("a/b.c");
    QCOMPARE(bytes(expanded("x{original.stem}", slash)), QByteArray("illegal>x"));
    QCOMPARE(bytes(expanded("x{original.name|first:1}", slash)), QByteArray("illegal>x"));
    Fixture fixture;
    fixture.setName("a/b", "a/b.c"); // an earlier template typed it
    QCOMPARE(bytes(expanded("{stem} {name}", fixture)), QByteArray("a/b a/b.c"));
    fixture.setName(Bytes("a\0b", 3), Bytes("a\0b.c", 5));
    QCOMPARE(bytes(expanded("{stem}", fixture)), QByteArray("illegal>"));
    const Bytes withNul("\0", 1);
    const std::vector<BytesView> captures = {withNul};
    QCOMPARE(bytes(expanded("$0", fixture, captureOptions(), captures)), QByteArray("illegal>"));
}

void TestTemplate::undecodableNamesPassThrough()
{
    const Fixture fixture("caf\xe9.txt", "\xff\xfe É", "t\xe9");
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
    const Fixture fixture;
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
    const Fixture fixture;
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
        Fixture fixture;
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

void TestTemplate::anyTextCompilesOrTellsWhere()
{
    QVERIFY(rc::check("any bytes compile and expand, or have a problem with its column", [] {
        const auto piece = rc::gen::element<Bytes>("{", "}", "|", ":", "\\", "$", "stem", "n", "start=", "1", ",", "-", "mtime", "@", "UTC",
            "yyyy", "'", "slice", "pad", "or", "é", "\xe9", "U", "word", " ", "parent");
        Bytes text;
        for (const Bytes &part : *rc::gen::container<std::vector<Bytes>>(piece)) {
            text += part;
        }
        const bool withCaptures = *rc::gen::arbitrary<bool>();
        const auto compiled = Template::compile(text, withCaptures ? captureOptions() : TemplateOptions{});
        if (const auto *problem = std::get_if<RecipeProblem>(&compiled)) {
            RC_ASSERT(problem->column >= 0);
            RC_ASSERT(problem->column <= static_cast<int>(text.size()));
        } else {
            Bytes out;
            const Fixture fixture;
            std::get<Ref>(compiled)->expand(out, fixture.context());
        }
    }));
}

void TestTemplate::isSharedBetweenThreads()
{
    const auto compiled = std::get<Ref>(Template::compile(
        "\\u{stem|upper}-{n:base=roman}-{mtime:yyyy-MM-dd hh@Europe/Berlin}-{mtime:h ap@Asia/Tokyo}-{now}", captureOptions()));
    const Fixture fixture;
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
