// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "ui/widgets/message_bar.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

Notice told(const QString &text)
{
    return {Notice::Kind::Success, text};
}

Notice interrupted(BatchId batch, const QString &text)
{
    return {Notice::Kind::Interrupted, text, {Notice::Offer::Finish, Notice::Offer::Details}, batch};
}

} // namespace

class TestMessageBar : public QObject
{
    Q_OBJECT

    static QString text(const MessageBar &bar)
    {
        return bar.isVisible() ? bar.findChild<QLabel *>(QStringLiteral("messageText"))->text() : QString();
    }

private Q_SLOTS:
    void aCutOffBatchIsNotForgotten()
    {
        MessageBar bar;
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        bar.tell(told(QStringLiteral("renamed")));
        QCOMPARE(text(bar), QStringLiteral("renamed"));
        bar.tell(interrupted(7, QStringLiteral("cut off, 3 of 5"))); // only told more precisely
        QCOMPARE(text(bar), QStringLiteral("renamed"));
        QVERIFY(bar.dismiss());
        QCOMPARE(text(bar), QStringLiteral("cut off, 3 of 5"));
        QVERIFY(bar.dismiss());
        QCOMPARE(text(bar), QString());
        QVERIFY(!bar.dismiss());
    }

    void dealtWithItIsForgotten()
    {
        MessageBar bar;
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        bar.tell(told(QStringLiteral("renamed")));
        bar.dismissInterrupted();
        QCOMPARE(text(bar), QStringLiteral("renamed"));
        bar.dismiss();
        QCOMPARE(text(bar), QString());
    }

    void toldMorePreciselyTheButtonsStay()
    {
        MessageBar bar;
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        const auto finish = [&bar] { return bar.findChild<QPushButton *>(QStringLiteral("messageFinish")); };
        QPointer<QPushButton> before = finish();
        QTest::mousePress(before, Qt::LeftButton);
        bar.tell(interrupted(7, QStringLiteral("cut off, 3 of 5")));
        QCOMPARE(text(bar), QStringLiteral("cut off, 3 of 5"));
        QVERIFY(before && !before->isHidden() && before->isDown());
        bar.tell(interrupted(8, QStringLiteral("another"))); // A press meant for the one is not for the other.
        QTRY_VERIFY(!before);
        QVERIFY(!finish()->isDown());
    }

    void theTabKeyGoesThroughTheOffers()
    {
        QWidget window;
        MessageBar bar(&window);
        QPushButton after(&window);
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        QStringList names;
        const QWidget *widget = bar.nextInFocusChain();
        for (; bar.isAncestorOf(widget); widget = widget->nextInFocusChain()) {
            if (widget->focusPolicy() & Qt::TabFocus)
                names << widget->objectName();
        }
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("messageFinish messageDetails messageClose"));
        QCOMPARE(widget, &after);
    }

    void anOfferThatCameToNothingComesBack()
    {
        MessageBar bar;
        const auto undo = [&bar] { return bar.findChild<QPushButton *>(QStringLiteral("messageUndo")); };
        bar.tell({Notice::Kind::Success, QStringLiteral("renamed"), {Notice::Offer::Undo}});
        undo()->click();
        QCOMPARE(text(bar), QStringLiteral("renamed")); // nothing was begun yet
        bar.tell({Notice::Kind::Problem, QStringLiteral("refused")});
        QCOMPARE(text(bar), QStringLiteral("refused"));
        bar.dismiss();
        QCOMPARE(text(bar), QStringLiteral("renamed"));
        QVERIFY(undo());
        bar.tell(told(QStringLiteral("saved"))); // nothing was taken again
        bar.dismiss();
        QCOMPARE(text(bar), QString());
    }

    void anOfferThatIsTakenUpIsGone()
    {
        MessageBar bar;
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        bar.tell({Notice::Kind::Success, QStringLiteral("renamed"), {Notice::Offer::Undo}});
        bar.dismissTaken(); // none was
        QCOMPARE(text(bar), QStringLiteral("renamed"));
        bar.findChild<QPushButton *>(QStringLiteral("messageUndo"))->click();
        bar.dismissTaken();
        QCOMPARE(text(bar), QStringLiteral("cut off"));
        bar.dismiss();
        QCOMPARE(text(bar), QString());
    }

    void offersCarryTheirNotice()
    {
        MessageBar bar;
        Notice taken;
        connect(&bar, &MessageBar::offerTaken, this, [&](Notice::Offer, const Notice &notice) {
            bar.dismiss();
            taken = notice;
        });
        bar.tell(told(QStringLiteral("renamed")));
        bar.tell(interrupted(7, QStringLiteral("cut off")));
        bar.findChild<QPushButton *>(QStringLiteral("messageFinish"))->click();
        QCOMPARE(taken.batch, std::optional<BatchId>(7));
        QCOMPARE(text(bar), QStringLiteral("renamed"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestMessageBar)
#include "tst_message_bar.moc"
