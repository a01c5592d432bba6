// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/rename_session.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace bulkhead {

/// One line that says what happened, with what can be done about it. Stays until closed or replaced.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void show(const Notice &notice);
    bool dismiss(); ///< False where nothing was shown.
    void setOffersEnabled(bool enabled); ///< Off while a batch runs.

Q_SIGNALS:
    void offerTaken(bulkhead::Notice::Offer offer, std::optional<bulkhead::BatchId> batch);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addOffer(Notice::Offer offer);

    Notice m_notice;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    bool m_enabled = true;
};

} // namespace bulkhead
