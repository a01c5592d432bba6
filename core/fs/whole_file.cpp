// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/whole_file.h"

#include "core/fs/file_system.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr int kTries = 100;

/// Not mkstemp: a list is for whoever the umask says.
int create(const Bytes &path)
{
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/// Short, and beside the file: its own name may be as long as names can be.
Bytes temporaryBeside(const Bytes &path)
{
    std::random_device random;
    char name[32];
    std::snprintf(name, sizeof name, ".bulkhead-%08x.part", random());
    return path.substr(0, path.rfind('/') + 1) + name;
}

} // namespace

WholeFile::WholeFile(Bytes path, IfThere ifThere)
    : m_path(std::move(path))
{
    refuseForbiddenThread("write file");
    begin(ifThere);
}

WholeFile::~WholeFile()
{
    if (!m_written.empty())
        ::unlink(m_written.c_str());
}

void WholeFile::begin(IfThere ifThere)
{
    Bytes path = m_path;
    for (int tries = 0; !m_file && tries < kTries; ++tries) {
        if (ifThere == IfThere::Replace)
            path = temporaryBeside(m_path);
        m_file = FileDescriptor(create(path));
        if (!m_file && (errno != EEXIST || ifThere == IfThere::Refuse))
            break;
    }
    if (m_file)
        m_written = std::move(path);
    else
        m_error = errno;
}

bool WholeFile::write(BytesView content)
{
    while (m_error == 0 && !content.empty()) {
        const ssize_t written = ::write(m_file.get(), content.data(), content.size());
        if (written > 0)
            content.remove_prefix(std::size_t(written));
        else if (written == 0)
            m_error = EIO;
        else if (errno != EINTR)
            m_error = errno;
    }
    return m_error == 0;
}

Result<void> WholeFile::finish()
{
    if (m_error == 0 && ::fsync(m_file.get()) != 0 && errno != EINVAL) // EINVAL: nothing there that could be made durable
        m_error = errno;
    if (m_error == 0 && m_file.close() != 0)
        m_error = errno;
    if (m_error == 0 && m_written != m_path && ::rename(m_written.c_str(), m_path.c_str()) != 0)
        m_error = errno;
    if (m_error != 0)
        return systemError(m_error, "write file", m_path);
    m_written.clear();
    return {};
}

} // namespace bulkhead
