// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/pattern.h"
#include "core/rename/rules/subject_view.h"
#include "core/rename/rules/wildcard.h"

#include "core/base/text.h"

#include <rapidcheck.h>

#include <QtTest>

#include <thread>

using namespace bulkhead;

namespace {

using Found = Pattern::Matcher::Found;
using Ref = std::shared_ptr<const Pattern>;

enum class Words : std::uint8_t { Any, Whole };

Ref compile(const Bytes &text, MatchMode mode, LetterMatch letters = LetterMatch::Match, Words words = Words::Any)
{
    auto compiled = Pattern::compile(text, mode, letters, words == Words::Whole);
    return std::holds_alternative<Ref>(compiled) ? std::get<Ref>(compiled) : nullptr;
}

RecipeProblem problemOf(const Bytes &text, MatchMode mode, Words words = Words::Any)
{
    auto compiled = Pattern::compile(text, mode, LetterMatch::Match, words == Words::Whole);
    const auto *problem = std::get_if<RecipeProblem>(&compiled);
    return problem ? *problem : RecipeProblem{.argument = "compiled"};
}

// Every match in brackets, as a replace would walk them.
Bytes marked(Pattern::Matcher &matcher, const Bytes &subject)
{
    Bytes out;
    std::size_t at = 0;
    Found found = matcher.find(subject, 0);
    for (; found == Found::Yes; found = matcher.findNext(subject)) {
        const BytesView match = matcher.captures()[0];
        const auto start = static_cast<std::size_t>(match.data() - subject.data());
        out.append(subject, at, start - at).append("[").append(match).append("]");
        at = start + match.size();
    }
    if (found == Found::TooComplex) {
        return "too complex";
    }
    return out.append(subject, at, Bytes::npos);
}

QByteArray bytes(const Bytes &text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

class TestPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void reportsProblems_data();
    void reportsProblems();
    void translatesWildcards_data();
    void translatesWildcards();
    void capturesGroups();
    void capturesInUndecodableNames();
    void knowsGroupNames();
    void givesUpOnRunaways_data();
    void givesUpOnRunaways();
    void deepButHonestMatchesAreFound();
    void patternOutlivesItsOwner();
    void newSubjectInTheSameBuffer();
    void isSharedBetweenThreads();
    void mapsNamesThereAndBack();
    void anyTextFindsItself();
    void escapedWildcardFindsItself();
};

void TestPattern::finds_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<bool>("wholeWord");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("expected");
    struct Flags {
        bool ignoreCase = false;
        bool wholeWord = false;
    };
    const auto row
        = [](const char *name, MatchMode mode, const Bytes &pattern, const Bytes &subject, const Bytes &expected, Flags flags = {}) {
              QTest::newRow(name) << bytes(pattern) << static_cast<int>(mode) << flags.ignoreCase << flags.wholeWord << bytes(subject)
                                  << bytes(expected);
          };
    constexpr Flags kIgnore{.ignoreCase = true};
    constexpr Flags kWhole{.wholeWord = true};
    constexpr auto kText = MatchMode::Text;
    row("text", kText, "a", "banana", "b[a]n[a]n[a]");
    row("text not there", kText, "x", "banana", "banana");
    row("text in nothing", kText, "x", "", "");
    row("text does not overlap itself", kText, "aa", "aaaaa", "[aa][aa]a");
    row("text of the whole name", kText, "abc", "abc", "[abc]");
    row("text longer than the name", kText, "abcd", "abc", "abc");
    row("text is no regex", kText, "a.c(", "abc( a.c(", "abc( [a.c(]");
    row("text in another case", kText, "A", "banana", "banana");
    row("text whatever its case", kText, "IMG", "img Img", "[img] [Img]", kIgnore);
    row("text escapes survive ignoring case", kText, "A.\\E*", "a.\\e* ab", "[a.\\e*] ab", kIgnore);
    row("accented whatever its case", kText, "É", "é É e", "[é] [É] e", kIgnore);
    row("sigma whatever its case", kText, "Σ", "σς", "[σ][ς]", kIgnore);
    row("cjk", kText, "照", "照片照", "[照]片[照]");
    row("combining mark is text of its own", kText, "e", "e\u0301", "[e]\u0301");
    row("newline", kText, "\n", "a\nb", "a[\n]b");
    row("undecodable", kText, "\xe9", "caf\xe9.txt", "caf[\xe9].txt");
    row("undecodable and not", kText, "f\xe9", "caf\xe9 é", "ca[f\xe9] é");
    row("undecodable inside a letter", kText, "\xa9", "é\xa9", "é[\xa9]");
    row("undecodable whatever its case", kText, "CAF\xe9", "caf\xe9", "[caf\xe9]", kIgnore);
    row("undecodable never folds", kText, "\xe9", "\xc9", "\xc9", kIgnore);
    row("a code point the view keeps for itself", kText, "\U0010FF85", "a\U0010FF85", "a[\U0010FF85]");
    row("that code point in a regex", MatchMode::Regex, "a\U0010FF85+", "a\U0010FF85\x85", "[a\U0010FF85\x85]");
    row("plain text in an undecodable name", kText, "a",
        "\xff"
        "a\xfe"
        "a",
        "\xff[a]\xfe[a]");
    row("whole word", kText, "cat", "cat concat cats cat", "[cat] concat cats [cat]", kWhole);
    row("whole word beside underscore", kText, "cat", "a_cat-cat", "a_cat-[cat]", kWhole);
    row("whole word of other characters", kText, "-x-", "a-x-b", "a[-x-]b", kWhole);
    row("whole word beginning with another", kText, "(1", "a(1)(12", "a[(1])(12", kWhole);
    row("whole word accented", kText, "caf", "café caf", "café [caf]", kWhole);
    row("whole word decomposed", kText, "cafe", "cafe\u0301 cafe", "cafe\u0301 [cafe]", kWhole);
    row("whole word undecodable", kText, "caf", "caf\xe9 caf", "caf\xe9 [caf]", kWhole);
    row("whole word cjk", kText, "照片", "我的照片 照片", "我的照片 [照片]", kWhole);
    row("whole word whatever its case", kText, "CAT", "cat cats", "[cat] cats", {true, true});

