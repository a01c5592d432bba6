// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recipe_generator.h"

namespace bulkhead::test {

namespace {

template <class E>
E any(std::initializer_list<E> values)
{
    return *rc::gen::elementOf(std::vector<E>(values));
}

Bytes text()
{
    return *anyText();
}

bool flag()
{
    return *rc::gen::arbitrary<bool>();
}

int number()
{
    return *rc::gen::arbitrary<int>();
}

Place place()
{
    using At = Place::At;
    Place place{.at = any({At::Prefix, At::Suffix, At::Position, At::Before, At::After})};
    if (place.at == At::Position) {
        place.position = number();
    } else if (place.at == At::Before || place.at == At::After) {
        place.anchor = text();
        place.anchorMode = any({MatchMode::Text, MatchMode::Regex});
    }
    return place;
}

ReplaceRule replaceRule()
{
    using Which = ReplaceRule::Which;
    ReplaceRule rule{.find = text(), .with = text()};
    rule.mode = any({MatchMode::Text, MatchMode::Wildcard, MatchMode::Regex});
    rule.letters = any({LetterMatch::Match, LetterMatch::Ignore});
    rule.occurrences = any({Which::All, Which::First, Which::Last, Which::Nth});
    if (rule.occurrences == Which::Nth) {
        rule.nth = number();
    }
    rule.wholeWord = flag();
    return rule;
}

RemoveRule removeRule()
{
    using How = RemoveRule::How;
    RemoveRule rule{.how = any({How::Range, How::Between, How::What})};
    switch (rule.how) {
    case How::Range:
        rule.from = number();
        rule.count = number();
        break;
    case How::Between:
        rule.begin = text();
        rule.end = text();
        rule.including = flag();
        break;
    case How::What:
        rule.what = static_cast<std::uint8_t>(*rc::gen::inRange(0, 128));
        break;
    }
    return rule;
}

TrimRule trimRule()
{
    using Ends = TrimRule::Ends;
    return {.characters = *rc::gen::oneOf(anyText(), rc::gen::just(Bytes("spaces"))),
        .ends = any({Ends::Both, Ends::Start, Ends::End}),
        .collapse = flag()};
}

SwapRule swapRule()
{
    SwapRule rule{.separator = text(), .separatorMode = any({MatchMode::Text, MatchMode::Regex})};
    if (flag()) {
        rule.order = text();
    } else {
        rule.order = *rc::gen::container<std::vector<int>>(rc::gen::arbitrary<int>());
    }
    rule.from = any({SwapRule::From::Start, SwapRule::From::End});
    return rule;
}

CaseRule caseRule()
{
    const int last = static_cast<int>(CaseRule::To::Kebab);
    CaseRule rule{.to = static_cast<CaseRule::To>(*rc::gen::inRange(0, last + 1)), .locale = text()};
    rule.keep = *rc::gen::container<std::vector<Bytes>>(anyText());
    rule.small = *rc::gen::container<std::vector<Bytes>>(anyText());
    return rule;
}

NumberRule numberRule()
{
    NumberRule rule{.place = place(), .separator = text()};
    Counter &counter = rule.counter;
    counter.start = *rc::gen::arbitrary<std::int64_t>();
    counter.step = *rc::gen::arbitrary<std::int64_t>();
    if (flag()) {
        counter.pad = number();
    }
    counter.base = static_cast<Counter::Base>(*rc::gen::inRange(0, static_cast<int>(Counter::Base::Chinese) + 1));
    counter.per = any({Counter::Per::Batch, Counter::Per::Folder, Counter::Per::Stem});
    counter.count = any({Counter::Count::All, Counter::Count::Changed});
    return rule;
}

RenumberRule renumberRule()
{
    using Which = RenumberRule::Which;
    RenumberRule rule{.add = *rc::gen::arbitrary<std::int64_t>(), .which = any({Which::All, Which::First, Which::Last, Which::Nth})};
    if (flag()) {
        rule.pad = number();
    }
    if (rule.which == Which::Nth) {
        rule.nth = number();
    }
    return rule;
}

ExtensionRule extensionRule()
{
    using Letters = ExtensionRule::Letters;
    ExtensionRule rule;
    if (flag()) {
        rule.to = text();
    }
    rule.letters = any({Letters::Keep, Letters::Lower, Letters::Upper});
    rule.add = text();
    rule.remove = flag();
    rule.fromContent = flag();
    return rule;
}

DateRule dateRule()
{
    using Source = DateRule::Source;
    DateRule rule{.source = any({Source::Mtime, Source::Btime, Source::Now, Source::Name, Source::Taken}), .format = text()};
    if (rule.source == Source::Name) {
        rule.read = text();
    } else {
        rule.zone = text();
        rule.place = place();
        rule.separator = text();
    }
    return rule;
}

ListRule listRule()
{
    ListRule rule{.by = any({ListRule::By::Order, ListRule::By::Name})};
    if (flag()) {
        rule.file = text();
    }
    if (rule.file.empty()) {
        rule.names = *rc::gen::container<std::vector<Bytes>>(anyText());
    }
    return rule;
}

Rule ruleNumber(std::size_t index)
{
    switch (index) {
    case 0:
        return replaceRule();
    case 1:
        return TemplateRule{text()};
    case 2:
        return InsertRule{text(), place()};
    case 3:
        return removeRule();
    case 4:
        return KeepRule{removeRule()};
    case 5:
        return trimRule();
    case 6:
        return swapRule();
    case 7:
        return caseRule();
    case 8:
        return numberRule();
    case 9:
        return renumberRule();
    case 10:
        return extensionRule();
    case 11:
        return NormaliseRule{
            any({NormaliseRule::Form::Nfc, NormaliseRule::Form::Nfd, NormaliseRule::Form::Nfkc, NormaliseRule::Form::Nfkd})};
    case 12:
        return CleanRule{any({CleanRule::For::Portable, CleanRule::For::Windows, CleanRule::For::Url}), text()};
    case 14:
        return dateRule();
    case 15:
        return any({DecodeRule(), DecodeRule{text()}, DecodeRule{DecodeRule::Repair::DoubleUtf8}, DecodeRule{DecodeRule::Repair::Percent}});
    case 13:
        return TransliterateRule{*rc::gen::oneOf(anyText(), rc::gen::just(Bytes("pinyin")))};
    default:
        return listRule();
    }
}

} // namespace

rc::Gen<Bytes> anyText()
{
    static const std::vector<Bytes> pieces
        = {"a", "Z", "0", " ", "/", "\\", "\"", "{", "}", "$1", "\n", "\t", "\x01", "\x1b", "\x7f", Bytes(1, '\0'), "é", "e\u0301", "照片",
            "\uFEFF", "\uFFFE", "\uFFFD", "\uFFFF", "😀", "\U0010FFFF", "\U0010FFE9", "\xe9", "\xff\xfe", "\xe7\x85", "</script>", "%s"};
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(pieces)), [](const std::vector<Bytes> &chosen) {
        Bytes text;
        for (const Bytes &piece : chosen) {
            text += piece;
        }
        return text;
    });
}

