// SPDX-License-Identifier: GPL-3.0-or-later
// Templates of other renamers: escaping, brackets that do not match, numbers out of range, and what is lost.
#include "core/rename/import.h"
#include "tests/support/import_rows.h"
#include "tests/support/naming.h"

#include <rapidcheck.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

struct ImportRow {
    const char *title;
    ImportInput input;
    Bytes rules; ///< As shownRules says.
    Bytes losses = ""; ///< "replace 3 unknown-token {foo}", with "; " between.
};

Bytes shownRule(const RuleSlot &slot)
{
    if (const auto *text = std::get_if<TemplateRule>(&slot.rule))
        return text->text;
    if (const auto *replace = std::get_if<ReplaceRule>(&slot.rule))
        return replace->find + " -> " + replace->with;
    if (const auto *extension = std::get_if<ExtensionRule>(&slot.rule))
        return "extension " + extension->to.value_or("?");
    return ruleName(slot.rule);
}

Bytes shownRules(const RenameRecipe &recipe)
{
    Bytes text;
    for (const RuleSlot &slot : recipe.rules)
        text += (text.empty() ? "" : "; ") + shownRule(slot);
    return text;
}

Bytes shownLosses(const std::vector<ImportLoss> &losses)
{
    Bytes text;
    for (const ImportLoss &loss : losses) {
        text += (text.empty() ? "" : "; ") + loss.field + " " + std::to_string(loss.column) + " " + importLossName(loss.reason) + " "
            + loss.text;
    }
    return text;
}

ImportInput kRename(Bytes name)
{
    return KRenameInput{.name = std::move(name)};
}

ImportInput powerRename(Bytes find, Bytes replace, bool regex = false)
{
    return PowerRenameInput{.find = std::move(find), .replace = std::move(replace), .regex = regex};
}

ImportInput f2(Bytes find, Bytes replace)
{
    return F2Input{.pairs = {{.find = std::move(find), .replace = std::move(replace)}}};
}

