// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/import.h"

#include <QWidget>

namespace bulkhead {

/// What one renamer asks a person for, by the names it gives to its fields. GUI thread only.
class ImportForm : public QWidget
{
    Q_OBJECT

public:
    enum class Program : std::uint8_t { KRename, PowerRename, F2 };

    virtual bool isEmpty() const = 0; ///< Nothing was typed that could become a rule.
    virtual ImportInput input() const = 0;
    /// What the field of a problem is called on screen.
    virtual QString labelOf(BytesView field) const = 0;

Q_SIGNALS:
    void changed();

protected:
    using QWidget::QWidget;
};

/// The parent owns it.
ImportForm *makeImportForm(ImportForm::Program program, QWidget *parent);

} // namespace bulkhead
