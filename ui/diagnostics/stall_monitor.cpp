// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/stall_monitor.h"

#include "ui/diagnostics/stack_catcher.h"

#include <QMetaEnum>
#include <QThread>
#include <QWidget>

#include <cerrno>
#include <pthread.h>
#include <time.h>

namespace bulkhead {

namespace {

Bytes eventText(const TrailPlace &place)
{
    if (!place.receiver)
        return {};
    const char *type = QMetaEnum::fromType<QEvent::Type>().valueToKey(place.type);
    return (type ? Bytes(type) : "event " + std::to_string(place.type)) + " to " + place.receiver;
}

} // namespace

StallMonitor::StallMonitor(std::function<void()> noticed, QObject *parent)
    : StallMonitor(Timing(), std::move(noticed), parent)
{
}

StallMonitor::StallMonitor(const Timing &timing, std::function<void()> noticed, QObject *parent)
    : QObject(parent)
    , m_timing(timing)
    , m_noticed(std::move(noticed))
{
    ::sem_init(&m_signal, 0, 0);
}

StallMonitor::~StallMonitor()
{
    stop();
    ::sem_destroy(&m_signal);
}

void StallMonitor::start()
{
    if (m_thread.joinable() || m_stopped)
        return;
    m_stacks = std::make_unique<StackCatcher>();
    {
        const std::lock_guard lock(m_mutex);
        m_started = Clock::now();
    }
    // What X sends reaches some handlers without a QEvent, a ping among them.
    QCoreApplication::instance()->installNativeEventFilter(this);
    m_thread = std::thread(&StallMonitor::watch, this);
    ::pthread_setname_np(m_thread.native_handle(), "stall-monitor");
}

void StallMonitor::startWithFirstFrame(QWidget &window, Clock::time_point begun)
{
    m_begun = begun;
    window.installEventFilter(this);
}

bool StallMonitor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // Queued: the children are painted after this event.
        QMetaObject::invokeMethod(
            this,
            [this] {
                start();
                const std::lock_guard lock(m_mutex);
                m_firstFrame = Clock::now() - m_begun;
            },
            Qt::QueuedConnection);
    }
    return false;
}

void StallMonitor::stop()
{
    if (!m_thread.joinable())
        return;
    QCoreApplication::instance()->removeNativeEventFilter(this);
    m_stopping = true;
    answer();
    m_thread.join(); // Told to end, it waits for nothing; but for a stack it has just asked for, 0.1 s at most.
    m_stacks.reset();
    const std::lock_guard lock(m_mutex);
    m_stopped = Clock::now();
}

void StallMonitor::turn() noexcept
{
    // In one order with sleepUntilTurned: either it sees the turn, or it is seen to sleep here.
    m_turns.store(m_turns.load(std::memory_order_relaxed) + 1);
    if (m_asleep.load() && m_asleep.exchange(false))
        ::sem_post(&m_signal);
}

QEvent::Type StallMonitor::tokenType() noexcept
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

bool StallMonitor::event(QEvent *event)
{
    if (!isToken(*event))
        return QObject::event(event);
    answer();
    return true;
}

bool StallMonitor::nativeEventFilter(const QByteArray &, void *, qintptr *)
{
    turn();
    return false;
}

void StallMonitor::answer() noexcept
{
    m_answeredAt.store(Clock::now().time_since_epoch().count());
    ::sem_post(&m_signal);
}

StallMonitor::Readings StallMonitor::readings() const
{
    const std::lock_guard lock(m_mutex);
    const bool started = m_started != Clock::time_point();
    return {m_record, started ? m_stopped.value_or(Clock::now()) - m_started : Nanoseconds(), m_firstFrame};
}

// --- the watchdog's thread ---

void StallMonitor::watch()
{
    std::uint64_t seen = 0;
    Clock::time_point turned = Clock::now();
    while (!m_stopping) {
        m_answeredAt = 0;
        const Clock::time_point posted = Clock::now();
        QCoreApplication::postEvent(this, new QEvent(tokenType()));
        Stall stall;
        stall.wait = waitForAnswer(posted, stall);
        stall.at = posted - m_started;
        {
            const std::lock_guard lock(m_mutex);
            m_record.add(stall.wait);
            if (stall.wait > m_timing.note)
                m_record.describe(std::move(stall));
        }
        waitUntil([this] { return m_stopping.load(); }, Clock::now() + m_timing.gap);
        if (Clock::now() - turned >= m_timing.quiet)
            sleepUntilTurned(seen);
        if (const std::uint64_t turns = m_turns.load(); turns != seen) {
            seen = turns;
            turned = Clock::now();
        }
    }
}

void StallMonitor::sleepUntilTurned(std::uint64_t seen)
{
    m_asleep = true;
    if (m_turns.load() == seen)
        waitUntil([this] { return !m_asleep || m_stopping; }, {});
    m_asleep = false;
}

StallMonitor::Nanoseconds StallMonitor::waitForAnswer(Clock::time_point posted, Stall &stall)
{
    if (!isAnsweredBy(posted + m_timing.note)) {
        const TrailPlace place = EventTrail::place();
        stall.action = place.action ? place.action : "";
        stall.event = eventText(place);
        if (!isAnsweredBy(posted + m_timing.stall)) {
            stall.stack = m_stacks->take();
            if (m_noticed)
                m_noticed();
            isAnsweredBy({});
        }
    }
    const Clock::rep answered = m_answeredAt.load();
    return (answered ? Clock::time_point(Clock::duration(answered)) : Clock::now()) - posted;
}

bool StallMonitor::isAnsweredBy(std::optional<Clock::time_point> end)
{
    return waitUntil([this] { return m_answeredAt != 0 || m_stopping; }, end);
}

template <class Reached>
bool StallMonitor::waitUntil(Reached reached, std::optional<Clock::time_point> end)
{
    timespec until = {};
    if (end) {
        const auto time = end->time_since_epoch();
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
        until.tv_sec = seconds.count();
        until.tv_nsec = Nanoseconds(time - seconds).count();
    }
    while (!reached()) {
        const int waited = end ? ::sem_clockwait(&m_signal, CLOCK_MONOTONIC, &until) : ::sem_wait(&m_signal);
        if (waited != 0 && errno == ETIMEDOUT)
            return reached();
    }
    return true;
}

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
    , m_guiThread(QThread::currentThreadId())
{
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThreadId() != m_guiThread)
        return QApplication::notify(receiver, event);
    const EventScope scope(receiver->metaObject()->className(), event->type());
    if (m_monitor && !StallMonitor::isToken(*event))
        m_monitor->turn();
    return QApplication::notify(receiver, event);
}

} // namespace bulkhead
