// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rule_rows.h"

namespace bulkhead::test {

RuleGroup replaceRows()
{
    return {"replace",
        {
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
        }};
}

RuleGroup templateRows()
{
    return {"template",
        {
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
            {"combining", "{'rule': 'template', 'text': '{stem}e\u0301'}", "a\u0301.txt", "a\u0301e\u0301.txt"},
            {"as long as a name may be", "{'rule': 'template', 'text': '{stem}x'}", QByteArray(250, 'a') + ".txt",
                QByteArray(250, 'a') + "x.txt"},
            {"longer than a name may be", "{'rule': 'template', 'text': '{stem}xx'}", QByteArray(250, 'a') + ".txt",
                QByteArray(250, 'a') + "xx.txt", RowIssue::TooLong},
            {"several", "{'rule': 'template', 'text': '{n} of {count}'}", {"a.txt", "照.jpg", "\xff"},
                {"1 of 3.txt", "2 of 3.jpg", "3 of 3"}},
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
        }};
}

} // namespace bulkhead::test
