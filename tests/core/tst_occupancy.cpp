// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/occupancy.h"

#include <QTest>

using namespace bulkhead;

using State = Occupancy::State;

class TestOccupancy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void listedFolder();
    void onlyListedFoldersHoldNames_data();
    void onlyListedFoldersHoldNames();
    void folderForHotLoops();
    void setStateForgetsNames();
    void referencesStayValid();
    void copiesAreValues();
};

void TestOccupancy::nothingIsKnownAtFirst()
{
    Occupancy occupancy;
    QCOMPARE(occupancy.state("/d"), State::Unknown);
    QCOMPARE(occupancy.device("/d"), std::uint64_t(0));
    QVERIFY(!occupancy.contains("/d", "a"));
    QVERIFY(!occupancy.folder("/d"));
    occupancy.addName("/d", "a");
    QCOMPARE(occupancy.state("/d"), State::Unknown);
    QVERIFY(!occupancy.contains("/d", "a"));
}

void TestOccupancy::listedFolder()
{
    Occupancy occupancy;
    occupancy.setState("/d", State::Listed, 42);
    occupancy.addName("/d", "caf\xE9");
    occupancy.addName("/d", "caf\xE9");
    QCOMPARE(occupancy.state("/d"), State::Listed);
    QCOMPARE(occupancy.device("/d"), std::uint64_t(42));
    QVERIFY(occupancy.contains("/d", "caf\xE9"));
    QVERIFY(!occupancy.contains("/d", "caf"));
    QVERIFY(!occupancy.contains("/e", "caf\xE9"));
    QVERIFY(!occupancy.contains("/d/", "caf\xE9"));
}

void TestOccupancy::onlyListedFoldersHoldNames_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("holds");
    QTest::newRow("unknown") << int(State::Unknown) << false;
    QTest::newRow("listed") << int(State::Listed) << true;
    QTest::newRow("missing") << int(State::Missing) << false;
    QTest::newRow("not a folder") << int(State::NotADirectory) << false;
    QTest::newRow("unreadable") << int(State::Unreadable) << false;
}

void TestOccupancy::onlyListedFoldersHoldNames()
{
    QFETCH(int, state);
    Occupancy occupancy;
    Occupancy::Folder &folder = occupancy.setState("/d", static_cast<State>(state));
    Occupancy::addName(folder, "a");
    occupancy.addName("/d", "b");
    QCOMPARE(int(occupancy.state("/d")), state);
    QTEST(occupancy.contains("/d", "a"), "holds");
    QTEST(occupancy.contains("/d", "b"), "holds");
    QTEST(occupancy.folder("/d") != nullptr, "holds");
}

void TestOccupancy::folderForHotLoops()
{
    Occupancy occupancy;
    occupancy.setState("/d", State::Listed);
    occupancy.addName("/d", "a");
    const auto *folder = occupancy.folder("/d");
    QVERIFY(folder);
    QVERIFY(Occupancy::contains(*folder, "a"));
    QVERIFY(!Occupancy::contains(*folder, "b"));
}

void TestOccupancy::setStateForgetsNames()
{
    Occupancy occupancy;
    occupancy.setState("/d", State::Listed, 1);
    occupancy.addName("/d", "a");
    occupancy.setState("/d", State::Listed, 2);
    QVERIFY(!occupancy.contains("/d", "a"));
    QCOMPARE(occupancy.device("/d"), std::uint64_t(2));
    occupancy.addName("/d", "a");
    occupancy.setState("/d", State::Missing);
    QVERIFY(!occupancy.contains("/d", "a"));
}

void TestOccupancy::referencesStayValid()
{
    Occupancy occupancy;
    Occupancy::Folder &first = occupancy.setState("/0", State::Listed);
    for (int i = 1; i < 1000; ++i)
        occupancy.setState("/" + std::to_string(i), State::Listed);
    Occupancy::addName(first, "a");
    QVERIFY(occupancy.contains("/0", "a"));
    QVERIFY(!occupancy.contains("/1", "a"));
}

void TestOccupancy::copiesAreValues()
{
    Occupancy occupancy;
    occupancy.setState("/d", State::Listed);
    Occupancy copy = occupancy;
    copy.addName("/d", "a");
    QVERIFY(copy.contains("/d", "a"));
    QVERIFY(!occupancy.contains("/d", "a"));
}

QTEST_APPLESS_MAIN(TestOccupancy)
#include "tst_occupancy.moc"
