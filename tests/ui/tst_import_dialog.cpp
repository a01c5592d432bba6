// SPDX-License-Identifier: GPL-3.0-or-later
// Import from Another Renamer, in the window.
#include "tests/ui/window_rig.h"
#include "ui/text/import_text.h"
#include "ui/text/recipe_text.h"
#include "ui/widgets/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QSpinBox>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

using Program = ImportForm::Program;
using Typed = std::vector<std::pair<const char *, QVariant>>; ///< Names of fields, and what a person does there.

struct Row {
    const char *name;
    Program program;
    Typed typed;
    ImportInput means;
};

const std::vector<Row> &rows()
{
    static const std::vector<Row> kRows = {
        {"krename", Program::KRename, {{"krenameName", QStringLiteral("照片 $ ###")}}, KRenameInput{.name = "照片 $ ###"}},
        {"krename, all fields", Program::KRename,
            {{"krenameName", QStringLiteral("[date] #")}, {"krenameExtension", QStringLiteral("%")}, {"krenameStart", 7},
                {"krenameStep", -2}, {"krenamePerFolder", true}},
            KRenameInput{.name = "[date] #", .extension = "%", .start = 7, .step = -2, .perFolder = true}},
        {"krename, something lost", Program::KRename, {{"krenameName", QStringLiteral("$ [user] [js;1]")}},
            KRenameInput{.name = "$ [user] [js;1]"}},
        {"powerrename", Program::PowerRename, {{"powerFind", QStringLiteral("a")}, {"powerReplace", QStringLiteral("$YYYY")}},
            PowerRenameInput{.find = "a", .replace = "$YYYY"}},
        {"powerrename, all fields", Program::PowerRename,
            {{"powerFind", QStringLiteral("(a)")}, {"powerReplace", QStringLiteral("$1")}, {"powerRegex", true}, {"powerAll", true},
                {"powerCase", true}, {"powerScope", 1}, {"powerLetters", 3}, {"powerTime", 2}},
            PowerRenameInput{.find = "(a)",
                .replace = "$1",
                .regex = true,
                .caseSensitive = true,
                .allOccurrences = true,
                .scope = Scope::Stem,
                .letters = CaseRule::To::Title,
                .time = PowerRenameInput::Time::Accessed}},
        {"powerrename, only letters of extensions", Program::PowerRename, {{"powerLetters", 1}, {"powerScope", 2}},
            PowerRenameInput{.scope = Scope::Extension, .letters = CaseRule::To::Lower}},
        {"f2", Program::F2, {{"f2Replace", QStringLiteral("{f}_{%03d}{ext}")}}, F2Input{.pairs = {{"", "{f}_{%03d}{ext}"}}}},
        {"f2, all options", Program::F2,
            {{"f2Find", QStringLiteral("a.b")}, {"f2Replace", QStringLiteral("c")}, {"f2Literal", true}, {"f2IgnoreCase", true},
                {"f2IgnoreExtension", true}, {"f2Limit", -1}, {"f2PerFolder", true}},
            F2Input{.pairs = {{"a.b", "c"}}, .literal = true, .ignoreCase = true, .ignoreExtension = true, .limit = -1, .perFolder = true}},
        {"f2, something lost", Program::F2, {{"f2Find", QStringLiteral("a")}, {"f2Replace", QStringLiteral("{xt.Nothing}")}},
            F2Input{.pairs = {{"a", "{xt.Nothing}"}}}},
    };
    return kRows;
}

QString labelOf(Program program, BytesView field)
{
    if (program == Program::KRename)
        return field == "extension" ? QStringLiteral("Extension") : QStringLiteral("Template");
    return field.ends_with("replace") ? program == Program::F2 ? QStringLiteral("-r") : QStringLiteral("Replace with")
                                      : QStringLiteral("-f");
}

