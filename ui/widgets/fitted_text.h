// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/changed_range.h"

#include <QFontMetricsF>
#include <QString>

namespace bulkhead {

/// A text made to fit, and where the part that matters is in it.
struct FittedText {
    QString text;
    TextRange range;
};

/// `text` in at most `width`, if an ellipsis or two fit at all: what surrounds `range` gives way first, in the middle before and the
/// middle behind, and only then the range itself, in its middle. Where the range is empty, the place where something was taken out
/// stays in sight. GUI thread only.
FittedText fitText(const QString &text, TextRange range, const QFontMetricsF &metrics, double width);

} // namespace bulkhead
