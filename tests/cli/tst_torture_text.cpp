// SPDX-License-Identifier: GPL-3.0-or-later
// Classes N, U and C, with what Windows would not take: how long a name may be, which names look or fold alike. Here they are
// distinct: the folder tells letters, forms and joiners apart, as ext4, xfs, btrfs and tmpfs do unless told otherwise.
#include "tests/cli/torture.h"

#include <QtTest>

using namespace bulkhead;

class TestTortureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();

private:
    void lengths();
    void unicode();
    void letterCase();
    void turkish();
    void windows();
};

namespace {

const Bytes kEuro = "\u20ac"; // Three bytes.
const Bytes kEmoji = "\U0001f600"; // Four.
const Bytes kFamily = "\U0001f468\u200d\U0001f469\u200d\U0001f467"; // 18, of one character.
const Bytes kComposed = "\u00e9";
const Bytes kDecomposed = "e\u0301";

Bytes times(std::size_t count, const Bytes &text)
{
    Bytes all;
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

Words named(const Bytes &text)
{
    return {"--template", text, "--scope", "name"};
}

QTestData &row(const char *name)
{
    return QTest::newRow(name);
}

} // namespace

void TestTortureText::rows_data()
{
    QTest::addColumn<TortureRow>("row");
    lengths();
    unicode();
    letterCase();
    turkish();
    windows();
}

void TestTortureText::rows()
{
    QFETCH(TortureRow, row);
    runTortureRow(row);
}

void TestTortureText::lengths()
{
    const auto tooLong = [](const Bytes &name, const Bytes &more) {
        return TortureRow{.things = {name}, .words = named("{name}" + more), .issues = {{name, "too-long"}}, .says = "256"};
    };
    row("N01 255 bytes and one more") << tooLong(Bytes(255, 'x'), "y");
    row("N01 255 bytes as target") << TortureRow{
        .things = {Bytes(254, 'x')}, .words = named("{name}y"), .renames = {{Bytes(254, 'x'), Bytes(254, 'x') + "y"}}};
    row("N02 85 euros and one byte more") << tooLong(times(85, kEuro), "y");
    row("N02 63 emoji and four bytes more") << tooLong(times(63, kEmoji), "wxyz");
    row("N02 63 emoji and three bytes more") << TortureRow{
        .things = {times(63, kEmoji)}, .words = named("{name}xyz"), .renames = {{times(63, kEmoji), times(63, kEmoji) + "xyz"}}};
    // 17 + 13 * 18 + 4 = 255: the number of the second one costs a whole family, and leaves the extension.
    const Bytes crowd = "abcdefghijklmnopq" + times(13, kFamily) + ".txt";
    row("N02 cut for a number") << TortureRow{.things = {"1", "2"},
        .words = {"--template", crowd, "--scope", "name", "--on-conflict", "number"},
        .renames = {{"1", crowd}, {"2", "abcdefghijklmnopq" + times(12, kFamily) + " (2).txt"}}};
    const Bytes a(255, 'a');
    const Bytes b(255, 'b');
    const Bytes c = times(85, kEuro);
    row("N04 ring of names of 255 bytes") << TortureRow{.things = {a, b, c}, .renames = {{a, b}, {b, c}, {c, a}}};
    Bytes deep;
    for (int level = 0; level < 40; ++level)
        deep += Bytes(250, char('a' + level % 26)) + "/";
    row("N05 leaf beyond PATH_MAX") << TortureRow{.things = {deep + "leaf", deep + "other"},
        .words = {"--recursive", "--replace", "leaf", "blatt"},
        .renames = {{deep + "leaf", deep + "blatt"}}};
    row("N05 beyond PATH_MAX, as operand") << TortureRow{.things = {deep + "leaf"},
        .words = {"--replace", "leaf", "blatt"},
        .paths = {deep + "leaf"},
        .renames = {{deep + "leaf", deep + "blatt"}}};
    row("N05 ring beyond PATH_MAX") << TortureRow{
        .things = {deep + "a", deep + "b"}, .renames = {{deep + "a", deep + "b"}, {deep + "b", deep + "a"}}};
}

void TestTortureText::unicode()
{
    row("U01 both normal forms to one name") << TortureRow{.things = {kComposed, kDecomposed},
        .words = named("x"),
        .issues = {{kComposed, "duplicate-target"}, {kDecomposed, "duplicate-target"}}};
    row("U01 both normal forms, a name each") << TortureRow{.things = {kComposed, kDecomposed},
        .words = named("{name}.x"),
        .renames = {{kComposed, kComposed + ".x"}, {kDecomposed, kDecomposed + ".x"}}};
    row("U02 composed to decomposed") << TortureRow{
        .things = {kComposed}, .words = named(kDecomposed), .renames = {{kComposed, kDecomposed}}};
    row("U02 the two forms swap") << TortureRow{
        .things = {kComposed, kDecomposed}, .renames = {{kComposed, kDecomposed}, {kDecomposed, kComposed}}};

    const Bytes stack = "e" + times(60, "\u0301");
    const Bytes flags = "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7"; // Two.
    const Bytes skin = "\U0001f44d\U0001f3fd";
    row("U03 first character") << TortureRow{.things = {kFamily + "f", stack + "s", flags + "g", skin + "t"},
        .words = named("{name|first:1}"),
        .renames = {{kFamily + "f", kFamily}, {stack + "s", stack}, {flags + "g", "\U0001f1e9\U0001f1ea"}, {skin + "t", skin}}};
    row("U03 padded by what is seen") << TortureRow{
        .things = {kFamily, stack}, .words = named("{name|pad:3}"), .renames = {{kFamily, "00" + kFamily}, {stack, "00" + stack}}};
    row("U03 one character removed") << TortureRow{.things = {kFamily + "f", stack + "s", flags + "g", skin + "t"},
        .words = {"--rule", R"({"rule":"remove","from":0,"count":1,"scope":"name"})"},
        .renames = {{kFamily + "f", "f"}, {stack + "s", "s"}, {flags + "g", "\U0001f1eb\U0001f1f7g"}, {skin + "t", "t"}}};

    const Bytes override = "photo\u202egpj.exe";
    const Bytes isolates = "\u2066a\u2069";
    const Bytes marks = "a\u200e\u200fb";
    row("U04 direction marks are kept") << TortureRow{.things = {override, isolates, marks},
        .words = named("x{name}"),
        .renames = {{override, "x" + override}, {isolates, "x" + isolates}, {marks, "x" + marks}}};

    const std::vector<Thing> invisible{"ab", "a\u200db", "a\u200cb", "a\u00adb", "a\ufeffb",
        "\ufeff"
        "ab"};
    TortureRow distinct{.things = invisible, .words = named("{name}.x")};
    TortureRow colliding{.things = invisible, .words = named("x")};
    for (const Thing &thing : invisible) {
        distinct.renames[thing.path] = thing.path + ".x";
        colliding.issues[thing.path] = "duplicate-target";
    }
    row("U05 joiners make names distinct") << distinct;
    row("U05 to one name") << colliding;
    row("U05 to a name with a joiner") << TortureRow{
        .things = {"ab", "c"}, .words = {"--include", "c", "--template", "a\u200db"}, .renames = {{"c", "a\u200db"}}};
    row("U06 Latin and Cyrillic a") << TortureRow{
        .things = {"a", "\u0430"}, .words = named("{name}.x"), .renames = {{"a", "a.x"}, {"\u0430", "\u0430.x"}}};
    row("U06 the two swap") << TortureRow{.things = {"a", "\u0430"}, .renames = {{"a", "\u0430"}, {"\u0430", "a"}}};
    for (const char *name : {"\ufffe", "\uffff", "\ue000", "\ufffd", "\U0010fffd", "\U0010ff80"})
        QTest::addRow("U07 U+%x", QString::fromUtf8(name).toUcs4().constFirst())
            << TortureRow{.things = {name}, .words = named("x{name}{n}"), .renames = {{name, Bytes("x") + name + "1"}}};
}

void TestTortureText::letterCase()
{
    row("C01 case only") << TortureRow{.things = {"Case"}, .words = {"--case", "lower"}, .renames = {{"Case", "case"}}};
    row("C01 case only, a folder") << TortureRow{
        .things = {"Case/x"}, .words = {"--what", "folders", "--case", "lower"}, .renames = {{"Case", "case"}}};
    row("C04 chain by case") << TortureRow{.things = {"A.txt", "B.txt"}, .renames = {{"A.txt", "a.txt"}, {"B.txt", "A.TXT"}}};
    row("C04 ring by case") << TortureRow{.things = {"a", "A"}, .renames = {{"a", "A"}, {"A", "a"}}};
    row("C05 targets that differ in case") << TortureRow{.things = {"1", "2"}, .renames = {{"1", "x.TXT"}, {"2", "X.txt"}}};
    const std::vector<Thing> alike{
        "strasse.txt", "stra\u00dfe.txt", "STRASSE.txt", "stra\u1e9ee.txt", "fi", "\ufb01", "k", "\u212a", "\u03c3", "\u03c2", "\u03a3"};
    TortureRow distinct{.things = alike, .words = named("{name}.x")};
    for (const Thing &thing : alike)
        distinct.renames[thing.path] = thing.path + ".x";
    row("C06 names that fold alike are distinct") << distinct;
    row("C06 what folds alike, upper case") << TortureRow{.things = {"strasse.txt", "stra\u00dfe.txt"},
        .words = {"--case", "upper"},
        .issues = {{"strasse.txt", "duplicate-target"}, {"stra\u00dfe.txt", "duplicate-target"}}};
    row("C08 trailing dot") << TortureRow{.things = {"f"}, .words = named("f."), .renames = {{"f", "f."}}};
    row("C08 trailing dot, both there") << TortureRow{.things = {"f", "f."}, .renames = {{"f", "f."}, {"f.", "f"}}};
}

/// The letters of a Turkish user change by the recipe's locale, never by the user's.
void TestTortureText::turkish()
{
    for (const char *locale : {"C.UTF-8", "tr_TR.UTF-8"}) {
        const std::map<Bytes, Bytes> environment{{"LC_ALL", locale}, {"LANG", locale}, {"LANGUAGE", "tr"}};
        QTest::addRow("C07 lower case under %s", locale) << TortureRow{.things = {"I.x", "\u0130.y", "\u0131.z"},
            .words = {"--case", "lower"},
            .renames = {{"I.x", "i.x"}, {"\u0130.y", "i\u0307.y"}},
            .environment = environment};
        QTest::addRow("C07 upper case under %s", locale) << TortureRow{.things = {"i.x", "\u0131.z"},
            .words = {"--case", "upper"},
            .renames = {{"i.x", "I.x"}, {"\u0131.z", "I.z"}},
            .environment = environment};
        QTest::addRow("C07 Turkish as asked for, under %s", locale) << TortureRow{.things = {"i.x", "\u0131.z"},
            .words = {"--rule", R"({"rule":"case","to":"upper","locale":"tr"})"},
            .renames = {{"i.x", "\u0130.x"}, {"\u0131.z", "I.z"}},
            .environment = environment};
        QTest::addRow("C07 found in any case under %s", locale) << TortureRow{.things = {"TITLE", "title2"},
            .words = {"--rule", R"({"rule":"replace","find":"title","with":"x","case":"ignore"})"},
            .renames = {{"TITLE", "x"}, {"title2", "x2"}},
            .environment = environment};
    }
}

void TestTortureText::windows()
{
    for (const char *name : {"CON", "nul.txt", "COM1", "COM\u00b9", "LPT9.tar.gz", "AUX"})
        QTest::addRow("W01 %s", name) << TortureRow{.things = {"plain"}, .words = named(name), .renames = {{"plain", name}}};
    for (const char *name : {"a<b>c", "a:b", "a\"b", "a|b", "a?b*c",
             "a\x01"
             "b"})
        QTest::addRow("W02 %s", name) << TortureRow{.things = {"plain"}, .words = named(name), .renames = {{"plain", name}}};
    for (const char *name : {"dot.", "space ", "both. "})
        QTest::addRow("W03 '%s'", name) << TortureRow{.things = {"plain"}, .words = named(name), .renames = {{"plain", name}}};
}

QTEST_APPLESS_MAIN(TestTortureText)
#include "tst_torture_text.moc"
