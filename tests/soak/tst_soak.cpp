// SPDX-License-Identifier: GPL-3.0-or-later
// The window in use for minutes: a seeded hand drops, edits rules, sorts, filters, selects, renames, cancels, undoes and redoes, in
// no sensible order. After each batch every file has to be where the plan and its report say; in the end plain undo brings all of
// them home. No answer of the window may take longer than kLongestWait, and sanitizers have nothing to say.
//
//   BULKHEAD_SEED=n             what is done; 0 without
//   BULKHEAD_SOAK_SECONDS=n     how long; 120 with sanitizers, else 20
//   BULKHEAD_SOAK_FILES=n       how many files; 200,000 with sanitizers, else 20,000
//   BULKHEAD_SOAK_WAITS=n       how many waits may be too long; 0 from half an hour on, else kForgivenWaits
//   BULKHEAD_SOAK_VERBOSE=1     says what is done while it is done
//   BULKHEAD_TEST_DISPLAY=1     on the display there is, instead of none
//
// The whole of it: BULKHEAD_SOAK_SECONDS=1800 build/asan/bin/tst_soak
#include "tests/soak/soak_driver.h"
#include "tests/soak/starved_time.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#ifdef BULKHEAD_SOAK_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

using namespace bulkhead;
using namespace bulkhead::test;

#ifdef BULKHEAD_SOAK_SANITIZED
/// Whoever fills the quarantine empties a tenth of it, and what other threads left there meanwhile: with the usual 256 MB, or still
/// with 16, that is 100 ms, often in the middle of a frame.
extern "C" const char *__asan_default_options() // NOLINT(bugprone-reserved-identifier)
{
    return "quarantine_size_mb=4:thread_local_quarantine_size_kb=64";
}
#endif

namespace {

using namespace std::chrono_literals;

const SoakDriver *s_driver = nullptr; ///< At work: whoever ends the program wants to know what it did.

void printLog()
{
    if (s_driver)
        std::fprintf(stderr, "what was done last:\n%s", s_driver->log().constData());
}

#ifdef BULKHEAD_SOAK_SANITIZED
constexpr int kSeconds = 120;
constexpr int kFiles = 200'000;
#else
constexpr int kSeconds = 20;
constexpr int kFiles = 20'000;
#endif
constexpr std::chrono::nanoseconds kLongestWait = 100ms;
constexpr int kWholeSoak = 1800;
/// Time without a core is no fault of the window; but other programs also slow it down by what they do to caches and memory. What
/// the window does itself comes back: in two minutes it is done dozens of times, and then all of the longest are too long.
constexpr int kForgivenWaits = 8;

int setting(const char *name, int otherwise)
{
    bool set = false;
    const int value = qEnvironmentVariableIntValue(name, &set);
    return set ? value : otherwise;
}

double megabytesInMemory()
{
    long pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %ld", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return double(pages) * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The longest waits, and how long each would have been had the window always had a core.
struct Wait {
    Stall stall;
    std::chrono::nanoseconds own{};
};

std::vector<Wait> longestWaits(const StallMonitor::Readings &readings, StarvedTime::Clock::time_point begun, const StarvedTime &starved)
{
    std::vector<Wait> waits;
    for (const Stall &stall : readings.record.worst()) {
        const auto from = begun + stall.at;
        waits.push_back({stall, stall.wait - starved.during(from, from + stall.wait)});
    }
    return waits;
}

double milliseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1e6;
}

void print(const std::vector<Wait> &waits)
{
    for (const auto &[stall, own] : waits) {
        std::fprintf(stderr, "  %.1f ms, %.1f of them without a core, at %.3f s, %s, %s\n", milliseconds(stall.wait),
            milliseconds(stall.wait - own), milliseconds(stall.at) / 1e3, stall.action.c_str(), stall.event.c_str());
        if (own <= kLongestWait)
            continue;
        for (const Bytes &call : stall.stack)
            std::fprintf(stderr, "      %s\n", call.c_str());
    }
}

} // namespace

class TestSoak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soak();
    void aLostFileIsFound();
    void aSwapIsFound();
};

