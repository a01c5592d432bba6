// SPDX-License-Identifier: GPL-3.0-or-later
// --set-time, --shift-time and --chmod: shown, done, taken back, done again.
#include "tests/cli/cli_fixture.h"
#include "tests/support/media.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace bulkhead;

class TestCliAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomes_data();
    void becomes();
    void ofARecipe();
    void photoWithoutDate();
    void otherThingsKeepTheirs();
    void withNames();
    void nothingToDo();
    void changedSince_data();
    void changedSince();
    void failsWithItsName();
    void goesWithConflicts();
    void wrongWords_data();
    void wrongWords();
};

namespace {

constexpr std::time_t kBefore = 1'600'000'000; // 2020-09-13 12:26:40 UTC

struct stat statusOf(const Bytes &path)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) < 0)
        qFatal("no %s", path.c_str());
    return status;
}

void setTime(const Bytes &path, std::time_t seconds)
{
    const timespec time{.tv_sec = seconds, .tv_nsec = 250};
    const timespec times[] = {time, time};
    if (::utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW) < 0)
        qFatal("no time for %s", path.c_str());
}

/// "mtime mode", for comparing.
QByteArray attributesOf(const Bytes &path)
{
    const struct stat status = statusOf(path);
    return QByteArray::number(qint64(status.st_mtim.tv_sec)) + "." + QByteArray::number(qint64(status.st_mtim.tv_nsec)) + " "
        + QByteArray::number(status.st_mode & 07777U, 8);
}

void makeFile(const CliFixture &fixture, const Bytes &name, const Bytes &content = "content")
{
    fixture.files.writeFile(name, content);
    fixture.files.setMode(name, 0754);
    setTime(fixture.files.path(name), kBefore);
}

ProcessOptions inUtc()
{
    ProcessOptions options;
    options.environment = {{"TZ", "UTC"}};
    return options;
}

} // namespace

void TestCliAttributes::becomes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QList<QByteArray>>("options");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("after");
    using Words = QList<QByteArray>;
    const auto row = [](const char *title, const char *name, const Words &options, const char *after, const char *zone = "UTC") {
        QTest::newRow(title) << QByteArray(name) << options << QByteArray(zone) << QByteArray(after);
    };
    row("mode", "a", {"--chmod", "u=rw,go=r"}, "1600000000.250 644");
    row("mode in digits", "a", {"--chmod", "0600"}, "1600000000.250 600");
    row("later", "a", {"--shift-time", "+1h30m"}, "1600005400.250 754");
    row("earlier", "a", {"--shift-time=-1d"}, "1599913600.250 754");
    row("date in the name", "trip 2024-02-29.txt", {"--set-time", "name"}, "1709164800.0 754");
    row("date and time", "IMG_20240229_130501.jpg", {"--set-time", "name", "--time-format", "yyyyMMdd_HHmmss"}, "1709211901.0 754");
    row("local time", "2024-02-29", {"--set-time", "name"}, "1709161200.0 754", "Europe/Berlin");
    row("in summer", "2024-07-01", {"--set-time", "name"}, "1719784800.0 754", "Europe/Berlin");
    row("and shifted", "2024-02-29", {"--set-time", "name", "--shift-time", "12h"}, "1709208000.0 754");
    row("all of it", "2024-02-29", {"--set-time", "name", "--chmod", "go="}, "1709164800.0 700");
    row("Chinese", "\xe6\x97\xa5\xe6\x9c\x9f 2024-02-29", {"--set-time", "name"}, "1709164800.0 754");
    row("no text", "2024-02-29 \xff", {"--set-time", "name", "--chmod", "600"}, "1709164800.0 600");
    row("camera", "photo.jpg", {"--set-time", "taken"}, "1709211901.0 754");
    row("camera's clock is local", "photo.jpg", {"--set-time", "taken"}, "1709208301.0 754", "Europe/Berlin");
    row("a photo's date, one hour on", "photo.jpg", {"--set-time", "taken", "--shift-time", "1h"}, "1709215501.0 754");
}

