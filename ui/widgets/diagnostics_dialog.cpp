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

std::vector<std::size_t> shapeOf(const std::vector<DiagnosticsSection> &sections)
{
    std::vector<std::size_t> shape;
    for (const DiagnosticsSection &section : sections)
        shape.push_back(section.lines.size());
    return shape;
}

QLabel *addLabel(QGridLayout *grid, int row, int column, int columns)
{
    auto *label = new QLabel(grid->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid->addWidget(label, row, column, 1, columns);
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
    if (const std::vector<std::size_t> shape = shapeOf(sections); shape != m_shape)
        build(shape);
    // In place: what is selected stays so where its text does, and looking at the waits makes none.
    auto next = m_texts.begin();
    const auto put = [&next](const QString &text) {
        if ((*next)->text() != text)
            (*next)->setText(text);
        ++next;
    };
    for (const DiagnosticsSection &section : sections) {
        put(section.title);
        for (const DiagnosticsSection::Line &line : section.lines) {
            put(line.label);
            (*next)->setAccessibleName(line.label);
            put(line.value);
        }
    }
}

void DiagnosticsDialog::build(const std::vector<std::size_t> &shape)
{
    // Where one has scrolled to: once the new rows are laid out.
    QMetaObject::invokeMethod(
        this, [this, at = m_area->verticalScrollBar()->value()] { m_area->verticalScrollBar()->setValue(at); }, Qt::QueuedConnection);
    auto *content = new QWidget(m_area);
    auto *grid = new QGridLayout(content);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_shape = shape;
    m_texts.clear();
    int row = 0;
    for (const std::size_t lines : shape) {
        if (row > 0)
            grid->setRowMinimumHeight(row++, 12);
        QLabel *title = addLabel(grid, row++, 0, 2);
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
        m_texts.push_back(title);
        for (std::size_t line = 0; line < lines; ++line) {
            m_texts.push_back(addLabel(grid, row, 0, 1));
            QLabel *value = addLabel(grid, row++, 1, 1);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            m_texts.push_back(value);
        }
    }
    grid->setRowStretch(row, 1);
    m_area->setWidget(content);
}

} // namespace bulkhead