void TestSoak::soak()
{
    const auto seed = unsigned(setting("BULKHEAD_SEED", 0));
    const int seconds = setting("BULKHEAD_SOAK_SECONDS", kSeconds);
    SoakedFiles files(setting("BULKHEAD_SOAK_FILES", kFiles));
    StallMonitor stalls;
    auto &application = *static_cast<WatchedApplication *>(qApp);
    application.setMonitor(&stalls);
    const auto forget = qScopeGuard([&] { application.setMonitor(nullptr); });
    std::fprintf(stderr, "seed %u\n", seed);
    SoakDriver driver(files, seed, stalls);
    s_driver = &driver;
    const auto gone = qScopeGuard([] { s_driver = nullptr; });
    QByteArray failure;
    double memoryAtFirst = 0;
    const StarvedTime starved;
    StarvedTime::Clock::time_point begun;
    try {
        driver.load();
        memoryAtFirst = megabytesInMemory();
        begun = StarvedTime::Clock::now() - stalls.readings().measured;
        driver.play(std::chrono::seconds(seconds));
        driver.bringHome();
    } catch (const SoakFailure &thrown) {
        failure = thrown.what;
    }
    stalls.stop();
    const StallRecord record = stalls.readings().record;
    const std::vector<Wait> waits = longestWaits(stalls.readings(), begun, starved);
    const auto tooLong = std::count_if(waits.begin(), waits.end(), [](const Wait &wait) { return wait.own > kLongestWait; });

    const SoakDriver::Tally &tally = driver.tally();
    int actions = 0;
    for (const auto &action : tally.actions)
        actions += action.second;
    std::fprintf(stderr,
        "seed %u, %d files, %d s: %d actions, %d renamings, %d undos, %d redos, %d of them cancelled, %lld files renamed\n"
        "longest wait %.1f ms, %lld of its own over 100 ms, %lld of any kind over 50 ms; memory %.0f MB once loaded, %.0f MB in the end\n",
        seed, files.count(), seconds, actions, tally.renamings, tally.undos, tally.redos, tally.cancelled,
        static_cast<long long>(tally.filesRenamed), milliseconds(record.longest()), static_cast<long long>(tooLong),
        static_cast<long long>(record.stalls()), memoryAtFirst, megabytesInMemory());
    print(waits);
    if (!failure.isEmpty())
        printLog();
    QVERIFY2(failure.isEmpty(), failure.constData());
    QVERIFY2(tooLong <= setting("BULKHEAD_SOAK_WAITS", seconds >= kWholeSoak ? 0 : kForgivenWaits), "the window was held up too often");
}

/// The soak can fail.
void TestSoak::aLostFileIsFound()
{
    const SoakedFiles files(10);
    QCOMPARE(files.check(), QByteArray());
    QCOMPARE(files.checkHome(), QByteArray());
    files.folder().remove("files/d0/IMG_3.jpg");
    QVERIFY(files.check().contains("not there: d0/IMG_3.jpg"));
    QVERIFY(files.checkHome().contains("not there: d0/IMG_3.jpg"));
}

void TestSoak::aSwapIsFound()
{
    const SoakedFiles files(10);
    files.folder().rename("files/d0/IMG_3.jpg", "files/d0/x");
    files.folder().rename("files/d0/IMG_4.jpg", "files/d0/IMG_3.jpg");
    files.folder().rename("files/d0/x", "files/d0/IMG_4.jpg");
    QVERIFY(files.check().contains("another file: d0/IMG_3.jpg"));
    QVERIFY(files.checkHome().contains("another file: d0/IMG_4.jpg"));
}

int main(int argc, char **argv)
{
    useNoDisplay();
    // The driver has limits of its own; Qt Test's is for a whole test.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number((setting("BULKHEAD_SOAK_SECONDS", kSeconds) + 1800) * 1000LL));
    WatchedApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    forbidFileSystemOnThisThread();
#ifdef BULKHEAD_SOAK_SANITIZED
    __sanitizer_set_death_callback(printLog);
#endif
    TestSoak test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_soak.moc"
