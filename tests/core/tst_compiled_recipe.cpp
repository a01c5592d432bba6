// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naming.h"
#include "tests/support/recipe_generator.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;
using Code = RecipeProblem::Code;

namespace {

struct Problem {
    Code code;
    const char *field;
    const char *argument = nullptr; ///< Null = any.
    int column = -1;
};

QByteArray line(Code code, BytesView field, BytesView argument, int column)
{
    return QByteArray::number(static_cast<int>(code)) + " [" + shown(field) + "] " + shown(argument) + " @" + QByteArray::number(column);
}

std::vector<RecipeProblem> problemsOf(const RenameRecipe &recipe)
{
    auto result = compileRecipe(recipe);
    const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result);
    return problems ? *problems : std::vector<RecipeProblem>();
}

RenameRecipe withRule(Rule rule)
{
    RenameRecipe recipe;
    recipe.rules.push_back({std::move(rule)});
    return recipe;
}

} // namespace

class TestCompiledRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problems_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::addColumn<QList<bool>>("exact");
        const auto row = [](const char *title, const QByteArray &rules, std::initializer_list<Problem> problems) {
            QByteArrayList lines;
            QList<bool> exact;
            for (const Problem &problem : problems) {
                lines << line(problem.code, problem.field, problem.argument ? problem.argument : "", problem.column);
                exact << (problem.argument != nullptr);
            }
            QTest::newRow(title) << rules << lines << exact;
        };
        row("empty find", "{'rule': 'replace', 'find': ''}", {{Code::MustNotBeEmpty, "rules[0].find", ""}});
        row("occurrence 0", "{'rule': 'replace', 'find': 'a', 'occurrences': 0}", {{Code::MustNotBeZero, "rules[0].occurrences", ""}});
        row("regex", "{'rule': 'trim'}, {'rule': 'replace', 'find': 'a(b', 'mode': 'regex'}",
            {{Code::BadRegex, "rules[1].find", nullptr, 3}});
        row("regex and template", "{'rule': 'replace', 'find': 'é[', 'with': '{nosuch}', 'mode': 'regex'}",
            {{Code::BadRegex, "rules[0].find", nullptr, 2}, {Code::UnknownToken, "rules[0].with", "nosuch", 1}});
        row("unknown filter", "{'rule': 'template', 'text': '{stem|nosuch}'}", {{Code::UnknownFilter, "rules[0].text", "nosuch", 6}});
        row("unclosed brace", "{'rule': 'insert', 'text': 'a{stem'}", {{Code::UnclosedBrace, "rules[0].text", nullptr, 1}});
        row("stray brace", "{'rule': 'insert', 'text': 'é}'}", {{Code::StrayBrace, "rules[0].text", nullptr, 1}});
        row("template of an extension", "{'rule': 'extension', 'to': '{'}", {{Code::UnclosedBrace, "rules[0].to", nullptr, 0}});
        row("bad argument", "{'rule': 'template', 'text': '{n:step=0}'}", {{Code::BadArgument, "rules[0].text", nullptr, 3}});
        row("empty anchor", "{'rule': 'insert', 'text': '', 'at': 'before', 'anchor': ''}",
            {{Code::MustNotBeEmpty, "rules[0].anchor", ""}});
        row("anchor", "{'rule': 'number', 'at': 'after', 'anchor': '*', 'anchor_mode': 'regex'}",
            {{Code::BadRegex, "rules[0].anchor", nullptr, 0}});
        row("step 0 and pad", "{'rule': 'number', 'step': 0, 'pad': 65}",
            {{Code::MustNotBeZero, "rules[0].step", ""}, {Code::OutOfRange, "rules[0].pad", "0 to 64"}});
        row("negative pad", "{'rule': 'number', 'pad': -1}", {{Code::OutOfRange, "rules[0].pad", "0 to 64"}});
        row("renumber by 0", "{'rule': 'renumber', 'add': 0}", {{Code::MustNotBeZero, "rules[0].add", ""}});
        row("renumber too wide", "{'rule': 'renumber', 'pad': 65}", {{Code::OutOfRange, "rules[0].pad", "0 to 64"}});
        row("renumber with a negative width, and none", "{'rule': 'renumber', 'pad': -1, 'which': 0}",
            {{Code::OutOfRange, "rules[0].pad", "0 to 64"}, {Code::MustNotBeZero, "rules[0].which", ""}});
        row("negative count", "{'rule': 'remove', 'count': -1}", {{Code::OutOfRange, "rules[0].count", "at least 0"}});
        row("no marks", "{'rule': 'remove', 'between': ['', '']}", {{Code::MustNotBeEmpty, "rules[0].between", ""}});
        row("no kinds", "{'rule': 'remove', 'what': []}", {{Code::MustNotBeEmpty, "rules[0].what", ""}});
        row("keep a negative count", "{'rule': 'keep', 'count': -1}", {{Code::OutOfRange, "rules[0].count", "at least 0"}});
        row("keep no characters", "{'rule': 'keep', 'count': 0}", {{Code::OutOfRange, "rules[0].count", "at least 1"}});
        row("keep no marks", "{'rule': 'keep', 'between': ['', '']}", {{Code::MustNotBeEmpty, "rules[0].between", ""}});
        row("keep no kinds", "{'rule': 'keep', 'what': []}", {{Code::MustNotBeEmpty, "rules[0].what", ""}});
        row("keep accents", "{'rule': 'keep', 'what': ['digits', 'accents']}",
            {{Code::NotOneOf, "rules[0].what", "digits, letters, spaces, punctuation, symbols, brackets"}});
        row("swap at nothing", "{'rule': 'swap', 'separator': ''}", {{Code::MustNotBeEmpty, "rules[0].separator", ""}});
        row("swap at a regex", "{'rule': 'swap', 'separator': 'é(', 'separator_mode': 'regex'}",
            {{Code::BadRegex, "rules[0].separator", nullptr, 2}});
        row("swap in no order", "{'rule': 'swap', 'separator': '-', 'order': []}", {{Code::MustNotBeEmpty, "rules[0].order", ""}});
        row("swap naming no part", "{'rule': 'swap', 'separator': '-', 'order': '{n}'}", {{Code::MustNotBeEmpty, "rules[0].order", ""}});
        row("swap parts there are not", "{'rule': 'swap', 'separator': '-', 'order': [1, 0, 100]}",
            {{Code::OutOfRange, "rules[0].order[1]", "1 to 99, each once"}, {Code::OutOfRange, "rules[0].order[2]", "1 to 99, each once"}});
        row("swap a part twice", "{'rule': 'swap', 'separator': '-', 'order': [2, 1, 2]}",
            {{Code::OutOfRange, "rules[0].order[2]", "1 to 99, each once"}});
        row("swap by part 0", "{'rule': 'swap', 'separator': '-', 'order': '{1}{0}'}", {{Code::UnknownToken, "rules[0].order", "0", 4}});
        row("swap separator and order", "{'rule': 'swap', 'separator': '', 'order': '{1'}",
            {{Code::MustNotBeEmpty, "rules[0].separator", ""}, {Code::UnclosedBrace, "rules[0].order", nullptr, 0}});
        row("parts are known to swap alone", "{'rule': 'template', 'text': '{1}'}", {{Code::UnknownToken, "rules[0].text", "1", 1}});
        row("locale", "{'rule': 'case', 'locale': 'klingon!'}", {{Code::UnknownLocale, "rules[0].locale", "klingon!"}});
        row("empty word", "{'rule': 'case', 'keep': ['a', '']}", {{Code::MustNotBeEmpty, "rules[0].keep[1]", ""}});
        row("extension without a field", "{'rule': 'extension'}", {{Code::MissingField, "rules[0].to", ""}});
        row("extension to and remove", "{'rule': 'extension', 'to': 'a', 'remove': true}",
            {{Code::Contradiction, "rules[0].remove", "to"}});
        row("extension case and remove", "{'rule': 'extension', 'case': 'upper', 'remove': true}",
            {{Code::Contradiction, "rules[0].remove", "case"}});
        row("extension add and remove", "{'rule': 'extension', 'add': 'a', 'remove': true}",
            {{Code::Contradiction, "rules[0].remove", "add"}});
        row("date taken in a zone", "{'rule': 'date', 'source': 'taken', 'zone': 'UTC'}",
            {{Code::Contradiction, "rules[0].zone", "source"}});
        row("extension to and from", "{'rule': 'extension', 'to': 'a', 'from': 'content'}", {{Code::Contradiction, "rules[0].from", "to"}});
        row("extension from and remove", "{'rule': 'extension', 'from': 'content', 'remove': true}",
            {{Code::Contradiction, "rules[0].remove", "from"}});
        row("extension adds a dot", "{'rule': 'extension', 'add': '.'}", {{Code::MustNotBeEmpty, "rules[0].add", ""}});
        row("replaced by what is not allowed", "{'rule': 'clean', 'replacement': ' '}",
            {{Code::WrongType, "rules[0].replacement", "text of A-Z a-z 0-9 . _ -"}});
        row("replaced by a slash", "{'rule': 'clean', 'for': 'windows', 'replacement': '/'}",
            {{Code::WrongType, "rules[0].replacement", "text without / \" * : < > ? \\ |"}});
        row("replaced by letters of others", "{'rule': 'clean', 'for': 'url', 'replacement': 'é'}",
            {{Code::WrongType, "rules[0].replacement", "text of A-Z a-z 0-9 . _ - ~"}});
        row("replaced by very much", "{'rule': 'clean', 'replacement': '" + QByteArray(256, 'a') + "'}",
            {{Code::OutOfRange, "rules[0].replacement", "at most 255 bytes"}});
        constexpr const char *kTransforms = "ascii, latin, pinyin, an ICU transform id";
        row("transliterate to nothing", "{'rule': 'transliterate', 'to': ''}", {{Code::MustNotBeEmpty, "rules[0].to", ""}});
        row("an unknown transform", "{'rule': 'transliterate', 'to': 'Any-Klingon'}", {{Code::NotOneOf, "rules[0].to", kTransforms}});
        row("a malformed transform", "{'rule': 'transliterate', 'to': '[:Han; x'}", {{Code::NotOneOf, "rules[0].to", kTransforms}});
        row("rules for a transform", "{'rule': 'transliterate', 'to': 'a > b;'}", {{Code::NotOneOf, "rules[0].to", kTransforms}});
        row("a chain that grows without end", "{'rule': 'transliterate', 'to': 'Any-Hex; Any-Hex; Any-Hex; Any-Hex; Any-Hex; Any-Hex'}",
            {{Code::NotOneOf, "rules[0].to", kTransforms}});
        row("date in no form", "{'rule': 'date', 'format': '', 'zone': 'Mars'}",
            {{Code::MustNotBeEmpty, "rules[0].format", ""}, {Code::NotOneOf, "rules[0].zone", "UTC, a time zone such as Europe/Berlin"}});
        row("date before nothing", "{'rule': 'date', 'at': 'before', 'anchor': ''}", {{Code::MustNotBeEmpty, "rules[0].anchor", ""}});
        row("date in the name, no forms", "{'rule': 'date', 'source': 'name', 'read': '', 'format': ''}",
            {{Code::MustNotBeEmpty, "rules[0].format", ""}, {Code::MustNotBeEmpty, "rules[0].read", ""}});
        constexpr const char *kNoZones = "a date format like yyyy-MM-dd, without names of time zones";
        row("date with a zone to read", "{'rule': 'date', 'source': 'name', 'read': 'yyyy t'}",
            {{Code::WrongType, "rules[0].read", kNoZones}});
        row("date of odd years", "{'rule': 'date', 'source': 'name', 'read': 'yyyyMMdd', 'format': 'yyyyy'}",
            {{Code::WrongType, "rules[0].format", kNoZones}});
        row("date without a part", "{'rule': 'date', 'source': 'name', 'read': '--'}",
            {{Code::WrongType, "rules[0].read", "a date format like yyyy-MM-dd"}});
        row("date that is a day of the week", "{'rule': 'date', 'source': 'name', 'read': 'ddd'}",
            {{Code::WrongType, "rules[0].read", "a date format like yyyy-MM-dd"}});
        const auto noMoreThan = [](const char *read) { return "a date format that asks for no more than '" + Bytes(read) + "' gives"; };
        row("date with parts that were not read", "{'rule': 'date', 'source': 'name', 'read': 'yyyyMM'}",
            {{Code::WrongType, "rules[0].format", noMoreThan("yyyyMM").c_str()}});
        row("day of the week of no day", "{'rule': 'date', 'source': 'name', 'read': 'MMdd', 'format': 'ddd'}",
            {{Code::WrongType, "rules[0].format", noMoreThan("MMdd").c_str()}});
        row("half of the day of no hour", "{'rule': 'date', 'source': 'name', 'read': 'mm AP', 'format': 'AP'}",
            {{Code::WrongType, "rules[0].format", noMoreThan("mm AP").c_str()}});
        constexpr const char *kEncodings = "auto, GBK, GB18030, Big5, Shift_JIS, EUC-JP, EUC-KR, ISO-8859-1, windows-1252, KOI8-R, IBM866, "
                                           "another encoding ICU knows";
        row("decode from nothing", "{'rule': 'decode', 'from': ''}", {{Code::MustNotBeEmpty, "rules[0].from", ""}});
        for (const char *from : {"Klingon", "UTF-8", "UTF-16", "UTF-32LE", "ISO-2022-JP", "HZ-GB-2312", "IBM037", "UTF-7", "SCSU"}) {
            row(from, QByteArray("{'rule': 'decode', 'from': '") + from + "'}", {{Code::NotOneOf, "rules[0].from", kEncodings}});
        }
        row("every rule", "{'rule': 'replace', 'find': ''}, {'rule': 'trim'}, {'rule': 'number', 'step': 0}",
            {{Code::MustNotBeEmpty, "rules[0].find", ""}, {Code::MustNotBeZero, "rules[2].step", ""}});
        row("rules that are off", "{'rule': 'replace', 'find': '', 'enabled': false}, {'rule': 'number', 'step': 0}",
            {{Code::MustNotBeZero, "rules[1].step", ""}});
        row("only rules that are off", "{'rule': 'replace', 'find': '(', 'mode': 'regex', 'enabled': false}", {});
    }

    void problems()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArrayList, expected);
        QFETCH(QList<bool>, exact);
        const auto found = problemsOf(recipeOf(bytesOf(rules)));
        QByteArrayList lines;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool wholeArgument = static_cast<qsizetype>(i) < exact.size() && exact[static_cast<qsizetype>(i)];
            lines << line(found[i].code, found[i].field, wholeArgument ? found[i].argument : Bytes(), found[i].column);
        }
        QCOMPARE(lines, expected);
    }

    void textsMustBeUtf8_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QByteArray>("field");
        const auto &rules = notTextRules();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            QTest::newRow(rules[i].second) << static_cast<int>(i) << QByteArray("rules[0].") + rules[i].second;
        }
    }

    void textsMustBeUtf8()
    {
        QFETCH(int, index);
        QFETCH(QByteArray, field);
        const auto found = problemsOf(withRule(notTextRules()[static_cast<std::size_t>(index)].first));
        QCOMPARE(found.size(), 1u);
        QCOMPARE(found.front().code, Code::NotText);
        QCOMPARE(shown(found.front().field), field);
    }

    void textToReplaceMayBeAnyBytes() { QVERIFY(problemsOf(withRule(ReplaceRule{.find = "\xff"})).empty()); }

    void keepsTheRecipe()
    {
        const RenameRecipe recipe = recipeOf("{'rule': 'number', 'per': 'stem', 'enabled': false}, {'rule': 'trim'}");
        const auto chain = compiled(recipe);
        QVERIFY(chain->recipe() == recipe);
        QVERIFY(!chain->needsWholeBatch());
    }

    void needsWholeBatch_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<bool>("expected");
        QTest::newRow("no rules") << QByteArray() << false;
        QTest::newRow("plain") << QByteArray("{'rule': 'number'}") << false;
        QTest::newRow("per folder") << QByteArray("{'rule': 'number', 'per': 'folder'}") << false;
        QTest::newRow("per stem") << QByteArray("{'rule': 'number', 'per': 'stem'}") << true;
        QTest::newRow("decode") << QByteArray("{'rule': 'decode', 'from': 'GBK'}") << false;
        QTest::newRow("repair") << QByteArray("{'rule': 'decode', 'repair': 'percent'}") << false;
        QTest::newRow("decode auto") << QByteArray("{'rule': 'decode'}") << true;
        QTest::newRow("changed") << QByteArray("{'rule': 'trim'}, {'rule': 'number', 'count': 'changed'}") << true;
    }

    void needsWholeBatch()
    {
        QFETCH(QByteArray, rules);
        QTEST(compiled(recipeOf(bytesOf(rules)))->needsWholeBatch(), "expected");
    }

    void anyRecipeCompilesOrSaysWhy()
    {
        QVERIFY(rc::check("a problem names a field of a rule that is on", [] {
            const RenameRecipe recipe = *anyRecipe();
            for (const RecipeProblem &problem : problemsOf(recipe)) {
                if (problem.field == "destination.folder" || problem.field.starts_with("attributes."))
                    continue;
                RC_ASSERT(problem.field.starts_with("rules["));
                const std::size_t rule = std::stoul(problem.field.substr(6));
                RC_ASSERT(rule < recipe.rules.size());
                RC_ASSERT(recipe.rules[rule].enabled);
            }
        }));
    }

    void issueNames()
    {
        QSet<QByteArray> names;
        for (int issue = 0; issue <= static_cast<int>(RowIssue::OnlyCopy); ++issue) {
            names << rowIssueName(static_cast<RowIssue>(issue));
        }
        QCOMPARE(names.size(), static_cast<int>(RowIssue::OnlyCopy) + 1);
        QCOMPARE(QByteArray(rowIssueName(RowIssue::DuplicateTarget)), QByteArray("duplicate-target"));
        QCOMPARE(QByteArray(rowIssueName(RowIssue::Replaced)), QByteArray("replaced"));
    }

