// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of names, folders, numbers, lists and chance.
#include "core/base/ids.h"
#include "tests/support/template_rows.h"

namespace bulkhead::test {

std::vector<TemplateRow> nameTokenRows()
{
    static const Bytes kNoLetters = "{'rule': 'remove', 'what': 'letters'}";
    static const Bytes kUpper = "{'rule': 'case', 'to': 'upper', 'scope': 'name'}";
    static const Bytes kTable = "{'rule': 'list', 'file': 'l.csv'}";
    static const Bytes kPairs = "{'rule': 'list', 'file': 'l.csv', 'by': 'name'}";
    std::vector<TemplateRow> rows = {
        {"stem", "ASCII", "[{stem}]", {"notes.txt"}, {"[notes]"}},
        {"stem", "CJK, of two suffixes", "[{stem}]", {"照片.tar.gz"}, {"[照片]"}},
        {"stem", "combining", "[{stem}]", {"cafe\u0301.txt"}, {"[cafe\u0301]"}},
        {"stem", "undecodable", "[{stem}]", {"\xff\xfe.jpg"}, {"[\xff\xfe]"}},
        {"stem", "empty, by the rule before", "[{stem}]", {"abc.txt"}, {"[]"}, kNoLetters},
        {"stem", "of a hidden file", "[{stem}]", {".bashrc"}, {"[.bashrc]"}},
        {"stem", "of a folder", "[{stem}]", {"v1.2/"}, {"[v1.2]"}},
        {"stem", "as the rule before made it", "[{stem}]", {"trip.jpg"}, {"[TRIP]"}, kUpper},

        {"ext", "ASCII, with its dot", "[{ext}]", {"notes.txt"}, {"[.txt]"}},
        {"ext", "ASCII, two suffixes", "[{ext}]", {"backup.tar.gz"}, {"[.tar.gz]"}},
        {"ext", "CJK", "[{ext}]", {"照.图"}, {"[.图]"}},
        {"ext", "combining", "[{ext}]", {"a.e\u0301"}, {"[.e\u0301]"}},
        {"ext", "undecodable", "[{ext}]", {"a.\xff"}, {"[.\xff]"}},
        {"ext", "empty", "[{ext}]", {"Makefile"}, {"[]"}},
        {"ext", "of a hidden file", "[{ext}]", {".bashrc"}, {"[]"}},
        {"ext", "of a folder", "[{ext}]", {"v1.2/"}, {"[]"}},
        {"ext", "nothing but the dot", "[{stem}][{ext}]", {"a."}, {"[a][.]"}},

        {"name", "ASCII", "old {name}", {"notes.txt"}, {"old notes.txt"}},
        {"name", "CJK", "old {name}", {"照片.jpg"}, {"old 照片.jpg"}},
        {"name", "combining", "old {name}", {"e\u0301.e\u0301"}, {"old e\u0301.e\u0301"}},
        {"name", "undecodable", "old {name}", {"\xff.\xfe"}, {"old \xff.\xfe"}},
        {"name", "empty, by the rule before", "[{name}]", {"abc"}, {"[]"}, kNoLetters},
        {"name", "as long as a name may be", "{name}", {Bytes(255, 'a').c_str()}, {Bytes(255, 'a')}},
        {"name", "longer", "{name}b", {Bytes(255, 'a').c_str()}, {"*too-long*"}},
        {"name", "as the rule before made it", "{name}", {"trip.jpg"}, {"TRIP.JPG"}, kUpper},

        {"original.stem", "ASCII, whatever the rules before", "{stem} {original.stem}", {"trip.jpg"}, {"TRIP trip"}, kUpper},
        {"original.stem", "CJK", "x{original.stem}", {"照片.jpg"}, {"x照片"}, "{'rule': 'replace', 'find': '照', 'with': ''}"},
        {"original.stem", "combining", "x{original.stem}", {"e\u0301.txt"}, {"xe\u0301"}, kNoLetters},
        {"original.stem", "undecodable", "x{original.stem}", {"caf\xe9.txt"}, {"xcaf\xe9"}, kUpper},
        {"original.stem", "empty stem since", "{stem}{original.stem}", {"abc.txt"}, {"abc"}, kNoLetters},
        {"original.stem", "of a hidden file", "x{original.stem}", {".bashrc"}, {"x.bashrc"}},

        {"original.ext", "ASCII, whatever the rules before", "x{original.ext}", {"a.txt"}, {"x.txt"}, "{'rule': 'extension', 'to': 'md'}"},
        {"original.ext", "CJK", "x{original.ext}", {"照.图"}, {"x.图"}, "{'rule': 'extension', 'remove': true}"},
        {"original.ext", "combining", "x{original.ext}", {"a.e\u0301"}, {"x.e\u0301"}, kUpper},
        {"original.ext", "undecodable", "x{original.ext}", {"a.\xff"}, {"x.\xff"}, kUpper},
        {"original.ext", "empty", "x{original.ext}", {"Makefile"}, {"x"}, "{'rule': 'extension', 'to': 'md'}"},
        {"original.ext", "nothing but the dot", "x{original.ext}", {"a."}, {"x."}},

        {"original.name", "ASCII, whatever the rules before", "{original.name}", {"trip.jpg"}, {"trip.jpg"}, kUpper},
        {"original.name", "CJK", "x{original.name}", {"照片.jpg"}, {"x照片.jpg"}, "{'rule': 'template', 'text': 'y'}"},
        {"original.name", "combining", "x{original.name}", {"e\u0301"}, {"xe\u0301"}, "{'rule': 'template', 'text': 'y'}"},
        {"original.name", "undecodable", "x{original.name}", {"\xff\xfe"}, {"x\xff\xfe"}, "{'rule': 'template', 'text': 'y'}"},
        {"original.name", "empty name since", "{name}{original.name}", {"abc"}, {"abc"}, kNoLetters},
        {"original.name", "of a folder", "{original.name}-2", {"v1.2/"}, {"v1.2-2"}},

        {"parent", "ASCII", "{parent}", {"Lisbon/a"}, {"Lisbon"}},
        {"parent", "CJK", "{parent}", {"照片/a"}, {"照片"}},
        {"parent", "combining", "{parent}", {"cafe\u0301/a"}, {"cafe\u0301"}},
        {"parent", "undecodable", "{parent}", {"caf\xe9/a"}, {"caf\xe9"}},
        {"parent", "the one above", "{parent:2} {parent:1}", {"2024/Lisbon/a"}, {"2024 Lisbon"}},
        {"parent", "the topmost", "{parent:3}", {"x/y/a"}, {"w"}},
        {"parent", "above the topmost", "{parent:4}", {"x/y/a"}, {"*no-value*"}},
        {"parent", "a dot is a letter", "{parent}", {"my.folder/a.txt"}, {"my.folder"}},

        {"root", "ASCII", "{root}", {"x/y/a"}, {"w"}},
        {"root", "CJK", "{root}", {"照片/2023/a"}, {"照片"}, {}, {}, "/w/照片"},
        {"root", "combining", "{root}", {"cafe\u0301/2023/a"}, {"cafe\u0301"}, {}, {}, "/w/cafe\u0301"},
        {"root", "undecodable", "{root}", {"caf\xe9/a"}, {"caf\xe9"}, {}, {}, "/w/caf\xe9"},
        {"root", "of a file that was given by itself", "{root}", {"x/a.txt"}, {"x"}, {}, {}, "/w/x/a.txt"},
        {"root", "empty, where all was given", "{root}", {"x/a"}, {"*no-value*"}, {}, {}, "/"},
        {"root", "empty, or", "{root|or:top}", {"x/a"}, {"top"}, {}, {}, "/"},

        {"csv", "ASCII", "{csv:year} {stem}", {"a.jpg", "b.jpg"}, {"2024 Tram 28", "2023 The sea"}, kTable,
            "title,year\nTram 28,2024\nThe sea,2023\n"},
        {"csv", "CJK column and value", "{csv:作者}", {"a"}, {"王小明"}, kTable, "名,作者\nx,王小明\n"},
        {"csv", "combining", "{csv:new}", {"a"}, {"e\u0301"}, kTable, "new\ne\u0301\n"},
        {"csv", "undecodable", "{csv:n}", {"a"}, {"caf\xe9"}, kTable, "new,n\nx,caf\xe9\n"},
        {"csv", "an empty field", "[{csv:n}]", {"a"}, {"[]"}, kTable, "new,n\nx,\n"},
        {"csv", "no record for the row", "{csv:n}", {"a", "b"}, {"1", "*no-value*"}, kPairs, "old,new,n\na,x,1\n"},
        {"csv", "no record, or", "{csv:n|or:none}", {"a", "b"}, {"1", "none"}, kPairs, "old,new,n\na,x,1\n"},
        {"csv", "of the last list before", "{csv:new}", {"a"}, {"second"},
            "{'rule': 'list', 'names': ['first']}, {'rule': 'list', 'names': ['second']}"},
        {"csv", "a slash is data", "{csv:n}", {"a"}, {"*illegal-name*"}, kTable, "new,n\nx,1/2\n"},

        {"n", "as wide as the longest", "{n:start=9}", {"a", "b"}, {"09", "10"}},
        {"n", "CJK", "{n:start=10,base=chinese} {stem}", {"照", "片"}, {"十 照", "十一 片"}},
        {"n", "combining", "{stem}{n}", {"e\u0301"},
            {"e\u0301"
             "1"}},
        {"n", "undecodable", "{stem}{n:pad=3}", {"\xff"},
            {"\xff"
             "001"}},
        {"n", "per folder", "{n:per=folder}", {"x/a", "y/b", "y/c"}, {"1", "1", "2"}},
        {"n", "down, through zero", "{n:start=1,step=-1,pad=0}", {"a", "b", "c"}, {"1", "0", "-1"}},
        {"n", "roman knows no zero", "{n:start=0,base=ROMAN}", {"a", "b"}, {"0", "I"}},
        {"n", "alpha behind z", "{n:start=26,base=alpha}", {"a", "b"}, {"z", "aa"}},
        {"n", "two count by themselves", "{n} {n:start=5,step=5,pad=0}", {"a", "b"}, {"1 5", "2 10"}},

        {"count", "one", "{count}", {"a"}, {"1"}},
        {"count", "of several, whatever their names", "{count} {stem}", {"照", "\xff", "e\u0301"}, {"3 照", "3 \xff", "3 e\u0301"}},
        {"count", "of all folders", "{n} of {count}", {"x/a", "y/b", "y/c"}, {"1 of 3", "2 of 3", "3 of 3"}},
        {"count", "with a filter", "{count|pad:3}", {"a", "b"}, {"002", "002"}},

        {"count.folder", "one", "{count.folder}", {"a"}, {"1"}},
        {"count.folder", "each folder by itself", "{count.folder}", {"x/a", "y/b", "y/c"}, {"1", "2", "2"}},
        {"count.folder", "whatever its name", "{count.folder}", {"照/a", "照/b", "\xff/c", "e\u0301/d"}, {"2", "2", "1", "1"}},
        {"count.folder", "not those below", "{count.folder}", {"a", "x/b", "x/c"}, {"1", "2", "2"}},

        {"size", "empty", "{size}", {"a"}, {"0"}},
        {"size", "ASCII", "{size} {size:B}", {{"a", Bytes(1234, 'x')}}, {"1234 1234"}},
        {"size", "CJK, in bytes", "{stem} {size}", {{"照", "照片"}}, {"照 6"}},
        {"size", "undecodable and combining", "{stem} {size}",
            {{"\xff"
              "e\u0301",
                "e\u0301"}},
            {"\xff"
             "e\u0301 3"}},
        {"size", "rounded down", "{size:KB} {size:KiB}", {{"a", Bytes(499, 'x')}}, {"0 0"}},
        {"size", "halves are rounded up", "{size:KB} {size:KiB}", {{"a", Bytes(500, 'x')}, {"b", Bytes(512, 'x')}}, {"1 0", "1 1"}},
        {"size", "large units", "{size:MB} {size:MiB} {size:GB} {size:GiB}", {{"a", Bytes(1'500'000, 'x')}}, {"2 1 0 0"}},

        {"uuid", "ASCII, the version", "{uuid|slice:14,1}", {"a"}, {"4"}},
        {"uuid", "dashes", "{uuid|slice:8,1}{uuid|slice:13,1}{uuid|slice:18,1}{uuid|slice:23,1}", {"a"}, {"----"}},
        {"uuid", "36 characters", "{uuid|slice:36}x", {"a"}, {"x"}},
        {"uuid", "whatever the name", "{stem}{uuid|first:0}", {"照e\u0301\xff"}, {"照e\u0301\xff"}},

        {"random", "ASCII, eight characters", "{random|slice:8}x", {"a"}, {"x"}},
        {"random", "digits alone",
            "{random:digits,3|replace:0,x|replace:1,x|replace:2,x|replace:3,x|replace:4,x|replace:5,x|replace:6,x|replace:7,x|replace:8,x"
            "|replace:9,x}",
            {"a"}, {"xxx"}},
        {"random", "the fewest and the most", "{random:alpha,1|slice:1}{random:hex,64|slice:64}x", {"a"}, {"x"}},
        {"random", "whatever the name", "{stem}{random|first:0}", {"照e\u0301\xff"}, {"照e\u0301\xff"}},
    };
    return rows;
}

} // namespace bulkhead::test
