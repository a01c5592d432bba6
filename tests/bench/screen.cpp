// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/screen.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>

namespace bulkhead::bench {

namespace {

struct FreeImage {
    void operator()(XImage *image) const { XDestroyImage(image); }
};
using Image = std::unique_ptr<XImage, FreeImage>;

struct FreeX {
    void operator()(void *memory) const { XFree(memory); }
};

BytesView pixels(const XImage &image)
{
    return {image.data, std::size_t(image.bytes_per_line) * std::size_t(image.height)};
}

} // namespace

Screen::Screen(const Bytes &display)
    : m_display(XOpenDisplay(display.c_str()), &XCloseDisplay)
{
    if (!m_display) {
        std::fprintf(stderr, "screen: no display %s\n", display.c_str());
        std::exit(1);
    }
    // A window may be gone before it is looked at.
    XSetErrorHandler([](Display *, XErrorEvent *) { return 0; });
}

std::uint64_t Screen::picture(const Area &area) const
{
    const Image image(XGetImage(m_display.get(), DefaultRootWindow(m_display.get()), area.x, area.y, unsigned(area.width),
        unsigned(area.height), AllPlanes, ZPixmap));
    return image ? std::hash<BytesView>()(pixels(*image)) : 0;
}

std::optional<XWindow> Screen::window(const Bytes &title) const
{
    Display *const display = m_display.get();
    Atom type = 0;
    int format = 0;
    unsigned long count = 0, rest = 0;
    unsigned char *list = nullptr;
    const Atom clients = XInternAtom(display, "_NET_CLIENT_LIST", False);
    if (XGetWindowProperty(display, DefaultRootWindow(display), clients, 0, 100, False, XA_WINDOW, &type, &format, &count, &rest, &list)
            != Success
        || !list)
        return {};
    const std::unique_ptr<unsigned char, FreeX> owned(list);
    for (unsigned long i = 0; i < count; ++i) {
        const Window window = reinterpret_cast<const Window *>(list)[i];
        char *name = nullptr;
        if (XFetchName(display, window, &name) == 0 || !name)
            continue;
        const std::unique_ptr<char, FreeX> ownedName(name);
        if (name == title)
            return window;
    }
    return {};
}

bool Screen::isPainted(XWindow window) const
{
    constexpr unsigned kWidth = 400, kHeight = 60;
    const Image image(XGetImage(m_display.get(), window, 0, 0, kWidth, kHeight, AllPlanes, ZPixmap));
    if (!image)
        return false;
    // A background is one colour; what is drawn on it has edges.
    const BytesView all = pixels(*image);
    constexpr std::size_t kPixel = 4;
    int edges = 0;
    for (std::size_t at = kPixel; at + kPixel <= all.size(); at += kPixel)
        edges += all.substr(at, kPixel) != all.substr(at - kPixel, kPixel) ? 1 : 0;
    return edges > 100;
}

void Screen::key(XWindow window, XKey key, unsigned modifiers) const
{
    XEvent event = {};
    event.xkey.display = m_display.get();
    event.xkey.window = window;
    event.xkey.root = DefaultRootWindow(m_display.get());
    event.xkey.time = CurrentTime;
    event.xkey.same_screen = True;
    event.xkey.keycode = XKeysymToKeycode(m_display.get(), key);
    event.xkey.state = modifiers;
    for (const int type : {KeyPress, KeyRelease}) {
        event.type = type;
        XSendEvent(m_display.get(), window, True, type == KeyPress ? KeyPressMask : KeyReleaseMask, &event);
    }
    XFlush(m_display.get());
}

} // namespace bulkhead::bench