private:
    static const std::vector<std::pair<Rule, const char *>> &notTextRules()
    {
        static const std::vector<std::pair<Rule, const char *>> rules = {
            {ReplaceRule{.find = "\xff", .mode = MatchMode::Regex}, "find"},
            {ReplaceRule{.find = "a", .with = "\xff"}, "with"},
            {TemplateRule{"\xff"}, "text"},
            {InsertRule{"\xff", {}}, "text"},
            {InsertRule{"x", {.at = Place::At::After, .anchor = "\xff"}}, "anchor"},
            {RemoveRule{.how = RemoveRule::How::Between, .begin = "\xff"}, "between[0]"},
            {RemoveRule{.how = RemoveRule::How::Between, .begin = "a", .end = "\xff"}, "between[1]"},
            {KeepRule{{.how = RemoveRule::How::Between, .begin = "a", .end = "\xff"}}, "between[1]"},
            {NumberRule{.separator = "\xff"}, "separator"},
            {TrimRule{.characters = "\xff"}, "what"},
            {SwapRule{.separator = "\xff", .separatorMode = MatchMode::Regex}, "separator"},
            {SwapRule{.separator = "-", .order = Bytes("\xff{1}")}, "order"},
            {CaseRule{.locale = "\xff"}, "locale"},
            {CaseRule{.keep = {"\xff"}}, "keep[0]"},
            {CaseRule{.small = {"a", "\xff"}}, "small[1]"},
            {CleanRule{.replacement = "\xff"}, "replacement"},
            {TransliterateRule{"\xff"}, "to"},
            {DateRule{.format = "\xff"}, "format"},
            {DateRule{.zone = "\xff"}, "zone"},
            {DateRule{.place = {.at = Place::At::After, .anchor = "\xff"}}, "anchor"},
            {DateRule{.separator = "\xff"}, "separator"},
            {DateRule{.source = DateRule::Source::Name, .read = "\xff"}, "read"},
            {DecodeRule{Bytes("\xff")}, "from"},
            {ExtensionRule{.to = "\xff"}, "to"},
            {ExtensionRule{.add = "\xff"}, "add"},
        };
        return rules;
    }
};

QTEST_APPLESS_MAIN(TestCompiledRecipe)
#include "tst_compiled_recipe.moc"