    constexpr auto kWild = MatchMode::Wildcard;
    row("star", kWild, "IMG_*", "x IMG_1.b", "x [IMG_1.b]");
    row("star takes the most", kWild, "a*b", "xaabab_b_", "x[aabab_b]_");
    row("star alone", kWild, "*", "abc", "[abc]");
    row("star over nothing", kWild, "a*b", "ab", "[ab]");
    row("question mark", kWild, "a?c", "abc ac a\nc", "[abc] ac [a\nc]");
    row("question mark is a cluster", kWild, "a?c", "ae\u0301c a😀c a👨‍👩‍👧c", "[ae\u0301c] [a😀c] [a👨‍👩‍👧c]");
    row("question mark is an undecodable byte", kWild, "a?c",
        "a\xe9"
        "c",
        "[a\xe9"
        "c]");
    row("set", kWild, "[abx-z]", "abcyw", "[a][b]c[y]w");
    row("set negated", kWild, "[!a-c]", "abcd", "abc[d]");
    row("set with a bracket first", kWild, "[]a]", "a]b", "[a][]]b");
    row("set with a dash last", kWild, "[a-]", "a-b", "[a][-]b");
    row("set with a circumflex", kWild, "[^a]", "a^b", "[a][^]b");
    row("set with an escape", kWild, "[\\]\\\\]", "a]\\", "a[]][\\]");
    row("set beyond ascii", kWild, "[à-ü片]", "aé照片", "a[é]照[片]");
    row("set never closed", kWild, "[ab", "a[ab", "a[[ab]");
    row("braces", kWild, "{jpg,png}", "a.jpg b.png", "a.[jpg] b.[png]");
    row("braces nested", kWild, "a{b,c{d,e}}", "ab acd ace ac", "[ab] [acd] [ace] ac");
    row("braces with wildcards", kWild, "{IMG*,DSC?}", "DSC1", "[DSC1]");
    row("braces with nothing", kWild, "x{,y}z", "xz xyz", "[xz] [xyz]");
    row("braces without a comma", kWild, "{a}", "{a} a", "[{a}] a");
    row("brace never closed", kWild, "{a,b", "a {a,b", "a [{a,b]");
    row("brace never opened", kWild, "a,b}", "a,b}", "[a,b}]");
    row("comma outside", kWild, "a,{b,c}", "a,b a,c", "[a,b] [a,c]");
    row("escapes", kWild, "\\*\\?\\[\\{", "*?[{", "[*?[{]");
    row("lone backslash at the end", kWild, "a\\", "a\\", "[a\\]");
    row("wildcard is no regex", kWild, "a.c+", "abc a.c+", "abc [a.c+]");
    row("wildcard whatever its case", kWild, "img*", "IMG", "[IMG]", kIgnore);
    row("wildcard whole word", kWild, "c?t", "cat cats", "[cat] cats", kWhole);
    row("wildcard in an undecodable name", kWild, "c*.txt",
        "\xff"
        "caf\xe9.txt",
        "\xff[caf\xe9.txt]");

