// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/field.h"
#include "tests/bench/process_watch.h"
#include "tests/bench/window_session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <X11/keysym.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <optional>
#include <sys/stat.h>
#include <thread>

namespace bulkhead::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kMostBytesAFile = 220;
constexpr double kMostGrowthWhileCommitting = 1.10; ///< Of the memory: "flat".
constexpr double kMostMsToNames = 50;
constexpr double kMostMsToStop = 100;
constexpr int kKeystrokes = 20;
constexpr int kTries = 5; ///< A small run may be over before it is cancelled, or before it shows progress.

void drop(WindowSession &session, const Bytes &what, const Bytes &uriList)
{
    const TempDir lists;
    lists.writeFile("uri-list", uriList);
    {
        const auto source = session.desktop().start({DRAG_SOURCE, lists.path("uri-list")});
        const Bytes sourceWindow = session.desktop().window("drag source");
        session.desktop().place(sourceWindow, 10, 400, 160, 120);
        session.measure(what, [&] { session.change("the drop", [&] { session.desktop().drag(80, 460, place::kRowX, place::kRowY); }); });
    }
    session.desktop().focus(session.window());
}

void dropEveryFile(WindowSession &session)
{
    Bytes files;
    for (int i = 0; i < session.files(); ++i)
        files += "file://" + session.path(i) + "\r\n";
    session.change("Ctrl+L", [&] { session.desktop().key("ctrl+l"); });
    drop(session, "loading by drop of every file", files);
}

void type(WindowSession &session)
{
    // The cursor waits in the first rule after a drop.
    session.desktop().key("ctrl+a");
    session.measure("typing 20 characters into a regex rule",
        [&] { session.change("typing", [&] { session.desktop().type("^IMG_([0-9]+)(?:zz)?"); }); });
    const double kib = double(memoryOf(session.process()).nowKiB - session.emptyKiB());
    session.note({.what = "memory with preview, above the empty window",
        .value = kib * 1024 / session.files(),
        .unit = "B/file",
        .limit = kMostBytesAFile});
}

