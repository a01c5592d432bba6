// SPDX-License-Identifier: GPL-3.0-or-later
// Moves, copies and links into folders made from a template, and taken back: real files, the real program.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace bulkhead;

class TestCliDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThere_data();
    void goesThere();
    void beginsInTheCurrentFolder();
    void goesThroughALink();
    void copiesKeepWhatAFileHas();
    void copiesLetNobodyElseIn();
    void copiesKeepHoles();
    void copiesToAnotherDisk();
    void movesToAnotherDisk();
    void refusedToAnotherDisk_data();
    void refusedToAnotherDisk();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void takenNames_data();
    void takenNames();
    void takesBackOnlyWhatIsWhole_data();
    void takesBackOnlyWhatIsWhole();
    void foldersWithOtherThingsStay();
    void redoMakesThemAgain();
    void wrongWords_data();
    void wrongWords();
};

namespace {

struct stat statusOf(const Bytes &path)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) < 0)
        qFatal("no %s", path.c_str());
    return status;
}

/// Another disk than /tmp is on; empty where there is none.
Bytes otherDisk(const Bytes &here)
{
    struct stat memory = {};
    const bool isOther = ::stat("/dev/shm", &memory) == 0 && memory.st_dev != statusOf(here).st_dev && ::access("/dev/shm", W_OK) == 0;
    return isOther ? "/dev/shm" : "";
}

void makeFiles(const CliFixture &fixture)
{
    fixture.files.writeFile("in/a.jpg", "one");
    fixture.files.writeFile("in/b.txt", "two");
}

} // namespace

void TestCliDestination::goesThere_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<bool>("stays");
    QTest::addColumn<bool>("isLink");
    QTest::newRow("move") << QByteArray("--move-to") << false << false;
    QTest::newRow("copy") << QByteArray("--copy-to") << true << false;
    QTest::newRow("hard link") << QByteArray("--hard-link-to") << true << false;
    QTest::newRow("symbolic link") << QByteArray("--symlink-to") << true << true;
}

void TestCliDestination::goesThere()
{
    QFETCH(QByteArray, option);
    QFETCH(bool, stays);
    QFETCH(bool, isLink);
    const CliFixture fixture;
    makeFiles(fixture);
    const Snapshot before = fixture.files.snapshot();
    const Bytes folder = fixture.files.path("out/{ext|replace:.,}");
    const std::vector<Bytes> words{"rename", "--case", "upper", option.toStdString(), folder, fixture.files.path("in")};
    COMPARE_EXIT(fixture.run(words), 0);
    QCOMPARE(snapshotDifference(fixture.files.snapshot(), before), QByteArray()); // A preview.
    auto applied = words;
    applied.emplace_back("--apply");
    COMPARE_EXIT(fixture.run(applied), 0);
    QCOMPARE(fixture.files.exists("in/a.jpg"), stays);
    const Bytes link = "link:" + fixture.files.path();
    QCOMPARE(fixture.files.snapshot().at("out/jpg/A.jpg"), isLink ? link + "/in/a.jpg" : Bytes("file:one"));
    QCOMPARE(fixture.files.snapshot().at("out/txt/B.txt"), isLink ? link + "/in/b.txt" : Bytes("file:two"));
    QCOMPARE(S_ISLNK(statusOf(fixture.files.path("out/jpg/A.jpg")).st_mode), isLink);
    if (stays && !isLink)
        QCOMPARE(fixture.files.inode("in/a.jpg") == fixture.files.inode("out/jpg/A.jpg"), option == "--hard-link-to");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(snapshotDifference(fixture.files.snapshot(), before), QByteArray());
}

void TestCliDestination::beginsInTheCurrentFolder()
{
    const CliFixture fixture;
    makeFiles(fixture);
    fixture.files.makeDir("odd {n}");
    ProcessOptions there;
    there.workingDirectory = fixture.files.path("odd {n}");
    COMPARE_EXIT(fixture.run({"rename", "--move-to", "x", "../in/a.jpg", "--apply"}, there), 0);
    QVERIFY(fixture.files.exists("odd {n}/x/a.jpg"));
    COMPARE_EXIT(fixture.run({"rename", "--move-to", "../y", "../in/b.txt", "--apply"}, there), 0);
    QVERIFY(fixture.files.exists("y/b.txt"));
}

