// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "ui/models/file_table_model.h"

#include <QAbstractItemModelTester>

using namespace bulkhead;
using namespace bulkhead::test;

using Model = FileTableModel;
using State = FileTableModel::RowState;

class TestFileTableModel : public QObject
{
    Q_OBJECT

    static Model::Contents contentsOf(FileSystem &disk, const FileList &list, const RenameRecipe &recipe, const ViewOptions &options = {})
    {
        const Preview preview = previewOf(disk, list, recipe, options);
        return {list, preview.answer.plan, preview.answer.view};
    }
    static QString text(const Model &model, int row, int column) { return model.index(row, column).data().toString(); }
    static State state(const Model &model, int row) { return State(model.index(row, 0).data(Model::StateRole).toInt()); }

private Q_SLOTS:
    void aMovedRowIsEditedWithoutItsFolder()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "sub/{stem}"}, Scope::Stem, true});
        const Preview preview = previewOf(disk, list, recipe);
        FileTableModel model;
        model.setContents({list, preview.answer.plan, preview.answer.view});
        const QModelIndex cell = model.index(0, FileTableModel::NewName);
        QCOMPARE(cell.data(Qt::DisplayRole).toString(), QStringLiteral("sub/a.txt"));
        QCOMPARE(cell.data(Qt::EditRole).toString(), QStringLiteral("a.txt"));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("→ /w/sub/a.txt")));
        QSignalSpy edited(&model, &FileTableModel::nameEdited);
        QVERIFY(!model.setData(cell, QStringLiteral("a.txt"), Qt::EditRole));
        QCOMPARE(edited.count(), 0);
    }

    void keepsTheRulesOfModels()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a", "b", "c"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        Model model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setContents({});
        model.setContents({list, nullptr, orderRows(list, {}, nullptr, {}, {}).view});
        model.setVisibleRange(0, 10);
        model.setContents(contentsOf(disk, list, replaceRecipe("a", "x")));
        model.setQuickNames({{0, "q", RowIssue::None}});
        model.setContents(contentsOf(disk, list, replaceRecipe("a", "x"), {.filter = RowFilter::Changed}));
        QCOMPARE(model.rowCount(), 1);
        model.setContents({});
        QCOMPARE(model.rowCount(), 0);
    }

    void showsNames()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/sub/a\nb.txt", "12345");
        disk.addFile("/w/sub/caf\xe9.txt");
        const FileList list = scanList(disk, {"/w/sub"});
        Model model;
        model.setContents(contentsOf(disk, list, replaceRecipe("caf", "tea")));
        QCOMPARE(text(model, 0, Model::Name), QStringLiteral("a↵b.txt"));
        QCOMPARE(text(model, 0, Model::NewName), QStringLiteral("a↵b.txt"));
        QCOMPARE(text(model, 0, Model::Folder), QStringLiteral("sub"));
        QCOMPARE(model.index(0, Model::Folder).data(Qt::ToolTipRole).toString(), QStringLiteral("/w/sub/a↵b.txt"));
        QCOMPARE(text(model, 0, Model::Size), QStringLiteral("5 bytes"));
        QCOMPARE(text(model, 1, Model::Name), QStringLiteral("caf<E9>.txt"));
        QCOMPARE(text(model, 1, Model::NewName), QStringLiteral("tea<E9>.txt"));
        QCOMPARE(state(model, 0), State::Same);
        QCOMPARE(state(model, 1), State::WillChange);
        QVERIFY(model.index(0, 0).data(Model::DimmedRole).toBool());
        QVERIFY(!model.index(1, 0).data(Model::DimmedRole).toBool());
        QCOMPARE(model.index(1, Model::NewName).data(Model::OldNameRole).toString(), QStringLiteral("caf<E9>.txt"));
    }

    void showsMovesRelativeToTheFolder()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = "new/{stem}"}, Scope::Stem, true});
        Model model;
        model.setContents(contentsOf(disk, list, recipe));
        QCOMPARE(text(model, 0, Model::NewName), QStringLiteral("new/a.txt"));
    }

    void saysWhatARowCollidesWith()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a1.txt");
        disk.addFile("/w/a2.txt");
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, replaceRecipe("[0-9]", "", MatchMode::Regex)));
        QCOMPARE(state(model, 0), State::Conflict);
        QCOMPARE(text(model, 0, Model::Status), QStringLiteral("same new name as a2.txt"));
        QCOMPARE(text(model, 1, Model::Status), QStringLiteral("same new name as a1.txt"));
    }

    void namesTheOtherRowAndLinksToIt_data()
    {
        QTest::addColumn<int>("policy");
        QTest::newRow("refused") << int(OnConflict::Refuse);
        QTest::newRow("left out") << int(OnConflict::Skip);
    }
    void namesTheOtherRowAndLinksToIt()
    {
        QFETCH(int, policy);
        MemoryFileSystem disk;
        for (const char *name : {"a1.txt", "\xe5\x90\x8d\x33.txt", "b.txt"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe = replaceRecipe("^[^b].?.?.?", "x", MatchMode::Regex);
        recipe.onConflict = OnConflict(policy);
        Model model;
        model.setContents(contentsOf(disk, list, recipe));
        const RowId other = rowNamed(list, "\xe5\x90\x8d\x33.txt");
        const RowId row = OnConflict(policy) == OnConflict::Skip ? other : rowNamed(list, "a1.txt");
        QCOMPARE(model.otherRow(row), row == other ? rowNamed(list, "a1.txt") : other);
        const QModelIndex status = model.index(model.viewRow(row), Model::Status);
        QVERIFY(status.data(Model::LinkRole).toBool());
        QVERIFY(status.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Ctrl+J")));
        QVERIFY(status.data().toString().contains(row == other ? QStringLiteral("a1.txt") : QStringLiteral("名3.txt")));
        const RowId none = rowNamed(list, "b.txt");
        QCOMPARE(model.otherRow(none), kNone);
        QVERIFY(!model.index(model.viewRow(none), Model::Status).data(Model::LinkRole).toBool());
        model.setQuickNames({{row, "y.txt", RowIssue::None}});
        QCOMPARE(model.otherRow(row), kNone); // not known yet
    }

    void quickNamesComeFirst()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, {}));
        QCOMPARE(state(model, 0), State::Same);
        model.setQuickNames({{0, "b.txt", RowIssue::None}});
        QCOMPARE(text(model, 0, Model::NewName), QStringLiteral("b.txt"));
        QCOMPARE(state(model, 0), State::WillChange);
        model.setQuickNames({{0, "", RowIssue::EmptyName}});
        QCOMPARE(state(model, 0), State::Error);
        QVERIFY(!text(model, 0, Model::Status).isEmpty());
        model.setContents(contentsOf(disk, list, {})); // the plan has caught up
        QCOMPARE(text(model, 0, Model::NewName), QStringLiteral("a.txt"));
    }

    void keepsStillWhereOnlyNamesChange()
    {
        MemoryFileSystem disk;
        for (int i = 0; i < 100; ++i)
            disk.addFile("/w/f" + std::to_string(i));
        const FileList list = scanList(disk, {"/w"});
        const Preview first = previewOf(disk, list, {});
        Model model;
        model.setContents({list, first.answer.plan, first.answer.view});
        model.setVisibleRange(10, 19);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const Preview second = previewOf(disk, list, replaceRecipe("f", "g"));
        model.setContents({list, second.answer.plan, first.answer.view});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1); // what is on screen, once
        QCOMPARE(changes[0][0].toModelIndex().row(), 10);
        QCOMPARE(changes[0][1].toModelIndex().row(), 19);
        QCOMPARE(model.visibleRows().size(), 10u);
    }

    void anOldPreviewStaysOldUntilThereIsAnother()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        const FileList list = scanList(disk, {"/w"});
        const Preview first = previewOf(disk, list, replaceRecipe("a", "b"));
        Model model;
        model.setContents({list, first.answer.plan, first.answer.view});
        model.setStale(true);
        const auto stale = [&model] { return model.index(0, Model::NewName).data(Model::StaleRole).toBool(); };
        model.setContents({list, first.answer.plan, std::make_shared<RowView>(*first.answer.view)}); // sorted or filtered
        QVERIFY(stale());
        const Preview second = previewOf(disk, list, replaceRecipe("a", "c"));
        model.setContents({list, second.answer.plan, second.answer.view});
        QVERIFY(!stale());
    }

    void showsResultsOfARun()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a1", "a2", "a3", "b"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, replaceRecipe("a", "x")));
        auto results = std::make_shared<RowResults>(list.table->rowCount());
        model.setResults(results);
        results->set(rowNamed(list, "a1"), RowResult::Done);
        results->set(rowNamed(list, "a2"), RowResult::Failed);
        QCOMPARE(state(model, 0), State::Done);
        QCOMPARE(state(model, 1), State::Failed);
        QCOMPARE(state(model, 2), State::WillChange);
        QCOMPARE(state(model, 3), State::Same);
        model.setContents({}); // other rows: these results say nothing of them
        model.setContents(contentsOf(disk, list, replaceRecipe("a", "x")));
        QCOMPARE(state(model, 0), State::WillChange);
    }

    void editsNewNames()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/caf\xe9");
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, {}));
        QSignalSpy edited(&model, &Model::nameEdited);
        const QModelIndex cell = model.index(0, Model::NewName);
        QVERIFY(cell.flags() & Qt::ItemIsEditable);
        QVERIFY(!(model.index(0, Model::Name).flags() & Qt::ItemIsEditable));
        const QString before = cell.data(Qt::EditRole).toString();
        QVERIFY(!model.setData(cell, before, Qt::EditRole)); // unchanged is not an edit
        QVERIFY(model.setData(cell, before + QStringLiteral("!"), Qt::EditRole));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][1].toString(), before + QStringLiteral("!"));
        model.setEditable(false);
        QVERIFY(!(cell.flags() & Qt::ItemIsEditable));
        QVERIFY(!model.setData(cell, QStringLiteral("other"), Qt::EditRole));
    }

    void speaksRows()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/IMG_1.jpg");
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, replaceRecipe("IMG_", "trip-")));
        QCOMPARE(
            model.index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("IMG_1.jpg becomes trip-1.jpg, Will be renamed"));
    }

    void warnsOfNewNames_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("newName"); // a template
        QTest::addColumn<QString>("status");
        const auto row = [](const char *id, const char *before, const char *newName, const char *status) {
            QTest::newRow(id) << QByteArray(before) << QByteArray(newName) << QString::fromUtf8(status);
        };
        row("usual", "a", "b", "Will be renamed");
        row("B10", "a", "-rf", "Will be renamed: begins with a dash");
        row("B10 in a folder", "a", "sub/-rf", "Will be renamed: begins with a dash");
        row("B10 folder", "a", "-sub/a", "Will be renamed");
        row("B11", "a", ".hidden", "Will be renamed: becomes hidden");
        row("U04", "a", "b\u202Egpj.exe", "Will be renamed: holds marks of direction");
        row("U06", "a", "p\u0430y", "Will be renamed: mixes letters that look alike");
        row("several", "a", "-p\u0430y", "Will be renamed: begins with a dash, mixes letters that look alike");
        row("unchanged", "-a", "-a", "");
        row("had it before", "-a", "-b", "Will be renamed");
        row("W01: there is no setting for it", "a", "CON", "Will be renamed");
    }
    void warnsOfNewNames()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, newName);
        QFETCH(QString, status);
        MemoryFileSystem disk;
        disk.addFile("/w/" + before.toStdString());
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{.text = newName.toStdString()}, Scope::Name, true});
        Model model;
        model.setContents(contentsOf(disk, list, recipe));
        const bool warned = status.contains(QLatin1Char(':'));
        QCOMPARE(text(model, 0, Model::Status), status);
        QCOMPARE(model.index(0, Model::Status).data(Model::WarnedRole).toBool(), warned);
        model.setContents(contentsOf(disk, list, {}));
        QCOMPARE(text(model, 0, Model::Status), QString());
        model.setQuickNames({{0, newName.toStdString(), RowIssue::None}});
        QCOMPARE(text(model, 0, Model::Status), status);
    }

    void tellsWarningsInFull()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a");
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, replaceRecipe("a", "-b")));
        const QString told = QStringLiteral("Will be renamed. The new name begins with a dash: programs may take it for an option.");
        const QModelIndex status = model.index(0, Model::Status);
        QCOMPARE(status.data(Qt::ToolTipRole).toString(), told);
        QCOMPARE(status.data(Qt::AccessibleTextRole).toString(), told);
        QCOMPARE(model.index(0, Model::Name).data(Qt::AccessibleTextRole).toString(), QStringLiteral("a becomes -b, ") + told);

        auto results = std::make_shared<RowResults>(list.table->rowCount());
        model.setResults(results);
        results->set(0, RowResult::Done);
        QCOMPARE(status.data().toString(), QStringLiteral("Renamed"));
    }

    void findsRows()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a", "b", "c"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        Model model;
        model.setContents(contentsOf(disk, list, {}, {.text = QStringLiteral("c")}));
        QCOMPARE(model.rowId(0), rowNamed(list, "c"));
        QCOMPARE(model.rowId(1), kNone);
        QCOMPARE(model.rowId(-1), kNone);
        QCOMPARE(model.viewRow(rowNamed(list, "c")), 0);
        QCOMPARE(model.viewRow(rowNamed(list, "a")), -1);
        QCOMPARE(model.viewRow(kNone), -1);
    }
};

BULKHEAD_UI_TEST_MAIN(TestFileTableModel)
#include "tst_file_table_model.moc"
