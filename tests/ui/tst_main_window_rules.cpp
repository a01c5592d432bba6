// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that are opened or begun with, in the window.
#include "tests/ui/window_rig.h"

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

class TestMainWindowRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOpenedOrderIsTakenBackWithItsRules()
    {
        Rig rig(3);
        RenameSession &session = rig.window.session();
        session.scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        session.setOrder({.by = RowOrder::By::Size});
        RenameRecipe opened = replaceRecipe("a", "b");
        opened.order.descending = true;
        rig.folder.writeFile("opened.json", writeRecipe(opened));
        rig.window.openRecipe(rig.folder.path("opened.json"));
        QTRY_VERIFY(session.recipe().order.descending);
        rig.trigger("undoRules");
        QVERIFY(session.recipe().order == (RowOrder{.by = RowOrder::By::Size}));
    }

    void aMistakeIsToldAtItsRule()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        RenameRecipe opened;
        opened.rules.push_back({ExtensionRule{}, Scope::Stem, true}); // does nothing
        opened.rules.push_back({ReplaceRule{.find = "(", .mode = MatchMode::Regex}, Scope::Stem, true});
        rig.folder.writeFile("opened.json", writeRecipe(opened));
        rig.window.openRecipe(rig.folder.path("opened.json"));
        const auto shown = [&rig] {
            const auto *label = rig.find<QLabel>("replaceFindProblem");
            return label && label->isVisible();
        };
        QTRY_VERIFY(shown());
        QVERIFY(!rig.find<QLabel>("recipeProblem")->isVisible());
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowRules)
#include "tst_main_window_rules.moc"
