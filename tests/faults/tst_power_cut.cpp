// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes at any moment of a batch. The file system stands on a disk that remembers every write (block_log.cpp); what
// was on the disk at a moment is rebuilt, writes that were not flushed lost at random, mounted, and recovered.
#include "tests/faults/fault_batch.h"
#include "tests/faults/loop_disk.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr std::size_t kCuts = 60;
constexpr int kVariants = 3; ///< Of each: all writes arrived; then half of those behind the last flush lost, twice.

ProcessOutcome sh(const Words &words)
{
    return runProcess(words);
}

struct Event {
    char kind = 0; ///< As block_log writes them.
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    std::size_t bytesAt = 0; ///< In the trace.
};

std::vector<Event> readTrace(const Bytes &trace)
{
    std::vector<Event> events;
    for (std::size_t at = 0; at < trace.size();) {
        Event event{.kind = trace[at++]};
        if (event.kind != 'F') {
            if (at + 12 > trace.size())
                break;
            std::memcpy(&event.offset, trace.data() + at, 8);
            std::memcpy(&event.length, trace.data() + at + 8, 4);
            at += 12;
            event.bytesAt = at;
            at += event.kind == 'W' ? event.length : 0;
            if (at > trace.size())
                break;
        }
        events.push_back(event);
    }
    return events;
}

struct Recording {
    Bytes trace;
    std::vector<Event> events;
    std::size_t begin = 0; ///< The first event of the batch.
    std::size_t done = 0; ///< Behind the last one before the program said that it was done.
    Snapshot before;
    Snapshot after;
};

/// One file system in one folder: images, trace and the place where they are mounted.
class PowerCut
{
public:
    /// `transfer`: --copy-to or the like; empty = renames.
    PowerCut(const QByteArray &type, Program program, Bytes transfer)
        : m_type(type.toStdString())
        , m_transfer(std::move(transfer))
        , m_program(std::move(program))
    {
        m_folder.makeDir("mnt");
        m_folder.makeDir("fuse");
    }

    /// Runs the batch on the disk that remembers. False, with the reason, where this machine cannot.
    bool record(Recording &recording, Bytes &why);
    /// Rebuilds the disk after `count` events.
    void cut(const Recording &recording, std::size_t count, int variant);
    ProcessOutcome run(const Words &arguments) const { return m_program.run(arguments, state()); }
    Bytes files() const { return m_folder.path("mnt/files"); }
    Bytes state() const { return m_folder.path("mnt/state"); }
    Bytes mountPoint() const { return m_folder.path("mnt"); }
    Bytes cutImage() const { return m_folder.path("cut.img"); }

private:
    bool makeBase(Bytes &why);
    std::size_t eventsSoFar() const;

    Bytes m_type;
    Bytes m_transfer;
    Program m_program;
    TempDir m_folder{inMemory()};
};

bool PowerCut::makeBase(Bytes &why)
{
    const Bytes image = m_folder.path("base.img");
    const Bytes size = m_type == "xfs" ? "320M" : m_type == "btrfs" ? "120M" : "24M";
    const std::map<Bytes, Words> make{
        {"ext4", {"mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", image}},
        {"xfs", {"mkfs.xfs", "-q", "-f", image}},
        {"btrfs", {"mkfs.btrfs", "-q", "-f", "-m", "single", image}},
    };
    sh({"truncate", "-s", size, image});
    if (const ProcessOutcome made = sh(make.at(m_type)); made.exitCode != 0) {
        why = "mkfs." + m_type + ": " + made.errors;
        return false;
    }
    const Mounted mount({"-o", "loop", image, mountPoint()});
    if (!mount.ok()) {
        why = "cannot mount an image of " + m_type + ": " + mount.errors();
        return false;
    }
    std::filesystem::create_directories(std::filesystem::path(state()));
    makeFaultFiles(files());
    return true;
}

std::size_t PowerCut::eventsSoFar() const
{
    return readTrace(m_folder.readFile("trace")).size();
}

