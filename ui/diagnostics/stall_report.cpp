// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/stall_report.h"

#include "core/base/text.h"
#include "core/fs/file_descriptor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cmath>
#include <fcntl.h>

namespace bulkhead {

namespace {

double milliseconds(std::chrono::nanoseconds time)
{
    return std::round(double(time.count()) / 10'000) / 100;
}

QJsonValue text(BytesView bytes)
{
    return bytes.empty() ? QJsonValue() : QJsonValue(toText(bytes));
}

QJsonValue number(const std::optional<std::int64_t> &value)
{
    return value ? QJsonValue(qint64(*value)) : QJsonValue();
}

QJsonObject stallObject(const Stall &stall)
{
    QJsonArray stack;
    for (const Bytes &call : stall.stack)
        stack.append(toText(call));
    return {{QStringLiteral("ms"), milliseconds(stall.wait)}, {QStringLiteral("at_ms"), milliseconds(stall.at)},
        {QStringLiteral("action"), text(stall.action)}, {QStringLiteral("event"), text(stall.event)}, {QStringLiteral("stack"), stack}};
}

void addStalls(QJsonObject &report, const StallMonitor::Readings &readings)
{
    const StallRecord &record = readings.record;
    report[QLatin1String("first_frame_ms")] = readings.firstFrame ? QJsonValue(milliseconds(*readings.firstFrame)) : QJsonValue();
    report[QLatin1String("measured_ms")] = milliseconds(readings.measured);
    report[QLatin1String("answers")] = qint64(record.answers());
    report[QLatin1String("longest_ms")] = milliseconds(record.longest());
    report[QLatin1String("p99_ms")] = milliseconds(record.within(0.99));
    report[QLatin1String("over_frame")] = qint64(record.overFrame());
    report[QLatin1String("stalls")] = qint64(record.stalls());
    QJsonArray histogram;
    for (const StallRecord::Bucket &bucket : record.histogram()) {
        histogram.append(QJsonObject{
            {QStringLiteral("up_to_ms"), double(bucket.upTo.count()) / 1e6}, {QStringLiteral("answers"), qint64(bucket.answers)}});
    }
    report[QLatin1String("histogram")] = histogram;
    QJsonArray worst;
    for (const Stall &stall : record.worst())
        worst.append(stallObject(stall));
    report[QLatin1String("worst")] = worst;
}

const char *foldingName(NameFolding folding)
{
    switch (folding) {
    case NameFolding::Exact:
        return "exact";
    case NameFolding::AsciiCase:
        return "ascii-case";
    case NameFolding::Case:
        return "case";
    case NameFolding::Unicode:
        return "unicode";
    }
    return "exact";
}

QJsonObject fileSystemObject(const FileSystemFacts &facts)
{
    return {{QStringLiteral("folder"), toText(facts.folder)}, {QStringLiteral("folders"), qint64(facts.folders)},
        {QStringLiteral("kind"), text(facts.kind)}, {QStringLiteral("read_only"), facts.readOnly},
        {QStringLiteral("names_compare"), QLatin1String(foldingName(facts.rules.folding))}, {QStringLiteral("dos_names"), facts.rules.dos},
        {QStringLiteral("max_name_bytes"), facts.maxNameBytes}, {QStringLiteral("birth_times"), facts.birthTimes},
        {QStringLiteral("inodes_last"), facts.inodesLast},
        {QStringLiteral("error"), facts.error ? QJsonValue(QLatin1String(errorCodeName(facts.error->code))) : QJsonValue()}};
}

} // namespace

Bytes stallReportJson(const Diagnostics &diagnostics)
{
    const DiagnosticsRequest &known = diagnostics.known;
    const ProcessFacts &process = diagnostics.process;
    QJsonObject report{{QStringLiteral("bulkhead_stall_report"), 1}, {QStringLiteral("version"), QStringLiteral(BULKHEAD_VERSION)},
        {QStringLiteral("qt"), QLatin1String(qVersion())}, {QStringLiteral("platform"), text(known.platform)},
        {QStringLiteral("files"), qint64(known.filesListed)}, {QStringLiteral("folders"), qint64(diagnostics.folders)},
        {QStringLiteral("table_bytes"), known.table ? qint64(known.table->memoryBytes()) : 0},
        {QStringLiteral("resident_bytes"), number(process.residentBytes)}, {QStringLiteral("peak_bytes"), number(process.peakBytes)},
        {QStringLiteral("threads"), number(process.threads)}, {QStringLiteral("open_files"), number(process.openFiles)},
        {QStringLiteral("open_files_limit"), number(process.openFilesLimit)},
        {QStringLiteral("history_bytes"), number(diagnostics.historyBytes)}};
    addStalls(report, known.stalls.value_or(StallMonitor::Readings()));
    QJsonArray pools;
    for (const JobRunner::PoolUse &pool : known.pools) {
        pools.append(QJsonObject{{QStringLiteral("pool"), QLatin1String(pool.name)}, {QStringLiteral("busy"), pool.busy},
            {QStringLiteral("threads"), pool.threads}});
    }
    report[QLatin1String("pools")] = pools;
    QJsonArray fileSystems;
    for (const FileSystemFacts &facts : diagnostics.fileSystems)
        fileSystems.append(fileSystemObject(facts));
    report[QLatin1String("file_systems")] = fileSystems;
    return QJsonDocument(report).toJson().toStdString();
}

Result<void> writeStallReport(const Bytes &path, BytesView json)
{
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666));
    if (!file)
        return systemError(errno, "write report", path);
    while (!json.empty()) {
        const ssize_t written = ::write(file.get(), json.data(), json.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return systemError(written < 0 ? errno : ENOSPC, "write report", path);
        json.remove_prefix(std::size_t(written));
    }
    return {};
}

} // namespace bulkhead
