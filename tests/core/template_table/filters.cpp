// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/media.h"
#include "tests/support/template_rows.h"

namespace bulkhead::test {

std::vector<TemplateRow> filterRows()
{
    std::vector<TemplateRow> rows = {
        {"lower", "ASCII", "{stem|lower}", {"My TRIP.JPG"}, {"my trip"}},
        {"lower", "CJK", "{stem|lower}", {"照A片"}, {"照a片"}},
        {"lower", "combining", "{stem|lower}", {"CAFE\u0301"}, {"cafe\u0301"}},
        {"lower", "undecodable", "{stem|lower}",
            {"A\xff"
             "B"},
            {"a\xff"
             "b"}},
        {"lower", "empty", "[{ext|lower}]", {"Makefile"}, {"[]"}},
        {"lower", "a letter that becomes two", "{stem|lower}", {"İ"}, {"i\u0307"}},

        {"upper", "ASCII", "{stem|upper}", {"My trip.jpg"}, {"MY TRIP"}},
        {"upper", "CJK", "{stem|upper}", {"照a片"}, {"照A片"}},
        {"upper", "combining", "{stem|upper}", {"cafe\u0301"}, {"CAFE\u0301"}},
        {"upper", "undecodable", "{stem|upper}",
            {"a\xff"
             "b"},
            {"A\xff"
             "B"}},
        {"upper", "empty", "[{ext|upper}]", {"Makefile"}, {"[]"}},
        {"upper", "a letter that becomes two", "{stem|upper}", {"straße"}, {"STRASSE"}},
        {"upper", "grows past a name", "{stem|upper}", {Bytes("ΐ" + Bytes(253, 'a')).c_str()}, {"*too-long*"}},

        {"title", "ASCII", "{stem|title}", {"the OLD house.txt"}, {"The Old House"}},
        {"title", "CJK", "{stem|title}", {"照片 my trip"}, {"照片 My Trip"}},
        {"title", "combining", "{stem|title}", {"e\u0301te\u0301"}, {"E\u0301te\u0301"}},
        {"title", "undecodable", "{stem|title}", {"\xff my"}, {"\xff My"}},
        {"title", "empty", "[{ext|title}]", {"Makefile"}, {"[]"}},

        {"camel", "ASCII", "{stem|camel}", {"My old house.txt"}, {"myOldHouse"}},
        {"camel", "CJK", "{stem|camel}", {"照片 my trip"}, {"照片MyTrip"}},
        {"camel", "combining", "{stem|camel}", {"E\u0301te\u0301 e\u0301"}, {"e\u0301te\u0301E\u0301"}},
        {"camel", "undecodable", "{stem|camel}", {"My\xff trip"}, {"my\xffTrip"}},
        {"camel", "empty", "[{ext|camel}]", {"Makefile"}, {"[]"}},

        {"snake", "ASCII", "{stem|snake}", {"myOld House.txt"}, {"my_old_house"}},
        {"snake", "CJK", "{stem|snake}", {"照片 My Trip"}, {"照片_my_trip"}},
        {"snake", "combining", "{stem|snake}", {"E\u0301te\u0301 B"}, {"e\u0301te\u0301_b"}},
        {"snake", "undecodable", "{stem|snake}", {"My\xff Trip"}, {"my\xff_trip"}},
        {"snake", "empty", "[{ext|snake}]", {"Makefile"}, {"[]"}},

        {"kebab", "ASCII", "{stem|kebab}", {"my Old House.txt"}, {"my-old-house"}},
        {"kebab", "CJK", "{stem|kebab}", {"照片 My Trip"}, {"照片-my-trip"}},
        {"kebab", "combining", "{stem|kebab}", {"E\u0301te\u0301 B"}, {"e\u0301te\u0301-b"}},
        {"kebab", "undecodable", "{stem|kebab}", {"My\xff Trip"}, {"my\xff-trip"}},
        {"kebab", "empty", "[{ext|kebab}]", {"Makefile"}, {"[]"}},

        {"ascii", "ASCII", "{stem|ascii}", {"Az 09!.txt"}, {"Az 09!"}},
        {"ascii", "Latin", "{stem|ascii}", {"Ünïcode Straße.txt"}, {"Unicode Strasse"}},
        {"ascii", "CJK", "{stem|ascii}", {"照片.jpg"}, {"zhao pian"}},
        {"ascii", "combining", "{stem|ascii}", {"cafe\u0301"}, {"cafe"}},
        {"ascii", "undecodable", "{stem|ascii}", {"é\xff"}, {"e\xff"}},
        {"ascii", "empty", "[{ext|ascii}]", {"Makefile"}, {"[]"}},
        {"ascii", "a letter that would be a slash", "{stem|ascii}", {"½"}, {"*illegal-name*"}},

        {"pinyin", "ASCII", "{stem|pinyin}", {"Az 09.txt"}, {"Az 09"}},
        {"pinyin", "CJK", "{stem|pinyin}", {"照片.jpg"}, {"zhao pian"}},
        {"pinyin", "combining", "{stem|pinyin}", {"cafe\u0301照"}, {"cafe\u0301 zhao"}},
        {"pinyin", "undecodable", "{stem|pinyin}", {"照\xff"}, {"zhao\xff"}},
        {"pinyin", "empty", "[{ext|pinyin}]", {"Makefile"}, {"[]"}},
        {"pinyin", "leaves other scripts", "{stem|pinyin}", {"Москва é"}, {"Москва é"}},

        {"trim", "ASCII", "[{stem|trim}]", {"  My  Trip \t.txt"}, {"[My  Trip]"}},
        {"trim", "CJK, its own space", "[{stem|trim}]", {"\u3000照片\u3000"}, {"[照片]"}},
        {"trim", "combining", "[{stem|trim}]", {" e\u0301 "}, {"[e\u0301]"}},
        {"trim", "undecodable", "[{stem|trim}]", {" \xff "}, {"[\xff]"}},
        {"trim", "nothing else", "[{stem|trim}]", {"   "}, {"[]"}},
        {"trim", "empty", "[{ext|trim}]", {"Makefile"}, {"[]"}},

        {"clean", "ASCII", "{stem|clean}", {"a:b?-_.txt"}, {"a_b_-_"}},
        {"clean", "CJK", "{stem|clean}", {"照片1"}, {"__1"}},
        {"clean", "combining, one character", "{stem|clean}", {"cafe\u0301"}, {"caf_"}},
        {"clean", "undecodable", "{stem|clean}", {"a\xff\xfe"}, {"a__"}},
        {"clean", "empty", "[{ext|clean}]", {"Makefile"}, {"[]"}},
        {"clean", "leaves a dash at the start", "x{stem|clean}", {"-a"}, {"x-a"}},

        {"slice", "ASCII", "{stem|slice:2,5}", {"abcdefghij.txt"}, {"cdefg"}},
        {"slice", "CJK, to the end", "{stem|slice:1}", {"照片集"}, {"片集"}},
        {"slice", "combining", "{stem|slice:1,1}", {"ae\u0301b"}, {"e\u0301"}},
        {"slice", "undecodable, from the end", "{stem|slice:-2,1}", {"\xff\xfe\xfd"}, {"\xfe"}},
        {"slice", "empty", "[{ext|slice:0,3}]", {"Makefile"}, {"[]"}},
        {"slice", "past the end", "[{stem|slice:3}]", {"abc"}, {"[]"}},
        {"slice", "up to the end and past it", "{stem|slice:2,99}", {"abc"}, {"c"}},
        {"slice", "farther from the end than the start", "{stem|slice:-99}", {"abc"}, {"abc"}},

        {"first", "ASCII", "{stem|first:3}", {"holidays.txt"}, {"hol"}},
        {"first", "CJK", "{stem|first:2}", {"照片集"}, {"照片"}},
        {"first", "combining", "{stem|first:1}", {"e\u0301a"}, {"e\u0301"}},
        {"first", "undecodable", "{stem|first:1}", {"\xff\xfe"}, {"\xff"}},
        {"first", "a family is one", "{stem|first:1}", {"👨‍👩‍👧a"}, {"👨‍👩‍👧"}},
        {"first", "empty", "[{ext|first:3}]", {"Makefile"}, {"[]"}},
        {"first", "none", "[{stem|first:0}]", {"abc"}, {"[]"}},
        {"first", "more than there are", "{stem|first:4}", {"abc"}, {"abc"}},

        {"last", "ASCII", "{stem|last:3}", {"holidays.txt"}, {"ays"}},
        {"last", "CJK", "{stem|last:2}", {"照片集"}, {"片集"}},
        {"last", "combining", "{stem|last:1}", {"ae\u0301"}, {"e\u0301"}},
        {"last", "undecodable", "{stem|last:1}", {"\xff\xfe"}, {"\xfe"}},
        {"last", "empty", "[{ext|last:3}]", {"Makefile"}, {"[]"}},
        {"last", "none", "[{stem|last:0}]", {"abc"}, {"[]"}},
        {"last", "more than there are", "{stem|last:4}", {"abc"}, {"abc"}},

        {"pad", "ASCII", "{stem|pad:5}", {"42.txt"}, {"00042"}},
        {"pad", "CJK", "{stem|pad:3,_}", {"照"}, {"__照"}},
        {"pad", "with a CJK character", "{stem|pad:3,零}", {"1"}, {"零零1"}},
        {"pad", "combining", "{stem|pad:2}", {"e\u0301"}, {"0e\u0301"}},
        {"pad", "undecodable", "{stem|pad:3}", {"\xff"}, {"00\xff"}},
        {"pad", "empty", "[{ext|pad:3}]", {"Makefile"}, {"[000]"}},
        {"pad", "wide enough already", "{stem|pad:3}", {"abc"}, {"abc"}},
        {"pad", "to the longest name", "{stem|pad:255}", {"a"}, {Bytes(254, '0') + "a"}},

        {"replace", "ASCII", "{stem|replace:_, }", {"my_old_trip.txt"}, {"my old trip"}},
        {"replace", "CJK", "{stem|replace:照,图}", {"照片照"}, {"图片图"}},
        {"replace", "combining", "{stem|replace:\u0301,}", {"cafe\u0301"}, {"cafe"}},
        {"replace", "undecodable", "{stem|replace:a,é}",
            {"\xff"
             "a\xc3"},
            {"\xffé\xc3"}},
        {"replace", "empty", "[{ext|replace:a,b}]", {"Makefile"}, {"[]"}},
        {"replace", "a comma", "{stem|replace:\\,,+}", {"a,b"}, {"a+b"}},
        {"replace", "letters that are not there", "{stem|replace:A,b}", {"aaa"}, {"aaa"}},

        {"or", "ASCII", "{iptc:City|or:nowhere}", {"a.txt"}, {"nowhere"}},
        {"or", "CJK", "{parent:9|or:无}", {"照"}, {"无"}},
        {"or", "combining", "{parent:9|or:e\u0301}", {"a"}, {"e\u0301"}},
        {"or", "undecodable value", "{stem|or:none}", {"\xff"}, {"\xff"}},
        {"or", "empty text", "[{parent:9|or:}]", {"a"}, {"[]"}},
        {"or", "of an empty value", "{ext|or:none}", {"Makefile"}, {"none"}},
        {"or", "of a damaged file", "{exif:Model|or:unknown}", {{"a.jpg", makeJpeg({{"Exif.Image.Model", "X"}}).substr(0, 20)}},
            {"unknown"}},
        {"or", "filters behind it", "{iptc:City|or:nowhere|upper}", {"a.txt"}, {"NOWHERE"}},
    };
    return rows;
}

} // namespace bulkhead::test