const std::vector<ImportRow> &rows()
{
    static const std::vector<ImportRow> kRows = {
        {"krename text", kRename("holiday"), "holiday"},
        {"krename text and tokens", kRename("$ ## %"), "{stem} {n:pad=2} {stem|lower}"},
        {"krename chinese", kRename("照片 ### $"), "照片 {n:pad=3} {stem}"},
        {"krename combining", kRename("e\u0301$"), "e\u0301{stem}"},
        {"krename braces are text", kRename("{$}"), "{{{stem}}}"},
        {"krename escapes", kRename("\\$\\[1\\]\\\\"), "$[1]\\"},
        {"krename backslash before a letter", kRename("a\\b\\"), "a\\b\\"},
        {"krename open bracket", kRename("$[2-5"), "{stem}[2-5"},
        {"krename closed bracket", kRename("2-5]$"), "2-5]{stem}"},
        {"krename open brackets", kRename("[[[1]"), "[[{stem|slice:0,1}"},
        {"krename empty brackets", kRename("a[]b"), "ab", "name 1 unknown-token []"},
        {"krename unknown", kRename("照[foo]"), "照", "name 1 unknown-token [foo]"},
        {"krename two losses", kRename("[js;f()]-[user]"), "-", "name 0 scripting [js;f()]; name 9 no-counterpart [user]"},
        {"krename script with braces", kRename("[js;{}]"), "", "name 0 scripting [js;{}]"},
        {"krename case of a keyword", kRename("[DIRNAME]"), "{parent}"},
        {"krename character 0", kRename("[0]"), "", "name 0 bad-argument [0]"},
        {"krename range backwards", kRename("[5-2]"), "", "name 0 bad-argument [5-2]"},
        {"krename huge position", kRename("[99999999999]"), "", "name 0 bad-argument [99999999999]"},
        {"krename part of chinese text", kRename("[2;1{照片}]"), "片"},
        {"krename part past the text", kRename("[7;1{ab}]"), ""},
        {"krename part in upper case", kRename("[&1-2{abc}]"), "AB"},
        {"krename part of text and tokens", kRename("[1;2{a[dirname]}]"), "", "name 0 no-counterpart [1;2{a[dirname]}]"},
        {"krename deep brackets", kRename("[1{[1{[dirname]}]}]"), "{parent|slice:0,1|slice:0,1}"},
        {"krename bar and braces in a date", kRename("[date;yyyy|{MM}]"), "{now:yyyy\\|\\{MM\\}}"},
        {"krename at in a date", kRename("[date;hh@mm]"), "{now:hh\\@mm}"},
        {"krename colon in a date", kRename("[modificationdate;hh:mm]"), "{mtime:hh:mm}"},
        {"krename empty format", kRename("[date;]"), "{now:dd-MM-yyyy}"},
        {"krename counter with a word", kRename("##{a;2}"), "{n:step=2,pad=2}", "name 3 bad-argument a"},
        {"krename counter without closing", kRename("##{5"), "{n:pad=2}{{5"},
        {"krename counter that stands", kRename("##{5;0}"), "05"},
        {"krename counters are several", kRename("#-#{7}"), "{n:pad=1}-{n:start=7,pad=1}"},
        {"krename negative start", kRename("#{-3}"), "{n:start=-3,pad=1}"},
        {"krename widest counter", kRename(Bytes(64, '#')), "{n:pad=64}"},
        {"krename too wide a counter", kRename(Bytes(65, '#')), "", "name 0 bad-argument " + Bytes(65, '#')},
        {"krename global counter", KRenameInput{.name = "##", .start = 5, .step = 3, .perFolder = true},
            "{n:start=5,step=3,pad=2,per=folder}"},
        {"krename extension", KRenameInput{.name = "$", .extension = "%"}, "extension {ext|slice:1|lower}"},
        {"krename both", KRenameInput{.name = "a", .extension = "jpg"}, "extension jpg; a"},
        {"krename no extension", KRenameInput{.name = "$", .extension = ""}, "extension "},
        {"krename loss in the extension", KRenameInput{.name = "$", .extension = "[x]"}, "extension ", "extension 0 unknown-token [x]"},
        {"krename picture", kRename("[exifExif.Photo.FNumber]"), "{exif:Exif.Photo.FNumber}"},
        {"krename unknown tag", kRename("a[exifYYYY]b"), "ab", "name 1 unknown-token [exifYYYY]"},
        {"krename unknown key", kRename("[exifExif.Photo.Nothing]"), "", "name 0 unknown-token [exifExif.Photo.Nothing]"},
        {"krename xmp key", kRename("[exifXmp.dc.title]"), "{xmp:Xmp.dc.title}"},
        {"krename bad key", kRename("[exifA|b]"), "", "name 0 unknown-token [exifA|b]"},

        {"powerrename text", powerRename("a", "b"), "a -> b"},
        {"powerrename chinese", powerRename("照", "片"), "照 -> 片"},
        {"powerrename nothing", powerRename("a", ""), "a -> "},
        {"powerrename braces", powerRename("{a}", "{b}"), "{a} -> {{b}}"},
        {"powerrename dollar in text", powerRename("a", "$1 $x"), "a -> $1 $x"},
        {"powerrename dollar before no word", powerRename("a", "$x", true), "a -> $$x"},
        {"powerrename dollar at the end", powerRename("a", "b$", true), "a -> b$$"},
        {"powerrename backslash", powerRename("a", "\\U$0", true), "a -> \\\\U{0}"},
        {"powerrename doubled", powerRename("a", "$$YYYY"), "a -> $YYYY"},
        {"powerrename group and digit", powerRename("(a)", "$10", true), "(a) -> {1}0"},
        {"powerrename no such group", powerRename("a", "$1b", true), "a -> b", "replace 0 unknown-group $1"},
        {"powerrename groups that do not count", powerRename("(?:a)(?=b)\\(([(])", "$1$2", true), "(?:a)(?=b)\\(([(]) -> {1}",
            "replace 2 unknown-group $2"},
        {"powerrename u escape", powerRename("\\u7167\\\\u7167", "x", true), "\\x{7167}\\\\u7167 -> x"},
        {"powerrename slash", powerRename("a", "b/c"), "a -> bc", "replace 1 path-separator /"},
        {"powerrename counter", powerRename("a", "${start=2}"), "a -> {n:start=2,pad=1}", "replace 0 counts-all-files ${start=2}"},
        {"powerrename counter with spaces", powerRename("^.*$", "${padding=2, start=1}", true), "^.*$ -> {n:pad=2}"},
        {"powerrename bad number", powerRename("a", "${start=x}"), "a -> ", "replace 0 bad-argument ${start=x}"},
        {"powerrename too wide", powerRename("a", "${padding=65}"), "a -> ", "replace 0 bad-argument ${padding=65}"},
        {"powerrename unknown braces", powerRename("a", "照${foo}"), "a -> 照${{foo}}", "replace 1 unknown-token ${foo}"},
        {"powerrename open braces", powerRename("a", "${start=1"), "a -> ${{start=1"},
        {"powerrename random of nothing", powerRename("a", "${rstringdigit=0}"), "a -> "},
        {"powerrename long random", powerRename("a", "${rstringalpha=70}"), "a -> {random:alpha,64}{random:alpha,6}"},
        {"powerrename random of a word", powerRename("a", "${rstringalpha=z}"), "a -> ", "replace 0 bad-argument ${rstringalpha=z}"},
        {"powerrename unknown random", powerRename("a", "${rstringhex=3}"), "a -> ", "replace 0 unknown-token ${rstringhex=3}"},
        {"powerrename longest word", powerRename("a", "$DOCUMENT_ID$D"), "a -> {xmp:Xmp.xmpMM.DocumentID}{btime:d}"},
        {"powerrename modified", PowerRenameInput{.find = "a", .replace = "$YYYY", .time = PowerRenameInput::Time::Modified},
            "a -> {mtime:yyyy}"},
        {"powerrename twelve hours", PowerRenameInput{.find = "a", .replace = "$HH", .time = PowerRenameInput::Time::Modified},
            "a -> {mtime:hh AP|replace: AM,|replace: PM,}"},
        {"powerrename case alone", PowerRenameInput{.letters = CaseRule::To::Upper}, "case"},
        {"powerrename case behind", PowerRenameInput{.find = "a", .replace = "b", .letters = CaseRule::To::Title}, "a -> b; case"},

        {"f2 text", f2("a", "b"), "a -> b"},
        {"f2 whole name", f2("", "照片 {%03d}{ext}"), "照片 {n:pad=3}{ext}"},
        {"f2 all of it", f2(".*", "{f}-{.up}"), "{stem}-{name|upper}"},
        {"f2 all of it in a group", f2("^(.*)$", "$1 {%d}"), "^(.*)$ -> {1} {n:pad=1}"},
        {"f2 literal braces", f2("a", "}{"), "a -> }}{{"},
        {"f2 unknown", f2("a", "照{foo}"), "a -> 照{{foo}}", "pairs[0].replace 1 unknown-token {foo}"},
        {"f2 variable in an unknown one", f2("a", "{x{f}"), "a -> {{x{stem}"},
        {"f2 empty braces", f2("a", "{}"), "a -> {{}}", "pairs[0].replace 0 unknown-token {}"},
        {"f2 open brace", f2("a", "{f"), "a -> {{f"},
        {"f2 backslash", f2("a", "\\U"), "a -> \\\\U"},
        {"f2 group name goes on", f2("(a)", "$1b"), "(a) -> ", "pairs[0].replace 0 unknown-group $1b"},
        {"f2 no such group", f2("a", "$2"), "a -> ", "pairs[0].replace 0 unknown-group $2"},
        {"f2 dollar alone", f2("a", "$ $-"), "a -> $$ $$-"},
        {"f2 quoted group", f2("(a)", "{<$2>.up}"), "(a) -> ", "pairs[0].replace 0 unknown-group {<$2>.up}"},
        {"f2 quoted chinese", f2("a", "{<照a>.up}"), "a -> 照A"},
        {"f2 parent 0", f2("a", "{0p}"), "a -> ", "pairs[0].replace 0 bad-argument {0p}"},
        {"f2 counter of some", f2("a", "{%02d}"), "a -> {n:pad=2}", "pairs[0].replace 0 counts-all-files {%02d}"},
        {"f2 counter that stands", f2("", "{7%03d0}"), "007"},
        {"f2 too wide a counter", f2("", "{%099d}"), "", "pairs[0].replace 0 bad-argument {%099d}"},
        {"f2 words of a date", f2("", "{mtime.YYYY_MM|DD}"), "{mtime:yyyy_MM\\|dd}"},
        {"f2 no word of a date", f2("", "{mtime.QQ}"), "", "pairs[0].replace 0 bad-argument {mtime.QQ}"},
        {"f2 transform of a lost one", f2("", "{ctime.YYYY.up}"), "", "pairs[0].replace 0 no-counterpart {ctime.YYYY.up}"},
        {"f2 transform of a date", f2("", "{mtime.MMM.up}"), "{mtime:MMM|upper}"},
        {"f2 transform of two tokens", f2("", "{x.wh.up}"), "{width|upper}x{height|upper}"},
        {"f2 second pair", F2Input{.pairs = {{"a", "{f}"}, {"b", "{f}{ext}"}}}, "a -> {stem}; b -> {original.stem}{original.ext}"},
        {"f2 literal", F2Input{.pairs = {{"a.b", "$1"}}, .literal = true}, "a.b -> $1"},
        {"f2 literal and what was found", F2Input{.pairs = {{"a.b", "$1{.up}"}}, .literal = true}, "a\\.b -> $$1{0|upper}"},
        {"f2 tag of exiftool", f2("", "{xt.Model}"), "{exif:Model}"},
        {"f2 tag that only exiftool knows", f2("", "a{xt.YYYY}"), "a", "pairs[0].replace 1 no-counterpart {xt.YYYY}"},
        {"f2 limit", F2Input{.pairs = {{"a", "b"}}, .limit = 3}, "a -> b", "limit 0 no-counterpart 3"},
        {"f2 without extension", F2Input{.pairs = {{"", "{.lw}"}}, .ignoreExtension = true}, "{stem|lower}"},
    };
    return kRows;
}

