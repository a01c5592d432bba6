// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/rename_session.h"

#include <QDialog>

namespace bulkhead {

/// What is to be said of a notice, and what went wrong, row by row. Not modal; deletes itself when closed.
class DetailsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DetailsDialog(const Notice &notice, QWidget *parent = nullptr);
};

} // namespace bulkhead
