// SPDX-License-Identifier: GPL-3.0-or-later
// Class B: names that are no text, or mean something to a shell, a terminal or a path.
#include "tests/cli/torture.h"

#include <QtTest>

using namespace bulkhead;

class TestTortureBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void terminal_data();
    void terminal();

private:
    void bytes();
    void empty();
    void shell();
};

namespace {

const Bytes kLatin1 = "caf\xe9.txt";
const Bytes kGbk = "\xc4\xe3\xba\xc3.txt";
const Bytes kShiftJis = "\x95\x5c.txt"; // Its second byte is a backslash's.
const Bytes kTwiceUtf8 = "\xc3\x83\xc2\xa9.txt";
const Bytes kEscapes = "a\x1b[2J\x1b]0;x\x07";
const Bytes kC1 = "a\u009b31m";
const Bytes kNoBreakSpace = "\xc2\xa0";

Words replace(const Bytes &find, const Bytes &with)
{
    return {"--replace", find, with, "--scope", "name"};
}

Words regex(const Bytes &find, const Bytes &with)
{
    return {"--regex", find, with, "--scope", "name"};
}

Words rule(const Bytes &json)
{
    return {"--rule", json};
}

} // namespace

void TestTortureBytes::rows_data()
{
    QTest::addColumn<TortureRow>("row");
    bytes();
    empty();
    shell();
}

void TestTortureBytes::rows()
{
    QFETCH(TortureRow, row);
    runTortureRow(row);
}

void TestTortureBytes::bytes()
{
    const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
    row("B01 latin-1 byte, by template") << TortureRow{
        .things = {kLatin1}, .words = {"--template", "{n}-{stem}"}, .renames = {{kLatin1, "1-" + kLatin1}}};
    row("B01 latin-1 byte as target") << TortureRow{.things = {"1-" + kLatin1, kLatin1},
        .words = {"--regex", "^(c.*)$", "2-$1", "--regex", "^1-", ""},
        .renames = {{"1-" + kLatin1, kLatin1}, {kLatin1, "2-" + kLatin1}}};
    row("B01 latin-1 byte as operand") << TortureRow{.things = {kLatin1, "other"},
        .words = {"--case", "upper", "--scope", "extension"},
        .paths = {kLatin1},
        .renames = {{kLatin1, "caf\xe9.TXT"}}};
    row("B02 bytes beside the match") << TortureRow{
        .things = {"bad\xff\xfe"}, .words = regex("^bad", "good"), .renames = {{"bad\xff\xfe", "good\xff\xfe"}}};
    row("B02 a placeholder for each byte") << TortureRow{
        .things = {"bad\xff\xfe"}, .words = regex("^(bad)(.)(.)$", "$3$2$1"), .renames = {{"bad\xff\xfe", Bytes("\xfe\xff") + "bad"}}};
    row("B03 lone surrogate") << TortureRow{
        .things = {"\xed\xa0\x80"}, .words = {"--template", "x{stem}"}, .renames = {{"\xed\xa0\x80", "x\xed\xa0\x80"}}};
    row("B03 overlong slash") << TortureRow{
        .things = {"\xc0\xaf"}, .words = {"--template", "x{stem}y"}, .renames = {{"\xc0\xaf", "x\xc0\xafy"}}};
    row("B04 B05 B06 other encodings keep their bytes") << TortureRow{.things = {kGbk, kShiftJis, kTwiceUtf8},
        .words = {"--template", "x{stem}"},
        .renames = {{kGbk, "x" + kGbk}, {kShiftJis, "x" + kShiftJis}, {kTwiceUtf8, "x" + kTwiceUtf8}}};
    row("B07 newline") << TortureRow{.things = {"a\nb", "c"}, .words = regex("^(.)\n", "$1\n\n"), .renames = {{"a\nb", "a\n\nb"}}};
    row("B08 control characters") << TortureRow{.things = {kEscapes, "a\rb", "a\x7f", kC1},
        .words = regex("$", "\x1b"),
        .renames = {{kEscapes, kEscapes + "\x1b"}, {"a\rb", "a\rb\x1b"}, {"a\x7f", "a\x7f\x1b"}, {kC1, kC1 + "\x1b"}}};
    row("B09 trim of spaces") << TortureRow{.things = {" lead", "trail ", "\ttab\t", kNoBreakSpace + "nbsp" + kNoBreakSpace},
        .words = rule(R"({"rule":"trim","scope":"name"})"),
        .renames = {{" lead", "lead"}, {"trail ", "trail"}, {"\ttab\t", "tab"}, {kNoBreakSpace + "nbsp" + kNoBreakSpace, "nbsp"}}};
    row("B09 only spaces, as source") << TortureRow{.things = {"  "}, .words = {"--template", "x{stem}y"}, .renames = {{"  ", "x  y"}}};
    row("B09 only spaces, as target") << TortureRow{.things = {"a"}, .words = {"--template", "  "}, .renames = {{"a", "  "}}};
    row("B09 only spaces, trimmed") << TortureRow{.things = {"  ", kNoBreakSpace},
        .words = rule(R"({"rule":"trim","scope":"name"})"),
        .issues = {{"  ", "empty-name"}, {kNoBreakSpace, "empty-name"}}};
}

