// SPDX-License-Identifier: GPL-3.0-or-later
// {uuid} and {random}: by chance, and yet the same wherever a row is named.
#include "core/rename/plan.h"
#include "tests/support/naming.h"
#include "tests/support/template_fixture.h"

#include <QRegularExpression>
#include <QtTest>

#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::size_t kFiles = 2000;

std::shared_ptr<const FileTable> files()
{
    std::vector<Bytes> paths;
    for (std::size_t i = 0; i < kFiles; ++i)
        paths.push_back("/d/" + std::to_string(i));
    return std::make_shared<const FileTable>(tableOf(paths));
}

CompiledRecipeRef templateOf(const char *text)
{
    RenameRecipe recipe;
    recipe.rules.push_back({TemplateRule{text}});
    return compiled(recipe);
}

std::vector<Bytes> namesOf(const FileTable &table, const CompiledRecipe &recipe, BatchMoment moment)
{
    const BatchFacts facts = makeBatchFacts(table, allRows(table), moment);
    const auto evaluator = NameEvaluator::make(table, recipe, facts);
    std::vector<Bytes> names;
    for (RowId row = 0; row < table.rowCount(); ++row)
        names.emplace_back(evaluator->evaluate(row).name);
    return names;
}

} // namespace

class TestTemplateRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("form");
        QTest::newRow("uuid") << QByteArray("{uuid}")
                              << QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        QTest::newRow("uuid with a filter") << QByteArray("{uuid|upper|first:8}") << QStringLiteral("[0-9A-F]{8}");
        QTest::newRow("random") << QByteArray("{random}") << QStringLiteral("[0-9A-Za-z]{8}");
        QTest::newRow("letters and digits") << QByteArray("{random:alnum}") << QStringLiteral("[0-9A-Za-z]{8}");
        QTest::newRow("letters") << QByteArray("{random:alpha,20}") << QStringLiteral("[A-Za-z]{20}");
        QTest::newRow("digits") << QByteArray("{random:digits, 5}") << QStringLiteral("[0-9]{5}");
        QTest::newRow("hexadecimal, shortest") << QByteArray("{random:hex,1}") << QStringLiteral("[0-9a-f]");
        QTest::newRow("longest") << QByteArray("{random:hex,64}") << QStringLiteral("[0-9a-f]{64}");
        QTest::newRow("between others") << QByteArray("照{random:digits,2}\u0301{stem}") << QStringLiteral("照[0-9]{2}\u0301[0-9]+");
    }
    void forms()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, form);
        const QRegularExpression whole(QRegularExpression::anchoredPattern(form));
        const auto table = files();
        for (const Bytes &name : namesOf(*table, *templateOf(text.constData()), {0, 1}))
            QVERIFY2(whole.match(QString::fromStdString(name)).hasMatch(), name.c_str());
    }

    void everyCharacterComesUp()
    {
        const auto table = files();
        for (const auto &[text, count] :
            {std::pair("{random:alnum,64}", 62), {"{random:alpha,64}", 52}, {"{random:digits,64}", 10}, {"{random:hex,64}", 16}}) {
            std::set<char> seen;
            for (const Bytes &name : namesOf(*table, *templateOf(text), {0, 1}))
                seen.insert(name.begin(), name.end());
            QCOMPARE(int(seen.size()), count);
        }
    }

    void everyRowHasItsOwn()
    {
        const auto table = files();
        for (const char *text : {"{uuid}", "{random}"}) {
            const auto names = namesOf(*table, *templateOf(text), {0, 1});
            QCOMPARE(std::set<Bytes>(names.begin(), names.end()).size(), kFiles);
        }
    }

    void everyPreviewHasItsOwn()
    {
        const auto table = files();
        const auto recipe = templateOf("{uuid}");
        const auto first = namesOf(*table, *recipe, {0, 1});
        QVERIFY(namesOf(*table, *recipe, {5, 1}) == first); // the time has no part in it
        const auto second = namesOf(*table, *recipe, {0, 2});
        std::set<Bytes> all(first.begin(), first.end());
        all.insert(second.begin(), second.end());
        QCOMPARE(all.size(), 2 * kFiles);
    }

    void severalInATemplateAndInRulesAreIndependent()
    {
        const auto table = files();
        for (const Bytes &name : namesOf(*table, *templateOf("{random:hex,16}{random:hex,16}"), {0, 1}))
            QVERIFY(name.substr(0, 16) != name.substr(16));
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{"{random:hex,16}"}});
        recipe.rules.push_back({TemplateRule{"{stem}{random:hex,16}"}});
        for (const Bytes &name : namesOf(*table, *compiled(recipe), {0, 1}))
            QVERIFY(name.substr(0, 16) != name.substr(16));
    }

    void textThatIsTypedChangesNothing()
    {
        const auto table = files();
        const auto before = namesOf(*table, *templateOf("{random}"), {0, 1});
        const auto after = namesOf(*table, *templateOf("x{random}y"), {0, 1});
        for (std::size_t i = 0; i < kFiles; ++i)
            QCOMPARE(shown(after[i]), shown("x" + before[i] + "y"));
    }

    void aRowAloneThePlanAndItsThreadsAgree()
    {
        const auto table = files();
        const auto recipe = templateOf("{uuid} {random:alnum,3}");
        const BatchMoment moment(7, 42);
        const BatchFacts facts = makeBatchFacts(*table, allRows(*table), moment);
        const RenamePlan plan = planRenames(table, {}, *recipe, allRows(*table), {}, moment, {}, 3);
        for (RowId row = kFiles; row-- > 0;) {
            const auto alone = NameEvaluator::make(*table, *recipe, facts);
            QCOMPARE(shown(plan.targets->name(row)), shown(alone->evaluate(row).name));
            QCOMPARE(shown(alone->trace(row).front().after), shown(plan.targets->name(row)));
        }
    }
};

QTEST_APPLESS_MAIN(TestTemplateRandom)
#include "tst_template_random.moc"
