// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in its window on a desktop of its own, with what tests do to it.
#pragma once

#include "tests/window/desktop.h"

#include <functional>

namespace bulkhead {

/// Started and killed any number of times; its history and settings stay. One thread. Aborts where a tool fails.
class GuiProgram
{
public:
    /// Starts the program, and waits for its window; kills the one before.
    void start(const std::vector<Bytes> &arguments = {});
    /// On a disk that takes 5 ms a rename.
    void startSlowed(const std::vector<Bytes> &arguments);
    /// Every fcntl goes to `log`: there the asking for locks is seen.
    void startLogged(const Bytes &log, const std::vector<Bytes> &arguments);
    /// Its main thread alone is held up for kHeldUpMs, once, some seconds after the window began to be used; `log` tells when.
    void startHeldUp(const Bytes &log, const std::vector<Bytes> &arguments);
    static constexpr int kHeldUpMs = 400;
    /// Ctrl+Q; how the program ended.
    ProcessOutcome quit();
    /// SIGKILL; returns when the program and its window are gone.
    void kill();

    /// A drop of these paths on the window, from another process.
    void drop(const std::vector<Bytes> &paths) const;
    /// Presses the keys, again and again where nothing comes of it, until `reached`.
    bool pressUntil(const Bytes &keys, const std::function<bool()> &reached) const;
    /// What the message bar says; the keyboard is in the bar then. Empty where it was never read and is not shown.
    Bytes message() const;
    bool waitForMessage(const Bytes &text) const;
    /// By keyboard, after its message: the n-th of what the bar offers, from 1.
    void takeOffer(int number) const;

    QByteArray lastState() const; ///< Of the last batch in the history.
    bool anyInterrupted() const; ///< Of the batches in the history.

    const Desktop &desktop() const { return m_desktop; }
    const Bytes &window() const { return m_window; }

private:
    void launch(const std::vector<Bytes> &command);

    Desktop m_desktop;
    std::unique_ptr<Process> m_program;
    Bytes m_window;
};

/// strace around a command: the command keeps its process number, renames take 5 ms.
std::vector<Bytes> slowed(const std::vector<Bytes> &command);

/// 1,000 files a_0, a_1, ..., and the rules that make b_0, b_1, ... of them.
struct ThousandFiles {
    static constexpr int kCount = 1000;

    ThousandFiles();
    int renamed() const; ///< How many have the new name now.

    TempDir files;
    TempDir recipes;
    Bytes recipe; ///< Its path.
    Snapshot before;
    Snapshot after;
};

} // namespace bulkhead
