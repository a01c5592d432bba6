// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diagnostics_dialog.h"

#include "ui/controllers/deliver.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kAgainMs = 1000;

QStringList labelsOf(const std::vector<DiagnosticsSection> &sections)
{
    QStringList labels;
    for (const DiagnosticsSection &section : sections) {
        labels << section.title;
        for (const DiagnosticsSection::Line &line : section.lines)
            labels << line.label;
    }
    return labels;
}

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

} // namespace

DiagnosticsDialog::DiagnosticsDialog(JobRunner &runner, std::function<DiagnosticsRequest()> known, QWidget *parent)
    : QDialog(parent)
    , m_runner(runner)
    , m_known(std::move(known))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("diagnosticsDialog"));
    setWindowTitle(tr("Diagnostics"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 560);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::StrongFocus); // the arrow keys scroll
    m_area->setAccessibleName(windowTitle());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("diagnosticsCopy"));
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(diagnosticsText(m_told)); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addWidget(m_area);
    layout->addWidget(buttons);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &DiagnosticsDialog::look);
    look();
}

void DiagnosticsDialog::look()
{
    const auto later = [this](const Error &) { m_again.start(kAgainMs); };
    deliver(
        m_runner.compute([known = m_known()]() mutable { return diagnose(std::move(known)); }), this,
        [this](const Diagnostics &diagnostics) {
            tell(diagnostics);
            m_again.start(kAgainMs);
        },
        later);
}

void DiagnosticsDialog::tell(const Diagnostics &diagnostics)
{
    m_told = diagnostics;
    m_copy->setEnabled(true);
    const std::vector<DiagnosticsSection> sections = diagnosticsSections(diagnostics);
    if (const QStringList labels = labelsOf(sections); labels != m_labels) {
        build(sections);
        m_labels = labels;
        return;
    }
    // In place: what is selected stays so where its text does.
    auto value = m_values.begin();
    for (const DiagnosticsSection &section : sections) {
        for (const DiagnosticsSection::Line &line : section.lines) {
            if ((*value)->text() != line.value)
                (*value)->setText(line.value);
            ++value;
        }
    }
}

void DiagnosticsDialog::build(const std::vector<DiagnosticsSection> &sections)
{
    const QPoint scrolled(m_area->horizontalScrollBar()->value(), m_area->verticalScrollBar()->value());
    auto *content = new QWidget(m_area);
    auto *grid = new QGridLayout(content);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_values.clear();
    int row = 0;
    for (const DiagnosticsSection &section : sections) {
        if (row > 0)
            grid->setRowMinimumHeight(row++, 12);
        QLabel *title = makeLabel(section.title, content);
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
        grid->addWidget(title, row++, 0, 1, 2);
        for (const DiagnosticsSection::Line &line : section.lines) {
            QLabel *label = makeLabel(line.label, content);
            QLabel *value = makeLabel(line.value, content);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            value->setAccessibleName(line.label);
            grid->addWidget(label, row, 0);
            grid->addWidget(value, row++, 1);
            m_values.push_back(value);
        }
    }
    grid->setRowStretch(row, 1);
    m_area->setWidget(content);
    m_area->horizontalScrollBar()->setValue(scrolled.x());
    m_area->verticalScrollBar()->setValue(scrolled.y());
}

} // namespace bulkhead
