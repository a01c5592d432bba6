// SPDX-License-Identifier: GPL-3.0-or-later
// One batch with every shape in it, run by the real command line, and the two pictures it may end in: for tests that kill it,
// starve it and cut it off.
#pragma once

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <memory>

namespace bulkhead {

using Words = std::vector<Bytes>;

/// Where temporary folders are in memory, for TempDir; empty where the machine has no such place.
Bytes inMemory();

/// Which command line runs: ours, or for controls the one without the safeguards named (core/base/safeguard.h).
struct Program {
    Bytes dropped; ///< "intent-first,take-back"; empty = ours.

    Bytes path() const;
    ProcessOptions options(const Bytes &stateFolder) const;
    ProcessOutcome run(const Words &arguments, const Bytes &stateFolder) const;
};

/// One system call of a traced program: the n-th of its name, from 1, as strace counts them.
struct Call {
    Bytes name;
    std::size_t number = 0;
};

/// What happens to a traced program.
struct Injection {
    Call call;
    Bytes effect; ///< As strace takes it: "signal=SIGKILL", "error=EIO".
    bool onwards = false; ///< At this call and all later ones of its name, not only then.
};

/// The files of a FaultBatch, in a folder that is there.
void makeFaultFiles(const Bytes &folder);
/// The arguments that rename them, for bulkhead-cli.
Words faultWords(const Bytes &folder);

/// The arguments that copy them, or make links to them (--copy-to, --hard-link-to, --symlink-to), into folders below `into` that are yet to
/// be made.
Words transferWords(const Bytes &folder, const Bytes &option, const Bytes &into);

/// Swap, ring of three, chain, case only, a folder with what is in it, into a folder that moves itself, into a folder that is
/// yet to be made, names that are no text. Made anew for each try.
class FaultBatch
{
public:
    /// In memory where the machine can: these tests kill programs, not machines.
    explicit FaultBatch(Program program = {});
    /// Copies or links in place of renames; kAcross = moves to another disk.
    FaultBatch(Program program, Bytes transferOption);
    static constexpr const char *kAcross = "across";
    /// Renames that change times and permissions, too, which pictures then show.
    static constexpr const char *kAttributes = "attributes";
    static bool canCross(); ///< There is another disk.

    const Bytes &folder() const { return m_files->path(); }
    Snapshot now() const; ///< Without where the folder is, in what links say.
    const Snapshot &before() const { return m_before; }
    const Snapshot &after() const { return m_after; }

    Words applyWords() const;
    /// The command line on this batch's history.
    ProcessOutcome run(const Words &arguments) const { return m_program.run(arguments, m_state->path()); }
    /// The same under strace: its main thread, where the batch runs.
    ProcessOutcome runInjected(const Words &arguments, const Injection &injection) const;
    /// Runs it, and tells its calls from the first that touched the history on, but for the one that ends it.
    std::vector<Call> calls(const Words &arguments) const;

    /// Puts files and history back as they were in the beginning.
    void reset();

    /// Names under which nothing may be left: "" where there are none, else one of them.
    Bytes strayName() const;

private:
    ProcessOutcome traced(const Words &options, const Words &arguments) const;

    Program m_program;
    Bytes m_transferOption;
    std::unique_ptr<TempDir> m_other; ///< On another disk.
    std::unique_ptr<TempDir> m_files;
    std::unique_ptr<TempDir> m_state;
    Snapshot m_before;
    Snapshot m_after;
};

} // namespace bulkhead