struct NameRow {
    const char *title;
    ImportInput input;
    Bytes name;
    Bytes expected;
};

const std::vector<NameRow> &nameRows()
{
    static const std::vector<NameRow> kRows = {
        {"krename part", kRename("[2;3]"), "照片 Test.jpg", "片 T.jpg"},
        {"krename case", kRename("*"), "it IS.txt", "It Is.txt"},
        {"krename extension", KRenameInput{.name = "$", .extension = "%"}, "a.JPG", "a.jpg"},
        {"krename last ones", kRename("[[length-1]-[length]]"), "abc.txt", "bc.txt"},
        {"powerrename first", powerRename("A", "b"), "xAa.txt", "xba.txt"},
        {"powerrename case", PowerRenameInput{.letters = CaseRule::To::Title}, "THE END of a TALE.TXT", "The End of a Tale.TXT"},
        {"powerrename group", powerRename("(a)(b)", "$2$1{}", true), "ab", "ba{}"},
        {"f2 groups", f2("(\\w+)-(\\w+)", "{<$2>.up}-$1"), "ab-cd.txt", "CD-ab.txt"},
        {"f2 windows", f2("", "{.win}"), "a:b?|\\.txt", "ab.txt"},
        {"f2 two extensions", f2("", "n{2ext}"), "x.tar.gz", "n.tar.gz"},
        {"f2 all", f2("a|b", "x"), "ab.txt", "xx.txt"},
        {"f2 counter with spaces", f2("", "{%3d}"), "a", "  1"},
    };
    return kRows;
}

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void row_data();
    void row();
    void problem_data();
    void problem();
    void names_data();
    void names();
    void anythingCompiles();
};

