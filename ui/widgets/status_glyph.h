// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/file_table_model.h"

class QPainter;

namespace bulkhead {

/// Draws the sign of a row's state into the square `box`, as lines: sharp at every scale, in the colour of the theme.
/// Every state has a shape of its own; nothing is told by colour alone.
void paintStatusGlyph(QPainter &painter, const QRectF &box, FileTableModel::RowState state, const QPalette &palette);

/// The same for a row whose new name may surprise: an exclamation mark, beside the sign of its state.
void paintWarningGlyph(QPainter &painter, const QRectF &box, const QPalette &palette);

} // namespace bulkhead
