// SPDX-License-Identifier: GPL-3.0-or-later
// Edit Names as Text, in the window and through its widgets.
#include "tests/ui/window_rig.h"
#include "ui/widgets/names_dialog.h"
#include "ui/widgets/names_edit.h"
#include "ui/widgets/old_names_strip.h"

#include <QClipboard>
#include <QTextBlock>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

using Lines = std::vector<Bytes>;

/// The dialog over a window with these files, which have their names as content.
struct Rig : WindowRig {
    explicit Rig(const Lines &files)
        : WindowRig(0)
    {
        folder.remove("w");
        for (const Bytes &name : files)
            folder.writeFile("w/" + name, name);
        window.session().scan().addPaths({folder.path("w")});
        [this] { QTRY_COMPARE(state(), PreviewController::State::Ready); }();
    }
    void open()
    {
        trigger("editNames");
        [this] {
            QTRY_VERIFY(dialog());
            QTRY_VERIFY(!edit()->isReadOnly());
        }();
    }
    NamesDialog *dialog() { return find<NamesDialog>("namesDialog"); }
    NamesEdit *edit() { return find<NamesEdit>("namesEdit"); }
    QPushButton *accept() { return find<QPushButton>("namesAccept"); }
    QString count() { return find<QLabel>("namesCount")->text(); }
    QString problem() { return find<QLabel>("namesProblem")->text(); }
    QString text() { return edit()->rawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')); }
    /// As a person pastes over everything.
    void pasteAll(const QString &text)
    {
        QApplication::clipboard()->setText(text);
        edit()->selectAll();
        edit()->paste();
    }
    void replaceLine(int line, const QString &text)
    {
        QTextCursor cursor(edit()->document()->findBlockByNumber(line));
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        edit()->setTextCursor(cursor);
        edit()->insertPlainText(text);
    }
    /// Waits for the check, takes the names and waits for the preview.
    void use()
    {
        QTRY_VERIFY(accept()->isEnabled());
        accept()->click();
        QTRY_VERIFY(!dialog());
        QTRY_COMPARE(state(), PreviewController::State::Ready);
    }
    void rename()
    {
        QTRY_VERIFY(apply()->isEnabled());
        apply()->click();
        QTRY_COMPARE(state(), PreviewController::State::Held);
    }
    std::size_t rules() { return window.session().recipe().rules.size(); }
};

} // namespace

Q_DECLARE_METATYPE(Lines)

class TestNamesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editedLinesAreRenamed_data()
    {
        QTest::addColumn<Lines>("files");
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<Lines>("after"); ///< In the order of `files`, which is that of the list.
        const QString e9 = lineOfName("\xe9"), newLine = lineOfName("\n");
        QTest::newRow("plain") << Lines{"a.txt", "b.txt"} << QStringLiteral("x.md\nb.txt") << Lines{"x.md", "b.txt"};
        QTest::newRow("a line end at the end") << Lines{"a", "b"} << QStringLiteral("x\ny\n") << Lines{"x", "y"};
        QTest::newRow("windows line ends") << Lines{"a", "b"} << QStringLiteral("x\r\ny\r\n") << Lines{"x", "y"};
        QTest::newRow("old mac line ends") << Lines{"a", "b"} << QStringLiteral("x\ry") << Lines{"x", "y"};
        QTest::newRow("commas and quotes") << Lines{"a", "b"} << QStringLiteral("\"x\",\n,y,\"") << Lines{"\"x\",", ",y,\""};
        QTest::newRow("undecodable, edited") << Lines{"b", "caf\xe9"} << QStringLiteral("b\nthe caf") + e9 << Lines{"b", "the caf\xe9"};
        QTest::newRow("a line end in a name, edited")
            << Lines{"a\nb", "c"} << QStringLiteral("x") + newLine + QStringLiteral("b\nc") << Lines{"x\nb", "c"};
        QTest::newRow("chinese") << Lines{"1.jpg", "2.jpg"} << QStringLiteral("照片一.jpg\n照片二.jpg")
                                 << Lines{"照片一.jpg", "照片二.jpg"};
        QTest::newRow("a no-break space") << Lines{"a", "b"} << QStringLiteral("x\u00a0y\nb") << Lines{"x\u00a0y", "b"};
        QTest::newRow("two change places") << Lines{"a", "b"} << QStringLiteral("b\na") << Lines{"b", "a"};
    }
    void editedLinesAreRenamed()
    {
        QFETCH(const Lines, files);
        QFETCH(const QString, pasted);
        QFETCH(const Lines, after);
        Rig rig(files);
        rig.open();
        rig.pasteAll(pasted);
        rig.use();
        QCOMPARE(rig.rules(), std::size_t(1));
        rig.rename();
        Snapshot expected;
        for (std::size_t i = 0; i < files.size(); ++i)
            expected[after[i]] = "file:" + files[i];
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), expected);
    }

    void linesThatAreNotEditedKeepTheirBytes()
    {
        Rig rig({"a", "b\nc\r", "caf\xe9\xff", "d\u2028e", "f\u00a0g", "h"});
        rig.open();
        QCOMPARE(rig.edit()->blockCount(), 6);
        rig.replaceLine(0, QStringLiteral("x"));
        // What was copied and pasted is as it was, too.
        rig.edit()->selectAll();
        rig.edit()->cut();
        QCOMPARE(rig.edit()->blockCount(), 1);
        rig.edit()->paste();
        rig.use();
        const RenameRecipe recipe = rig.window.session().recipe();
        QCOMPARE(std::get<ListRule>(recipe.rules.at(0).rule).names, (Lines{rig.folder.path("w/a") + ",x"}));
        rig.rename();
        const Snapshot expected{{"x", "file:a"}, {"b\nc\r", "file:b\nc\r"}, {"caf\xe9\xff", "file:caf\xe9\xff"},
            {"d\u2028e", "file:d\u2028e"}, {"f\u00a0g", "file:f\u00a0g"}, {"h", "file:h"}};
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), expected);
    }

    void toldLive_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("count"); ///< Begins with it.
        QTest::addColumn<QString>("problem");
        QTest::addColumn<bool>("accepted");
        const auto row = [](const char *title, const char *now, const char *count, const char *problem, bool accepted) {
            QTest::newRow(title) << QString::fromUtf8(now) << QString::fromUtf8(count) << QString::fromUtf8(problem) << accepted;
        };
        row("as it was", "a\nb\nc", "3 names for 3 files · nothing edited yet", "", true);
        row("one edited", "a\nx\nc", "3 names for 3 files · 1 edited", "", true);
        row("a line end at the end", "a\nx\nc\n", "3 names for 3 files · 1 edited", "", true);
        row("too few", "a\nb", "2 names for 3 files, 1 is missing", "", false);
        row("none", "", "0 names for 3 files, 3 are missing", "", false);
        row("too many", "a\nb\nc\nd\ne", "5 names for 3 files, 2 too many", "", false);
        row("an empty line", "a\n\nc", "3 names for 3 files", "Line 2: a name cannot be empty", false);
        row("a slash", "a\nb\nc/d", "3 names for 3 files", "Line 3: a name cannot have a “/”", false);
        row("two mistakes", "a\n/\n.", "3 names for 3 files", "Line 2: a name cannot have a “/” (and 1 more line)", false);
        row("a slash and too many", "a/\nb\nc\nd", "4 names for 3 files, 1 too many", "Line 1: a name cannot have a “/”", false);
    }
    void toldLive()
    {
        QFETCH(const QString, now);
        QFETCH(const QString, count);
        QFETCH(const QString, problem);
        QFETCH(const bool, accepted);
        Rig rig({"a", "b", "c"});
        rig.open();
        QTRY_VERIFY(rig.accept()->isEnabled());
        rig.edit()->selectAll();
        rig.edit()->insertPlainText(QStringLiteral("1\n2\n3"));
        rig.pasteAll(now);
        QVERIFY(!rig.accept()->isEnabled()); // until it was checked
        QVERIFY(count.startsWith(rig.count())); // lines are counted at once
        QTRY_COMPARE(rig.problem(), problem);
        QTRY_VERIFY2(rig.count().startsWith(count), qPrintable(rig.count()));
        QTRY_COMPARE(rig.accept()->isEnabled(), accepted);
    }

    void theLineWithTheMistakeIsOneClickAway()
    {
        Rig rig({"a", "b", "c"});
        rig.open();
        rig.pasteAll(QStringLiteral("a\nb\n/"));
        auto *button = rig.find<QPushButton>("namesGoThere");
        QTRY_VERIFY(button->isVisible());
        rig.edit()->moveCursor(QTextCursor::Start);
        button->click();
        QCOMPARE(rig.edit()->textCursor().blockNumber(), 2);
        QCOMPARE(rig.edit()->textCursor().selectedText(), QStringLiteral("/"));
    }

    void isOneStepToUndo()
    {
        Rig rig({"a1", "b1"});
        rig.typeRule(QStringLiteral("1"), QStringLiteral("2"));
        QTRY_COMPARE(rig.window.session().counts().changed, 2);
        rig.open();
        QCOMPARE(rig.text(), QStringLiteral("a2\nb2"));
        rig.pasteAll(QStringLiteral("x\ny"));
        rig.use();
        QCOMPARE(rig.rules(), std::size_t(2));
        rig.trigger("undoRules");
        QCOMPARE(rig.rules(), std::size_t(1));
        rig.trigger("redoRules");
        QCOMPARE(rig.rules(), std::size_t(2));
        rig.rename();
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), (Snapshot{{"x", "file:a1"}, {"y", "file:b1"}}));
    }

    void keysWorkFromTheText()
    {
        Rig rig({"a", "b"});
        QTest::keyClick(&rig.window, Qt::Key_F2, Qt::ShiftModifier);
        QTRY_VERIFY(rig.dialog());
        QTRY_VERIFY(!rig.edit()->isReadOnly());
        QCOMPARE(rig.dialog()->focusWidget(), rig.edit());
        rig.replaceLine(0, QStringLiteral("x"));
        QTRY_VERIFY(rig.accept()->isEnabled());
        QTest::keyClick(rig.edit(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!rig.dialog());
        QCOMPARE(rig.rules(), std::size_t(1));
    }

    void nothingEditedIsNoStep()
    {
        Rig rig({"a", "b"});
        rig.open();
        QTRY_VERIFY(rig.accept()->isEnabled());
        rig.accept()->click();
        QTRY_VERIFY(!rig.dialog());
        QCOMPARE(rig.rules(), std::size_t(0));
        QVERIFY(!rig.find<QAction>("undoRules")->isEnabled());
    }

    void aNameTypedByHandGivesWay()
    {
        Rig rig({"a", "b"});
        FileTableModel &files = rig.window.session().files();
        QVERIFY(files.setData(files.index(0, FileTableModel::NewName), QStringLiteral("hand"), Qt::EditRole));
        QTRY_COMPARE(rig.window.session().counts().changed, 1);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        rig.open();
        QCOMPARE(rig.text(), QStringLiteral("hand\nb"));
        rig.replaceLine(0, QStringLiteral("text"));
        rig.use();
        QTRY_VERIFY(!rig.window.session().scan().list().names);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        rig.rename();
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), (Snapshot{{"text", "file:a"}, {"b", "file:b"}}));
    }

    void escapeAsksOnceForWhatWasEdited_data()
    {
        QTest::addColumn<bool>("edited");
        QTest::newRow("edited") << true;
        QTest::newRow("not edited") << false;
    }
    void escapeAsksOnceForWhatWasEdited()
    {
        QFETCH(const bool, edited);
        Rig rig({"a", "b"});
        rig.open();
        if (edited)
            rig.replaceLine(0, QStringLiteral("x"));
        QTest::keyClick(rig.dialog(), Qt::Key_Escape);
        QCOMPARE(rig.dialog()->isVisible(), edited);
        if (edited) {
            QVERIFY(rig.problem().contains(QLatin1String("Esc")));
            QTest::keyClick(rig.dialog(), Qt::Key_Escape);
        }
        QTRY_VERIFY(!rig.dialog());
        QCOMPARE(rig.rules(), std::size_t(0));
    }

    void cancelDropsIt()
    {
        Rig rig({"a", "b"});
        rig.open();
        rig.replaceLine(0, QStringLiteral("x"));
        rig.find<QPushButton>("namesCancel")->click();
        QTRY_VERIFY(!rig.dialog());
        QCOMPARE(rig.rules(), std::size_t(0));
    }

    void oldNamesGoWithTheLines()
    {
        Lines files;
        for (int i = 0; i < 200; ++i)
            files.push_back("f" + std::to_string(1000 + i));
        Rig rig(files);
        rig.open();
        const QImage before = rig.find<OldNamesStrip>("oldNames")->grab().toImage();
        rig.edit()->goToLine(150);
        QVERIFY(rig.edit()->visibleLines().front().line > 100);
        QTRY_VERIFY(rig.find<OldNamesStrip>("oldNames")->grab().toImage() != before);
        const NamesEdit::VisibleLine line = rig.edit()->visibleLines().at(3);
        auto *strip = rig.find<OldNamesStrip>("oldNames");
        const int y = strip->mapFromGlobal(rig.edit()->viewport()->mapToGlobal(line.rect.center())).y();
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(60, y));
        QCOMPARE(rig.edit()->textCursor().blockNumber(), line.line);
    }

    void manyLinesComeInPortions()
    {
        NamesEdit edit;
        QString text;
        for (int i = 0; i < 20'000; ++i)
            text += QStringLiteral("photo of the sea %1.jpg\n").arg(i);
        text += QStringLiteral("end");
        QSignalSpy filled(&edit, &NamesEdit::filled);
        edit.fill(text);
        QVERIFY(edit.isFilling());
        QVERIFY(edit.isReadOnly());
        QVERIFY(edit.blockCount() < 10'000);
        QTRY_COMPARE(filled.count(), 1);
        QCOMPARE(edit.blockCount(), 20'001);
        QCOMPARE(edit.rawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')), text);
        QVERIFY(!edit.isReadOnly());
        QVERIFY(!edit.document()->isUndoAvailable());
    }

    void moreThanCanBeEditedAreNotShown()
    {
        const TempDir folder;
        const auto disk = std::make_shared<MemoryFileSystem>();
        for (qint64 i = 0; i <= NamesDialog::kMostNames; ++i)
            disk->addFile("/d/" + std::to_string(i));
        JobRunner runner;
        MainWindow window(runner, disk, {folder.path("state"), {}}, nullptr);
        window.show();
        window.session().scan().addPaths({"/d"});
        auto *action = window.findChild<QAction *>(QStringLiteral("editNames"));
        QTRY_VERIFY_WITH_TIMEOUT(action->isEnabled(), 30'000);
        action->trigger();
        const auto *message = window.findChild<QLabel *>(QStringLiteral("messageText"));
        QVERIFY2(message->text().contains(QLatin1String("50,000")), qPrintable(message->text()));
        QVERIFY(message->text().contains(QLatin1String("Export")));
        QVERIFY(!window.findChild<NamesDialog *>());
    }

    void itIsOfferedWhereThereIsAList()
    {
        Rig rig({"a"});
        auto *action = rig.find<QAction>("editNames");
        QTRY_VERIFY(action->isEnabled());
        rig.trigger("clear");
        QTRY_VERIFY(!action->isEnabled());
    }
};

BULKHEAD_UI_TEST_MAIN(TestNamesDialog)
#include "tst_names_dialog.moc"
