// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/soak/soaked_files.h"
#include "tests/ui/ui_test.h"
#include "ui/diagnostics/stall_monitor.h"
#include "ui/mainwindow.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <map>
#include <random>

class QTableView;

namespace bulkhead::test {

/// Thrown by the driver, never through the event loop.
struct SoakFailure {
    QByteArray what;
};

/// A hand that uses a window at random. What it does is chosen by the seed; what comes of it also depends on how fast the machine
/// is. The event loop turns whenever the hand waits, and only then.
class SoakDriver : public QObject
{
    Q_OBJECT

public:
    struct Tally {
        std::map<Bytes, int> actions;
        int renamings = 0; ///< Undos and redos are counted by themselves.
        int undos = 0;
        int redos = 0;
        int cancelled = 0; ///< Runs of any kind that were stopped on their way.
        qint64 filesRenamed = 0;
    };

    SoakDriver(SoakedFiles &files, unsigned seed, StallMonitor &stalls);
    ~SoakDriver() override;

    /// Each of these throws SoakFailure.
    void load(); ///< The first drop.
    void play(std::chrono::milliseconds time);
    void bringHome(); ///< Undoes until there is nothing to undo; then the tree is what it was at first.

    const Tally &tally() const noexcept { return m_tally; }
    QByteArray log() const; ///< What was done last.

private:
    /// SoakedFiles::digest around a batch.
    struct Digests {
        std::size_t before = 0;
        std::size_t after = 0;
    };

    // soak_driver.cpp: to wait, and to check.
    using Milliseconds = std::chrono::milliseconds;
    void turn(Milliseconds time);
    bool turnUntil(const std::function<bool()> &reached, Milliseconds limit);
    void expectSoon(const char *what, const std::function<bool()> &reached);
    void require(bool fine, const QByteArray &what) const;
    void checkAside(const std::function<QByteArray()> &check);
    bool isQuiet();
    void settle();
    void note(const QByteArray &text);
    void runEnded(const CommitController::Run &run, const JobReport &report);
    void finishRun();
    void checkRun(const CommitController::Run &run, const JobReport &report);
    void checkReversed(const CommitController::Run &run, const Digests &digests) const;
    int pick(int count) { return std::uniform_int_distribution(0, count - 1)(m_random); }
    bool chance(int percent) { return pick(100) < percent; }
    template <class T>
    const T &oneOf(const std::vector<T> &choices)
    {
        return choices[std::size_t(pick(int(choices.size())))];
    }

    // soak_actions.cpp: what a person does.
    static constexpr Milliseconds kMoment{15}; ///< Between two keys.
    struct Action {
        const char *name;
        int weight;
        void (SoakDriver::*act)();
        bool whileRunning; ///< Makes sense while files are being renamed.
    };
    static const std::vector<Action> &actions();
    void act(const Action &action);
    void actAtRandom(bool whileRunning);
    void dropPaths(const std::vector<Bytes> &paths);
    void drop();
    void clearAndDrop();
    void typeInRule();
    void addRule();
    void removeRule();
    void moveRule();
    void toggleRule();
    void useStarter();
    void undoRuleEdit();
    void sort();
    void filterByText();
    void filterByChip();
    void selectSome();
    void selectAll();
    void leaveOut();
    void removeSome();
    void editByHand();
    void scroll();
    void readAgain();
    void escape();
    void resizeWindow();
    void showHistory();
    void showHelp();
    void showDiagnostics();

    // soak_runs.cpp: batches.
    void nameByTemplate();
    bool makeReady();
    void checkNamesShown(const RenamePlan &plan);
    void interfere();
    void rename();
    void reverse(Qt::KeyboardModifiers modifiers);
    void undo();
    void redo();
    void takeOffer();
    void undoFromHistory();

    // soak_actions.cpp: hands.
    /// Where the focus is, unless `target` says otherwise.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, QWidget *target = nullptr);
    void type(QPointer<QWidget> field, const QString &text);
    void clickRow(int row, Qt::KeyboardModifiers modifiers);
    bool clickButton(const char *name);
    void closeDialogs();
    QList<QWidget *> ruleCards();
    template <class Widget>
    Widget *find(const char *name)
    {
        return m_window.findChild<Widget *>(QLatin1String(name));
    }
    RenameSession &session() { return m_window.session(); }
    QTableView *table();

    SoakedFiles &m_files;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    QThreadPool m_aside;
    std::vector<std::pair<CommitController::Run, JobReport>> m_ended; ///< Not checked yet.
    std::map<BatchId, Digests> m_batches;
    std::optional<ReverseRefusal::Why> m_refused;
    QByteArray m_wrong; ///< What a slot found; it cannot throw.
    int m_open = 0; ///< About how many batches could be undone.
    std::deque<QByteArray> m_log;
    Tally m_tally;
    JobRunner m_runner;
    MainWindow m_window;
};

} // namespace bulkhead::test
