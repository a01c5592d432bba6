// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rule_rows.h"

namespace bulkhead::test {

RuleGroup caseRows()
{
    return {"case",
        {
            {"lower", "{'rule': 'case', 'to': 'lower'}", "ABC.TXT", "abc.TXT"},
            {"upper", "{'rule': 'case', 'to': 'upper'}", "straße.txt", "STRASSE.txt"},
            {"upper extension", "{'rule': 'case', 'to': 'upper', 'scope': 'extension'}", "a.txt", "a.TXT"},
            {"title", "{'rule': 'case', 'to': 'title'}", "the lord of the rings", "The Lord Of The Rings"},
            {"title with small words", "{'rule': 'case', 'to': 'title', 'small': ['of', 'the']}", "the lord of the rings",
                "The Lord of the Rings"},
            {"keep", "{'rule': 'case', 'to': 'lower', 'keep': ['NASA']}", "Nasa LAUNCH", "NASA launch"},
            {"sentence", "{'rule': 'case', 'to': 'sentence'}", "HELLO WORLD", "Hello world"},
            {"invert", "{'rule': 'case', 'to': 'invert'}", "aBc", "AbC"},
            {"camel", "{'rule': 'case', 'to': 'camel'}", "my file name", "myFileName"},
            {"pascal", "{'rule': 'case', 'to': 'pascal'}", "my_file name", "MyFileName"},
            {"snake", "{'rule': 'case', 'to': 'snake'}", "myFile Name", "my_file_name"},
            {"kebab", "{'rule': 'case', 'to': 'kebab'}", "myFile Name", "my-file-name"},
            {"turkish", "{'rule': 'case', 'to': 'upper', 'locale': 'tr'}", "iı", "İI"},
            {"root", "{'rule': 'case', 'to': 'upper'}", "iı", "II"},
            {"undecodable", "{'rule': 'case', 'to': 'upper'}",
                "a\xff"
                "b",
                "A\xff"
                "B"},
            {"cjk", "{'rule': 'case', 'to': 'upper'}", "照片a", "照片A"},
            {"letter case of the whole name, behind an empty stem",
                "{'rule': 'remove', 'what': 'letters'}, {'rule': 'case', 'to': 'lower', 'scope': 'name'},"
                "{'rule': 'number', 'at': 'suffix'}",
                "ABC.JPG", "1.jpg"},
            {"an empty extension", "{'rule': 'case', 'to': 'title', 'scope': 'extension'}", "abc", "abc"},
            {"combining", "{'rule': 'case', 'to': 'upper'}", "e\u0301", "E\u0301"},
            {"too long in capitals", "{'rule': 'case', 'to': 'upper'}", QByteArray(200, 'a') + "ΐΐΐΐΐΐΐΐΐΐ",
                QByteArray(200, 'A') + QByteArray("\u0399\u0308\u0301").repeated(10), RowIssue::TooLong},
        }};
}

RuleGroup normaliseRows()
{
    return {"normalise",
        {
            {"ascii", "{'rule': 'normalise', 'form': 'NFKD'}", "a-1 b.txt", "a-1 b.txt"},
            {"composed is the default", "{'rule': 'normalise'}", "cafe\u0301.txt", "café.txt"},
            {"composed", "{'rule': 'normalise', 'form': 'NFC'}", "A\u030a\u1100\u1161", "Å가"},
            {"composed already", "{'rule': 'normalise', 'form': 'NFC'}", "café", "café"},
            {"decomposed", "{'rule': 'normalise', 'form': 'NFD'}", "café가", "cafe\u0301\u1100\u1161"},
            {"marks in their order", "{'rule': 'normalise', 'form': 'NFD'}", "q\u0307\u0323", "q\u0323\u0307"},
            {"composed keeps variants", "{'rule': 'normalise', 'form': 'NFC'}", "ﬁ②Ａ", "ﬁ②Ａ"},
            {"no variants, composed", "{'rule': 'normalise', 'form': 'NFKC'}", "ﬁ②Ａe\u0301", "fi2Aé"},
            {"no variants, decomposed", "{'rule': 'normalise', 'form': 'NFKD'}", "ﬁ②Ａé", "fi2Ae\u0301"},
            {"cjk stays", "{'rule': 'normalise', 'form': 'NFKC'}", "照片.jpg", "照片.jpg"},
            {"cjk of compatibility", "{'rule': 'normalise'}", "\uf900.jpg", "豈.jpg"},
            {"half width kana", "{'rule': 'normalise', 'form': 'NFKC'}", "ｶﾞ", "ガ"},
            {"undecodable bytes stay", "{'rule': 'normalise'}",
                "\xff"
                "e\u0301\xcc",
                "\xffé\xcc"},
            {"a mark behind an undecodable byte", "{'rule': 'normalise'}", "e\xff\u0301", "e\xff\u0301"},
            {"only undecodable bytes", "{'rule': 'normalise', 'form': 'NFD'}", "\xc3\xcc\x81\xff", "\xc3\xcc\x81\xff"},
            {"code points that the view keeps for itself", "{'rule': 'normalise'}",
                "\xf4\x8f\xbf\xa9"
                "e\u0301",
                "\xf4\x8f\xbf\xa9é"},
            {"a mark at the start", "{'rule': 'normalise'}", "\u0301a", "\u0301a"},
            {"of an empty extension", "{'rule': 'normalise', 'scope': 'extension'}", "cafe\u0301", "cafe\u0301"},
            {"the extension", "{'rule': 'normalise', 'scope': 'extension'}", "e\u0301.e\u0301", "e\u0301.é"},
            {"the whole name", "{'rule': 'normalise', 'scope': 'name'}", "e\u0301.e\u0301", "é.é"},
            {"a folder", "{'rule': 'normalise'}", "e\u0301.e\u0301/", "é.é"},
            {"a slash in one character", "{'rule': 'normalise', 'form': 'NFKC'}", "1／2.txt", "1／2.txt", RowIssue::IllegalName},
            {"that slash, composed", "{'rule': 'normalise'}", "1／2e\u0301.txt", "1／2é.txt"},
            {"switched off", "{'rule': 'normalise', 'enabled': false}", "e\u0301", "e\u0301"},
        }};
}

RuleGroup transliterateRows()
{
    return {"transliterate",
        {
            {"ascii is the default", "{'rule': 'transliterate'}", "Ünïcode 照片.txt", "Unicode zhao pian.txt"},
            {"ascii already", "{'rule': 'transliterate'}", " !#$%&'()+,-0;=@AZ[]^_`az{}~\"<>?*:|\\\x7f\n",
                " !#$%&'()+,-0;=@AZ[]^_`az{}~\"<>?*:|\\\x7f\n"},
            {"ascii, combining", "{'rule': 'transliterate', 'to': 'ascii'}", "cafe\u0301", "cafe"},
            {"ascii, letters that are two", "{'rule': 'transliterate', 'to': 'ascii'}", "ß Æ ø Ł", "ss AE o L"},
            {"ascii, punctuation", "{'rule': 'transliterate', 'to': 'ascii'}", "“q” – …", "\"q\" - ..."},
            {"ascii, cyrillic", "{'rule': 'transliterate', 'to': 'ascii'}", "Привет.txt", "Privet.txt"},
            {"ascii, what has none stays", "{'rule': 'transliterate', 'to': 'ascii'}", "a😀é", "a😀e"},
            {"ascii, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'ascii'}", "é\xff\xe7é\xe9",
                "e\xff\xe7"
                "e\xe9"},
            {"only undecodable bytes", "{'rule': 'transliterate', 'to': 'ascii'}", "\xff\xe7", "\xff\xe7"},
            {"ascii, a slash in one character", "{'rule': 'transliterate', 'to': 'ascii'}", "é½", "é½", RowIssue::IllegalName},
            {"latin", "{'rule': 'transliterate', 'to': 'latin'}", "照片 é Привет", "zhào piàn é Privet"},
            {"latin already", "{'rule': 'transliterate', 'to': 'latin'}", "Ünïcode e\u0301 “”", "Ünïcode e\u0301 “”"},
            {"latin, kana and hangul", "{'rule': 'transliterate', 'to': 'latin'}", "タワー 서울", "tawā seoul"},
            {"pinyin", "{'rule': 'transliterate', 'to': 'pinyin'}", "照片.jpg", "zhao pian.jpg"},
            {"pinyin leaves the others", "{'rule': 'transliterate', 'to': 'pinyin'}", "café照片ñ Привет", "café zhao pianñ Привет"},
            {"pinyin by its neighbours", "{'rule': 'transliterate', 'to': 'pinyin'}", "重庆", "chong qing"},
            {"pinyin, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'pinyin'}", "照\xff片", "zhao\xffpian"},
            {"icu", "{'rule': 'transliterate', 'to': 'Simplified-Traditional'}", "图书馆.txt", "圖書館.txt"},
            {"icu, of ascii", "{'rule': 'transliterate', 'to': 'Latin-Cyrillic'}", "a.txt", "а.txt"},
            {"icu, a chain with a filter", "{'rule': 'transliterate', 'to': '[a-m]; Upper'}", "am nz", "AM nz"},
            {"icu, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'Any-Hex'}", "a\xff", "\\u0061\xff"},
            {"icu, a slash spelled out", "{'rule': 'transliterate', 'to': 'Hex-Any'}", "a\\u002Fb", "a\\u002Fb", RowIssue::IllegalName},
            {"icu, a NUL spelled out", "{'rule': 'transliterate', 'to': 'Hex-Any'}", "a\\u0000b", "a\\u0000b", RowIssue::IllegalName},
            {"icu, nothing is left", "{'rule': 'transliterate', 'to': 'Any-Remove'}", "abc", "", RowIssue::EmptyName},
            {"the extension", "{'rule': 'transliterate', 'scope': 'extension'}", "é.é", "é.e"},
            {"an empty extension", "{'rule': 'transliterate', 'to': 'Any-Hex', 'scope': 'extension'}", "a", "a"},
            {"a folder", "{'rule': 'transliterate'}", "é.é/", "e.e"},
            {"switched off", "{'rule': 'transliterate', 'enabled': false}", "é", "é"},
        }};
}

} // namespace bulkhead::test
