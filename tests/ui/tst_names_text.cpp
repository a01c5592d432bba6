// SPDX-License-Identifier: GPL-3.0-or-later
// New names as lines, what is wrong with edited ones, and the rule that they become.
#include "core/base/text.h"
#include "tests/support/odd_names.h"
#include "tests/ui/ui_test.h"
#include "ui/models/names_text.h"
#include "ui/text/names_line_text.h"

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

using What = LineProblem::What;
using Lines = std::vector<Bytes>;

/// Files in /d, with the rules applied.
struct Names {
    explicit Names(const std::vector<Bytes> &names, const RenameRecipe &rules = {})
        : recipe(rules)
    {
        for (const Bytes &name : names)
            disk->addFile("/d/" + name);
        list = scanList(*disk, {"/d"});
        make();
    }
    void make()
    {
        const Preview preview = previewOf(*disk, list, recipe);
        order = preview.rows.order;
        plan = preview.answer.plan;
        text = makeNamesText(list, *order, plan, recipe, {});
    }
    std::shared_ptr<const NamesCheck> check(const QString &now) const { return checkNames(*text, now, {}); }
    EditedRecipe edited(const QString &now) const { return recipeWithEdits(recipe, list, *text, check(now)->edits); }
    /// What the list gives the rows, in its order.
    Lines after(const RenameRecipe &rules) const
    {
        const Preview preview = previewOf(*disk, list, rules);
        Lines names;
        for (const RowId row : *preview.rows.order)
            names.emplace_back(preview.answer.plan->targets->name(row));
        return names;
    }

    std::shared_ptr<MemoryFileSystem> disk = std::make_shared<MemoryFileSystem>();
    RenameRecipe recipe;
    FileList list;
    std::shared_ptr<const std::vector<RowId>> order;
    std::shared_ptr<const RenamePlan> plan;
    std::shared_ptr<const NamesText> text;
};

} // namespace

Q_DECLARE_METATYPE(Lines)

