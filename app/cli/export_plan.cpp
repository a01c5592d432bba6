// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_plan.h"

#include "app/cli/printer.h"
#include "core/base/csv.h"
#include "core/base/path.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace bulkhead::cli {

namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

/// What could not be written as a whole is removed again.
class NewFile
{
public:
    explicit NewFile(Bytes path)
        : m_path(std::move(path))
        , m_file(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666))
        , m_error(m_file < 0 ? errno : 0)
        , m_isOurs(m_file >= 0)
    {
    }
    ~NewFile()
    {
        if (m_file >= 0)
            ::close(m_file);
        if (m_isOurs && m_error != 0)
            ::unlink(m_path.c_str());
    }
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    void write(Bytes &buffer)
    {
        for (BytesView rest = buffer; m_error == 0 && !rest.empty();) {
            const ssize_t written = ::write(m_file, rest.data(), rest.size());
            if (written < 0 && errno != EINTR)
                m_error = errno;
            rest.remove_prefix(written > 0 ? std::size_t(written) : 0);
        }
        buffer.clear();
    }

    Result<void> close()
    {
        if (m_error == 0 && ::close(std::exchange(m_file, -1)) != 0)
            m_error = errno;
        return m_error == 0 ? Result<void>() : systemError(m_error, "write file", m_path);
    }

private:
    Bytes m_path;
    int m_file;
    int m_error;
    bool m_isOurs;
};

void appendCsvRow(Bytes &out, const RenamePlan &plan, RowId row)
{
    const Bytes from = plan.table->path(row);
    const Bytes to = plan.targetPath(row);
    const bool staysInFolder = parentPath(from) == parentPath(to);
    appendCsvRecord(out, std::array<BytesView, 2>{from, staysInFolder ? fileName(to) : BytesView(to)});
}

void appendJsonRow(Bytes &out, const RenamePlan &plan, RowId row)
{
    out += '{';
    appendJsonPath(out, "from", plan.table->path(row));
    appendJsonPath(out, "to", plan.targetPath(row));
    out += "}\n";
}

} // namespace

Result<void> exportPlan(const Bytes &path, const RenamePlan &plan)
{
    NewFile file(path);
    const bool json = path.ends_with(".jsonl");
    Bytes buffer;
    if (!json)
        appendCsvRecord(buffer, std::array<BytesView, 2>{"old", "new"});
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.status[row] != RowStatus::Rename)
            continue;
        json ? appendJsonRow(buffer, plan, row) : appendCsvRow(buffer, plan, row);
        if (buffer.size() >= kBufferBytes)
            file.write(buffer);
    }
    file.write(buffer);
    return file.close();
}

} // namespace bulkhead::cli
