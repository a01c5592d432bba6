// SPDX-License-Identifier: GPL-3.0-or-later
// How often a batch waits for the disk does not depend on how many names it has.
#include "tests/faults/fault_batch.h"

#include <QtTest>

using namespace bulkhead;

class TestSyncCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotGrow();
    void control();
};

namespace {

constexpr int kMostWaits = 12;
const QList<QByteArray> kWaits{"fsync", "fdatasync", "syncfs", "sync_file_range", "msync", "sync"};

/// How often each of kWaits was called.
using Counts = std::map<QByteArray, int>;

int total(const Counts &counts)
{
    int sum = 0;
    for (const auto &[call, count] : counts)
        sum += count;
    return sum;
}

QByteArray text(const Counts &counts)
{
    QByteArray text;
    for (const auto &[call, count] : counts)
        text += (text.isEmpty() ? "" : ", ") + call + " " + QByteArray::number(count);
    return text;
}

class Counted
{
public:
    Counted(Program program, int files)
        : m_program(std::move(program))
    {
        m_files.writeFile("first");
        run({"rename", "--replace", "first", "last", "--apply", "--", m_files.path()}); // Makes the history, which is no batch's cost.
        for (int i = 0; i < files; ++i)
            m_files.writeFile("a" + std::to_string(i));
    }

    /// Where it fails, there are no counts.
    Counts run(const Words &arguments) const
    {
        const TempDir logs;
        Words words{"strace", "--seccomp-bpf", "-f", "-qq", "-e", "signal=none", "-e", "trace=" + kWaits.join(',').toStdString(), "-o",
            logs.path("calls"), m_program.path()};
        words.insert(words.end(), arguments.begin(), arguments.end());
        const ProcessOutcome outcome = runProcess(words, m_program.options(m_state.path()));
        if (outcome.exitCode != 0) {
            qWarning("exit %d: %s", outcome.exitCode, outcome.errors.c_str());
            return {};
        }
        Counts counts;
        for (const QByteArray &line : QByteArray::fromStdString(logs.readFile("calls")).split('\n')) {
            // "4711 fsync(5) = 0"; a call another thread was seen in the middle of is on a second line, "<... fsync resumed>".
            const QByteArray call = line.left(line.indexOf('(')).split(' ').constLast();
            if (kWaits.contains(call))
                ++counts[call];
        }
        return counts;
    }

    Words applyWords() const { return {"rename", "--include", "a*", "--replace", "a", "z", "--apply", "-q", "--", m_files.path()}; }

private:
    Program m_program;
    TempDir m_files;
    TempDir m_state;
};

} // namespace

void TestSyncCount::doesNotGrow()
{
    const Counted few({}, 1'000);
    const Counted many({}, 10'000);
    for (const Words &words : {Words{"rename"}, Words{"undo", "--apply"}, Words{"redo", "--apply"}}) {
        const bool renames = words.size() == 1;
        const Counts ofFew = few.run(renames ? few.applyWords() : words);
        const Counts ofMany = many.run(renames ? many.applyWords() : words);
        qInfo("%s: 1,000 names: %d (%s); 10,000 names: %d (%s)", words[0].c_str(), total(ofFew), text(ofFew).constData(), total(ofMany),
            text(ofMany).constData());
        QVERIFY(total(ofFew) > 0);
        QCOMPARE(text(ofMany), text(ofFew));
        QVERIFY(total(ofMany) <= kMostWaits);
    }
}

/// The counts are of what happens: without the history's waiting there are fewer.
void TestSyncCount::control()
{
    const Counted waits({}, 10);
    const Counted doesNot({.dropped = "history-sync"}, 10);
    const int with = total(waits.run(waits.applyWords()));
    const int without = total(doesNot.run(doesNot.applyWords()));
    qInfo("with the history's %d, without %d", with, without);
    QVERIFY(without > 0 && without < with);
}

QTEST_GUILESS_MAIN(TestSyncCount)
#include "tst_sync_count.moc"
