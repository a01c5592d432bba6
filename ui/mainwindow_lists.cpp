// SPDX-License-Identifier: GPL-3.0-or-later
// The new names as a list: in a file, and as text to edit.
#include "ui/mainwindow.h"

#include "core/base/text.h"
#include "ui/file_choosers.h"
#include "ui/models/shared_value.h"
#include "ui/text/count_text.h"
#include "ui/text/error_text.h"
#include "ui/text/names_line_text.h"
#include "ui/widgets/names_dialog.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/rule_panel.h"

namespace bulkhead {

void MainWindow::connectLists()
{
    on(m_actions.exportList, [this] {
        // The plan that was on screen when it was asked for: another one may be there when a place was chosen.
        chooseListToSave(this, [this, plan = m_session.preview().plan()](const Bytes &path) {
            m_exporter.save(path, plan);
            refreshListActions();
        });
    });
    on(m_actions.editNames, [this] { editNames(); });
    connect(&m_exporter, &ListExporter::saved, this, [this](const Bytes &path, qint64 rows) {
        showNotice({Notice::Kind::Success, tr("A list of %1 was saved in %2.").arg(filesText(rows), toDisplayIsolated(path))});
    });
    connect(&m_exporter, &ListExporter::stopped, this, [this](const Bytes &path) {
        showNotice({Notice::Kind::Information, tr("Stopped: no list was written to %1.").arg(toDisplayIsolated(path))});
    });
    connect(&m_exporter, &ListExporter::failed, this, [this](const Error &error) {
        showNotice({Notice::Kind::Problem, errorWithPath(error)});
    });
    connect(&m_exporter, &ListExporter::ended, this, &MainWindow::refreshListActions);
}

void MainWindow::refreshListActions()
{
    const bool isReady = !m_session.commit().isBusy() && m_session.preview().state() == PreviewController::State::Ready;
    m_actions.editNames->setEnabled(isReady && m_session.preview().listedCount() > 0);
    m_actions.exportList->setEnabled(isReady && !m_exporter.isBusy() && m_session.counts().changed > 0);
}

void MainWindow::editNames()
{
    PreviewController &preview = m_session.preview();
    if (preview.listedCount() > NamesDialog::kMostNames) {
        showNotice({Notice::Kind::Information, tooManyNamesText(preview.listedCount(), NamesDialog::kMostNames)});
        return;
    }
    const FileList &list = preview.list();
    auto *dialog = new NamesDialog(m_runner, {list, preview.order(), preview.plan(), m_session.recipe()}, this);
    connect(dialog, &NamesDialog::edited, this, [this, table = list.table](const EditedRecipe &edited) {
        m_rules->rules().setRecipe(edited.recipe);
        m_session.setRecipe(m_rules->rules().recipe());
        refreshRuleActions();
        if (edited.handMade.empty())
            return;
        RowView rows{edited.handMade, {}};
        const int last = int(rows.rows.size()) - 1;
        m_session.scan().edit({ListEdit::What::ClearNames, {table, sharedValue(std::move(rows)), {{0, last}}, kNone}});
    });
    dialog->open();
}

} // namespace bulkhead
