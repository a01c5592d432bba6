// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that put text into names. Those that take it out are in tst_rules_remove.cpp.
#include "tests/support/rule_rows.h"

using namespace bulkhead;
using namespace bulkhead::test;

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesThatFeedEachOtherEnd();
    void replace_data()
    {
        addRuleRows({
            {"text", "{'rule': 'replace', 'find': 'a', 'with': 'b'}", "banana.txt", "bbnbnb.txt"},
            {"stem only", "{'rule': 'replace', 'find': 't', 'with': 'x'}", "tt.txt", "xx.txt"},
            {"extension only", "{'rule': 'replace', 'find': 't', 'with': 'x', 'scope': 'extension'}", "tt.txt", "tt.xxx"},
            {"whole name", "{'rule': 'replace', 'find': '.', 'with': '_', 'scope': 'name'}", "a.b.txt", "a_b_txt"},
            {"nothing found", "{'rule': 'replace', 'find': 'z', 'with': 'x'}", "a.txt", "a.txt"},
            {"with nothing", "{'rule': 'replace', 'find': 'an'}", "banana", "ba"},
            {"not overlapping", "{'rule': 'replace', 'find': 'aa', 'with': 'b'}", "aaaaa", "bba"},
            {"result is not searched again", "{'rule': 'replace', 'find': 'a', 'with': 'aa'}", "aa", "aaaa"},
            {"case matters", "{'rule': 'replace', 'find': 'A', 'with': 'x'}", "aAa", "axa"},
            {"case ignored", "{'rule': 'replace', 'find': 'é', 'with': 'x', 'case': 'ignore'}", "ÉéE", "xxE"},
            {"whole word", "{'rule': 'replace', 'find': 'cat', 'with': 'dog', 'whole_word': true}", "cat concat cat's", "dog concat dog's"},
            {"first", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': 'first'}", "aaa", "xaa"},
            {"last", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': 'last'}", "aaab", "aaxb"},
            {"last of none", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': 'last'}", "bbb", "bbb"},
            {"second", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': 2}", "aaa", "axa"},
            {"second from the end", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': -2}", "aaaa", "aaxa"},
            {"fifth of four", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': 5}", "aaaa", "aaaa"},
            {"fifth from the end of four", "{'rule': 'replace', 'find': 'a', 'with': 'x', 'occurrences': -5}", "aaaa", "aaaa"},
            {"cjk", "{'rule': 'replace', 'find': '照', 'with': '图'}", "照片照.jpg", "图片图.jpg"},
            {"combining mark by itself", "{'rule': 'replace', 'find': '\\u0301', 'with': ''}", "cafe\u0301", "cafe"},
            {"undecodable bytes stay", "{'rule': 'replace', 'find': 'a', 'with': 'b'}",
                "\xff"
                "a\xfe"
                "a\xff",
                "\xff"
                "b\xfe"
                "b\xff"},
            {"regex around undecodable bytes", "{'rule': 'replace', 'find': '^(.)(.*)$', 'with': '$2$1', 'mode': 'regex'}",
                "\xff"
                "ab\xfe",
                "ab\xfe\xff"},
            {"newline", "{'rule': 'replace', 'find': '\\n', 'with': ' '}", "a\nb.txt", "a b.txt"},
            {"wildcard", "{'rule': 'replace', 'find': '(*)', 'with': '', 'mode': 'wildcard'}", "a (1).txt", "a .txt"},
            {"regex groups", "{'rule': 'replace', 'find': '(\\\\d+)-(\\\\d+)', 'with': '$2-$1', 'mode': 'regex'}", "12-34 5-6.txt",
                "34-12 6-5.txt"},
            {"named group", "{'rule': 'replace', 'find': '(?<y>\\\\d{4})', 'with': '[${y}]', 'mode': 'regex'}", "a2024b", "a[2024]b"},
            {"group name of two groups", "{'rule': 'replace', 'find': '(?J)a(?<y>.)|b(?<y>.)', 'with': '[${y}]', 'mode': 'regex'}", "a1b2",
                "[1][2]"},
            {"regex case changes", "{'rule': 'replace', 'find': '(\\\\w+) (\\\\w+)', 'with': '\\\\U$1\\\\E \\\\u$2', 'mode': 'regex'}",
                "ab cd", "AB Cd"},
            {"regex, last, captures", "{'rule': 'replace', 'find': '([ab])', 'with': '<$1>', 'mode': 'regex', 'occurrences': 'last'}",
                "xaybz", "xay<b>z"},
            {"regex, second, captures", "{'rule': 'replace', 'find': '([ab])', 'with': '<$1>', 'mode': 'regex', 'occurrences': 2}",
                "xaybaz", "xay<b>az"},
            {"regex, empty matches", "{'rule': 'replace', 'find': 'x*', 'with': '-', 'mode': 'regex'}", "axb", "-a-b-"},
            {"regex, empty matches between cjk",
                "{'rule': 'replace', 'find': '', 'with': '', 'mode': 'regex', 'enabled': false},"
                "{'rule': 'replace', 'find': '(?=.)', 'with': '-', 'mode': 'regex'}",
                "照片", "-照-片"},
            {"regex matches the whole once", "{'rule': 'replace', 'find': '.*', 'with': 'x', 'mode': 'regex'}", "abc.txt", "x.txt"},
            {"regex on an empty extension", "{'rule': 'replace', 'find': '^$', 'with': 'new', 'mode': 'regex', 'scope': 'extension'}",
                "abc", "abc.new"},
            {"look behind", "{'rule': 'replace', 'find': '(?<=a)b', 'with': 'c', 'mode': 'regex'}", "abab", "acac"},
            {"dollar is text in text mode", "{'rule': 'replace', 'find': 'a', 'with': '$1'}", "a", "$1"},
            {"template in with", "{'rule': 'replace', 'find': 'x', 'with': '{original.stem}'}", "axb.txt", "aaxbb.txt"},
            {"template counter", "{'rule': 'replace', 'find': '#', 'with': '{n:pad=3}'}", "a#.txt", "a001.txt"},
            {"runaway regex", "{'rule': 'replace', 'find': 'z'}, {'rule': 'replace', 'find': '(a+)+$', 'with': 'x', 'mode': 'regex'}",
                QByteArray(40, 'a') + "z!", QByteArray(40, 'a') + "!", RowIssue::PatternTooComplex},
            {"slash typed", "{'rule': 'replace', 'find': '-', 'with': '/'}", "2024-05-a.txt", "2024/05/a.txt"},
            {"everything gone", "{'rule': 'replace', 'find': 'abc'}", "abc", "", RowIssue::EmptyName},
            {"NUL typed", "{'rule': 'replace', 'find': 'a', 'with': '\\u0000'}", "ab", QByteArray("\0b", 2), RowIssue::IllegalName},
        });
    }
    void replace() { checkRuleRow(); }

    void replaceAnyBytes()
    {
        RenameRecipe recipe;
        recipe.rules.push_back({ReplaceRule{.find = "\xe9", .with = "é"}});
        QCOMPARE(shown(nameOne("caf\xe9.txt", recipe).name), QByteArray("café.txt"));
        recipe.rules = {{ReplaceRule{.find = "\xa9", .with = "x"}}}; // The second byte of an é too, which is not to be cut.
        QCOMPARE(shown(nameOne("é\xa9.txt", recipe).name), QByteArray("éx.txt"));
    }

    void newName_data()
    {
        addRuleRows({
            {"stem", "{'rule': 'template', 'text': 'new'}", "old.txt", "new.txt"},
            {"extension", "{'rule': 'template', 'text': 'new', 'scope': 'extension'}", "old.txt", "old.new"},
            {"extension where there is none", "{'rule': 'template', 'text': 'new', 'scope': 'extension'}", "old", "old.new"},
            {"extension emptied", "{'rule': 'template', 'text': '', 'scope': 'extension'}", "old.txt", "old"},
            {"name", "{'rule': 'template', 'text': 'new', 'scope': 'name'}", "old.txt", "new"},
            {"parts compose", "{'rule': 'template', 'text': '{stem}{ext}', 'scope': 'name'}", "a.tar.gz", "a.tar.gz"},
            {"parts compose without extension", "{'rule': 'template', 'text': '{stem}{ext}', 'scope': 'name'}", "Makefile", "Makefile"},
            {"parts compose at a last dot", "{'rule': 'template', 'text': '{stem}{ext}', 'scope': 'name'}", "a.", "a."},
            {"undecodable", "{'rule': 'template', 'text': 'x{stem}'}", "\xff\xfe.t", "x\xff\xfe.t"},
            {"cjk", "{'rule': 'template', 'text': '照片 {stem}'}", "片.jpg", "照片 片.jpg"},
            {"counter", "{'rule': 'template', 'text': '{n:start=9,pad=2}'}", "a.txt", "09.txt"},
            {"folders", "{'rule': 'template', 'text': '{ext|slice:1,4|upper}/{stem}'}", "a.txt", "TXT/a.txt"},
            {"folders in the extension scope", "{'rule': 'template', 'text': 'x/y', 'scope': 'extension'}", "a.txt", "a.x/y"},
            {"later rules work on the last part", "{'rule': 'template', 'text': 'k/{stem}'}, {'rule': 'replace', 'find': 'k', 'with': 'x'}",
                "ak.txt", "k/ax.txt"},
            {"a folder keeps its dots", "{'rule': 'template', 'text': 'new'}", "my.folder/", "new"},
            {"a folder has no extension", "{'rule': 'template', 'text': 'new', 'scope': 'extension'}", "my.folder/", "my.folder"},
            {"empty", "{'rule': 'template', 'text': ''}", "a", "", RowIssue::EmptyName},
            {"empty in a folder", "{'rule': 'template', 'text': 'x/', 'scope': 'name'}", "a", "x/", RowIssue::EmptyName},
            {"empty stem keeps the extension", "{'rule': 'template', 'text': ''}, {'rule': 'insert', 'text': 'x', 'at': 'suffix'}", "a.txt",
                "x.txt"},
            {"empty stem in a folder", "{'rule': 'template', 'text': 'f/'}, {'rule': 'insert', 'text': 'x', 'at': 'suffix'}", "a.txt",
                "f/x.txt"},
            {"empty stem, then its extension",
                "{'rule': 'template', 'text': ''}, {'rule': 'extension', 'case': 'upper'}, {'rule': 'insert', 'text': 'x'}", "a.txt",
                "x.TXT"},
            {"a new name that begins with a dot, behind an empty stem",
                "{'rule': 'remove', 'what': 'letters'}, {'rule': 'template', 'text': '.config.{n}', 'scope': 'name'},"
                "{'rule': 'insert', 'text': 'X', 'at': 'suffix'}",
                "abc.jpg", ".configX.1"},
            {"the same name in a folder, behind an empty stem",
                "{'rule': 'remove', 'what': 'letters'}, {'rule': 'template', 'text': 'f/{name}', 'scope': 'name'},"
                "{'rule': 'insert', 'text': 'X', 'at': 'suffix'}",
                "abc.jpg", "f/X.jpg"},
            {"letter case of the whole name, behind an empty stem",
                "{'rule': 'remove', 'what': 'letters'}, {'rule': 'case', 'to': 'lower', 'scope': 'name'},"
                "{'rule': 'number', 'at': 'suffix'}",
                "ABC.JPG", "1.jpg"},
            {"a folder in front of an extension without a stem",
                "{'rule': 'template', 'text': ''}, {'rule': 'insert', 'text': 'f/', 'scope': 'name'},"
                "{'rule': 'replace', 'find': 'jpg', 'with': 'png', 'scope': 'extension'}",
                "a.jpg", "f/.png"},
            {"dot", "{'rule': 'template', 'text': '.', 'scope': 'name'}", "a", ".", RowIssue::IllegalName},
            {"two dots", "{'rule': 'template', 'text': '..', 'scope': 'name'}", "a", "..", RowIssue::IllegalName},
            {"two dots as a folder", "{'rule': 'template', 'text': '../{stem}'}", "a", "../a", RowIssue::IllegalName},
            {"absolute", "{'rule': 'template', 'text': '/{stem}'}", "a", "/a", RowIssue::IllegalName},
            {"only a slash", "{'rule': 'template', 'text': '/', 'scope': 'name'}", "a", "/", RowIssue::IllegalName},
            {"empty folder", "{'rule': 'template', 'text': 'x//{stem}'}", "a", "x//a", RowIssue::IllegalName},
            {"three dots are a name", "{'rule': 'template', 'text': '...', 'scope': 'name'}", "a", "..."},
        });
    }
    void newName() { checkRuleRow(); }

    void insert_data()
    {
        addRuleRows({
            {"prefix", "{'rule': 'insert', 'text': 'x'}", "ab.txt", "xab.txt"},
            {"suffix", "{'rule': 'insert', 'text': 'x', 'at': 'suffix'}", "ab.txt", "abx.txt"},
            {"position 0", "{'rule': 'insert', 'text': 'x', 'at': 0}", "ab.txt", "xab.txt"},
            {"position 1", "{'rule': 'insert', 'text': 'x', 'at': 1}", "ab.txt", "axb.txt"},
            {"position at the end", "{'rule': 'insert', 'text': 'x', 'at': 2}", "ab.txt", "abx.txt"},
            {"position past the end", "{'rule': 'insert', 'text': 'x', 'at': 99}", "ab.txt", "abx.txt"},
            {"before the last", "{'rule': 'insert', 'text': 'x', 'at': -1}", "ab.txt", "axb.txt"},
            {"as many from the end as there are", "{'rule': 'insert', 'text': 'x', 'at': -2}", "ab.txt", "xab.txt"},
            {"far past the start", "{'rule': 'insert', 'text': 'x', 'at': -2147483648}", "ab.txt", "xab.txt"},
            {"position counts clusters", "{'rule': 'insert', 'text': 'x', 'at': 1}", "e\u0301a.txt", "e\u0301xa.txt"},
            {"position from the end counts clusters", "{'rule': 'insert', 'text': 'x', 'at': -1}", "a👨‍👩‍👧.txt",
                "ax👨‍👩‍👧.txt"},
            {"position, cjk", "{'rule': 'insert', 'text': '-', 'at': 1}", "照片.jpg", "照-片.jpg"},
            {"position, undecodable", "{'rule': 'insert', 'text': 'x', 'at': 1}", "\xff\xfe", "\xffx\xfe"},
            {"before", "{'rule': 'insert', 'text': 'x', 'at': 'before', 'anchor': 'b'}", "abab", "axbab"},
            {"after", "{'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': 'ab'}", "abab", "abxab"},
            {"after a regex", "{'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': '\\\\d+', 'anchor_mode': 'regex'}", "a12b",
                "a12xb"},
            {"before a regex in an empty extension",
                "{'rule': 'insert', 'text': 'x', 'at': 'before', 'anchor': '$', 'anchor_mode': 'regex', 'scope': 'extension'}", "a", "a.x"},
            {"anchor is no regex", "{'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': '.'}", "ab", "ab"},
            {"anchor not found", "{'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': 'z'}", "ab", "ab"},
            {"template", "{'rule': 'insert', 'text': '{n}-'}", "ab", "1-ab"},
            {"into the extension", "{'rule': 'insert', 'text': 'x', 'at': 'suffix', 'scope': 'extension'}", "a.txt", "a.txtx"},
            {"extension made", "{'rule': 'insert', 'text': 'x', 'at': 'suffix', 'scope': 'extension'}", "a", "a.x"},
            {"into the whole name", "{'rule': 'insert', 'text': 'x', 'at': 'suffix', 'scope': 'name'}", "a.txt", "a.txtx"},
            {"runaway anchor", "{'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': '(a+)+$', 'anchor_mode': 'regex'}",
                QByteArray(40, 'a') + "z", QByteArray(40, 'a') + "z", RowIssue::PatternTooComplex},
        });
    }
    void insert() { checkRuleRow(); }

    void number_data()
    {
        addRuleRows({
            {"default", "{'rule': 'number'}", "ab.txt", "1ab.txt"},
            {"start", "{'rule': 'number', 'start': 7, 'separator': '-'}", "ab.txt", "7-ab.txt"},
            {"negative", "{'rule': 'number', 'start': -7, 'pad': 3, 'separator': ' '}", "ab.txt", "-007 ab.txt"},
            {"padded", "{'rule': 'number', 'pad': 4, 'separator': '_'}", "ab.txt", "0001_ab.txt"},
            {"widest pad", "{'rule': 'number', 'pad': 64}", "a", QByteArray(63, '0') + "1a"},
            {"suffix", "{'rule': 'number', 'at': 'suffix', 'separator': '-'}", "ab.txt", "ab-1.txt"},
            {"in the middle", "{'rule': 'number', 'at': 1, 'separator': '-'}", "ab.txt", "a-1-b.txt"},
            {"separator only where there is text", "{'rule': 'template', 'text': ''}, {'rule': 'number', 'at': 'suffix', 'separator': '-'}",
                "ab.txt", "1.txt"},
            {"separator in an extension", "{'rule': 'number', 'at': 'suffix', 'separator': '-', 'scope': 'extension'}", "ab", "ab.1"},
            {"after", "{'rule': 'number', 'at': 'after', 'anchor': 'a', 'separator': '_'}", "ab.txt", "a_1_b.txt"},
            {"anchor not found", "{'rule': 'number', 'at': 'after', 'anchor': 'z'}", "ab.txt", "ab.txt"},
            {"hex", "{'rule': 'number', 'start': 255, 'base': 'hex', 'separator': '-'}", "ab.txt", "ff-ab.txt"},
            {"roman", "{'rule': 'number', 'start': 1999, 'base': 'ROMAN', 'separator': '-'}", "ab.txt", "MCMXCIX-ab.txt"},
            {"alpha", "{'rule': 'number', 'start': 27, 'base': 'alpha', 'separator': '-'}", "ab.txt", "aa-ab.txt"},
            {"chinese", "{'rule': 'number', 'start': 21, 'base': 'chinese'}", "片.jpg", "二十一片.jpg"},
            {"clusters", "{'rule': 'number', 'at': -1}", "ae\u0301", "a1e\u0301"},
            {"undecodable", "{'rule': 'number', 'at': 1}", "\xff\xfe",
                "\xff"
                "1\xfe"},
            {"largest", "{'rule': 'number', 'start': 9223372036854775807}", "a", "9223372036854775807a"},
            {"changed rows, none", "{'rule': 'number', 'count': 'changed'}", "a", "a"},
            {"changed rows", "{'rule': 'replace', 'find': 'a', 'with': 'b'}, {'rule': 'number', 'count': 'changed'}", "a", "1b"},
            {"per stem, alone", "{'rule': 'number', 'per': 'stem'}", "a", "a"},
        });
    }
    void number() { checkRuleRow(); }

    void extension_data()
    {
        addRuleRows({
            {"to", "{'rule': 'extension', 'to': 'md'}", "a.txt", "a.md"},
            {"to, with a dot", "{'rule': 'extension', 'to': '.md'}", "a.txt", "a.md"},
            {"to, with two dots", "{'rule': 'extension', 'to': '..md'}", "a.txt", "a..md"},
            {"to nothing", "{'rule': 'extension', 'to': ''}", "a.txt", "a"},
            {"to, from none", "{'rule': 'extension', 'to': 'md'}", "a", "a.md"},
            {"to, from a last dot", "{'rule': 'extension', 'to': 'md'}", "a.", "a.md"},
            {"to, compound", "{'rule': 'extension', 'to': 'zip'}", "a.tar.gz", "a.zip"},
            {"to, by the last dot", "{'rule': 'extension', 'to': 'zip'}", "a.tar.gz", "a.tar.zip", RowIssue::None, ExtensionStyle::LastDot},
            {"to, by the first dot", "{'rule': 'extension', 'to': 'zip'}", "a.b.c", "a.zip", RowIssue::None, ExtensionStyle::FirstDot},
            {"to, without splitting", "{'rule': 'extension', 'to': 'zip'}", "a.b", "a.b.zip", RowIssue::None, ExtensionStyle::None},
            {"to, a template with the extension", "{'rule': 'extension', 'to': '{ext|upper}'}", "a.txt", "a.TXT"},
            {"to, a template with the stem", "{'rule': 'extension', 'to': '{stem}'}", "a.txt", "a.a"},
            {"lower", "{'rule': 'extension', 'case': 'lower'}", "A.TXT", "A.txt"},
            {"upper", "{'rule': 'extension', 'case': 'upper'}", "a.straße", "a.STRASSE"},
            {"case of nothing", "{'rule': 'extension', 'case': 'upper'}", "abc", "abc"},
            {"case at a last dot", "{'rule': 'extension', 'case': 'upper'}", "abc.", "abc."},
            {"to and case", "{'rule': 'extension', 'to': 'Md', 'case': 'upper'}", "a.txt", "a.MD"},
            {"add", "{'rule': 'extension', 'add': 'bak'}", "a.txt", "a.txt.bak"},
            {"add, with a dot", "{'rule': 'extension', 'add': '.bak'}", "a.txt", "a.txt.bak"},
            {"add to none", "{'rule': 'extension', 'add': 'bak'}", "a", "a.bak"},
            {"to and add", "{'rule': 'extension', 'to': 'tar', 'add': 'gz'}", "a.txt", "a.tar.gz"},
            {"remove", "{'rule': 'extension', 'remove': true}", "a.tar.gz", "a"},
            {"remove the dot at the end", "{'rule': 'extension', 'remove': true}", "a.", "a"},
            {"remove none", "{'rule': 'extension', 'remove': true}", ".bashrc", ".bashrc"},
            {"leading dot", "{'rule': 'extension', 'to': 'bak'}", ".bashrc", ".bashrc.bak"},
            {"undecodable", "{'rule': 'extension', 'case': 'lower'}", "a\xff.T\xfeT", "a\xff.t\xfet"},
            {"cjk", "{'rule': 'extension', 'to': '图'}", "照片.jpg", "照片.图"},
            {"a folder", "{'rule': 'extension', 'to': 'md'}", "a.d/", "a.d"},
            {"scope does not matter", "{'rule': 'extension', 'to': 'md', 'scope': 'stem'}", "a.txt", "a.md"},
        });
    }
    void extension() { checkRuleRow(); }
};

void TestRules::rulesThatFeedEachOtherEnd()
{
    Bytes rules;
    for (int i = 0; i < 30; ++i)
        rules += Bytes(i > 0 ? ", " : "") + "{'rule': 'replace', 'find': 'a', 'with': 'aaaaaaaaaa'}";
    QCOMPARE(int(nameOne(Bytes(200, 'a'), recipeOf(rules)).issue), int(RowIssue::TooLong));
}

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
