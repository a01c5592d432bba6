// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manual.h"

#include "tests/support/import_rows.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace bulkhead::test {

namespace {

QString where(const ManualPage &page, qsizetype line)
{
    return page.name + u':' + QString::number(line + 1);
}

bool isFence(const QString &line)
{
    return line.startsWith(QLatin1String("```"));
}

QString commentIn(const QString &line)
{
    return line.startsWith(QLatin1String("<!-- ")) ? line.mid(5, line.indexOf(QLatin1String(" -->")) - 5) : QString();
}

/// As GitHub and ui/widgets/manual_browser.cpp make them of headings.
QString anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar each : heading.toLower()) {
        if (each.isLetterOrNumber() || each == u'_' || each == u'-')
            anchor += each;
        else if (each == u' ')
            anchor += u'-';
    }
    return anchor;
}

void readLine(ManualPage &page, const QString &line, qsizetype number)
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)\\s]+)\\)"));
    static const QRegularExpression code(QStringLiteral("`[^`]*`"));
    if (line.startsWith(u'#'))
        page.headings.append(anchorOf(line.mid(line.indexOf(u' ') + 1)));
    for (auto found = link.globalMatch(QString(line).remove(code)); found.hasNext();) {
        const QString target = found.next().captured(1);
        if (target.contains(QLatin1String("://")))
            continue;
        const QString path = target.section(u'#', 0, 0);
        const QString folder = page.name.contains(u'/') ? page.name.section(u'/', 0, -2) + u'/' : QString();
        page.links.push_back({where(page, number), path.isEmpty() ? page.name : QDir::cleanPath(folder + path), target.section(u'#', 1)});
    }
}

} // namespace

QMap<QString, ManualPage> manualPages(const QString &folder)
{
    QMap<QString, ManualPage> pages;
    for (QDirIterator each(folder, {QStringLiteral("*.md")}, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
        QFile file(each.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a page that cannot be read");
        ManualPage page{.name = QDir(folder).relativeFilePath(file.fileName()), .text = QString::fromUtf8(file.readAll())};
        bool isFenced = false;
        const QStringList lines = page.text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            isFenced = isFenced != isFence(lines[i]);
            if (!isFenced)
                readLine(page, lines[i], i);
        }
        pages.insert(page.name, page);
    }
    return pages;
}

std::vector<ManualTableRow> manualTable(const QMap<QString, ManualPage> &pages, const QString &table)
{
    std::vector<ManualTableRow> rows;
    for (const ManualPage &page : pages) {
        const QStringList lines = page.text.split(u'\n');
        bool isMeant = false;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const QString comment = commentIn(lines[i]); !comment.isEmpty())
                isMeant = comment == QLatin1String("example: ") + table;
            else if (lines[i].isEmpty())
                isMeant = false;
            else if (isMeant && lines[i].startsWith(QLatin1String("| `")))
                rows.push_back({where(page, i), table, manualCells(lines[i])});
        }
    }
    return rows;
}

std::vector<ManualBlock> manualBlocks(const QMap<QString, ManualPage> &pages)
{
    std::vector<ManualBlock> blocks;
    for (const ManualPage &page : pages) {
        const QStringList lines = page.text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (!isFence(lines[i]))
                continue;
            ManualBlock block{.where = where(page, i), .language = lines[i].mid(3).trimmed()};
            if (i > 0)
                block.comment = commentIn(lines[i - 1]);
            for (++i; i < lines.size() && !isFence(lines[i]); ++i)
                block.lines.append(lines[i]);
            blocks.push_back(block);
        }
    }
    return blocks;
}

std::vector<ManualItem> manualItems(const QString &cell)
{
    static const QRegularExpression item(QStringLiteral("`([^`]*)`|\\*([^*]+)\\*"));
    std::vector<ManualItem> items;
    for (auto found = item.globalMatch(cell); found.hasNext();) {
        const auto match = found.next();
        const bool isCode = match.capturedStart(1) >= 0;
        items.push_back({isCode, match.captured(isCode ? 1 : 2)});
    }
    return items;
}

} // namespace bulkhead::test
