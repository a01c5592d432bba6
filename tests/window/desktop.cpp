// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/desktop.h"

#include <cstdio>
#include <cstdlib>

namespace bulkhead {

namespace {

[[noreturn]] void fail(const Bytes &what)
{
    std::fprintf(stderr, "desktop: %s\n", what.c_str());
    std::abort();
}

} // namespace

Desktop::Desktop()
{
    for (const Bytes &folder : {Bytes("config"), Bytes("state"), Bytes("cache"), Bytes("run")})
        m_home.makeDir(folder);
    m_home.setMode("run", 0700);
    m_server = std::make_unique<Process>(std::vector<Bytes>{"Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"});
    const Bytes number = m_server->readLine();
    if (number.empty())
        fail("Xvfb did not start");
    m_display = ":" + number;
    // A window that asks to be shown while openbox still starts is forgotten: wait until it says that it has.
    m_windowManager = start({"openbox", "--sm-disable", "--startup", "echo started"});
    Bytes line;
    do { // Behind what it has to say about its menus.
        line = m_windowManager->readLine();
        if (line.empty())
            fail("openbox did not start");
    } while (line != "started");
}

ProcessOptions Desktop::options() const
{
    ProcessOptions options;
    options.environment = {{"DISPLAY", m_display}, {"HOME", m_home.path()}, {"XDG_CONFIG_HOME", m_home.path("config")},
        {"XDG_STATE_HOME", stateHome()}, {"XDG_CACHE_HOME", m_home.path("cache")}, {"XDG_RUNTIME_DIR", m_home.path("run")},
        {"QT_QPA_PLATFORM", "xcb"}, {"LC_ALL", "C.UTF-8"}};
    return options;
}

std::unique_ptr<Process> Desktop::start(const std::vector<Bytes> &command) const
{
    return std::make_unique<Process>(command, options());
}

ProcessOutcome Desktop::run(const std::vector<Bytes> &command) const
{
    return runProcess(command, options());
}

Bytes Desktop::xdotool(std::vector<Bytes> words) const
{
    // What it waits for with --sync may never come.
    words.insert(words.begin(), {"timeout", "60", "xdotool"});
    const ProcessOutcome outcome = run(words);
    if (outcome.exitCode != 0) {
        Bytes command;
        for (const Bytes &word : words)
            command += " " + word;
        fail("exit code " + std::to_string(outcome.exitCode) + " of" + command + ": " + outcome.errors);
    }
    return outcome.output;
}

Bytes Desktop::window(const Bytes &title) const
{
    const Bytes found = xdotool({"search", "--sync", "--onlyvisible", "--name", "^" + title + "$"});
    const Bytes id = found.substr(0, found.find('\n'));
    focus(id);
    return id;
}

void Desktop::waitUntilGone(const Bytes &window) const
{
    while (run({"xdotool", "getwindowname", window}).exitCode == 0) { }
}

void Desktop::place(const Bytes &window, int x, int y, int width, int height) const
{
    xdotool({"windowsize", "--sync", window, std::to_string(width), std::to_string(height)});
    xdotool({"windowmove", window, std::to_string(x), std::to_string(y)});
}

void Desktop::focus(const Bytes &window) const
{
    xdotool({"windowactivate", "--sync", window});
}

void Desktop::key(const Bytes &keys) const
{
    xdotool({"key", "--clearmodifiers", keys});
}

void Desktop::type(const Bytes &text) const
{
    xdotool({"type", "--delay", "15", text});
}

void Desktop::movePointer(int x, int y) const
{
    xdotool({"mousemove", std::to_string(x), std::to_string(y)});
}

void Desktop::click(int x, int y) const
{
    xdotool({"mousemove", "--sync", std::to_string(x), std::to_string(y), "click", "1"});
}

void Desktop::drag(int fromX, int fromY, int toX, int toY) const
{
    const auto moveTo = [this](int x, int y) { xdotool({"mousemove", std::to_string(x), std::to_string(y), "sleep", "0.03"}); };
    xdotool({"mousemove", "--sync", std::to_string(fromX), std::to_string(fromY), "mousedown", "1"});
    for (int step = 1; step <= 6; ++step)
        moveTo(fromX + step * 4, fromY + step * 2);
    for (int step = 1; step <= 10; ++step)
        moveTo(fromX + (toX - fromX) * step / 10, fromY + (toY - fromY) * step / 10);
    for (int step = 0; step < 5; ++step)
        moveTo(toX + step, toY);
    xdotool({"mouseup", "1"});
}

void Desktop::screenshot(const Bytes &file) const
{
    if (run({"import", "-window", "root", file}).exitCode != 0)
        fail("no screenshot");
}

} // namespace bulkhead
