// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_batch.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

const Words kFiles{"a", "b", "r1", "r2", "r3", "c1", "c2", "Case", "into", "new", "odd\xff", "plain", "folder/x", "folder/sub/y"};

/// Old name to new; a '/' makes the file go into that folder.
const std::vector<std::pair<Bytes, Bytes>> kWishes{{"a", "b"}, {"b", "a"}, {"r1", "r2"}, {"r2", "r3"}, {"r3", "r1"}, {"c1", "c2"},
    {"c2", "c3"}, {"Case", "case"}, {"into", "folder/#in"}, {"new", "made/deep/#new"}, {"plain", "new line\n"}, {"folder", "Ordner"},
    {"x", "x2"}};

} // namespace

Bytes inMemory()
{
    return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "";
}

void makeFaultFiles(const Bytes &folder)
{
    for (const Bytes &name : kFiles) {
        const std::filesystem::path path(folder + "/" + name);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << "content of " << name;
    }
}

Words faultWords(const Bytes &folder)
{
    // One rule cannot say all of it; a chain of rules through names nobody has can.
    Words words{"rename", "--recursive", "--what", "all", "--order", "path", "--scope", "name", "--apply"};
    for (const auto &[from, to] : kWishes)
        words.insert(words.end(), {"--regex", "^" + from + "$", to.find('/') == Bytes::npos ? "#" + to : to});
    words.insert(words.end(), {"--regex", "^odd", "#even", "--regex", "^#", "", "--", folder});
    return words;
}

Words transferWords(const Bytes &folder, const Bytes &option, const Bytes &into)
{
    // Their sizes differ: "content of " and the name.
    return {"rename", "--recursive", "--regex", "^", "new ", "--include", "?", "--include", "r?", "--include", "odd*", "--apply", option,
        into + "/{size|replace:12,folder}/deep", folder};
}

Bytes Program::path() const
{
    return dropped.empty() ? BULKHEAD_CLI : BULKHEAD_CLI_WEAKENED;
}

ProcessOptions Program::options(const Bytes &stateFolder) const
{
    ProcessOptions options;
    options.environment = {{"XDG_STATE_HOME", stateFolder}, {"LC_ALL", "C.UTF-8"}, {"BULKHEAD_DROP", dropped}};
    return options;
}

ProcessOutcome Program::run(const Words &arguments, const Bytes &stateFolder) const
{
    Words words = arguments;
    words.insert(words.begin(), path());
    return runProcess(words, options(stateFolder));
}

FaultBatch::FaultBatch(Program program)
    : FaultBatch(std::move(program), {})
{
}

FaultBatch::FaultBatch(Program program, Bytes transferOption)
    : m_program(std::move(program))
    , m_transferOption(std::move(transferOption))
{
    reset();
    m_before = now();
    const ProcessOutcome applied = run(applyWords());
    if (applied.exitCode != 0) {
        std::fprintf(stderr, "fault batch: %s\n", applied.errors.c_str());
        std::abort();
    }
    m_after = now();
    reset();
}

bool FaultBatch::canCross()
{
    struct stat memory = {};
    struct stat disk = {};
    const TempDir usual;
    return !inMemory().empty() && ::stat(inMemory().c_str(), &memory) == 0 && ::stat(usual.path().c_str(), &disk) == 0
        && memory.st_dev != disk.st_dev;
}

Words FaultBatch::applyWords() const
{
    if (m_transferOption.empty())
        return faultWords(folder());
    if (m_transferOption == kAttributes) {
        Words words = faultWords(folder());
        words.insert(words.begin() + 1, {"--chmod", "u=rw,go=", "--shift-time=-1d"});
        return words;
    }
    if (m_other)
        return transferWords(folder(), "--move-to", m_other->path());
    return transferWords(folder(), m_transferOption, folder());
}

Snapshot FaultBatch::now() const
{
    Snapshot snapshot = m_files->snapshot();
    for (const auto &[path, content] : m_other ? m_other->snapshot() : Snapshot())
        snapshot.emplace("other/" + path, content);
    for (auto &[path, content] : snapshot) {
        struct stat status = {};
        const bool isFile
            = m_transferOption == kAttributes && ::lstat((folder() + "/" + path).c_str(), &status) == 0 && S_ISREG(status.st_mode);
        if (isFile)
            content += " " + std::to_string(status.st_mode & 07777U) + " " + std::to_string(status.st_mtime);
        if (const std::size_t at = content.find(folder()); at != Bytes::npos)
            content.replace(at, folder().size(), "HERE");
    }
    return snapshot;
}

void FaultBatch::reset()
{
    m_files = std::make_unique<TempDir>(inMemory());
    m_state = std::make_unique<TempDir>(inMemory());
    m_other = m_transferOption == kAcross ? std::make_unique<TempDir>() : nullptr;
    makeFaultFiles(folder());
    for (std::size_t i = 0; m_transferOption == kAttributes && i < kFiles.size(); ++i) {
        const timespec time{.tv_sec = 1'600'000'000 + time_t(i), .tv_nsec = 0};
        const timespec times[] = {time, time};
        (void)::utimensat(AT_FDCWD, (folder() + "/" + kFiles[i]).c_str(), times, 0);
    }
}

ProcessOutcome FaultBatch::traced(const Words &options, const Words &arguments) const
{
    // Never with --seccomp-bpf: there an injected signal may come late.
    Words words{"strace", "-qq", "-e", "signal=none"};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(m_program.path());
    words.insert(words.end(), arguments.begin(), arguments.end());
    return runProcess(words, m_program.options(m_state->path()));
}

ProcessOutcome FaultBatch::runInjected(const Words &arguments, const Injection &injection) const
{
    const Call &call = injection.call;
    const Bytes when = std::to_string(call.number) + (injection.onwards ? "+" : "");
    return traced(
        {"-o", "/dev/null", "-e", "trace=" + call.name, "-e", "inject=" + call.name + ":" + injection.effect + ":when=" + when}, arguments);
}

std::vector<Call> FaultBatch::calls(const Words &arguments) const
{
    const TempDir logs;
    traced({"-o", logs.path("calls")}, arguments);
    const Bytes log = logs.readFile("calls");
    std::map<Bytes, std::size_t> counts;
    std::vector<Call> found;
    bool touched = false;
    for (std::size_t begin = 0; begin < log.size();) {
        const std::size_t end = std::min(log.find('\n', begin), log.size());
        const BytesView line = BytesView(log).substr(begin, end - begin);
        begin = end + 1;
        const Bytes name(line.substr(0, line.find('(')));
        const std::size_t number = ++counts[name];
        touched = touched || line.find("history.sqlite") != BytesView::npos;
        if (touched && name != "exit_group")
            found.push_back({name, number});
    }
    return found;
}

Bytes FaultBatch::strayName() const
{
    for (const auto &[path, content] : now()) {
        if (path.find(".bulkhead-") != Bytes::npos)
            return path;
    }
    return {};
}

} // namespace bulkhead
