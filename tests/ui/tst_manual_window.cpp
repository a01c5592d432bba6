// SPDX-License-Identifier: GPL-3.0-or-later
// The manual in its window: pages, links, headings, find, and how long a page takes.
#include "tests/support/manual.h"
#include "tests/ui/window_rig.h"
#include "ui/palette/theme.h"
#include "ui/widgets/help_dialog.h"
#include "ui/widgets/manual_browser.h"
#include "ui/widgets/manual_window.h"

#include <QElapsedTimer>
#include <QTextTable>
#include <QToolButton>
#include <QTreeWidget>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr qint64 kSlowMs = 500; // 10 to 30 in fact; laid out while it is made, a page takes seconds

const QMap<QString, ManualPage> &pages()
{
    static const QMap<QString, ManualPage> all = manualPages(QFINDTESTDATA("../../resources/manual"));
    return all;
}

/// Deletes itself when closed, as the program's does.
struct Manual {
    Manual()
    {
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        window->showPage(QStringLiteral("index.md"));
    }
    ManualBrowser &text() const { return *window->findChild<ManualBrowser *>(); }
    QTreeWidget &contents() const { return *window->findChild<QTreeWidget *>(); }
    QLineEdit &find() const { return *window->findChild<QLineEdit *>(QStringLiteral("manualFind")); }
    QString found() const { return window->findChild<QLabel *>(QStringLiteral("manualFound"))->text(); }
    QToolButton &button(const char *name) const { return *window->findChild<QToolButton *>(QLatin1String(name)); }
    QString atTop() const { return text().cursorForPosition(QPoint(40, 8)).block().text(); }

    std::unique_ptr<ManualWindow> window = std::make_unique<ManualWindow>(nullptr);
};

} // namespace

class TestManualWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void page_data();
    void page();
    void listsEveryPage();
    void followsALinkAndGoesBack();
    void opensAtAHeading();
    void choosingInTheListOpens();
    void leadsNowhereElse();
    void findsOnThePage();
    void keepsItsPlaceWhenTheColoursChange();
    void tellsOfEveryKey();
    void f1OpensOnceAtTheRule_data();
    void f1OpensOnceAtTheRule();
};

void TestManualWindow::page_data()
{
    QTest::addColumn<QString>("name");
    for (const ManualContents &contents : manualContents())
        QTest::newRow(qUtf8Printable(contents.page)) << contents.page;
}

void TestManualWindow::page()
{
    QFETCH(QString, name);
    const Manual manual;
    qint64 fastest = kSlowMs;
    for (int i = 0; i < 3; ++i) {
        manual.window->showPage(name == QLatin1String("index.md") ? QStringLiteral("safety.md") : QStringLiteral("index.md"));
        QElapsedTimer timer;
        timer.start();
        manual.window->showPage(name);
        manual.text().grab();
        fastest = std::min(fastest, timer.elapsed());
    }
    QVERIFY2(fastest < kSlowMs, "the window was kept waiting");
    QCOMPARE(manual.text().page(), name);
    const QString text = manual.text().toPlainText();
    QVERIFY(text.size() > 500);
    QVERIFY(!text.contains(QLatin1String("<!--")));
    QVERIFY(!text.contains(QLatin1String("\n|")));
    QVERIFY(!text.contains(QRegularExpression(QStringLiteral("\\]\\([\\w-]+\\.md"))));
    int tables = 0;
    for (QTextFrame *frame : manual.text().document()->rootFrame()->childFrames())
        tables += qobject_cast<QTextTable *>(frame) ? 1 : 0;
    const qsizetype expected = pages()[name].text.count(QLatin1String("\n|---"));
    QCOMPARE(qsizetype(tables), expected);
}

void TestManualWindow::listsEveryPage()
{
    const Manual manual;
    QStringList listed;
    for (int i = 0; i < manual.contents().topLevelItemCount(); ++i) {
        QVERIFY(!manual.contents().topLevelItem(i)->text(0).isEmpty());
        listed.append(manual.contents().topLevelItem(i)->data(0, Qt::UserRole).toString());
    }
    QCOMPARE(listed.value(0), QStringLiteral("index.md"));
    listed.sort();
    QStringList expected = pages().keys().filter(QRegularExpression(QStringLiteral("^[^/]+$")));
    expected.sort();
    QCOMPARE(listed, expected);
}