    constexpr auto kRegex = MatchMode::Regex;
    row("regex", kRegex, "\\d+", "a12b3", "a[12]b[3]");
    row("regex anchored", kRegex, "^a", "aaa", "[a]aa");
    row("regex end", kRegex, "a$", "aaa", "aa[a]");
    row("end is the very end", kRegex, "a$", "a\n", "a\n");
    row("dot takes a newline", kRegex, "^.*$", "a\nb", "[a\nb]");
    row("greedy then nothing", kRegex, ".*", "abc", "[abc]");
    row("empty between", kRegex, "x*", "ab", "[]a[]b[]");
    row("empty behind a match is not reported", kRegex, "a*", "aab", "[aa]b[]");
    row("empty at once", kRegex, "^", "abc", "[]abc");
    row("empty in nothing", kRegex, "^", "", "[]");
    row("empty steps over letters", kRegex, "(?=.)", "é照", "[]é[]照");
    row("empty steps over undecodable", kRegex, "(?=.)",
        "\xe9"
        "a",
        "[]\xe9[]a");
    row("lookbehind", kRegex, "(?<=a)b", "abab", "a[b]a[b]");
    row("keep out", kRegex, "a\\Kb", "abb", "a[b]b");
    row("word characters are unicode", kRegex, "\\w+", "é照 片", "[é照] [片]");
    row("properties", kRegex, "\\p{Han}+", "a照片b", "a[照片]b");
    row("case inline", kRegex, "(?i)img", "IMG", "[IMG]");
    row("regex whatever its case", kRegex, "im[g]", "IMG", "[IMG]", kIgnore);
    row("regex whole word", kRegex, "a|ab", "ab a abc", "[ab] [a] abc", kWhole);
    row("regex whole word with a comment", kRegex, "(?x) cat # the animal", "cat cats", "[cat] cats", kWhole);
    row("regex whole word with a verb", kRegex, "(*UCP)cat", "cat cats", "[cat] cats", kWhole);
    row("dot takes an undecodable byte", kRegex, "^(.*)$", "caf\xe9.txt", "[caf\xe9.txt]");
    row("each undecodable byte is a character", kRegex, "^.{3}", "\xe2\x82z!", "[\xe2\x82z]!");
    row("undecodable is no word character", kRegex, "\\w+",
        "a\xe9"
        "b",
        "[a]\xe9[b]");
    row("negated set takes an undecodable byte", kRegex, "[^a]", "a\xe9", "a[\xe9]");
}

void TestPattern::finds()
{
    QFETCH(QByteArray, pattern);
    QFETCH(int, mode);
    QFETCH(bool, ignoreCase);
    QFETCH(bool, wholeWord);
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, expected);
    const Ref compiled = compile(pattern.toStdString(), static_cast<MatchMode>(mode), ignoreCase ? LetterMatch::Ignore : LetterMatch::Match,
        wholeWord ? Words::Whole : Words::Any);
    QVERIFY(compiled);
    Pattern::Matcher matcher(compiled);
    QCOMPARE(bytes(marked(matcher, subject.toStdString())), expected);
    QCOMPARE(bytes(marked(matcher, subject.toStdString())), expected); // nothing is left over from the first time
}

