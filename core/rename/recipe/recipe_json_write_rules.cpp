// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe/json_writer.h"
#include "core/rename/recipe/recipe_json_names.h"
#include "core/rename/recipe/recipe_json_rules.h"

namespace bulkhead {

namespace {

template <class E, std::size_t N>
void choice(JsonWriter &out, const char *key, E value, E byDefault, const NamedValue<E> (&names)[N])
{
    if (value != byDefault) {
        out.field(key, nameOf<E>(names, value));
    }
}

void text(JsonWriter &out, const char *key, const Bytes &value)
{
    if (!value.empty()) {
        out.field(key, value);
    }
}

void array(JsonWriter &out, const char *key, const std::vector<Bytes> &values)
{
    out.key(key);
    out.beginArray();
    for (const Bytes &value : values) {
        out.text(value);
    }
    out.endArray();
}

void textList(JsonWriter &out, const char *key, const std::vector<Bytes> &values)
{
    if (!values.empty()) {
        array(out, key, values);
    }
}

void flag(JsonWriter &out, const char *key, bool value)
{
    if (value) {
        out.field(key, true);
    }
}

void which(JsonWriter &out, const char *key, ReplaceRule::Which value, int nth)
{
    if (value == ReplaceRule::Which::Nth) {
        out.field(key, nth);
    } else {
        choice(out, key, value, ReplaceRule::Which::All, kOccurrenceNames);
    }
}

void write(JsonWriter &out, const ReplaceRule &rule)
{
    out.field("find", rule.find);
    out.field("with", rule.with);
    choice(out, "mode", rule.mode, MatchMode::Text, kMatchModeNames);
    choice(out, "case", rule.letters, LetterMatch::Match, kLetterMatchNames);
    which(out, "occurrences", rule.occurrences, rule.nth);
    flag(out, "whole_word", rule.wholeWord);
}

void write(JsonWriter &out, const TemplateRule &rule)
{
    out.field("text", rule.text);
}

void write(JsonWriter &out, const Place &place)
{
    if (place.at == Place::At::Position) {
        out.field("at", place.position);
        return;
    }
    out.field("at", nameOf<Place::At>(kPlaceNames, place.at));
    if (place.at == Place::At::Before || place.at == Place::At::After) {
        out.field("anchor", place.anchor);
        choice(out, "anchor_mode", place.anchorMode, MatchMode::Text, kTextOrRegexNames);
    }
}

void write(JsonWriter &out, const InsertRule &rule)
{
    out.field("text", rule.text);
    write(out, rule.place);
}

void writeWhat(JsonWriter &out, std::uint8_t what)
{
    out.key("what");
    out.beginArray();
    for (const auto &entry : kWhatNames) {
        if (what & entry.value) {
            out.text(entry.name);
        }
    }
    out.endArray();
}

void write(JsonWriter &out, const RemoveRule &rule)
{
    switch (rule.how) {
    case RemoveRule::How::Range:
        out.field("from", rule.from);
        out.field("count", rule.count);
        break;
    case RemoveRule::How::Between:
        out.key("between");
        out.beginArray();
        out.text(rule.begin);
        out.text(rule.end);
        out.endArray();
        flag(out, "including", rule.including);
        break;
    case RemoveRule::How::What:
        writeWhat(out, rule.what);
        break;
    }
}

void write(JsonWriter &out, const KeepRule &rule)
{
    write(out, rule.selected);
}

void write(JsonWriter &out, const TrimRule &rule)
{
    if (rule.characters == "spaces") {
        textList(out, "what", {rule.characters});
    } else {
        out.field("what", rule.characters.empty() ? Bytes("spaces") : rule.characters);
    }
    choice(out, "ends", rule.ends, TrimRule::Ends::Both, kEndsNames);
    flag(out, "collapse", rule.collapse);
}

void write(JsonWriter &out, const SwapRule &rule)
{
    out.field("separator", rule.separator);
    choice(out, "separator_mode", rule.separatorMode, MatchMode::Text, kTextOrRegexNames);
    out.key("order");
    if (const auto *text = std::get_if<Bytes>(&rule.order)) {
        out.text(*text);
    } else {
        out.beginArray();
        for (const int part : std::get<std::vector<int>>(rule.order)) {
            out.number(part);
        }
        out.endArray();
    }
    choice(out, "from", rule.from, SwapRule::From::Start, kFromNames);
}

void write(JsonWriter &out, const CaseRule &rule)
{
    out.field("to", nameOf<CaseRule::To>(kCaseNames, rule.to));
    text(out, "locale", rule.locale);
    textList(out, "keep", rule.keep);
    textList(out, "small", rule.small);
}

void write(JsonWriter &out, const Counter &counter)
{
    out.field("start", counter.start);
    out.field("step", counter.step);
    if (counter.pad) {
        out.field("pad", *counter.pad);
    }
    choice(out, "base", counter.base, Counter::Base::Decimal, kBaseNames);
    choice(out, "per", counter.per, Counter::Per::Batch, kPerNames);
    choice(out, "count", counter.count, Counter::Count::All, kCountNames);
}

void write(JsonWriter &out, const NumberRule &rule)
{
    write(out, rule.counter);
    write(out, rule.place);
    text(out, "separator", rule.separator);
}

void write(JsonWriter &out, const RenumberRule &rule)
{
    if (rule.add != 0 || !rule.pad) {
        out.field("add", rule.add);
    }
    if (rule.pad) {
        out.field("pad", *rule.pad);
    }
    which(out, "which", rule.which, rule.nth);
}

void write(JsonWriter &out, const ExtensionRule &rule)
{
    if (rule.to) {
        out.field("to", *rule.to);
    }
    if (rule.letters != ExtensionRule::Letters::Keep) {
        out.field("case", nameOf<ExtensionRule::Letters>(kExtensionCaseNames, rule.letters));
    }
    text(out, "add", rule.add);
    flag(out, "remove", rule.remove);
    if (rule.fromContent) {
        out.field("from", "content");
    }
}

void write(JsonWriter &out, const NormaliseRule &rule)
{
    out.field("form", nameOf<NormaliseRule::Form>(kFormNames, rule.form));
}

void write(JsonWriter &out, const CleanRule &rule)
{
    out.field("for", nameOf<CleanRule::For>(kCleanForNames, rule.target));
    out.field("replacement", rule.replacement);
}

void write(JsonWriter &out, const TransliterateRule &rule)
{
    out.field("to", rule.to);
}

void write(JsonWriter &out, const DateRule &rule)
{
    out.field("source", nameOf<DateRule::Source>(kDateSourceNames, rule.source));
    out.field("format", rule.format);
    if (rule.source == DateRule::Source::Name) {
        out.field("read", rule.read);
        return;
    }
    text(out, "zone", rule.zone);
    write(out, rule.place);
    text(out, "separator", rule.separator);
}

void write(JsonWriter &out, const DecodeRule &rule)
{
    if (const auto *from = std::get_if<Bytes>(&rule.how)) {
        out.field("from", *from);
    } else {
        out.field("repair", nameOf<DecodeRule::Repair>(kRepairNames, std::get<DecodeRule::Repair>(rule.how)));
    }
}

void write(JsonWriter &out, const ListRule &rule)
{
    if (rule.file.empty()) {
        array(out, "names", rule.names);
    } else {
        out.field("file", rule.file);
    }
    choice(out, "by", rule.by, ListRule::By::Order, kListByNames);
}

} // namespace

void writeRule(JsonWriter &out, const RuleSlot &slot)
{
    out.beginObject();
    out.field("rule", ruleName(slot.rule));
    std::visit([&](const auto &rule) { write(out, rule); }, slot.rule);
    choice(out, "scope", slot.scope, Scope::Stem, kScopeNames);
    if (!slot.enabled) {
        out.field("enabled", false);
    }
    out.endObject();
}

} // namespace bulkhead