rc::Gen<RuleSlot> anyRule()
{
    return rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, std::variant_size_v<Rule>), anyRuleOf);
}

rc::Gen<RuleSlot> anyRuleOf(std::size_t kind)
{
    return rc::gen::exec([kind] { return RuleSlot{ruleNumber(kind), any({Scope::Stem, Scope::Extension, Scope::Name}), flag()}; });
}

rc::Gen<RenameRecipe> anyRecipe()
{
    return rc::gen::exec([] {
        RenameRecipe recipe;
        recipe.rules = *rc::gen::container<std::vector<RuleSlot>>(anyRule());
        recipe.order.by = static_cast<RowOrder::By>(*rc::gen::inRange(0, static_cast<int>(RowOrder::By::Extension) + 1));
        recipe.order.natural = flag();
        recipe.order.descending = flag();
        recipe.extension = static_cast<ExtensionStyle>(*rc::gen::inRange(0, static_cast<int>(ExtensionStyle::None) + 1));
        recipe.onConflict = any({OnConflict::Refuse, OnConflict::Skip, OnConflict::Number});
        recipe.destination = {.folder = text(), .how = any({Transfer::Move, Transfer::Copy, Transfer::HardLink, Transfer::SymbolicLink})};
        recipe.attributes = {.time = static_cast<NewAttributes::Time>(*rc::gen::inRange(0, static_cast<int>(NewAttributes::Time::Now) + 1)),
            .read = text(),
            .shift = text(),
            .permissions = text()};
        return recipe;
    });
}

} // namespace bulkhead::test
