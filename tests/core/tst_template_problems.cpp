// SPDX-License-Identifier: GPL-3.0-or-later
// Every mistake in a template is named, with its column.
#include "tests/support/template_fixture.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace bulkhead;

namespace {

using Ref = std::shared_ptr<const Template>;
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

class TestTemplateProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsProblems_data();
    void reportsProblems();
    void reportsCaptureProblems_data();
    void reportsCaptureProblems();
    void anyTextCompilesOrTellsWhere();
};

void TestTemplateProblems::reportsProblems_data()
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
    addProblem("replace without an argument", "{stem|replace}", Code::BadArgument, 6, "replace");
    addProblem("replace without a comma", "{stem|replace:a}", Code::BadArgument, 14, "a");
    addProblem("replace with its comma escaped", "{stem|replace:a\\,b}", Code::BadArgument, 14, "a,b");
    addProblem("replace nothing", "{stem|replace:,b}", Code::BadArgument, 14, ",b");
    addProblem("ascii with an argument", "{stem|ascii:x}", Code::BadArgument, 12, "x");
    addProblem("pinyin with an empty argument", "{stem|pinyin:}", Code::BadArgument, 13, "");
    addProblem("clean with an argument", "{stem|clean:windows}", Code::BadArgument, 12, "windows");
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
    addProblem("root with a level", "{root:2}", Code::BadArgument, 6, "2");
    addProblem("birth in an unknown zone", "{btime@Mars}", Code::BadArgument, 7, "Mars");
    addProblem("birth's beginning", "{btimes}", Code::UnknownToken, 1, "btimes");
    addProblem("uuid with an argument", "{uuid:4}", Code::BadArgument, 6, "4");
    addProblem("random of nothing", "{random:}", Code::BadArgument, 8, "");
    addProblem("random of another kind", "é{random:words,2}", Code::BadArgument, 9, "words");
    addProblem("random of a length alone", "{random:8}", Code::BadArgument, 8, "8");
    addProblem("random of no length", "{random:hex,}", Code::BadArgument, 12, "");
    addProblem("random of length 0", "{random:hex,0}", Code::BadArgument, 12, "0");
    addProblem("random too long", "{random:hex,65}", Code::BadArgument, 12, "65");
    addProblem("random of two lengths", "{random:hex,6,5}", Code::BadArgument, 12, "6,5");
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

void TestTemplateProblems::reportsProblems()
{
    compareProblem({});
}

void TestTemplateProblems::reportsCaptureProblems_data()
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
    addProblem("unknown escape of a long character", "a\\照b", Code::BadArgument, 1, "\\照");
    addProblem("nothing escaped", "a\\", Code::BadArgument, 1, "\\");
    addProblem("escape at the end", "a\\", Code::BadArgument, 1, "\\");
}

void TestTemplateProblems::reportsCaptureProblems()
{
    compareProblem(captureOptions());
}

void TestTemplateProblems::anyTextCompilesOrTellsWhere()
{
    QVERIFY(rc::check("any bytes compile and expand, or have a problem with its column", [] {
        const auto piece = rc::gen::element<Bytes>("{", "}", "|", ":", "\\", "$", "stem", "n", "start=", "1", ",", "-", "mtime", "@", "UTC",
            "yyyy", "'", "random", "hex", "slice", "pad", "or", "é", "\xe9", "U", "word", " ", "parent");
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
            const TemplateFixture fixture;
            std::get<Ref>(compiled)->expand(out, fixture.context());
        }
    }));
}

QTEST_APPLESS_MAIN(TestTemplateProblems)
#include "tst_template_problems.moc"
