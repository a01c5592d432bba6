// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_file_system.h"
#include "core/fs/name_rules.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

using namespace bulkhead;

class TestNameRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void accepts_data();
    void accepts();
    void realFoldersArePlain();
};

namespace {

const NameRules vfat{.folding = NameFolding::AsciiCase, .dos = true};
const NameRules exfat{.folding = NameFolding::Case, .dos = true};
const NameRules ntfs{.folding = NameFolding::Case};
const NameRules casefold{.folding = NameFolding::Unicode};

bool isSame(const QByteArray &a, const QByteArray &b, const NameRules &rules)
{
    return foldedName(a.toStdString(), rules) == foldedName(b.toStdString(), rules);
}

} // namespace

void TestNameRules::folds_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QByteArray>("sameFor"); ///< vfat, exfat, ntfs, casefold: by their first letters
    const auto row = [](const char *name, const char *a, const char *b, const char *sameFor) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << QByteArray(sameFor);
    };
    row("equal", "a", "a", "venc");
    row("different", "a", "b", "");
    row("ASCII case", "Photo.JPG", "photo.jpg", "venc");
    row("C06 accented case", "\xc3\x89", "\xc3\xa9", "enc");
    row("U01 composed and decomposed", "\xc3\xa9", "e\xcc\x81", "c");
    row("C06 sharp s",
        "stra\xc3\x9f"
        "e",
        "STRASSE", "c");
    row("C06 capital sharp s", "\xe1\xba\x9e", "\xc3\x9f", "c");
    row("C06 ligature", "\xef\xac\x81n", "fin", "c");
    row("C06 Kelvin", "\xe2\x84\xaa", "k", "c");
    row("C06 final sigma", "\xcf\x83", "\xcf\x82", "enc");
    row("C07 dotted capital i", "\xc4\xb0", "i", "");
    row("C07 dotless i", "\xc4\xb1", "i", "en"); // Its upper case is I.
    row("U05 joiner",
        "a\xe2\x80\x8d"
        "b",
        "ab", "c");
    row("U05 soft hyphen",
        "a\xc2\xad"
        "b",
        "ab", "c");
    row("U06 Cyrillic a", "\xd0\xb0", "a", "");
    row("C08 dot at the end", "f.", "f", "ve");
    row("C08 dots at the end", "F...", "f", "ve");
    row("not only dots", "...", "..", "");
    row("space at the end", "f ", "f", "");
    row("undecodable bytes", "A\xff", "a\xff", "venc");
    row("different undecodable bytes", "a\xfe", "a\xff", "");
    row("beyond U+FFFF", "\xf0\x90\x90\x80", "\xf0\x90\x90\xa8", "c");
}

void TestNameRules::folds()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QByteArray sameFor;
    for (const auto &[letter, rules] : {std::pair{'v', vfat}, {'e', exfat}, {'n', ntfs}, {'c', casefold}}) {
        if (isSame(a, b, rules))
            sameFor += letter;
    }
    QTEST(sameFor, "sameFor");
    QCOMPARE(isSame(a, b, NameRules{}), a == b);
}

void TestNameRules::accepts_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("byDos");
    QTest::newRow("usual") << QByteArray("a b.txt") << true;
    QTest::newRow("W01 device names are taken") << QByteArray("CON") << true;
    QTest::newRow("dot at the start") << QByteArray(".a") << true;
    QTest::newRow("not UTF-8 is for the disk to say") << QByteArray("\xff") << true;
    for (const char c : QByteArray("\"*:<>?\\|"))
        QTest::addRow("W02 %c", c) << QByteArray("a") + c + "b" << false;
    QTest::newRow("W02 newline") << QByteArray("a\nb") << false;
    QTest::newRow("W02 escape") << QByteArray("\x1b") << false;
    QTest::newRow("W03 dot at the end") << QByteArray("a.") << false;
    QTest::newRow("W03 space at the end") << QByteArray("a ") << false;
    QTest::newRow("delete") << QByteArray("a\x7f") << true;
}

void TestNameRules::accepts()
{
    QFETCH(QByteArray, name);
    QTEST(isAccepted(name.toStdString(), vfat), "byDos");
    QVERIFY(isAccepted(name.toStdString(), ntfs));
}

void TestNameRules::realFoldersArePlain()
{
    const TempDir dir;
    dir.writeFile("a");
    dir.makeHardLink("A", "a");
    const auto disk = makeLinuxFileSystem();
    const auto folder = disk->openDirectory(dir.path());
    QVERIFY(folder);
    // "A" is the same file as "a", and another name.
    for (const char *asked : {"a", "", "1", "gone", "no/name"})
        QVERIFY2(disk->nameRules(*folder, asked).isPlain(), asked);
}

QTEST_APPLESS_MAIN(TestNameRules)
#include "tst_name_rules.moc"
