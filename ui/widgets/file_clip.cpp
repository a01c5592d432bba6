// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_clip.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>

namespace bulkhead {

bool pastesFiles(const QKeyEvent &key)
{
    if (!key.matches(QKeySequence::Paste))
        return false;
    const QMimeData *clip = QGuiApplication::clipboard()->mimeData();
    return clip && (clip->hasFormat(QStringLiteral("text/uri-list")) || clip->hasFormat(QStringLiteral("x-special/gnome-copied-files")));
}

} // namespace bulkhead
