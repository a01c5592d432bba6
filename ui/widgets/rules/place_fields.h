// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace bulkhead {

/// Where text goes: shared by the editors of insert, number and date. GUI thread only.
class PlaceFields : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceFields(QWidget *parent);

    Place place() const;
    void setPlace(const Place &place);

Q_SIGNALS:
    void changed();
    void typed(QWidget *field); ///< Instead of `changed`, where `field` holds a text or a number.

private:
    void showWhatCounts();

    QComboBox *m_at;
    QSpinBox *m_position;
    QLineEdit *m_anchor;
    QToolButton *m_regex;
};

} // namespace bulkhead
