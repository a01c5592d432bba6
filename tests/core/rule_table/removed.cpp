// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rule_rows.h"

namespace bulkhead::test {

RuleGroup removeRows()
{
    return {"remove",
        {
            {"first", "{'rule': 'remove', 'count': 1}", "abc.txt", "bc.txt"},
            {"from 1", "{'rule': 'remove', 'from': 1}", "abc.txt", "ac.txt"},
            {"from 1 two", "{'rule': 'remove', 'from': 1, 'count': 2}", "abcd.txt", "ad.txt"},
            {"none", "{'rule': 'remove', 'from': 1, 'count': 0}", "abc", "abc"},
            {"last", "{'rule': 'remove', 'from': -1}", "abc.txt", "ab.txt"},
            {"last two", "{'rule': 'remove', 'from': -2, 'count': 2}", "abc.txt", "a.txt"},
            {"last but one", "{'rule': 'remove', 'from': -2, 'count': 1}", "abc.txt", "ac.txt"},
            {"more than there are", "{'rule': 'remove', 'from': 1, 'count': 2147483647}", "abc.txt", "a.txt"},
            {"past the end", "{'rule': 'remove', 'from': 3}", "abc.txt", "abc.txt"},
            {"before the start", "{'rule': 'remove', 'from': -5, 'count': 1}", "abc.txt", "abc.txt"},
            {"partly before the start", "{'rule': 'remove', 'from': -4, 'count': 2}", "abc.txt", "bc.txt"},
            {"clusters", "{'rule': 'remove', 'from': 1, 'count': 1}", "ae\u0301b", "ab"},
            {"emoji", "{'rule': 'remove', 'from': -1}", "a👨‍👩‍👧", "a"},
            {"flag", "{'rule': 'remove', 'from': 0}", "🇳🇱🇨🇳", "🇨🇳"},
            {"cjk", "{'rule': 'remove', 'from': 0}", "照片.jpg", "片.jpg"},
            {"undecodable", "{'rule': 'remove', 'from': 1}", "\xff\xfe\xfd", "\xff\xfd"},
            {"line end is one", "{'rule': 'remove', 'from': 1}", "a\r\nb", "ab"},
            {"in the extension", "{'rule': 'remove', 'from': 0, 'count': 3, 'scope': 'extension'}", "a.txt", "a"},
            {"in the whole name", "{'rule': 'remove', 'from': 1, 'count': 1, 'scope': 'name'}", "a.txt", "atxt"},
            {"all", "{'rule': 'remove', 'from': 0, 'count': 3}", "abc", "", RowIssue::EmptyName},
            {"inside", "{'rule': 'remove', 'between': ['(', ')']}", "a(b)c.txt", "a()c.txt"},
            {"with the marks", "{'rule': 'remove', 'between': ['(', ')'], 'including': true}", "a(b)c.txt", "ac.txt"},
            {"every pair", "{'rule': 'remove', 'between': ['(', ')'], 'including': true}", "(a)b(c)d", "bd"},
            {"same mark", "{'rule': 'remove', 'between': ['_', '_'], 'including': true}", "a_b_c_d", "ac_d"},
            {"no first mark", "{'rule': 'remove', 'between': ['(', ')']}", "ab)c", "ab)c"},
            {"no second mark", "{'rule': 'remove', 'between': ['(', ')'], 'including': true}", "(a)b(c", "b(c"},
            {"second before first", "{'rule': 'remove', 'between': ['(', ')']}", ")a(", ")a("},
            {"long marks", "{'rule': 'remove', 'between': ['<<', '>>'], 'including': true}", "a<<b>>c", "ac"},
            {"from the start", "{'rule': 'remove', 'between': ['', '-'], 'including': true}", "a-b-c", "b-c"},
            {"from the start, mark stays", "{'rule': 'remove', 'between': ['', '-']}", "a-b-c", "-b-c"},
            {"to the end", "{'rule': 'remove', 'between': ['-', ''], 'including': true}", "a-b-c", "a"},
            {"to the end, mark stays", "{'rule': 'remove', 'between': ['-', '']}", "a-b-c.txt", "a-.txt"},
            {"between: cjk", "{'rule': 'remove', 'between': ['【', '】'], 'including': true}", "照【a】片", "照片"},
            {"undecodable inside", "{'rule': 'remove', 'between': ['(', ')']}", "a(\xff)\xfe", "a()\xfe"},
            {"digits", "{'rule': 'remove', 'what': 'digits'}", "a1b22.mp3", "ab.mp3"},
            {"digits of other scripts", "{'rule': 'remove', 'what': 'digits'}", "a١２b", "ab"},
            {"letters", "{'rule': 'remove', 'what': 'letters'}", "IMG_é照1.jpg", "_1.jpg"},
            {"letters with their marks", "{'rule': 'remove', 'what': 'letters'}",
                "1e\u0301q\u0323\u0307"
                "2",
                "12"},
            {"spaces", "{'rule': 'remove', 'what': 'spaces'}", "a b\u00a0c\u3000\td", "abcd"},
            {"punctuation", "{'rule': 'remove', 'what': 'punctuation'}", "a_b-c,d。e!$", "abcde$"},
            {"symbols", "{'rule': 'remove', 'what': 'symbols'}", "a+b€c✨d👨‍👩‍👧e-", "abcde-"},
            {"brackets", "{'rule': 'remove', 'what': 'brackets'}", "a(b)c[d]e{f}g<h>i", "acegi"},
            {"full-width brackets", "{'rule': 'remove', 'what': 'brackets'}", "照（a）片【b】", "照片"},
            {"nested brackets", "{'rule': 'remove', 'what': 'brackets'}", "a(b[c]d)e(f(g)h)i", "aei"},
            {"brackets without partner", "{'rule': 'remove', 'what': 'brackets'}", "a)b(c", "a)b(c"},
            {"open inside a pair", "{'rule': 'remove', 'what': 'brackets'}", "a(b[c)d]e", "ad]e"},
            {"closed inside a pair", "{'rule': 'remove', 'what': 'brackets'}", "a(b]c)d", "ad"},
            {"pair behind an open one", "{'rule': 'remove', 'what': 'brackets'}", "a(b[c]d", "a(bd"},
            {"undecodable in brackets", "{'rule': 'remove', 'what': 'brackets'}", "a(\xff)\xfe", "a\xfe"},
            {"accents", "{'rule': 'remove', 'what': 'accents'}", "Ünïcödé ñ.txt", "Unicode n.txt"},
            {"accents decomposed", "{'rule': 'remove', 'what': 'accents'}", "cafe\u0301", "cafe"},
            {"many accents", "{'rule': 'remove', 'what': 'accents'}", "a\u0301\u0302\u0303\u0304b", "ab"},
            {"accents in greek", "{'rule': 'remove', 'what': 'accents'}", "Ελλάδα", "Ελλαδα"},
            {"marks that are no accents", "{'rule': 'remove', 'what': 'accents'}", "が한กี", "が한กี"},
            {"no composing of others", "{'rule': 'remove', 'what': 'accents'}", "\u212b\u2126é", "A\u2126e"},
            {"several kinds", "{'rule': 'remove', 'what': ['digits', 'spaces', 'brackets', 'accents']}", "é 1(x)2ü.txt", "eu.txt"},
            {"undecodable are of no kind",
                "{'rule': 'remove', 'what': ['digits', 'letters', 'spaces', 'punctuation', 'symbols', 'accents']}",
                "\xff"
                "a1\xfe",
                "\xff\xfe"},
            {"code points of the reversible view", "{'rule': 'remove', 'what': ['symbols', 'accents']}", "a\U0010FFE9", "a\U0010FFE9"},
            {"extension", "{'rule': 'remove', 'what': 'digits', 'scope': 'extension'}", "a1.mp3", "a1.mp"},
        }};
}

RuleGroup keepRows()
{
    return {"keep",
        {
            {"first", "{'rule': 'keep', 'count': 1}", "abc.txt", "a.txt"},
            {"from 1 two", "{'rule': 'keep', 'from': 1, 'count': 2}", "abcd.txt", "bc.txt"},
            {"last two", "{'rule': 'keep', 'from': -2, 'count': 2}", "abc.txt", "bc.txt"},
            {"more than there are", "{'rule': 'keep', 'from': 1, 'count': 2147483647}", "abc.txt", "bc.txt"},
            {"all there is", "{'rule': 'keep', 'count': 3}", "abc.txt", "abc.txt"},
            {"partly before the start", "{'rule': 'keep', 'from': -4, 'count': 2}", "abc.txt", "a.txt"},
            {"past the end", "{'rule': 'keep', 'from': 3}", "abc", "", RowIssue::EmptyName},
            {"clusters", "{'rule': 'keep', 'from': 1, 'count': 1}", "ae\u0301b", "e\u0301"},
            {"cjk", "{'rule': 'keep', 'from': 1}", "照片.jpg", "片.jpg"},
            {"undecodable", "{'rule': 'keep', 'from': 1}", "\xff\xfe\xfd", "\xfe"},
            {"in the extension", "{'rule': 'keep', 'from': 0, 'count': 2, 'scope': 'extension'}", "a.txt", "a.tx"},
            {"between", "{'rule': 'keep', 'between': ['(', ')']}", "a(b)c.txt", "b.txt"},
            {"between, with the marks", "{'rule': 'keep', 'between': ['(', ')'], 'including': true}", "a(b)c.txt", "(b).txt"},
            {"every pair", "{'rule': 'keep', 'between': ['[', ']']}", "[a]b[c]d", "ac"},
            {"up to a mark", "{'rule': 'keep', 'between': ['', ' - ']}", "artist - title", "artist"},
            {"behind a mark", "{'rule': 'keep', 'between': [' - ', '']}", "artist - title", "title"},
            {"no second mark", "{'rule': 'keep', 'between': ['(', ')']}", "a(b", "", RowIssue::EmptyName},
            {"undecodable inside", "{'rule': 'keep', 'between': ['(', ')']}", "a(\xff)\xfe", "\xff"},
            {"digits", "{'rule': 'keep', 'what': 'digits'}", "IMG_1b22.mp3", "122.mp3"},
            {"letters with their marks", "{'rule': 'keep', 'what': 'letters'}", "1e\u0301_照2", "e\u0301照"},
            {"several kinds", "{'rule': 'keep', 'what': ['digits', 'spaces']}", "a 1-b２", " 1２"},
            {"brackets", "{'rule': 'keep', 'what': 'brackets'}", "a(b)c【照】(d", "(b)【照】"},
            {"brackets and digits", "{'rule': 'keep', 'what': ['brackets', 'digits']}", "a1(b)2c", "1(b)2"},
            {"undecodable are of no kind", "{'rule': 'keep', 'what': ['letters', 'digits']}",
                "\xff"
                "a1\xfe",
                "a1"},
            {"none of the kind", "{'rule': 'keep', 'what': 'digits'}", "abc", "", RowIssue::EmptyName},
        }};
}

RuleGroup trimRows()
{
    return {"trim",
        {
            {"both ends", "{'rule': 'trim'}", "  a b  .txt", "a b.txt"},
            {"start", "{'rule': 'trim', 'ends': 'start'}", "  a  .txt", "a  .txt"},
            {"end", "{'rule': 'trim', 'ends': 'end'}", "  a  .txt", "  a.txt"},
            {"no-break and ideographic space", "{'rule': 'trim'}",
                "\u00a0\u3000"
                "a\u2003",
                "a"},
            {"tab and newline", "{'rule': 'trim'}", "\ta\r\n", "a"},
            {"characters", "{'rule': 'trim', 'what': '_-'}", "_-a_b-_.txt", "a_b.txt"},
            {"spaces stay when others are named", "{'rule': 'trim', 'what': '_'}", "_ a _", " a "},
            {"letters of the word", "{'rule': 'trim', 'what': ['spaces']}", "space", "", RowIssue::EmptyName},
            {"collapse", "{'rule': 'trim', 'collapse': true}", " a  b   c ", "a b c"},
            {"collapse keeps the first of a run", "{'rule': 'trim', 'what': ' _', 'collapse': true}", "a_ _b _c", "a_b c"},
            {"collapse at an end that stays", "{'rule': 'trim', 'ends': 'start', 'collapse': true}", "  a  ", "a "},
            {"cjk", "{'rule': 'trim', 'what': '。'}", "。照片。。", "照片"},
            {"part of a cluster", "{'rule': 'trim', 'what': 'e'}", "eae\u0301", "ae\u0301"},
            {"a whole cluster", "{'rule': 'trim', 'what': 'e\\u0301'}", "e\u0301ae\u0301e", "ae\u0301e"},
            {"undecodable", "{'rule': 'trim'}", " \xff \xfe ", "\xff \xfe"},
            {"nothing to trim", "{'rule': 'trim'}", "a.txt", "a.txt"},
            {"all", "{'rule': 'trim'}", "   ", "", RowIssue::EmptyName},
            {"whole name", "{'rule': 'trim', 'what': '.t', 'scope': 'name'}", "ta.txt", "a.tx"},
        }};
}

} // namespace bulkhead::test
