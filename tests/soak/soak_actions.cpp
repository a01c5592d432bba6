// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the window, by its keys, buttons and fields.
#include "tests/soak/soak_driver.h"
#include "ui/widgets/manual_window.h"

#include <QAbstractButton>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

namespace bulkhead::test {

namespace {

using namespace std::chrono_literals;

constexpr int kMostRules = 4;
constexpr int kMostAtATime = 2000; ///< Rows that one Del takes off the list.

// None of them makes a name longer each time: names that are too long would block the way.
const QStringList kTexts{QStringLiteral("IMG"), QStringLiteral("_"), QStringLiteral(" "), QStringLiteral("0"), QStringLiteral("file"),
    QStringLiteral("(\\d+)"), QStringLiteral("^[a-z]"), QStringLiteral("-"), QStringLiteral("x"), QStringLiteral("[9"),
    QStringLiteral("{n}"), QStringLiteral("$1"), QStringLiteral("文"), QStringLiteral("{parent}")};
const QStringList kFilters{QString(), QString(), QStringLiteral("7"), QStringLiteral("img_1"), QStringLiteral("é"), QStringLiteral("zzz")};

} // namespace

const std::vector<SoakDriver::Action> &SoakDriver::actions()
{
    static const std::vector<Action> kActions{
        {"drop", 3, &SoakDriver::drop, false},
        {"clear and drop", 1, &SoakDriver::clearAndDrop, false},
        {"type in a rule", 14, &SoakDriver::typeInRule, false},
        {"add a rule", 4, &SoakDriver::addRule, false},
        {"remove a rule", 3, &SoakDriver::removeRule, false},
        {"move a rule", 4, &SoakDriver::moveRule, false},
        {"switch a rule off or on", 4, &SoakDriver::toggleRule, false},
        {"starter rules", 2, &SoakDriver::useStarter, false},
        {"undo or redo an edit of the rules", 4, &SoakDriver::undoRuleEdit, false},
        {"sort", 8, &SoakDriver::sort, true},
        {"filter by text", 6, &SoakDriver::filterByText, true},
        {"filter by chip", 6, &SoakDriver::filterByChip, true},
        {"select some", 4, &SoakDriver::selectSome, true},
        {"select all", 3, &SoakDriver::selectAll, true},
        {"leave out", 4, &SoakDriver::leaveOut, false},
        {"remove from the list", 2, &SoakDriver::removeSome, false},
        {"edit a name by hand", 4, &SoakDriver::editByHand, false},
        {"scroll", 10, &SoakDriver::scroll, true},
        {"read again", 3, &SoakDriver::readAgain, false},
        {"escape", 2, &SoakDriver::escape, false},
        {"resize the window", 2, &SoakDriver::resizeWindow, true},
        {"rename", 18, &SoakDriver::rename, false},
        {"undo", 5, &SoakDriver::undo, false},
        {"redo", 2, &SoakDriver::redo, false},
        {"take the offer of a message", 3, &SoakDriver::takeOffer, false},
        {"history panel", 3, &SoakDriver::showHistory, true},
        {"undo from the history", 2, &SoakDriver::undoFromHistory, false},
        {"help", 1, &SoakDriver::showHelp, true},
        {"diagnostics", 2, &SoakDriver::showDiagnostics, true},
    };
    return kActions;
}

void SoakDriver::act(const Action &action)
{
    const ActionScope scope(action.name);
    note(action.name);
    ++m_tally.actions[action.name];
    (this->*action.act)();
    turn(Milliseconds(pick(120)));
}

void SoakDriver::actAtRandom(bool whileRunning)
{
    std::vector<const Action *> lots;
    for (const Action &action : actions()) {
        if (action.whileRunning || !whileRunning)
            lots.insert(lots.end(), std::size_t(action.weight), &action);
    }
    act(*oneOf(lots));
}

void SoakDriver::press(Qt::Key key, Qt::KeyboardModifiers modifiers, QWidget *target)
{
    QWidget *focus = target ? target : m_window.focusWidget();
    QTest::keyClick(focus ? focus : &m_window, key, modifiers);
}

/// As far as the field lasts: a new list closes the editor of a name.
void SoakDriver::type(QPointer<QWidget> field, const QString &text)
{
    field->setFocus();
    press(Qt::Key_A, Qt::ControlModifier, field);
    if (text.isEmpty())
        press(Qt::Key_Delete, Qt::NoModifier, field);
    for (auto letter = text.begin(); letter != text.end() && field; ++letter) {
        const Qt::Key latin = letter->unicode() < 0x80 ? QTest::asciiToKey(letter->toLatin1()) : Qt::Key_unknown;
        QTest::sendKeyEvent(QTest::Click, field, latin, QString(*letter), Qt::NoModifier);
        turn(kMoment);
    }
}

bool SoakDriver::clickButton(const char *name)
{
    auto *button = find<QAbstractButton>(name);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    button->click();
    return true;
}

QTableView *SoakDriver::table()
{
    return find<QTableView>("previewTable");
}

QList<QWidget *> SoakDriver::ruleCards()
{
    QList<QWidget *> cards = m_window.findChildren<QWidget *>(QStringLiteral("ruleCard"));
    cards.removeIf([](const QWidget *card) { return !card->isVisible(); });
    return cards;
}

/// Until the window has the keyboard back: before, nobody would answer to a key.
void SoakDriver::closeDialogs()
{
    for (QDialog *dialog : m_window.findChildren<QDialog *>())
        dialog->close();
    for (ManualWindow *manual : m_window.findChildren<ManualWindow *>())
        manual->close();
    m_window.activateWindow();
    expectSoon("the window was not activated", [this] { return m_window.isActiveWindow(); });
}

void SoakDriver::dropPaths(const std::vector<Bytes> &paths)
{
    QByteArray uris;
    for (const Bytes &path : paths)
        uris += "file://" + QByteArray::fromStdString(path).toPercentEncoding("/") + "\r\n";
    QMimeData mime;
    mime.setData(QStringLiteral("text/uri-list"), uris);
    QWidget *target = chance(50) ? static_cast<QWidget *>(&m_window) : table()->viewport();
    const QPoint at(5, 5);
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &event);
    require(event.isAccepted(), "a drop was not taken");
}

