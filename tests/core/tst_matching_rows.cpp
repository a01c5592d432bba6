// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/matching_rows.h"

#include <QTest>

#include <map>
#include <rapidcheck.h>

using namespace bulkhead;

namespace {

using Paths = std::vector<std::pair<int, int>>; ///< Folder and file.

/// Folders in the order they come up: ids of two tables differ. A path given twice is one row.
FileTable tableOf(const Paths &paths)
{
    FileTable table;
    std::map<int, DirectoryId> folders;
    std::map<std::pair<int, int>, bool> known;
    for (const auto &path : paths) {
        if (!known.emplace(path, true).second)
            continue;
        const auto [folder, isNew] = folders.try_emplace(path.first);
        if (isNew)
            folder->second = table.addDirectory({.path = "/" + std::to_string(path.first)});
        if (!table.addRow(folder->second, "f\xff" + std::to_string(path.second), {}))
            qFatal("a row was not taken");
    }
    return table;
}

} // namespace

class TestMatchingRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathDecides()
    {
        const FileTable table = tableOf({{1, 1}, {2, 1}, {2, 2}});
        const FileTable others = tableOf({{2, 2}, {3, 1}, {2, 3}, {1, 1}});
        QCOMPARE(matchingRows(table, others), (std::vector<RowId>{2, kNone, kNone, 0}));
        QCOMPARE(matchingRows(FileTable(), others), std::vector<RowId>(4, kNone));
        QCOMPARE(matchingRows(table, FileTable()), std::vector<RowId>());
    }

    void asASearchByPathDoes()
    {
        QVERIFY(rc::check([] {
            const auto paths = rc::gen::container<Paths>(rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(0, 12)));
            const FileTable table = tableOf(*paths);
            const FileTable others = tableOf(*paths);
            const std::vector<RowId> matching = matchingRows(table, others);
            std::map<Bytes, RowId> byPath;
            for (RowId row = 0; row < table.rowCount(); ++row)
                byPath.emplace(table.path(row), row);
            RC_ASSERT(matching.size() == others.rowCount());
            for (RowId row = 0; row < others.rowCount(); ++row) {
                const auto found = byPath.find(others.path(row));
                RC_ASSERT(matching[row] == (found == byPath.end() ? kNone : found->second));
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestMatchingRows)
#include "tst_matching_rows.moc"
