// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bad_recipes.h"

#include <algorithm>

namespace bulkhead::test {

namespace {

using Code = RecipeProblem::Code;

constexpr BytesView kHere = "%"; ///< In a pattern: where the mistake goes.

class BadRecipeList
{
public:
    /// `rule`: its fields, ' for ". `field`: of the rule.
    void addRule(const Bytes &title, const Bytes &rule, Code code, const Bytes &field, std::optional<Bytes> list = {})
    {
        add(title, "'rules': [{" + rule + "}]", code, "rules[0]." + field, std::move(list));
    }

    void add(const Bytes &title, const Bytes &body, Code code, const Bytes &field, std::optional<Bytes> list = {})
    {
        Bytes recipe = "{'bulkhead': 1, 'job': 'rename', " + body + "}";
        std::replace(recipe.begin(), recipe.end(), '\'', '"');
        m_recipes.push_back({field + ": " + title, std::move(recipe), code, field, std::move(list)});
    }

    std::vector<BadRecipe> take() { return std::move(m_recipes); }

private:
    std::vector<BadRecipe> m_recipes;
};

Bytes with(const Bytes &pattern, const Bytes &mistake)
{
    const std::size_t at = pattern.find(kHere);
    return pattern.substr(0, at) + mistake + pattern.substr(at + kHere.size());
}

struct Pattern {
    const char *rule;
    const char *field;
};

struct Mistake {
    const char *text;
    Code code;
};

void addTemplates(BadRecipeList &list)
{
    static const Pattern kTemplates[] = {{"'rule': 'replace', 'find': 'a', 'with': '%'", "with"},
        {"'rule': 'replace', 'find': 'a', 'mode': 'regex', 'with': '%'", "with"}, {"'rule': 'template', 'text': '%'", "text"},
        {"'rule': 'insert', 'text': '%'", "text"}, {"'rule': 'swap', 'separator': '-', 'order': '{1}%'", "order"},
        {"'rule': 'extension', 'to': '%'", "to"}};
    static const Mistake kMistakes[] = {{"{nosuch}", Code::UnknownToken}, {"{}", Code::UnknownToken}, {"{Stem}", Code::UnknownToken},
        {"{stem|nosuch}", Code::UnknownFilter}, {"{stem|}", Code::UnknownFilter}, {"{stem", Code::UnclosedBrace},
        {"{", Code::UnclosedBrace}, {"}", Code::StrayBrace}, {"{{stem}", Code::StrayBrace}, {"{csv:nosuch}", Code::UnknownColumn},
        {"{n:step=0}", Code::BadArgument}, {"{n:pad=65}", Code::BadArgument}, {"{n:base=none}", Code::BadArgument},
        {"{n:start=x}", Code::BadArgument}, {"{n:per=stem}", Code::BadArgument}, {"{n:start=1,start=2}", Code::BadArgument},
        {"{parent:0}", Code::BadArgument}, {"{parent:x}", Code::BadArgument}, {"{stem:1}", Code::BadArgument},
        {"{size:TB}", Code::BadArgument}, {"{random:hex,65}", Code::BadArgument}, {"{random:hex,0}", Code::BadArgument},
        {"{random:none}", Code::BadArgument}, {"{mtime@Mars}", Code::BadArgument}, {"{taken@UTC}", Code::BadArgument},
        {"{hash:sha257}", Code::BadArgument}, {"{exif}", Code::BadArgument}, {"{exif:NoSuchKey}", Code::BadArgument},
        {"{iptc:NoSuchKey}", Code::BadArgument}, {"{xmp:NoSuchKey}", Code::BadArgument}, {"{audio:nosuch}", Code::BadArgument},
        {"{mime:x}", Code::BadArgument}, {"{stem|first}", Code::BadArgument}, {"{stem|first:-1}", Code::BadArgument},
        {"{stem|last:x}", Code::BadArgument}, {"{stem|slice:x}", Code::BadArgument}, {"{stem|slice:1,-1}", Code::BadArgument},
        {"{stem|pad:256}", Code::BadArgument}, {"{stem|pad:3,ab}", Code::BadArgument}, {"{stem|replace:,b}", Code::BadArgument},
        {"{stem|replace:a}", Code::BadArgument}, {"{stem|lower:1}", Code::BadArgument}, {"{stem|clean:1}", Code::BadArgument},
        {"{stem|or}", Code::BadArgument}};
    for (const Mistake &mistake : kMistakes) {
        for (const Pattern &pattern : kTemplates)
            list.addRule(Bytes(pattern.rule) + " " + mistake.text, with(pattern.rule, mistake.text), mistake.code, pattern.field);
        list.add(mistake.text, "'destination': {'folder': '/x/" + Bytes(mistake.text) + "'}", mistake.code, "destination.folder");
    }
}

void addPatterns(BadRecipeList &list)
{
    static const Pattern kRegexes[] = {{"'rule': 'replace', 'mode': 'regex', 'find': '%'", "find"},
        {"'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor_mode': 'regex', 'anchor': '%'", "anchor"},
        {"'rule': 'number', 'at': 'before', 'anchor_mode': 'regex', 'anchor': '%'", "anchor"},
        {"'rule': 'date', 'at': 'after', 'anchor_mode': 'regex', 'anchor': '%'", "anchor"},
        {"'rule': 'swap', 'separator_mode': 'regex', 'separator': '%'", "separator"}};
    for (const char *mistake : {"(", "a)", "[a", "*", "a{2,1}", "(?<n", "\\\\"}) {
        for (const Pattern &pattern : kRegexes)
            list.addRule(Bytes(pattern.rule) + " " + mistake, with(pattern.rule, mistake), Code::BadRegex, pattern.field);
    }
    list.addRule("a range that runs backwards", "'rule': 'replace', 'mode': 'wildcard', 'find': '[z-a]'", Code::BadRegex, "find");
    list.addRule(
        "a group that is not there", "'rule': 'replace', 'mode': 'regex', 'find': '(a)', 'with': '$2'", Code::UnknownToken, "with");
    list.addRule(
        "a named group that is not there", "'rule': 'replace', 'mode': 'regex', 'find': '(a)', 'with': '${n}'", Code::UnknownToken, "with");
}

void addEmpty(BadRecipeList &list)
{
    static const Pattern kEmpty[] = {{"'rule': 'replace', 'find': ''", "find"}, {"'rule': 'swap', 'separator': ''", "separator"},
        {"'rule': 'swap', 'separator': '-', 'order': []", "order"}, {"'rule': 'swap', 'separator': '-', 'order': '{n}'", "order"},
        {"'rule': 'insert', 'text': 'x', 'at': 'before', 'anchor': ''", "anchor"},
        {"'rule': 'number', 'at': 'after', 'anchor': ''", "anchor"}, {"'rule': 'date', 'at': 'after', 'anchor': ''", "anchor"},
        {"'rule': 'trim', 'what': ''", "what"}, {"'rule': 'trim', 'what': ['']", "what"},
        {"'rule': 'remove', 'between': ['', '']", "between"}, {"'rule': 'remove', 'what': []", "what"},
        {"'rule': 'keep', 'between': ['', '']", "between"}, {"'rule': 'keep', 'what': []", "what"},
        {"'rule': 'case', 'keep': ['']", "keep[0]"}, {"'rule': 'case', 'small': ['of', '']", "small[1]"},
        {"'rule': 'date', 'format': ''", "format"}, {"'rule': 'date', 'source': 'name', 'read': ''", "read"},
        {"'rule': 'decode', 'from': ''", "from"}, {"'rule': 'transliterate', 'to': ''", "to"}, {"'rule': 'extension', 'add': '.'", "add"},
        {"'rule': 'list', 'names': []", "names"}, {"'rule': 'list', 'file': ''", "file"}};
    for (const Pattern &pattern : kEmpty)
        list.addRule(pattern.rule, pattern.rule, Code::MustNotBeEmpty, pattern.field);
}

void addMissing(BadRecipeList &list)
{
    static const Pattern kMissing[] = {{"'scope': 'stem'", "rule"}, {"'rule': 'replace', 'with': 'a'", "find"},
        {"'rule': 'template'", "text"}, {"'rule': 'insert'", "text"}, {"'rule': 'insert', 'text': 'x', 'at': 'before'", "anchor"},
        {"'rule': 'number', 'at': 'after'", "anchor"}, {"'rule': 'date', 'at': 'after'", "anchor"}, {"'rule': 'remove'", "from"},
        {"'rule': 'remove', 'including': true", "between"}, {"'rule': 'keep'", "from"}, {"'rule': 'swap'", "separator"},
        {"'rule': 'renumber'", "add"}, {"'rule': 'extension'", "to"}, {"'rule': 'date', 'source': 'name'", "read"},
        {"'rule': 'list'", "names"}};
    for (const Pattern &pattern : kMissing)
        list.addRule(pattern.rule, pattern.rule, Code::MissingField, pattern.field);
}

void addWords(BadRecipeList &list)
{
    static const Pattern kWords[] = {{"'rule': '%'", "rule"}, {"'rule': 'trim', 'scope': '%'", "scope"},
        {"'rule': 'replace', 'find': 'a', 'mode': '%'", "mode"}, {"'rule': 'replace', 'find': 'a', 'case': '%'", "case"},
        {"'rule': 'replace', 'find': 'a', 'occurrences': '%'", "occurrences"}, {"'rule': 'insert', 'text': 'x', 'at': '%'", "at"},
        {"'rule': 'insert', 'text': 'x', 'at': 'after', 'anchor': 'a', 'anchor_mode': '%'", "anchor_mode"},
        {"'rule': 'remove', 'what': '%'", "what"}, {"'rule': 'remove', 'what': ['digits', '%']", "what[1]"},
        {"'rule': 'keep', 'what': '%'", "what"}, {"'rule': 'trim', 'ends': '%'", "ends"},
        {"'rule': 'swap', 'separator': '-', 'separator_mode': '%'", "separator_mode"},
        {"'rule': 'swap', 'separator': '-', 'from': '%'", "from"}, {"'rule': 'case', 'to': '%'", "to"},
        {"'rule': 'number', 'pad': '%'", "pad"}, {"'rule': 'number', 'base': '%'", "base"}, {"'rule': 'number', 'per': '%'", "per"},
        {"'rule': 'number', 'count': '%'", "count"}, {"'rule': 'number', 'at': '%'", "at"},
        {"'rule': 'renumber', 'add': 1, 'which': '%'", "which"}, {"'rule': 'extension', 'case': '%'", "case"},
        {"'rule': 'extension', 'from': '%'", "from"}, {"'rule': 'transliterate', 'to': '%'", "to"},
        {"'rule': 'normalise', 'form': '%'", "form"}, {"'rule': 'clean', 'for': '%'", "for"}, {"'rule': 'date', 'source': '%'", "source"},
        {"'rule': 'date', 'zone': '%'", "zone"}, {"'rule': 'date', 'at': '%'", "at"}, {"'rule': 'decode', 'from': '%'", "from"},
        {"'rule': 'decode', 'repair': '%'", "repair"}, {"'rule': 'list', 'names': ['a', 'b'], 'by': '%'", "by"}};
    for (const Pattern &pattern : kWords)
        list.addRule(pattern.rule, with(pattern.rule, "no-such"), Code::NotOneOf, pattern.field);
    list.addRule("accents are no kind to keep", "'rule': 'keep', 'what': 'accents'", Code::NotOneOf, "what");
    list.addRule("an encoding of no file names", "'rule': 'decode', 'from': 'UTF-16'", Code::NotOneOf, "from");
    list.addRule("locale", "'rule': 'case', 'locale': 'klingon!'", Code::UnknownLocale, "locale");
    list.add("word", "'extension': 'all'", Code::NotOneOf, "extension");
    list.add("word", "'on_conflict': 'overwrite'", Code::NotOneOf, "on_conflict");
    list.add("word", "'order': {'by': 'colour'}", Code::NotOneOf, "order.by");
    list.add("word", "'destination': {'how': 'teleport'}", Code::NotOneOf, "destination.how");
    list.add("word", "'attributes': {'time': 'atime'}", Code::NotOneOf, "attributes.time");
}

void addRanges(BadRecipeList &list)
{
    static const Pattern kRanges[] = {{"'rule': 'replace', 'find': 'a', 'occurrences': 2147483648", "occurrences"},
        {"'rule': 'insert', 'text': 'x', 'at': 4294967296", "at"}, {"'rule': 'remove', 'from': -2147483649", "from"},
        {"'rule': 'remove', 'count': -1", "count"}, {"'rule': 'remove', 'count': 2147483648", "count"},
        {"'rule': 'keep', 'count': -1", "count"}, {"'rule': 'keep', 'count': 0", "count"}, {"'rule': 'keep', 'from': 1e30", "from"},
        {"'rule': 'swap', 'separator': '-', 'order': [0]", "order[0]"}, {"'rule': 'swap', 'separator': '-', 'order': [1, 100]", "order[1]"},
        {"'rule': 'swap', 'separator': '-', 'order': [2, 2]", "order[1]"}, {"'rule': 'number', 'start': 1e30", "start"},
        {"'rule': 'number', 'step': -1e30", "step"}, {"'rule': 'number', 'pad': -1", "pad"}, {"'rule': 'number', 'pad': 65", "pad"},
        {"'rule': 'number', 'at': 1e10", "at"}, {"'rule': 'renumber', 'add': 1e30", "add"}, {"'rule': 'renumber', 'pad': -1", "pad"},
        {"'rule': 'renumber', 'pad': 65", "pad"}, {"'rule': 'renumber', 'add': 1, 'which': 2147483648", "which"},
        {"'rule': 'date', 'at': -1e10", "at"}};
    for (const Pattern &pattern : kRanges)
        list.addRule(pattern.rule, pattern.rule, Code::OutOfRange, pattern.field);
    list.addRule("very long", "'rule': 'clean', 'replacement': '" + Bytes(256, 'a') + "'", Code::OutOfRange, "replacement");
    static const Pattern kZeros[]
        = {{"'rule': 'replace', 'find': 'a', 'occurrences': 0", "occurrences"}, {"'rule': 'number', 'step': 0", "step"},
            {"'rule': 'renumber', 'add': 0", "add"}, {"'rule': 'renumber', 'add': 1, 'which': 0", "which"}};
    for (const Pattern &pattern : kZeros)
        list.addRule(pattern.rule, pattern.rule, Code::MustNotBeZero, pattern.field);
    static const Pattern kTexts[] = {{"'rule': 'clean', 'replacement': ' '", "replacement"},
        {"'rule': 'clean', 'replacement': '/'", "replacement"}, {"'rule': 'clean', 'for': 'windows', 'replacement': ':'", "replacement"},
        {"'rule': 'clean', 'for': 'url', 'replacement': 'é'", "replacement"}, {"'rule': 'date', 'source': 'name', 'read': '--'", "read"},
        {"'rule': 'date', 'source': 'name', 'read': 'yyyy t'", "read"}, {"'rule': 'date', 'source': 'name', 'read': 'yyyyMM'", "format"},
        {"'rule': 'remove', 'between': ['a']", "between"}};
    for (const Pattern &pattern : kTexts)
        list.addRule(pattern.rule, pattern.rule, Code::WrongType, pattern.field);
}

void addContradictions(BadRecipeList &list)
{
    static const Pattern kBoth[] = {{"'rule': 'insert', 'text': 'x', 'anchor': 'a'", "anchor"},
        {"'rule': 'number', 'at': 1, 'anchor': 'a'", "anchor"}, {"'rule': 'date', 'anchor_mode': 'text'", "anchor_mode"},
        {"'rule': 'remove', 'count': 1, 'what': 'digits'", "what"}, {"'rule': 'keep', 'count': 1, 'between': ['a', 'b']", "between"},
        {"'rule': 'extension', 'to': 'a', 'remove': true", "remove"}, {"'rule': 'extension', 'case': 'upper', 'remove': true", "remove"},
        {"'rule': 'extension', 'add': 'a', 'remove': true", "remove"}, {"'rule': 'extension', 'to': 'a', 'from': 'content'", "from"},
        {"'rule': 'date', 'read': 'yyyy'", "read"}, {"'rule': 'date', 'source': 'name', 'read': 'yyyyMMdd', 'zone': 'UTC'", "zone"},
        {"'rule': 'date', 'source': 'name', 'read': 'yyyyMMdd', 'separator': '-'", "separator"},
        {"'rule': 'date', 'source': 'taken', 'zone': 'UTC'", "zone"}, {"'rule': 'decode', 'from': 'GBK', 'repair': 'percent'", "repair"},
        {"'rule': 'list', 'names': ['a', 'b'], 'file': 'l.csv'", "file"}};
    for (const Pattern &pattern : kBoth)
        list.addRule(pattern.rule, pattern.rule, Code::Contradiction, pattern.field);
}

void addLists(BadRecipeList &list)
{
    const auto file = [&list](const Bytes &title, Code code, const char *more, std::optional<Bytes> content) {
        list.addRule(title, "'rule': 'list', 'file': 'l.csv'" + Bytes(more), code, "file", std::move(content));
    };
    list.addRule("too short", "'rule': 'list', 'names': ['a']", Code::WrongCount, "names");
    list.addRule("too long", "'rule': 'list', 'names': ['a', 'b', 'c']", Code::WrongCount, "names");
    list.addRule("two lines", "'rule': 'list', 'names': ['a', 'b\\nc']", Code::BadArgument, "names[1]");
    list.addRule("an open quote", "'rule': 'list', 'by': 'name', 'names': ['a,\\\"b']", Code::UnclosedQuote, "names");
    list.addRule("a name twice", "'rule': 'list', 'by': 'name', 'names': ['a,b', 'a,c']", Code::DuplicateEntry, "names");
    file("too short", Code::WrongCount, "", "new\na\n");
    file("too long", Code::WrongCount, "", "new\na\nb\nc\n");
    file("not there", Code::UnreadableFile, "", {});
    file("no header", Code::UnknownColumn, "", "");
    file("no column new", Code::UnknownColumn, ", 'by': 'name'", "old,n\na,b\n");
    file("no column old", Code::UnknownColumn, ", 'by': 'name'", "n,new\na,b\n");
    file("one column", Code::UnknownColumn, ", 'by': 'name'", "old\na\n");
    file("a column twice", Code::DuplicateEntry, "", "new,n,n\na,b,c\nd,e,f\n");
    file("a name twice", Code::DuplicateEntry, ", 'by': 'name'", "old,new\na,b\na,c\n");
    file("an open quote", Code::UnclosedQuote, "", "new\n\"a\nb\n");
    file("text behind a quote", Code::TextBehindQuote, "", "new\n\"a\"b\nc\n");
    file("a field too many", Code::UnevenRow, "", "new\na\nb,c\n");
    list.add("a column that is not there", "'rules': [{'rule': 'list', 'file': 'l.csv'}, {'rule': 'insert', 'text': '{csv:nosuch}'}]",
        Code::UnknownColumn, "rules[1].text", "new\na\nb\n");
}

void addOthers(BadRecipeList &list)
{
    static const Pattern kHalf[] = {{"'rule': 'replace', 'find': '%'", "find"}, {"'rule': 'replace', 'find': 'a', 'with': '%'", "with"},
        {"'rule': 'template', 'text': '%'", "text"}, {"'rule': 'trim', 'what': '%'", "what"},
        {"'rule': 'swap', 'separator': '%'", "separator"}, {"'rule': 'case', 'keep': ['%']", "keep[0]"},
        {"'rule': 'list', 'names': ['a', '%']", "names[1]"}, {"'rule': 'remove', 'between': ['a', '%']", "between[1]"}};
    for (const Pattern &pattern : kHalf)
        list.addRule(Bytes(pattern.rule) + " half a character", with(pattern.rule, "\\ud800"), Code::NotText, pattern.field);
    // Bytes that are no text, which recipes write as two surrogates, where text is needed.
    static const Pattern kBytes[] = {{"'rule': 'replace', 'mode': 'regex', 'find': '%'", "find"},
        {"'rule': 'template', 'text': '%'", "text"}, {"'rule': 'case', 'locale': '%'", "locale"},
        {"'rule': 'date', 'format': '%'", "format"}, {"'rule': 'decode', 'from': '%'", "from"}};
    for (const Pattern &pattern : kBytes)
        list.addRule(Bytes(pattern.rule) + " no text", with(pattern.rule, "\\udbff\\udfff"), Code::NotText, pattern.field);
    // What a terminal would obey, if it were told as it stands.
    list.addRule("a control character", "'rule': 'template', 'text': '{\\u001b[31m}'", Code::UnknownToken, "text");
    list.addRule("a line break", "'rule': 'case', 'locale': 'a\\nb'", Code::UnknownLocale, "locale");
    list.add("home", "'destination': {'folder': '~/x'}", Code::HomeFolder, "destination.folder");
    list.add("unknown", "'destination': {'into': 'x'}", Code::UnknownField, "destination.into");
    list.add("unknown", "'order': {'x': 1}", Code::UnknownField, "order.x");
    list.add("unknown", "'attributes': {'x': 1}", Code::UnknownField, "attributes.x");
    list.addRule("unknown", "'rule': 'trim', 'find': 'a'", Code::UnknownField, "find");
}

} // namespace

const std::vector<BadRecipe> &badRecipes()
{
    static const std::vector<BadRecipe> all = [] {
        BadRecipeList list;
        addTemplates(list);
        addPatterns(list);
        addEmpty(list);
        addMissing(list);
        addWords(list);
        addRanges(list);
        addContradictions(list);
        addLists(list);
        addOthers(list);
        return list.take();
    }();
    return all;
}

} // namespace bulkhead::test
