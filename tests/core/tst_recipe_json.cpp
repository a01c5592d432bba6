// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/rename/recipe.h"
#include "tests/support/recipe_generator.h"

#include <QtTest>

using namespace bulkhead;
using Code = RecipeProblem::Code;

namespace {

QByteArray printable(BytesView bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

Bytes bytes(const QByteArray &array)
{
    return Bytes(array.constData(), static_cast<std::size_t>(array.size()));
}

/// One problem as a line: "3 rules[0].find a string @4".
QByteArray describe(const RecipeProblem &problem)
{
    QByteArray line
        = QByteArray::number(static_cast<int>(problem.code)) + " [" + printable(problem.field) + "] " + printable(problem.argument);
    return problem.column < 0 ? line : line + " @" + QByteArray::number(problem.column);
}

template <class T>
QByteArrayList describeAll(const RecipeResult<T> &result)
{
    QByteArrayList lines;
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result)) {
        for (const RecipeProblem &problem : *problems) {
            lines << describe(problem);
        }
    }
    return lines;
}

QByteArray line(Code code, const char *field, const char *argument = "")
{
    return describe({.code = code, .field = field, .argument = argument});
}

Rule parsedRule(const char *json)
{
    auto result = parseRule(json, "r");
    if (!std::holds_alternative<RuleSlot>(result)) {
        qWarning() << describeAll(result);
        return TemplateRule{"not parsed"};
    }
    return std::get<RuleSlot>(result).rule;
}

template <std::size_t... I>
std::vector<const char *> ruleNames(std::index_sequence<I...>)
{
    return {ruleName(Rule(std::in_place_index<I>))...};
}

const char *ruleNameAt(std::size_t kind)
{
    return ruleNames(std::make_index_sequence<std::variant_size_v<Rule>>())[kind];
}

constexpr const char *kRuleNames
    = "replace, template, insert, remove, keep, trim, swap, case, number, renumber, extension, normalise, clean, "
      "transliterate, date, decode, list";

} // namespace

class TestRecipeJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        QVERIFY(rc::check("parseRecipe(writeRecipe(r)) == r", [] {
            const RenameRecipe recipe = *test::anyRecipe();
            const Bytes json = writeRecipe(recipe);
            const auto parsed = parseRecipe(json);
            RC_ASSERT(std::holds_alternative<RenameRecipe>(parsed));
            RC_ASSERT(std::get<RenameRecipe>(parsed) == recipe);
        }));
    }

    void roundTripOfEachRule_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t kind = 0; kind < std::variant_size_v<Rule>; ++kind)
            QTest::newRow(ruleNameAt(kind)) << int(kind);
    }
    void roundTripOfEachRule()
    {
        QFETCH(int, kind);
        QVERIFY(rc::check("a rule reads back as written", [kind] {
            const RenameRecipe recipe{.rules = {*test::anyRuleOf(std::size_t(kind))}};
            RC_ASSERT(recipe.rules[0].rule.index() == std::size_t(kind));
            const auto parsed = parseRecipe(writeRecipe(recipe));
            RC_ASSERT(std::holds_alternative<RenameRecipe>(parsed));
            RC_ASSERT(std::get<RenameRecipe>(parsed) == recipe);
        }));
    }

    void roundTripOfDestinationAndAttributes()
    {
        QVERIFY(rc::check("where files go and what becomes of them reads back as written", [] {
            RenameRecipe recipe = *test::anyRecipe();
            recipe.rules.clear();
            RC_PRE(recipe.destination != TargetFolder() && recipe.attributes != NewAttributes());
            const auto parsed = parseRecipe(writeRecipe(recipe));
            RC_ASSERT(std::holds_alternative<RenameRecipe>(parsed));
            RC_ASSERT(std::get<RenameRecipe>(parsed).destination == recipe.destination);
            RC_ASSERT(std::get<RenameRecipe>(parsed) == recipe);
        }));
    }

    void writingIsStable()
    {
        QVERIFY(rc::check("what is written is UTF-8, ends with a newline, and is written the same again", [] {
            const Bytes json = writeRecipe(*test::anyRecipe());
            RC_ASSERT(json.ends_with("}\n"));
            const auto parsed = parseRecipe(json);
            RC_ASSERT(writeRecipe(std::get<RenameRecipe>(parsed)) == json);
        }));
    }

    void garbageIsRefused()
    {
        QVERIFY(rc::check("cut or altered recipes give a recipe or problems, never anything else", [] {
            Bytes json = writeRecipe(*test::anyRecipe());
            const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
            if (*rc::gen::arbitrary<bool>()) {
                json.resize(at);
            } else {
                json[at] = *rc::gen::arbitrary<char>();
            }
            const auto parsed = parseRecipe(json);
            if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&parsed)) {
                RC_ASSERT(!problems->empty());
            }
        }));
    }

    void readsTheDocumentedRecipe()
    {
        const auto parsed = parseRecipe(R"json({ "bulkhead": 1, "job": "rename",
  "rules": [
    { "rule": "replace", "find": "IMG_(\\d+)", "with": "{mtime:yyyy-MM-dd} $1", "mode": "regex", "case": "ignore", "scope": "stem", "enabled": true },
    { "rule": "number", "start": 1, "step": 1, "pad": 3, "per": "folder", "at": "prefix", "separator": "-" } ],
  "order": { "by": "name", "natural": true, "descending": false },
  "extension": "known",
  "on_conflict": "refuse",
  "destination": null })json");
        QCOMPARE(describeAll(parsed), QByteArrayList());
        RenameRecipe expected;
        expected.rules.push_back(
            {ReplaceRule{.find = "IMG_(\\d+)", .with = "{mtime:yyyy-MM-dd} $1", .mode = MatchMode::Regex, .letters = LetterMatch::Ignore}});
        expected.rules.push_back({NumberRule{.counter = {.pad = 3, .per = Counter::Per::Folder}, .separator = "-"}});
        QVERIFY(std::get<RenameRecipe>(parsed) == expected);
    }

    void writesReadably()
    {
        RenameRecipe recipe;
        recipe.rules.push_back({ReplaceRule{.find = "a\"\n\x7f", .with = "é"}, Scope::Name, false});
        QCOMPARE(printable(writeRecipe(recipe)),
            QByteArray(
                "{\n  \"bulkhead\": 1,\n  \"job\": \"rename\",\n  \"rules\": [\n    {\n      \"rule\": \"replace\",\n"
                "      \"find\": \"a\\\"\\n\\u007f\",\n      \"with\": \"é\",\n      \"scope\": \"name\",\n      \"enabled\": false\n"
                "    }\n  ],\n  \"order\": {\n    \"by\": \"name\",\n    \"natural\": true,\n    \"descending\": false\n  },\n"
                "  \"extension\": \"known\",\n  \"on_conflict\": \"refuse\",\n  \"destination\": null,\n  \"attributes\": null\n}\n"));
        recipe.rules = {{TemplateRule{"a\xff"}}};
        QVERIFY(writeRecipe(recipe).find(R"("a\udbff\udfff")") != Bytes::npos);
    }

    void bytesComeBack_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("latin-1") << QByteArray("caf\xe9");
        QTest::newRow("never utf-8") << QByteArray("\xff\xfe\x80");
        QTest::newRow("cut short") << QByteArray("\xe7\x85");
        QTest::newRow("lone surrogate") << QByteArray("\xed\xa0\x80");
        QTest::newRow("code point of the escape range") << QByteArray("\xf4\x8f\xbf\xa9 \xf4\x8f\xbc\x8a");
        QTest::newRow("chinese") << QByteArray("照片\xff");
    }
    void bytesComeBack()
    {
        QFETCH(const QByteArray, bytes);
        const Bytes name = bytes.toStdString();
        RenameRecipe recipe;
        recipe.rules = {{ListRule{.names = {"a," + name}, .by = ListRule::By::Name}}, {ReplaceRule{.find = name}}};
        const Bytes json = writeRecipe(recipe);
        QVERIFY(isValidUtf8(json));
        const auto parsed = parseRecipe(json);
        QCOMPARE(describeAll(parsed), QByteArrayList());
        QVERIFY(std::get<RenameRecipe>(parsed) == recipe);
    }

    void smallestRecipe()
    {
        const auto parsed = parseRecipe("\xEF\xBB\xBF{\"bulkhead\": 1, \"job\": \"rename\"}");
        QCOMPARE(describeAll(parsed), QByteArrayList());
        QVERIFY(std::get<RenameRecipe>(parsed) == RenameRecipe());
    }

    void readsRules_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("index");
        const std::vector<std::pair<const char *, Rule>> &rules = expectedRules();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            QTest::newRow(rules[i].first) << QByteArray(rules[i].first) << static_cast<int>(i);
        }
    }

    void readsRules()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, index);
        QVERIFY(parsedRule(json.constData()) == expectedRules()[static_cast<std::size_t>(index)].second);
    }

    void scopeAndEnabled()
    {
        const auto slot = parseRule(R"({"rule": "trim", "scope": "extension", "enabled": false})", "");
        QCOMPARE(describeAll(slot), QByteArrayList());
        QVERIFY(std::get<RuleSlot>(slot) == (RuleSlot{TrimRule{}, Scope::Extension, false}));
    }

    void ruleProblems_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArrayList>("problems");
        const auto row
            = [](const char *title, const char *json, QByteArrayList problems) { QTest::newRow(title) << QByteArray(json) << problems; };
        row("not an object", "[1]", {line(Code::NotAnObject, "r")});
        row("no rule", "{}", {line(Code::MissingField, "r.rule")});
        row("rule is a number", R"({"rule": 3})", {line(Code::WrongType, "r.rule", "a string")});
        for (const char *later : {"script"}) {
            const QByteArray json = QByteArray("{\"rule\": \"") + later + "\", \"x\": 1}";
            QTest::newRow(later) << json << QByteArrayList{line(Code::NotOneOf, "r.rule", kRuleNames)};
        }
        row("unknown field", R"({"rule": "template", "text": "a", "colour": 1})", {line(Code::UnknownField, "r.colour")});
        row("unknown field with a NUL", R"({"rule": "trim", "a\u0000b": 1})",
            {describe({.code = Code::UnknownField, .field = Bytes("r.a\0b", 5)})});
        row("field of another rule", R"({"rule": "trim", "find": "a"})", {line(Code::UnknownField, "r.find")});
        row("extension from elsewhere", R"({"rule": "extension", "from": "name"})", {line(Code::NotOneOf, "r.from", "content")});
        row("missing find", R"({"rule": "replace", "with": ""})", {line(Code::MissingField, "r.find")});
        row("null is no text", R"({"rule": "template", "text": null})", {line(Code::WrongType, "r.text", "a string")});
        row("half a surrogate pair", R"({"rule": "template", "text": "a\ud800"})", {line(Code::NotText, "r.text")});
        row("flag", R"({"rule": "trim", "enabled": 1})", {line(Code::WrongType, "r.enabled", "true or false")});
        row("scope", R"({"rule": "trim", "scope": "all"})", {line(Code::NotOneOf, "r.scope", "stem, extension, name")});
        row("mode", R"({"rule": "replace", "find": "a", "mode": "glob"})", {line(Code::NotOneOf, "r.mode", "text, wildcard, regex")});
        row("occurrences", R"({"rule": "replace", "find": "a", "occurrences": "some"})",
            {line(Code::NotOneOf, "r.occurrences", "all, first, last, a whole number")});
        row("a number as text", R"({"rule": "insert", "text": "", "at": "3"})",
            {line(Code::NotOneOf, "r.at", "prefix, suffix, before, after, a whole number")});
        row("occurrences of another type", R"({"rule": "replace", "find": "a", "occurrences": []})",
            {line(Code::WrongType, "r.occurrences", "a string or a whole number")});
        row("fraction", R"({"rule": "number", "start": 1.5})", {line(Code::WrongType, "r.start", "a whole number")});
        row("beyond 64 bits", R"({"rule": "number", "start": 1e30})",
            {line(Code::OutOfRange, "r.start", "-9223372036854775808 to 9223372036854775807")});
        row("beyond 32 bits", R"({"rule": "insert", "text": "", "at": 4294967296})",
            {line(Code::OutOfRange, "r.at", "-2147483648 to 2147483647")});
        row("pad", R"({"rule": "number", "pad": "wide"})", {line(Code::NotOneOf, "r.pad", "auto, a whole number")});
        row("base in the wrong case", R"({"rule": "number", "base": "Roman"})",
            {line(Code::NotOneOf, "r.base", "decimal, hex, octal, binary, roman, ROMAN, alpha, ALPHA, chinese")});
        row("before without anchor", R"({"rule": "number", "at": "before"})", {line(Code::MissingField, "r.anchor")});
        row("anchor without before", R"({"rule": "number", "at": "suffix", "anchor": "x", "anchor_mode": "text"})",
            {line(Code::Contradiction, "r.anchor", "at"), line(Code::Contradiction, "r.anchor_mode", "at")});
        row("misspelt at, with an anchor", R"({"rule": "number", "at": "befor", "anchor": "x", "anchor_mode": "text"})",
            {line(Code::NotOneOf, "r.at", "prefix, suffix, before, after, a whole number")});
        row("anchor mode", R"({"rule": "number", "at": "after", "anchor": "x", "anchor_mode": "wildcard"})",
            {line(Code::NotOneOf, "r.anchor_mode", "text, regex")});
        row("remove nothing", R"({"rule": "remove"})", {line(Code::MissingField, "r.from")});
        row("remove range and marks", R"({"rule": "remove", "count": 1, "between": ["a", "b"]})",
            {line(Code::Contradiction, "r.between", "count")});
        row("remove range and kinds", R"({"rule": "remove", "from": 1, "what": "digits"})", {line(Code::Contradiction, "r.what", "from")});
        row("remove marks and kinds", R"({"rule": "remove", "between": ["a", "b"], "what": "digits"})",
            {line(Code::Contradiction, "r.what", "between")});
        row("including without marks", R"({"rule": "remove", "including": true})", {line(Code::MissingField, "r.between")});
        row("one mark", R"({"rule": "remove", "between": ["a"]})", {line(Code::WrongType, "r.between", "an array of two strings")});
        row("mark is a number", R"({"rule": "remove", "between": ["a", 2]})", {line(Code::WrongType, "r.between[1]", "a string")});
        row("kinds", R"({"rule": "remove", "what": ["digits", "vowels", 3]})",
            {line(Code::NotOneOf, "r.what[1]", "digits, letters, spaces, punctuation, symbols, brackets, accents"),
                line(Code::WrongType, "r.what[2]", "a string")});
        row("kinds of another type", R"({"rule": "remove", "what": 1})",
            {line(Code::WrongType, "r.what", "a string or an array of strings")});
        row("keep nothing", R"({"rule": "keep"})", {line(Code::MissingField, "r.from")});
        row("keep range and kinds", R"({"rule": "keep", "from": 1, "what": "digits"})", {line(Code::Contradiction, "r.what", "from")});
        row("keep one mark", R"({"rule": "keep", "between": ["a"]})", {line(Code::WrongType, "r.between", "an array of two strings")});
        row("keep other kinds", R"({"rule": "keep", "what": "vowels"})",
            {line(Code::NotOneOf, "r.what", "digits, letters, spaces, punctuation, symbols, brackets, accents")});
        row("trim nothing", R"({"rule": "trim", "what": ""})", {line(Code::MustNotBeEmpty, "r.what")});
        row("trim a list of nothing", R"({"rule": "trim", "what": [""]})", {line(Code::MustNotBeEmpty, "r.what")});
        row("trim a number in a list", R"({"rule": "trim", "what": [1]})", {line(Code::WrongType, "r.what[0]", "a string")});
        row("trim half a surrogate pair", R"({"rule": "trim", "what": "\ud800"})", {line(Code::NotText, "r.what")});
        row("swap nothing", R"({"rule": "swap"})", {line(Code::MissingField, "r.separator")});
        row("swap by wildcards", R"({"rule": "swap", "separator": "-", "separator_mode": "wildcard"})",
            {line(Code::NotOneOf, "r.separator_mode", "text, regex")});
        row("swap order of another type", R"({"rule": "swap", "separator": "-", "order": 2})",
            {line(Code::WrongType, "r.order", "a string or an array of whole numbers")});
        row("swap order of words", R"({"rule": "swap", "separator": "-", "order": [2, "1"], "from": "middle"})",
            {line(Code::WrongType, "r.order[1]", "a whole number"), line(Code::NotOneOf, "r.from", "start, end")});
        row("swap half a surrogate pair", R"({"rule": "swap", "separator": "-", "order": "\ud800"})", {line(Code::NotText, "r.order")});
        row("keep list", R"({"rule": "case", "keep": "NASA"})", {line(Code::WrongType, "r.keep", "an array of strings")});
        row("element of a list", R"({"rule": "case", "small": ["of", true]})", {line(Code::WrongType, "r.small[1]", "a string")});
        row("renumber nothing", R"({"rule": "renumber", "which": "last"})", {line(Code::MissingField, "r.add")});
        row("renumber by a word", R"({"rule": "renumber", "add": "one"})", {line(Code::WrongType, "r.add", "a whole number")});
        row("renumber a word wide", R"({"rule": "renumber", "pad": "auto"})", {line(Code::WrongType, "r.pad", "a whole number")});
        row("renumber which", R"({"rule": "renumber", "add": 1, "which": "some"})",
            {line(Code::NotOneOf, "r.which", "all, first, last, a whole number")});
        row("clean for nobody", R"({"rule": "clean", "for": "Windows"})", {line(Code::NotOneOf, "r.for", "portable, windows, url")});
        row("replacement is no text", R"({"rule": "clean", "replacement": null})", {line(Code::WrongType, "r.replacement", "a string")});
        row("list of nothing", R"({"rule": "list"})", {line(Code::MissingField, "r.names")});
        row("list typed and in a file", R"({"rule": "list", "names": [], "file": "f"})", {line(Code::Contradiction, "r.file", "names")});
        row("list by size", R"({"rule": "list", "file": "f", "by": "size"})", {line(Code::NotOneOf, "r.by", "order, name")});
        row("list of a number", R"({"rule": "list", "names": ["a", 1]})", {line(Code::WrongType, "r.names[1]", "a string")});
        row("transliterate to a number", R"({"rule": "transliterate", "to": 1})", {line(Code::WrongType, "r.to", "a string")});
        row("form in the wrong case", R"({"rule": "normalise", "form": "nfc"})", {line(Code::NotOneOf, "r.form", "NFC, NFD, NFKC, NFKD")});
        row("form is a number", R"({"rule": "normalise", "form": 1})", {line(Code::WrongType, "r.form", "a string")});
        row("date of nothing known", R"({"rule": "date", "source": "atime", "read": "yyyy"})",
            {line(Code::NotOneOf, "r.source", "mtime, btime, now, name, taken")});
        row("date that is a number", R"({"rule": "date", "format": 2023, "zone": 1, "separator": false})",
            {line(Code::WrongType, "r.format", "a string"), line(Code::WrongType, "r.zone", "a string"),
                line(Code::WrongType, "r.separator", "a string")});
        row("date in the name, read by nothing", R"({"rule": "date", "source": "name"})", {line(Code::MissingField, "r.read")});
        row("date in the name, placed", R"({"rule": "date", "source": "name", "read": "yy", "at": "suffix", "anchor": "x"})",
            {line(Code::Contradiction, "r.at", "source"), line(Code::Contradiction, "r.anchor", "source")});
        row("date in the name, put apart", R"({"rule": "date", "source": "name", "read": "yy", "separator": "-", "zone": "UTC"})",
            {line(Code::Contradiction, "r.zone", "source"), line(Code::Contradiction, "r.separator", "source")});
        row("date read elsewhere", R"({"rule": "date", "source": "now", "read": "yyyy"})", {line(Code::Contradiction, "r.read", "source")});
        row("date without its anchor", R"({"rule": "date", "at": "after"})", {line(Code::MissingField, "r.anchor")});
        row("decode from a number", R"({"rule": "decode", "from": 936})", {line(Code::WrongType, "r.from", "a string")});
        row("an unknown repair", R"({"rule": "decode", "repair": "utf8"})", {line(Code::NotOneOf, "r.repair", "double-utf8, percent")});
        row("a repair that is no text", R"({"rule": "decode", "repair": true})", {line(Code::WrongType, "r.repair", "a string")});
        row("decode and repair", R"({"rule": "decode", "from": "GBK", "repair": "percent"})",
            {line(Code::Contradiction, "r.repair", "from")});
        row("all at once", R"({"rule": "number", "start": "1", "step": true, "per": "file", "zzz": 0})",
            {line(Code::WrongType, "r.start", "a whole number"), line(Code::WrongType, "r.step", "a whole number"),
                line(Code::NotOneOf, "r.per", "batch, folder, stem"), line(Code::UnknownField, "r.zzz")});
    }

    void ruleProblems()
    {
        QFETCH(QByteArray, json);
        QTEST(describeAll(parseRule(bytes(json), "r")), "problems");
    }

    void recipeProblems_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArrayList>("problems");
        const auto row = [](const char *title, QByteArray json, QByteArrayList problems) { QTest::newRow(title) << json << problems; };
        const auto with = [](const char *fields) { return QByteArray("{\"bulkhead\": 1, \"job\": \"rename\", ") + fields + "}"; };
        row("empty object", "{}", {line(Code::MissingField, "bulkhead"), line(Code::MissingField, "job")});
        row("array", "[]", {line(Code::NotAnObject, "")});
        row("newer version", R"({"bulkhead": 2, "unheard": 1})", {line(Code::NewerVersion, "bulkhead", "2")});
        row("version 0", R"({"bulkhead": 0, "job": "rename"})", {line(Code::OutOfRange, "bulkhead", "1")});
        row("version as text", R"({"bulkhead": "1", "job": "rename"})", {line(Code::WrongType, "bulkhead", "a whole number")});
        row("another job", R"({"bulkhead": 1, "job": "edit", "steps": []})", {line(Code::WrongJob, "job", "edit")});
        row("unknown field", with("\"rule\": []"), {line(Code::UnknownField, "rule")});
        row("rules are no array", with("\"rules\": {}"), {line(Code::WrongType, "rules", "an array")});
        row("a rule is a number", with("\"rules\": [{\"rule\": \"trim\"}, 7]"), {line(Code::NotAnObject, "rules[1]")});
        row("second rule", with("\"rules\": [{\"rule\": \"trim\"}, {\"rule\": \"trim\", \"ends\": \"all\"}]"),
            {line(Code::NotOneOf, "rules[1].ends", "both, start, end")});
        row("order is text", with("\"order\": \"name\""), {line(Code::NotAnObject, "order")});
        row("order", with("\"order\": {\"by\": \"colour\", \"natural\": 1, \"x\": 0}"),
            {line(Code::NotOneOf, "order.by", "given, name, path, size, mtime, extension"),
                line(Code::WrongType, "order.natural", "true or false"), line(Code::UnknownField, "order.x")});
        row("extension", with("\"extension\": \"all\""), {line(Code::NotOneOf, "extension", "known, last, first, none")});
        row("on_conflict", with("\"on_conflict\": \"overwrite\""), {line(Code::NotOneOf, "on_conflict", "refuse, skip, number")});
        row("destination", with("\"destination\": \"x\""), {line(Code::WrongType, "destination", "null or an object")});
        row("not UTF-8", "{\"bulkhead\xff\": 1}", {line(Code::NotText, "")});
        row("half a pair in a field name", with("\"\\udc00\": 1"), {line(Code::UnknownField, "\xEF\xBF\xBD")});
        row("too large", QByteArray(17 << 20, ' '), {line(Code::OutOfRange, "", "at most 16777216 bytes")});
    }

    void recipeProblems()
    {
        QFETCH(QByteArray, json);
        QTEST(describeAll(parseRecipe(bytes(json))), "problems");
    }

    void brokenJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("column");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("cut") << QByteArray("{\"bulkhead\": ") << -2;
        QTest::newRow("no comma") << QByteArray("{\"a\": 1 \"b\": 2}") << 9;
        QTest::newRow("no comma behind a mark") << QByteArray("\xEF\xBB\xBF{\"a\": 1 \"b\": 2}") << 10;
        QTest::newRow("no comma behind marks in strings") << QByteArray("{\"\xEF\xBB\xBF\": \"\xEF\xBB\xBF\" \"b\": 2}") << 11;
        QTest::newRow("no comma behind letters") << QByteArray("{\"é\": \"照片\" \"b\": 2}") << 12;
        QTest::newRow("no escape behind letters") << QByteArray("{\"é\": \"照片\\d\"}") << 9;
        QTest::newRow("no escape") << QByteArray("{\"find\": \"\\d+\"}") << 10;
        QTest::newRow("no escape behind an escape") << QByteArray("{\"find\": \"\\\\\\d\"}") << 12;
        QTest::newRow("no escape in a field's name") << QByteArray("{\"fi\\nd\\x\": 1}") << 7;
        QTest::newRow("no escape but a mark") << QByteArray("{\"find\": \"\\\xEF\xBB\xBF\"}") << 10;
        QTest::newRow("half an escape") << QByteArray("{\"find\": \"\\u12\"}") << -2;
        QTest::newRow("too deep, objects") << QByteArray("{\"a\":").repeated(5000) << -2;
        QTest::newRow("too deep") << QByteArray(5000, '[') << -2;
        QTest::newRow("NUL") << QByteArray("\0", 1) << -2;
    }

    void brokenJson()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, column);
        const auto result = parseRecipe(bytes(json));
        const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result);
        QVERIFY(problems != nullptr);
        QCOMPARE(problems->size(), 1u);
        const RecipeProblem &problem = problems->front();
        QCOMPARE(problem.code, Code::BadJson);
        QVERIFY(!problem.argument.empty());
        QVERIFY(problem.column >= 0);
        if (column != -2) {
            QCOMPARE(problem.column, column);
        }
    }

    void fieldsWrittenTwice_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        const auto add
            = [](const char *name, const char *json, const char *field) { QTest::newRow(name) << QByteArray(json) << QByteArray(field); };
        add("on top", R"({"bulkhead": 1, "job": "rename", "bulkhead": 1})", "bulkhead");
        add("in a rule", R"({"rules": [{"a": ["x", "y"]}, {"find": "a", "with": {"find": 1}, "find": "b"}]})", "rules[1].find");
        add("in an inner object", R"({"order": {"by": "name", "by": "size"}})", "order.by");
        add("one with an escape", R"({"find": 1, "\u0066ind": 2})", "find");
        add("commas and brackets in strings", "{\"a\": \"},{\\\"a\\\":\", \"b\": \"[\", \"c\": 1, \"b\": 2}", "b");
    }

    void fieldsWrittenTwice()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, field);
        const auto whole = parseRecipe(bytes(json));
        const auto &problems = std::get<std::vector<RecipeProblem>>(whole);
        QCOMPARE(problems.size(), 1u);
        QCOMPARE(problems[0].code, Code::BadJson);
        QCOMPARE(printable(problems[0].field), field);
        const auto part = parseRule(bytes(json), "r");
        QCOMPARE(printable(std::get<std::vector<RecipeProblem>>(part)[0].field), "r." + field);
    }

