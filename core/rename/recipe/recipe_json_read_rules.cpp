// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe/recipe_json_reader.h"
#include "core/rename/recipe/recipe_json_rules.h"

namespace bulkhead {

using Code = RecipeProblem::Code;

namespace {

constexpr auto kRequired = ObjectReader::Presence::Required;

void readWhich(ObjectReader &in, const char *key, ReplaceRule::Which &which, int &nth)
{
    std::optional<int> number;
    if (in.choiceOrInteger(key, which, kOccurrenceNames, number) && number) {
        which = ReplaceRule::Which::Nth;
        nth = *number;
    }
}

void read(ObjectReader &in, ReplaceRule &rule)
{
    in.text("find", rule.find, kRequired);
    in.text("with", rule.with);
    in.choice("mode", rule.mode, kMatchModeNames);
    in.choice("case", rule.letters, kLetterMatchNames);
    readWhich(in, "occurrences", rule.occurrences, rule.nth);
    in.flag("whole_word", rule.wholeWord);
}

void read(ObjectReader &in, TemplateRule &rule)
{
    in.text("text", rule.text, kRequired);
}

void read(ObjectReader &in, Place &place)
{
    std::optional<int> position;
    const bool wrong = !in.choiceOrInteger("at", place.at, kPlaceNames, position) && in.has("at");
    if (position) {
        place.at = Place::At::Position;
        place.position = *position;
    }
    if (place.at == Place::At::Before || place.at == Place::At::After) {
        in.text("anchor", place.anchor, kRequired);
        in.choice("anchor_mode", place.anchorMode, kTextOrRegexNames);
        return;
    }
    for (const char *key : {"anchor", "anchor_mode"}) {
        if (in.has(key) && !wrong) {
            in.report(Code::Contradiction, in.field(key), "at");
        }
    }
}

void read(ObjectReader &in, InsertRule &rule)
{
    in.text("text", rule.text, kRequired);
    read(in, rule.place);
}

void readBetween(ObjectReader &in, const QJsonValue &value, RemoveRule &rule)
{
    rule.how = RemoveRule::How::Between;
    const QJsonArray marks = value.toArray();
    if (!value.isArray() || marks.size() != 2) {
        in.report(Code::WrongType, in.field("between"), "an array of two strings");
    } else {
        in.toText(marks.at(0), in.field("between", 0), rule.begin);
        in.toText(marks.at(1), in.field("between", 1), rule.end);
    }
}

void readWhat(ObjectReader &in, const QJsonValue &value, RemoveRule &rule)
{
    rule.how = RemoveRule::How::What;
    RemoveRule::What what{};
    if (value.isString()) {
        if (in.toChoice(value, in.field("what"), what, kWhatNames)) {
            rule.what = what;
        }
        return;
    }
    if (!value.isArray()) {
        in.report(Code::WrongType, in.field("what"), "a string or an array of strings");
        return;
    }
    const QJsonArray words = value.toArray();
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (in.toChoice(words.at(i), in.field("what", i), what, kWhatNames)) {
            rule.what |= what;
        }
    }
}

/// The three ways to say what goes exclude each other.
void read(ObjectReader &in, RemoveRule &rule)
{
    in.integer("from", rule.from);
    in.integer("count", rule.count);
    const bool hasFrom = in.has("from");
    const bool hasRange = in.has("count") || hasFrom;
    const auto between = in.value("between");
    const auto what = in.value("what");
    if (between) {
        readBetween(in, *between, rule);
    }
    if (what) {
        readWhat(in, *what, rule);
    }
    in.flag("including", rule.including);
    if (in.has("including") && !between) {
        in.report(Code::MissingField, in.field("between"));
    }
    if (between && hasRange) {
        in.report(Code::Contradiction, in.field("between"), hasFrom ? "from" : "count");
    } else if (what && (hasRange || between)) {
        in.report(Code::Contradiction, in.field("what"), between ? "between" : hasFrom ? "from" : "count");
    } else if (!hasRange && !between && !what && !in.has("including")) {
        in.report(Code::MissingField, in.field("from"));
    }
}

void read(ObjectReader &in, KeepRule &rule)
{
    read(in, rule.selected);
}

void read(ObjectReader &in, TrimRule &rule)
{
    const auto what = in.value("what");
    const bool isList = what && what->isArray();
    bool good = false;
    if (isList) {
        std::vector<Bytes> characters;
        good = in.textList("what", characters);
        for (const Bytes &text : characters) {
            rule.characters += text;
        }
    } else if (what) {
        good = in.toText(*what, in.field("what"), rule.characters);
    }
    if (good && rule.characters.empty()) {
        in.report(Code::MustNotBeEmpty, in.field("what"));
    }
    if (!isList && rule.characters == "spaces") {
        rule.characters.clear();
    }
    in.choice("ends", rule.ends, kEndsNames);
    in.flag("collapse", rule.collapse);
}

void readOrder(ObjectReader &in, const QJsonValue &value, SwapRule &rule)
{
    if (value.isString()) {
        in.toText(value, in.field("order"), rule.order.emplace<Bytes>());
        return;
    }
    if (!value.isArray()) {
        in.report(Code::WrongType, in.field("order"), "a string or an array of whole numbers");
        return;
    }
    const QJsonArray parts = value.toArray();
    auto &order = rule.order.emplace<std::vector<int>>(static_cast<std::size_t>(parts.size()));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        in.toInteger(parts.at(i), in.field("order", i), order[static_cast<std::size_t>(i)]);
    }
}

