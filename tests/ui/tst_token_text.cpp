// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/rename/compiled_recipe.h"
#include "tests/ui/ui_test.h"
#include "ui/text/token_text.h"
#include "ui/widgets/rules/token_button.h"

#include <QLineEdit>
#include <QMenu>

using namespace bulkhead;

class TestTokenText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsKnown()
    {
        int tokens = 0;
        for (const TokenGroup &group : templateTokens()) {
            QVERIFY(!group.title.isEmpty());
            for (const TokenHelp &help : group.tokens) {
                const auto result
                    = compileRecipe({.rules = {{.rule = ListRule{.names = {"a"}}}, {.rule = TemplateRule{.text = fromText(help.token)}}}});
                QVERIFY2(std::holds_alternative<CompiledRecipeRef>(result), qPrintable(help.token));
                QVERIFY(!help.meaning.isEmpty());
                ++tokens;
            }
        }
        QVERIFY(tokens > 30);
    }

    void theChosenOneGoesWhereTheCursorIs()
    {
        QLineEdit field(QStringLiteral("ab"));
        field.setCursorPosition(1);
        const TokenButton button(&field, nullptr);
        button.menu()->actions().first()->menu()->actions().first()->trigger();
        QCOMPARE(field.text(), QStringLiteral("a{stem}b"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestTokenText)
#include "tst_token_text.moc"
