// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/gui_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <csignal>
#include <sys/wait.h>

namespace bulkhead {

namespace {

constexpr int kWindowX = 220;
constexpr int kWindowY = 40;
constexpr int kWindowWidth = 1000;
constexpr int kWindowHeight = 700;
/// A point in the message bar's text.
constexpr int kMessageX = kWindowX + 60;
constexpr int kMessageY = kWindowY + kWindowHeight - 72;
/// How long one key press may take to have its effect before it is pressed again: a window that is still busy with the
/// preview rightly ignores "apply".
constexpr int kPatienceMs = 1500;
constexpr int kPresses = 30;
constexpr int kMessageMs = 30'000;
/// More polls than the start takes, no more than a minute of pings.
constexpr int kHeldUpPoll = 3000;

Bytes percentEncoded(BytesView path)
{
    Bytes encoded;
    for (const char byte : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(byte)) || byte == '/' || byte == '-' || byte == '_' || byte == '.';
        char text[4];
        std::snprintf(text, sizeof text, "%%%02X", static_cast<unsigned char>(byte));
        encoded += plain ? Bytes(1, byte) : Bytes(text);
    }
    return encoded;
}

std::vector<Bytes> joined(std::vector<Bytes> words, const std::vector<Bytes> &more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// -D: strace is the child, so a signal to the command meets the command.
std::vector<Bytes> traced(const std::vector<Bytes> &options, const std::vector<Bytes> &command)
{
    return joined(joined({"strace", "-D", "-f", "-qq", "-e", "signal=none"}, options), command);
}

} // namespace

void GuiProgram::start(const std::vector<Bytes> &arguments)
{
    launch(joined({BULKHEAD_GUI}, arguments));
}

void GuiProgram::startSlowed(const std::vector<Bytes> &arguments)
{
    launch(slowed(joined({BULKHEAD_GUI}, arguments)));
}

void GuiProgram::startLogged(const Bytes &log, const std::vector<Bytes> &arguments)
{
    launch(traced({"-o", log, "-e", "trace=fcntl"}, joined({BULKHEAD_GUI}, arguments)));
}

void GuiProgram::startHeldUp(const Bytes &log, const std::vector<Bytes> &arguments)
{
    // Without -f only the first thread is traced. It waits for events by poll, so that the n-th one is late in the event loop.
    const Bytes delay = "inject=poll:delay_enter=" + std::to_string(kHeldUpMs * 1000) + ":when=" + std::to_string(kHeldUpPoll);
    launch(joined({"strace", "-D", "-qq", "-e", "signal=none", "-o", log, "-e", "trace=poll", "-e", delay, BULKHEAD_GUI}, arguments));
}

ProcessOutcome GuiProgram::quit()
{
    const auto ended = [this] {
        siginfo_t info = {};
        return ::waitid(P_PID, id_t(m_program->pid()), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
    };
    if (!pressUntil("ctrl+q", ended))
        m_program->signal(SIGKILL);
    const ProcessOutcome outcome = m_program->wait();
    m_program.reset();
    return outcome;
}

void GuiProgram::launch(const std::vector<Bytes> &command)
{
    if (m_program)
        kill();
    m_program = m_desktop.start(command);
    m_window = m_desktop.window("Bulkhead");
    m_desktop.place(m_window, kWindowX, kWindowY, kWindowWidth, kWindowHeight);
}

void GuiProgram::kill()
{
    m_program->signal(SIGKILL);
    m_program->wait();
    m_program.reset();
    m_desktop.waitUntilGone(m_window);
}

void GuiProgram::drop(const std::vector<Bytes> &paths) const
{
    const TempDir lists;
    Bytes list;
    for (const Bytes &path : paths)
        list += "file://" + percentEncoded(path) + "\r\n";
    lists.writeFile("uri-list", list);
    const auto source = m_desktop.start({DRAG_SOURCE, lists.path("uri-list")});
    const Bytes sourceWindow = m_desktop.window("drag source");
    m_desktop.place(sourceWindow, 10, 40, 160, 120);
    m_desktop.drag(80, 110, kWindowX + kWindowWidth * 2 / 3, kWindowY + kWindowHeight / 2);
    m_desktop.focus(m_window);
}

bool GuiProgram::pressUntil(const Bytes &keys, const std::function<bool()> &reached) const
{
    for (int press = 0; press < kPresses; ++press) {
        m_desktop.key(keys);
        if (QTest::qWaitFor(reached, kPatienceMs))
            return true;
    }
    m_desktop.screenshot("tst_window-failed.png");
    return false;
}

Bytes GuiProgram::message() const
{
    m_desktop.click(kMessageX, kMessageY);
    m_desktop.key("ctrl+a");
    return m_desktop.run({SELECTED_TEXT}).output;
}

bool GuiProgram::waitForMessage(const Bytes &text) const
{
    Bytes last;
    const auto shown = [&] {
        last = message();
        return last.find(text) != Bytes::npos;
    };
    if (QTest::qWaitFor(shown, kMessageMs))
        return true;
    m_desktop.screenshot("tst_window-failed.png");
    qWarning("the message bar says \"%s\", not \"%s\"", last.c_str(), text.c_str());
    return false;
}

void GuiProgram::takeOffer(int number) const
{
    for (int i = 0; i < number; ++i)
        m_desktop.key("Tab");
    m_desktop.key("space");
}

QByteArray GuiProgram::lastState() const
{
    const ProcessOutcome history = m_desktop.run({BULKHEAD_CLI, "history", "--json", "--limit", "1"});
    return QJsonDocument::fromJson(QByteArray::fromStdString(history.output)).object().value(QLatin1String("state")).toString().toLatin1();
}

bool GuiProgram::anyInterrupted() const
{
    return m_desktop.run({BULKHEAD_CLI, "history", "--json"}).output.find("\"interrupted\"") != Bytes::npos;
}

std::vector<Bytes> slowed(const std::vector<Bytes> &command)
{
    return traced({"-o", "/dev/null", "-e", "trace=renameat2", "-e", "inject=renameat2:delay_enter=5000"}, command);
}

ThousandFiles::ThousandFiles()
    : recipe(recipes.path("b.bulkhead.json"))
{
    for (int i = 0; i < kCount; ++i) {
        const Bytes number = std::to_string(i);
        files.writeFile("a_" + number, number);
        before["a_" + number] = "file:" + number;
        after["b_" + number] = "file:" + number;
    }
    recipes.writeFile("b.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":"a_","with":"b_"}]})");
}

int ThousandFiles::renamed() const
{
    int count = 0;
    for (const auto &[name, content] : after)
        count += files.exists(name) ? 1 : 0;
    return count;
}

} // namespace bulkhead
