// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printer.h"

#include "app/cli/attribute_text.h"
#include "app/working_directory.h"

#include "core/base/json_text.h"
#include "core/base/path.h"
#include "core/base/text.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace bulkhead::cli {

namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

const char *statusName(Status status)
{
    switch (status) {
    case Status::Rename:
        return "rename";
    case Status::Same:
        return "same";
    case Status::Conflict:
        return "conflict";
    case Status::Error:
        return "error";
    case Status::Skipped:
        return "skipped";
    case Status::Done:
        return "done";
    case Status::Failed:
        return "failed";
    case Status::Cancelled:
        return "cancelled";
    }
    return "error";
}

bool isProblem(Status status)
{
    return status == Status::Conflict || status == Status::Error || status == Status::Failed;
}

void appendNumber(Bytes &out, const char *name, std::int64_t value)
{
    if (out.back() != '{')
        out += ',';
    out += '"';
    out += name;
    out += "\":";
    out += std::to_string(value);
}

/// Nothing where there are none.
void appendWarnings(Bytes &out, NameWarnings warnings)
{
    const char *separator = ",\"warnings\":[";
    for (const NameWarning warning : kNameWarnings) {
        if (!warnings.testFlag(warning))
            continue;
        out += separator;
        appendJsonString(out, nameWarningName(warning));
        separator = ",";
    }
    if (warnings)
        out += ']';
}

} // namespace

Summary &Summary::operator+=(const Summary &other)
{
    rows += other.rows;
    changed += other.changed;
    conflicts += other.conflicts;
    errors += other.errors;
    done += other.done;
    failed += other.failed;
    if (other.batch)
        batch = other.batch;
    return *this;
}

Printer::Printer(const OutputArguments &output)
    : m_output(output)
    , m_workingDirectory(workingDirectory())
    , m_terminal(::isatty(STDOUT_FILENO) == 1)
{
}

Printer::~Printer()
{
    flush();
}

void Printer::row(const Row &row)
{
    if (m_output.json) {
        Bytes line = "{";
        appendJsonPath(line, "from", row.from);
        appendJsonPath(line, "to", row.to);
        line += ",\"status\":\"";
        line += row.action && row.status == Status::Rename ? row.action : statusName(row.status);
        if (row.action)
            line += Bytes("\",\"action\":\"") + row.action;
        line += "\",\"issue\":";
        appendJsonString(line, row.issue);
        line += ",\"detail\":";
        appendJsonString(line, row.detail);
        if (row.attributes)
            appendJsonAttributes(line, *row.attributes);
        appendWarnings(line, row.warnings);
        line += '}';
        jsonLine(line);
        return;
    }
    if (isProblem(row.status) || (row.status == Status::Skipped && !row.skippedOnPurpose)) {
        problem(messagePath(row.from) + ": " + row.detail);
        return;
    }
    if (m_output.quiet || row.status == Status::Same)
        return;
    if (row.status == Status::Skipped || row.status == Status::Cancelled) {
        note(messagePath(row.from) + ": " + row.detail);
        return;
    }
    if (m_output.pathEnd == PathEnd::Nul) {
        for (const BytesView path : {row.from, row.to}) {
            write(m_terminal ? toTerminal(path) : Bytes(path));
            write(BytesView("\0", 1));
        }
        return;
    }
    if (row.to.empty()) {
        write(BytesView("remove "));
        write(shownPath(row.from));
    } else {
        write(shownPath(row.from));
        if (row.to != row.from) {
            write(" -> ");
            write(shownPath(row.to));
        }
        if (row.attributes)
            write(" (" + attributeText(*row.attributes) + ")");
    }
    write("\n");
}

void Printer::summary(const Summary &summary)
{
    if (!m_output.json)
        return;
    Bytes line = "{\"summary\":{";
    appendNumber(line, "rows", summary.rows);
    appendNumber(line, "changed", summary.changed);
    appendNumber(line, "conflicts", summary.conflicts);
    appendNumber(line, "errors", summary.errors);
    appendNumber(line, "done", summary.done);
    appendNumber(line, "failed", summary.failed);
    if (summary.batch)
        appendNumber(line, "batch", *summary.batch);
    else
        line += ",\"batch\":null";
    line += "}}";
    jsonLine(line);
}

void Printer::jsonLine(BytesView object)
{
    write(object);
    write("\n");
}

void Printer::text(BytesView line)
{
    if (m_output.json || m_output.quiet)
        return;
    write(line);
    write("\n");
}

void Printer::note(BytesView line)
{
    if (m_output.quiet)
        return;
    flush();
    std::fprintf(stderr, "%.*s\n", int(line.size()), line.data());
}

void Printer::problem(BytesView line)
{
    flush();
    std::fprintf(stderr, "bulkhead-cli: %.*s\n", int(line.size()), line.data());
}

BytesView Printer::relative(BytesView path) const
{
    if (m_workingDirectory.size() > 1 && path.size() > m_workingDirectory.size() && isSameOrBelow(path, m_workingDirectory))
        return path.substr(m_workingDirectory.size() + 1);
    return path;
}

Bytes Printer::shownPath(BytesView path) const
{
    return m_terminal ? toTerminal(relative(path)) : Bytes(relative(path));
}

Bytes Printer::messagePath(BytesView path) const
{
    return toTerminal(relative(path));
}

void Printer::write(BytesView bytes)
{
    m_buffer += bytes;
    if (m_buffer.size() >= kBufferBytes)
        flush();
}

void Printer::flush()
{
    const bool written = std::fwrite(m_buffer.data(), 1, m_buffer.size(), stdout) == m_buffer.size() && std::fflush(stdout) == 0;
    if (!written && m_writeError == 0 && errno != EPIPE)
        m_writeError = errno;
    m_buffer.clear();
}

} // namespace bulkhead::cli
