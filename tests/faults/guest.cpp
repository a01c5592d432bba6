// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/guest.h"

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QtGlobal>

#include <filesystem>

namespace bulkhead {

namespace {

namespace files = std::filesystem;

constexpr const char *kModules[]
    = {"drivers/block/loop", "fs/nls/nls_cp437", "fs/nls/nls_ascii", "fs/nls/nls_utf8", "fs/fat/fat", "fs/fat/vfat", "fs/exfat/exfat"};

/// The stored kernel, or an empty path.
files::path kernelFolder()
{
    const files::path folder = qEnvironmentVariable("BULKHEAD_KERNEL", QStringLiteral(GUEST_KERNEL)).toStdString();
    std::error_code error;
    for (const auto &entry : files::directory_iterator(folder / "boot", error)) {
        if (entry.path().filename().string().starts_with("vmlinuz-"))
            return folder;
    }
    return {};
}

files::path onlyOne(const files::path &folder, const Bytes &prefix)
{
    for (const auto &entry : files::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with(prefix))
            return entry.path();
    }
    qFatal("nothing in %s begins with %s", folder.c_str(), prefix.c_str());
}

void must(const std::vector<Bytes> &command, const ProcessOptions &options = {})
{
    const ProcessOutcome outcome = runProcess(command, options);
    if (outcome.exitCode != 0)
        qFatal("%s: %s", command.front().c_str(), outcome.errors.c_str());
}

bool isInstalled(const Bytes &program)
{
    return runProcess({"sh", "-c", "command -v " + program}).exitCode == 0;
}

/// With the libraries it is linked to.
void addProgram(const TempDir &root, const Bytes &path)
{
    must({"cp", "-L", path, root.path("bin")});
    must({"sh", "-c", "ldd \"$0\" | grep -o '/[^ ]*' | xargs cp --parents -L -t \"$1\"", path, root.path()});
}

void addDisk(const TempDir &root, const Bytes &name, const std::vector<Bytes> &make)
{
    root.writeFile("images/" + name);
    const Bytes image = root.path("images/" + name);
    files::resize_file(image, 16 << 20);
    std::vector<Bytes> command = make;
    command.push_back(image);
    must(command);
}

} // namespace

Bytes guestLacks()
{
    for (const char *program : {"qemu-system-x86_64", "busybox", "cpio", "mkfs.vfat", "mkfs.exfat", "mkfs.ext4"}) {
        if (!isInstalled(program))
            return program;
    }
    return kernelFolder().empty() ? "a kernel for the guest: tests/faults/fetch-kernel build/kernel" : "";
}

std::vector<Bytes> runInGuest(const std::vector<GuestScript> &scripts)
{
    const TempDir root;
    for (const char *folder : {"bin", "images", "modules", "scripts", "disks"})
        root.makeDir(folder);
    must({"cp", GUEST_INIT, root.path("init")});
    root.setMode("init", 0755);
    must({"sh", "-c", "cp \"$(command -v busybox)\" \"$0/bin/busybox\"", root.path()});
    addProgram(root, BULKHEAD_CLI);
    addProgram(root, "/usr/bin/chattr");
    const files::path kernel = kernelFolder();
    const files::path modules = onlyOne(kernel / "lib/modules", "") / "kernel";
    int order = 0;
    for (const char *module : kModules)
        files::copy_file((modules / module).concat(".ko"), files::path(root.path("modules")) / std::to_string(order++));
    addDisk(root, "vfat", {"mkfs.vfat"});
    addDisk(root, "exfat", {"mkfs.exfat"});
    addDisk(root, "casefold", {"mkfs.ext4", "-q", "-O", "casefold", "-E", "encoding=utf8"});
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        root.writeFile("scripts/" + std::to_string(i + 1), scripts[i].commands);
        root.writeFile("disks/" + std::to_string(i + 1), scripts[i].disk);
    }
    const TempDir work;
    must({"sh", "-c", "find . | cpio -o -H newc --quiet > \"$0\"", work.path("initrd")}, {.workingDirectory = root.path()});
    const ProcessOutcome outcome = runProcess({"timeout", "-s", "KILL", "300", "qemu-system-x86_64", "-nographic", "-nodefaults",
        "-no-reboot", "-serial", "stdio", "-m", "768", "-kernel", onlyOne(kernel / "boot", "vmlinuz-").string(), "-initrd",
        work.path("initrd"), "-append", "console=ttyS0 quiet panic=-1"});

    std::vector<Bytes> said;
    for (std::size_t i = 1; i <= scripts.size(); ++i) {
        const Bytes begin = "=== " + std::to_string(i) + "\n";
        const Bytes end = i == scripts.size() ? "=== end\n" : "=== " + std::to_string(i + 1) + "\n";
        const std::size_t from = outcome.output.find(begin);
        const std::size_t to = outcome.output.find(end, from);
        if (from == Bytes::npos || to == Bytes::npos)
            qFatal("the guest did not get to script %zu; it said: %s%s", i, outcome.output.c_str(), outcome.errors.c_str());
        said.push_back(outcome.output.substr(from + begin.size(), to - from - begin.size()));
    }
    return said;
}

} // namespace bulkhead
