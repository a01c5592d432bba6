// SPDX-License-Identifier: GPL-3.0-or-later
// Real vfat, exfat and casefold folders. All rows are run by one guest, before the first is judged.
#include "tests/faults/guest.h"

#include <QtTest>

using namespace bulkhead;

class TestFoldingDisks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void says_data();
    void says();

private:
    std::vector<Bytes> m_said;
};

namespace {

struct Row {
    const char *name;
    const char *disks; ///< Each of them is a row.
    const char *commands;
    const char *said;
};

// In octal: \303\211 and \303\251 are E and e with acute accent, e\314\201 the latter decomposed, \303\237 is sharp s.
constexpr Row kRows[] = {
    {"C02 a change of case, and back", "vfat exfat casefold",
        "echo 1 > Case; bulkhead-cli rename --case lower --apply --quiet Case; names; bulkhead-cli undo --apply --quiet; names; cat Case",
        "case\nCase\n1\n"},
    {"C02 a folder with what is in it", "vfat exfat casefold",
        "mkdir Trip; echo 1 > Trip/Me; bulkhead-cli rename --case upper --scope name --recursive --what all --apply --quiet .; names; "
        "names=$(ls "
        "TRIP); echo $names; bulkhead-cli undo --apply --quiet; names; cat Trip/Me",
        "TRIP\nME\nTrip\n1\n"},
    {"C04 one name for two", "vfat exfat casefold",
        "touch A.txt B.txt; issues --regex '^A' a --regex '^B.txt' A.TXT --scope name A.txt B.txt", "duplicate-target\nduplicate-target\n"},
    {"C05 names that differ in case", "vfat exfat casefold", "touch 1 2; issues --regex 1 x.TXT --regex 2 X.txt --scope name 1 2",
        "duplicate-target\nduplicate-target\n"},
    {"C05 in another folder of that disk", "casefold",
        "mkdir /mnt/casefold/exact$$; cd /mnt/casefold/exact$$; touch 1 2; bulkhead-cli rename --regex 1 x.TXT --regex 2 X.txt --scope "
        "name "
        "--apply --quiet 1 2; names",
        "X.txt\nx.TXT\n"},
    {"C06 accents", "exfat casefold", "touch 1 2; issues --regex 1 $(printf '\\303\\211') --regex 2 $(printf '\\303\\251') 1 2",
        "duplicate-target\nduplicate-target\n"},
    {"C06 accents are two names", "vfat", "touch 1 2; issues --regex 1 $(printf '\\303\\211') --regex 2 $(printf '\\303\\251') 1 2",
        "\n\n"},
    {"C06 sharp s", "casefold", "touch 1 2; issues --regex 1 $(printf 'stra\\303\\237e') --regex 2 STRASSE 1 2",
        "duplicate-target\nduplicate-target\n"},
    {"C06 sharp s is another name", "vfat exfat",
        "touch 1 2; bulkhead-cli rename --regex 1 $(printf 'stra\\303\\237e') --regex 2 STRASSE --apply --quiet 1 2; names | wc -l", "2\n"},
    {"U02 from composed to decomposed", "vfat exfat casefold",
        "a=$(printf 'caf\\303\\251'); b=$(printf 'cafe\\314\\201'); echo 1 > $a; bulkhead-cli rename --replace $a $b --apply --quiet $a; [ "
        "$(names) "
        "= $b ] && echo there; bulkhead-cli undo --apply --quiet; [ $(names) = $a ] && echo back",
        "there\nback\n"},
    {"U05 a joiner", "casefold", "touch 1 2; issues --regex 1 ab --regex 2 $(printf 'a\\342\\200\\215b') 1 2",
        "duplicate-target\nduplicate-target\n"},
    {"C08 a dot at the end", "vfat exfat", "touch f g; issues --regex '^f$' f. --regex '^g$' h. --scope name f g",
        "illegal-here\nillegal-here\n"},
    {"C08 a dot at the end is a name", "casefold", "touch f; bulkhead-cli rename --regex '^f$' f. --scope name --apply --quiet f; names",
        "f.\n"},
    {"C09 a name typed in other case", "vfat exfat casefold",
        "touch Case.txt; bulkhead-cli rename --replace C K --apply --quiet CASE.TXT; names; bulkhead-cli undo --apply --quiet; names",
        "Kase.txt\nCase.txt\n"},
    {"W01 device names", "vfat exfat", "touch a; bulkhead-cli rename --replace a CON --apply --quiet a; names", "CON\n"},
    {"W02 characters", "vfat exfat", "touch a b c; issues --replace a 'x?' --replace b 'x:' --replace c 'x|' a b c",
        "illegal-here\nillegal-here\nillegal-here\n"},
    {"W03 a space at the end", "vfat exfat", "touch a; issues --replace a 'x ' a", "illegal-here\n"},
    {"a chain and a ring, spelled otherwise", "vfat exfat casefold",
        "for i in a b c one two; do echo $i > $i; done; bulkhead-cli rename --regex '^a$' B --regex '^b$' C --regex '^c$' A --regex "
        "'^one$' TWO "
        "--regex '^two$' three --apply --quiet a b c one two; for i in *; do echo $i $(cat $i); done; bulkhead-cli undo --apply --quiet; "
        "for i in "
        "*; do echo $i $(cat $i); done",
        "A c\nB a\nC b\nTWO one\nthree two\na a\nb b\nc c\none one\ntwo two\n"},
    {"N03 255 characters, most of three bytes", "vfat exfat",
        "n=$(printf '\\342\\202\\254%.0s' $(seq 254)); touch $n; bulkhead-cli rename --regex '$' x --apply --quiet $n; names | wc -c; "
        "bulkhead-cli rename --replace $(printf '\\342\\202\\254') e --apply --quiet *; names | wc -c; bulkhead-cli undo --apply --quiet; "
        "names | wc -c; issues --regex '$' yy *",
        "764\n256\n764\n\n"},
    {"undo after the disk was out", "vfat exfat casefold",
        "for i in a b c; do echo $i > $i; done; mkdir d; echo e > d/e; bulkhead-cli rename --regex '^b$' c2 --regex '^a$' b --regex e E "
        "--what all -r --apply --quiet .; names; again; bulkhead-cli undo --apply --quiet; names; cat a b d/e",
        "b\nc\nc2\nd\na\nb\nc\nd\na\nb\ne\n"},
    {"a folder renamed, the disk out, undo and redo", "vfat exfat casefold",
        "mkdir d; echo e > d/e; bulkhead-cli rename --regex '^(.)$' '$1$1' --what all -r --apply --quiet .; again; bulkhead-cli undo "
        "--apply "
        "--quiet; names; cat d/e; again; bulkhead-cli redo --apply --quiet; names; cat dd/ee",
        "d\ne\ndd\ne\n"},
    {"another file in its place, the disk out", "vfat exfat",
        "echo one > a; bulkhead-cli rename --replace a b --apply --quiet a; rm b; echo other > b; again; bulkhead-cli undo --apply 2>&1 | "
        "grep "
        "-c 'something else has its name'; names; cat b",
        "1\nb\nother\n"},
    {"a time between two seconds of the disk", "vfat",
        "touch -d '2024-05-01 10:00:00' a; bulkhead-cli rename --replace a b --shift-time +3s --apply --quiet a; stat -c '%n %Y' *; again; "
        "bulkhead-cli undo --apply --quiet; stat -c '%n %Y' *; again; bulkhead-cli redo --apply --quiet; stat -c '%n %Y' *",
        "b 1714557602\na 1714557600\nb 1714557602\n"},
    {"a time that the disk can hold", "exfat casefold",
        "touch -d '2024-05-01 10:00:00' a; bulkhead-cli rename --replace a b --shift-time +3s --apply --quiet a; stat -c '%n %Y' *; again; "
        "bulkhead-cli undo --apply --quiet; stat -c '%n %Y' *; again; bulkhead-cli redo --apply --quiet; stat -c '%n %Y' *",
        "b 1714557603\na 1714557600\nb 1714557603\n"},
    {"a time that the disk cannot hold", "vfat",
        "touch -d '2024-05-01 10:00:00' a; bulkhead-cli rename --replace a b --shift-time -20000d --apply --quiet a; stat -c '%n %Y' "
        "*; bulkhead-cli undo --apply",
        "bulkhead-cli: a: the disk cannot hold this time\na 1714557600\nThere is nothing to undo.\n"},
    {"permissions that the disk does not have", "vfat exfat",
        "touch a; stat -c '%n %a' *; bulkhead-cli rename --replace a b --chmod 0600 --apply --quiet a; echo $?; stat -c '%n %a' *",
        "a 755\nbulkhead-cli: a: the disk does not keep these permissions\n1\na 755\n"},
};

} // namespace

void TestFoldingDisks::says_data()
{
    QTest::addColumn<std::size_t>("script");
    QTest::addColumn<QByteArray>("said");
    std::size_t script = 0;
    for (const Row &row : kRows) {
        for (const QByteArray &disk : QByteArray(row.disks).split(' '))
            QTest::addRow("%s, %s", row.name, disk.constData()) << script++ << QByteArray(row.said);
    }
}

void TestFoldingDisks::initTestCase()
{
    if (const Bytes lacking = guestLacks(); !lacking.empty())
        QSKIP(("no machine for vfat, exfat and casefold: missing " + lacking).c_str());
    std::vector<GuestScript> scripts;
    for (const Row &row : kRows) {
        for (const QByteArray &disk : QByteArray(row.disks).split(' '))
            scripts.push_back({disk.toStdString(), row.commands});
    }
    m_said = runInGuest(scripts);
}

void TestFoldingDisks::says()
{
    QFETCH(std::size_t, script);
    QFETCH(QByteArray, said);
    QCOMPARE(QByteArray::fromStdString(m_said.at(script)), said);
}

QTEST_APPLESS_MAIN(TestFoldingDisks)
#include "tst_folding_disks.moc"
