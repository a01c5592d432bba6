// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a table of the lines that the other programs of the bench print: reads JSON objects from standard input, one a line.
//
// usage: bench_table [--markdown] [--json FILE] [COMMAND]      COMMAND: what was run, for the head of the table
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

#include <cstdio>

namespace {

QString number(double value)
{
    return QString::number(value, 'f', value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/// "1.08 x", "412 ms".
QString valueText(const QJsonObject &row)
{
    return number(row[QStringLiteral("value")].toDouble()) + QLatin1Char(' ') + row[QStringLiteral("unit")].toString();
}

QString spreadText(const QJsonObject &row)
{
    if (!row.contains(QStringLiteral("low")))
        return {};
    return number(row[QStringLiteral("low")].toDouble()) + QStringLiteral(" - ") + number(row[QStringLiteral("high")].toDouble());
}

QString limitText(const QJsonObject &row)
{
    return row.contains(QStringLiteral("limit")) ? QStringLiteral("<= ") + number(row[QStringLiteral("limit")].toDouble()) : QString();
}

QString verdict(const QJsonObject &row)
{
    if (!row.contains(QStringLiteral("limit")))
        return {};
    return row[QStringLiteral("met")].toBool() ? QStringLiteral("met") : QStringLiteral("MISSED");
}

void print(const QString &text)
{
    std::fputs(qUtf8Printable(text + QLatin1Char('\n')), stdout);
}

void printMarkdown(const QJsonArray &rows, const QString &head)
{
    print(QStringLiteral("| %1 | measured | target | |\n|---|---|---|---|").arg(head));
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        const QStringList cells{row[QStringLiteral("what")].toString(), valueText(row), limitText(row), verdict(row)};
        print(QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |"));
    }
}

void printPlain(const QJsonArray &rows, const QString &head)
{
    print(head);
    QString part;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        if (const QString now = row[QStringLiteral("part")].toString(); now != part) {
            part = now;
            print(QStringLiteral("\n%1 %2 %3  %4")
                      .arg(part, -60)
                      .arg(QStringLiteral("measured"), 14)
                      .arg(QStringLiteral("target"), 10)
                      .arg(QString(), 6)
                + QStringLiteral("  from - to"));
        }
        QString line = QStringLiteral("  %1 %2 %3  %4  %5")
                           .arg(row[QStringLiteral("what")].toString(), -58)
                           .arg(valueText(row), 14)
                           .arg(limitText(row), 10)
                           .arg(verdict(row), -6)
                           .arg(spreadText(row));
        if (const QString note = row[QStringLiteral("note")].toString(); !note.isEmpty())
            line += QStringLiteral("  (%1)").arg(note);
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        print(line);
    }
}

bool save(const QString &path, const QJsonArray &rows, const QString &command)
{
    QFile file(path);
    const QJsonObject report{{QStringLiteral("command"), command}, {QStringLiteral("system"), QSysInfo::prettyProductName()},
        {QStringLiteral("kernel"), QSysInfo::kernelVersion()}, {QStringLiteral("cores"), QThread::idealThreadCount()},
        {QStringLiteral("rows"), rows}};
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(report).toJson()) >= 0 && file.flush();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption markdown(QStringLiteral("markdown"), QStringLiteral("The table of README.md"));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write all of it to this file, too"), QStringLiteral("FILE"));
    parser.addOptions({markdown, json});
    parser.addHelpOption();
    parser.process(application);
    const QString command = parser.positionalArguments().join(QLatin1Char(' '));

    QJsonArray rows;
    QFile input;
    (void)input.open(stdin, QIODevice::ReadOnly);
    while (!input.atEnd()) {
        if (const QJsonObject row = QJsonDocument::fromJson(input.readLine()).object(); !row.isEmpty())
            rows.append(row);
    }
    if (rows.isEmpty()) {
        std::fputs("bench_table: nothing was measured\n", stderr);
        return 1;
    }
    if (parser.isSet(json) && !save(parser.value(json), rows, command)) {
        std::fprintf(stderr, "bench_table: cannot write %s\n", qPrintable(parser.value(json)));
        return 1;
    }
    if (parser.isSet(markdown))
        printMarkdown(rows, QStringLiteral("`%1`, %2 cores").arg(command).arg(QThread::idealThreadCount()));
    else
        printPlain(
            rows, QStringLiteral("%1, %2 cores, Linux %3").arg(command).arg(QThread::idealThreadCount()).arg(QSysInfo::kernelVersion()));
    return 0;
}
