// SPDX-License-Identifier: GPL-3.0-or-later
// Renames one folder of many files in turns: the bare renameat2 loop, Bulkhead's engine, Bulkhead's command line, and
// peers where they are installed. Machines are noisy: every figure is a ratio to the bare loop of the same run, and the
// best of the rounds counts. Both sides end with one syncfs.
//
// usage: bench_rename [FILES] [ROUNDS] [--json]
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "core/rename/run.h"
#include "core/rename/surveyed_plan.h"
#include "core/rename/undo.h"
#include "tests/support/naming.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <map>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace bulkhead;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "bench_rename: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

/// The folder every contender works on; names alternate between two prefixes.
class Field
{
public:
    explicit Field(int files)
        : m_files(files)
    {
        for (int i = 0; i < files; ++i)
            m_folder.writeFile(name('a', i));
    }
    const Bytes &path() const { return m_folder.path(); }
    int files() const { return m_files; }
    char prefix() const { return m_prefix; }
    char other() const { return m_prefix == 'a' ? 'b' : 'a'; }
    void flip() { m_prefix = other(); }

    static Bytes name(char prefix, int i)
    {
        char text[32];
        std::snprintf(text, sizeof text, "%c_holiday_%07d.jpg", prefix, i);
        return text;
    }

    /// Every contender must really have done it.
    void check(const char *who)
    {
        flip();
        for (const int i : {0, m_files / 2, m_files - 1}) {
            if (!m_folder.exists(name(m_prefix, i))) {
                std::fprintf(stderr, "bench_rename: %s did not rename\n", who);
                std::exit(1);
            }
        }
    }

private:
    TempDir m_folder;
    int m_files;
    char m_prefix = 'a';
};

double bareLoop(Field &field)
{
    const int folder = ::open(field.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        fail("open");
    std::vector<Bytes> from, to;
    for (int i = 0; i < field.files(); ++i) {
        from.push_back(Field::name(field.prefix(), i));
        to.push_back(Field::name(field.other(), i));
    }
    const auto begin = Clock::now();
    for (int i = 0; i < field.files(); ++i) {
        if (::renameat2(folder, from[std::size_t(i)].c_str(), folder, to[std::size_t(i)].c_str(), RENAME_NOREPLACE) != 0)
            fail("renameat2");
    }
    if (::syncfs(folder) != 0)
        fail("syncfs");
    const double seconds = secondsSince(begin);
    ::close(folder);
    field.check("the bare loop");
    return seconds;
}

RenameRecipe swapPrefix(const Field &field)
{
    RenameRecipe recipe;
    recipe.rules.push_back({.rule
        = ReplaceRule{.find = Bytes("^") + field.prefix() + "_(\\w+)", .with = Bytes(1, field.other()) + "_$1", .mode = MatchMode::Regex}});
    return recipe;
}

struct EngineTimes {
    double scan = 0;
    double plan = 0;
    double commit = 0;
    double undo = 0;
};

EngineTimes engine(Field &field, const Bytes &stateFolder)
{
    EngineTimes times;
    const auto fileSystem = makeLinuxFileSystem();
    auto begin = Clock::now();
    ScanResult found = scan(*fileSystem, {field.path()}, {}, {});
    times.scan = secondsSince(begin);

    begin = Clock::now();
    const auto compiled = std::get<CompiledRecipeRef>(compileRecipe(swapPrefix(field)));
    const auto table = std::make_shared<const FileTable>(std::move(found.table));
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const RenamePlan plan = planSurveyed(*fileSystem, table, found.occupancy, *compiled, test::allRows(*table), {}, 0, {}, threads);
    times.plan = secondsSince(begin);
    if (!plan.canStart() || plan.counts.changed != field.files())
        fail("the plan is not what it should be");

    auto history = History::open(stateFolder);
    if (!history)
        fail("history");
    const auto run = [&](const BatchHeader &header, const RenamePlan &what) {
        PauseGate pause;
        ProgressMeter meter;
        RowResults results(what.table->rowCount());
        const auto start = Clock::now();
        const JobReport report = runRenames(*fileSystem, **history, header, what, {}, {}, pause, meter, results);
        const double seconds = secondsSince(start);
        if (report.done != field.files())
            fail("rename");
        field.check("the engine");
        return seconds;
    };
    times.commit = run(BatchHeader{.folder = field.path()}, plan);

    begin = Clock::now();
    auto last = (*history)->lastUndoable();
    if (!last || !*last)
        fail("nothing to undo");
    auto reverse = planReverse(*fileSystem, **history, (*last)->id, Destination::Sources, {});
    if (!reverse)
        fail("undo plan");
    times.undo = secondsSince(begin) + run(reverse->header, reverse->plan);
    return times;
}

struct Measured {
    double seconds = 0;
    long peakKiB = 0;
};

/// A whole program, from fork to exit, and one syncfs behind it.
Measured program(const std::vector<Bytes> &command, const Bytes &folder, const Bytes &stateFolder)
{
    std::vector<char *> arguments;
    for (const Bytes &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    const auto begin = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("XDG_STATE_HOME", stateFolder.c_str(), 1);
        if (::chdir(folder.c_str()) == 0)
            ::execvp(arguments.front(), arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage = {};
    if (::wait4(child, &status, 0, &usage) < 0)
        fail("wait");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ::syncfs(fd);
    ::close(fd);
    const double seconds = secondsSince(begin);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "bench_rename: %s ended with %d\n", command.front().c_str(), status);
        return {};
    }
    return {seconds, usage.ru_maxrss};
}

bool installed(const char *name)
{
    return std::system((Bytes("command -v ") + name + " >/dev/null 2>&1").c_str()) == 0;
}

struct Line {
    double best = std::numeric_limits<double>::max();
    long peakKiB = 0;
    void add(double seconds, long peak = 0)
    {
        best = std::min(best, seconds);
        peakKiB = std::max(peakKiB, peak);
    }
};

} // namespace

