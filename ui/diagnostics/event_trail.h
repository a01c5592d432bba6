// SPDX-License-Identifier: GPL-3.0-or-later
// What the GUI thread is at, for the watchdog to read when it takes too long. Written by the GUI thread alone, a few stores an event.
#pragma once

#include <QEvent>

#include <atomic>

namespace bulkhead {

struct TrailPlace {
    const char *action = nullptr; ///< As the person would call it; null where none is named.
    const char *receiver = nullptr; ///< Class of the object whose event it is; null between events.
    int type = QEvent::None; ///< QEvent::Type
};

/// Of the process: it has one GUI thread.
class EventTrail
{
public:
    /// Any thread. While events change the parts may be of two of them; an event that lasts is told right.
    static TrailPlace place() noexcept
    {
        return {
            s_action.load(std::memory_order_relaxed), s_receiver.load(std::memory_order_relaxed), s_type.load(std::memory_order_relaxed)};
    }

private:
    friend class EventScope;
    friend class ActionScope;

    inline static std::atomic<const char *> s_action = nullptr;
    inline static std::atomic<const char *> s_receiver = nullptr;
    inline static std::atomic<int> s_type = QEvent::None;
};

/// While an event is handled. GUI thread only. `receiver` has to last as long as the program.
class EventScope
{
public:
    EventScope(const char *receiver, int type) noexcept
        : m_receiver(EventTrail::s_receiver.load(std::memory_order_relaxed))
        , m_type(EventTrail::s_type.load(std::memory_order_relaxed))
    {
        set(receiver, type);
    }
    ~EventScope() { set(m_receiver, m_type); }
    EventScope(const EventScope &) = delete;
    EventScope &operator=(const EventScope &) = delete;

private:
    static void set(const char *receiver, int type) noexcept
    {
        EventTrail::s_receiver.store(receiver, std::memory_order_relaxed);
        EventTrail::s_type.store(type, std::memory_order_relaxed);
    }

    const char *m_receiver; ///< What it happens in the middle of.
    int m_type;
};

/// While something with a name of its own is done. GUI thread only. `action` has to last until the StallMonitor is stopped.
class ActionScope
{
public:
    explicit ActionScope(const char *action) noexcept
        : m_action(EventTrail::s_action.load(std::memory_order_relaxed))
    {
        EventTrail::s_action.store(action, std::memory_order_relaxed);
    }
    ~ActionScope() { EventTrail::s_action.store(m_action, std::memory_order_relaxed); }
    ActionScope(const ActionScope &) = delete;
    ActionScope &operator=(const ActionScope &) = delete;

private:
    const char *m_action;
};

} // namespace bulkhead