private:
    static const std::vector<std::pair<const char *, Rule>> &expectedRules()
    {
        using Which = ReplaceRule::Which;
        using At = Place::At;
        static const std::vector<std::pair<const char *, Rule>> rules = {
            {R"({"rule": "replace", "find": "a"})", ReplaceRule{.find = "a"}},
            {R"({"rule": "replace", "find": "", "with": "\u0000\ud83d\ude00"})", ReplaceRule{.with = Bytes(1, '\0') + "😀"}},
            {R"({"rule": "replace", "find": "a", "occurrences": -2, "whole_word": true, "mode": "wildcard"})",
                ReplaceRule{.find = "a", .mode = MatchMode::Wildcard, .occurrences = Which::Nth, .nth = -2, .wholeWord = true}},
            {R"({"rule": "replace", "find": "a", "occurrences": "last"})", ReplaceRule{.find = "a", .occurrences = Which::Last}},
            {R"({"rule": "template", "text": "{n}"})", TemplateRule{"{n}"}},
            {R"({"rule": "insert", "text": "x", "at": -1})", InsertRule{"x", {.at = At::Position, .position = -1}}},
            {R"({"rule": "insert", "text": "x", "at": 2.0})", InsertRule{"x", {.at = At::Position, .position = 2}}},
            {R"({"rule": "insert", "text": "x", "at": "after", "anchor": "\\d", "anchor_mode": "regex"})",
                InsertRule{"x", {.at = At::After, .anchor = "\\d", .anchorMode = MatchMode::Regex}}},
            {R"({"rule": "remove", "count": 3})", RemoveRule{.count = 3}},
            {R"({"rule": "remove", "from": -4})", RemoveRule{.from = -4}},
            {R"json({"rule": "remove", "between": ["(", ")"], "including": true})json",
                RemoveRule{.how = RemoveRule::How::Between, .begin = "(", .end = ")", .including = true}},
            {R"({"rule": "remove", "what": "accents"})", RemoveRule{.how = RemoveRule::How::What, .what = RemoveRule::Accents}},
            {R"({"rule": "remove", "what": ["digits", "spaces"]})",
                RemoveRule{.how = RemoveRule::How::What, .what = RemoveRule::Digits | RemoveRule::Spaces}},
            {R"({"rule": "keep", "from": -4, "count": 2})", KeepRule{{.from = -4, .count = 2}}},
            {R"json({"rule": "keep", "between": ["(", ")"]})json", KeepRule{{.how = RemoveRule::How::Between, .begin = "(", .end = ")"}}},
            {R"({"rule": "keep", "what": ["digits"]})", KeepRule{{.how = RemoveRule::How::What, .what = RemoveRule::Digits}}},
            {R"({"rule": "trim"})", TrimRule{}},
            {R"({"rule": "trim", "what": "spaces", "ends": "end", "collapse": true})",
                TrimRule{.ends = TrimRule::Ends::End, .collapse = true}},
            {R"({"rule": "trim", "what": "_-"})", TrimRule{.characters = "_-"}},
            {R"({"rule": "trim", "what": ["spaces"]})", TrimRule{.characters = "spaces"}},
            {R"({"rule": "trim", "what": ["_", "-"]})", TrimRule{.characters = "_-"}},
            {R"({"rule": "swap", "separator": " - "})", SwapRule{.separator = " - "}},
            {R"({"rule": "swap", "separator": "_+", "separator_mode": "regex", "order": [3, 1], "from": "end"})",
                SwapRule{"_+", MatchMode::Regex, std::vector<int>{3, 1}, SwapRule::From::End}},
            {R"({"rule": "swap", "separator": "-", "order": "{2} by {1}"})", SwapRule{.separator = "-", .order = Bytes("{2} by {1}")}},
            {R"({"rule": "case", "to": "title", "locale": "nl", "keep": ["NASA"], "small": ["of", "the"]})",
                CaseRule{CaseRule::To::Title, "nl", {"NASA"}, {"of", "the"}}},
            {R"({"rule": "number"})", NumberRule{}},
            {R"({"rule": "number", "pad": "auto", "base": "ROMAN", "count": "changed", "start": -9223372036854775808, "step": -1})",
                NumberRule{.counter = {.start = std::numeric_limits<std::int64_t>::min(),
                               .step = -1,
                               .base = Counter::Base::RomanUpper,
                               .count = Counter::Count::Changed}}},
            {R"({"rule": "renumber", "add": -9223372036854775808, "which": -2})",
                RenumberRule{.add = std::numeric_limits<std::int64_t>::min(), .which = Which::Nth, .nth = -2}},
            {R"({"rule": "renumber", "pad": 3})", RenumberRule{.pad = 3}},
            {R"({"rule": "renumber", "add": 1, "pad": 0, "which": "last"})", RenumberRule{.add = 1, .pad = 0, .which = Which::Last}},
            {R"({"rule": "extension", "to": "", "case": "lower", "add": "bak", "remove": true})",
                ExtensionRule{.to = "", .letters = ExtensionRule::Letters::Lower, .add = "bak", .remove = true}},
            {R"({"rule": "transliterate"})", TransliterateRule{"ascii"}},
            {R"({"rule": "transliterate", "to": "Any-Hex"})", TransliterateRule{"Any-Hex"}},
            {R"({"rule": "decode"})", DecodeRule{Bytes("auto")}},
            {R"({"rule": "decode", "from": "GBK"})", DecodeRule{Bytes("GBK")}},
            {R"({"rule": "decode", "repair": "double-utf8"})", DecodeRule{DecodeRule::Repair::DoubleUtf8}},
            {R"({"rule": "decode", "repair": "percent"})", DecodeRule{DecodeRule::Repair::Percent}},
            {R"({"rule": "list", "names": ["a", ""]})", ListRule{.names = {"a", ""}}},
            {R"({"rule": "list", "file": "n.csv", "by": "name"})", ListRule{.file = "n.csv", .by = ListRule::By::Name}},
            {R"({"rule": "clean"})", CleanRule{}},
            {R"({"rule": "clean", "for": "url", "replacement": ""})", CleanRule{CleanRule::For::Url, ""}},
            {R"({"rule": "normalise"})", NormaliseRule{}},
            {R"({"rule": "normalise", "form": "NFKD"})", NormaliseRule{NormaliseRule::Form::Nfkd}},
            {R"({"rule": "date"})", DateRule{}},
            {R"({"rule": "date", "source": "btime", "format": "yy", "zone": "UTC", "at": -1, "separator": "_"})",
                DateRule{.source = DateRule::Source::Btime,
                    .format = "yy",
                    .zone = "UTC",
                    .place = {.at = Place::At::Position, .position = -1},
                    .separator = "_"}},
            {R"({"rule": "date", "source": "name", "read": "yyyyMMdd", "format": "dd.MM.yyyy"})",
                DateRule{.source = DateRule::Source::Name, .format = "dd.MM.yyyy", .read = "yyyyMMdd"}},
        };
        return rules;
    }
};

QTEST_APPLESS_MAIN(TestRecipeJson)
#include "tst_recipe_json.moc"
