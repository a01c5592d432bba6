// SPDX-License-Identifier: GPL-3.0-or-later
// A window without a display on a real disk: IMG_1.jpg, IMG_2.jpg, ... and a name that is not UTF-8.
#pragma once

#include "core/fs/linux_file_system.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/ui_test.h"
#include "ui/mainwindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

namespace bulkhead::test {

struct WindowRig {
    explicit WindowRig(int files = 12)
    {
        for (int i = 1; i <= files; ++i)
            folder.writeFile("w/IMG_" + std::to_string(i) + ".jpg", std::to_string(i));
        folder.writeFile("w/caf\xe9.txt", "tea");
        before = snapshotOf(folder.path("w"));
        window.resize(1000, 640);
        window.show();
        window.activateWindow();
    }

    template <class Widget>
    Widget *find(const char *name)
    {
        return window.findChild<Widget *>(QLatin1String(name));
    }
    void drop(QWidget *target, const QByteArray &uris)
    {
        QMimeData mime;
        mime.setData(QStringLiteral("text/uri-list"), uris);
        const QPoint at(5, 5);
        QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
        accepted = event.isAccepted();
    }
    QByteArray uri(BytesView relative) const { return "file://" + QByteArray::fromStdString(folder.path(relative)).toPercentEncoding("/"); }
    void trigger(const char *action) { find<QAction>(action)->trigger(); }
    QString message() { return find<QLabel>("messageText")->text(); }
    QPushButton *apply() { return find<QPushButton>("applyButton"); }
    PreviewController::State state() { return window.session().preview().state(); }
    void typeRule(const QString &find_, const QString &with)
    {
        find<QLineEdit>("replaceFind")->setText(find_);
        find<QLineEdit>("replaceWith")->setText(with);
    }

    TempDir folder;
    Snapshot before;
    std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(makeLinuxFileSystem());
    JobRunner runner;
    MainWindow window{runner, disk, {folder.path("state"), folder.path("config/settings.json"), folder.path("config/presets")}, nullptr};
    bool accepted = false;
};

} // namespace bulkhead::test