void SoakDriver::load()
{
    const ActionScope scope("soak: load");
    turnUntil([this] { return m_window.isActiveWindow(); }, 10s);
    clickButton("subfoldersBox");
    dropPaths({m_files.root()});
    settle();
    require(session().preview().listedCount() == m_files.count(), "not every file was listed");
}

void SoakDriver::drop()
{
    if (chance(60))
        return dropPaths({m_files.root()});
    std::vector<Bytes> folders;
    for (int i = 1 + pick(3); i > 0; --i)
        folders.push_back(m_files.subfolder(pick(m_files.subfolderCount())));
    dropPaths(folders);
}

void SoakDriver::clearAndDrop()
{
    press(Qt::Key_L, Qt::ControlModifier);
    turn(Milliseconds(pick(50)));
    dropPaths({m_files.root()});
}

void SoakDriver::typeInRule()
{
    const QList<QWidget *> cards = ruleCards();
    if (cards.isEmpty())
        return;
    QList<QLineEdit *> fields = cards[pick(int(cards.size()))]->findChildren<QLineEdit *>();
    fields.removeIf([](const QLineEdit *field) { return !field->isVisible() || !field->isEnabled(); });
    if (!fields.isEmpty())
        type(fields[pick(int(fields.size()))], kTexts[pick(int(kTexts.size()))]);
}

void SoakDriver::addRule()
{
    if (ruleCards().size() >= kMostRules)
        return removeRule();
    const QList<QAction *> kinds = find<QToolButton>("addRule")->menu()->actions();
    kinds[pick(int(kinds.size()))]->trigger();
}

void SoakDriver::removeRule()
{
    const QList<QWidget *> cards = ruleCards();
    if (!cards.isEmpty())
        cards[pick(int(cards.size()))]->findChild<QAbstractButton *>(QStringLiteral("ruleRemove"))->click();
}

void SoakDriver::moveRule()
{
    const QList<QWidget *> cards = ruleCards();
    if (cards.isEmpty())
        return;
    auto *field = cards[pick(int(cards.size()))]->findChild<QWidget *>(QStringLiteral("ruleEnabled"));
    field->setFocus();
    press(chance(50) ? Qt::Key_Up : Qt::Key_Down, Qt::AltModifier, field);
}

