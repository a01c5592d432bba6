// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/rename_session.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace bulkhead {

/// One line that says what happened, with what can be done about it. Stays until closed or replaced; but a batch that was cut
/// off is not forgotten over what comes after it: it is shown again when that is closed. Nor is one whose offer was taken and
/// came to nothing.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void tell(const Notice &notice);
    bool dismiss(); ///< False where nothing was shown.
    void dismissTaken(); ///< Something is being done about the notice whose offer was taken.
    void dismissInterrupted(); ///< Something is being done about it.
    void setOffersEnabled(bool enabled); ///< Off while a batch runs.

Q_SIGNALS:
    void offerTaken(bulkhead::Notice::Offer offer, const bulkhead::Notice &notice);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fill(); ///< With the notice on top.
    void fillText();
    QWidget *makeButton(Notice::Offer offer);
    const Notice &top() const { return m_interruptedOnTop ? *m_interrupted : *m_latest; }

    std::optional<Notice> m_latest;
    std::optional<Notice> m_below; ///< The one before, where its offer was taken.
    bool m_taken = false; ///< An offer of the latest.
    std::optional<Notice> m_interrupted;
    bool m_interruptedOnTop = false;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
    bool m_enabled = true;
};

} // namespace bulkhead
