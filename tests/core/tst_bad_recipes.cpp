// SPDX-License-Identifier: GPL-3.0-or-later
// Every mistake in a recipe is one problem, which names the field. tst_cli_bad_recipes has what the command line says of them.
#include "core/rename/name_list.h"
#include "tests/support/bad_recipes.h"
#include "tests/support/naming.h"
#include "tests/support/recipe_generator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

using Problems = std::vector<RecipeProblem>;

namespace {

/// What reading, compiling and counting find, whichever comes first.
Problems problemsOf(const BadRecipe &bad)
{
    const auto parsed = parseRecipe(bad.recipe);
    if (const auto *problems = std::get_if<Problems>(&parsed))
        return *problems;
    const auto &recipe = std::get<RenameRecipe>(parsed);
    const auto lists = loadLists(recipe, [&bad](const Bytes &path, ListRule::By by) {
        return listOfFile(path, bad.list ? Result<Bytes>(*bad.list) : Result<Bytes>(systemError(ENOENT, "open")), by);
    });
    const auto compiled = compileRecipe(recipe, lists);
    if (const auto *problems = std::get_if<Problems>(&compiled))
        return *problems;
    return listProblems(*std::get<CompiledRecipeRef>(compiled), 2);
}

QByteArray described(const Problems &problems)
{
    QByteArrayList lines;
    for (const RecipeProblem &problem : problems)
        lines << QByteArray::number(int(problem.code)) + " [" + shown(problem.field) + "]";
    return lines.join(", ");
}

/// Of a template: they say where.
bool hasColumn(RecipeProblem::Code code)
{
    using Code = RecipeProblem::Code;
    return code == Code::UnknownToken || code == Code::UnknownFilter || code == Code::UnclosedBrace || code == Code::StrayBrace
        || code == Code::BadRegex;
}

template <std::size_t... I>
std::vector<const char *> ruleNames(std::index_sequence<I...>)
{
    return {ruleName(Rule(std::in_place_index<I>))...};
}

/// No field of any rule takes these.
const QJsonValue kNeverRight[] = {QJsonValue(), QJsonObject(), QJsonArray{QJsonObject()}, QJsonArray{QJsonArray()}};

QJsonObject objectOf(const Bytes &json)
{
    return QJsonDocument::fromJson(shown(json)).object();
}

/// One problem, and it is about `field` or an element of it.
bool namesIt(const Problems &problems, const QByteArray &field)
{
    return problems.size() == 1 && (shown(problems[0].field) == field || shown(problems[0].field) == field + "[0]");
}

} // namespace

class TestBadRecipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneProblem_data()
    {
        QTest::addColumn<const BadRecipe *>("bad");
        std::set<Bytes> titles;
        for (const BadRecipe &bad : badRecipes()) {
            QVERIFY2(titles.insert(bad.title).second, bad.title.c_str());
            QTest::newRow(bad.title.c_str()) << &bad;
        }
    }
    void oneProblem()
    {
        QFETCH(const BadRecipe *, bad);
        const Problems problems = problemsOf(*bad);
        QCOMPARE(described(problems), QByteArray::number(int(bad->code)) + " [" + shown(bad->field) + "]");
        QVERIFY(!hasColumn(bad->code) || problems[0].column >= 0);
    }

    void anotherType_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("fields");
        // How many fields a rule has, besides `rule`: one that is new is found here.
        const std::map<QByteArray, int> fields = {{"replace", 8}, {"template", 3}, {"insert", 6}, {"remove", 7}, {"keep", 7}, {"trim", 5},
            {"swap", 6}, {"case", 6}, {"number", 12}, {"renumber", 5}, {"extension", 7}, {"normalise", 3}, {"clean", 4},
            {"transliterate", 3}, {"date", 10}, {"decode", 4}, {"list", 5}};
        const auto names = ruleNames(std::make_index_sequence<std::variant_size_v<Rule>>());
        for (std::size_t kind = 0; kind < names.size(); ++kind)
            QTest::newRow(names[kind]) << int(kind) << fields.at(names[kind]);
    }
    void anotherType()
    {
        QFETCH(int, kind);
        QFETCH(int, fields);
        std::set<QString> seen;
        QVERIFY(rc::check("a field of another type is one problem that names it", [&] {
            const RenameRecipe recipe{.rules = {*anyRuleOf(std::size_t(kind))}};
            const QJsonObject rule = objectOf(writeRecipe(recipe)).value(QLatin1String("rules")).toArray().at(0).toObject();
            // Qt takes a byte order mark off the start of a text when it reads JSON: of some rules nothing is left then.
            RC_PRE(std::holds_alternative<RuleSlot>(parseRule(QJsonDocument(rule).toJson().toStdString(), "r")));
            for (const QString &field : rule.keys()) {
                if (field == QLatin1String("rule"))
                    continue;
                seen.insert(field);
                for (const QJsonValue &value : kNeverRight) {
                    QJsonObject wrong = rule;
                    wrong.insert(field, value);
                    const auto parsed = parseRule(QJsonDocument(wrong).toJson().toStdString(), "r");
                    RC_ASSERT(std::holds_alternative<Problems>(parsed));
                    const auto &problems = std::get<Problems>(parsed);
                    RC_LOG() << described(problems).toStdString() << " for " << QJsonDocument(wrong).toJson().toStdString();
                    RC_ASSERT(namesIt(problems, "r." + field.toUtf8()));
                }
            }
        }));
        QCOMPARE(int(seen.size()), fields);
    }

    void anotherTypeInTheRecipe_data()
    {
        QTest::addColumn<QString>("object"); // Of which the fields are; empty = the recipe itself.
        QTest::newRow("recipe") << QString();
        for (const char *object : {"order", "destination", "attributes"})
            QTest::newRow(object) << QString::fromLatin1(object);
    }
    void anotherTypeInTheRecipe()
    {
        QFETCH(QString, object);
        RenameRecipe recipe;
        recipe.destination.folder = "x";
        recipe.attributes = {.time = NewAttributes::Time::Name, .read = "yyyy"};
        const QJsonObject whole = objectOf(writeRecipe(recipe));
        const QJsonObject part = object.isEmpty() ? whole : whole.value(object).toObject();
        QVERIFY(part.size() > 1);
        for (const QString &field : part.keys()) {
            for (const QJsonValue &value : {QJsonValue(3.5), QJsonValue(QJsonArray{QJsonArray()}), QJsonValue(QLatin1String("\n"))}) {
                if (value.isString() && part.value(field).isString() && object != QLatin1String("order"))
                    continue;
                QJsonObject wrong = part;
                wrong.insert(field, value);
                QJsonObject all = whole;
                if (object.isEmpty())
                    all = wrong;
                else
                    all.insert(object, wrong);
                const auto parsed = parseRecipe(QJsonDocument(all).toJson().toStdString());
                const QByteArray name = (object.isEmpty() ? QString() : object + u'.').toUtf8() + field.toUtf8();
                QVERIFY2(std::holds_alternative<Problems>(parsed), name.constData());
                const auto &problems = std::get<Problems>(parsed);
                QVERIFY2(namesIt(problems, name), (name + ": " + described(problems)).constData());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBadRecipes)
#include "tst_bad_recipes.moc"
