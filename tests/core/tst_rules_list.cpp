// SPDX-License-Identifier: GPL-3.0-or-later
// The rule that takes new names from a list, and {csv:...}, which takes its columns.
#include "core/rename/name_list.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

using By = ListRule::By;
using Code = RecipeProblem::Code;
using Names = std::vector<Bytes>;

Q_DECLARE_METATYPE(Names)

namespace {

struct ListRow {
    const char *title;
    QByteArray file; ///< Its name; empty = `content` is typed into the rule.
    QByteArray content;
    By by;
    Names rows;
    Names expected; ///< "!" = the row has an issue.
    Scope scope = Scope::Stem;
    QByteArray then = {}; ///< Further rules.
};

void addRows(std::initializer_list<ListRow> rows)
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("by");
    QTest::addColumn<Names>("rows");
    QTest::addColumn<Names>("expected");
    QTest::addColumn<int>("scope");
    QTest::addColumn<QByteArray>("then");
    for (const ListRow &row : rows)
        QTest::newRow(row.title) << row.file << row.content << int(row.by) << row.rows << row.expected << int(row.scope) << row.then;
}

RenameRecipe listRecipe(const QByteArray &file, By by, Scope scope = Scope::Stem)
{
    RenameRecipe recipe;
    recipe.rules.push_back({ListRule{.file = bytesOf(file), .by = by}, scope});
    return recipe;
}

LoadedLists listsOf(const RenameRecipe &recipe, const QByteArray &content)
{
    return loadLists(recipe, [&](const Bytes &path, By by) { return listOfFile(path, Result<Bytes>(bytesOf(content)), by); });
}

RecipeProblem problemOf(const RenameRecipe &recipe, const LoadedLists &lists = {})
{
    const auto compiled = compileRecipe(recipe, lists);
    const auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled);
    return problems && problems->size() == 1 ? problems->front() : RecipeProblem{};
}

} // namespace