void SoakDriver::toggleRule()
{
    const QList<QWidget *> cards = ruleCards();
    if (!cards.isEmpty())
        cards[pick(int(cards.size()))]->findChild<QAbstractButton *>(QStringLiteral("ruleEnabled"))->click();
}

void SoakDriver::useStarter()
{
    const QList<QAction *> starters = m_window.findChildren<QAction *>(QStringLiteral("starter"));
    starters[pick(int(starters.size()))]->trigger();
}

void SoakDriver::undoRuleEdit()
{
    find<QAction>(chance(65) ? "undoRules" : "redoRules")->trigger();
}

void SoakDriver::sort()
{
    QHeaderView *header = table()->horizontalHeader();
    const int column = pick(FileTableModel::ColumnCount);
    if (header->isSectionHidden(column) || !header->isVisible())
        return;
    const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, at);
}

void SoakDriver::filterByText()
{
    press(Qt::Key_F, Qt::ControlModifier);
    if (auto *field = find<QLineEdit>("filterField"); field->isEnabled())
        type(field, kFilters[pick(int(kFilters.size()))]);
}

void SoakDriver::filterByChip()
{
    static const std::vector<const char *> kChips{"chipAll", "chipAll", "chipChanged", "chipConflicts", "chipErrors"};
    clickButton(oneOf(kChips));
}

void SoakDriver::clickRow(int row, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = session().files().index(row, FileTableModel::Name);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, table()->visualRect(index).center());
}

void SoakDriver::selectSome()
{
    const int rows = session().files().rowCount();
    if (rows == 0 || !table()->isVisible())
        return;
    const int first = pick(rows);
    clickRow(first, Qt::NoModifier);
    turn(kMoment);
    clickRow(std::min(rows - 1, first + pick(kMostAtATime)), Qt::ShiftModifier);
    for (int more = pick(4); more > 0; --more)
        clickRow(pick(rows), Qt::ControlModifier);
}

void SoakDriver::selectAll()
{
    table()->setFocus();
    press(Qt::Key_A, Qt::ControlModifier, table());
}

void SoakDriver::leaveOut()
{
    if (chance(50))
        selectSome();
    table()->setFocus();
    press(Qt::Key_Space, Qt::NoModifier, table());
}

void SoakDriver::removeSome()
{
    selectSome();
    table()->setFocus();
    press(Qt::Key_Delete, Qt::NoModifier, table());
}

void SoakDriver::editByHand()
{
    const int rows = session().files().rowCount();
    if (rows == 0 || !table()->isVisible())
        return;
    clickRow(pick(rows), Qt::NoModifier);
    table()->setFocus();
    press(Qt::Key_F2, Qt::NoModifier, table());
    turn(kMoment);
    if (auto *editor = find<QLineEdit>("newNameEditor"))
        type(editor, chance(30) ? QString() : QStringLiteral("hand-%1").arg(pick(1'000'000)));
    if (auto *editor = find<QLineEdit>("newNameEditor"))
        press(chance(80) ? Qt::Key_Return : Qt::Key_Escape, Qt::NoModifier, editor);
}

void SoakDriver::scroll()
{
    static const std::vector<Qt::Key> kKeys{Qt::Key_Home, Qt::Key_End, Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_Down};
    QScrollBar *bar = table()->verticalScrollBar();
    for (int i = 1 + pick(8); i > 0; --i) {
        if (chance(50))
            bar->setValue(pick(bar->maximum() + 1));
        else
            press(oneOf(kKeys), Qt::NoModifier, table());
        turn(kMoment);
    }
}

void SoakDriver::readAgain()
{
    press(Qt::Key_F5);
}

void SoakDriver::escape()
{
    press(Qt::Key_Escape);
}

void SoakDriver::resizeWindow()
{
    m_window.resize(900 + pick(700), 560 + pick(500));
}

void SoakDriver::showHistory()
{
    press(Qt::Key_H, Qt::ControlModifier);
}

void SoakDriver::showHelp()
{
    press(Qt::Key_F1);
    turn(Milliseconds(pick(200)));
    closeDialogs();
}

void SoakDriver::showDiagnostics()
{
    find<QAction>("diagnostics")->trigger();
    turn(Milliseconds(pick(800)));
    closeDialogs();
}

} // namespace bulkhead::test