bool PowerCut::record(Recording &recording, Bytes &why)
{
    if (!makeBase(why))
        return false;
    Process logger({BLOCK_LOG, m_folder.path("base.img"), m_folder.path("trace"), m_folder.path("fuse")});
    const Bytes disk = m_folder.path("fuse/disk");
    if (!QTest::qWaitFor([&] { return ::access(disk.c_str(), F_OK) == 0; }, 10'000)) {
        why = "FUSE does not work here";
        return false;
    }
    {
        const Mounted mount({"-o", "loop", disk, mountPoint()});
        if (!mount.ok()) {
            why = "cannot mount through FUSE: " + mount.errors();
            sh({"umount", m_folder.path("fuse")});
            return false;
        }
        recording.before = snapshotOf(files());
        sh({"sync", "-f", mountPoint()});
        recording.begin = eventsSoFar();
        const ProcessOutcome applied = run(m_transfer.empty() ? faultWords(files()) : transferWords(files(), m_transfer, files()));
        // The trace reaches the file at each flush, and the batch ends with one.
        recording.done = eventsSoFar();
        recording.after = snapshotOf(files());
        if (applied.exitCode != 0)
            qFatal("the batch failed: %s", applied.errors.c_str());
    }
    sh({"umount", m_folder.path("fuse")});
    logger.wait();
    recording.trace = m_folder.readFile("trace");
    recording.events = readTrace(recording.trace);
    return true;
}

void PowerCut::cut(const Recording &recording, std::size_t count, int variant)
{
    sh({"cp", "--sparse=always", m_folder.path("base.img"), cutImage()});
    std::fstream image(std::filesystem::path(cutImage()), std::ios::in | std::ios::out | std::ios::binary);
    std::size_t flushed = 0;
    for (std::size_t i = 0; i < count; ++i)
        flushed = recording.events[i].kind == 'F' ? i : flushed;
    std::mt19937 random(std::mt19937::result_type(count * 10 + std::size_t(variant)));
    for (std::size_t i = 0; i < count; ++i) {
        const Event &event = recording.events[i];
        const bool lost = variant > 0 && i > flushed && random() % 2 == 0;
        if (event.kind == 'F' || lost)
            continue;
        image.seekp(std::streamoff(event.offset));
        if (event.kind == 'W')
            image.write(recording.trace.data() + event.bytesAt, event.length);
        else
            image.write(Bytes(event.length, '\0').data(), event.length);
    }
}

std::vector<std::size_t> cutPoints(const Recording &recording)
{
    std::vector<std::size_t> all;
    for (std::size_t at = recording.begin; at <= recording.events.size(); ++at)
        all.push_back(at);
    std::vector<std::size_t> chosen;
    std::mt19937 random(60);
    std::sample(all.begin(), all.end(), std::back_inserter(chosen), kCuts, random);
    chosen.push_back(recording.done); // The moment it said that it was done.
    return chosen;
}

struct Tally {
    std::size_t events = 0;
    std::size_t ofTheBatch = 0;
    int cuts = 0;
    int bad = 0;
    int before = 0;
    int after = 0;
    QByteArray faults;
};

/// What is wrong after a cut and a recovery; empty where nothing is.
QByteArray faultAfterCut(const PowerCut &disk, const Recording &recording, std::size_t count, const Bytes &how, Tally &tally)
{
    const Mounted mount({"-o", "loop", disk.cutImage(), disk.mountPoint()});
    if (!mount.ok())
        return "cannot be mounted: " + QByteArray::fromStdString(mount.errors());
    const ProcessOutcome recovered = disk.run({"recover", how, "--apply"});
    const Snapshot now = snapshotOf(disk.files());
    tally.before += now == recording.before ? 1 : 0;
    tally.after += now == recording.after ? 1 : 0;
    if (recovered.exitCode != 0)
        return "recover: " + QByteArray::fromStdString(recovered.errors);
    if (now == recording.after)
        return {};
    if (now != recording.before)
        return snapshotDifference(now, recording.before);
    return count >= recording.done ? "it had said that it was done" : QByteArray();
}

/// False, with the reason, where this machine cannot.
bool cutEverywhere(const QByteArray &type, const Program &program, const Bytes &transfer, const Bytes &how, Tally &tally, Bytes &why)
{
    PowerCut disk(type, program, transfer);
    Recording recording;
    if (!disk.record(recording, why))
        return false;
    tally.events = recording.events.size();
    tally.ofTheBatch = recording.done - recording.begin;
    for (const std::size_t count : cutPoints(recording)) {
        for (int variant = 0; variant < kVariants; ++variant) {
            disk.cut(recording, count, variant);
            ++tally.cuts;
            const QByteArray fault = faultAfterCut(disk, recording, count, how, tally);
            if (fault.isEmpty())
                continue;
            ++tally.bad;
            tally.faults
                += "\nafter " + QByteArray::number(qsizetype(count)) + " events, variant " + QByteArray::number(variant) + ": " + fault;
        }
    }
    qInfo("%s: %zu events, %zu of them the batch's; cuts %d, bad %d; ended before %d, after %d", type.constData(), tally.events,
        tally.ofTheBatch, tally.cuts, tally.bad, tally.before, tally.after);
    return true;
}

} // namespace

class TestPowerCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (::geteuid() != 0)
            QSKIP("only root can mount");
    }
    void recovers_data();
    void recovers();
    void control();
};

void TestPowerCut::recovers_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("transfer");
    QTest::addColumn<QByteArray>("how");
    for (const char *type : {"ext4", "xfs", "btrfs"}) {
        QTest::addRow("%s, undo", type) << QByteArray(type) << QByteArray() << QByteArray("--undo");
        QTest::addRow("%s, finish", type) << QByteArray(type) << QByteArray() << QByteArray("--finish");
        // An empty copy is what a disk makes of one that was named before its content was there.
        QTest::addRow("%s, copies", type) << QByteArray(type) << QByteArray("--copy-to")
                                          << QByteArray(BytesView(type) == "xfs" ? "--finish" : "--undo");
    }
}

void TestPowerCut::recovers()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, transfer);
    QFETCH(QByteArray, how);
    Tally tally;
    Bytes why;
    if (!cutEverywhere(type, {}, transfer.toStdString(), how.toStdString(), tally, why))
        QSKIP(why.c_str());
    QVERIFY(tally.ofTheBatch > 0);
    QVERIFY2(tally.bad == 0, tally.faults.constData());
}

/// Where the history does not wait for the disk, the same cuts must be seen to do harm.
void TestPowerCut::control()
{
    Tally tally;
    Bytes why;
    if (!cutEverywhere("ext4", {.dropped = "history-sync"}, {}, "--undo", tally, why))
        QSKIP(why.c_str());
    QVERIFY(tally.bad > 0);
}

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
