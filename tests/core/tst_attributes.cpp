// SPDX-License-Identifier: GPL-3.0-or-later
// Times and permissions: what a recipe may ask for, and what comes of it.
#include "core/rename/naming/attribute_wish.h"
#include "core/rename/plan.h"
#include "tests/support/process.h"
#include "tests/support/result_checks.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_disk.h"

#include <QtTest>

#include <sys/stat.h>

using namespace bulkhead;

Q_DECLARE_METATYPE(bulkhead::NewAttributes)

class TestAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void permissionsAreThoseOfChmod_data();
    void permissionsAreThoseOfChmod();
    void noPermissions_data();
    void noPermissions();
    void shifts_data();
    void shifts();
    void problems_data();
    void problems();
    void setOnDisk_data() { addDiskRows(); }
    void setOnDisk();
    void refusedOnDisk_data() { addDiskRows(); }
    void refusedOnDisk();
};

void TestAttributes::permissionsAreThoseOfChmod_data()
{
    QTest::addColumn<QByteArray>("mode");
    for (const char *mode :
        {"0644", "600", "0", "7777", "u+x", "u-x", "u=rw", "g+w", "o=", "a+rX", "a=rX", "ug=rwx,o=", "u=rw,go=r", "+r", "-w", "=r", "u+s",
            "g+s", "+t", "u=g", "g=u", "o=g", "u+x-w", "u+x,g-w,o=", "a-rwx", "go-rwx", "ugo+r", "u=rws", "u-s", "=", "u=", "g=o"})
        QTest::newRow(mode) << QByteArray(mode);
}

/// chmod itself says what they mean.
void TestAttributes::permissionsAreThoseOfChmod()
{
    QFETCH(QByteArray, mode);
    const auto change = PermissionChange::parse(mode.toStdString());
    QVERIFY(change);
    const TempDir files;
    for (const unsigned before : {0000U, 0400U, 0644U, 0755U, 0711U, 0640U, 0777U, 04755U, 02755U, 06777U, 01777U}) {
        files.writeFile("f");
        files.setMode("f", before);
        const ProcessOutcome outcome
            = runProcess({"sh", "-c", "umask 0; exec chmod -- \"$1\" \"$2\"", "sh", mode.toStdString(), files.path("f")}, {});
        QCOMPARE(outcome.exitCode, 0);
        struct stat status = {};
        QCOMPARE(::stat(files.path("f").c_str(), &status), 0);
        QCOMPARE(unsigned(change->apply(std::uint16_t(before))), unsigned(status.st_mode & 07777U));
    }
}

void TestAttributes::noPermissions_data()
{
    QTest::addColumn<QByteArray>("mode");
    for (const char *mode :
        {"", "8", "0648", "77777", "rwx", "u", "u+q", "u+r,", ",u+r", "u r", "u+rg", "x=r", "0644,u+x", "u+gr", "０６４４"})
        QTest::newRow(mode) << QByteArray(mode);
}

void TestAttributes::noPermissions()
{
    QFETCH(QByteArray, mode);
    QVERIFY(!PermissionChange::parse(mode.toStdString()));
}

