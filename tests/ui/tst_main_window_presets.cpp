// SPDX-License-Identifier: GPL-3.0-or-later
// Presets and recent recipes, in the window.
#include "core/base/text.h"
#include "tests/ui/window_rig.h"
#include "ui/text/preset_text.h"
#include "ui/widgets/preset_dialog.h"
#include "ui/widgets/save_preset_dialog.h"

#include <QListView>
#include <QMenu>
#include <QToolButton>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

struct Rig : WindowRig {
    Rig()
        : WindowRig(3)
    {
        window.session().scan().addPaths({folder.path("w")});
        [this] { QTRY_COMPARE(state(), PreviewController::State::Ready); }();
    }
    QList<QAction *> actions(const char *name) { return window.findChildren<QAction *>(QLatin1String(name)); }
    QAction *titled(const char *name, const QString &title)
    {
        for (QAction *action : actions(name)) {
            if (action->text() == title)
                return action;
        }
        return nullptr;
    }
    /// As the button does it, without a menu on screen.
    void openMenu() { Q_EMIT find<QToolButton>("presetButton")->menu()->aboutToShow(); }
    void writePreset(const char *name, const RenameRecipe &recipe)
    {
        folder.writeFile(Bytes("config/presets/") + name + ".bulkhead.json", writeRecipe(recipe));
    }
    Bytes presetFile(const char *name) { return folder.readFile(Bytes("config/presets/") + name + ".bulkhead.json"); }
    SavePresetDialog *saving() { return find<SavePresetDialog>("savePresetDialog"); }
    PresetDialog *managing() { return find<PresetDialog>("presetDialog"); }
    QListView *list() { return find<QListView>("presetList"); }
    QStringList listed()
    {
        QStringList titles;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            titles << list()->model()->index(row, 0).data().toString();
        return titles;
    }
    void choose(const QString &title) { list()->setCurrentIndex(list()->model()->index(int(listed().indexOf(title)), 0)); }
    QString problem() { return find<QLabel>("presetProblem")->text(); }
    RenameRecipe recipe() { return window.session().recipe(); }
    void use(const RenameRecipe &recipe)
    {
        folder.writeFile("given.json", writeRecipe(recipe));
        window.openRecipe(folder.path("given.json"));
        [&] { QTRY_VERIFY(this->recipe() == recipe); }();
    }
};

RenameRecipe wholeRecipe()
{
    RenameRecipe recipe = replaceRecipe("IMG", "照片");
    recipe.order = {.by = RowOrder::By::Size, .descending = true};
    recipe.destination = {.folder = "out/{parent}", .how = Transfer::Copy};
    recipe.attributes = {.time = NewAttributes::Time::Now, .read = {}, .shift = "+1h", .permissions = "0644"};
    return recipe;
}

} // namespace

class TestMainWindowPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStarterHasATitleAndAHint()
    {
        Rig rig;
        QCOMPARE(rig.actions("starter").size(), qsizetype(starterPresets().size()));
        for (const StarterPreset &starter : starterPresets()) {
            const Preset preset{starter.name, true, RenameRecipe()};
            QVERIFY2(presetTitle(preset) != toText(starter.name), starter.name.c_str());
            QVERIFY2(!presetHint(preset).isEmpty(), starter.name.c_str());
            QVERIFY(rig.titled("starter", presetTitle(preset)));
        }
    }

    void aStarterBringsRulesAndKeepsTheRest()
    {
        Rig rig;
        RenameRecipe before = wholeRecipe();
        before.destination.how = Transfer::Move;
        rig.use(before);
        rig.titled("starter", QStringLiteral("Pad Numbers"))->trigger();
        QVERIFY(rig.recipe().rules != before.rules);
        QCOMPARE(rig.recipe().rules.size(), 1u);
        QVERIFY(rig.recipe().onConflict == OnConflict::Skip); // as it says itself
        QVERIFY(rig.recipe().order == before.order);
        QVERIFY(rig.recipe().destination == before.destination);
        QVERIFY(rig.recipe().attributes == before.attributes);
        rig.trigger("undoRules");
        QVERIFY(rig.recipe() == before);
    }

    void theDropAreaOffersStarters()
    {
        WindowRig rig(1);
        rig.find<QPushButton>("starter0")->click();
        QVERIFY(!rig.window.session().recipe().rules.empty());
        QVERIFY(rig.find<QPushButton>("starter2"));
        QVERIFY(!rig.find<QPushButton>("starter3"));
    }

    void whatIsSavedComesBackWhole()
    {
        Rig rig;
        const RenameRecipe whole = wholeRecipe();
        rig.use(whole);
        rig.trigger("savePreset");
        QVERIFY(rig.saving());
        rig.find<QLineEdit>("presetName")->setText(QStringLiteral(" 照片 & more "));
        rig.find<QPushButton>("presetSave")->click();
        QTRY_VERIFY(!rig.saving());
        QVERIFY2(rig.message().contains(QStringLiteral("照片 & more")), qPrintable(rig.message()));
        QCOMPARE(rig.presetFile("照片 & more"), writeRecipe(whole));
        rig.use(replaceRecipe("a", "b"));
        QAction *offered = rig.titled("preset", QStringLiteral("照片 && more"));
        QVERIFY(offered);
        QVERIFY(offered->toolTip().contains(QStringLiteral("out/{parent}")));
        offered->trigger();
        QVERIFY(rig.recipe() == whole);
        rig.trigger("undoRules");
        QVERIFY(rig.recipe() == replaceRecipe("a", "b"));
    }

    void aNameThatCannotBe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing yet") << QString() << QString();
        QTest::newRow("spaces") << QStringLiteral("  ") << QString();
        QTest::newRow("slash") << QStringLiteral("a/b") << QStringLiteral("slash");
        QTest::newRow("dot in front") << QStringLiteral(".a") << QStringLiteral("dot");
        QTest::newRow("too long in bytes") << QString(100, QChar(0x7167)) << QStringLiteral("200 bytes");
        QTest::newRow("control character") << QStringLiteral("a\x01z") << QStringLiteral("control");
        QTest::newRow("not text") << QStringLiteral("a") + QString::fromUcs4(U"\U0010FFE9") << QStringLiteral("not text");
    }
    void aNameThatCannotBe()
    {
        QFETCH(QString, name);
        QFETCH(QString, said);
        Rig rig;
        rig.trigger("savePreset");
        rig.find<QLineEdit>("presetName")->setText(name);
        QVERIFY(!rig.find<QPushButton>("presetSave")->isEnabled());
        QCOMPARE(rig.problem().isEmpty(), said.isEmpty());
        QVERIFY2(rig.problem().contains(said), qPrintable(rig.problem()));
        rig.find<QLineEdit>("presetName")->setText(QStringLiteral("fine"));
        QVERIFY(rig.find<QPushButton>("presetSave")->isEnabled());
        QVERIFY(rig.problem().isEmpty());
    }

    void aPresetIsReplacedOnlyWhereThatWasSaid()
    {
        Rig rig;
        rig.writePreset("mine", replaceRecipe("old", "x"));
        rig.use(replaceRecipe("new", "y"));
        rig.trigger("savePreset");
        rig.find<QLineEdit>("presetName")->setText(QStringLiteral("mine"));
        auto *save = rig.find<QPushButton>("presetSave");
        QTRY_COMPARE(save->text(), QStringLiteral("Replace"));
        // Another program's, a moment ago: not known when the button is pressed.
        rig.find<QLineEdit>("presetName")->setText(QStringLiteral("other"));
        QCOMPARE(save->text(), QStringLiteral("Save"));
        rig.writePreset("other", replaceRecipe("theirs", "z"));
        save->click();
        QTRY_VERIFY2(rig.problem().contains(QStringLiteral("“other” already")), qPrintable(rig.problem()));
        QCOMPARE(rig.presetFile("other"), writeRecipe(replaceRecipe("theirs", "z")));
        QCOMPARE(save->text(), QStringLiteral("Replace"));
        save->click();
        QTRY_VERIFY(!rig.saving());
        QCOMPARE(rig.presetFile("other"), writeRecipe(replaceRecipe("new", "y")));
        QCOMPARE(rig.presetFile("mine"), writeRecipe(replaceRecipe("old", "x")));
    }

    void aFolderThatCannotBeMadeIsTold()
    {
        Rig rig;
        rig.folder.writeFile("config", "in the way");
        rig.trigger("savePreset");
        rig.find<QLineEdit>("presetName")->setText(QStringLiteral("mine"));
        rig.find<QPushButton>("presetSave")->click();
        QTRY_VERIFY(!rig.problem().isEmpty());
        QVERIFY(rig.saving());
        QVERIFY(rig.find<QPushButton>("presetSave")->isEnabled()); // to try again
    }

    void whatOthersSaveIsInTheMenu()
    {
        Rig rig;
        QVERIFY(!rig.titled("preset", QStringLiteral("late")));
        rig.writePreset("late", replaceRecipe("a", "b"));
        rig.folder.writeFile("config/presets/bad.bulkhead.json", "{");
        rig.openMenu();
        QTRY_VERIFY(rig.titled("preset", QStringLiteral("late")));
        QVERIFY(rig.titled("preset", QStringLiteral("late"))->isEnabled());
        QVERIFY(!rig.titled("preset", QStringLiteral("bad"))->isEnabled());
        QVERIFY(!rig.titled("preset", QStringLiteral("bad"))->toolTip().isEmpty());
        QVERIFY(!rig.find<QAction>("morePresets")->isVisible());
    }

    void manyPresetsAreInTheDialog()
    {
        Rig rig;
        for (int i = 0; i < 30; ++i)
            rig.writePreset(qPrintable(QStringLiteral("p%1").arg(i)), replaceRecipe("a", "b"));
        rig.openMenu();
        QTRY_COMPARE(rig.actions("preset").size(), 20);
        QVERIFY(rig.find<QAction>("morePresets")->isVisible());
        rig.trigger("morePresets");
        QVERIFY(rig.managing());
        QCOMPARE(rig.listed().size(), qsizetype(30 + 1 + starterPresets().size() + 1));
    }

    void oneIsUsedFromTheDialog()
    {
        Rig rig;
        rig.writePreset("mine", wholeRecipe());
        rig.trigger("managePresets");
        QTRY_VERIFY(rig.listed().contains(QStringLiteral("mine")));
        rig.choose(QStringLiteral("mine"));
        QVERIFY(rig.find<QLabel>("presetLines")->text().contains(QStringLiteral("0644")));
        QTest::keyClick(rig.list(), Qt::Key_Return);
        QTRY_VERIFY(!rig.managing());
        QVERIFY(rig.recipe() == wholeRecipe());
        rig.trigger("undoRules");
        QVERIFY(rig.recipe().rules.empty()); // it was used once
    }

    void aStarterStays()
    {
        Rig rig;
        rig.trigger("managePresets");
        rig.choose(QStringLiteral("Title Case"));
        QVERIFY(!rig.find<QPushButton>("presetRename")->isEnabled());
        QVERIFY(!rig.find<QPushButton>("presetDelete")->isEnabled());
        QVERIFY(rig.find<QPushButton>("presetUse")->isEnabled());
        QVERIFY(!(rig.list()->currentIndex().flags() & Qt::ItemIsEditable));
    }

    void aDamagedOneIsShownAndCanBeDeleted()
    {
        Rig rig;
        rig.folder.writeFile("config/presets/bad.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":7}]})");
        rig.trigger("managePresets");
        QTRY_VERIFY(rig.listed().contains(QStringLiteral("bad")));
        rig.choose(QStringLiteral("bad"));
        QVERIFY(!rig.find<QPushButton>("presetUse")->isEnabled());
        QVERIFY(rig.find<QLabel>("presetHint")->text().contains(QStringLiteral("rules[0].find")));
        rig.find<QPushButton>("presetDelete")->click();
        QVERIFY(rig.find<QWidget>("presetQuestion")->isVisible());
        rig.find<QPushButton>("presetKeepIt")->click();
        QVERIFY(!rig.find<QWidget>("presetQuestion")->isVisible());
        QVERIFY(rig.folder.exists("config/presets/bad.bulkhead.json"));
        rig.find<QPushButton>("presetDelete")->click();
        rig.find<QPushButton>("presetDeleteIt")->click();
        QTRY_VERIFY(!rig.listed().contains(QStringLiteral("bad")));
        QVERIFY(!rig.folder.exists("config/presets/bad.bulkhead.json"));
        QVERIFY(rig.problem().isEmpty());
    }

    void anotherSelectionIsNoAnswer()
    {
        Rig rig;
        rig.writePreset("a", replaceRecipe("a", "b"));
        rig.writePreset("b", replaceRecipe("a", "b"));
        rig.trigger("managePresets");
        QTRY_VERIFY(rig.listed().contains(QStringLiteral("b")));
        rig.choose(QStringLiteral("a"));
        rig.find<QPushButton>("presetDelete")->click();
        rig.choose(QStringLiteral("b"));
        QVERIFY(!rig.find<QWidget>("presetQuestion")->isVisible());
    }

    void oneGetsAnotherName_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said"); ///< Empty: it is done.
        QTest::newRow("fine") << QStringLiteral("照片") << QString();
        QTest::newRow("one's own") << QStringLiteral("taken") << QStringLiteral("“taken” already");
        QTest::newRow("slash") << QStringLiteral("a/b") << QStringLiteral("slash");
        QTest::newRow("empty") << QStringLiteral(" ") << QStringLiteral("needs a name");
        QTest::newRow("a starter's") << QStringLiteral("title-case") << QString();
    }
    void oneGetsAnotherName()
    {
        QFETCH(QString, to);
        QFETCH(QString, said);
        Rig rig;
        rig.writePreset("mine", replaceRecipe("a", "b"));
        rig.writePreset("taken", replaceRecipe("c", "d"));
        rig.trigger("managePresets");
        QTRY_VERIFY(rig.listed().contains(QStringLiteral("mine")));
        rig.choose(QStringLiteral("mine"));
        rig.find<QPushButton>("presetRename")->click();
        auto *editor = rig.list()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->setText(to);
        QTest::keyClick(editor, Qt::Key_Return);
        if (said.isEmpty()) {
            QTRY_VERIFY(rig.listed().contains(to));
            QTRY_COMPARE(rig.list()->currentIndex().data().toString(), to);
            QVERIFY(!rig.listed().contains(QStringLiteral("mine")));
            QVERIFY(rig.problem().isEmpty());
            QVERIFY(rig.managing());
            return;
        }
        QTRY_VERIFY2(rig.problem().contains(said), qPrintable(rig.problem()));
        QVERIFY(rig.listed().contains(QStringLiteral("mine")));
        QCOMPARE(rig.presetFile("taken"), writeRecipe(replaceRecipe("c", "d")));
    }

    void aFolderThatCannotBeReadIsTold()
    {
        Rig rig;
        rig.folder.makeDir("config");
        rig.folder.writeFile("config/presets", "a file");
        rig.trigger("managePresets");
        QTRY_VERIFY2(rig.problem().contains(QStringLiteral("cannot be read")), qPrintable(rig.problem()));
        QVERIFY(rig.listed().contains(QStringLiteral("Title Case")));
    }

    void whatWasUsedIsOfferedAgain()
    {
        Rig rig;
        QVERIFY(rig.actions("recent").isEmpty());
        rig.typeRule(QStringLiteral("IMG"), QStringLiteral("a & b"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QCOMPARE(rig.actions("recent").size(), 1);
        const RenameRecipe used = rig.recipe();
        rig.window.session().commit().undo();
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QTRY_COMPARE(rig.folder.exists("w/IMG_1.jpg"), true);
        QCOMPARE(rig.actions("recent").size(), 1); // an undo uses no rules
        rig.use(replaceRecipe("x", "y"));
        QVERIFY(rig.actions("recent").front()->text().contains(QStringLiteral("a && b")));
        rig.actions("recent").front()->trigger();
        QVERIFY(rig.recipe() == used);
        QVERIFY(rig.window.settings().recent == std::vector<RenameRecipe>{used});
    }

    void recentOnesAreRemembered()
    {
        Rig rig;
        Settings settings;
        settings.recent = {replaceRecipe("1", "2"), replaceRecipe("3", "4")};
        rig.window.applySettings(settings);
        QCOMPARE(rig.actions("recent").size(), 2);
        rig.actions("recent").back()->trigger();
        QVERIFY(rig.recipe() == replaceRecipe("3", "4"));
    }

    void theMenusWaitForARun()
    {
        Rig rig;
        rig.typeRule(QStringLiteral("IMG"), QStringLiteral("x"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(!rig.find<QToolButton>("presetButton")->isEnabled());
        QVERIFY(!rig.find<QToolButton>("presetButton")->menu()->menuAction()->isEnabled());
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QTRY_VERIFY(rig.find<QToolButton>("presetButton")->menu()->menuAction()->isEnabled());
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowPresets)
#include "tst_main_window_presets.moc"
