// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop_catcher.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QWidget>

namespace bulkhead {

namespace {

const QString kUriList = QStringLiteral("text/uri-list");

} // namespace

DropCatcher::DropCatcher(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    window.setAcceptDrops(true);
    qApp->installEventFilter(this);
}

bool DropCatcher::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::DragLeave && type != QEvent::Drop)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget->window() != &m_window)
        return false;
    if (type == QEvent::DragLeave) {
        Q_EMIT hovering(false);
        return false;
    }
    auto *drop = static_cast<QDropEvent *>(event);
    if (!drop->mimeData()->hasFormat(kUriList))
        return false;
    if (!m_enabled) {
        drop->ignore();
        return true;
    }
    // A copy as far as the other side is concerned: it must not remove anything.
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    Q_EMIT hovering(type != QEvent::Drop);
    if (type == QEvent::Drop)
        Q_EMIT dropped(drop->mimeData()->data(kUriList));
    return true;
}

} // namespace bulkhead
