// SPDX-License-Identifier: GPL-3.0-or-later
// Renames one folder of many files in turns: the bare renameat2 loop, Bulkhead's engine, its command line, and peers where
// they are installed. Every figure is a ratio to bare loops of the same minute. All end with one syncfs.
//
// usage: bench_rename [--files N] [--rounds R]
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "core/rename/run.h"
#include "core/rename/surveyed_plan.h"
#include "core/rename/undo.h"
#include "tests/bench/contest.h"
#include "tests/bench/field.h"
#include "tests/bench/options.h"
#include "tests/support/naming.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace bulkhead;
using namespace bulkhead::bench;

namespace {

const Bytes kBare = "bare renameat2 loop and one syncfs";
const Bytes kListing = "bare readdir and statx loop";
const Bytes kScan = "scan with identity, to a bare readdir and statx loop";
const Bytes kCommit = "commit: intent, identity checks, renames, sync";
const Bytes kUndo = "undo, its planning included";
const Bytes kUndoPlan = "  of which planning it";
const Bytes kCliRename = "bulkhead-cli rename, whole program";
const Bytes kCliUndo = "bulkhead-cli undo, whole program";

class Bench
{
public:
    explicit Bench(int files)
        : m_field(files)
        , m_renaming(kBare)
        , m_listing(kListing)
    {
    }

    void round()
    {
        m_renaming.add(kBare, m_field.renameBare());
        m_listing.add(kListing, m_field.listBare());
        engine();
        m_renaming.add(kBare, m_field.renameBare());
        commandLine();
        m_renaming.add(kBare, m_field.renameBare());
        peers();
    }

    void end()
    {
        m_renaming.add(kBare, m_field.renameBare());
        m_listing.add(kListing, m_field.listBare());
        Row bare{.part = "files", .what = kBare, .unit = "ms", .note = "the others are ratios to it"};
        bare = spreadRow(bare, m_renaming.seconds(kBare));
        for (double *value : {&bare.value, &*bare.low, &*bare.high})
            *value *= 1e3;
        print(bare);
        tell(m_listing, kScan, 1.3);
        tell(m_renaming, kCommit, 1.10);
        tell(m_renaming, kUndo, 1.15);
        tell(m_renaming, kUndoPlan, {});
        tell(m_renaming, kCliRename, {});
        tell(m_renaming, kCliUndo, {});
        for (const Bytes &peer : m_peers)
            tell(m_renaming, peer, {});
        for (const auto &[name, kib] : m_peaks)
            print(Row{.part = "files",
                .what = "peak memory of " + name,
                .value = kib * 1024.0 / m_field.files(),
                .unit = "B/file",
                .note = std::to_string(kib / 1024) + " MiB in all"});
    }

private:
    static void tell(const Contest &contest, const Bytes &name, std::optional<double> limit)
    {
        if (contest.has(name))
            print(spreadRow(Row{.part = "files", .what = name, .unit = "x", .limit = limit}, contest.ratios(name)));
    }

    RenameRecipe swapPrefix() const
    {
        RenameRecipe recipe;
        recipe.rules.push_back(
            {.rule = ReplaceRule{
                 .find = Bytes("^") + m_field.prefix() + "_(\\w+)", .with = Bytes(1, m_field.other()) + "_$1", .mode = MatchMode::Regex}});
        return recipe;
    }

    void engine()
    {
        auto begin = std::chrono::steady_clock::now();
        ScanResult found = scan(*m_fileSystem, {m_field.path()}, {}, {});
        m_listing.add(kScan, secondsSince(begin));

        const auto compiled = std::get<CompiledRecipeRef>(compileRecipe(swapPrefix()));
        const auto table = std::make_shared<const FileTable>(std::move(found.table));
        const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
        const RenamePlan plan = planSurveyed(*m_fileSystem, table, found.occupancy, *compiled, test::allRows(*table), {}, 0, {}, threads);
        if (!plan.canStart() || plan.counts.changed != m_field.files())
            fail("the plan is not what it should be");
        auto history = History::open(m_state.path("engine"));
        if (!history)
            fail("history");
        m_renaming.add(kCommit, run(**history, BatchHeader{.folder = m_field.path()}, plan));

        begin = std::chrono::steady_clock::now();
        const auto last = (*history)->lastUndoable();
        if (!last || !*last)
            fail("nothing to undo");
        const auto reverse = planReverse(*m_fileSystem, **history, (*last)->id, Destination::Sources, {});
        if (!reverse)
            fail("undo plan");
        const double planning = secondsSince(begin);
        m_renaming.add(kUndoPlan, planning);
        m_renaming.add(kUndo, planning + run(**history, reverse->header, reverse->plan));
    }

