// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/result.h"

#include <QTest>

#include <cerrno>
#include <memory>
#include <set>

using namespace bulkhead;

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codes_data();
    void codes();
    void noErrnoIsNoError();
    void systemErrorFillsEverything();
    void namesAreUniqueAndStable();
    void resultHoldsOneOfTwo();
    void resultMovesItsValue();
    void resultOfNothing();
};

void TestError::codes_data()
{
    QTest::addColumn<int>("osCode");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, int osCode, ErrorCode code) { QTest::newRow(name) << osCode << int(code); };
    row("ENOENT", ENOENT, ErrorCode::NotFound);
    row("EEXIST", EEXIST, ErrorCode::AlreadyExists);
    row("EACCES", EACCES, ErrorCode::PermissionDenied);
    row("EPERM", EPERM, ErrorCode::NotPermitted);
    row("EROFS", EROFS, ErrorCode::ReadOnlyFileSystem);
    row("ENOSPC", ENOSPC, ErrorCode::NoSpace);
    row("EDQUOT", EDQUOT, ErrorCode::QuotaExceeded);
    row("EFBIG", EFBIG, ErrorCode::FileTooLarge);
    row("ENAMETOOLONG", ENAMETOOLONG, ErrorCode::NameTooLong);
    row("EINVAL", EINVAL, ErrorCode::InvalidName);
    row("EILSEQ", EILSEQ, ErrorCode::InvalidName);
    row("ENOTDIR", ENOTDIR, ErrorCode::NotADirectory);
    row("EISDIR", EISDIR, ErrorCode::IsADirectory);
    row("ENOTEMPTY", ENOTEMPTY, ErrorCode::NotEmpty);
    row("EXDEV", EXDEV, ErrorCode::CrossesFileSystems);
    row("ELOOP", ELOOP, ErrorCode::SymbolicLinkLoop);
    row("EBUSY", EBUSY, ErrorCode::Busy);
    row("ETXTBSY", ETXTBSY, ErrorCode::Busy);
    row("EMFILE", EMFILE, ErrorCode::TooManyOpenFiles);
    row("ENFILE", ENFILE, ErrorCode::TooManyOpenFiles);
    row("EINTR", EINTR, ErrorCode::Interrupted);
    row("EAGAIN", EAGAIN, ErrorCode::Interrupted);
    row("EIO", EIO, ErrorCode::InputOutput);
    row("ESTALE", ESTALE, ErrorCode::Stale);
    row("ENOMEM", ENOMEM, ErrorCode::OutOfMemory);
    row("ENOSYS", ENOSYS, ErrorCode::Unsupported);
    row("EOPNOTSUPP", EOPNOTSUPP, ErrorCode::Unsupported);
    row("one nobody thought of", ENOTTY, ErrorCode::Unknown);
    row("not an errno", -1, ErrorCode::Unknown);
}

void TestError::codes()
{
    QFETCH(int, osCode);
    QTEST(int(errorCodeFromErrno(osCode)), "code");
}

void TestError::noErrnoIsNoError()
{
    for (int osCode = -1; osCode < 4096; ++osCode)
        QVERIFY(errorCodeFromErrno(osCode) != ErrorCode::None);
}

void TestError::systemErrorFillsEverything()
{
    const Error error = systemError(ENOENT, "rename", "/a\xFF");
    QCOMPARE(error.code, ErrorCode::NotFound);
    QCOMPARE(error.osCode, ENOENT);
    QCOMPARE(error.operation, "rename");
    QCOMPARE(error.path, Bytes("/a\xFF"));
    QVERIFY(error.detail.empty());
}

void TestError::namesAreUniqueAndStable()
{
    std::set<std::string> names;
    for (int code = 0; code <= int(ErrorCode::Unknown); ++code) {
        const std::string name = errorCodeName(static_cast<ErrorCode>(code));
        QVERIFY2(names.insert(name).second, name.c_str());
        QVERIFY2(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos, name.c_str());
        QCOMPARE(name == "unknown", code == int(ErrorCode::Unknown));
    }
    // Scripts read these out of --json.
    QCOMPARE(errorCodeName(ErrorCode::NotFound), "not-found");
    QCOMPARE(errorCodeName(ErrorCode::AlreadyExists), "already-exists");
    QCOMPARE(errorCodeName(ErrorCode::Changed), "changed");
}

void TestError::resultHoldsOneOfTwo()
{
    const Result<int> good = 7;
    QVERIFY(good.ok());
    QCOMPARE(*good, 7);
    const Result<int> bad = systemError(EIO, "read");
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, ErrorCode::InputOutput);
}

void TestError::resultMovesItsValue()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
    QCOMPARE(**result, 3);
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 3);
    QVERIFY(!result.value());
}

void TestError::resultOfNothing()
{
    QVERIFY(Result<void>().ok());
    const Result<void> bad = systemError(EPERM, "rename");
    QVERIFY(!bad.ok());
    QCOMPARE(bad.error().osCode, EPERM);
}

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