void TestPattern::reportsProblems_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("word");
    using Code = RecipeProblem::Code;
    const auto row = [](const char *name, const Bytes &pattern, MatchMode mode, Code code, int column, const char *word) {
        QTest::newRow(name) << bytes(pattern) << static_cast<int>(mode) << static_cast<int>(code) << column << QByteArray(word);
    };
    row("empty text", "", MatchMode::Text, Code::MustNotBeEmpty, -1, "");
    row("empty wildcard", "", MatchMode::Wildcard, Code::MustNotBeEmpty, -1, "");
    row("empty regex", "", MatchMode::Regex, Code::MustNotBeEmpty, -1, "");
    row("parenthesis", "a(b", MatchMode::Regex, Code::BadRegex, 3, "parenthesis");
    row("closing parenthesis", "ab)c", MatchMode::Regex, Code::BadRegex, 2, "parenthesis");
    row("escaping a group by wrapping", "a)|(b", MatchMode::Regex, Code::BadRegex, 1, "parenthesis");
    row("quantifier", "*a", MatchMode::Regex, Code::BadRegex, 0, "quantifier");
    row("column in characters", "é照😀(", MatchMode::Regex, Code::BadRegex, 4, "parenthesis");
    row("class", "[a", MatchMode::Regex, Code::BadRegex, 2, "]");
    row("range", "[z-a]", MatchMode::Regex, Code::BadRegex, 3, "range");
    row("single byte", "a\\C", MatchMode::Regex, Code::BadRegex, 3, "\\C");
    row("unknown group", "\\2(a)", MatchMode::Regex, Code::BadRegex, -2, "");
    row("undecodable regex", "caf\xe9", MatchMode::Regex, Code::NotText, -1, "");
    row("undecodable wildcard", "caf\xe9*", MatchMode::Wildcard, Code::NotText, -1, "");
    row("wildcard range", "é[b-a]", MatchMode::Wildcard, Code::BadRegex, 2, "range");
    row("wildcard range escaped", "[\\z-a]", MatchMode::Wildcard, Code::BadRegex, 1, "range");
}

void TestPattern::reportsProblems()
{
    QFETCH(QByteArray, pattern);
    QFETCH(int, mode);
    QFETCH(int, code);
    QFETCH(int, column);
    QFETCH(QByteArray, word);
    for (const Words words : {Words::Any, Words::Whole}) {
        const RecipeProblem problem = problemOf(pattern.toStdString(), static_cast<MatchMode>(mode), words);
        QCOMPARE(static_cast<int>(problem.code), code);
        QVERIFY2(bytes(problem.argument).contains(word), problem.argument.c_str());
        if (column != -2) {
            QCOMPARE(problem.column, column);
        }
        QVERIFY(problem.field.empty());
    }
}

void TestPattern::translatesWildcards_data()
{
    QTest::addColumn<QByteArray>("wildcard");
    QTest::addColumn<QByteArray>("regex");
    const auto row = [](const char *name, const char *wildcard, const char *regex) {
        QTest::newRow(name) << QByteArray(wildcard) << QByteArray(regex);
    };
    row("star and question mark", "a*b?", "a.*b\\X");
    row("dot", "a.b", "a\\.b");
    row("set", "[!a-c]", "[^a-c]");
    row("braces", "{a,b}", "(?:a|b)");
    row("braces in a set", "[{,}]", "[\\{\\,\\}]");
    row("set in braces", "{[,],x}", "(?:[\\,]|x)");
    row("outer brace without a comma", "{a{b,c}}", "\\{a(?:b|c)\\}");
    row("white space stays", "a b\t", "a b\t");
}

void TestPattern::translatesWildcards()
{
    QFETCH(QByteArray, wildcard);
    QFETCH(QByteArray, regex);
    const auto translated = wildcardToRegex(wildcard.toStdString());
    QVERIFY(std::holds_alternative<Bytes>(translated));
    QCOMPARE(bytes(std::get<Bytes>(translated)), regex);
}

void TestPattern::capturesGroups()
{
    const Ref pattern = compile("(\\d+)(x)?()-(?<word>\\w+)", MatchMode::Regex);
    QVERIFY(pattern);
    QCOMPARE(pattern->groupCount(), 4U);
    Pattern::Matcher matcher(pattern);
    QVERIFY(matcher.captures().empty());
    const Bytes subject = "a 12-foo b";
    QCOMPARE(matcher.find(subject, 0), Found::Yes);
    const auto captures = matcher.captures();
    QCOMPARE(captures.size(), std::size_t{5});
    QVERIFY(captures[0] == "12-foo");
    QCOMPARE(static_cast<const void *>(captures[0].data()), static_cast<const void *>(subject.data() + 2));
    QVERIFY(captures[1] == "12");
    QVERIFY(captures[2].data() == nullptr);
    QVERIFY(captures[3].data() != nullptr && captures[3].empty());
    QVERIFY(captures[4] == "foo");
    QCOMPARE(matcher.findNext(subject), Found::No);
    QCOMPARE(matcher.find(subject, 9), Found::No);
    QVERIFY(matcher.captures().empty());
    QCOMPARE(matcher.find(subject, 1000), Found::No);
    QCOMPARE(matcher.find(BytesView(), 0), Found::No);

    Pattern::Matcher text(compile("foo", MatchMode::Text));
    QCOMPARE(text.find(subject, 3), Found::Yes);
    QCOMPARE(text.captures().size(), std::size_t{1});
    QVERIFY(text.captures()[0].data() == subject.data() + 5);
    QCOMPARE(text.find(BytesView(), 0), Found::No);
}

