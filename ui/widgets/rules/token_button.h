// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QLineEdit;

namespace bulkhead {

/// A button with a menu of the tokens and what each means; the chosen one is put into a field, where its cursor is. GUI thread only.
class TokenButton : public QToolButton
{
    Q_OBJECT

public:
    /// `field` must outlive it.
    TokenButton(QLineEdit *field, QWidget *parent);
};

} // namespace bulkhead
