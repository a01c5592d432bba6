// SPDX-License-Identifier: GPL-3.0-or-later
// A plan as a list, and the list as a rule that gives the same plan.
#include "core/rename/export_plan.h"
#include "core/rename/name_list.h"
#include "tests/support/naming.h"
#include "tests/support/temp_dir.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

RenamePlan planOf(const std::shared_ptr<const FileTable> &table, const CompiledRecipe &recipe)
{
    Occupancy occupancy;
    for (DirectoryId id = 0; id < table->directoryCount(); ++id)
        occupancy.setState(table->directory(id).path, Occupancy::State::Listed);
    return planRenames(table, occupancy, recipe, allRows(*table), {}, BatchMoment(0, 0), {});
}

RenamePlan prefixed(const std::vector<Bytes> &paths)
{
    const auto table = std::make_shared<const FileTable>(tableOf(paths));
    return planOf(table, *compiled(recipeOf("{'rule': 'insert', 'text': 'new-', 'scope': 'name'}")));
}

} // namespace

class TestExportPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("a.txt");
        QTest::newRow("commas and quotes") << QByteArray("\"a\",b\"\",.txt");
        QTest::newRow("new lines") << QByteArray("a\r\nb\nc\rd");
        QTest::newRow("undecodable") << QByteArray("caf\xe9\xff.txt");
        QTest::newRow("of the escape range") << QByteArray("\xf4\x8f\xbf\xa9");
        QTest::newRow("chinese") << QByteArray("照片，二.jpg");
        QTest::newRow("combining") << QByteArray("e\u0301");
        QTest::newRow("spaces") << QByteArray(" a ");
    }
    void comesBack()
    {
        QFETCH(const QByteArray, name);
        const TempDir folder;
        const RenamePlan plan = prefixed({"/d/" + bytesOf(name), "/d/other", "/e/" + bytesOf(name)});
        const Result<std::int64_t> exported = exportPlan(folder.path("list.csv"), WholeFile::IfThere::Refuse, plan);
        QCOMPARE(exported ? *exported : -1, 3);

        RenameRecipe recipe;
        recipe.rules.push_back({ListRule{.file = "list.csv", .by = ListRule::By::Name}});
        const auto lists
            = loadLists(recipe, [&](const Bytes &path, ListRule::By by) { return listOfFile(path, folder.readFile("list.csv"), by); });
        const auto again = compileRecipe(recipe, lists);
        QVERIFY(std::holds_alternative<CompiledRecipeRef>(again));
        const RenamePlan back = planOf(plan.table, *std::get<CompiledRecipeRef>(again));
        for (RowId row = 0; row < plan.table->rowCount(); ++row) {
            QCOMPARE(shown(back.targetPath(row)), shown(plan.targetPath(row)));
            QVERIFY(back.targets->name(row).starts_with("new-"));
        }
    }

    void jsonLines()
    {
        const TempDir folder;
        const RenamePlan plan = prefixed({"/d/a\n\"b", "/d/caf\xe9"});
        QVERIFY(exportPlan(folder.path("list.jsonl"), WholeFile::IfThere::Refuse, plan).ok());
        const QList<QByteArray> lines = QByteArray::fromStdString(folder.readFile("list.jsonl")).split('\n');
        QCOMPARE(lines.size(), 3); // the last one is what is behind the end
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first.value(QLatin1String("from")).toString(), QStringLiteral("/d/a\n\"b"));
        QCOMPARE(first.value(QLatin1String("to")).toString(), QStringLiteral("/d/new-a\n\"b"));
        QVERIFY(!first.contains(QLatin1String("to_bytes")));
        const QByteArray bytes = QJsonDocument::fromJson(lines[1]).object().value(QLatin1String("to_bytes")).toString().toLatin1();
        QCOMPARE(QByteArray::fromBase64(bytes), QByteArray("/d/new-caf\xe9"));
    }

    void stopped()
    {
        const TempDir folder;
        folder.writeFile("list.csv", "before");
        std::stop_source stop;
        stop.request_stop();
        const auto exported = exportPlan(folder.path("list.csv"), WholeFile::IfThere::Replace, prefixed({"/d/a"}), stop.get_token());
        QVERIFY(!exported);
        QCOMPARE(exported.error().code, ErrorCode::Cancelled);
        COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"list.csv", "file:before"}}));
    }

    void itsRowsAreCounted()
    {
        const TempDir folder;
        std::vector<Bytes> paths;
        for (int i = 0; i < 2500; ++i)
            paths.push_back("/d/" + std::to_string(i));
        ProgressMeter meter;
        const auto exported = exportPlan(folder.path("list.csv"), WholeFile::IfThere::Refuse, prefixed(paths), {}, &meter);
        QCOMPARE(exported ? *exported : -1, 2500);
        QCOMPARE(meter.read().done, 2500);
        QCOMPARE(meter.read().total, 2500);
    }
};

QTEST_GUILESS_MAIN(TestExportPlan)
#include "tst_export_plan.moc"