void TestCliDestination::goesThroughALink()
{
    const CliFixture fixture;
    makeFiles(fixture);
    fixture.files.makeDir("real");
    fixture.files.makeLink("link", "real");
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "link/new", "in", "--apply"}), 0);
    QVERIFY(fixture.files.exists("real/new/a.jpg"));
}

void TestCliDestination::copiesKeepWhatAFileHas()
{
    const CliFixture fixture;
    fixture.files.writeFile("in/a", "text");
    const Bytes from = fixture.files.path("in/a");
    const timespec times[] = {{1'000'000'000, 5}, {1'234'567'890, 987'654'321}};
    QVERIFY(::utimensat(AT_FDCWD, from.c_str(), times, 0) == 0);
    const bool hasAttributes = ::setxattr(from.c_str(), "user.colour", "blue", 4, 0) == 0;
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        QVERIFY(::chown(from.c_str(), 1234, 4321) == 0);
    fixture.files.setMode("in/a", 04751);
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "out", "in", "--apply"}), 0);
    const Bytes to = fixture.files.path("out/a");
    const struct stat copy = statusOf(to);
    QCOMPARE(int(copy.st_mode & 07777), 04751);
    QCOMPARE(qint64(copy.st_mtim.tv_sec), qint64(1'234'567'890));
    QCOMPARE(qint64(copy.st_mtim.tv_nsec), qint64(987'654'321));
    if (isRoot)
        QVERIFY(copy.st_uid == 1234 && copy.st_gid == 4321);
    char value[8] = {};
    if (hasAttributes) {
        QCOMPARE(int(::getxattr(to.c_str(), "user.colour", value, sizeof value)), 4);
        QCOMPARE(QByteArray(value), QByteArray("blue"));
    }
}

/// A folder with a list of who may do what gives it to all that is made in it.
void TestCliDestination::copiesLetNobodyElseIn()
{
    const CliFixture fixture;
    fixture.files.writeFile("in/a", "secret");
    fixture.files.setMode("in/a", 0660);
    fixture.files.makeDir("out");
    // Version 2; owner rwx, user 4321 rw-, group r--, mask rwx, others ---.
    constexpr unsigned char list[] = {2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255, 2, 0, 6, 0, 0xe1, 0x10, 0, 0, 4, 0, 4, 0, 255, 255, 255,
        255, 16, 0, 7, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255};
    const Bytes out = fixture.files.path("out");
    if (::setxattr(out.c_str(), "system.posix_acl_default", list, sizeof list, 0) != 0)
        QSKIP("the disk has no such lists");
    const auto hasList
        = [&](const Bytes &name) { return ::getxattr(fixture.files.path(name).c_str(), "system.posix_acl_access", nullptr, 0) >= 0; };
    fixture.files.writeFile("out/b", "b");
    QVERIFY(hasList("out/b"));
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "out", "in", "--apply"}), 0);
    QVERIFY(!hasList("out/a"));
    QCOMPARE(int(statusOf(fixture.files.path("out/a")).st_mode & 07777), 0660);
}

void TestCliDestination::copiesKeepHoles()
{
    const CliFixture fixture;
    fixture.files.writeFile("in/a");
    const Bytes from = fixture.files.path("in/a");
    const int fd = ::open(from.c_str(), O_WRONLY);
    QVERIFY(::pwrite(fd, "begin", 5, 0) == 5 && ::pwrite(fd, "middle", 6, 50'000'000) == 6 && ::ftruncate(fd, 100'000'000) == 0);
    ::close(fd);
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "out", "in", "--apply"}), 0);
    const struct stat copy = statusOf(fixture.files.path("out/a"));
    QCOMPARE(qint64(copy.st_size), qint64(100'000'000));
    QVERIFY(copy.st_blocks <= statusOf(from).st_blocks);
    QVERIFY(fixture.files.readFile("out/a") == fixture.files.readFile("in/a"));
}