void TestCliAttributes::becomes()
{
    QFETCH(QByteArray, name);
    QFETCH(QList<QByteArray>, options);
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, after);
    const CliFixture fixture;
    const bool isPhoto = name == "photo.jpg";
    makeFile(
        fixture, name.toStdString(), isPhoto ? test::makeJpeg({{"Exif.Photo.DateTimeOriginal", "2024:02:29 13:05:01"}}) : Bytes("content"));
    const Bytes path = fixture.files.path(name.toStdString());
    std::vector<Bytes> words{"rename"};
    for (const QByteArray &option : options)
        words.push_back(option.toStdString());
    words.push_back(".");
    ProcessOptions process;
    process.environment = {{"TZ", zone.toStdString()}};

    const ProcessOutcome shown = fixture.run(words, process);
    COMPARE_EXIT(shown, 0);
    QVERIFY2(shown.output.find(", was ") != Bytes::npos, shown.output.c_str());
    QCOMPARE(attributesOf(path), QByteArray("1600000000.250 754"));

    words.push_back("--apply");
    COMPARE_EXIT(fixture.run(words, process), 0);
    QCOMPARE(attributesOf(path), after);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(attributesOf(path), QByteArray("1600000000.250 754"));
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    QCOMPARE(attributesOf(path), after);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(attributesOf(path), QByteArray("1600000000.250 754"));
    QCOMPARE(fixture.files.snapshot().size(), std::size_t(1));
}

void TestCliAttributes::ofARecipe()
{
    const CliFixture fixture;
    makeFile(fixture, "in/2024-02-29.txt");
    const TempDir recipes;
    recipes.writeFile("recipe.json",
        R"({"bulkhead": 1, "job": "rename", "rules": [{"rule": "case", "to": "upper"}], "destination": {"folder": "../out"},
            "attributes": {"time": "name", "read": "yyyy-MM-dd", "shift": "-1s", "permissions": "a=r"}})");
    COMPARE_EXIT(fixture.run({"rename", "--recipe", recipes.path("recipe.json"), "in", "--apply"}, inUtc()), 0);
    QCOMPARE(attributesOf(fixture.files.path("out/2024-02-29.txt")), QByteArray("1709164799.0 444"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("in/2024-02-29.txt")), QByteArray("1600000000.250 754"));
    QVERIFY(!fixture.files.exists("out"));
}

void TestCliAttributes::photoWithoutDate()
{
    const CliFixture fixture;
    makeFile(fixture, "photo.jpg", test::makeJpeg({}));
    const ProcessOutcome outcome = fixture.run({"rename", "--set-time", "taken", ".", "--json", "--apply"});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("issue")).toString(), QStringLiteral("no-date"));
    QCOMPARE(attributesOf(fixture.files.path("photo.jpg")), QByteArray("1600000000.250 754"));
}

void TestCliAttributes::otherThingsKeepTheirs()
{
    const CliFixture fixture;
    makeFile(fixture, "file");
    fixture.files.makeDir("folder");
    fixture.files.makeLink("link", "file");
    fixture.files.makeFifo("pipe");
    for (const char *name : {"folder", "link", "pipe"})
        setTime(fixture.files.path(name), kBefore);
    const QByteArray folder = attributesOf(fixture.files.path("folder"));
    const QByteArray link = attributesOf(fixture.files.path("link"));
    const QByteArray pipe = attributesOf(fixture.files.path("pipe"));
    COMPARE_EXIT(fixture.run({"rename", "--what", "all", "--case", "upper", "--chmod", "600", "--shift-time", "1h", ".", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("FOLDER")), folder);
    QCOMPARE(attributesOf(fixture.files.path("LINK")), link);
    QCOMPARE(attributesOf(fixture.files.path("PIPE")), pipe);
    QCOMPARE(attributesOf(fixture.files.path("FILE")), QByteArray("1600003600.250 600"));
}

/// A swap, a new folder, a folder that is renamed above: each file has its own afterwards.
void TestCliAttributes::withNames()
{
    const CliFixture fixture;
    makeFile(fixture, "one/2024-01-01 a");
    makeFile(fixture, "one/2024-01-02 b");
    const std::vector<Bytes> words{"rename", "--recursive", "--what", "all", "--scope", "name", "--regex", "^one$", "two", "--regex",
        "(.*) a$", "x/$1 b", "--regex", "^(2024-01-02) b$", "$1 a", "--set-time", "name", "--chmod", "go=", ".", "--apply"};
    COMPARE_EXIT(fixture.run(words, inUtc()), 0);
    QCOMPARE(attributesOf(fixture.files.path("two/x/2024-01-01 b")), QByteArray("1704067200.0 700"));
    QCOMPARE(attributesOf(fixture.files.path("two/2024-01-02 a")), QByteArray("1704153600.0 700"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("one/2024-01-01 a")), QByteArray("1600000000.250 754"));
    QCOMPARE(attributesOf(fixture.files.path("one/2024-01-02 b")), QByteArray("1600000000.250 754"));
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("two/x/2024-01-01 b")), QByteArray("1704067200.0 700"));
}

