// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/field.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace bulkhead::bench {

namespace {

Bytes nameOf(char prefix, int i)
{
    char text[32];
    std::snprintf(text, sizeof text, "%c_holiday_%07d.jpg", prefix, i);
    return text;
}

} // namespace

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void fail(const char *what)
{
    std::fprintf(stderr, "bench_rename: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

Field::Field(int files)
    : m_files(files)
{
    for (int i = 0; i < files; ++i)
        m_folder.writeFile(nameOf('a', i));
}

void Field::check(const char *who)
{
    m_prefix = other();
    for (const int i : {0, m_files / 2, m_files - 1}) {
        if (!m_folder.exists(nameOf(m_prefix, i))) {
            std::fprintf(stderr, "bench_rename: %s did not rename\n", who);
            std::exit(1);
        }
    }
}

double Field::renameBare()
{
    const int folder = ::open(path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        fail("open");
    std::vector<Bytes> from, to;
    for (int i = 0; i < m_files; ++i) {
        from.push_back(nameOf(prefix(), i));
        to.push_back(nameOf(other(), i));
    }
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (::renameat2(folder, from[i].c_str(), folder, to[i].c_str(), RENAME_NOREPLACE) != 0)
            fail("renameat2");
    }
    if (::syncfs(folder) != 0)
        fail("syncfs");
    const double seconds = secondsSince(begin);
    ::close(folder);
    check("the bare loop");
    return seconds;
}

double Field::listBare() const
{
    const auto begin = std::chrono::steady_clock::now();
    DIR *folder = ::opendir(path().c_str());
    if (!folder)
        fail("opendir");
    int found = 0;
    while (const dirent *entry = ::readdir(folder)) {
        struct statx status;
        constexpr unsigned kWanted = STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID;
        if (::statx(::dirfd(folder), entry->d_name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, kWanted, &status) != 0)
            fail("statx");
        found += S_ISREG(status.stx_mode) ? 1 : 0;
    }
    ::closedir(folder);
    if (found != m_files)
        fail("not every file is listed");
    return secondsSince(begin);
}

} // namespace bulkhead::bench
