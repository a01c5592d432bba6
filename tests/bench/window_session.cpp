// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window_session.h"

#include "tests/bench/field.h"
#include "tests/bench/process_watch.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace bulkhead::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStarts = 3;
constexpr double kMostMsToStart = 250;
constexpr double kMostMiBEmpty = 60;
constexpr auto kLook = std::chrono::milliseconds(20);
constexpr auto kLookAtStart = std::chrono::milliseconds(2);

/// A regex, a change of case and a counter; what the regex looks for is still to be typed.
constexpr BytesView kRecipe = R"json({"bulkhead":1,"job":"rename","rules":[
    {"rule":"replace","find":"(nothing has this)","with":"trip-$1","mode":"regex"},
    {"rule":"case","to":"upper"},{"rule":"number","separator":"-"}]})json";

Bytes fileName(int i)
{
    char text[32];
    std::snprintf(text, sizeof text, "IMG_%07d.jpg", i);
    return text;
}

} // namespace

WindowSession::WindowSession(int files, double stallLimit)
    : WindowSession(files, stallLimit, kRecipe, [](int) { return Bytes(); })
{
    for (int i = 0; i < files; ++i) {
        // Sizes in no order, without anything on the disk.
        if (::truncate(m_folder.path(fileName(i)).c_str(), i * 7919L % 100'000) != 0)
            fail("truncate");
    }
}

WindowSession::WindowSession(int files, double stallLimit, BytesView recipe, const std::function<Bytes(int)> &contentOf)
    : m_files(files)
    , m_stallLimit(stallLimit)
    , m_screen(m_desktop.display())
{
    for (int i = 0; i < files; ++i)
        m_folder.writeFile(fileName(i), contentOf(i));
    m_recipes.writeFile("usual.bulkhead.json", recipe);
}

double WindowSession::start()
{
    if (m_program) {
        m_program->signal(SIGKILL);
        m_program->wait();
        m_desktop.waitUntilGone(m_window);
    }
    const auto begin = Clock::now();
    m_program
        = m_desktop.start({BULKHEAD_GUI, "--recipe", m_recipes.path("usual.bulkhead.json"), "--stall-report", m_recipes.path("stalls")});
    for (;;) {
        const std::optional<XWindow> window = m_screen.window("Bulkhead");
        if (window && m_screen.isPainted(*window)) {
            m_xWindow = *window;
            m_window = std::to_string(*window);
            return secondsSince(begin);
        }
        if (secondsSince(begin) > 60)
            fail("the window did not open");
        std::this_thread::sleep_for(kLookAtStart);
    }
}

void WindowSession::open()
{
    std::vector<double> milliseconds;
    for (int i = 0; i < kStarts; ++i)
        milliseconds.push_back(start() * 1e3);
    note(spreadRow(Row{.what = "start to a painted window", .unit = "ms", .limit = kMostMsToStart}, milliseconds));
    m_desktop.focus(m_window);
    m_desktop.place(m_window, place::kWindow.x, place::kWindow.y, place::kWindow.width, place::kWindow.height);
    m_desktop.movePointer(place::kWindow.width - 1, place::kWindow.height + 20);
    settle();
    m_emptyKiB = memoryOf(process()).nowKiB;
    note(Row{.what = "memory of the empty window", .value = double(m_emptyKiB) / 1024, .unit = "MiB", .limit = kMostMiBEmpty});
}

void WindowSession::measure(const Bytes &what, const std::function<void()> &action)
{
    std::fprintf(stderr, "bench_window: %s\n", what.c_str());
    settle();
    const auto meter = m_desktop.start({PING_METER, m_window});
    if (meter->readLine() != "ready")
        fail("the meter did not start");
    action();
    meter->closeInput();
    const ProcessOutcome outcome = meter->wait();
    const QJsonObject numbers = QJsonDocument::fromJson(QByteArray::fromStdString(outcome.output)).object();
    if (outcome.exitCode != 0)
        fail(what + ": the window did not answer for a minute: " + outcome.output);
    const auto number = [&numbers](QLatin1String name) { return numbers.value(name).toDouble(); };
    char pings[120];
    std::snprintf(pings, sizeof pings, "%.0f pings, at most %.1f ms between them; 99 of 100 answered within %.1f ms",
        number(QLatin1String("pings")), number(QLatin1String("gap_ms")), number(QLatin1String("p99_ms")));
    note({.what = Bytes(kNoAnswer) + what,
        .value = number(QLatin1String("longest_ms")),
        .unit = "ms",
        .limit = m_stallLimit,
        .note = pings});
}

void WindowSession::note(Row row)
{
    row.part = "window";
    std::fprintf(stderr, "bench_window:   %s: %.1f %s\n", row.what.c_str(), row.value, row.unit.c_str());
    m_rows.push_back(std::move(row));
}

void WindowSession::change(const Bytes &what, const std::function<void()> &act)
{
    const std::uint64_t before = m_screen.picture(place::kTable);
    const auto changed = [&] { return m_screen.picture(place::kTable) != before; };
    act();
    settle(); // Else a button that lights up under the pointer would do.
    if (!changed()) {
        until(what, changed);
        settle();
    }
}

void WindowSession::until(const Bytes &what, const std::function<bool()> &reached)
{
    const auto begin = Clock::now();
    while (!reached()) {
        if (secondsSince(begin) > 20 + m_files / 5e3)
            fail(what + " had no effect");
        std::this_thread::sleep_for(kLook);
    }
}

void WindowSession::settle()
{
    if (!waitUntilAtRest(process(), 60 + m_files / 5'000))
        fail("the program does not come to rest");
}

void WindowSession::click(int x, int y)
{
    m_desktop.click(x, y);
    m_desktop.movePointer(place::kWindow.width - 1, place::kWindow.height + 20);
}

void WindowSession::key(XKey key, unsigned modifiers)
{
    m_screen.key(m_xWindow, key, modifiers);
}

Bytes WindowSession::path(int i) const
{
    return m_folder.path(fileName(i));
}

bool WindowSession::isRenamed(int i) const
{
    return !m_folder.exists(fileName(i));
}

bool WindowSession::allRenamed() const
{
    return isRenamed(0) && isRenamed(m_files / 2) && isRenamed(m_files - 1);
}

bool WindowSession::noneRenamed() const
{
    return !isRenamed(0) && !isRenamed(m_files / 2) && !isRenamed(m_files - 1);
}

bool WindowSession::isGone() const
{
    return hasEnded(process());
}

void WindowSession::fail(const Bytes &what)
{
    const Bytes picture = "bench_window-failed.png";
    m_desktop.screenshot(picture);
    std::fprintf(stderr, "bench_window: %s; see %s\n", what.c_str(), picture.c_str());
    for (const Row &row : m_rows)
        print(row);
    std::exit(1);
}

} // namespace bulkhead::bench
