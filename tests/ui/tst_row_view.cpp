// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "ui/models/row_view.h"

using namespace bulkhead;
using namespace bulkhead::test;

Q_DECLARE_METATYPE(bulkhead::RowFilter)

class TestRowView : public QObject
{
    Q_OBJECT

    static QStringList names(const FileList &list, const RowView &view)
    {
        QStringList all;
        for (const RowId row : view.rows)
            all << QString::fromStdString(Bytes(list.table->name(row)));
        return all;
    }

    static QStringList words(const char *text) { return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

private Q_SLOTS:
    void filters_data()
    {
        QTest::addColumn<RowFilter>("filter");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("all") << RowFilter::All << "" << words("a1.txt a2.txt a10.txt b.txt unde\u0301r Ünder.txt x_.txt xy.txt");
        QTest::newRow("changed") << RowFilter::Changed << "" << words("a1.txt a2.txt a10.txt");
        QTest::newRow("conflicts") << RowFilter::Conflicts << "" << words("x_.txt xy.txt");
        QTest::newRow("old name") << RowFilter::All << "A1" << words("a1.txt a10.txt");
        QTest::newRow("new name") << RowFilter::All << "q10" << words("a10.txt");
        QTest::newRow("beyond ascii, whatever the case") << RowFilter::All << QStringLiteral("ü") << words("Ünder.txt");
        QTest::newRow("composed, the name is not") << RowFilter::All << QStringLiteral("und\u00e9r") << words("unde\u0301r");
        QTest::newRow("not composed, the name is") << RowFilter::All << QStringLiteral("u\u0308n") << words("Ünder.txt");
        QTest::newRow("both") << RowFilter::Changed << "10" << words("a10.txt");
        QTest::newRow("nothing") << RowFilter::Errors << "" << words("");
    }
    void filters()
    {
        QFETCH(RowFilter, filter);
        QFETCH(QString, text);
        QFETCH(QStringList, shown);
        MemoryFileSystem disk;
        for (const char *name : {"a10.txt", "a2.txt", "a1.txt", "b.txt", "\xc3\x9cnder.txt", "unde\u0301r", "x_.txt", "xy.txt"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe = replaceRecipe("a", "q");
        recipe.rules.push_back({ReplaceRule{.find = "^x.", .with = "z", .mode = MatchMode::Regex}, Scope::Stem, true});
        const Preview preview = previewOf(disk, list, recipe, {.filter = filter, .text = text});
        QVERIFY(preview.answer.plan);
        QCOMPARE(names(list, *preview.answer.view).toVector(), shown.toVector());
        for (std::size_t at = 0; at < preview.answer.view->rows.size(); ++at)
            QCOMPARE(preview.answer.view->position[preview.answer.view->rows[at]], std::uint32_t(at));
    }

    void sortsByNewName()
    {
        MemoryFileSystem disk;
        for (const char *name : {"a.txt", "b.txt", "c.txt"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe = replaceRecipe("a", "n10");
        recipe.rules.push_back({ReplaceRule{.find = "b", .with = "n9"}, Scope::Stem, true});
        recipe.rules.push_back({ReplaceRule{.find = "c", .with = "n1"}, Scope::Stem, true});
        ViewOptions options{.sort = ViewOptions::Sort::NewName};
        QCOMPARE(names(list, *previewOf(disk, list, recipe, options).answer.view), words("c.txt b.txt a.txt"));
        options.direction = ViewOptions::Direction::Descending;
        QCOMPARE(names(list, *previewOf(disk, list, recipe, options).answer.view), words("a.txt b.txt c.txt"));
    }

    void sortsByStatus()
    {
        MemoryFileSystem disk;
        for (const char *name : {"same.txt", "change.txt", "k1.txt", "k2.txt"})
            disk.addFile(Bytes("/w/") + name);
        const FileList list = scanList(disk, {"/w"});
        RenameRecipe recipe = replaceRecipe("change", "changed");
        recipe.rules.push_back({ReplaceRule{.find = "^k.", .with = "k", .mode = MatchMode::Regex}, Scope::Stem, true});
        const Preview preview = previewOf(disk, list, recipe, {.sort = ViewOptions::Sort::Status});
        QCOMPARE(names(list, *preview.answer.view), words("k1.txt k2.txt change.txt same.txt"));
    }

    void keepsTheSameViewWhereNothingMoved()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        disk.addFile("/w/b.txt");
        const FileList list = scanList(disk, {"/w"});
        const Preview preview = previewOf(disk, list, {});
        const auto &order = *preview.rows.order;
        QCOMPARE(remakeView(list, order, nullptr, {}, preview.rows.view, {}), preview.rows.view);
        QVERIFY(remakeView(list, order, nullptr, {.text = QStringLiteral("a.t")}, preview.rows.view, {}) != preview.rows.view);
    }

    void nextConflicts_data()
    {
        QTest::addColumn<QByteArray>("rows"); ///< 'c' is a conflict.
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("next");
        QTest::addColumn<int>("previous");
        QTest::newRow("no rows") << QByteArray() << -1 << -1 << -1;
        QTest::newRow("none") << QByteArray("...") << 1 << -1 << -1;
        QTest::newRow("from nowhere") << QByteArray(".c.c.") << -1 << 1 << 3;
        QTest::newRow("in between") << QByteArray("c.c.c") << 1 << 2 << 0;
        QTest::newRow("on one") << QByteArray("c.c.c") << 2 << 4 << 0;
        QTest::newRow("round the end") << QByteArray(".c.c.") << 4 << 1 << 3;
        QTest::newRow("round the start") << QByteArray(".c.c.") << 0 << 1 << 3;
        QTest::newRow("the only one") << QByteArray(".c.") << 1 << 1 << 1;
    }
    void nextConflicts()
    {
        QFETCH(QByteArray, rows);
        QFETCH(int, at);
        QFETCH(int, next);
        QFETCH(int, previous);
        RenamePlan plan;
        std::vector<RowId> shown; // row ids from the last place to the first
        for (int place = 0; place < rows.size(); ++place) {
            shown.insert(shown.begin(), RowId(place));
            plan.status.push_back(rows[rows.size() - 1 - place] == 'c' ? RowStatus::Conflict : RowStatus::Rename);
        }
        const auto place = [&](ConflictStep step) {
            const RowId row = nextConflict(shown, plan, at, step);
            return row == kNone ? -1 : int(std::find(shown.begin(), shown.end(), row) - shown.begin());
        };
        QCOMPARE(place(ConflictStep::Next), next);
        QCOMPARE(place(ConflictStep::Previous), previous);
    }

    void stops()
    {
        MemoryFileSystem disk;
        disk.addFile("/w/a.txt");
        const FileList list = scanList(disk, {"/w"});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!makeRowView(list, {0}, nullptr, {}, stop.get_token()));
    }
};

BULKHEAD_UI_TEST_MAIN(TestRowView)
#include "tst_row_view.moc"