    double run(History &history, const BatchHeader &header, const RenamePlan &plan)
    {
        PauseGate pause;
        ProgressMeter meter;
        RowResults results(plan.table->rowCount());
        const auto begin = std::chrono::steady_clock::now();
        const JobReport report = runRenames(*m_fileSystem, history, header, plan, {}, {}, pause, meter, results);
        const double seconds = secondsSince(begin);
        if (report.done != m_field.files())
            fail("rename");
        m_field.check("the engine");
        return seconds;
    }

    void commandLine()
    {
        const Bytes from(1, m_field.prefix()), to(1, m_field.other());
        // Not from wait4: a child begins with the memory of this program, and that would be its peak.
        const auto measured = [this](const Bytes &name, const std::vector<Bytes> &command) {
            std::vector<Bytes> timed{"time", "-q", "-f", "%M", "-o", m_state.path("peak")};
            timed.insert(timed.end(), command.begin(), command.end());
            program(name, timed);
            m_peaks[name.substr(0, name.find(','))] = std::atol(m_state.readFile("peak").c_str());
        };
        measured(kCliRename, {BULKHEAD_CLI, "rename", "-q", "--regex", "^" + from + "_(\\w+)", to + "_$1", "--apply", m_field.path()});
        measured(kCliUndo, {BULKHEAD_CLI, "undo", "-q", "--apply"});
    }

    void peers()
    {
        const auto peer = [this](const char *needed, const Bytes &name, const std::vector<Bytes> &command) {
            if (std::system((Bytes("command -v ") + needed + " >/dev/null 2>&1").c_str()) != 0)
                return;
            program(name, command);
            if (std::find(m_peers.begin(), m_peers.end(), name) == m_peers.end())
                m_peers.push_back(name);
        };
        // Perl rename takes the names from standard input, because a command line may be too short for them.
        peer("file-rename", "perl rename, whole program, no undo",
            {"sh", "-c", Bytes("printf '%s\\n' * | file-rename 's/^") + m_field.prefix() + "_/" + m_field.other() + "_/'"});
        peer("mmv", "mmv, whole program, no undo", {"mmv", Bytes(1, m_field.prefix()) + "_*", Bytes(1, m_field.other()) + "_#1"});
    }

    /// A whole program, from fork to exit, and one syncfs behind it.
    void program(const Bytes &name, const std::vector<Bytes> &command)
    {
        std::vector<char *> arguments;
        for (const Bytes &word : command)
            arguments.push_back(const_cast<char *>(word.c_str()));
        arguments.push_back(nullptr);
        const auto begin = std::chrono::steady_clock::now();
        const pid_t child = ::fork();
        if (child == 0) {
            ::setenv("XDG_STATE_HOME", m_state.path("programs").c_str(), 1);
            if (::chdir(m_field.path().c_str()) == 0)
                ::execvp(arguments.front(), arguments.data());
            ::_exit(127);
        }
        int status = 0;
        if (::waitpid(child, &status, 0) < 0)
            fail("wait");
        const int fd = ::open(m_field.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        ::syncfs(fd);
        ::close(fd);
        const double seconds = secondsSince(begin);
        m_field.check(name.c_str());
        m_renaming.add(name, seconds);
    }

    Field m_field;
    TempDir m_state;
    std::unique_ptr<FileSystem> m_fileSystem = makeLinuxFileSystem();
    Contest m_renaming;
    Contest m_listing;
    std::vector<Bytes> m_peers;
    std::map<Bytes, long> m_peaks; ///< KiB.
};

} // namespace

int main(int argc, char **argv)
{
    const Options options(argc, argv, {.numbers = {{"files", 100'000}, {"rounds", 5}}, .switches = {}});
    Bench bench(options.number("files"));
    for (int round = 0; round < options.number("rounds"); ++round)
        bench.round();
    bench.end();
    return 0;
}