void TestPattern::capturesInUndecodableNames()
{
    Pattern::Matcher matcher(compile("^(.)(.*?)(é)?(\\..*)$", MatchMode::Regex));
    const Bytes subject = "\xff\xc3\xa9\xe9.t";
    QCOMPARE(matcher.find(subject, 0), Found::Yes);
    QVERIFY(matcher.captures()[1] == "\xff");
    QVERIFY(matcher.captures()[2] == "\xc3\xa9\xe9");
    QVERIFY(matcher.captures()[3].data() == nullptr);
    QVERIFY(matcher.captures()[4] == ".t");
    QVERIFY(matcher.captures()[4].data() == subject.data() + 4);
}

void TestPattern::knowsGroupNames()
{
    const Ref pattern = compile("(?<year>\\d{4})-(?<month>\\d\\d)", MatchMode::Regex);
    QVERIFY(pattern);
    using Numbers = std::vector<std::uint32_t>;
    QCOMPARE(pattern->groupsNamed("year"), Numbers{1});
    QCOMPARE(pattern->groupsNamed("month"), Numbers{2});
    QCOMPARE(pattern->groupsNamed("mont"), Numbers());
    QCOMPARE(pattern->groupsNamed(""), Numbers());
    QCOMPARE(compile("abc", MatchMode::Text)->groupsNamed("year"), Numbers());
    QCOMPARE(compile("(?J)(?<a>x)|(?<b>y)|(?<a>z)", MatchMode::Regex)->groupsNamed("a"), (Numbers{1, 3}));
    QCOMPARE(compile("{a,b}", MatchMode::Wildcard)->groupCount(), 0U);
}

void TestPattern::givesUpOnRunaways_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<int>("easy");
    const QByteArray manyAs(5000, 'a');
    QTest::newRow("nested quantifiers") << QByteArray("(a+)+$") << manyAs + "b" << static_cast<int>(Found::No);
    QTest::newRow("alternatives") << QByteArray("^(a|aa|aaa)*$") << manyAs + "b" << static_cast<int>(Found::No);
    QTest::newRow("interpreted") << QByteArray("(*NO_JIT)(a+)+$") << manyAs + "b" << static_cast<int>(Found::No);
    QTest::newRow("undecodable end") << QByteArray("(a+)+$") << manyAs + "\xe9" << static_cast<int>(Found::No);
    QTest::newRow("endless recursion") << QByteArray("^((?1)a|a(?1)|b)") << manyAs << static_cast<int>(Found::TooComplex);
}

void TestPattern::givesUpOnRunaways()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, subject);
    QFETCH(int, easy);
    const Ref compiled = compile(pattern.toStdString(), MatchMode::Regex);
    QVERIFY(compiled);
    Pattern::Matcher matcher(compiled);
    const Bytes name = subject.toStdString();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(matcher.find(name, 0), Found::TooComplex);
    QVERIFY(matcher.captures().empty());
    QVERIFY2(timer.elapsed() < 2000, "a runaway pattern has to end by itself");
    const Bytes next = "zzz";
    QCOMPARE(static_cast<int>(matcher.find(next, 0)), easy);
}