class TestRulesList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        addRows({
            {"one a line", "l", "x\ny\n", By::Order, {"a.txt", "b.txt"}, {"x.txt", "y.txt"}},
            {"crlf, a mark, no end", "l", "\xEF\xBB\xBFx\r\ny", By::Order, {"a", "b"}, {"x", "y"}},
            {"whole names", "l", "x.jpg\ny\n", By::Order, {"a.txt", "b.txt"}, {"x.jpg", "y"}, Scope::Name},
            {"extensions", "l", "jpg\npng\n", By::Order, {"a.txt", "b"}, {"a.jpg", "b.png"}, Scope::Extension},
            {"an empty line leaves its row", "l", "x\n\nz\n", By::Order, {"a", "b", "c"}, {"x", "b", "z"}},
            {"cjk and combining", "l", "照片\ne\u0301\n", By::Order, {"a.txt", "b.txt"}, {"照片.txt", "e\u0301.txt"}},
            {"undecodable", "l", "\xff\xfe\ncaf\xe9\n", By::Order, {"a", "\xe9"}, {"\xff\xfe", "caf\xe9"}},
            {"quotes and commas are themselves", "l", "\"x\",y\n", By::Order, {"a"}, {"\"x\",y"}},
            {"a slash is data", "l", "x/y\nz\n", By::Order, {"a", "b"}, {"!", "z"}},
            {"a nul", "l", QByteArray("x\0y\n", 4), By::Order, {"a"}, {"!"}},
            {"past the end", "l", "x\n", By::Order, {"a", "b"}, {"x", "!"}},
            {"a table: the first column", "l.csv", "title,year\nx,1\n\"y,z\",2\n", By::Order, {"a.txt", "b.txt"}, {"x.txt", "y,z.txt"}},
            {"a table: the column new", "l.CSV", "title,new\n1,x\n2,y\n", By::Order, {"a", "b"}, {"x", "y"}},
            {"by name", "l.csv", "old,new\r\nb.txt,y.txt\r\na.txt,x\r\n", By::Name, {"a.txt", "b.txt", "c.txt"}, {"x", "y.txt", "c.txt"}},
            {"by name: columns the other way", "l.csv", "new,n,old\nx,1,a\n", By::Name, {"a", "b"}, {"x", "b"}},
            {"by name: the first two", "l.csv", "from,to,n\na,x,1\n", By::Name, {"a"}, {"x"}},
            {"by name: no header", "l", "a,x\n\nb,y\n", By::Name, {"a", "b"}, {"x", "y"}},
            {"by name: an empty one", "l.csv", "old,new\na,\n", By::Name, {"a"}, {"a"}},
            {"by name: undecodable", "l.csv", "old,new\n\xff,\xfe\xfd\n", By::Name, {"\xff"}, {"\xfe\xfd"}},
            {"by name: a line end", "l.csv", "old,new\n\"a\nb\",x\n", By::Name, {"a\nb"}, {"x"}},
            {"by path", "l.csv", "old,new\n/d/a,x\n/e/a,y\na,z\n", By::Name, {"/d/a", "/e/a", "/f/a"}, {"x", "y", "z"}},
            {"typed", "", "x\n照", By::Order, {"a.txt", "b.txt"}, {"x.txt", "照.txt"}},
            {"typed, undecodable", "", "\xff\xfe\ncaf\xe9", By::Order, {"a.txt", "\xe9"}, {"\xff\xfe.txt", "caf\xe9"}},
            {"typed by name, undecodable", "", "\xff,caf\xe9", By::Name, {"a.txt", "\xff"}, {"a.txt", "caf\xe9"}},
            {"typed by name, a line end", "", "\"/d/a\nb\",\"c\nd\"", By::Name, {"a\nb", "b"}, {"c\nd", "b"}},
            {"typed by name", "", "a.txt,\"x,y\"", By::Name, {"a.txt", "b"}, {"x,y", "b"}},
            {"columns", "l.csv", "old,new,Artist\na,x,Björk\nb,y,\xff\n", By::Name, {"a", "b"}, {"Björk - x", "\xff - y"}, Scope::Stem,
                "{'rule': 'template', 'text': '{csv:Artist} - {stem}'}"},
            {"columns: a row without", "l.csv", "old,new,n\na,x,1\n", By::Name, {"a", "b", "c"}, {"x 1", "b -", "c -"}, Scope::Stem,
                "{'rule': 'template', 'text': '{stem} {csv:n|or:-}'}"},
            {"columns: nothing instead", "l.csv", "old,new,n\na,x,1\n", By::Name, {"a", "b"}, {"1", "!"}, Scope::Stem,
                "{'rule': 'template', 'text': '{csv:n}'}"},
            {"columns in order", "l.csv", "照片,n\nx,1\ny,2/3\n", By::Order, {"a", "b"}, {"x1", "!"}, Scope::Stem,
                "{'rule': 'insert', 'text': '{csv:n}', 'at': 'suffix'}"},
        });
    }
    void names()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, content);
        QFETCH(int, by);
        QFETCH(Names, rows);
        QFETCH(Names, expected);
        QFETCH(int, scope);
        QFETCH(QByteArray, then);
        RenameRecipe recipe = then.isEmpty() ? RenameRecipe() : recipeOf(bytesOf(then));
        RuleSlot list{ListRule{.file = bytesOf(file), .by = By(by)}, Scope(scope)};
        if (file.isEmpty()) {
            for (const QByteArray &line : content.split('\n'))
                std::get<ListRule>(list.rule).names.push_back(bytesOf(line));
        }
        recipe.rules.insert(recipe.rules.begin(), list);
        for (Bytes &row : rows)
            row = row.starts_with('/') ? row : "/d/" + row;
        const FileTable table = tableOf(rows);
        const auto compiled = compileRecipe(recipe, listsOf(recipe, content));
        QVERIFY(std::holds_alternative<CompiledRecipeRef>(compiled));
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        const auto evaluator = NameEvaluator::make(table, *std::get<CompiledRecipeRef>(compiled), facts);
        for (RowId row = 0; row < table.rowCount(); ++row) {
            const auto outcome = evaluator->evaluate(row);
            QCOMPARE(outcome.issue == RowIssue::None ? shown(outcome.name) : QByteArray("!"), shown(expected[row]));
        }
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("argument");
        QTest::addColumn<int>("line");
        const auto row
            = [](const char *title, const char *file, const QByteArray &content, By by, Code code, const char *argument, int line) {
                  QTest::newRow(title) << QByteArray(file) << content << int(by) << int(code) << QByteArray(argument) << line;
              };
        row("a quote left open", "l.csv", "old,new\na,b\nc,\"d\n", By::Name, Code::UnclosedQuote, "", 3);
        row("text behind a quote", "l.csv", "old,new\n\"a\"b,c\n", By::Name, Code::TextBehindQuote, "", 2);
        row("a field too many", "l.csv", "old,new\na,b\nc,d,e\n", By::Name, Code::UnevenRow, "2", 3);
        row("a field too few", "l", "a,b\nc\n", By::Name, Code::UnevenRow, "2", 2);
        row("one column", "l.csv", "old\na\n", By::Name, Code::UnknownColumn, "new", 1);
        row("old without new", "l.csv", "old,n\na,b\n", By::Name, Code::UnknownColumn, "new", 1);
        row("new without old", "l.csv", "n,new\na,b\n", By::Name, Code::UnknownColumn, "old", 1);
        row("no header", "l.csv", "", By::Order, Code::UnknownColumn, "new", 1);
        row("a column twice", "l.csv", "old,new,n,n\n", By::Name, Code::DuplicateEntry, "n", 1);
        row("a name twice", "l.csv", "old,new\na,b\nc,d\na,e\n", By::Name, Code::DuplicateEntry, "a", 4);
        row("an undecodable name twice", "l", "\xff,b\n\xff,b\n", By::Name, Code::DuplicateEntry, "\xff", 2);
        row("a path twice", "l", "/d/a,b\n/e/a,b\n/d/a,b\n", By::Name, Code::DuplicateEntry, "/d/a", 3);
    }
    void problems()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, content);
        QFETCH(int, by);
        QFETCH(int, code);
        QFETCH(QByteArray, argument);
        QFETCH(int, line);
        const RenameRecipe recipe = listRecipe(file, By(by));
        const RecipeProblem problem = problemOf(recipe, listsOf(recipe, content));
        QCOMPARE(problem.field, Bytes("rules[0].file"));
        QCOMPARE(int(problem.code), code);
        QCOMPARE(shown(problem.argument), argument);
        QCOMPARE(int(problem.line), line);
    }

    void problemsOfTheRule_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *title, const char *rules, Code code, const char *field) {
            QTest::newRow(title) << QByteArray(rules) << int(code) << QByteArray(field);
        };
        row("no names", "{'rule': 'list', 'names': []}", Code::MustNotBeEmpty, "rules[0].names");
        row("two lines", "{'rule': 'list', 'names': ['a', 'b\\nc']}", Code::BadArgument, "rules[0].names[1]");
        row("an open quote", "{'rule': 'list', 'names': ['a,\\\"b'], 'by': 'name'}", Code::UnclosedQuote, "rules[0].names");
        row("a file nobody read", "{'rule': 'list', 'file': '/l'}", Code::UnreadableFile, "rules[0].file");
        row("columns of no list", "{'rule': 'template', 'text': '{csv:a}'}", Code::UnknownColumn, "rules[0].text");
        row("columns of a list behind", "{'rule': 'insert', 'text': '{csv:new}'}, {'rule': 'list', 'names': ['a']}", Code::UnknownColumn,
            "rules[0].text");
        row("an unknown column", "{'rule': 'list', 'names': ['a']}, {'rule': 'insert', 'text': 'é{csv:b}'}", Code::UnknownColumn,
            "rules[1].text");
    }
    void problemsOfTheRule()
    {
        QFETCH(QByteArray, rules);
        QFETCH(int, code);
        QFETCH(QByteArray, field);
        const RecipeProblem problem = problemOf(recipeOf(bytesOf(rules)));
        QCOMPARE(shown(problem.field), field);
        QCOMPARE(int(problem.code), code);
    }

    void aFileThatIsNotThere()
    {
        const RenameRecipe recipe = listRecipe("/l", By::Order);
        const auto lists = loadLists(recipe,
            [](const Bytes &path, By by) { return listOfFile(path, Error{.code = ErrorCode::NotFound, .path = path, .detail = {}}, by); });
        const RecipeProblem problem = problemOf(recipe, lists);
        QCOMPARE(int(problem.code), int(Code::UnreadableFile));
        QCOMPARE(int(problem.error), int(ErrorCode::NotFound));
    }

    void eachFileIsReadOnce()
    {
        RenameRecipe recipe = listRecipe("/l", By::Order);
        recipe.rules.push_back(recipe.rules.front());
        recipe.rules.push_back({ListRule{.file = "/off"}, Scope::Stem, false});
        Names read;
        loadLists(recipe, [&read](const Bytes &path, By by) {
            read.push_back(path);
            return listOfFile(path, Bytes("x"), by);
        });
        QCOMPARE(read, Names{"/l"});
    }

    void tooFewAndTooMany()
    {
        const RenameRecipe recipe = listRecipe("/l", By::Order);
        const auto compiled = std::get<CompiledRecipeRef>(compileRecipe(recipe, listsOf(recipe, "x\n\ny\n")));
        QVERIFY(listProblems(*compiled, 3).empty());
        for (const std::uint32_t rows : {0u, 2u, 4u}) {
            const auto problems = listProblems(*compiled, rows);
            QCOMPARE(problems.size(), 1u);
            QCOMPARE(int(problems[0].code), int(Code::WrongCount));
            QCOMPARE(problems[0].field, Bytes("rules[0].file"));
            QCOMPARE(problems[0].count, 3);
            QCOMPARE(problems[0].rows, std::int64_t(rows));
        }
    }

    void whatMatchesNothingIsTold()
    {
        const RenameRecipe recipe = listRecipe("/l", By::Name);
        const auto compiled = std::get<CompiledRecipeRef>(compileRecipe(recipe, listsOf(recipe, "a,x\n\xff,y\n/e/a,z\n")));
        const FileTable table = tableOf({"/d/a", "/d/b"});
        const auto warnings = listWarnings(*compiled, table, allRows(table));
        QCOMPARE(warnings.size(), 1u);
        QCOMPARE(int(warnings[0].code), int(Code::MatchesNothing));
        QCOMPARE(warnings[0].argument, Bytes("\xff"));
        QCOMPARE(warnings[0].count, 2);
        QVERIFY(listProblems(*compiled, 2).empty());
    }
};

QTEST_APPLESS_MAIN(TestRulesList)
#include "tst_rules_list.moc"
