// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that remembers every write and every flush: a FUSE file system with one file, "disk", on which a loop device can
// stand. tst_power_cut.cpp then rebuilds what was on the disk at any moment.
//
// usage: block_log IMAGE TRACE MOUNTPOINT      until it is unmounted. The trace, in the machine's byte order:
//   'W' offset(8) length(4) bytes     'D' offset(8) length(4) discarded     'F' flushed
#define FUSE_USE_VERSION 31
#include <fuse3/fuse.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/falloc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr const char *kDisk = "/disk";

struct Log {
    char *disk = nullptr;
    std::size_t size = 0;
    std::FILE *trace = nullptr;

    void record(char kind, off_t offset, std::size_t length, const char *bytes)
    {
        const auto at = std::uint64_t(offset);
        const auto count = std::uint32_t(length);
        std::fputc(kind, trace);
        std::fwrite(&at, sizeof at, 1, trace);
        std::fwrite(&count, sizeof count, 1, trace);
        if (bytes)
            std::fwrite(bytes, 1, length, trace);
    }
};

Log &log()
{
    return *static_cast<Log *>(fuse_get_context()->private_data);
}

int getAttributes(const char *path, struct stat *status, fuse_file_info *)
{
    *status = {};
    if (std::strcmp(path, "/") == 0) {
        status->st_mode = S_IFDIR | 0755;
        status->st_nlink = 2;
        return 0;
    }
    if (std::strcmp(path, kDisk) != 0)
        return -ENOENT;
    status->st_mode = S_IFREG | 0600;
    status->st_nlink = 1;
    status->st_size = off_t(log().size);
    return 0;
}

int openDisk(const char *path, fuse_file_info *info)
{
    info->direct_io = 1; // Every write as it comes.
    return std::strcmp(path, kDisk) == 0 ? 0 : -ENOENT;
}

int readDisk(const char *, char *into, std::size_t length, off_t offset, fuse_file_info *)
{
    if (std::size_t(offset) >= log().size)
        return 0;
    const std::size_t count = std::min(length, log().size - std::size_t(offset));
    std::memcpy(into, log().disk + offset, count);
    return int(count);
}

int writeDisk(const char *, const char *from, std::size_t length, off_t offset, fuse_file_info *)
{
    if (std::size_t(offset) + length > log().size)
        return -ENOSPC;
    std::memcpy(log().disk + offset, from, length);
    log().record('W', offset, length, from);
    return int(length);
}

int flushDisk(const char *, int, fuse_file_info *)
{
    std::fputc('F', log().trace);
    std::fflush(log().trace); // So that who reads the trace meanwhile knows how far it is.
    return 0;
}

int discard(const char *, int mode, off_t offset, off_t length, fuse_file_info *)
{
    if (!(mode & FALLOC_FL_PUNCH_HOLE))
        return -EOPNOTSUPP;
    std::memset(log().disk + offset, 0, std::size_t(length));
    log().record('D', offset, std::size_t(length), nullptr);
    return 0;
}

int truncateDisk(const char *, off_t, fuse_file_info *)
{
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: block_log IMAGE TRACE MOUNTPOINT\n");
        return 2;
    }
    Log state;
    const int image = ::open(argv[1], O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (image < 0 || ::fstat(image, &status) != 0)
        return 1;
    state.size = std::size_t(status.st_size);
    // Private: the image stays as it is.
    void *mapped = ::mmap(nullptr, state.size, PROT_READ | PROT_WRITE, MAP_PRIVATE, image, 0);
    state.disk = static_cast<char *>(mapped);
    state.trace = std::fopen(argv[2], "wb");
    if (mapped == MAP_FAILED || !state.trace)
        return 1;
    fuse_operations operations = {};
    operations.getattr = getAttributes;
    operations.open = openDisk;
    operations.read = readDisk;
    operations.write = writeDisk;
    operations.fsync = flushDisk;
    operations.fallocate = discard;
    operations.truncate = truncateDisk;
    char foreground[] = "-f";
    char oneThread[] = "-s";
    char *arguments[] = {argv[0], foreground, oneThread, argv[3]};
    const int code = fuse_main(4, arguments, &operations, &state);
    std::fclose(state.trace);
    return code;
}
