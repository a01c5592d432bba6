// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the manual's tables "theirs -> ours" is imported, and every template among ours compiles.
#include "core/rename/import.h"
#include "tests/support/import_rows.h"

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::size_t kFewestRows = 200; // a manual that was not read has none

const char *reasonIn(const QString &remark)
{
    static const std::map<QString, ImportLoss::Reason> kWords = {{QStringLiteral("no counterpart"), ImportLoss::Reason::NoCounterpart},
        {QStringLiteral("needs a list"), ImportLoss::Reason::NeedsList}, {QStringLiteral("scripting"), ImportLoss::Reason::Scripting},
        {QStringLiteral("unknown"), ImportLoss::Reason::UnknownToken},
        {QStringLiteral("counts every file"), ImportLoss::Reason::CountsAllFiles}};
    const auto found = kWords.find(remark);
    return found == kWords.end() ? "" : importLossName(found->second);
}

std::optional<ImportInput> inputOf(const QString &table, const Bytes &theirs)
{
    if (table == QLatin1String("import: krename"))
        return KRenameInput{.name = theirs};
    if (table == QLatin1String("import: powerrename"))
        return PowerRenameInput{.find = "x", .replace = theirs};
    if (table == QLatin1String("import: powerrename all"))
        return PowerRenameInput{.find = "^(.*)$", .replace = theirs, .regex = true};
    if (table == QLatin1String("import: f2"))
        return F2Input{.pairs = {{.find = "", .replace = theirs}}};
    if (table == QLatin1String("import: f2 find"))
        return F2Input{.pairs = {{.find = "(\\w)(?P<word>\\w*)", .replace = theirs}}};
    return std::nullopt;
}

Bytes templateOf(const Rule &rule)
{
    if (const auto *text = std::get_if<TemplateRule>(&rule))
        return text->text;
    const auto *replace = std::get_if<ReplaceRule>(&rule);
    return replace ? replace->with : Bytes("?");
}

} // namespace

class TestImportManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void row_data();
    void row();
};

void TestImportManual::row_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("remark");
    const auto rows = manualRows(QFINDTESTDATA("../../resources/manual/coming-from.md"));
    QVERIFY(rows.size() > kFewestRows);
    for (const ManualRow &row : rows) {
        if (row.table.startsWith(QLatin1String("import:")))
            QTest::newRow(qUtf8Printable(row.table.mid(8) + u' ' + row.theirs)) << row.table << row.theirs << row.ours << row.remark;
    }
}

void TestImportManual::row()
{
    QFETCH(QString, table);
    QFETCH(QString, theirs);
    QFETCH(QString, ours);
    QFETCH(QString, remark);
    QVERIFY2(!ours.isEmpty() || !remark.isEmpty(), "an empty cell");
    const auto input = inputOf(table, theirs.toStdString());
    QVERIFY(input);
    const auto result = importRecipe(*input);
    QVERIFY(std::holds_alternative<ImportedRecipe>(result));
    const auto &imported = std::get<ImportedRecipe>(result);
    QCOMPARE(imported.recipe.rules.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(templateOf(imported.recipe.rules[0].rule)), ours);
    QCOMPARE(imported.losses.size(), std::size_t(remark.isEmpty() ? 0 : 1));
    if (!remark.isEmpty()) {
        QCOMPARE(importLossName(imported.losses[0].reason), reasonIn(remark));
        QCOMPARE(QString::fromStdString(imported.losses[0].text), theirs);
    }
    QCOMPARE(faultOf(imported.recipe), Bytes());
}

QTEST_GUILESS_MAIN(TestImportManual)
#include "tst_import_manual.moc"
