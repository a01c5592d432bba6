// SPDX-License-Identifier: GPL-3.0-or-later
// The stack of rules: what is opened stays what it is; mistakes, keys, the wheel.
#include "tests/ui/rule_panel.h"

#include "core/rename/compiled_recipe.h"
#include "ui/palette/theme.h"
#include "ui/widgets/rules/rule_editor.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QWheelEvent>

#include <limits>

using namespace bulkhead;
using namespace bulkhead::test;

Q_DECLARE_METATYPE(Rule)

class TestRuleList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openedRulesStayAsTheyAre_data()
    {
        constexpr std::int64_t kLarge = std::numeric_limits<std::int64_t>::max();
        QTest::addColumn<Rule>("rule");
        QTest::newRow("start past 32 bits") << Rule(
            NumberRule{.counter = {.start = kLarge, .step = -kLarge}, .place = {}, .separator = {}});
        QTest::newRow("wide pad") << Rule(NumberRule{.counter = {.pad = 1000}, .place = {}, .separator = {}});
        QTest::newRow("new extension and one more") << Rule(ExtensionRule{.to = "jpg", .add = "bak"});
        QTest::newRow("extension by content") << Rule(ExtensionRule{.letters = ExtensionRule::Letters::Lower, .fromContent = true});
        QTest::newRow("extension in capitals and one more") << Rule(ExtensionRule{.letters = ExtensionRule::Letters::Upper, .add = "x"});
        QTest::newRow("words with spaces") << Rule(CaseRule{.keep = {"New York", "NASA"}});
        QTest::newRow("words with commas") << Rule(CaseRule{.keep = {"a,b", "c"}});
        QTest::newRow("one word with a space") << Rule(CaseRule{.keep = {"New York"}});
        QTest::newRow("far position") << Rule(InsertRule{"x", {.at = Place::At::Position, .position = 1'000'000}});
        QTest::newRow("many characters") << Rule(RemoveRule{.from = -50'000, .count = 40'000});
        QTest::newRow("keep characters") << Rule(KeepRule{{.from = -2, .count = 2}});
        QTest::newRow("keep between") << Rule(KeepRule{{.how = RemoveRule::How::Between, .begin = "(", .end = ")", .including = true}});
        QTest::newRow("keep kinds") << Rule(KeepRule{{.how = RemoveRule::How::What, .what = RemoveRule::Digits | RemoveRule::Brackets}});
        QTest::newRow("renumber past 32 bits") << Rule(RenumberRule{.add = -kLarge});
        QTest::newRow("renumber wide pad") << Rule(RenumberRule{.pad = 1000, .which = RenumberRule::Which::Last});
        QTest::newRow("renumber both") << Rule(RenumberRule{.add = 1, .pad = 0, .which = RenumberRule::Which::Nth, .nth = -2});
        QTest::newRow("swap by a list") << Rule(SwapRule{.separator = " - ", .order = std::vector<int>{3, 1, 2}});
        QTest::newRow("swap by a template") << Rule(SwapRule{"_+", MatchMode::Regex, Bytes("{2} by {1}"), SwapRule::From::End});
        QTest::newRow("occurrence") << Rule(ReplaceRule{.find = "a", .occurrences = ReplaceRule::Which::Nth, .nth = 123'456});
        QTest::newRow("cleaned for Windows, by nothing") << Rule(CleanRule{CleanRule::For::Windows, ""});
        QTest::newRow("transform of ICU") << Rule(TransliterateRule{"Greek-Latin/BGN"});
        QTest::newRow("pinyin") << Rule(TransliterateRule{"pinyin"});
        QTest::newRow("encoding found") << Rule(DecodeRule{});
        QTest::newRow("encoding of the list") << Rule(DecodeRule{Bytes("Shift_JIS")});
        QTest::newRow("encoding typed") << Rule(DecodeRule{Bytes("CP437")});
        QTest::newRow("repair") << Rule(DecodeRule{DecodeRule::Repair::DoubleUtf8});
        QTest::newRow("names in order") << Rule(ListRule{.names = {"a b", "", "照片", ""}});
        QTest::newRow("a name with a line end") << Rule(ListRule{.names = {"\"a\nb\",c"}, .by = ListRule::By::Name});
        QTest::newRow("names that are not UTF-8") << Rule(ListRule{.names = {"caf\xe9", "a\u00a0b\u2028"}});
        QTest::newRow("more names than are shown") << Rule(ListRule{.names = std::vector<Bytes>(5000, "x")});
        QTest::newRow("names in a file") << Rule(ListRule{.file = "/tmp/names.csv", .by = ListRule::By::Name});
        QTest::newRow("a file that is not UTF-8") << Rule(ListRule{.file = "/tmp/caf\xe9"});
        QTest::newRow("normal form") << Rule(NormaliseRule{NormaliseRule::Form::Nfkd});
        QTest::newRow("date") << Rule(DateRule{.source = DateRule::Source::Btime,
            .format = " yy",
            .zone = "Europe/Berlin",
            .place = {.at = Place::At::Before, .anchor = "x", .anchorMode = MatchMode::Regex},
            .separator = " "});
        QTest::newRow("date in the name") << Rule(DateRule{.source = DateRule::Source::Name, .format = "yyyy-MM-dd", .read = "d.M.yy "});
    }
    void openedRulesStayAsTheyAre()
    {
        QFETCH(Rule, rule);
        Panel panel;
        panel.list.setRecipe(recipeOf({rule}));
        QCOMPARE(panel.list.recipe().rules.size(), 1u);
        QVERIFY(panel.rule() == rule);
    }

    void whatIsNotTouchedStays()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({NumberRule{.counter = {.start = 1LL << 40}, .place = {}, .separator = {}},
            CaseRule{.keep = {"New York", "a,b"}}, ExtensionRule{.to = "jpg", .add = "bak"}}));
        panel.field("numberSeparator")->setText(QStringLiteral("-"));
        panel.field("caseLocale")->setText(QStringLiteral("tr"));
        panel.field("extensionTo")->setText(QStringLiteral("png"));
        QCOMPARE(std::get<NumberRule>(panel.rule(0)).counter.start, 1LL << 40);
        QCOMPARE(std::get<CaseRule>(panel.rule(1)).keep, (std::vector<Bytes>{"New York", "a,b"}));
        QCOMPARE(std::get<ExtensionRule>(panel.rule(2)).add, Bytes("bak"));
    }

    void wordsMayHaveSpaces()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({CaseRule{}}));
        panel.field("caseKeep")->setText(QStringLiteral("New York, NASA"));
        QCOMPARE(std::get<CaseRule>(panel.rule()).keep, (std::vector<Bytes>{"New York", "NASA"}));
        panel.field("caseKeep")->setText(QStringLiteral("iPhone NASA"));
        QCOMPARE(std::get<CaseRule>(panel.rule()).keep, (std::vector<Bytes>{"iPhone", "NASA"}));
    }

    void partsAreSwappedByNumbersOrByATemplate()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({SwapRule{.separator = "-"}}));
        QLineEdit *order = panel.field("swapOrder");
        QCOMPARE(order->text(), QStringLiteral("2, 1"));
        const auto chosen = [&panel] { return std::get<SwapRule>(panel.rule()).order; };
        order->setText(QStringLiteral(" 3 1,2 "));
        QCOMPARE(std::get<std::vector<int>>(chosen()), (std::vector<int>{3, 1, 2}));
        order->setText(QStringLiteral("{2}, {1}"));
        QCOMPARE(std::get<Bytes>(chosen()), Bytes("{2}, {1}"));
    }

    void aNormalFormIsChosen()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({NormaliseRule{}}));
        auto *form = panel.list.findChild<QComboBox *>(QStringLiteral("normaliseForm"));
        QCOMPARE(form->accessibleName(), QStringLiteral("Form"));
        form->setCurrentIndex(1);
        QCOMPARE(std::get<NormaliseRule>(panel.rule()).form, NormaliseRule::Form::Nfd);
        panel.list.undo();
        QCOMPARE(form->currentIndex(), 0);
    }

    void whatCleansIsToldUnderItsField()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({CleanRule{}}));
        QCOMPARE(panel.field("cleanReplacement")->text(), QStringLiteral("_"));
        panel.list.findChild<QComboBox *>(QStringLiteral("cleanFor"))->setCurrentIndex(2);
        panel.field("cleanReplacement")->setText(QStringLiteral("~"));
        QVERIFY(panel.rule() == Rule(CleanRule{CleanRule::For::Url, "~"}));
        QVERIFY(!panel.list.findChild<QComboBox *>(QStringLiteral("cleanScope")));
        panel.list.setProblems({{.code = RecipeProblem::Code::WrongType, .field = "rules[0].replacement", .argument = "text of A-Z"}});
        QTRY_VERIFY(panel.list.findChild<QLabel *>(QStringLiteral("cleanReplacementProblem"))->isVisible());
    }

    void anotherTransformHasANameOfItsOwn()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({TransliterateRule{}}));
        auto *to = panel.list.findChild<QComboBox *>(QStringLiteral("transliterateTo"));
        QLineEdit *transform = panel.field("transliterateTransform");
        QTRY_VERIFY(to->isVisible());
        QVERIFY(!transform->isVisible());
        to->setCurrentIndex(2);
        QVERIFY(panel.rule() == Rule(TransliterateRule{"pinyin"}));
        to->setCurrentIndex(3);
        QVERIFY(transform->isVisible());
        QVERIFY(panel.list.recipe().rules.empty()); // nothing is named yet
        transform->setText(QStringLiteral("de-ASCII"));
        QVERIFY(panel.rule() == Rule(TransliterateRule{"de-ASCII"}));
        panel.list.setProblems({{.code = RecipeProblem::Code::NotOneOf, .field = "rules[0].to", .argument = "ascii"}});
        QTRY_VERIFY(panel.list.findChild<QLabel *>(QStringLiteral("transliterateToProblem"))->isVisible());
    }

    void aDateInTheNameIsReadAndNotPlaced()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({DateRule{}}));
        auto *source = panel.list.findChild<QComboBox *>(QStringLiteral("dateSource"));
        QLineEdit *read = panel.field("dateRead");
        QLineEdit *format = panel.field("dateFormat");
        QLineEdit *zone = panel.field("dateZone");
        QTRY_VERIFY(zone->isVisible() && !read->isVisible());
        zone->setText(QStringLiteral(" UTC"));
        panel.field("dateSeparator")->setText(QStringLiteral("_"));
        QVERIFY(panel.rule() == Rule(DateRule{.zone = "UTC", .separator = "_"}));
        source->setCurrentIndex(3);
        QVERIFY(read->isVisible() && !zone->isVisible() && !panel.field("dateSeparator")->isVisible());
        QVERIFY(panel.list.recipe().rules.empty()); // nothing to read yet
        read->setText(QStringLiteral("yyyyMMdd"));
        QVERIFY(panel.rule() == Rule(DateRule{.source = DateRule::Source::Name, .read = "yyyyMMdd"}));
        panel.list.setProblems({{.code = RecipeProblem::Code::WrongType, .field = "rules[0].read", .argument = "a date format"}});
        QTRY_VERIFY(panel.list.findChild<QLabel *>(QStringLiteral("dateReadProblem"))->isVisible());
        format->clear();
        QVERIFY(panel.list.recipe().rules.empty());
        for (const QWidget *field : {static_cast<QWidget *>(source), static_cast<QWidget *>(read), static_cast<QWidget *>(format)})
            QVERIFY(!field->accessibleName().isEmpty() && !field->toolTip().isEmpty());
    }

    void anEncodingIsChosenOrTyped()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({DecodeRule{}}));
        auto *from = panel.list.findChild<QComboBox *>(QStringLiteral("decodeFrom"));
        QCOMPARE(from->currentText(), QStringLiteral("Automatic"));
        QCOMPARE(from->accessibleName(), QStringLiteral("Names are"));
        QVERIFY(!from->toolTip().isEmpty());
        QVERIFY(!panel.list.findChild<QComboBox *>(QStringLiteral("decodeScope"))); // always the whole name
        from->setCurrentIndex(from->findText(QStringLiteral("GBK (Chinese)")));
        QVERIFY(panel.rule() == Rule(DecodeRule{Bytes("GBK")}));
        from->setEditText(QStringLiteral(" koi8-u "));
        QVERIFY(panel.rule() == Rule(DecodeRule{Bytes("koi8-u")}));
        from->setEditText(QStringLiteral("euc-jp (japanese)"));
        QVERIFY(panel.rule() == Rule(DecodeRule{Bytes("EUC-JP")}));
        from->setCurrentIndex(from->findText(QStringLiteral("Percent (%E4%BD%A0)")));
        QVERIFY(panel.rule() == Rule(DecodeRule{DecodeRule::Repair::Percent}));
        from->setEditText(QString());
        QVERIFY(panel.list.recipe().rules.empty()); // nothing is named yet
        panel.list.undo();
        QVERIFY(panel.rule() == Rule(DecodeRule{DecodeRule::Repair::Percent}));
        panel.list.undo();
        QVERIFY(panel.rule() == Rule(DecodeRule{Bytes("EUC-JP")}));
        QCOMPARE(from->currentText(), QStringLiteral("EUC-JP (Japanese)"));
        panel.list.setProblems({{.code = RecipeProblem::Code::NotOneOf, .field = "rules[0].from", .argument = "auto"}});
        QTRY_VERIFY(panel.list.findChild<QLabel *>(QStringLiteral("decodeFromProblem"))->isVisible());
    }

    void everyEncodingOfTheListIsKnown()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({DecodeRule{}}));
        auto *from = panel.list.findChild<QComboBox *>(QStringLiteral("decodeFrom"));
        for (int item = 0; item < from->count(); ++item) {
            from->setCurrentIndex(item);
            QVERIFY2(std::holds_alternative<CompiledRecipeRef>(compileRecipe(panel.list.recipe())), qPrintable(from->currentText()));
        }
    }

    void namesAreTypedLineByLine()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({ListRule{.names = {"x"}}}));
        auto *names = panel.list.findChild<QPlainTextEdit *>(QStringLiteral("listNames"));
        const auto *count = panel.list.findChild<QLabel *>(QStringLiteral("listNote"));
        const auto *scope = panel.list.findChild<QComboBox *>(QStringLiteral("listScope"));
        QCOMPARE(count->text(), QStringLiteral("Names: 1"));
        names->setPlainText(QStringLiteral("a\n\nb c\n"));
        QCOMPARE(std::get<ListRule>(panel.rule()).names, (std::vector<Bytes>{"a", "", "b c"}));
        QCOMPARE(count->text(), QStringLiteral("Names: 3"));
        QVERIFY(!panel.field("listPath")->isVisible());
        QVERIFY(scope->isVisible());
        panel.list.findChild<QComboBox *>(QStringLiteral("listFrom"))->setCurrentIndex(1);
        QVERIFY(panel.field("listPath")->isVisible());
        QVERIFY(panel.list.recipe().rules.empty() || std::get<ListRule>(panel.rule()).names.empty());
        panel.field("listPath")->setText(QStringLiteral("/d/names.txt"));
        panel.list.findChild<QComboBox *>(QStringLiteral("listBy"))->setCurrentIndex(1);
        QVERIFY(!scope->isVisible());
        QVERIFY(panel.rule() == Rule(ListRule{.file = "/d/names.txt", .by = ListRule::By::Name}));
        panel.list.setProblems({{.code = RecipeProblem::Code::UnclosedQuote, .field = "rules[0].file", .line = 7}});
        const auto *problem = panel.list.findChild<QLabel *>(QStringLiteral("listFileProblem"));
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("line 7")));
    }

    void oddNamesStayWhereOthersAreTyped()
    {
        Panel panel;
        const std::vector<Bytes> names{"/d/caf\xe9,a\u00a0b", "\"/d/a\r\nb\",x", "/d/c,d"};
        panel.list.setRecipe(recipeOf({ListRule{.names = names, .by = ListRule::By::Name}}));
        auto *text = panel.list.findChild<QPlainTextEdit *>(QStringLiteral("listNames"));
        QCOMPARE(text->blockCount(), 4);
        text->moveCursor(QTextCursor::End);
        text->insertPlainText(QStringLiteral("/d/e,f"));
        std::vector<Bytes> expected = names;
        expected.push_back("/d/e,f");
        QCOMPARE(std::get<ListRule>(panel.rule()).names, expected);
    }

    void aMistakeShowsOnTheFoldedCard()
    {
        Panel panel;
        panel.list.setRecipe(replaceRecipe("(", "x", MatchMode::Regex));
        panel.list.setProblems({{.code = RecipeProblem::Code::BadRegex, .field = "rules[0].find", .argument = "missing )"}});
        auto *above = panel.list.findChild<QLabel *>(QStringLiteral("ruleProblem"));
        auto *under = panel.list.findChild<QLabel *>(QStringLiteral("replaceFindProblem"));
        QTRY_VERIFY(under->isVisible()); // once the new card is
        QVERIFY(!above->isVisible());
        auto *fold = panel.list.findChild<QToolButton *>(QStringLiteral("ruleFold"));
        const QString foldIt = fold->accessibleName();
        fold->click();
        QVERIFY(fold->accessibleName() != foldIt);
        QVERIFY(above->isVisible());
        QVERIFY(!above->text().isEmpty());
        fold->click();
        QVERIFY(under->isVisible() && !above->isVisible());
        panel.list.setProblems({});
        QVERIFY(!under->isVisible());
    }

    void aMistakeStandsUntilTheRulesAreOthers()
    {
        Panel panel;
        const RenameRecipe wrong = replaceRecipe("(", "x", MatchMode::Regex);
        panel.list.setRecipe(wrong);
        panel.list.setProblems({{.code = RecipeProblem::Code::BadRegex, .field = "rules[0].find", .argument = "missing )"}});
        const auto shown = [&panel] { return panel.list.findChild<QLabel *>(QStringLiteral("replaceFindProblem"))->isVisible(); };
        QTRY_VERIFY(shown());
        panel.list.setRecipe(wrong);
        QTRY_VERIFY(shown());
        panel.list.setRecipe(replaceRecipe("(", "x"));
        QTRY_VERIFY(panel.field("replaceFind")->isVisible());
        QVERIFY(!shown());
    }

    void theFirstFieldIsOneThatCanBeTypedIn()
    {
        Panel panel;
        panel.list.setRecipe(recipeOf({ReplaceRule{.find = "a"}, TemplateRule{.text = "b"}}));
        const auto press
            = [&panel](const char *name, int card) { panel.list.findChildren<QAbstractButton *>(QLatin1String(name)).at(card)->click(); };
        press("ruleFold", 0);
        QVERIFY(panel.list.focusFirstField());
        QTRY_VERIFY(panel.field("templateText")->hasFocus());
        press("ruleFold", 0);
        QVERIFY(panel.list.focusFirstField());
        QTRY_VERIFY(panel.field("replaceFind")->hasFocus());
        press("ruleEnabled", 0);
        QVERIFY(panel.list.focusFirstField());
        QTRY_VERIFY(panel.field("templateText")->hasFocus());
        panel.list.setReadOnly(true);
        QVERIFY(!panel.list.focusFirstField());
        panel.list.setReadOnly(false);
        press("ruleFold", 1);
        QVERIFY(!panel.list.focusFirstField());
    }

    void theTabKeyGoesFromTopToBottom()
    {
        QWidget window;
        QPushButton above(QStringLiteral("above"), &window);
        RuleListWidget list(&window);
        QPushButton below(QStringLiteral("below"), &window);
        list.setRecipe(recipeOf({ReplaceRule{.find = "a"}, TrimRule{}}));
        window.show();
        window.activateWindow();
        const auto inOrder = [&] {
            QStringList names;
            for (const QWidget *next = above.nextInFocusChain(); next != &below; next = next->nextInFocusChain()) {
                if ((next->focusPolicy() & Qt::TabFocus) && !next->focusProxy())
                    names << next->objectName();
            }
            return names;
        };
        const QStringList header{QStringLiteral("ruleEnabled"), QStringLiteral("ruleFold"), QStringLiteral("ruleRemove")};
        const QStringList replace = header
            + QStringList{QStringLiteral("replaceFind"), QStringLiteral("replaceWith"), QStringLiteral("replaceOccurrences"),
                QStringLiteral("replaceNth"), QStringLiteral("replaceCase"), QStringLiteral("replaceWholeWord"),
                QStringLiteral("replaceWildcard"), QStringLiteral("replaceRegex"), QStringLiteral("replaceScope")};
        const QStringList trim = header
            + QStringList{
                QStringLiteral("trimWhat"), QStringLiteral("trimEnds"), QStringLiteral("trimCollapse"), QStringLiteral("trimScope")};
        const QStringList last{QStringLiteral("addRule"), QStringLiteral("destinationHow"), QStringLiteral("destinationFolder"),
            QStringLiteral("destinationBrowse"), QStringLiteral("destinationTokens"), QStringLiteral("attributesWanted"),
            QStringLiteral("attributesTime"), QStringLiteral("attributesRead"), QStringLiteral("attributesShift"),
            QStringLiteral("attributesPermissions")};
        QCOMPARE(inOrder(), replace + trim + last);
        list.findChild<QToolButton *>(QStringLiteral("addRule"))->menu()->actions().at(0)->trigger();
        QCOMPARE(inOrder(), replace + trim + replace + last);
        auto *trimmed = list.findChild<QLineEdit *>(QStringLiteral("trimWhat"));
        trimmed->setFocus();
        QTRY_VERIFY(trimmed->hasFocus());
        QTest::keyClick(trimmed, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(inOrder(), replace + replace + trim + last);
    }

    void aMistakeHasTheColorOfErrors()
    {
        Panel panel;
        for (const Shade shade : {Shade::Dark, Shade::Light}) {
            panel.list.setPalette(makePalette(shade));
            panel.list.setRecipe(replaceRecipe("(", "x", MatchMode::Regex));
            panel.list.setProblems({{.code = RecipeProblem::Code::BadRegex, .field = "rules[0].find", .argument = "missing )"}});
            for (const Shade then : {shade, Shade::Light}) {
                panel.list.setPalette(makePalette(then));
                for (const char *name : {"replaceFindProblem", "ruleProblem", "recipeProblem", "destinationFolderProblem"}) {
                    const auto *label = panel.list.findChild<QLabel *>(QLatin1String(name));
                    QCOMPARE(label->palette().color(label->foregroundRole()), themeColors(makePalette(then)).error);
                }
            }
        }
    }

    /// As at the start with --recipe, where the window may become active between the making of the cards and their layout.
    void newRulesKeepTheFocusOfAWindowThatBecomesActive()
    {
        Panel panel;
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(other.isActiveWindow());
        panel.list.setRecipe(replaceRecipe("a", "b"));
        QVERIFY(panel.list.focusFirstField());
        QApplication::setActiveWindow(&panel.list);
        QVERIFY(panel.field("replaceFind")->hasFocus());
    }

    void theWheelChangesOnlyWhatHasTheFocus()
    {
        Panel panel;
        RenameRecipe recipe;
        for (std::size_t kind = 0; kind < std::variant_size_v<Rule>; ++kind)
            recipe.rules.push_back({makeRule(kind), Scope::Stem, true});
        recipe.rules.push_back({NumberRule{.counter = {}, .place = {.at = Place::At::Position}, .separator = {}}, Scope::Stem, true});
        panel.list.setRecipe(recipe);
        panel.list.forgetEdits();
        const auto turn = [](QWidget *field) {
            const QPointF at = field->rect().center();
            QWheelEvent event(at, field->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(field, &event);
            return event.isAccepted(); // else it scrolls what the field is in
        };
        QList<QWidget *> fields;
        for (auto *field : panel.list.findChildren<QComboBox *>())
            fields.append(field);
        for (auto *field : panel.list.findChildren<QAbstractSpinBox *>())
            fields.append(field);
        QVERIFY(fields.size() > 20);
        panel.list.setFocus();
        for (QWidget *field : fields) {
            QVERIFY2(!turn(field), qPrintable(field->objectName()));
            QVERIFY2(!panel.list.canUndo(), qPrintable(field->objectName()));
            QCOMPARE(field->focusPolicy(), Qt::StrongFocus);
        }
        auto *which = panel.list.findChild<QComboBox *>(QStringLiteral("replaceOccurrences"));
        which->setFocus();
        QTRY_VERIFY(which->hasFocus());
        QVERIFY(turn(which));
        QCOMPARE(which->currentIndex(), 1);
    }

    void filesAreNotPastedIntoFields()
    {
        Panel panel;
        QLineEdit *find = panel.field("replaceFind");
        const auto claimed = [find] {
            QKeyEvent press(QEvent::ShortcutOverride, Qt::Key_V, Qt::ControlModifier);
            press.ignore();
            QApplication::sendEvent(find, &press);
            return press.isAccepted();
        };
        QApplication::clipboard()->setText(QStringLiteral("words"));
        QVERIFY(claimed());
        for (const char *format : {"text/uri-list", "x-special/gnome-copied-files"}) {
            auto *files = new QMimeData;
            files->setText(QStringLiteral("/w/a"));
            files->setData(QLatin1String(format), "file:///w/a");
            QApplication::clipboard()->setMimeData(files);
            QVERIFY(!claimed());
        }
    }
};

BULKHEAD_UI_TEST_MAIN(TestRuleList)
#include "tst_rule_list.moc"
