// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagnostics/event_trail.h"
#include "ui/diagnostics/stall_record.h"

#include <QAbstractNativeEventFilter>
#include <QApplication>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore.h>
#include <thread>

class QWidget;

namespace bulkhead {

class StackCatcher;

/// Measures how long the event loop does not turn, as a window manager would with _NET_WM_PING: a thread posts a token, waits
/// for the loop to come by it, and posts the next one a moment later. Each wait goes into the record; who was at work during
/// the long ones is noted while they last.
///
/// Costs nothing while nothing happens: the thread sleeps until the GUI thread begins an event (`turn`), and sleeps again
/// once no event but its own came for a moment. The GUI thread never waits for it.
///
/// GUI thread, but for what says otherwise. There is at most one that is started.
class StallMonitor final : public QObject, private QAbstractNativeEventFilter
{
    Q_OBJECT

public:
    using Nanoseconds = std::chrono::nanoseconds;
    using Clock = std::chrono::steady_clock;
    struct Timing {
        Nanoseconds gap = std::chrono::milliseconds(4); ///< From an answer to the next token.
        Nanoseconds quiet = std::chrono::milliseconds(25); ///< Without an event, until it sleeps. Longer than a ping from outside is away.
        Nanoseconds note = kOneFrame; ///< After that who is at work is noted,
        Nanoseconds stall = kStall; ///< and after that with a stack.
    };
    struct Readings {
        StallRecord record;
        Nanoseconds measured{}; ///< From start to now, or to the end.
        std::optional<Nanoseconds> firstFrame; ///< See startWithFirstFrame.
    };

    /// `noticed` is called on the watchdog's thread while each stall lasts.
    explicit StallMonitor(std::function<void()> noticed = {}, QObject *parent = nullptr);
    StallMonitor(const Timing &timing, std::function<void()> noticed = {}, QObject *parent = nullptr);
    ~StallMonitor() override; ///< Stops.

    void start();
    /// Starts as soon as `window` was painted for the first time: before that there is nobody to keep waiting. How long it took
    /// from `begun` to there is among the readings.
    void startWithFirstFrame(QWidget &window, Clock::time_point begun);
    /// A token that is under way counts as answered now.
    void stop();

    /// An event begins. Costs a store and a look where the watchdog is awake.
    void turn() noexcept;
    static bool isToken(const QEvent &event) noexcept { return event.type() == tokenType(); }

    Readings readings() const; ///< Any thread.
    bool isAsleep() const noexcept { return m_asleep.load(); } ///< Any thread.

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static QEvent::Type tokenType() noexcept;
    bool nativeEventFilter(const QByteArray &eventType, void *message, qintptr *result) override;
    void answer() noexcept;
    void watch();
    void sleepUntilTurned(std::uint64_t seen);
    Nanoseconds waitForAnswer(Clock::time_point posted, Stall &stall);
    /// False where it is not answered by then. None = however long it takes.
    bool isAnsweredBy(std::optional<Clock::time_point> end);
    template <class Reached>
    bool waitUntil(Reached reached, std::optional<Clock::time_point> end);

    const Timing m_timing;
    const std::function<void()> m_noticed;

    // Between the two threads. The semaphore says: look again.
    sem_t m_signal;
    std::atomic<std::uint64_t> m_turns = 0;
    std::atomic<bool> m_asleep = false;
    std::atomic<bool> m_stopping = false;
    std::atomic<Clock::rep> m_answeredAt = 0; ///< 0 = not yet.

    Clock::time_point m_begun{};
    mutable std::mutex m_mutex; ///< For what follows.
    StallRecord m_record;
    Clock::time_point m_started{};
    std::optional<Clock::time_point> m_stopped;
    std::optional<Nanoseconds> m_firstFrame;

    std::unique_ptr<StackCatcher> m_stacks;
    std::thread m_thread;
};

/// Tells the monitor and the trail of each event of the GUI thread.
class WatchedApplication : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv);

    /// Null = none; the caller keeps it, and takes it away before it is gone.
    void setMonitor(StallMonitor *monitor) noexcept { m_monitor = monitor; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    const Qt::HANDLE m_guiThread;
    StallMonitor *m_monitor = nullptr;
};

} // namespace bulkhead