void TestTortureBytes::empty()
{
    const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
    row("B12 empty") << TortureRow{.things = {"a", "b"}, .words = regex("^a$", ""), .issues = {{"a", "empty-name"}}};
    row("B12 a dot") << TortureRow{.things = {"a"}, .words = replace("a", "."), .issues = {{"a", "illegal-name"}}};
    row("B12 two dots") << TortureRow{.things = {"a"}, .words = replace("a", ".."), .issues = {{"a", "illegal-name"}}};
    row("B12 two dots as a folder") << TortureRow{.things = {"a"}, .words = replace("a", "../b"), .issues = {{"a", "illegal-name"}}};
    row("B12 the others do not start") << TortureRow{.things = {"a", "b"},
        .words = {"--regex", "^a$", "", "--regex", "^b$", "c", "--scope", "name"},
        .renames = {{"b", "c"}},
        .issues = {{"a", "empty-name"}}};
    row("B13 slash typed in a replacement") << TortureRow{.things = {"abc"}, .words = replace("b", "/"), .renames = {{"abc", "a/c"}}};
    row("B13 slash at the end") << TortureRow{.things = {"abc"}, .words = replace("c", "/"), .issues = {{"abc", "empty-name"}}};
    row("B13 slash typed in a template") << TortureRow{
        .things = {"abc"}, .words = {"--template", "new/deep/{stem}"}, .renames = {{"abc", "new/deep/abc"}}};
    row("B13 path from the root") << TortureRow{
        .things = {"abc"}, .words = {"--template", "/tmp/{stem}"}, .issues = {{"abc", "illegal-name"}}};
    row("B13 way up") << TortureRow{.things = {"d/abc"}, .words = {"-r", "--template", "../{stem}"}, .issues = {{"d/abc", "illegal-name"}}};
    row("B13 NUL") << TortureRow{
        .things = {"abc"}, .words = rule(R"({"rule":"replace","find":"b","with":"\u0000"})"), .issues = {{"abc", "illegal-name"}}};
    row("B14 backslash") << TortureRow{.things = {"a\\b"}, .words = replace("\\", "\\\\"), .renames = {{"a\\b", "a\\\\b"}}};
    row("B14 backslash as target") << TortureRow{.things = {"a-b"}, .words = replace("-", "\\"), .renames = {{"a-b", "a\\b"}}};
}

void TestTortureBytes::shell()
{
    for (const char *name : {"-rf", "--help", "-"}) {
        QTest::addRow("B10 operand: %s", name) << TortureRow{.things = {name},
            .words = {"--template", "x{name}", "--scope", "name"},
            .paths = {name},
            .renames = {{name, Bytes("x") + name}}};
        QTest::addRow("B10 result: %s", name) << TortureRow{
            .things = {"plain"}, .words = {"--replace", "plain", name}, .renames = {{"plain", name}}};
    }
    for (const char *name :
        {".hidden", "...", ".a.", "..a", "~", "~user", "$HOME", "%s%n", "a;b", "`id`", "$(id)", "a|b", "*", "[a,b]", "\"", "'"}) {
        QTest::addRow("B11 source: %s", name) << TortureRow{
            .things = {name}, .words = {"--hidden", "--template", "x{name}", "--scope", "name"}, .renames = {{name, Bytes("x") + name}}};
        QTest::addRow("B11 operand: %s", name) << TortureRow{.things = {name},
            .words = {"--hidden", "--template", "x{name}", "--scope", "name"},
            .paths = {name},
            .renames = {{name, Bytes("x") + name}}};
        QTest::addRow("B11 result: %s", name) << TortureRow{
            .things = {"plain"}, .words = replace("plain", name), .renames = {{"plain", name}}};
    }
}

void TestTortureBytes::terminal_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("shown"); ///< What stands for what must not reach a terminal.
    QTest::newRow("B07 newline") << QByteArray("a\nb") << QByteArray("a\\nb");
    QTest::newRow("B08 escape") << QByteArray("a\x1b[2J\x1b]0;x\x07") << QByteArray("a\\x1b[2J\\x1b]0;x\\x07");
    QTest::newRow("B08 carriage return") << QByteArray("a\rb") << QByteArray("a\\rb");
    QTest::newRow("B08 delete") << QByteArray("a\x7f") << QByteArray("a\\x7f");
    QTest::newRow("B08 C1") << QByteArray("a\u009b31m") << QByteArray("a\\u009b31m");
    QTest::newRow("B01 latin-1 byte") << QByteArray("a\xe9") << QByteArray("a\\xe9");
    QTest::newRow("B09 tab") << QByteArray("a\tb") << QByteArray("a\\tb");
    QTest::newRow("U04 right-to-left override") << QByteArray("a\xe2\x80\xaegpj.exe") << QByteArray("a\\u202egpj.exe");
    QTest::newRow("U04 isolate") << QByteArray("a\xe2\x81\xa6") << QByteArray("a\\u2066");
}

/// Rows and messages, on a terminal; and messages to a file.
void TestTortureBytes::terminal()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, shown);
    const CliFixture fixture;
    fixture.files.writeFile(name.toStdString());
    const auto check = [&](const Bytes &text) {
        QVERIFY2(text.find(shown.toStdString()) != Bytes::npos, QByteArray::fromStdString(text).toPercentEncoding(" :").constData());
        QVERIFY2(text.find(name.toStdString()) == Bytes::npos, text.c_str());
    };
    const ProcessOutcome listed = fixture.run({"rename", "--replace", "a", "ab", "."}, {.terminal = true});
    COMPARE_EXIT(listed, 0);
    check(listed.output);
    const Words refused{"rename", "--template", "/", "."};
    check(fixture.run(refused, {.terminal = true}).output);
    const ProcessOutcome message = fixture.run(refused);
    COMPARE_EXIT(message, 1);
    check(message.errors);
}

QTEST_APPLESS_MAIN(TestTortureBytes)
#include "tst_torture_bytes.moc"
