// SPDX-License-Identifier: GPL-3.0-or-later
// The command line on real files with metadata in them.
#include "tests/cli/cli_fixture.h"
#include "tests/support/media.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace bulkhead;
using namespace bulkhead::test;

class TestCliMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renamesPhotosByDateAndUndoes()
    {
        const CliFixture cli;
        cli.files.writeFile("IMG_1.jpg", makeJpeg({{"Exif.Image.Model", "X/100"}, {"Exif.Photo.DateTimeOriginal", "2024:05:31 14:07:09"}}));
        cli.files.writeFile("caf\xE9.jpg", makeJpeg({{"Exif.Image.Model", "Z 9"}, {"Exif.Photo.DateTimeOriginal", "2023:01:02 03:04:05"}}));
        const Snapshot before = cli.files.snapshot();
        const ProcessOutcome done = cli.run({"rename", "--template", "{taken:yyyy-MM-dd} {exif:Model}", "--apply", "."});
        QCOMPARE(done.exitCode, 0);
        QVERIFY(cli.files.exists("2024-05-31 X_100.jpg"));
        QVERIFY(cli.files.exists("2023-01-02 Z 9.jpg"));
        QCOMPARE(cli.run({"undo", "--apply"}).exitCode, 0);
        QVERIFY(cli.files.snapshot() == before);
    }

    void aDamagedFileStopsOnlyItself()
    {
        const CliFixture cli;
        cli.files.writeFile("good.jpg", makeJpeg({{"Exif.Image.Model", "Z9"}}));
        cli.files.writeFile("damaged.jpg", makeJpeg({{"Exif.Image.Model", "Z9"}}).substr(0, 30));
        const ProcessOutcome preview = cli.run({"rename", "--template", "{exif:Model}", "--json", "."});
        QCOMPARE(preview.exitCode, 1);
        const QList<QJsonObject> lines = CliFixture::lines(preview);
        QCOMPARE(lines.at(0).value(QLatin1String("issue")).toString(), QStringLiteral("file-unreadable"));
        QCOMPARE(lines.at(1).value(QLatin1String("status")).toString(), QStringLiteral("rename"));
    }

    void nothingIsWaitedFor()
    {
        const CliFixture cli;
        cli.files.makeFifo("pipe");
        cli.files.makeLink("link", "pipe");
        const ProcessOutcome preview = cli.run({"rename", "--template", "{hash|or:none} {stem}", "--json", "."});
        QCOMPARE(preview.exitCode, 0);
        QCOMPARE(CliFixture::summary(preview).value(QLatin1String("changed")).toInt(), 2);
    }

    void readingLeavesNoTrace()
    {
        const CliFixture cli;
        cli.files.writeFile("a", "words");
        const Bytes path = cli.files.path() + "/a";
        const timespec times[] = {{.tv_sec = 1'000, .tv_nsec = 0}, {.tv_sec = 2'000, .tv_nsec = 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
        const ProcessOutcome preview = cli.run({"rename", "--template", "{atime:ss@UTC} {hash:crc32}", "--json", "."});
        QVERIFY2(preview.output.find("40 717d1e8c") != Bytes::npos, preview.output.c_str());
        struct stat status;
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_atim.tv_sec, 1'000);
    }
};

QTEST_APPLESS_MAIN(TestCliMetadata)
#include "tst_cli_metadata.moc"
