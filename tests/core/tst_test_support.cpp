// SPDX-License-Identifier: GPL-3.0-or-later
// The fixtures themselves: a snapshot that cannot tell two trees apart would make every other test green.
#include "tests/support/fd_walk.h"
#include "tests/support/odd_names.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

using namespace bulkhead;

class TestTestSupport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void snapshotsTellTreesApart();
    void differencesAreNamed();
    void oddNamesComeBack();
    void temporaryFoldersGo();
    void deepTreesGo();
};

void TestTestSupport::snapshotsTellTreesApart()
{
    const TempDir folder;
    folder.writeFile("f", "1");
    const Snapshot first = folder.snapshot();
    QCOMPARE(first, (Snapshot{{"f", "file:1"}}));
    const auto changed = [&] { return folder.snapshot() != first; };
    folder.writeFile("f", "2");
    QVERIFY(changed());
    folder.writeFile("f", "1");
    QVERIFY(!changed());
    folder.rename("f", "g");
    QVERIFY(changed());
    folder.rename("g", "f");
    folder.makeDir("empty");
    QVERIFY(changed());
    folder.remove("empty");
    folder.remove("f");
    folder.makeLink("f", "1");
    QVERIFY(changed());
}

void TestTestSupport::differencesAreNamed()
{
    const Snapshot expected{{"gone", "dir"}, {"other", "file:1"}, {"same", "dir"}};
    const Snapshot actual{{"new\xe9", "dir"}, {"other", "file:2"}, {"same", "dir"}};
    QCOMPARE(snapshotDifference(actual, expected), QByteArray("\n- gone  dir\n! other  file:2  expected file:1\n+ new\\xe9  dir"));
    QVERIFY(snapshotDifference(actual, actual).isEmpty());
}

void TestTestSupport::oddNamesComeBack()
{
    const TempDir folder;
    Snapshot expected{{"sub", "dir"}};
    for (const OddName &odd : oddNames()) {
        folder.writeFile("sub/" + odd.name, odd.what);
        expected.emplace("sub/" + odd.name, "file:" + Bytes(odd.what));
        QCOMPARE(folder.readFile("sub/" + odd.name), Bytes(odd.what));
    }
    COMPARE_SNAPSHOTS(folder.snapshot(), expected);
}

void TestTestSupport::temporaryFoldersGo()
{
    Bytes path;
    {
        const TempDir folder;
        path = folder.path();
        folder.makeDir("closed/inner");
        folder.makeFifo("pipe");
        folder.makeLink("out", "/");
        folder.setMode("closed", 0);
    }
    struct stat status;
    QCOMPARE(::lstat(path.c_str(), &status), -1);
    QVERIFY(::lstat("/", &status) == 0);
}

void TestTestSupport::deepTreesGo()
{
    Bytes deep;
    for (int depth = 0; depth < 200; ++depth)
        deep += Bytes(100, 'd') + '/';
    std::optional<TempDir> folder(std::in_place);
    const Bytes path = folder->path();
    folder->writeFile(deep + "leaf", "x");
    QCOMPARE(folder->readFile(deep + "leaf"), Bytes("x"));
    QVERIFY(folder->exists(deep + "leaf"));
    QVERIFY(!folder->exists(deep + "missing"));
    QCOMPARE(folder->snapshot().size(), 201u);
    folder.reset();
    QCOMPARE(::access(path.c_str(), F_OK), -1);
}

QTEST_APPLESS_MAIN(TestTestSupport)
#include "tst_test_support.moc"
