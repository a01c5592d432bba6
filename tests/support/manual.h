// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of resources/manual hold that a test can run: tables, fenced blocks, headings, links.
#pragma once

#include <QMap>
#include <QStringList>

#include <vector>

namespace bulkhead::test {

/// A row of a table under a comment such as <!-- example: rules -->.
struct ManualTableRow {
    QString where; ///< "rules.md:12"
    QString table; ///< "rules"
    QStringList cells;
};

/// What stands between two fences.
struct ManualBlock {
    QString where; ///< Of its first line.
    QString language; ///< "json", "console", or empty.
    QString comment; ///< Of the line before the fence: "files: a.txt b.txt", or empty.
    QStringList lines;
};

struct ManualLink {
    QString where;
    QString page; ///< Of the page it leads to: "rules.md"
    QString heading; ///< "swap", or empty.
};

struct ManualPage {
    QString name; ///< "rules.md", "man/bulkhead.md"
    QString text;
    QStringList headings; ///< As links name them: "what-is-in-a-file".
    std::vector<ManualLink> links; ///< To other pages and to headings; those to the net are left out.
};

/// A piece of a cell: in code or in italics, as `a.txt` and *no-value*.
struct ManualItem {
    bool isCode = true;
    QString text;
    bool operator==(const ManualItem &) const = default;
};

/// All pages below the folder by name. Aborts where one cannot be read.
QMap<QString, ManualPage> manualPages(const QString &folder);

std::vector<ManualTableRow> manualTable(const QMap<QString, ManualPage> &pages, const QString &table);
std::vector<ManualBlock> manualBlocks(const QMap<QString, ManualPage> &pages);

/// The pieces of a cell in their order. Text that is neither is passed over.
std::vector<ManualItem> manualItems(const QString &cell);

} // namespace bulkhead::test
