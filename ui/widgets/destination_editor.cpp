// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/destination_editor.h"

#include "core/base/text.h"
#include "ui/file_choosers.h"
#include "ui/palette/theme.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/rules/token_button.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kStay = 0; ///< Index in the choice; those behind it are Transfer's.

int indexOf(Transfer how)
{
    return int(how) + 1;
}

/// A path that was chosen means what it says.
Bytes asLiteral(BytesView path)
{
    Bytes text;
    for (const char c : path)
        text.append(c == '{' || c == '}' ? 2 : 1, c);
    return text;
}

} // namespace

DestinationEditor::DestinationEditor(QWidget *parent)
    : QWidget(parent)
    , m_how(new QComboBox(this))
    , m_folder(new QLineEdit(this))
    , m_tokens(new TokenButton(m_folder, this))
    , m_browse(new QToolButton(this))
    , m_problem(new ProblemLabel(this))
{
    setObjectName(QStringLiteral("destination"));
    m_how->setObjectName(QStringLiteral("destinationHow"));
    m_how->addItems({tr("Rename where they are"), tr("Move to"), tr("Copy to"), tr("Make hard links in"), tr("Make symbolic links in")});
    m_how->setItemData(kStay, tr("The files get their new names in the folders they are in"), Qt::ToolTipRole);
    m_how->setItemData(
        indexOf(Transfer::Move), tr("The files leave their folders. On another disk they are copied, then removed here"), Qt::ToolTipRole);
    m_how->setItemData(indexOf(Transfer::Copy), tr("The files stay as they are; copies get the new names"), Qt::ToolTipRole);
    m_how->setItemData(indexOf(Transfer::HardLink),
        tr("A second name for the same file; only on the same disk. What is written to one is in both"), Qt::ToolTipRole);
    m_how->setItemData(
        indexOf(Transfer::SymbolicLink), tr("Small files that point to the originals, which stay; on any disk"), Qt::ToolTipRole);
    m_how->setToolTip(tr("What is done with the files. Whatever it is, it can be taken back"));
    m_how->setAccessibleName(tr("What is done with the files"));
    m_how->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_how->setMinimumContentsLength(8);
    m_folder->setObjectName(QStringLiteral("destinationFolder"));
    m_folder->setPlaceholderText(tr("the folder each file is in"));
    m_folder->setToolTip(tr("A folder; those that are not there are made.\nTokens in braces are filled in for each file: "
                            "/home/me/Photos/{mtime:yyyy}/{mtime:MM}; {{ is a brace.\nWithout a / at the start it begins in the folder "
                            "each file is in: sorted/{parent}, ../other"));
    m_folder->setAccessibleName(tr("Folder the files go to"));
    m_tokens->setObjectName(QStringLiteral("destinationTokens"));
    m_tokens->setAccessibleName(tr("Put a token into the folder"));
    m_browse->setObjectName(QStringLiteral("destinationBrowse"));
    m_browse->setText(tr("Browse…"));
    m_browse->setToolTip(tr("Choose the folder"));
    m_browse->setAccessibleName(m_browse->toolTip());
    m_browse->setFocusPolicy(Qt::TabFocus);
    m_problem->setObjectName(QStringLiteral("destinationFolderProblem"));
    m_problem->hide();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_browse);
    buttons->addWidget(m_tokens);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 9, 16, 8); // in line with the fields of the cards
    layout->setSpacing(6);
    layout->addWidget(m_how);
    layout->addWidget(m_folder);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);

    connect(m_how, &QComboBox::currentIndexChanged, this, &DestinationEditor::chooseHow);
    connect(m_folder, &QLineEdit::textChanged, this, [this] { Q_EMIT changed(m_folder); });
    connect(m_browse, &QToolButton::clicked, this, &DestinationEditor::browse);
    showWhatCounts();
}

TargetFolder DestinationEditor::destination() const
{
    const int how = m_how->currentIndex();
    if (how == kStay)
        return {};
    return {fromText(m_folder->text()), Transfer(how - 1)};
}

void DestinationEditor::setDestination(const TargetFolder &destination)
{
    if (destination == this->destination())
        return; // "Move to" a folder that is still to be typed is the same as staying
    const QSignalBlocker how(m_how), folder(m_folder);
    const bool typing = destination == TargetFolder() && m_how->currentIndex() == indexOf(Transfer::Move) && m_folder->hasFocus();
    const bool stays = destination == TargetFolder() && !typing;
    m_how->setCurrentIndex(stays ? kStay : indexOf(destination.how));
    if (m_folder->text() != toText(destination.folder))
        m_folder->setText(toText(destination.folder));
    showWhatCounts();
}

void DestinationEditor::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

std::vector<QWidget *> DestinationEditor::controls() const
{
    return {m_how, m_folder, m_browse, m_tokens};
}

void DestinationEditor::chooseHow()
{
    showWhatCounts();
    Q_EMIT changed(nullptr);
}

void DestinationEditor::browse()
{
    chooseDestination(window(), [field = QPointer<QLineEdit>(m_folder)](const Bytes &path) {
        if (field)
            field->setText(toText(asLiteral(path)));
    });
}

void DestinationEditor::showWhatCounts()
{
    const bool needed = m_how->currentIndex() != kStay;
    for (QWidget *control : {static_cast<QWidget *>(m_folder), static_cast<QWidget *>(m_browse), static_cast<QWidget *>(m_tokens)})
        control->setVisible(needed);
    if (!needed)
        m_problem->hide();
}

void DestinationEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, themeColors(palette()).line);
}

} // namespace bulkhead