void TestImport::row_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < rows().size(); ++i)
        QTest::newRow(rows()[i].title) << i;
}

void TestImport::row()
{
    QFETCH(std::size_t, index);
    const ImportRow &row = rows()[index];
    const auto result = importRecipe(row.input);
    QVERIFY(std::holds_alternative<ImportedRecipe>(result));
    const auto &imported = std::get<ImportedRecipe>(result);
    QCOMPARE(shown(shownRules(imported.recipe)), shown(row.rules));
    QCOMPARE(shown(shownLosses(imported.losses)), shown(row.losses));
    const auto read = parseRecipe(writeRecipe(imported.recipe));
    QVERIFY(std::holds_alternative<RenameRecipe>(read));
    QCOMPARE(std::get<RenameRecipe>(read) == imported.recipe, true);
    QCOMPARE(faultOf(imported.recipe), Bytes());
}

void TestImport::problem_data()
{
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<int>("code");
    using Code = RecipeProblem::Code;
    const auto add
        = [](const char *title, const char *field, Code code) { QTest::newRow(title) << QByteArray(field) << static_cast<int>(code); };
    add("krename empty", "name", Code::MustNotBeEmpty);
    add("krename undecodable", "name", Code::NotText);
    add("krename undecodable extension", "extension", Code::NotText);
    add("powerrename empty", "find", Code::MustNotBeEmpty);
    add("powerrename undecodable", "replace", Code::NotText);
    add("powerrename bad regex", "find", Code::BadRegex);
    add("f2 empty", "pairs", Code::MustNotBeEmpty);
    add("f2 bad regex", "pairs[1].find", Code::BadRegex);
    add("f2 undecodable", "pairs[0].replace", Code::NotText);
}

