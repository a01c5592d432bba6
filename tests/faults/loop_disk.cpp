// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/loop_disk.h"

#include <sched.h>
#include <sys/mount.h>

namespace bulkhead {

bool ownMounts()
{
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

Mounted::Mounted(std::vector<Bytes> words)
    : m_where(words.back())
{
    words.insert(words.begin(), "mount");
    m_outcome = runProcess(words);
}

Mounted::~Mounted()
{
    if (ok())
        runProcess({"umount", m_where});
}

LoopDisk::LoopDisk(const Bytes &size, std::vector<Bytes> mkfs)
{
    m_folder.makeDir("mnt");
    const Bytes image = m_folder.path("image");
    runProcess({"truncate", "-s", size, image});
    mkfs.push_back(image);
    if (const ProcessOutcome made = runProcess(mkfs); made.exitCode != 0) {
        m_why = mkfs.front() + ": " + made.errors;
        return;
    }
    m_mounted.emplace(std::vector<Bytes>{"-o", "loop", image, root()});
    if (!m_mounted->ok())
        m_why = "cannot mount an image: " + m_mounted->errors();
}

} // namespace bulkhead
