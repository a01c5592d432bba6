// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagnostics/diagnostics.h"

#include <QString>

namespace bulkhead {

struct DiagnosticsSection {
    struct Line {
        QString label;
        QString value;
    };
    QString title;
    std::vector<Line> lines;
};

/// What the program knows of itself, to be read. What could not be found out is said to be unknown.
std::vector<DiagnosticsSection> diagnosticsSections(const Diagnostics &diagnostics);

/// All of it, and the calls of the longest waits: for a letter to somebody who can help.
QString diagnosticsText(const Diagnostics &diagnostics);

} // namespace bulkhead