void TestCliAttributes::nothingToDo()
{
    const CliFixture fixture;
    makeFile(fixture, "a");
    const ProcessOutcome outcome = fixture.run({"rename", "--chmod", "0754", "--shift-time", "0s", ".", "--json", "--apply"});
    COMPARE_EXIT(outcome, 0);
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("status")).toString(), QStringLiteral("same"));
}

void TestCliAttributes::changedSince_data()
{
    QTest::addColumn<bool>("time");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("the time") << true << QByteArray("1500000000.250 754");
    QTest::newRow("the mode") << false << QByteArray("1600000000.250 711");
}

void TestCliAttributes::changedSince()
{
    QFETCH(bool, time);
    QFETCH(QByteArray, after);
    const CliFixture fixture;
    makeFile(fixture, "a");
    COMPARE_EXIT(fixture.run({"rename", "--case", "upper", "--chmod", "600", "--shift-time", "1h", ".", "--apply"}), 0);
    if (time)
        setTime(fixture.files.path("A"), 1'500'000'000);
    else
        fixture.files.setMode("A", 0711);
    const ProcessOutcome outcome = fixture.run({"undo", "--apply"});
    QVERIFY2(outcome.errors.find("given another time or other permissions since") != Bytes::npos, outcome.errors.c_str());
    QCOMPARE(attributesOf(fixture.files.path("a")), after);
}

/// What cannot have its time or mode keeps its name, too.
void TestCliAttributes::failsWithItsName()
{
    const CliFixture fixture;
    makeFile(fixture, "a");
    makeFile(fixture, "b");
    ProcessOptions injected;
    std::vector<Bytes> words{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=chmod", "-e", "inject=chmod:error=EPERM:when=1",
        BULKHEAD_CLI, "rename", "--case", "upper", "--chmod", "600", "--shift-time", "1h", ".", "--json", "--apply"};
    const ProcessOutcome outcome = runProcess(words, fixture.completed(injected));
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("issue")).toString(), QStringLiteral("not-permitted"));
    QCOMPARE(attributesOf(fixture.files.path("a")), QByteArray("1600000000.250 754"));
    QCOMPARE(attributesOf(fixture.files.path("B")), QByteArray("1600003600.250 600"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("b")), QByteArray("1600000000.250 754"));
}

void TestCliAttributes::goesWithConflicts()
{
    const CliFixture fixture;
    makeFile(fixture, "a");
    makeFile(fixture, "b");
    COMPARE_EXIT(fixture.run({"rename", "--template", "b", "--chmod", "600", "--on-conflict", "skip", ".", "--apply"}), 0);
    QCOMPARE(attributesOf(fixture.files.path("a")), QByteArray("1600000000.250 754")); // Skipped, all of it.
    QCOMPARE(attributesOf(fixture.files.path("b")), QByteArray("1600000000.250 600"));
}

void TestCliAttributes::wrongWords_data()
{
    QTest::addColumn<QList<QByteArray>>("options");
    QTest::addColumn<QByteArray>("named");
    using Words = QList<QByteArray>;
    QTest::newRow("source") << Words{"--set-time", "yesterday"} << QByteArray("--set-time");
    QTest::newRow("format alone") << Words{"--time-format", "yyyy"} << QByteArray("--time-format");
    QTest::newRow("format of another source") << Words{"--set-time", "now", "--time-format", "yyyy"} << QByteArray("--time-format");
    QTest::newRow("empty shift") << Words{"--shift-time", ""} << QByteArray("--shift-time");
    QTest::newRow("empty mode") << Words{"--chmod", ""} << QByteArray("--chmod");
    QTest::newRow("mode") << Words{"--chmod", "rw"} << QByteArray("attributes.permissions");
    QTest::newRow("shift") << Words{"--shift-time", "1w"} << QByteArray("attributes.shift");
    QTest::newRow("copies") << Words{"--chmod", "600", "--copy-to", "x"} << QByteArray("attributes.permissions");
}

void TestCliAttributes::wrongWords()
{
    QFETCH(QList<QByteArray>, options);
    QFETCH(QByteArray, named);
    const CliFixture fixture;
    makeFile(fixture, "a");
    std::vector<Bytes> words{"rename"};
    for (const QByteArray &option : options)
        words.push_back(option.toStdString());
    words.insert(words.end(), {"--apply", "."});
    const ProcessOutcome outcome = fixture.run(words);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.find(named.toStdString()) != Bytes::npos, outcome.errors.c_str());
    QCOMPARE(attributesOf(fixture.files.path("a")), QByteArray("1600000000.250 754"));
}

QTEST_GUILESS_MAIN(TestCliAttributes)
#include "tst_cli_attributes.moc"
