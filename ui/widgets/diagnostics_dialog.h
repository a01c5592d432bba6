// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/diagnostics_text.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace bulkhead {

/// What the program knows of itself, looked at again and again while it is open. Not modal; deletes itself when closed. The
/// runner must outlive it.
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `known` is asked on the GUI thread before each look.
    DiagnosticsDialog(JobRunner &runner, std::function<DiagnosticsRequest()> known, QWidget *parent = nullptr);

private:
    void look();
    void tell(const Diagnostics &diagnostics);
    void build(const std::vector<std::size_t> &shape);

    JobRunner &m_runner;
    std::function<DiagnosticsRequest()> m_known;
    QTimer m_again;
    QScrollArea *m_area;
    QPushButton *m_copy;
    std::vector<std::size_t> m_shape; ///< Lines of each section on screen.
    std::vector<QLabel *> m_texts; ///< Of each section the title, then label and value of each line.
    Diagnostics m_told;
};

} // namespace bulkhead