void TestCliDestination::copiesToAnotherDisk()
{
    const CliFixture fixture;
    const Bytes disk = otherDisk(fixture.files.path());
    if (disk.empty())
        QSKIP("there is no other disk");
    const TempDir there(disk);
    const Bytes large(3'000'000, 'x');
    fixture.files.writeFile("in/large", large);
    fixture.files.writeFile("in/empty");
    fixture.files.makeLink("in/link", "large");
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", there.path("new"), "in", "--apply"}), 0);
    QVERIFY(there.readFile("new/large") == large);
    QCOMPARE(there.snapshot().at("new/link"), fixture.files.snapshot().at("in/link"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QVERIFY(there.snapshot().empty());
}

void TestCliDestination::movesToAnotherDisk()
{
    const CliFixture fixture;
    const Bytes disk = otherDisk(fixture.files.path());
    if (disk.empty())
        QSKIP("there is no other disk");
    const TempDir there(disk);
    makeFiles(fixture);
    QCOMPARE(::chmod(fixture.files.path("in/a.jpg").c_str(), 0640), 0);
    const timespec times[2] = {{.tv_sec = 1'000, .tv_nsec = 5}, {.tv_sec = 2'000, .tv_nsec = 7}};
    QCOMPARE(::utimensat(AT_FDCWD, fixture.files.path("in/a.jpg").c_str(), times, 0), 0);
    fixture.files.makeLink("in/link", "a.jpg");

    QCOMPARE(fixture.run({"rename", "--move-to", there.path("new"), "in", "--apply"}).exitCode, 0);
    QVERIFY(!fixture.files.exists("in/a.jpg") && !fixture.files.exists("in/b.txt") && !fixture.files.exists("in/link"));
    QCOMPARE(there.readFile("new/a.jpg"), Bytes("one"));
    QCOMPARE(there.readFile("new/b.txt"), Bytes("two"));
    const struct stat moved = statusOf(there.path("new/a.jpg"));
    QCOMPARE(moved.st_mode & 07777U, mode_t(0640));
    QCOMPARE(moved.st_mtim.tv_sec, time_t(2'000));
    QCOMPARE(moved.st_mtim.tv_nsec, 7L);
    QVERIFY(S_ISLNK(statusOf(there.path("new/link")).st_mode));
    const ProcessOutcome history = fixture.run({"history"});
    QVERIFY2(history.output.find("  move") != Bytes::npos && history.output.find("across") == Bytes::npos, history.output.c_str());

    QCOMPARE(fixture.run({"undo", "--apply"}).exitCode, 0);
    QVERIFY(!there.exists("new"));
    QCOMPARE(fixture.files.readFile("in/a.jpg"), Bytes("one"));
    QCOMPARE(statusOf(fixture.files.path("in/a.jpg")).st_mtim.tv_sec, time_t(2'000));
    QVERIFY(fixture.files.exists("in/link"));

    QCOMPARE(fixture.run({"redo", "--apply"}).exitCode, 0);
    QCOMPARE(there.readFile("new/b.txt"), Bytes("two"));
    QVERIFY(!fixture.files.exists("in/b.txt"));
}

void TestCliDestination::refusedToAnotherDisk_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<bool>("withFolder");
    QTest::newRow("a hard link") << QByteArray("--hard-link-to") << false;
    QTest::newRow("files and a folder") << QByteArray("--move-to") << true;
}

void TestCliDestination::refusedToAnotherDisk()
{
    QFETCH(QByteArray, option);
    QFETCH(bool, withFolder);
    const CliFixture fixture;
    const Bytes disk = otherDisk(fixture.files.path());
    if (disk.empty())
        QSKIP("there is no other disk");
    const TempDir there(disk);
    makeFiles(fixture);
    if (withFolder)
        fixture.files.makeDir("in/folder");
    const ProcessOutcome outcome = fixture.run({"rename", "--what", "all", option.toStdString(), there.path(), "in", "--json", "--apply"});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("issue")).toString(), QStringLiteral("other-file-system"));
    QVERIFY(fixture.files.exists("in/a.jpg"));
    QVERIFY(!there.exists("a.jpg"));
}

void TestCliDestination::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("issue");
    QTest::newRow("copy a folder") << QByteArray("--copy-to") << QByteArray("folder") << QStringLiteral("not-a-file");
    QTest::newRow("copy a pipe") << QByteArray("--copy-to") << QByteArray("pipe") << QStringLiteral("not-a-file");
    QTest::newRow("hard link to a folder") << QByteArray("--hard-link-to") << QByteArray("folder") << QStringLiteral("not-a-file");
    QTest::newRow("hard link to a pipe") << QByteArray("--hard-link-to") << QByteArray("pipe") << QString();
    QTest::newRow("symbolic link to a folder") << QByteArray("--symlink-to") << QByteArray("folder") << QString();
    QTest::newRow("symbolic link to a pipe") << QByteArray("--symlink-to") << QByteArray("pipe") << QString();
    QTest::newRow("move a folder") << QByteArray("--move-to") << QByteArray("folder") << QString();
}

void TestCliDestination::whatIsNoFileIsRefused()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, name);
    QFETCH(QString, issue);
    const CliFixture fixture;
    fixture.files.makeDir("in/folder");
    fixture.files.makeFifo("in/pipe");
    const ProcessOutcome outcome
        = fixture.run({"rename", "--what", "all", "--include", name.toStdString(), option.toStdString(), "out", "in", "--json", "--apply"});
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("issue")).toString(), issue);
    QCOMPARE(outcome.exitCode, issue.isEmpty() ? 0 : 1);
    QCOMPARE(fixture.files.exists("out/" + name.toStdString()), issue.isEmpty());
}