int main(int argc, char **argv)
{
    bool json = false;
    std::vector<int> numbers;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--json") == 0)
            json = true;
        else
            numbers.push_back(std::atoi(argv[i]));
    }
    const int files = !numbers.empty() ? numbers[0] : 100'000;
    const int rounds = numbers.size() > 1 ? numbers[1] : 3;
    if (files < 1 || rounds < 1) {
        std::fprintf(stderr, "usage: bench_rename [FILES] [ROUNDS] [--json]\n");
        return 2;
    }

    Field field(files);
    const TempDir state;
    std::vector<std::pair<Bytes, Line>> lines;
    const auto line = [&lines](const Bytes &name) -> Line & {
        const auto found = std::find_if(lines.begin(), lines.end(), [&name](const auto &entry) { return entry.first == name; });
        if (found != lines.end())
            return found->second;
        return lines.emplace_back(name, Line{}).second;
    };
    for (int round = 0; round < rounds; ++round) {
        line("bare renameat2 loop").add(bareLoop(field));
        const EngineTimes times = engine(field, state.path());
        line("commit (intent, identity checks, renames, sync)").add(times.commit);
        line("undo (planning and all)").add(times.undo);
        line("scan").add(times.scan);
        line("plan").add(times.plan);

        const auto peer = [&](const char *name, const std::vector<Bytes> &command) {
            const Measured measured = program(command, field.path(), state.path());
            if (measured.peakKiB == 0)
                return;
            field.check(name);
            line(name).add(measured.seconds, measured.peakKiB);
        };
        const Bytes from(1, field.prefix()), to(1, field.other());
        peer("bulkhead-cli rename (whole program)",
            {BULKHEAD_CLI, "rename", "-q", "--regex", "^" + from + "_(\\w+)", to + "_$1", "--apply", field.path()});
        // The peers take the names as arguments or from the folder; what fits on a command line decides how.
        if (installed("file-rename"))
            peer("perl rename (whole program)",
                {"sh", "-c", "printf '%s\\n' * | file-rename 's/^" + Bytes(1, field.prefix()) + "_/" + Bytes(1, field.other()) + "_/'"});
        if (installed("mmv"))
            peer("mmv (whole program)", {"mmv", Bytes(1, field.prefix()) + "_*", Bytes(1, field.other()) + "_#1"});
    }

    const double bare = lines.front().second.best;
    if (json) {
        std::printf("{\"files\":%d,\"rounds\":%d,\"seconds\":{", files, rounds);
        for (std::size_t i = 0; i < lines.size(); ++i)
            std::printf("%s\"%s\":%.6f", i ? "," : "", lines[i].first.c_str(), lines[i].second.best);
        std::printf("}}\n");
        return 0;
    }
    std::printf("%d files in one folder, best of %d\n", files, rounds);
    std::printf("%-52s %9s %8s %10s\n", "", "ms", "ratio", "peak MiB");
    for (const auto &[name, value] : lines) {
        const Bytes peak = value.peakKiB > 0 ? std::to_string(value.peakKiB / 1024) : Bytes("");
        std::printf("%-52s %9.1f %8.2f %10s\n", name.c_str(), value.best * 1e3, value.best / bare, peak.c_str());
    }
    return 0;
}
