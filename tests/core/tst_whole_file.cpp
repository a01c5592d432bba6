// SPDX-License-Identifier: GPL-3.0-or-later
// A file of our own is there as a whole or not at all.
#include "core/fs/whole_file.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <sys/stat.h>

using namespace bulkhead;

using IfThere = WholeFile::IfThere;

class TestWholeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finished_data()
    {
        QTest::addColumn<bool>("replace");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<int>("code"); ///< ErrorCode, -1 = none.
        const auto none = -1;
        QTest::newRow("new, where nothing may be") << false << QByteArray("list") << false << none;
        QTest::newRow("new, where something may be") << true << QByteArray("list") << false << none;
        QTest::newRow("refused") << false << QByteArray("list") << true << int(ErrorCode::AlreadyExists);
        QTest::newRow("replaced") << true << QByteArray("list") << true << none;
        QTest::newRow("undecodable") << true << QByteArray("caf\xe9") << true << none;
        QTest::newRow("as long as names can be") << true << QByteArray(255, 'x') << true << none;
        QTest::newRow("no folder") << true << QByteArray("no/list") << false << int(ErrorCode::NotFound);
        QTest::newRow("no folder, refusing") << false << QByteArray("no/list") << false << int(ErrorCode::NotFound);
    }
    void finished()
    {
        QFETCH(const bool, replace);
        QFETCH(const QByteArray, name);
        QFETCH(const bool, isThere);
        QFETCH(const int, code);
        const TempDir folder;
        if (isThere)
            folder.writeFile(name.toStdString(), "before");
        Snapshot expected = folder.snapshot();
        {
            WholeFile file(folder.path(name.toStdString()), replace ? IfThere::Replace : IfThere::Refuse);
            QCOMPARE(file.write("one "), code < 0);
            file.write("two");
            if (isThere)
                QCOMPARE(folder.readFile(name.toStdString()), Bytes("before"));
            const Result<void> finished = file.finish();
            QCOMPARE(finished ? -1 : int(finished.error().code), code);
        }
        if (code < 0)
            expected[name.toStdString()] = "file:one two";
        COMPARE_SNAPSHOTS(folder.snapshot(), expected);
    }

    void unfinished_data()
    {
        QTest::addColumn<bool>("replace");
        QTest::newRow("new") << false;
        QTest::newRow("in place of another") << true;
    }
    void unfinished()
    {
        QFETCH(const bool, replace);
        const TempDir folder;
        if (replace)
            folder.writeFile("list", "before");
        const Snapshot before = folder.snapshot();
        {
            WholeFile file(folder.path("list"), replace ? IfThere::Replace : IfThere::Refuse);
            QVERIFY(file.write("half"));
            QVERIFY(folder.snapshot() != before);
        }
        COMPARE_SNAPSHOTS(folder.snapshot(), before);
    }

    void itIsForWhomTheUmaskSays()
    {
        const mode_t before = ::umask(027);
        const TempDir folder;
        WholeFile file(folder.path("list"), IfThere::Replace);
        const bool finished = file.finish().ok();
        ::umask(before);
        QVERIFY(finished);
        struct stat status = {};
        QCOMPARE(::stat(folder.path("list").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0640));
    }
};

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_whole_file.moc"