void TestCliDestination::takenNames_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("refuse") << QByteArray("refuse") << 1 << QStringList{QStringLiteral("x")};
    QTest::newRow("skip") << QByteArray("skip") << 0 << QStringList{QStringLiteral("x"), QStringLiteral("y")};
    QTest::newRow("number") << QByteArray("number") << 0
                            << QStringList{QStringLiteral("x"), QStringLiteral("x (2)"), QStringLiteral("x (3)"), QStringLiteral("y")};
}

/// Two files want a name that is taken; copied, they leave theirs to nobody.
void TestCliDestination::takenNames()
{
    QFETCH(QByteArray, policy);
    QFETCH(int, exitCode);
    QFETCH(QStringList, names);
    const CliFixture fixture;
    fixture.files.writeFile("out/x", "taken");
    fixture.files.writeFile("in/1/x", "1");
    fixture.files.writeFile("in/2/x", "2");
    fixture.files.writeFile("in/2/y", "3");
    COMPARE_EXIT(fixture.run({"rename", "-r", "--copy-to", "out", "--on-conflict", policy.toStdString(), "in", "--apply"}), exitCode);
    QStringList found;
    for (const auto &[path, content] : snapshotOf(fixture.files.path("out")))
        found << QString::fromStdString(path);
    QCOMPARE(found, names);
    QCOMPARE(QByteArray::fromStdString(fixture.files.readFile("out/x")), QByteArray("taken"));
}

void TestCliDestination::takesBackOnlyWhatIsWhole_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("meddling");
    QTest::addColumn<QString>("issue"); // Empty: it goes, or is gone.
    const auto row = [](const char *option, const char *meddling, const char *issue) {
        QTest::addRow("%s: %s", option, meddling) << QByteArray(option) << QByteArray(meddling) << QString::fromLatin1(issue);
    };
    for (const char *option : {"--copy-to", "--hard-link-to", "--symlink-to"}) {
        row(option, "nothing", "");
        row(option, "removed", "");
        row(option, "replaced", "");
    }
    row("--copy-to", "written to", "copy-changed");
    row("--copy-to", "original written to", "only-copy");
    row("--copy-to", "original removed", "only-copy");
    row("--copy-to", "original replaced", "only-copy");
    row("--hard-link-to", "written to", "");
    row("--hard-link-to", "original removed", "only-copy");
    row("--hard-link-to", "original replaced", "only-copy");
    row("--symlink-to", "original removed", "");
}

