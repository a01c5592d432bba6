// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/diagnostics_text.h"

#include "core/base/text.h"
#include "ui/text/count_text.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace bulkhead {

namespace {

struct DiagnosticsText {
    Q_DECLARE_TR_FUNCTIONS(DiagnosticsText)
};
using Text = DiagnosticsText;
using Lines = std::vector<DiagnosticsSection::Line>;

QString waitText(std::chrono::nanoseconds wait)
{
    const double milliseconds = double(wait.count()) / 1e6;
    const bool isWhole = milliseconds >= 100 || milliseconds == std::floor(milliseconds);
    return Text::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', isWhole ? 0 : 1));
}

QString unknown()
{
    return Text::tr("unknown");
}

QString sizeOrUnknown(const std::optional<std::int64_t> &bytes)
{
    return bytes ? sizeText(*bytes) : unknown();
}

QString countOrUnknown(const std::optional<std::int64_t> &count)
{
    return count ? countText(*count) : unknown();
}

Lines waitLines(const StallMonitor::Readings &readings)
{
    const StallRecord &record = readings.record;
    Lines lines;
    if (readings.firstFrame)
        lines.push_back({Text::tr("From the start to the first picture"), waitText(*readings.firstFrame)});
    if (record.answers() == 0) {
        lines.push_back({Text::tr("Longest wait"), Text::tr("nothing was measured yet")});
        return lines;
    }
    lines.push_back({Text::tr("Longest wait"), waitText(record.longest())});
    lines.push_back({Text::tr("99 of 100 answers came within"), waitText(record.within(0.99))});
    lines.push_back({Text::tr("Waits of more than a frame (%1)").arg(waitText(kOneFrame)),
        Text::tr("%1 of %2").arg(countText(record.overFrame()), countText(record.answers()))});
    lines.push_back({Text::tr("Stalls (%1 or more)").arg(waitText(kStall)), countText(record.stalls())});
    return lines;
}

QString stallText(const Stall &stall)
{
    const double seconds = double(std::chrono::duration_cast<std::chrono::milliseconds>(stall.at).count()) / 1000;
    QStringList what;
    if (!stall.action.empty())
        what << toText(stall.action);
    what << (stall.event.empty() ? Text::tr("between events") : toText(stall.event));
    return Text::tr("after %1 s: %2").arg(QLocale().toString(seconds, 'f', 1), what.join(QStringLiteral(", ")));
}

Lines stallLines(const StallRecord &record)
{
    Lines lines;
    for (const Stall &stall : record.worst())
        lines.push_back({waitText(stall.wait), stallText(stall)});
    return lines;
}

QString poolText(const JobRunner::PoolUse &pool)
{
    return Text::tr("%1 of %2 at work").arg(countText(pool.busy), countText(pool.threads));
}

QString poolLabel(const JobRunner::PoolUse &pool)
{
    const QByteArrayView name(pool.name);
    if (name == "commit")
        return Text::tr("Threads that rename");
    if (name == "compute")
        return Text::tr("Threads that read and plan");
    return Text::tr("Threads for what is on screen");
}

Lines programLines(const Diagnostics &diagnostics)
{
    const DiagnosticsRequest &known = diagnostics.known;
    const ProcessFacts &process = diagnostics.process;
    Lines lines{{Text::tr("Version"), QStringLiteral(BULKHEAD_VERSION)},
        {QStringLiteral("Qt"), QStringLiteral("%1, %2").arg(QLatin1String(qVersion()), toText(known.platform))},
        {Text::tr("Files on the list"), countText(known.filesListed)}, {Text::tr("Folders"), countText(diagnostics.folders)},
        {Text::tr("Memory in use"), sizeOrUnknown(process.residentBytes)},
        {Text::tr("Most memory in use"), sizeOrUnknown(process.peakBytes)}, {Text::tr("Open files"), countOrUnknown(process.openFiles)},
        {Text::tr("Open files allowed"), process.openFilesLimit ? countText(*process.openFilesLimit) : Text::tr("any number")},
        {Text::tr("Threads"), countOrUnknown(process.threads)}};
    for (const JobRunner::PoolUse &pool : known.pools)
        lines.push_back({poolLabel(pool), poolText(pool)});
    lines.push_back({Text::tr("History"), diagnostics.historyBytes ? sizeText(*diagnostics.historyBytes) : Text::tr("none")});
    return lines;
}

QString foldingText(NameFolding folding)
{
    switch (folding) {
    case NameFolding::Exact:
        return Text::tr("case counts");
    case NameFolding::AsciiCase:
        return Text::tr("case does not count (a to z)");
    case NameFolding::Case:
        return Text::tr("case does not count");
    case NameFolding::Unicode:
        return Text::tr("case and the spelling of accents do not count");
    }
    return {};
}

QString fileSystemText(const FileSystemFacts &facts)
{
    QStringList parts{toDisplayIsolated(facts.folder)};
    if (facts.error) {
        parts << errorText(*facts.error);
        return parts.join(QStringLiteral(", "));
    }
    if (facts.readOnly)
        parts << Text::tr("read-only");
    parts << Text::tr("names of up to %1 bytes").arg(countText(facts.maxNameBytes));
    parts << foldingText(facts.rules.folding);
    if (facts.rules.dos)
        parts << Text::tr("some characters are refused");
    parts << (facts.birthTimes ? Text::tr("birth times") : Text::tr("no birth times"));
    if (!facts.inodesLast)
        parts << Text::tr("file numbers change");
    return parts.join(QStringLiteral(", "));
}

Lines fileSystemLines(const Diagnostics &diagnostics)
{
    Lines lines;
    for (const FileSystemFacts &facts : diagnostics.fileSystems)
        lines.push_back({facts.kind.empty() ? unknown() : toDisplay(facts.kind), fileSystemText(facts)});
    return lines;
}

void appendStack(QString &text, const Stall &stall)
{
    if (stall.stack.empty())
        return;
    text += QLatin1Char('\n') + Text::tr("%1, %2").arg(waitText(stall.wait), stallText(stall)) + QLatin1Char('\n');
    for (const Bytes &call : stall.stack)
        text += QStringLiteral("    ") + toText(call) + QLatin1Char('\n');
}

} // namespace

std::vector<DiagnosticsSection> diagnosticsSections(const Diagnostics &diagnostics)
{
    const StallMonitor::Readings readings = diagnostics.known.stalls.value_or(StallMonitor::Readings());
    std::vector<DiagnosticsSection> sections{
        {Text::tr("Waiting for the window"), waitLines(readings)},
        {Text::tr("The longest waits"), stallLines(readings.record)},
        {Text::tr("Program"), programLines(diagnostics)},
        {Text::tr("File systems of the listed folders"), fileSystemLines(diagnostics)},
    };
    std::erase_if(sections, [](const DiagnosticsSection &section) { return section.lines.empty(); });
    return sections;
}

QString diagnosticsText(const Diagnostics &diagnostics)
{
    QString text;
    for (const DiagnosticsSection &section : diagnosticsSections(diagnostics)) {
        text += section.title + QLatin1Char('\n');
        for (const DiagnosticsSection::Line &line : section.lines)
            text += QStringLiteral("  %1: %2\n").arg(line.label, line.value);
    }
    if (diagnostics.known.stalls) {
        for (const Stall &stall : diagnostics.known.stalls->record.worst())
            appendStack(text, stall);
    }
    return text;
}

} // namespace bulkhead
