// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a recipe with a mistake: one line that names the field, before anything is touched.
#include "tests/cli/cli_fixture.h"
#include "tests/support/bad_recipes.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestCliBadRecipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLine_data()
    {
        QTest::addColumn<const BadRecipe *>("bad");
        for (const BadRecipe &bad : badRecipes())
            QTest::newRow(bad.title.c_str()) << &bad;
    }
    void oneLine()
    {
        QFETCH(const BadRecipe *, bad);
        m_fixture.files.writeFile("a.txt", "a");
        m_fixture.files.writeFile("b.txt", "b");
        if (m_fixture.files.exists("l.csv"))
            m_fixture.files.remove("l.csv");
        if (bad->list)
            m_fixture.files.writeFile("l.csv", *bad->list);
        m_fixture.files.writeFile("r.json", bad->recipe);
        const Snapshot before = m_fixture.files.snapshot();
        const auto outcome = m_fixture.run({"rename", "--recipe", "r.json", "--apply", "a.txt", "b.txt"});
        COMPARE_EXIT(outcome, 2);
        const QByteArray said = QByteArray::fromStdString(outcome.errors);
        const QByteArray start = "bulkhead-cli: " + QByteArray::fromStdString(bad->field) + ": ";
        QVERIFY2(said.startsWith(start), said.constData());
        QVERIFY2(said.size() > start.size() + 1, said.constData());
        QCOMPARE(said.count('\n'), 1);
        QVERIFY2(!said.contains('\x1b'), said.constData());
        QCOMPARE(outcome.output, Bytes());
        COMPARE_SNAPSHOTS(m_fixture.files.snapshot(), before);
    }

private:
    CliFixture m_fixture;
};

QTEST_GUILESS_MAIN(TestCliBadRecipes)
#include "tst_cli_bad_recipes.moc"
