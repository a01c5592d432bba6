// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of resources/manual/coming-from.md as rows for tests, and whether what was imported compiles.
#pragma once

#include "core/rename/compiled_recipe.h"

#include <QtTest>

#include <algorithm>
#include <vector>

namespace bulkhead::test {

struct ManualRow {
    QString table; ///< What the comment above it says: "import: f2 find".
    QString theirs;
    QString ours; ///< In code, or empty.
    QString remark; ///< In italics behind it, or empty.
};

/// The cells of one line of a table; "\|" is a bar in a cell.
inline QStringList manualCells(const QString &line)
{
    QStringList cells(1);
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (line[i] == u'\\' && i + 1 < line.size() && line[i + 1] == u'|')
            cells.last() += line[++i];
        else if (line[i] == u'|')
            cells.append(QString());
        else
            cells.last() += line[i];
    }
    return cells;
}

inline QString between(const QString &cell, QChar mark)
{
    const qsizetype first = cell.indexOf(mark);
    return first < 0 ? QString() : cell.mid(first + 1, cell.lastIndexOf(mark) - first - 1);
}

inline std::vector<ManualRow> manualRows(const QString &path)
{
    QFile file(path);
    std::vector<ManualRow> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    QString table;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(QLatin1String("<!-- ")))
            table = line.mid(5, line.indexOf(QLatin1String(" -->")) - 5);
        else if (line.isEmpty())
            table.clear();
        else if (!table.isEmpty() && line.startsWith(QLatin1String("| `"))) {
            const QStringList cells = manualCells(line);
            const QString ours = cells.value(1);
            const qsizetype end = ours.lastIndexOf(u'`') + 1;
            rows.push_back({table, between(cells[0], u'`'), between(ours, u'`'), between(ours.mid(end), u'*')});
        }
    }
    return rows;
}

/// Empty where the recipe compiles, but for the columns of a list, which is not imported.
inline Bytes faultOf(const RenameRecipe &recipe)
{
    const auto compiled = compileRecipe(recipe);
    const auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled);
    const bool needsList = writeRecipe(recipe).find("{csv:") != Bytes::npos;
    if (!problems || needsList)
        return {};
    const RecipeProblem &problem = problems->front();
    return writeRecipe(recipe) + problem.field + " at " + std::to_string(problem.column) + ": " + problem.argument;
}

} // namespace bulkhead::test
