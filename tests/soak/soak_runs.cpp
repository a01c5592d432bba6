// SPDX-License-Identifier: GPL-3.0-or-later
// Batches: how one comes about, what is done while it is at work, and how it is taken back.
#include "tests/soak/soak_driver.h"

#include "core/base/path.h"
#include "core/base/text.h"

#include <QLineEdit>
#include <QListView>

namespace bulkhead::test {

namespace {

using namespace std::chrono_literals;

constexpr int kMostOpen = 6; ///< Batches that are not taken back: bringing home takes as long as all of them.
constexpr int kMostWaysOut = 8;
constexpr auto kLongestWaitForBar = 2000ms; ///< It comes a moment after the preview.

} // namespace

/// Rules that change every name on the list and make them all differ.
void SoakDriver::nameByTemplate()
{
    for (QAction *starter : m_window.findChildren<QAction *>(QStringLiteral("starter"))) {
        if (starter->data() == QLatin1String("series-numbering"))
            starter->trigger();
    }
    const QString folder = chance(20) ? QStringLiteral("in/") : QString();
    if (auto *field = find<QLineEdit>("templateText"))
        type(field, folder + QStringLiteral("s%1-{n}").arg(pick(100)));
}

/// Until the button can be pressed, by the ways out that the window offers. False where there is none.
bool SoakDriver::makeReady()
{
    for (int i = 0; i < kMostWaysOut; ++i) {
        settle();
        switch (session().blocked()) {
        case Blocked::No:
            return true;
        case Blocked::Empty:
            dropPaths({m_files.root()});
            break;
        case Blocked::Behind:
        case Blocked::Held:
            press(Qt::Key_F5);
            break;
        case Blocked::Conflicts:
            turnUntil([this] { return find<QWidget>("conflictBar")->isVisible(); }, kLongestWaitForBar);
            if (!clickButton(chance(60) ? "numberConflictsButton" : "leaveOutConflictsButton"))
                nameByTemplate();
            break;
        default:
            nameByTemplate();
        }
        turn(kMoment);
    }
    return false;
}

/// What is done while a batch is at work; some of it ends the batch.
void SoakDriver::interfere()
{
    for (int i = pick(4); i > 0 && session().commit().isBusy(); --i)
        actAtRandom(true);
    if (chance(15) && session().commit().isBusy() && clickButton("pauseButton")) {
        note("paused");
        turn(Milliseconds(pick(300)));
        clickButton("pauseButton");
    }
    if (chance(50)) {
        turn(Milliseconds(pick(1200)));
        if (session().commit().isBusy()) {
            note("cancel");
            if (!chance(50) || !clickButton("cancelButton"))
                press(Qt::Key_Escape, Qt::NoModifier, &m_window);
        }
    }
}

void SoakDriver::checkNamesShown(const RenamePlan &plan)
{
    const FileTableModel &model = session().files();
    for (const RowId row : model.visibleRows()) {
        if (plan.status[row] != RowStatus::Rename)
            continue;
        const QString shown = model.index(model.viewRow(row), FileTableModel::NewName).data().toString();
        const QString planned = toDisplay(fileName(plan.targetPath(row)));
        require(shown.endsWith(planned), "shown as " + shown.toUtf8() + ", planned as " + planned.toUtf8());
    }
}

void SoakDriver::rename()
{
    if (m_open >= kMostOpen)
        return undo();
    if (!makeReady())
        return note("no way to make the list ready");
    const auto plan = session().preview().plan();
    checkNamesShown(*plan);
    press(Qt::Key_Return, Qt::ControlModifier);
    require(session().commit().isBusy(), "Ctrl+Return was not answered though the list was ready");
    require(session().commit().run()->plan == plan, "what runs is not what was shown");
    interfere();
    finishRun();
}

void SoakDriver::reverse(Qt::KeyboardModifiers modifiers)
{
    settle();
    m_refused.reset();
    press(Qt::Key_Z, modifiers);
    interfere();
    finishRun();
}

void SoakDriver::undo()
{
    reverse(Qt::ControlModifier | Qt::AltModifier);
    if (chance(35)) // later there is mostly nothing to redo
        redo();
}

void SoakDriver::redo()
{
    reverse(Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
}

void SoakDriver::takeOffer()
{
    static const std::vector<const char *> kOffers{"messageUndo", "messageRedo", "messageContinue", "messageTryAgain", "messageDetails"};
    settle();
    m_refused.reset();
    if (clickButton(oneOf(kOffers)))
        interfere();
    finishRun();
    turn(kMoment);
    closeDialogs();
}

void SoakDriver::undoFromHistory()
{
    auto *list = find<QListView>("historyList");
    if (!list->isVisible())
        showHistory();
    settle();
    if (const int rows = list->model()->rowCount(); rows > 0)
        list->setCurrentIndex(list->model()->index(pick(std::min(rows, 5)), 0));
    m_refused.reset();
    if (clickButton(chance(70) ? "historyUndo" : "historyRedo"))
        interfere();
    finishRun();
}

} // namespace bulkhead::test
