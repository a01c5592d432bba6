// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the program says: data on stdout, messages on stderr.
#pragma once

#include "app/cli/arguments.h"
#include "core/jobs/job_report.h"
#include "core/rename/name_warnings.h"
#include "core/rename/plan.h"

namespace bulkhead::cli {

/// The `status` of --json.
enum class Status : std::uint8_t { Rename, Same, Conflict, Error, Skipped, Done, Failed, Cancelled }; ///< Rename: see Row::action.

struct Row {
    BytesView from; ///< Absolute.
    BytesView to; ///< Absolute; empty where there is none, or `from` is removed.
    Status status = Status::Rename;
    const char *issue = ""; ///< Stable machine name, or empty.
    Bytes detail; ///< A sentence for people, or empty.
    const AttributeChange *attributes = nullptr; ///< Of a row that changes, or was changed.
    const char *action = nullptr; ///< What is done where that is no renaming: "copy", "remove", ...; it is the planned status, too.
    NameWarnings warnings; ///< For --json; people are told behind the rows.
    bool skippedOnPurpose = true; ///< Skipped: as asked for. Otherwise it is a problem that --quiet does not hide.
};

struct Summary {
    std::int64_t rows = 0;
    std::int64_t changed = 0;
    std::int64_t conflicts = 0;
    std::int64_t errors = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::optional<BatchId> batch; ///< The last one written.

    Summary &operator+=(const Summary &other);
};

/// Buffers stdout. One thread.
class Printer
{
public:
    explicit Printer(const OutputArguments &output);
    ~Printer();
    Printer(const Printer &) = delete;
    Printer &operator=(const Printer &) = delete;

    bool json() const { return m_output.json; }
    bool quiet() const { return m_output.quiet; }

    void row(const Row &row);
    /// With --json an object; otherwise nothing: the commands word their own last line.
    void summary(const Summary &summary);
    /// A ready JSON object (--json) as one line.
    void jsonLine(BytesView object);
    /// One line of text on stdout (not with --json or --quiet).
    void text(BytesView line);
    /// A line on stderr for people; not with --quiet.
    void note(BytesView line);
    /// A line on stderr, always: "bulkhead-cli: ...".
    void problem(BytesView line);

    /// A path for people: below the working directory relative to it, escaped where it goes to a terminal.
    Bytes shownPath(BytesView path) const;
    /// A path inside a message on stderr: always escaped.
    Bytes messagePath(BytesView path) const;

    void flush();
    /// The error of the first write to stdout that failed; 0 where none did, or where the reader has gone.
    int writeError() const noexcept { return m_writeError; }

private:
    void write(BytesView bytes);
    BytesView relative(BytesView path) const;

    OutputArguments m_output;
    Bytes m_workingDirectory;
    Bytes m_buffer;
    int m_writeError = 0;
    bool m_terminal = false;
};

} // namespace bulkhead::cli
