// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real window: dropped on, typed into, cancelled, undone, started again.
#include "tests/window/desktop.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <csignal>

using namespace bulkhead;

namespace {

constexpr int kWindowX = 220;
constexpr int kWindowY = 40;
constexpr int kWindowWidth = 1000;
constexpr int kWindowHeight = 700;
/// How long one key press may take to have its effect before it is pressed again: a window that is still busy with the
/// preview rightly ignores "apply".
constexpr int kPatienceMs = 1500;
constexpr int kPresses = 30;

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

int countWithPrefix(const TempDir &folder, int files, char prefix)
{
    int count = 0;
    for (int i = 0; i < files; ++i)
        count += folder.exists(Bytes(1, prefix) + "_" + std::to_string(i)) ? 1 : 0;
    return count;
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropTypeApplyUndo();
    void undoAfterRestart();
    void cancelMidRun();

private:
    /// A drop of these paths on the window, from another process.
    void drop(const std::vector<Bytes> &paths);
    void openWindow(std::vector<Bytes> command);
    /// Presses the keys, again and again where nothing comes of it, until `reached`.
    bool pressUntil(const Bytes &keys, const std::function<bool()> &reached) const;
    QByteArray lastState() const;

    std::unique_ptr<Desktop> m_desktop = std::make_unique<Desktop>();
    std::unique_ptr<Process> m_program;
    Bytes m_window;
};

void TestWindow::openWindow(std::vector<Bytes> command)
{
    m_program = m_desktop->start(command);
    m_window = m_desktop->window("Bulkhead");
    m_desktop->place(m_window, kWindowX, kWindowY, kWindowWidth, kWindowHeight);
}

void TestWindow::drop(const std::vector<Bytes> &paths)
{
    const TempDir lists;
    Bytes list;
    for (const Bytes &path : paths)
        list += "file://" + percentEncoded(path) + "\r\n";
    lists.writeFile("uri-list", list);
    const auto source = m_desktop->start({DRAG_SOURCE, lists.path("uri-list")});
    const Bytes sourceWindow = m_desktop->window("drag source");
    m_desktop->place(sourceWindow, 10, 40, 160, 120);
    m_desktop->drag(80, 110, kWindowX + kWindowWidth * 2 / 3, kWindowY + kWindowHeight / 2);
    m_desktop->focus(m_window);
}

bool TestWindow::pressUntil(const Bytes &keys, const std::function<bool()> &reached) const
{
    for (int press = 0; press < kPresses; ++press) {
        m_desktop->key(keys);
        if (QTest::qWaitFor(reached, kPatienceMs))
            return true;
    }
    m_desktop->screenshot("tst_window-failed.png");
    return false;
}

QByteArray TestWindow::lastState() const
{
    const ProcessOutcome history = m_desktop->run({BULKHEAD_CLI, "history", "--json", "--limit", "1"});
    return QJsonDocument::fromJson(QByteArray::fromStdString(history.output)).object().value(QLatin1String("state")).toString().toLatin1();
}

/// A drop, a rule typed, the files renamed and taken back; odd names among them.
void TestWindow::dropTypeApplyUndo()
{
    const TempDir files;
    const std::vector<Bytes> names{"a_one.txt", "a_\xe4\xb8\xad\xe6\x96\x87.txt", "a_caf\xe9", "a_\xff\xfe", "a_new\nline", "a_esc\x1b[2J",
        "-a_dash", "a_" + Bytes(253, 'x')};
    std::vector<Bytes> paths;
    Snapshot after;
    for (const Bytes &name : names) {
        files.writeFile(name, "content of " + name);
        paths.push_back(files.path(name));
        Bytes renamed = name;
        renamed.replace(renamed.find("a_"), 2, "b_");
        after[renamed] = "file:content of " + name;
    }
    const Snapshot before = files.snapshot();

    openWindow({BULKHEAD_GUI});
    drop(paths);
    // The cursor waits in the first rule's field after a drop: type and see.
    m_desktop->type("a_");
    m_desktop->key("Tab");
    m_desktop->type("b_");
    QVERIFY(pressUntil("ctrl+Return", [&] { return files.snapshot() == after; }));
    QTRY_COMPARE(lastState(), QByteArray("done"));
    QVERIFY(pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
    m_program->signal(SIGTERM);
}

void TestWindow::undoAfterRestart()
{
    const TempDir files;
    files.writeFile("a_1", "1");
    files.writeFile("a_2", "2");
    const Snapshot before = files.snapshot();
    const TempDir recipes;
    recipes.writeFile(
        "swap.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"template","text":"a_{n:start=2,step=-1}"}]})");

    openWindow({BULKHEAD_GUI, "--recipe", recipes.path("swap.bulkhead.json"), files.path()});
    const Snapshot swapped{{"a_1", "file:2"}, {"a_2", "file:1"}};
    QVERIFY(pressUntil("ctrl+Return", [&] { return files.snapshot() == swapped; }));
    QTRY_COMPARE(lastState(), QByteArray("done"));
    m_program.reset();

    openWindow({BULKHEAD_GUI});
    QVERIFY(pressUntil("ctrl+alt+z", [&] { return files.snapshot() == before; }));
    m_program.reset();
}

/// On a disk that takes 5 ms a rename: the window answers all the while, cancel stops the run, undo restores.
void TestWindow::cancelMidRun()
{
    constexpr int kFiles = 1000;
    const TempDir files;
    for (int i = 0; i < kFiles; ++i)
        files.writeFile("a_" + std::to_string(i), std::to_string(i));
    const Snapshot before = files.snapshot();
    const TempDir recipes;
    recipes.writeFile("b.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":"a_","with":"b_"}]})");
    openWindow({"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e",
        "inject=renameat2:delay_enter=5000", BULKHEAD_GUI, "--recipe", recipes.path("b.bulkhead.json"), files.path()});

    QVERIFY(pressUntil("ctrl+Return", [&] { return countWithPrefix(files, kFiles, 'b') > 0; }));
    const auto meter = m_desktop->start({PING_METER, m_window});
    QCOMPARE(meter->readLine(), Bytes("ready"));
    QTRY_VERIFY(countWithPrefix(files, kFiles, 'b') > 50);
    m_desktop->key("Escape");
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), QByteArray("cancelled"), 10'000);
    const int renamed = countWithPrefix(files, kFiles, 'b');
    QVERIFY2(renamed < kFiles, qPrintable(QString::number(renamed)));

    meter->closeInput();
    const ProcessOutcome measured = meter->wait();
    qInfo("window while renaming: %s", measured.output.c_str());
    QCOMPARE(measured.exitCode, 0);
    // No claim about frames here (tests/bench measures those): a window that waits for the disk is away for seconds.
    const QJsonObject numbers = QJsonDocument::fromJson(QByteArray::fromStdString(measured.output)).object();
    QVERIFY(numbers.value(QLatin1String("longest_ms")).toDouble() < 1000);

    QVERIFY(pressUntil("ctrl+alt+z", [&] { return countWithPrefix(files, kFiles, 'b') == 0; }));
    COMPARE_SNAPSHOTS(files.snapshot(), before);
    m_program.reset();
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
