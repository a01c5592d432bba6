// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// bulkhead [--recipe FILE] [--stall-report FILE] [--] [PATH...]; read as bytes: a path need not be text in any encoding.
struct GuiArguments {
    enum class Wanted : unsigned char {
        Window,
        Version,
        Help,
        Mistake, ///< An option that is none.
        Nowhere, ///< A relative path, and no folder that it is relative to.
    };
    Wanted wanted = Wanted::Window;
    Bytes recipe; ///< Absolute; empty = none.
    Bytes stallReport; ///< Where it is written at exit. Absolute; empty = nowhere.
    std::vector<Bytes> paths; ///< Absolute.
    Bytes mistake; ///< The argument that was not understood, or leads nowhere.
};

GuiArguments parseGuiArguments(int argc, char **argv, BytesView workingDirectory);

extern const char kGuiHelp[];

} // namespace bulkhead