void TestManualWindow::followsALinkAndGoesBack()
{
    const Manual manual;
    QVERIFY(!manual.button("manualBack").isEnabled());
    Q_EMIT manual.text().anchorClicked(QUrl(QStringLiteral("templates.md#dates")));
    QCOMPARE(manual.text().page(), QStringLiteral("templates.md"));
    QCOMPARE(manual.contents().currentItem()->text(0), QStringLiteral("Dates"));
    Q_EMIT manual.text().anchorClicked(QUrl(QStringLiteral("rules.md#swap")));
    QCOMPARE(manual.atTop(), QStringLiteral("swap"));
    Q_EMIT manual.text().anchorClicked(QUrl(QStringLiteral("#insert")));
    QCOMPARE(manual.atTop(), QStringLiteral("insert"));
    manual.button("manualBack").click();
    QCOMPARE(manual.contents().currentItem()->text(0), QStringLiteral("swap"));
    QVERIFY(manual.button("manualBack").isEnabled());
    manual.button("manualBack").click();
    QCOMPARE(manual.text().page(), QStringLiteral("templates.md"));
    QCOMPARE(manual.atTop(), QStringLiteral("Dates"));
    manual.button("manualForward").click();
    QCOMPARE(manual.text().page(), QStringLiteral("rules.md"));
    QTest::keyClick(&manual.text(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(manual.text().page(), QStringLiteral("templates.md"));
}

void TestManualWindow::opensAtAHeading()
{
    const Manual manual;
    manual.window->showPage(QStringLiteral("rules.md"), QStringLiteral("renumber"));
    QTRY_COMPARE(manual.atTop(), QStringLiteral("renumber"));
    manual.window->showPage(QStringLiteral("rules.md"), QStringLiteral("case"));
    QTRY_COMPARE(manual.atTop(), QStringLiteral("case"));
    for (const int width : {700, 1200}) {
        manual.window->resize(width, 500);
        QTRY_COMPARE(manual.atTop(), QStringLiteral("case"));
    }
    // Every link of every page finds its heading: it is not at the start.
    for (const ManualPage &page : pages()) {
        for (const ManualLink &link : page.links) {
            if (link.heading.isEmpty() || page.name.contains(u'/'))
                continue;
            manual.window->showPage(link.page, link.heading);
            QVERIFY2(manual.text().verticalScrollBar()->value() > 0, qPrintable(link.where));
        }
    }
}

void TestManualWindow::choosingInTheListOpens()
{
    const Manual manual;
    const auto rules = manual.contents().findItems(QStringLiteral("Rules"), Qt::MatchExactly);
    QCOMPARE(rules.size(), 1);
    manual.contents().setCurrentItem(rules[0]);
    QCOMPARE(manual.text().page(), QStringLiteral("rules.md"));
    manual.contents().setCurrentItem(rules[0]->child(rules[0]->childCount() - 1));
    QCOMPARE(manual.text().heading(), QStringLiteral("list"));
}

void TestManualWindow::leadsNowhereElse()
{
    const Manual manual;
    manual.window->showPage(QStringLiteral("nothing.md"));
    QCOMPARE(manual.text().page(), QStringLiteral("index.md"));
    for (const char *url : {"file:///etc/hostname", "https://example.org/x.md", "file:///etc/os-release.md", "../icons/add.svg"}) {
        Q_EMIT manual.text().anchorClicked(QUrl(QLatin1String(url)));
        QCOMPARE(manual.text().page(), QStringLiteral("index.md"));
    }
}

void TestManualWindow::findsOnThePage()
{
    const Manual manual;
    manual.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(manual.window.get()));
    manual.window->showPage(QStringLiteral("templates.md"));
    QTest::keyClick(&manual.text(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(manual.find().hasFocus());
    QTest::keyClicks(&manual.find(), QStringLiteral("blake2b"));
    QCOMPARE(manual.text().textCursor().selectedText(), QStringLiteral("blake2b"));
    const int first = manual.text().textCursor().position();
    QTest::keyClick(&manual.find(), Qt::Key_Return);
    QVERIFY(manual.text().textCursor().position() > first);
    QTest::keyClick(&manual.find(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(manual.text().textCursor().position(), first);
    QTest::keyClick(&manual.find(), Qt::Key_Return, Qt::ShiftModifier); // round the start
    QVERIFY(manual.text().textCursor().position() > first);
    QCOMPARE(manual.found(), QString());
    const int scrolled = manual.text().verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    QTest::keyClicks(&manual.find(), QStringLiteral("zzz"));
    QVERIFY(!manual.found().isEmpty());
    QCOMPARE(manual.text().verticalScrollBar()->value(), scrolled);
    manual.find().clear();
    QCOMPARE(manual.found(), QString());
}

void TestManualWindow::keepsItsPlaceWhenTheColoursChange()
{
    const Manual manual;
    manual.window->showPage(QStringLiteral("rules.md"));
    manual.text().grab();
    manual.text().verticalScrollBar()->setValue(1000);
    const auto headColour = [&] {
        for (QTextFrame *frame : manual.text().document()->rootFrame()->childFrames()) {
            if (auto *table = qobject_cast<QTextTable *>(frame))
                return table->cellAt(0, 0).format().background().color();
        }
        return QColor();
    };
    for (const Shade shade : {Shade::Dark, Shade::Light}) {
        const QPalette palette = makePalette(shade);
        manual.window->setPalette(palette);
        QTRY_COMPARE(headColour(), palette.alternateBase().color());
        QCOMPARE(manual.text().verticalScrollBar()->value(), 1000);
    }
}

void TestManualWindow::tellsOfEveryKey()
{
    const QString page = pages()[QStringLiteral("window.md")].text;
    const QString told = page.mid(page.indexOf(QLatin1String("\n## Keys")));
    const HelpDialog dialog;
    int keys = 0;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (!label->font().bold())
            continue;
        for (const QString &key : label->text().split(QStringLiteral(", "))) {
            ++keys;
            QVERIFY2(told.contains(QRegularExpression(QStringLiteral("[ |]%1[, ]").arg(QRegularExpression::escape(key)))), qPrintable(key));
        }
    }
    QVERIFY(keys > 20);
}

void TestManualWindow::f1OpensOnceAtTheRule_data()
{
    QTest::addColumn<bool>("inRule");
    QTest::addColumn<QString>("source");
    QTest::newRow("in a rule") << true << QStringLiteral("rules.md#replace");
    QTest::newRow("elsewhere") << false << QStringLiteral("index.md#");
}

void TestManualWindow::f1OpensOnceAtTheRule()
{
    QFETCH(bool, inRule);
    QFETCH(QString, source);
    WindowRig rig;
    QApplication::setActiveWindow(&rig.window);
    auto *field = rig.find<QLineEdit>("replaceFind");
    const auto focus = [&] {
        field->setFocus();
        if (!inRule)
            field->clearFocus();
    };
    QWidget *place = inRule ? static_cast<QWidget *>(field) : &rig.window;
    focus();
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(place, Qt::Key_F1);
        QTRY_COMPARE(rig.window.findChildren<ManualWindow *>().size(), 1);
        QApplication::setActiveWindow(&rig.window);
        focus();
    }
    auto *manual = rig.window.findChild<ManualWindow *>();
    QVERIFY(manual->isVisible() && !manual->isModal());
    const auto *text = manual->findChild<ManualBrowser *>();
    QCOMPARE(text->page() + u'#' + text->heading(), source);
    QApplication::setActiveWindow(manual);
    QTest::keyClick(manual, Qt::Key_Escape);
    QTRY_VERIFY(!rig.window.findChild<ManualWindow *>());
}

BULKHEAD_UI_TEST_MAIN(TestManualWindow)
#include "tst_manual_window.moc"
