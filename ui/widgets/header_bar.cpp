// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/header_bar.h"

#include "ui/palette/icon.h"
#include "ui/widgets/file_clip.h"
#include "ui/widgets/wheel_guard.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace bulkhead {

namespace {

QToolButton *actionButton(QAction *action, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

HeaderBar::HeaderBar(QAction *addFiles, QAction *addFolder, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_addFiles(actionButton(addFiles, QStringLiteral("addFilesButton"), this))
    , m_addFolder(actionButton(addFolder, QStringLiteral("addFolderButton"), this))
    , m_subfolders(new QCheckBox(tr("Subfolders"), this))
    , m_what(new QComboBox(this))
    , m_hidden(new QCheckBox(tr("Hidden"), this))
    , m_filter(new QLineEdit(this))
    , m_menu(new QToolButton(this))
{
    m_subfolders->setObjectName(QStringLiteral("subfoldersBox"));
    m_subfolders->setToolTip(tr("List what is in the folders inside, too"));
    m_what->setObjectName(QStringLiteral("whatBox"));
    m_what->setAccessibleName(tr("What to list"));
    new WheelGuard(*m_what);
    m_what->addItem(tr("Files"), int(ScanOptions::What::Files));
    m_what->addItem(tr("Folders"), int(ScanOptions::What::Folders));
    m_what->addItem(tr("Files and folders"), int(ScanOptions::What::All));
    m_hidden->setObjectName(QStringLiteral("hiddenBox"));
    m_hidden->setToolTip(tr("List names that begin with a dot, too"));
    m_filter->setObjectName(QStringLiteral("filterField"));
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter by part of a name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(280);
    m_filter->installEventFilter(this);
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_menu->setObjectName(QStringLiteral("menuButton"));
    m_menu->setIcon(themedIcon(QStringLiteral("menu")));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu"));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    for (QWidget *widget : {static_cast<QWidget *>(m_addFiles), static_cast<QWidget *>(m_addFolder)})
        layout->addWidget(widget);
    layout->addSpacing(8);
    for (QWidget *widget : {static_cast<QWidget *>(m_subfolders), static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_hidden)})
        layout->addWidget(widget);
    layout->addStretch(1);
    layout->addWidget(m_filter, 2);
    layout->addWidget(m_menu);

    connect(m_subfolders, &QCheckBox::toggled, this, &HeaderBar::optionsChanged);
    connect(m_what, &QComboBox::activated, this, &HeaderBar::optionsChanged);
    connect(m_hidden, &QCheckBox::toggled, this, &HeaderBar::optionsChanged);
    connect(m_filter, &QLineEdit::textChanged, this, &HeaderBar::filterChanged);
}

ScanOptions HeaderBar::options(const ScanOptions &base) const
{
    ScanOptions options = base;
    options.recursive = m_subfolders->isChecked();
    options.hidden = m_hidden->isChecked();
    options.what = ScanOptions::What(m_what->currentData().toInt());
    return options;
}

void HeaderBar::setOptions(const ScanOptions &options)
{
    const QSignalBlocker subfolders(m_subfolders), hidden(m_hidden), what(m_what);
    m_subfolders->setChecked(options.recursive);
    m_hidden->setChecked(options.hidden);
    m_what->setCurrentIndex(m_what->findData(int(options.what)));
}

void HeaderBar::setReadOnly(bool readOnly)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_subfolders), static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_hidden)})
        widget->setEnabled(!readOnly);
}

bool HeaderBar::eventFilter(QObject *watched, QEvent *event)
{
    // A text field claims the key of pasting even where it has no use for files.
    if (event->type() != QEvent::ShortcutOverride || !pastesFiles(*static_cast<QKeyEvent *>(event)))
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void HeaderBar::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool HeaderBar::clearFilter()
{
    if (m_filter->text().isEmpty())
        return false;
    m_filter->clear();
    return true;
}

} // namespace bulkhead