/// From a keystroke until the names on screen are for good what they will be.
double keystrokeToNames(WindowSession &session, XKey key)
{
    struct Seen {
        double seconds;
        std::uint64_t picture;
    };
    const std::uint64_t before = session.screen().picture(place::kNewNames);
    std::vector<Seen> changes{{0, before}};
    const auto begin = Clock::now();
    session.key(key);
    const auto look = [&] {
        if (const std::uint64_t now = session.screen().picture(place::kNewNames); now != changes.back().picture)
            changes.push_back({secondsSince(begin), now});
    };
    session.until("a key in a rule", [&] {
        for (int i = 0; i < 20; ++i) { // much closer than a frame
            look();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return changes.size() > 1;
    });
    for (int asleep = 0; asleep < 100; asleep = isAsleep(session.process()) ? asleep + 1 : 0) {
        look();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return changes.back().seconds * 1e3;
}

void seeNames(WindowSession &session)
{
    session.desktop().key("Tab"); // into the field "With"
    session.desktop().key("End");
    session.settle();
    std::vector<double> milliseconds;
    for (int i = 0; i < kKeystrokes; ++i)
        milliseconds.push_back(keystrokeToNames(session, i % 2 == 0 ? XK_q : XK_BackSpace));
    Row row = spreadRow(Row{.what = "keystroke to new names on screen", .unit = "ms", .limit = kMostMsToNames}, milliseconds);
    row.value = *row.high;
    row.note = "the slowest of " + std::to_string(kKeystrokes);
    session.note(row);
}

void reorder(WindowSession &session)
{
    session.measure("reordering rules", [&] {
        for (const char *keys : {"alt+Down", "alt+Up"})
            session.change(keys, [&] { session.desktop().key(keys); });
    });
}

void sort(WindowSession &session)
{
    struct Column {
        const char *name;
        int x;
    };
    // By name is what the list is sorted by at first, so it is sorted backwards; the last click restores the order.
    for (const auto &[name, x] :
        {Column{"name", 420}, {"new name", 620}, {"folder", 790}, {"size", 910}, {"modification time", 1010}, {"status", 1170}}) {
        const Bytes what = Bytes("sorting by ") + name;
        session.measure(what, [&, at = x] { session.change(what, [&] { session.click(at, place::kHeaderY); }); });
    }
    session.change("sorting by name again", [&] { session.click(420, place::kHeaderY); });
}

void filter(WindowSession &session)
{
    session.measure("filtering by text", [&] {
        session.desktop().key("ctrl+f");
        session.change("the filter", [&] { session.desktop().type("77"); });
        session.change("closing the filter", [&] { session.desktop().key("Escape"); });
    });
    session.click(place::kRowX, place::kRowY);
    session.measure("filtering by chips", [&] {
        session.change("the chip for errors", [&] {
            session.desktop().key("shift+Tab"); // to the last of the chips
            session.desktop().key("space");
        });
        for (const char *chip : {"conflicts", "changed", "all"})
            session.change(Bytes("the chip for ") + chip, [&] { session.desktop().key("Left"); });
    });
}

void selectAndScroll(WindowSession &session)
{
    session.click(place::kRowX, place::kRowY);
    session.measure("selecting all", [&] { session.change("Ctrl+A", [&] { session.desktop().key("ctrl+a"); }); });
    session.measure("scrolling end to end with all selected", [&] {
        using namespace place;
        session.change("the scroll bar", [&] { session.desktop().drag(kScrollX, kScrollTop, kScrollX - 4, kScrollEnd); });
        session.change("the scroll bar, back", [&] { session.desktop().drag(kScrollX, kScrollEnd - 8, kScrollX - 4, kScrollTop - 20); });
        for (int i = 0; i < 20; ++i)
            session.key(XK_Next);
        session.change("Ctrl+Home", [&] { session.desktop().key("ctrl+Home"); });
    });
}

void commitAndUndo(WindowSession &session)
{
    session.settle();
    const long before = memoryOf(session.process()).nowKiB;
    forgetPeak(session.process());
    session.measure("committing", [&] {
        session.key(XK_Return, kControl);
        session.until("Ctrl+Return", [&] { return session.allRenamed(); });
        session.note({.what = "memory while committing, to that before it",
            .value = double(memoryOf(session.process()).peakKiB) / double(before),
            .unit = "x",
            .limit = kMostGrowthWhileCommitting});
        session.settle();
    });
    session.measure("undoing", [&] {
        session.key(XK_z, kControl | kAlt);
        session.until("Ctrl+Alt+Z", [&] { return session.noneRenamed(); });
        session.settle();
    });
}

/// When something in the folder was last renamed, at the earliest: files are stamped by the kernel's ticks.
double lastRename(const WindowSession &session)
{
    struct stat status = {};
    ::stat(session.folder().path().c_str(), &status);
    return double(status.st_mtim.tv_sec) + double(status.st_mtim.tv_nsec) / 1e9;
}

double tick()
{
    timespec length = {};
    ::clock_getres(CLOCK_REALTIME_COARSE, &length);
    return double(length.tv_nsec) / 1e9;
}

double realTime()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void waitWhile(WindowSession &session, const Bytes &what, const std::function<bool()> &condition)
{
    const auto begin = Clock::now();
    while (condition()) {
        if (secondsSince(begin) > 60)
            session.until(what, [] { return false; });
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

/// Returns once renaming has begun.
void beginRun(WindowSession &session)
{
    const double before = lastRename(session);
    session.key(XK_Return, kControl);
    waitWhile(session, "Ctrl+Return", [&] { return lastRename(session) == before; });
}

/// Returns once the progress of a run is on screen, all of it; false where the run was over before.
bool waitForProgress(WindowSession &session, std::uint64_t cornerAtRest)
{
    constexpr double kSteady = 0.1;
    const auto look = [&session] { return session.screen().picture(place::kCorner); };
    waitWhile(session, "the bar of a run", [&] { return look() == cornerAtRest && !session.allRenamed(); });
    std::uint64_t last = look();
    auto changed = Clock::now();
    waitWhile(session, "the bar of a run", [&] {
        if (const std::uint64_t now = look(); now != last) {
            last = now;
            changed = Clock::now();
        }
        return secondsSince(changed) < kSteady;
    });
    return !session.allRenamed();
}

struct Cancelled {
    double stopMs = 0; ///< From the key to the last rename, at most.
    std::optional<double> shownMs; ///< From the key to the window saying so; none where the run shows no progress.
};

Cancelled cancelRun(WindowSession &session, bool withProgress)
{
    Cancelled cancelled;
    const auto corner = [&session] { return session.screen().picture(place::kCorner); };
    const std::uint64_t atRest = corner();
    beginRun(session);
    const bool progress = withProgress && waitForProgress(session, atRest);
    const std::uint64_t running = corner();
    const double pressed = realTime();
    const auto begin = Clock::now();
    session.key(XK_Escape);
    if (progress) {
        waitWhile(session, "Escape", [&] { return corner() == running; });
        cancelled.shownMs = secondsSince(begin) * 1e3;
    }
    session.settle();
    cancelled.stopMs = std::max(0.0, lastRename(session) + tick() - pressed) * 1e3;
    return cancelled;
}

void undoWhatIsDone(WindowSession &session)
{
    session.settle();
    session.key(XK_z, kControl | kAlt);
    session.until("Ctrl+Alt+Z", [&] { return session.noneRenamed(); });
    session.settle();
}

void cancel(WindowSession &session)
{
    for (int i = 0; i < kTries; ++i) {
        Cancelled cancelled;
        session.measure("cancelling", [&] { cancelled = cancelRun(session, i == 0); });
        const bool inTime = !session.allRenamed();
        undoWhatIsDone(session);
        if (!inTime) {
            session.forgetLast();
            continue;
        }
        session.note({.what = "cancel: key to the last rename", .value = cancelled.stopMs, .unit = "ms", .limit = kMostMsToStop});
        if (cancelled.shownMs)
            session.note({.what = "cancel: key to the window saying so", .value = *cancelled.shownMs, .unit = "ms", .limit = kFrameMs});
        return;
    }
    session.until("cancelling before the end", [] { return false; });
}

void closeMidRun(WindowSession &session)
{
    double seconds = 0;
    session.measure("closing mid-run", [&] {
        beginRun(session);
        const auto begin = Clock::now();
        session.key(XK_q, kControl);
        session.until("Ctrl+Q", [&] { return session.isGone(); });
        seconds = secondsSince(begin);
    });
    session.note({.what = "closing mid-run until the program has ended",
        .value = seconds * 1e3,
        .unit = "ms",
        .note = session.allRenamed() ? "the run was over" : ""});
}

/// The meter in the program and the one outside, over everything that was done since the window was opened.
void compareMeters(WindowSession &session)
{
    double outside = 0;
    for (const Row &row : session.rows()) {
        if (row.what.starts_with(kNoAnswer))
            outside = std::max(outside, row.value);
    }
    const QJsonObject report = QJsonDocument::fromJson(QByteArray::fromStdString(session.stallReport())).object();
    const double inside = report.value(QLatin1String("longest_ms")).toDouble();
    for (const QJsonValue &stall : report.value(QLatin1String("worst")).toArray())
        std::fprintf(stderr, "bench_window: the meter in the program: %s\n",
            QJsonDocument(stall.toObject()).toJson(QJsonDocument::Compact).constData());
    session.note({.what = "longest: the meter in the program against the one outside",
        .value = std::abs(inside - outside),
        .unit = "ms",
        .limit = kFrameMs,
        .note = QStringLiteral("inside %1, outside %2 ms").arg(inside, 0, 'f', 1).arg(outside, 0, 'f', 1).toStdString()});
}

} // namespace

void dropFolder(WindowSession &session, const Bytes &what)
{
    drop(session, what, "file://" + session.folder().path() + "\r\n");
}

void doEverything(WindowSession &session, Drops drops)
{
    session.open();
    dropFolder(session, "loading by drop of the folder");
    type(session);
    seeNames(session);
    reorder(session);
    sort(session);
    filter(session);
    selectAndScroll(session);
    commitAndUndo(session);
    cancel(session);
    if (drops == Drops::FolderAndFiles)
        dropEveryFile(session);
    closeMidRun(session);
    compareMeters(session);
}

} // namespace bulkhead::bench
