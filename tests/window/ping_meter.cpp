// SPDX-License-Identifier: GPL-3.0-or-later
// Measures from outside how long a window's event loop does not answer: one _NET_WM_PING after the other, the next 4 ms
// after the answer to the last. Protocol: Extended Window Manager Hints, "_NET_WM_PING". A window that is closed meanwhile is
// measured until it is off the screen.
//
// usage: ping_meter WINDOW_ID      until its standard input ends; then prints one line of JSON:
// {"pings":N,"lost":N,"longest_ms":X,"p99_ms":X,"median_ms":X,"gap_ms":X}      gap_ms: the longest time without a ping on its way
#include <X11/Xlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kGapMs = 4;
constexpr double kLostMs = 60'000;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

class Meter
{
public:
    Meter(Display *display, Window window)
        : m_display(display)
        , m_window(window)
        , m_protocols(XInternAtom(display, "WM_PROTOCOLS", False))
        , m_ping(XInternAtom(display, "_NET_WM_PING", False))
    {
        // The answer is the same message sent to the root window.
        XSelectInput(display, DefaultRootWindow(display), SubstructureNotifyMask | StructureNotifyMask);
        XSelectInput(display, window, StructureNotifyMask);
        XSetErrorHandler([](Display *, XErrorEvent *) { return 0; }); // a window that is gone
    }

    bool isGone() const { return m_gone; } ///< The window.

    /// Milliseconds until the answer, or until the window is gone; a negative number where neither came.
    double ping()
    {
        const long stamp = ++m_stamp;
        XEvent event = {};
        event.xclient.type = ClientMessage;
        event.xclient.window = m_window;
        event.xclient.message_type = m_protocols;
        event.xclient.format = 32;
        event.xclient.data.l[0] = long(m_ping);
        event.xclient.data.l[1] = stamp;
        event.xclient.data.l[2] = long(m_window);
        const auto begin = Clock::now();
        XSendEvent(m_display, m_window, False, NoEventMask, &event);
        XFlush(m_display);
        while (millisecondsSince(begin) < kLostMs) {
            while (XPending(m_display) > 0) {
                XEvent answer;
                XNextEvent(m_display, &answer);
                m_gone = m_gone || ((answer.type == UnmapNotify || answer.type == DestroyNotify) && answer.xany.window == m_window);
                if (m_gone)
                    return millisecondsSince(begin);
                if (answer.type == ClientMessage && Atom(answer.xclient.data.l[0]) == m_ping && answer.xclient.data.l[1] == stamp)
                    return millisecondsSince(begin);
            }
            pollfd wait{ConnectionNumber(m_display), POLLIN, 0};
            ::poll(&wait, 1, 200);
        }
        return -1;
    }

private:
    Display *m_display;
    Window m_window;
    Atom m_protocols;
    Atom m_ping;
    long m_stamp = 1000;
    bool m_gone = false;
};

/// True once standard input has ended; waits at most `milliseconds`.
bool inputEnded(int milliseconds)
{
    pollfd wait{STDIN_FILENO, POLLIN, 0};
    if (::poll(&wait, 1, milliseconds) <= 0)
        return false;
    char byte;
    return ::read(STDIN_FILENO, &byte, 1) <= 0;
}

} // namespace

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(nullptr);
    if (argc != 2 || !display) {
        std::fprintf(stderr, "usage: ping_meter WINDOW_ID (with DISPLAY set)\n");
        return 2;
    }
    Meter meter(display, std::strtoul(argv[1], nullptr, 0));
    std::vector<double> answers;
    int lost = 0;
    double gap = 0;
    std::printf("ready\n");
    std::fflush(stdout);
    auto answered = Clock::now();
    while (!inputEnded(meter.isGone() ? -1 : kGapMs)) {
        gap = std::max(gap, millisecondsSince(answered));
        const double milliseconds = meter.ping();
        if (milliseconds < 0) {
            ++lost;
            break;
        }
        answers.push_back(milliseconds);
        answered = Clock::now();
    }
    if (answers.empty()) {
        std::printf("{\"pings\":0,\"lost\":%d}\n", lost);
        return 1;
    }
    std::sort(answers.begin(), answers.end());
    std::printf("{\"pings\":%zu,\"lost\":%d,\"longest_ms\":%.2f,\"p99_ms\":%.2f,\"median_ms\":%.3f,\"gap_ms\":%.2f}\n", answers.size(),
        lost, answers.back(), answers[answers.size() * 99 / 100], answers[answers.size() / 2], gap);
    return lost > 0 ? 1 : 0;
}