struct Rig : WindowRig {
    Rig()
        : WindowRig(1)
    {
        trigger("importRecipe");
    }
    ImportDialog *dialog() { return find<ImportDialog>("importDialog"); }
    QPushButton *use() { return find<QPushButton>("importUse"); }
    void choose(Program program) { find<QComboBox>("importProgram")->setCurrentIndex(int(program)); }
    void type(const char *field, const QVariant &value)
    {
        if (auto *edit = find<QLineEdit>(field))
            edit->setText(value.toString());
        else if (auto *box = find<QCheckBox>(field))
            box->setChecked(value.toBool());
        else if (auto *spin = find<QSpinBox>(field))
            spin->setValue(value.toInt());
        else
            find<QComboBox>(field)->setCurrentIndex(value.toInt());
    }
    QStringList lines(const char *list)
    {
        QStringList texts;
        auto *widget = find<QListWidget>(list);
        for (int i = 0; i < widget->count(); ++i)
            texts << widget->item(i)->text();
        return texts;
    }
    QString problem() { return find<QLabel>("importProblem")->text(); }
};

} // namespace

class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedBecomesRules_data()
    {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < rows().size(); ++i)
            QTest::newRow(rows()[i].name) << i;
    }
    void whatIsTypedBecomesRules()
    {
        QFETCH(std::size_t, index);
        const Row &row = rows()[index];
        const auto imported = std::get<ImportedRecipe>(importRecipe(row.means));
        Rig rig;
        rig.choose(row.program);
        QVERIFY(!rig.use()->isEnabled());
        for (const auto &[field, value] : row.typed)
            rig.type(field, value);
        QCOMPARE(rig.lines("importRules"), recipeLines(imported.recipe));
        QStringList losses;
        for (const ImportLoss &loss : imported.losses)
            losses << QStringLiteral("%1: %2").arg(labelOf(row.program, loss.field), importLossText(loss));
        QCOMPARE(rig.lines("importLosses"), losses);
        QCOMPARE(rig.find<QListWidget>("importLosses")->isVisible(), !losses.isEmpty());
        QVERIFY(rig.problem().isEmpty());
        rig.use()->click();
        QTRY_VERIFY(!rig.dialog());
        QVERIFY(rig.window.session().recipe().rules == imported.recipe.rules);
        QVERIFY(rig.find<QAction>("undoRules")->isEnabled());
        rig.trigger("undoRules");
        QVERIFY(rig.window.session().recipe().rules.empty());
    }

    void aMistakeIsToldWithItsField_data()
    {
        QTest::addColumn<int>("program");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        QTest::newRow("powerrename, regular expression")
            << int(Program::PowerRename) << text("powerFind") << text("(") << text("Search for: ");
        QTest::newRow("f2, regular expression") << int(Program::F2) << text("f2Find") << text("[") << text("-f: ");
        QTest::newRow("krename, not text") << int(Program::KRename) << text("krenameName") << QString::fromUcs4(U"\U0010FFE9")
                                           << text("Template: ");
        QTest::newRow("krename, extension that is not text")
            << int(Program::KRename) << text("krenameExtension") << QString::fromUcs4(U"\U0010FFE9") << text("Extension: ");
    }
    void aMistakeIsToldWithItsField()
    {
        QFETCH(int, program);
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, said);
        Rig rig;
        rig.choose(Program(program));
        rig.type("powerRegex", true);
        rig.type("krenameName", QStringLiteral("$"));
        rig.type(qPrintable(field), text);
        QVERIFY2(rig.problem().startsWith(said) && rig.problem().size() > said.size(), qPrintable(rig.problem()));
        QVERIFY(rig.find<QLabel>("importProblem")->isVisible());
        QVERIFY(!rig.use()->isEnabled());
        rig.type(qPrintable(field), QStringLiteral("a"));
        QVERIFY(rig.problem().isEmpty());
        QVERIFY(rig.use()->isEnabled());
    }

    void thePairOfAMistakeIsNamed()
    {
        Rig rig;
        rig.choose(Program::F2);
        rig.find<QPushButton>("f2More")->click();
        rig.find<QPushButton>("f2More")->click();
        const auto fields = rig.window.findChildren<QLineEdit *>(QStringLiteral("f2Find"));
        fields[0]->setText(QStringLiteral("a")); // the second stays blank, and is none
        fields[2]->setText(QStringLiteral("("));
        QVERIFY2(rig.problem().startsWith(QStringLiteral("-f of pair 3: ")), qPrintable(rig.problem()));
    }

    void tabGoesFromTopToBottom_data()
    {
        QTest::addColumn<int>("program");
        QTest::addColumn<QStringList>("fields");
        const auto names = [](std::initializer_list<const char *> list) {
            QStringList all;
            for (const char *name : list)
                all << QLatin1String(name);
            return all;
        };
        QTest::newRow("krename") << int(Program::KRename)
                                 << names({"krenameName", "krenameExtension", "krenameStart", "krenameStep", "krenamePerFolder"});
        QTest::newRow("powerrename") << int(Program::PowerRename)
                                     << names({"powerFind", "powerReplace", "powerRegex", "powerAll", "powerCase", "powerScope",
                                            "powerLetters", "powerTime"});
        QTest::newRow("f2") << int(Program::F2)
                            << names({"f2Find", "f2Replace", "f2More", "f2Literal", "f2IgnoreCase", "f2IgnoreExtension", "f2Limit",
                                   "f2PerFolder"});
    }
    void tabGoesFromTopToBottom()
    {
        QFETCH(int, program);
        QFETCH(QStringList, fields);
        Rig rig;
        rig.choose(Program(program));
        rig.dialog()->activateWindow();
        QTRY_VERIFY(rig.dialog()->isActiveWindow());
        for (QWidget *first : rig.dialog()->findChildren<QWidget *>(fields.front())) {
            if (first->isVisible())
                first->setFocus();
        }
        for (const QString &field : fields) {
            QVERIFY(QApplication::focusWidget());
            QCOMPARE(QApplication::focusWidget()->objectName(), field);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
    }

    void anEmptyFormSaysWhatToDo()
    {
        Rig rig;
        QCOMPARE(rig.lines("importRules"), QStringList{QStringLiteral("Type what you would have typed there.")});
        rig.type("krenameName", QStringLiteral("$"));
        rig.type("krenameName", QString());
        QCOMPARE(rig.lines("importRules"), QStringList{QStringLiteral("Type what you would have typed there.")});
        QVERIFY(!rig.use()->isEnabled());
    }

    void eachProgramKeepsWhatWasTyped()
    {
        Rig rig;
        rig.type("krenameName", QStringLiteral("one $"));
        const QStringList before = rig.lines("importRules");
        rig.choose(Program::F2);
        QVERIFY(!rig.use()->isEnabled());
        rig.type("f2Replace", QStringLiteral("{f}"));
        rig.choose(Program::KRename);
        QCOMPARE(rig.lines("importRules"), before);
        QVERIFY(rig.use()->isEnabled());
    }

    void morePairs()
    {
        Rig rig;
        rig.choose(Program::F2);
        auto *more = rig.find<QPushButton>("f2More");
        const auto fields = rig.window.findChildren<QLineEdit *>(QStringLiteral("f2Find"));
        const auto replacements = rig.window.findChildren<QLineEdit *>(QStringLiteral("f2Replace"));
        const auto shown
            = [&fields] { return std::count_if(fields.begin(), fields.end(), [](const QLineEdit *edit) { return edit->isVisible(); }); };
        QCOMPARE(shown(), 1);
        while (more->isEnabled())
            more->click();
        QCOMPARE(shown(), fields.size());
        for (int i = 0; i < fields.size(); ++i) {
            fields[i]->setText(QString(QLatin1Char(char('a' + i))));
            replacements[i]->setText(QStringLiteral("{f}"));
        }
        F2Input means;
        for (int i = 0; i < fields.size(); ++i)
            means.pairs.push_back({Bytes(1, char('a' + i)), "{f}"});
        rig.use()->click();
        QTRY_VERIFY(!rig.dialog());
        QVERIFY(rig.window.session().recipe().rules == std::get<ImportedRecipe>(importRecipe(means)).recipe.rules);
    }

    void everythingElseStays()
    {
        WindowRig rig(1);
        RenameRecipe before = replaceRecipe("a", "b");
        before.order = {.by = RowOrder::By::Size};
        before.attributes.permissions = "0600";
        rig.folder.writeFile("before.json", writeRecipe(before));
        rig.window.openRecipe(rig.folder.path("before.json"));
        QTRY_VERIFY(rig.window.session().recipe() == before);
        rig.trigger("importRecipe");
        rig.find<QLineEdit>("krenameName")->setText(QStringLiteral("x $"));
        rig.find<QPushButton>("importUse")->click();
        const RenameRecipe after = rig.window.session().recipe();
        QVERIFY(after.rules != before.rules);
        QVERIFY(after.order == before.order && after.attributes == before.attributes);
    }
};

BULKHEAD_UI_TEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
