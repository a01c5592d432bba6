// SPDX-License-Identifier: GPL-3.0-or-later
// The system calls that not every kernel, container or file system has, so that tests can take them away.
#pragma once

#include "core/fs/file_system.h"

#include <cstdio>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bulkhead {

/// Each behaves as the call of its name: -1 and errno. The functions are called from any thread.
struct Syscalls {
    int (*renameat2)(int, const char *, int, const char *, unsigned) = ::renameat2;
    int (*openat2)(int, const char *, const open_how *) = [](int folder, const char *path, const open_how *how) {
        return static_cast<int>(::syscall(SYS_openat2, folder, path, how, sizeof *how));
    };
    int (*statx)(int, const char *, int, unsigned, struct statx *) = ::statx;
    int (*name_to_handle_at)(int, const char *, file_handle *, int *, int) = ::name_to_handle_at;
    int (*linkat)(int, const char *, int, const char *, int) = ::linkat;
    int (*unlinkat)(int, const char *, int) = ::unlinkat;
    int (*syncfs)(int) = ::syncfs;
};

/// As makeLinuxFileSystem(), with these calls.
std::unique_ptr<FileSystem> makeLinuxFileSystem(const Syscalls &syscalls);

} // namespace bulkhead