void TestPattern::deepButHonestMatchesAreFound()
{
    // Needs more JIT stack than a name ever does: the interpreter takes over.
    Pattern::Matcher matcher(compile("^(?:(a)|b)*c", MatchMode::Regex));
    const Bytes name = Bytes(30'000, 'a') + "c";
    QCOMPARE(matcher.find(name, 0), Found::Yes);
    QCOMPARE(matcher.captures()[0].size(), name.size());
}

void TestPattern::patternOutlivesItsOwner()
{
    Ref pattern = compile("a(b)", MatchMode::Regex);
    Pattern::Matcher matcher(pattern);
    pattern.reset();
    Pattern::Matcher moved(std::move(matcher));
    const Bytes subject = "xab";
    QCOMPARE(moved.find(subject, 0), Found::Yes);
    QVERIFY(moved.captures()[1] == "b");
}

void TestPattern::newSubjectInTheSameBuffer()
{
    Pattern::Matcher matcher(compile("^", MatchMode::Regex));
    Bytes subject = "abc";
    QCOMPARE(matcher.find(subject, 0), Found::Yes);
    QCOMPARE(matcher.find(subject, 0), Found::Yes);
    subject[0] = 'x';
    QCOMPARE(matcher.find(subject, 0), Found::Yes);
    QCOMPARE(matcher.findNext(subject), Found::No);

    Pattern::Matcher mapped(compile("(.)z", MatchMode::Regex));
    Bytes name = "\xe9z";
    QCOMPARE(mapped.find(name, 0), Found::Yes);
    name[0] = '\xe8';
    QCOMPARE(mapped.find(name, 0), Found::Yes);
    QVERIFY(mapped.captures()[1] == "\xe8");
}

void TestPattern::isSharedBetweenThreads()
{
    const Ref pattern = compile("(\\d+)-(\\w+)", MatchMode::Regex);
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int id = 0; id < 4; ++id) {
            threads.emplace_back([id, pattern, &wrong] {
                Pattern::Matcher matcher(pattern);
                const Bytes number = std::to_string(id);
                const Bytes subject = (id % 2 ? "\xff" : "x") + number + "-é";
                for (int i = 0; i < 5000; ++i) {
                    wrong += matcher.find(subject, 0) != Found::Yes || matcher.captures()[1] != number;
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

namespace {

rc::Gen<Bytes> anyBytes()
{
    const auto piece = rc::gen::element<Bytes>("a", "b", "A", "é", "e\u0301", "照", "😀", "\xe9", "\xff", "\xe2\x82", "\U0010FF85", "*", "[",
        "]", "{", "}", ",", "!", "-", "\\", "\\E", "(", ".", "\n", " ", "$", "^");
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(piece), [](const std::vector<Bytes> &pieces) {
        Bytes text;
        for (const Bytes &part : pieces) {
            text += part;
        }
        return text;
    });
}

} // namespace

void TestPattern::mapsNamesThereAndBack()
{
    QVERIFY(rc::check("every boundary of a name maps there and back", [] {
        const Bytes name = *anyBytes();
        SubjectView view;
        const Bytes mapped(view.view(name));
        RC_ASSERT(isValidUtf8(mapped));
        RC_ASSERT(view.toView(name.size()) == mapped.size());
        RC_ASSERT(toText(name).toUcs4().size() == QString::fromStdString(mapped).toUcs4().size() || name.find("\U0010FF85") != Bytes::npos);
        for (std::size_t at = 0; at < mapped.size(); at += std::max(1U, utf8SequenceLength(mapped, at))) {
            RC_ASSERT(view.toView(view.toSubject(at)) == at);
        }
    }));
}

void TestPattern::anyTextFindsItself()
{
    QVERIFY(rc::check("any text is found in itself, whatever the flags", [] {
        const Bytes text = *anyBytes();
        RC_PRE(!text.empty());
        const auto letters = *rc::gen::element(LetterMatch::Match, LetterMatch::Ignore);
        const auto words = *rc::gen::element(Words::Any, Words::Whole);
        const Ref pattern = compile(text, MatchMode::Text, letters, words);
        RC_ASSERT(pattern);
        Pattern::Matcher matcher(pattern);
        RC_ASSERT(marked(matcher, text) == "[" + text + "]");
    }));
}

void TestPattern::escapedWildcardFindsItself()
{
    QVERIFY(rc::check("a text with every character escaped is a wildcard for itself", [] {
        const Bytes text = *rc::gen::nonEmpty(rc::gen::container<Bytes>(rc::gen::inRange<char>(1, 127)));
        Bytes wildcard;
        for (const char byte : text) {
            wildcard.append("\\").append(1, byte);
        }
        Pattern::Matcher matcher(compile(wildcard, MatchMode::Wildcard));
        RC_ASSERT(marked(matcher, text) == "[" + text + "]");
    }));
    QVERIFY(rc::check("any UTF-8 is a wildcard, or a range runs backwards", [] {
        const Bytes text = *anyBytes();
        RC_PRE(!text.empty() && isValidUtf8(text));
        const RecipeProblem problem = problemOf(text, MatchMode::Wildcard);
        RC_ASSERT(problem.argument == "compiled" || (problem.code == RecipeProblem::Code::BadRegex && problem.column >= 0));
    }));
}

QTEST_APPLESS_MAIN(TestPattern)
#include "tst_pattern.moc"
