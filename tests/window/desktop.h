// SPDX-License-Identifier: GPL-3.0-or-later
// An X server of its own with a window manager, and hands for keyboard and mouse.
#pragma once

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <memory>

namespace bulkhead {

/// Xvfb on a free display number, openbox, and folders of its own for HOME, settings and state. One thread.
class Desktop
{
public:
    Desktop();

    /// Starts a program on this display.
    std::unique_ptr<Process> start(const std::vector<Bytes> &command) const;
    ProcessOutcome run(const std::vector<Bytes> &command) const;

    /// Waits for a visible window with exactly this title, gives it the focus and returns its X id.
    Bytes window(const Bytes &title) const;
    void waitUntilGone(const Bytes &window) const; ///< From the screen: X notices a moment after a program ended.
    void place(const Bytes &window, int x, int y, int width, int height) const;
    void focus(const Bytes &window) const;

    void key(const Bytes &keys) const; ///< "ctrl+Return"
    void type(const Bytes &text) const;
    void movePointer(int x, int y) const;
    void click(int x, int y) const;
    /// Presses at one point and lets go at the other, with the small moves that a drag needs.
    void drag(int fromX, int fromY, int toX, int toY) const;

    /// The whole screen as PNG, for a person to look at.
    void screenshot(const Bytes &file) const;

    const Bytes &display() const { return m_display; } ///< ":1"
    const TempDir &home() const { return m_home; }
    Bytes stateHome() const { return m_home.path("state"); }

private:
    ProcessOptions options() const;
    Bytes xdotool(std::vector<Bytes> words) const;

    TempDir m_home;
    std::unique_ptr<Process> m_server;
    Bytes m_display;
    std::unique_ptr<Process> m_windowManager;
};

} // namespace bulkhead
