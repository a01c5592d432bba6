// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/scanner.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QMenu;
class QToolButton;

namespace bulkhead {

/// The row on top: adding files, what of folders is listed, the filter field, the menu.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    HeaderBar(QAction *addFiles, QAction *addFolder, QMenu *menu, QWidget *parent = nullptr);

    /// The options the header has controls for; the others come from `base`.
    ScanOptions options(const ScanOptions &base) const;
    void setOptions(const ScanOptions &options);
    void setReadOnly(bool readOnly); ///< The filter stays usable.

    void focusFilter();
    bool clearFilter(); ///< False where it was empty.

Q_SIGNALS:
    void optionsChanged();
    void filterChanged(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *m_addFiles;
    QToolButton *m_addFolder;
    QCheckBox *m_subfolders;
    QComboBox *m_what;
    QCheckBox *m_hidden;
    QLineEdit *m_filter;
    QToolButton *m_menu;
};

} // namespace bulkhead
