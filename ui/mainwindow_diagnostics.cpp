// SPDX-License-Identifier: GPL-3.0-or-later
// What the window knows of itself.
#include "ui/mainwindow.h"

#include "ui/widgets/diagnostics_dialog.h"

#include <QGuiApplication>

namespace bulkhead {

DiagnosticsRequest MainWindow::diagnosticsRequest()
{
    DiagnosticsRequest request;
    if (m_stalls)
        request.stalls = m_stalls->readings();
    request.filesListed = m_session.preview().listedCount();
    request.table = m_session.scan().list().table;
    request.occupancy = m_session.scan().list().occupancy;
    request.pools = m_runner.poolUse();
    request.fileSystem = m_fileSystem;
    request.stateDirectory = m_places.stateDirectory;
    request.platform = QGuiApplication::platformName().toStdString();
    return request;
}

void MainWindow::showDiagnostics()
{
    if (auto *open = findChild<DiagnosticsDialog *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new DiagnosticsDialog(
         m_runner, [this] { return diagnosticsRequest(); }, this))
        ->show();
}

} // namespace bulkhead
