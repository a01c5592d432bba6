// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of rules are taken back step by step.
#include "tests/ui/rule_panel.h"

#include "ui/widgets/rules/rule_editor.h"

#include <QCheckBox>
#include <QMouseEvent>
#include <QToolButton>

using namespace bulkhead;
using namespace bulkhead::test;

class TestRuleUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOrderComesBackWithTheRulesItCameWith()
    {
        Panel panel;
        panel.list.setRecipe(replaceRecipe("mine", ""));
        panel.list.forgetEdits();
        const RowOrder bySize{.by = RowOrder::By::Size}, byTime{.by = RowOrder::By::Mtime};
        panel.field("replaceWith")->setText(QStringLiteral("x"));
        panel.list.adoptOrder(bySize, OnConflict::Skip); // by a click on the header, say
        RenameRecipe opened = replaceRecipe("a", "b");
        opened.order.descending = true;
        opened.onConflict = OnConflict::Number;
        opened.extension = ExtensionStyle::None;
        panel.list.setRecipe(opened);
        QVERIFY(panel.list.recipe() == opened);
        panel.list.undo();
        QCOMPARE(panel.found(), Bytes("mine"));
        QVERIFY(panel.list.recipe().order == bySize);
        QCOMPARE(panel.list.recipe().onConflict, OnConflict::Skip);
        QCOMPARE(panel.list.recipe().extension, ExtensionStyle::Known);
        panel.list.adoptOrder(byTime, OnConflict::Skip);
        panel.list.undo(); // of what was typed: the order was no part of it
        QVERIFY(panel.list.recipe().order == byTime);
        panel.list.redo();
        panel.list.redo();
        QVERIFY(panel.list.recipe() == opened);
    }

    void typingInOneFieldIsOneStep()
    {
        Panel panel;
        QLineEdit *find = panel.field("replaceFind");
        QLineEdit *with = panel.field("replaceWith");
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("abc"));
        with->setFocus();
        QTRY_VERIFY(with->hasFocus());
        QTest::keyClicks(with, QStringLiteral("xyz"));
        QCOMPARE(panel.found(), Bytes("abc"));
        panel.list.undo();
        QCOMPARE(with->text(), QString());
        QCOMPARE(find->text(), QStringLiteral("abc"));
        panel.list.undo();
        QCOMPARE(find->text(), QString());
        QVERIFY(!panel.list.canUndo());
        panel.list.redo();
        panel.list.redo();
        QCOMPARE(with->text(), QStringLiteral("xyz"));
        QVERIFY(!panel.list.canRedo());
        QVERIFY(with->hasFocus()); // the field stays the same one
    }

    void whatComesAfterTypingIsAStepOfItsOwn_data()
    {
        QTest::addColumn<QString>("button");
        QTest::newRow("toggle") << QStringLiteral("replaceRegex");
        QTest::newRow("switch off") << QStringLiteral("ruleEnabled");
        QTest::newRow("remove") << QStringLiteral("ruleRemove");
    }
    void whatComesAfterTypingIsAStepOfItsOwn()
    {
        QFETCH(QString, button);
        Panel panel;
        QLineEdit *find = panel.field("replaceFind");
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("abc"));
        const RenameRecipe typed = panel.list.recipe();
        panel.list.findChild<QAbstractButton *>(button)->click(); // by mouse: the focus stays in the field
        QVERIFY(panel.list.recipe() != typed);
        panel.list.undo();
        QVERIFY(panel.list.recipe() == typed);
        panel.list.undo();
        QVERIFY(panel.list.recipe().rules.empty());
        QVERIFY(!panel.list.canUndo());
    }

    void aDragIsOneStep()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({ReplaceRule{.find = "a"}, TrimRule{}, CaseRule{}}));
        panel.list.forgetEdits();
        const RenameRecipe begun = panel.list.recipe();
        auto *handle = panel.list.findChild<QLabel *>(QStringLiteral("ruleHandle"));
        const auto handles = panel.list.findChildren<QLabel *>(QStringLiteral("ruleHandle"));
        QTRY_VERIFY(handles.last()->isVisible());
        QSignalSpy changed(&panel.list, &RuleListWidget::recipeChanged);
        const auto mouse = [handle](QEvent::Type type, const QPoint &global, Qt::MouseButtons buttons) {
            QMouseEvent event(type, handle->mapFromGlobal(QPointF(global)), global, Qt::LeftButton, buttons, Qt::NoModifier);
            QApplication::sendEvent(handle, &event);
        };
        mouse(QEvent::MouseButtonPress, handle->mapToGlobal(QPoint()), Qt::LeftButton);
        QPoint at;
        for (const int past : {1, 2}) {
            const QWidget *card = handles[past]->parentWidget()->parentWidget();
            at = card->mapToGlobal(QPoint(0, card->height() - 1));
            mouse(QEvent::MouseMove, at, Qt::LeftButton);
        }
        QCOMPARE(changed.count(), 2); // the preview follows
        QVERIFY(!panel.list.canUndo());
        mouse(QEvent::MouseButtonRelease, at, Qt::NoButton);
        QVERIFY(std::holds_alternative<ReplaceRule>(panel.rule(2)));
        panel.list.undo();
        QVERIFY(panel.list.recipe() == begun);
        QVERIFY(!panel.list.canUndo());
    }

    void takenBackInTheFieldThereIsNoStep()
    {
        Panel panel;
        QLineEdit *find = panel.field("replaceFind");
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("ab"));
        QVERIFY(panel.list.canUndo());
        find->undo();
        QCOMPARE(find->text(), QString());
        QVERIFY(!panel.list.canUndo());
    }

    void everyKindOfEditCanBeUndone()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({ReplaceRule{.find = "a"}, TrimRule{}}));
        panel.list.forgetEdits();
        QSignalSpy changed(&panel.list, &RuleListWidget::recipeChanged);
        const RenameRecipe begun = panel.list.recipe();
        panel.list.findChild<QToolButton *>(QStringLiteral("replaceRegex"))->click();
        panel.list.findChild<QCheckBox *>(QStringLiteral("ruleEnabled"))->click();
        const RenameRecipe toggled = panel.list.recipe();
        panel.list.findChild<QToolButton *>(QStringLiteral("ruleRemove"))->click();
        QCOMPARE(panel.list.recipe().rules.size(), 1u);
        panel.list.setRecipe(replaceRecipe("preset", "x"));
        panel.list.undo();
        QCOMPARE(panel.list.recipe().rules.size(), 1u);
        panel.list.undo();
        QVERIFY(panel.list.recipe() == toggled);
        panel.list.undo();
        panel.list.undo();
        QVERIFY(panel.list.recipe() == begun);
        QVERIFY(!panel.list.canUndo());
        QVERIFY(changed.count() >= 7); // each of them was told
    }

    void anEditAfterUndoEndsRedo()
    {
        Panel panel;
        QLineEdit *find = panel.field("replaceFind");
        QLineEdit *with = panel.field("replaceWith");
        find->setText(QStringLiteral("one"));
        with->setText(QStringLiteral("two"));
        panel.list.undo();
        QCOMPARE(with->text(), QString());
        QVERIFY(panel.list.canRedo());
        with->setText(QStringLiteral("three"));
        QVERIFY(!panel.list.canRedo());
        panel.list.undo();
        QCOMPARE(with->text(), QString());
        QCOMPARE(find->text(), QStringLiteral("one"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestRuleUndo)
#include "tst_rule_undo.moc"
