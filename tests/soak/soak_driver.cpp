// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soak_driver.h"

#include "core/base/error.h"
#include "core/fs/linux_file_system.h"

#include <QEventLoop>
#include <QTimer>

#include <future>

namespace bulkhead::test {

namespace {

using namespace std::chrono_literals;

constexpr auto kPoll = 5ms;
constexpr auto kLongest = 180s; ///< For anything at all, on a busy machine and with sanitizers.
constexpr int kMostUndos = 1000;
constexpr std::size_t kLogged = 120;

} // namespace

SoakDriver::SoakDriver(SoakedFiles &files, unsigned seed, StallMonitor &stalls)
    : m_files(files)
    , m_random(seed)
    , m_window(m_runner, makeLinuxFileSystem(), {files.stateDirectory(), {}}, nullptr, &stalls)
{
    m_clock.start();
    m_aside.setMaxThreadCount(1);
    m_aside.setExpiryTimeout(-1); // milliseconds: never
    connect(&session().commit(), &CommitController::finished, this, &SoakDriver::runEnded);
    connect(&session().commit(), &CommitController::refused, this, [this](const ReverseRefusal &refusal) { m_refused = refusal.why; });
    connect(&session(), &RenameSession::notice, this, [this](const Notice &notice) { note("the window: " + notice.text.toUtf8()); });
    connect(&session().history(), &HistoryController::failed, this,
        [this](const Error &error) { m_wrong = "the history failed: " + QByteArray::fromStdString(error.path); });
    m_window.resize(1270, 760);
    m_window.show();
    stalls.startWithFirstFrame(m_window, StallMonitor::Clock::now());
}

SoakDriver::~SoakDriver() = default;

void SoakDriver::note(const QByteArray &text)
{
    const QByteArray line = QByteArray::number(double(m_clock.elapsed()) / 1000, 'f', 3) + " " + text;
    static const bool verbose = qEnvironmentVariableIsSet("BULKHEAD_SOAK_VERBOSE");
    if (verbose)
        std::fprintf(stderr, "%s\n", line.constData());
    m_log.push_back(line);
    if (m_log.size() > kLogged)
        m_log.pop_front();
}

QByteArray SoakDriver::log() const
{
    QByteArray text;
    for (const QByteArray &line : m_log)
        text += line + '\n';
    return text;
}

void SoakDriver::require(bool fine, const QByteArray &what) const
{
    if (!fine)
        throw SoakFailure{what};
}

void SoakDriver::turn(Milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    require(m_wrong.isEmpty(), m_wrong);
}

bool SoakDriver::turnUntil(const std::function<bool()> &reached, Milliseconds limit)
{
    if (reached())
        return true;
    QEventLoop loop;
    QDeadlineTimer end(limit);
    QTimer poll;
    poll.callOnTimeout([&] {
        if (reached() || end.hasExpired())
            loop.quit();
    });
    poll.start(kPoll);
    loop.exec();
    return reached();
}

void SoakDriver::expectSoon(const char *what, const std::function<bool()> &reached)
{
    require(turnUntil(reached, kLongest), QByteArray("waited too long: ") + what);
    require(m_wrong.isEmpty(), m_wrong);
}

/// The loop turns meanwhile: what the test itself costs is no stall of the window. Nor does it wait for a thread to end,
/// which takes long with sanitizers.
void SoakDriver::checkAside(const std::function<QByteArray()> &check)
{
    auto promise = std::make_shared<std::promise<QByteArray>>();
    auto answer = promise->get_future();
    m_aside.start([promise, check] {
        JobRunner::lowerThreadPriority();
        promise->set_value(check());
    });
    turnUntil([&answer] { return answer.wait_for(0s) == std::future_status::ready; }, kLongest);
    const QByteArray wrong = answer.get();
    require(wrong.isEmpty(), wrong);
}

bool SoakDriver::isQuiet()
{
    return !session().commit().isBusy() && m_runner.isIdle() && !session().scan().isScanning() && !session().scan().isEditing()
        && session().preview().state() != PreviewController::State::Working;
}

void SoakDriver::settle()
{
    expectSoon("the window never came to rest", [this] { return isQuiet(); });
}

void SoakDriver::runEnded(const CommitController::Run &run, const JobReport &report)
{
    m_ended.emplace_back(run, report);
}

/// Waits for the run at work, and looks at the disk before another one may begin.
void SoakDriver::finishRun()
{
    expectSoon("a run never ended", [this] { return !session().commit().isBusy(); });
    for (const auto &[run, report] : std::exchange(m_ended, {}))
        checkRun(run, report);
    if (std::exchange(m_refused, std::nullopt) == ReverseRefusal::Why::Error)
        throw SoakFailure{"an undo or redo was refused by an error"};
}

void SoakDriver::checkRun(const CommitController::Run &run, const JobReport &report)
{
    const bool cancelled = report.outcome == Outcome::Cancelled;
    note("ended: " + QByteArray::number(report.done) + " done, " + QByteArray::number(report.cancelled) + " not tried, "
        + QByteArray::number(run.notPlanned) + " not planned, " + QByteArray::number(report.seconds, 'f', 2) + " s");
    require(!report.fatal && report.failed == 0 && report.skipped == 0, "rows failed, and nobody else touches these files");
    require(cancelled || report.done == run.plan->counts.changed, "a run that was not cancelled did not do all of its plan");
    Digests digests{m_files.digest(), 0};
    checkAside([&] {
        const QByteArray wrong = m_files.follow(*run.plan, *run.results);
        return wrong.isEmpty() ? m_files.check() : wrong;
    });
    digests.after = m_files.digest();
    if (!cancelled)
        checkReversed(run, digests);
    if (report.batch)
        m_batches[*report.batch] = digests;
    m_tally.filesRenamed += report.done;
    m_tally.cancelled += cancelled;
    if (isTakingBack(run.direction)) {
        ++m_tally.undos;
        m_open -= cancelled ? 0 : 1;
    } else {
        ++(run.direction == Direction::Redo ? m_tally.redos : m_tally.renamings);
        m_open += report.done > 0;
    }
}

/// Where nothing has moved since a batch, taking it back leaves things as they were before it.
void SoakDriver::checkReversed(const CommitController::Run &run, const Digests &digests) const
{
    if (run.direction != Direction::Undo && run.direction != Direction::Redo)
        return;
    const auto reversed = m_batches.find(run.reverses.value());
    require(reversed != m_batches.end(), "a batch was taken back that was never run");
    if (reversed->second.after == digests.before)
        require(digests.after == reversed->second.before, "not all of a batch was taken back, and nobody was told");
}

void SoakDriver::play(Milliseconds time)
{
    const QDeadlineTimer end(time);
    while (!end.hasExpired())
        actAtRandom(false);
    closeDialogs();
}

void SoakDriver::bringHome()
{
    const ActionScope scope("soak: bring home");
    for (int i = 0; i < kMostUndos; ++i) {
        settle();
        note("undo, to bring home");
        m_refused.reset();
        press(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
        expectSoon("a run never ended", [this] { return !session().commit().isBusy(); });
        if (m_refused) {
            require(
                *m_refused == ReverseRefusal::Why::NothingToUndo, "the last undo was refused for another reason than that it was the last");
            settle();
            return checkAside([this] { return m_files.checkHome(); });
        }
        finishRun();
    }
    throw SoakFailure{"undo has no end"};
}

} // namespace bulkhead::test
