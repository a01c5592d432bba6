// SPDX-License-Identifier: GPL-3.0-or-later
// A file system in memory that is odd as FUSE drivers are, for tst_fuse_disks.cpp.
//
// usage: odd_disk MOUNTPOINT [ODDITY...]      says "ready", and stays until SIGTERM. Oddities:
//   folds           "a" and "A" are one name; the spelling is kept
//   trims           dots at the end of a name are dropped without a word
//   node-per-name   each spelling in each folder has a node and an inode number of its own, as libfuse's high level has it
//   remembers       the kernel may believe for a second what a name was, as libfuse has it where nobody asks for other
//   no-flags        renameat2 with flags is EINVAL
//   no-links        link is EPERM
//   says=N          statfs tells of names of N bytes
//   takes=N         longer names are ENAMETOOLONG
//   refuses=CHARS   new names with one of them are EINVAL,
//   refuses-as=E    or this
//   first=E         what the first rename is answered, which is not done,
//   but-done        or is
#define FUSE_USE_VERSION 31
#include "tests/faults/odd_tree.h"

#include <cstdio>
#include <fuse3/fuse_lowlevel.h>

namespace {

Disk &disk(fuse_req_t request)
{
    return *static_cast<Disk *>(fuse_req_userdata(request));
}

void answer(fuse_req_t request, int error)
{
    fuse_reply_err(request, error);
}

void lookup(fuse_req_t request, fuse_ino_t folder, const char *name)
{
    fuse_entry_param entry = {};
    if (const int error = disk(request).lookup(folder, name, entry.ino))
        return answer(request, error);
    entry.attr = disk(request).status(entry.ino);
    entry.attr_timeout = entry.entry_timeout = disk(request).rememberedFor();
    fuse_reply_entry(request, &entry);
}

void getAttributes(fuse_req_t request, fuse_ino_t id, fuse_file_info *)
{
    const struct stat status = disk(request).status(id);
    fuse_reply_attr(request, &status, disk(request).rememberedFor());
}

void setAttributes(fuse_req_t request, fuse_ino_t id, struct stat *wanted, int which, fuse_file_info *file)
{
    Node &node = disk(request).node(id);
    if (which & FUSE_SET_ATTR_MODE)
        node.mode = (node.mode & S_IFMT) | (wanted->st_mode & ~mode_t(S_IFMT));
    if (which & FUSE_SET_ATTR_SIZE) {
        node.content.resize(std::size_t(wanted->st_size));
        node.touch();
    }
    getAttributes(request, id, file);
}

void makeFile(fuse_req_t request, fuse_ino_t folder, const char *name, mode_t mode, dev_t)
{
    if (const int error = disk(request).make(folder, name, mode))
        return answer(request, error);
    lookup(request, folder, name);
}

void makeFolder(fuse_req_t request, fuse_ino_t folder, const char *name, mode_t mode)
{
    makeFile(request, folder, name, mode | S_IFDIR, 0);
}

void link(fuse_req_t request, fuse_ino_t id, fuse_ino_t folder, const char *name)
{
    if (const int error = disk(request).link(id, folder, name))
        return answer(request, error);
    lookup(request, folder, name);
}

void remove(fuse_req_t request, fuse_ino_t folder, const char *name)
{
    answer(request, disk(request).remove(folder, name));
}

void rename(fuse_req_t request, fuse_ino_t fromFolder, const char *from, fuse_ino_t toFolder, const char *to, unsigned flags)
{
    answer(request, disk(request).rename(fromFolder, from, toFolder, to, flags));
}

void read(fuse_req_t request, fuse_ino_t id, std::size_t size, off_t offset, fuse_file_info *)
{
    const std::string &content = disk(request).node(id).content;
    const std::size_t from = std::min(std::size_t(offset), content.size());
    fuse_reply_buf(request, content.data() + from, std::min(size, content.size() - from));
}

void write(fuse_req_t request, fuse_ino_t id, const char *bytes, std::size_t size, off_t offset, fuse_file_info *)
{
    Node &node = disk(request).node(id);
    node.content.resize(std::max(node.content.size(), std::size_t(offset) + size));
    std::copy_n(bytes, size, node.content.begin() + offset);
    node.touch();
    fuse_reply_write(request, size);
}

void readFolder(fuse_req_t request, fuse_ino_t id, std::size_t size, off_t offset, fuse_file_info *)
{
    const auto names = disk(request).list(id);
    std::string buffer(size, '\0');
    std::size_t used = 0;
    for (auto at = std::size_t(offset); at < names.size(); ++at) {
        const struct stat status = disk(request).status(names[at].second);
        const auto needed = fuse_add_direntry(request, &buffer[used], size - used, names[at].first.c_str(), &status, off_t(at + 1));
        if (needed > size - used)
            break;
        used += needed;
    }
    fuse_reply_buf(request, buffer.data(), used);
}

void tellOfDisk(fuse_req_t request, fuse_ino_t)
{
    struct statvfs said = {};
    said.f_bsize = said.f_frsize = 4096;
    said.f_blocks = said.f_bfree = said.f_bavail = 1 << 20;
    said.f_namemax = disk(request).oddities().says;
    fuse_reply_statfs(request, &said);
}

int errnoOf(std::string_view name)
{
    for (int error = 1; error < 200; ++error) {
        if (const char *known = ::strerrorname_np(error); known && name == known)
            return error;
    }
    return 0;
}

/// False for what is none.
bool read(Oddities &oddities, const std::string &word)
{
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::string value = equals == word.npos ? "" : word.substr(equals + 1);
    const std::map<std::string_view, std::function<void()>> known{
        {"folds", [&] { oddities.folds = true; }},
        {"trims", [&] { oddities.trims = true; }},
        {"node-per-name", [&] { oddities.nodePerName = true; }},
        {"remembers", [&] { oddities.remembers = true; }},
        {"no-flags", [&] { oddities.noFlags = true; }},
        {"no-links", [&] { oddities.noLinks = true; }},
        {"says", [&] { oddities.says = std::stoul(value); }},
        {"takes", [&] { oddities.takes = std::stoul(value); }},
        {"refuses", [&] { oddities.refuses = value; }},
        {"refuses-as", [&] { oddities.refusesAs = errnoOf(value); }},
        {"first", [&] { oddities.first = errnoOf(value); }},
        {"but-done", [&] { oddities.butDone = true; }},
    };
    const auto found = known.find(name);
    if (found == known.end())
        return false;
    found->second();
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    Oddities oddities;
    const bool understood = argc > 1 && std::all_of(argv + 2, argv + argc, [&](const char *word) { return read(oddities, word); });
    if (!understood) {
        std::fprintf(stderr, "usage: odd_disk MOUNTPOINT [ODDITY...]\n");
        return 2;
    }
    Disk disk(oddities);
    fuse_lowlevel_ops calls = {};
    calls.lookup = lookup;
    calls.getattr = getAttributes;
    calls.setattr = setAttributes;
    calls.mknod = makeFile;
    calls.mkdir = makeFolder;
    calls.link = link;
    calls.unlink = remove;
    calls.rmdir = remove;
    calls.rename = rename;
    calls.read = read;
    calls.write = write;
    calls.readdir = readFolder;
    calls.statfs = tellOfDisk;
    fuse_args arguments = FUSE_ARGS_INIT(1, argv);
    fuse_session *session = fuse_session_new(&arguments, &calls, sizeof calls, &disk);
    if (!session || fuse_set_signal_handlers(session) != 0 || fuse_session_mount(session, argv[1]) != 0)
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    fuse_session_loop(session);
    fuse_session_unmount(session);
    fuse_session_destroy(session);
    return 0;
}
