// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;

namespace bulkhead {

class ManualBrowser;

/// The manual in a window of its own: the pages on the left, text on the right, find, back and forward. Deletes itself when closed.
/// GUI thread only.
class ManualWindow : public QWidget
{
    Q_OBJECT

public:
    explicit ManualWindow(QWidget *parent);

    void showPage(const QString &page, const QString &heading = {});

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    void fillContents();
    void markCurrent();
    void findNext(bool backward);

    ManualBrowser *m_text;
    QTreeWidget *m_contents;
    QLineEdit *m_find;
    QLabel *m_found;
};

} // namespace bulkhead