class TestNamesText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsOneLine_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isItself"); ///< The line is as the name is shown in fields.
        for (const OddName &odd : oddNames()) {
            const Bytes what = odd.what;
            const bool marked = what == "newline" || what == "escape" || what == "carriage return";
            QTest::newRow(odd.what) << QByteArray::fromStdString(odd.name) << !marked;
        }
        QTest::newRow("line separators") << QByteArray("a\u2028b\u2029c\ufdd0\ufdd1") << false;
        QTest::newRow("object replacement") << QByteArray("a\ufffc") << false;
        QTest::newRow("mark of a control") << QByteArray("\xf4\x8f\xbc\x8a") << false; // which toText leaves alone
        QTest::newRow("no-break space") << QByteArray("a\u00a0b") << true;
        QTest::newRow("tab") << QByteArray("a\tb") << false;
        QTest::newRow("delete") << QByteArray("a\x7f") << false;
        QTest::newRow("emoji") << QByteArray("👩‍🔬.jpg") << true;
        QTest::newRow("chinese") << QByteArray("照片") << true;
        QTest::newRow("every byte") << [] {
            QByteArray all;
            for (int byte = 1; byte < 256; ++byte)
                all += char(byte);
            return all;
        }() << false;
    }
    void aNameIsOneLine()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const bool, isItself);
        const QString line = lineOfName(name.toStdString());
        QCOMPARE(QByteArray::fromStdString(nameOfLine(line)), name);
        QCOMPARE(line == toText(name.toStdString()), isItself);
        QTextDocument document;
        document.setPlainText(QStringLiteral("x\n") + line + QStringLiteral("\ny"));
        QCOMPARE(document.blockCount(), 3);
        QCOMPARE(document.toRawText().split(QChar::ParagraphSeparator).at(1), line);
    }

    void textOfTheList()
    {
        RenameRecipe recipe = replaceRecipe("a", "b");
        const Names names({"a1.txt", "a2\n.txt", "caf\xe9"}, recipe);
        QCOMPARE(int(names.text->rows.size()), 3);
        QCOMPARE(names.text->text, QStringLiteral("b1.txt\nb2") + lineOfName("\n") + QStringLiteral(".txt\ncbf") + lineOfName("\xe9"));
        for (std::size_t line = 0; line < 3; ++line)
            QCOMPARE(nameOfLine(names.text->line(line)), Bytes(names.text->newName(line)));
    }

    void rowsThatAreLeftOutHaveNoLine()
    {
        Names names({"a", "b", "c"});
        std::vector<std::uint8_t> marks(3);
        marks[rowNamed(names.list, "b")] = MarkLeftOut;
        names.list.marks = std::make_shared<const std::vector<std::uint8_t>>(marks);
        names.make();
        QCOMPARE(names.text->text, QStringLiteral("a\nc"));
    }

    void checked_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QList<int>>("edited"); ///< Lines.
        QTest::addColumn<QList<int>>("problems"); ///< Line, What, ...
        const auto row = [](const char *title, const QString &now, qint64 count, const QList<int> &edited,
                             const QList<int> &problems = {}) { QTest::newRow(title) << now << count << edited << problems; };
        const auto problem = [](int line, What what) { return QList<int>{line, int(what)}; };
        row("as it was", QStringLiteral("a\nb\nc"), 3, {});
        row("a line end at the end", QStringLiteral("a\nb\nc\n"), 3, {});
        row("paragraph separators", QStringLiteral("a\u2029b\u2029c"), 3, {});
        row("one edited", QStringLiteral("a\nx\nc"), 3, {1});
        row("all edited", QStringLiteral("x\ny\nz"), 3, {0, 1, 2});
        row("too few", QStringLiteral("a\nb"), 2, {});
        row("too many", QStringLiteral("a\nb\nc\nd"), 4, {3});
        row("nothing", QString(), 0, {});
        row("only a line end", QStringLiteral("\n"), 1, {0}, problem(0, What::Empty));
        row("an empty line", QStringLiteral("a\n\nc"), 3, {1}, problem(1, What::Empty));
        row("two line ends at the end", QStringLiteral("a\nb\n\n"), 3, {2}, problem(2, What::Empty));
        row("a slash", QStringLiteral("a\nb\nc/d"), 3, {2}, problem(2, What::Slash));
        row("a dot", QStringLiteral(".\nb\nc"), 3, {0}, problem(0, What::Dots));
        row("two dots", QStringLiteral("a\n..\nc"), 3, {1}, problem(1, What::Dots));
        row("three dots are a name", QStringLiteral("a\n...\nc"), 3, {1});
        row("a nul", QStringLiteral("a\nb\nc") + QChar(0), 3, {2}, problem(2, What::Nul));
        row("two mistakes", QStringLiteral("\n/\nc"), 3, {0, 1}, problem(0, What::Empty) + problem(1, What::Slash));
    }
    void checked()
    {
        QFETCH(const QString, now);
        QFETCH(const qint64, count);
        QFETCH(const QList<int>, edited);
        QFETCH(const QList<int>, problems);
        const auto check = Names({"a", "b", "c"}).check(now);
        QCOMPARE(check->names, count);
        QList<int> lines;
        for (const NameEdit &edit : check->edits)
            lines += int(edit.line);
        QCOMPARE(lines, edited);
        QList<int> found;
        for (const LineProblem &problem : check->problems)
            found += {int(problem.line), int(problem.what)};
        QCOMPARE(found, problems);
        const qint64 all = now.count(QLatin1Char('\n')) + now.count(QChar::ParagraphSeparator) + 1;
        QCOMPARE(namesInLines(all, now.isEmpty() || now.endsWith(QLatin1Char('\n'))), count);
    }

    void whatRulesSentToAnotherFolderIsLeftToThem()
    {
        RenameRecipe recipe;
        recipe.rules.push_back({TemplateRule{"sub/{stem}"}, Scope::Name});
        const Names names({"a", "b"}, recipe);
        QCOMPARE(names.text->text, QStringLiteral("a\nb"));
        QVERIFY(names.check(QStringLiteral("a\nb"))->problems.empty());
        QVERIFY(names.check(QStringLiteral("a\nx"))->problems == (std::vector<LineProblem>{{1, What::OtherFolder}}));
    }

    void stopped()
    {
        const Names names({"a"});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!checkNames(*names.text, u"b", stop.get_token()));
        QVERIFY(!makeNamesText(names.list, *names.order, names.plan, names.recipe, stop.get_token()));
    }

    void editsBecomeAList_data()
    {
        QTest::addColumn<Lines>("files");
        QTest::addColumn<Lines>("edited"); ///< By line; what is not edited has the name it has.
        QTest::newRow("one") << Lines{"a", "b"} << Lines{"a", "x"};
        QTest::newRow("commas and quotes") << Lines{"a,\"b", "c"} << Lines{"\"x\",y", "c"};
        QTest::newRow("undecodable, edited") << Lines{"b", "caf\xe9.txt"} << Lines{"b", "caf\xe9 2.txt"};
        QTest::newRow("undecodable, not edited") << Lines{"b", "caf\xe9.txt", "\xff"} << Lines{"x", "caf\xe9.txt", "\xff"};
        QTest::newRow("a line end, edited") << Lines{"a\nb", "c\r\n"} << Lines{"a\nx", "\r\nd"};
        QTest::newRow("a line end, not edited") << Lines{"a\nb", "c\r\n"} << Lines{"a\nb", "d"};
        QTest::newRow("chinese") << Lines{"一", "照片"} << Lines{"二", "相片"};
        QTest::newRow("two change places") << Lines{"a", "b"} << Lines{"b", "a"};
        QTest::newRow("spaces") << Lines{"a", "b"} << Lines{" a ", "\u00a0"};
    }
    void editsBecomeAList()
    {
        QFETCH(const Lines, files);
        QFETCH(const Lines, edited);
        const Names names(files);
        QString text;
        for (const Bytes &name : edited)
            text += lineOfName(name) + QLatin1Char('\n');
        const EditedRecipe result = names.edited(text);
        QCOMPARE(result.recipe.rules.size(), std::size_t(1));
        QVERIFY(names.after(result.recipe) == edited);
        const auto reread = parseRecipe(writeRecipe(result.recipe));
        QVERIFY(std::holds_alternative<RenameRecipe>(reread));
        QVERIFY(std::get<RenameRecipe>(reread) == result.recipe);
    }

    void editsComeBehindTheRules()
    {
        const Names names({"a1", "a2", "a3"}, replaceRecipe("a", "b"));
        const EditedRecipe once = names.edited(QStringLiteral("b1\nsecond\nb3"));
        QCOMPARE(once.recipe.rules.size(), std::size_t(2));
        QVERIFY(names.after(once.recipe) == (Lines{"b1", "second", "b3"}));
        RenameRecipe others = once.recipe;
        std::get<ReplaceRule>(others.rules[0].rule).with = "c";
        QVERIFY(names.after(others) == (Lines{"c1", "second", "c3"}));

        Names again({"a1", "a2", "a3"}, once.recipe);
        QCOMPARE(again.text->text, QStringLiteral("b1\nsecond\nb3"));
        const EditedRecipe twice = again.edited(QStringLiteral("first\nsecond\nb3"));
        QCOMPARE(twice.recipe.rules.size(), std::size_t(2)); // the list there is got them
        QVERIFY(again.after(twice.recipe) == (Lines{"first", "second", "b3"}));
        QVERIFY(again.after(again.edited(QStringLiteral("b1\n2nd\nb3")).recipe) == (Lines{"b1", "2nd", "b3"}));
    }

    void aListThatIsNotOursStays_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("in order") << 0;
        QTest::newRow("in a file") << 1;
        QTest::newRow("switched off") << 2;
        QTest::newRow("with a mistake") << 3;
    }
    void aListThatIsNotOursStays()
    {
        QFETCH(const int, which);
        const RuleSlot slots_[]
            = {{ListRule{.names = {"x", "y"}}, Scope::Name}, {ListRule{.file = "/names.csv", .by = ListRule::By::Name}, Scope::Name},
                {ListRule{.names = {"/d/a,x"}, .by = ListRule::By::Name}, Scope::Name, false},
                {ListRule{.names = {"/d/a,\"x"}, .by = ListRule::By::Name}, Scope::Name}};
        const Names names({"a", "b"});
        RenameRecipe recipe;
        recipe.rules.push_back(slots_[which]);
        const EditedRecipe edited = recipeWithEdits(recipe, names.list, *names.text, {{1, "z"}});
        QCOMPARE(edited.recipe.rules.size(), std::size_t(2));
        QVERIFY(edited.recipe.rules[0] == slots_[which]);
        QVERIFY(edited.recipe.rules[1].rule == Rule(ListRule{.names = {"/d/b,z"}, .by = ListRule::By::Name}));
    }

    void namesTypedByHandGiveWay()
    {
        Names names({"a", "b", "c"});
        names.list.names = std::make_shared<const std::unordered_map<RowId, Bytes>>(
            std::unordered_map<RowId, Bytes>{{rowNamed(names.list, "a"), "hand"}, {rowNamed(names.list, "b"), "made"}});
        names.make();
        QCOMPARE(names.text->text, QStringLiteral("hand\nmade\nc"));
        const EditedRecipe edited = names.edited(QStringLiteral("hand\nother\nd"));
        QVERIFY(edited.handMade == std::vector<RowId>{rowNamed(names.list, "b")});
        QCOMPARE(std::get<ListRule>(edited.recipe.rules[0].rule).names.size(), std::size_t(2));
    }

    void tooLargeForARecipe()
    {
        const Names names({"a"});
        QVERIFY(!recipeWithEdits({}, names.list, *names.text, {{0, Bytes(1000, 'x')}}).tooLarge);
        QVERIFY(recipeWithEdits({}, names.list, *names.text, {{0, Bytes(std::size_t(13) << 20, 'x')}}).tooLarge);
    }

    void said_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const QString &said, const char *expected) {
            QTest::newRow(title) << said << QString::fromUtf8(expected);
        };
        row("as many", namesCountText(1204, 1204), "1,204 names for 1,204 files");
        row("one", namesCountText(1, 1), "1 name for 1 file");
        row("one is missing", namesCountText(1203, 1204), "1,203 names for 1,204 files, 1 is missing");
        row("more are missing", namesCountText(0, 1204), "0 names for 1,204 files, 1,204 are missing");
        row("too many", namesCountText(3, 2), "3 names for 2 files, 1 too many");
        row("edited", editedText(1204), "1,204 edited");
        row("not edited", editedText(0), "nothing edited yet");
        row("one problem", lineProblemsText({{11, What::Empty}}), "Line 12: a name cannot be empty");
        row("two", lineProblemsText({{0, What::Slash}, {1, What::Empty}}), "Line 1: a name cannot have a “/” (and 1 more line)");
        row("three", lineProblemsText({{0, What::Slash}, {1, What::Empty}, {2, What::Empty}}),
            "Line 1: a name cannot have a “/” (and 2 more lines)");
    }
    void said()
    {
        QFETCH(const QString, said);
        QFETCH(const QString, expected);
        QCOMPARE(said, expected);
    }
};

BULKHEAD_UI_TEST_MAIN(TestNamesText)
#include "tst_names_text.moc"