void TestImport::problem()
{
    QFETCH(QByteArray, expected);
    QFETCH(int, code);
    static const std::map<QByteArray, ImportInput> kInputs = {
        {"krename empty", kRename("")},
        {"krename undecodable", kRename("\xff")},
        {"krename undecodable extension", KRenameInput{.name = "a", .extension = "\xff"}},
        {"powerrename empty", powerRename("", "b")},
        {"powerrename undecodable", powerRename("a", "\xff")},
        {"powerrename bad regex", powerRename("(a", "b", true)},
        {"f2 empty", F2Input{}},
        {"f2 bad regex", F2Input{.pairs = {{"a", "b"}, {"[", "c"}}}},
        {"f2 undecodable", f2("a", "\xff")},
    };
    const auto result = importRecipe(kInputs.at(QTest::currentDataTag()));
    const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result);
    QVERIFY(problems);
    QCOMPARE(problems->size(), std::size_t(1));
    QCOMPARE(shown(problems->front().field), expected);
    QCOMPARE(static_cast<int>(problems->front().code), code);
}

void TestImport::names_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < nameRows().size(); ++i)
        QTest::newRow(nameRows()[i].title) << i;
}

/// What the recipe makes of a name is what the other program makes of it.
void TestImport::names()
{
    QFETCH(std::size_t, index);
    const NameRow &row = nameRows()[index];
    const auto result = importRecipe(row.input);
    const auto &imported = std::get<ImportedRecipe>(result);
    QCOMPARE(imported.losses.size(), std::size_t(0));
    QCOMPARE(shown(nameOne(row.name, imported.recipe).name), shown(row.expected));
}

/// Whatever is typed, what comes out is a template that compiles, but for tokens this build does not know.
void TestImport::anythingCompiles()
{
    static const std::vector<Bytes> kPieces = {"[", "]", "{", "}", "$", "%", "\\", "|", ":", "@", ",", ";", "'", "/", "<", ">", "1", "9",
        "-", "f", "照", "##", "#{3;-2}", "[2-5]", "[date;", "[&2;3{", "[dirname", "[trimmed;", "[##length]", "[exif", "[js;", "$1", "$2",
        "$$", "$YYYY", "$HH", "$TITLE", "${start=", "increment=2", "padding=3", "${rstringalpha=", "{f", "{ext", "{p", ".up", ".win", ".di",
        "{%03d", "{%", "d5", "{mtime.", "YYYY", "hh", "MMM", "{x.wh", "{xt.", "{id3.artist", "{hash.", "{csv.", "{<", "{<$1>", "{.", "r_d"};
    const auto result = rc::check("imports compile", [] {
        Bytes text;
        for (const Bytes &piece : *rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(kPieces)))
            text += piece;
        const ImportInput inputs[] = {kRename("$" + text), powerRename("(a)", text, true), powerRename("a", text), f2("(a)", text),
            f2("", text), KRenameInput{.name = "$", .extension = text}, F2Input{.pairs = {{"a", text}}, .literal = true}};
        for (const ImportInput &input : inputs) {
            const auto imported = importRecipe(input);
            RC_ASSERT(std::holds_alternative<ImportedRecipe>(imported));
            RC_ASSERT(faultOf(std::get<ImportedRecipe>(imported).recipe) == Bytes());
        }
    });
    QVERIFY(result);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
