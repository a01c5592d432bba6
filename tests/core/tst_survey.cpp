// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at folders that a plan asks about.
#include "tests/support/watched_disk.h"

#include <QTest>

using namespace bulkhead;

Q_DECLARE_METATYPE(Bytes)

class TestSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survey_data();
    void survey();
    void surveyLeavesRowsOut();
    void surveyCancelled();
};

void TestSurvey::survey_data()
{
    using State = Occupancy::State;
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<int>("state");
    QTest::newRow("folder") << Bytes("/d") << int(State::Listed);
    QTest::newRow("link to a folder") << Bytes("/l") << int(State::NotADirectory);
    QTest::newRow("below a link to a folder") << Bytes("/l/x") << int(State::NotADirectory);
    QTest::newRow("missing") << Bytes("/d/new") << int(State::Missing);
    QTest::newRow("missing, two levels") << Bytes("/d/new/newer") << int(State::Missing);
    QTest::newRow("file") << Bytes("/d/f") << int(State::NotADirectory);
    QTest::newRow("below a file") << Bytes("/d/f/x") << int(State::NotADirectory);
    QTest::newRow("dangling link") << Bytes("/dangling") << int(State::NotADirectory);
    QTest::newRow("unreadable") << Bytes("/u") << int(State::Unreadable);
    QTest::newRow("below a closed folder") << Bytes("/closed/x") << int(State::Unreadable);
    QTest::newRow("looping link") << Bytes("/loop") << int(State::NotADirectory);
}

void TestSurvey::survey()
{
    QFETCH(Bytes, path);
    QFETCH(int, state);
    MemoryFileSystem disk;
    disk.addFile("/d/f");
    disk.addFile("/u/f");
    disk.addFolder("/closed/x");
    disk.addLink("/l", "d");
    disk.addLink("/dangling", "nowhere");
    disk.addLink("/loop", "loop");
    disk.setMode("/u", 0333);
    disk.setMode("/closed", 0);
    Occupancy occupancy;
    bulkhead::survey(disk, {path}, {}, occupancy, {});
    QCOMPARE(int(occupancy.state(path)), state);
    QCOMPARE(occupancy.contains(path, "f"), state == int(Occupancy::State::Listed));
    if (state == int(Occupancy::State::Listed))
        QCOMPARE(occupancy.device(path), disk.identity("/d").device);
}

void TestSurvey::surveyLeavesRowsOut()
{
    MemoryFileSystem disk;
    disk.addFile("/d/row");
    disk.addFile("/d/other");
    disk.addFile("/e/row");
    const ScanResult result = scanned(disk, {"/d/row"});
    Occupancy occupancy;
    bulkhead::survey(disk, {"/d", "/e"}, result.table, occupancy, {});
    QVERIFY(occupancy.contains("/d", "other"));
    QVERIFY(!occupancy.contains("/d", "row"));
    QVERIFY(occupancy.contains("/e", "row"));
}

void TestSurvey::surveyCancelled()
{
    WatchedDisk disk;
    for (int i = 0; i < 1000; ++i)
        disk.addFile("/d/" + std::to_string(i));
    disk.addFile("/e/x");
    std::stop_source source;
    disk.afterListing = [&] { source.request_stop(); };
    Occupancy occupancy;
    bulkhead::survey(disk, {"/d", "/e"}, {}, occupancy, source.get_token());
    QCOMPARE(occupancy.state("/d"), Occupancy::State::Unknown);
    QCOMPARE(occupancy.state("/e"), Occupancy::State::Unknown);
}

QTEST_APPLESS_MAIN(TestSurvey)
#include "tst_survey.moc"