void TestAttributes::shifts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // -1 = refused
    QTest::newRow("empty") << QByteArray() << qint64(0);
    QTest::newRow("hours and minutes") << QByteArray("+1h30m") << qint64(5'400);
    QTest::newRow("back") << QByteArray("-2d") << qint64(-172'800);
    QTest::newRow("no sign") << QByteArray("90s") << qint64(90);
    QTest::newRow("all units") << QByteArray("+1d1h1m1s") << qint64(90'061);
    QTest::newRow("nothing") << QByteArray("+0s") << qint64(0);
    QTest::newRow("a hundred years") << QByteArray("36525d") << qint64(36'525) * 86'400;
    QTest::newRow("more") << QByteArray("36525d1s") << qint64(-1);
    QTest::newRow("far more") << QByteArray("99999999999999999999d") << qint64(-1);
    QTest::newRow("sign only") << QByteArray("+") << qint64(-1);
    QTest::newRow("no unit") << QByteArray("+1") << qint64(-1);
    QTest::newRow("no number") << QByteArray("+h") << qint64(-1);
    QTest::newRow("unknown unit") << QByteArray("1w") << qint64(-1);
    QTest::newRow("a space") << QByteArray("1h 30m") << qint64(-1);
    QTest::newRow("two signs") << QByteArray("--1h") << qint64(-1);
}

void TestAttributes::shifts()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const auto shift = parseTimeShift(text.toStdString());
    QCOMPARE(shift.value_or(-1), std::int64_t(seconds));
}

void TestAttributes::problems_data()
{
    using Time = NewAttributes::Time;
    using Code = RecipeProblem::Code;
    QTest::addColumn<NewAttributes>("attributes");
    QTest::addColumn<int>("transfer");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const NewAttributes &attributes, const char *field, Code code, Transfer how = Transfer::Move) {
        QTest::newRow(name) << attributes << int(how) << QByteArray(field) << int(code);
    };
    row("name without format", {.time = Time::Name}, "attributes.read", Code::MustNotBeEmpty);
    row("format without a date", {.time = Time::Name, .read = "abc"}, "attributes.read", Code::WrongType);
    row("format without a year", {.time = Time::Name, .read = "MM-dd"}, "attributes.read", Code::WrongType);
    row("format without a day", {.time = Time::Name, .read = "yyyy-MM"}, "attributes.read", Code::WrongType);
    row("format that is not asked for", {.time = Time::Taken, .read = "yyyy"}, "attributes.read", Code::Contradiction);
    row("shift", {.shift = "soon"}, "attributes.shift", Code::WrongType);
    row("permissions", {.permissions = "rw"}, "attributes.permissions", Code::WrongType);
    row("a copy with a mode", {.permissions = "600"}, "attributes.permissions", Code::Contradiction, Transfer::Copy);
    row("a hard link with a time", {.time = Time::Now}, "attributes.time", Code::Contradiction, Transfer::HardLink);
    row("a symbolic link with a time", {.shift = "1h"}, "attributes.time", Code::Contradiction, Transfer::SymbolicLink);
}

void TestAttributes::problems()
{
    QFETCH(NewAttributes, attributes);
    QFETCH(int, transfer);
    QFETCH(QByteArray, field);
    QFETCH(int, code);
    RenameRecipe recipe;
    recipe.destination.how = Transfer(transfer);
    recipe.attributes = attributes;
    const auto compiled = compileRecipe(recipe);
    const auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled);
    QVERIFY(problems);
    QCOMPARE(problems->size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(problems->front().field), field);
    QCOMPARE(int(problems->front().code), code);
}

void TestAttributes::setOnDisk()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("\xff", "content");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const FileStatus before = *fileSystem.status(folder, "\xff");
    const auto timed = fileSystem.setAttributes(folder, "\xff", before.identity, {.modificationTime = -1'500'000'000, .permissions = {}});
    VERIFY_OK(timed);
    QCOMPARE(timed->identity.modificationTime, std::int64_t(-1'500'000'000));
    QCOMPARE(timed->permissions, before.permissions);
    const auto both
        = fileSystem.setAttributes(folder, "\xff", timed->identity, {.modificationTime = 1'700'000'000'000'000'001, .permissions = 0});
    VERIFY_OK(both);
    const auto now = fileSystem.status(folder, "\xff");
    QCOMPARE(now->identity.modificationTime, std::int64_t(1'700'000'000'000'000'001));
    QCOMPARE(now->permissions, std::uint16_t(0));
    QVERIFY(sameInode(now->identity, before.identity));
    VERIFY_OK(fileSystem.setAttributes(
        folder, "\xff", now->identity, {.modificationTime = {}, .permissions = 0640})); // Though nobody may read it.
    QCOMPARE(fileSystem.status(folder, "\xff")->permissions, std::uint16_t(0640));
}

void TestAttributes::refusedOnDisk()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a", "content");
    on->addFile("b", "content");
    on->addFolder("folder");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto a = *fileSystem.status(folder, "a");
    const FileAttributes wish{.modificationTime = 1, .permissions = 0600};
    const auto code = [&](BytesView name, const FileIdentity &expected) {
        const auto done = fileSystem.setAttributes(folder, name, expected, wish);
        return done ? ErrorCode::None : done.error().code;
    };
    QCOMPARE(code("b", a.identity), ErrorCode::Changed);
    QCOMPARE(code("none", a.identity), ErrorCode::NotFound);
    QCOMPARE(code("folder", fileSystem.status(folder, "folder")->identity), ErrorCode::NotAFile);
    FileIdentity older = a.identity;
    older.modificationTime -= 1;
    QCOMPARE(code("a", older), ErrorCode::Changed);
    const auto now = fileSystem.status(folder, "a");
    QVERIFY(now->identity == a.identity);
    QCOMPARE(now->permissions, a.permissions);
}

QTEST_GUILESS_MAIN(TestAttributes)
#include "tst_attributes.moc"