void TestCliDestination::takesBackOnlyWhatIsWhole()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, meddling);
    QFETCH(QString, issue);
    const CliFixture fixture;
    fixture.files.writeFile("in/a", "one");
    COMPARE_EXIT(fixture.run({"rename", option.toStdString(), "out", "in", "--apply"}), 0);
    const Bytes which = meddling.startsWith("original") ? "in/a" : "out/a";
    if (meddling.endsWith("removed") || meddling.endsWith("replaced"))
        fixture.files.remove(which);
    if (meddling.endsWith("replaced") || meddling.endsWith("written to"))
        fixture.files.writeFile(which, "something else");
    const Snapshot then = fixture.files.snapshot();
    const ProcessOutcome outcome = fixture.run({"undo", "1", "--json", "--apply"});
    if (!issue.isEmpty())
        QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("issue")).toString(), issue);
    const bool goes = meddling == "nothing" || (issue.isEmpty() && meddling != "removed" && meddling != "replaced");
    if (goes)
        QVERIFY(!fixture.files.exists("out"));
    else
        QVERIFY(fixture.files.snapshot() == then || meddling == "removed");
}

void TestCliDestination::foldersWithOtherThingsStay()
{
    const CliFixture fixture;
    makeFiles(fixture);
    fixture.files.makeDir("there");
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "there/{ext|replace:.,}", "in", "--apply"}), 0);
    fixture.files.writeFile("there/jpg/mine", "x");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QVERIFY(fixture.files.exists("there/jpg/mine"));
    QVERIFY(!fixture.files.exists("there/jpg/a.jpg"));
    QVERIFY(!fixture.files.exists("there/txt"));
}

void TestCliDestination::redoMakesThemAgain()
{
    const CliFixture fixture;
    makeFiles(fixture);
    COMPARE_EXIT(fixture.run({"rename", "--copy-to", "out", "in", "--apply"}), 0);
    const Snapshot copied = fixture.files.snapshot();
    for (int round = 0; round < 3; ++round) {
        COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
        QVERIFY(!fixture.files.exists("out"));
        COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
        QCOMPARE(snapshotDifference(fixture.files.snapshot(), copied), QByteArray());
    }
    // Again where one was taken meanwhile: the other one is made.
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    fixture.files.writeFile("out/a.jpg", "a stranger's");
    QCOMPARE(fixture.run({"redo", "--apply"}).exitCode, 1);
    QCOMPARE(QByteArray::fromStdString(fixture.files.readFile("out/a.jpg")), QByteArray("a stranger's"));
    QVERIFY(fixture.files.exists("out/b.txt"));
}

void TestCliDestination::wrongWords_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("empty") << QByteArrayList{"--copy-to", ""} << QByteArray("must not be empty");
    QTest::newRow("two") << QByteArrayList{"--copy-to", "x", "--move-to", "y"} << QByteArray("excludes");
    QTest::newRow("home") << QByteArrayList{"--copy-to", "~/x"} << QByteArray("write the whole path");
    QTest::newRow("unknown token") << QByteArrayList{"--copy-to", "{nix}"} << QByteArray("nix");
}

void TestCliDestination::wrongWords()
{
    QFETCH(QByteArrayList, words);
    QFETCH(QByteArray, said);
    const CliFixture fixture;
    makeFiles(fixture);
    std::vector<Bytes> all{"rename", "in"};
    for (const QByteArray &word : words)
        all.push_back(word.toStdString());
    const ProcessOutcome outcome = fixture.run(all);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(QByteArray::fromStdString(outcome.errors).contains(said), outcome.errors.c_str());
}

QTEST_GUILESS_MAIN(TestCliDestination)
#include "tst_cli_destination.moc"