void read(ObjectReader &in, SwapRule &rule)
{
    in.text("separator", rule.separator, kRequired);
    in.choice("separator_mode", rule.separatorMode, kTextOrRegexNames);
    if (const auto order = in.value("order")) {
        readOrder(in, *order, rule);
    }
    in.choice("from", rule.from, kFromNames);
}

void read(ObjectReader &in, CaseRule &rule)
{
    in.choice("to", rule.to, kCaseNames);
    in.text("locale", rule.locale);
    in.textList("keep", rule.keep);
    in.textList("small", rule.small);
}

void read(ObjectReader &in, Counter &counter)
{
    enum class Pad : std::uint8_t { Auto };
    static constexpr NamedValue<Pad> kPadNames[] = {{Pad::Auto, "auto"}};
    in.integer("start", counter.start);
    in.integer("step", counter.step);
    Pad pad = Pad::Auto;
    in.choiceOrInteger("pad", pad, kPadNames, counter.pad);
    in.choice("base", counter.base, kBaseNames);
    in.choice("per", counter.per, kPerNames);
    in.choice("count", counter.count, kCountNames);
}

void read(ObjectReader &in, NumberRule &rule)
{
    read(in, rule.counter);
    read(in, rule.place);
    in.text("separator", rule.separator);
}

void read(ObjectReader &in, RenumberRule &rule)
{
    in.integer("add", rule.add);
    if (int pad = 0; in.integer("pad", pad)) {
        rule.pad = pad;
    }
    readWhich(in, "which", rule.which, rule.nth);
    if (!in.has("add") && !in.has("pad")) {
        in.report(Code::MissingField, in.field("add"));
    }
}

void read(ObjectReader &in, ExtensionRule &rule)
{
    if (Bytes to; in.text("to", to)) {
        rule.to = std::move(to);
    }
    in.choice("case", rule.letters, kExtensionCaseNames);
    in.text("add", rule.add);
    in.flag("remove", rule.remove);
    in.choice("from", rule.fromContent, kExtensionFromNames);
}

void read(ObjectReader &in, NormaliseRule &rule)
{
    in.choice("form", rule.form, kFormNames);
}

void read(ObjectReader &in, CleanRule &rule)
{
    in.choice("for", rule.target, kCleanForNames);
    in.text("replacement", rule.replacement);
}

void read(ObjectReader &in, TransliterateRule &rule)
{
    in.text("to", rule.to);
}

void read(ObjectReader &in, DateRule &rule)
{
    const bool wrong = !in.choice("source", rule.source, kDateSourceNames) && in.has("source");
    in.text("format", rule.format);
    const bool inName = rule.source == DateRule::Source::Name;
    if (inName) {
        in.text("read", rule.read, kRequired);
    } else {
        in.text("zone", rule.zone);
        in.text("separator", rule.separator);
        read(in, rule.place);
    }
    static constexpr const char *kNotInName[] = {"zone", "separator", "at", "anchor", "anchor_mode"};
    static constexpr const char *kOnlyInName[] = {"read"};
    for (const char *key : inName ? std::span<const char *const>(kNotInName) : std::span<const char *const>(kOnlyInName)) {
        if (in.has(key) && !wrong) {
            in.report(Code::Contradiction, in.field(key), "source");
        }
    }
}

void read(ObjectReader &in, DecodeRule &rule)
{
    if (Bytes from; in.text("from", from)) {
        rule.how = std::move(from);
    }
    if (DecodeRule::Repair repair{}; in.choice("repair", repair, kRepairNames)) {
        rule.how = repair;
    }
    if (in.has("from") && in.has("repair")) {
        in.report(Code::Contradiction, in.field("repair"), "from");
    }
}

void read(ObjectReader &in, ListRule &rule)
{
    in.textList("names", rule.names);
    const bool hasFile = in.text("file", rule.file);
    in.choice("by", rule.by, kListByNames);
    if (in.has("names") && in.has("file")) {
        in.report(Code::Contradiction, in.field("file"), "names");
    } else if (!in.has("names") && !in.has("file")) {
        in.report(Code::MissingField, in.field("names"));
    } else if (hasFile && rule.file.empty()) {
        in.report(Code::MustNotBeEmpty, in.field("file"));
    }
}

template <std::size_t I = 0>
bool emplaceByName(const Bytes &name, Rule &rule)
{
    if constexpr (I < std::variant_size_v<Rule>) {
        rule.emplace<I>();
        return name == ruleName(rule) || emplaceByName<I + 1>(name, rule);
    }
    return false;
}

template <std::size_t I = 0>
Bytes allRuleNames()
{
    if constexpr (I < std::variant_size_v<Rule>) {
        const Bytes rest = allRuleNames<I + 1>();
        return Bytes(ruleName(Rule(std::in_place_index<I>))) + (rest.empty() ? "" : ", ") + rest;
    }
    return {};
}

} // namespace

std::optional<RuleSlot> readRule(const QJsonValue &value, const Bytes &path, std::vector<RecipeProblem> &problems)
{
    if (!value.isObject()) {
        problems.push_back({.code = Code::NotAnObject, .field = path});
        return std::nullopt;
    }
    const std::size_t before = problems.size();
    ObjectReader in(value.toObject(), path, problems);
    RuleSlot slot;
    if (Bytes name; in.text("rule", name, kRequired)) {
        if (emplaceByName(name, slot.rule)) {
            in.flag("enabled", slot.enabled);
            in.choice("scope", slot.scope, kScopeNames);
            std::visit([&](auto &rule) { read(in, rule); }, slot.rule);
            in.reportUnknownFields();
        } else {
            in.report(Code::NotOneOf, in.field("rule"), allRuleNames());
        }
    }
    return problems.size() == before ? std::optional(std::move(slot)) : std::nullopt;
}

} // namespace bulkhead
