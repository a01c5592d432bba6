// SPDX-License-Identifier: GPL-3.0-or-later
// Eyes on a display, and a hand quick enough to time: xdotool takes milliseconds to start.
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <memory>
#include <optional>

struct _XDisplay; // Xlib's names do not go together with Qt's.

namespace bulkhead::bench {

using XWindow = unsigned long;
using XKey = unsigned long; ///< As in X11/keysym.h.
constexpr unsigned kControl = 1 << 2;
constexpr unsigned kAlt = 1 << 3;

struct Area {
    int x = 0, y = 0, width = 0, height = 0;
};

/// One thread.
class Screen
{
public:
    /// Ends the program where there is no such display.
    explicit Screen(const Bytes &display);

    /// A digest of the pixels: two pictures with one digest are the same.
    std::uint64_t picture(const Area &area) const;
    /// The window with this title, once the window manager has it.
    std::optional<XWindow> window(const Bytes &title) const;
    /// Whether something is drawn in the window: more than a background.
    bool isPainted(XWindow window) const;
    /// Presses and releases a key in the window that has the focus. `modifiers`: kControl | kAlt.
    void key(XWindow window, XKey key, unsigned modifiers = 0) const;

private:
    std::unique_ptr<_XDisplay, int (*)(_XDisplay *)> m_display;
};

} // namespace bulkhead::bench
