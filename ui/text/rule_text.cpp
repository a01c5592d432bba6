// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/rule_text.h"

#include "core/base/path.h"
#include "core/base/text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct RuleText {
    Q_DECLARE_TR_FUNCTIONS(RuleText)
};

QString shown(const Bytes &bytes)
{
    return bytes.empty() ? RuleText::tr("nothing") : toDisplayIsolated(bytes);
}

QString marksText(const RemoveRule &rule)
{
    const QString begin = rule.begin.empty() ? RuleText::tr("the start") : shown(rule.begin);
    const QString end = rule.end.empty() ? RuleText::tr("the end") : shown(rule.end);
    return RuleText::tr("%1 and %2").arg(begin, end);
}

QString placeText(const Place &place)
{
    switch (place.at) {
    case Place::At::Prefix:
        return RuleText::tr("at the start");
    case Place::At::Suffix:
        return RuleText::tr("at the end");
    case Place::At::Position:
        return RuleText::tr("at position %1").arg(place.position);
    case Place::At::Before:
        return RuleText::tr("before %1").arg(shown(place.anchor));
    case Place::At::After:
        return RuleText::tr("after %1").arg(shown(place.anchor));
    }
    return {};
}

QString caseText(CaseRule::To to)
{
    switch (to) {
    case CaseRule::To::Lower:
        return RuleText::tr("lower case");
    case CaseRule::To::Upper:
        return RuleText::tr("UPPER CASE");
    case CaseRule::To::Title:
        return RuleText::tr("Title Case");
    case CaseRule::To::Sentence:
        return RuleText::tr("Sentence case");
    case CaseRule::To::Capitalise:
        return RuleText::tr("Capitalise Each Word");
    case CaseRule::To::Invert:
        return RuleText::tr("iNVERT");
    case CaseRule::To::Camel:
        return RuleText::tr("camelCase");
    case CaseRule::To::Pascal:
        return RuleText::tr("PascalCase");
    case CaseRule::To::Snake:
        return RuleText::tr("snake_case");
    case CaseRule::To::Kebab:
        return RuleText::tr("kebab-case");
    }
    return {};
}

QString numbersText(const RenumberRule &rule)
{
    switch (rule.which) {
    case RenumberRule::Which::All:
        return RuleText::tr("all numbers");
    case RenumberRule::Which::First:
        return RuleText::tr("the first number");
    case RenumberRule::Which::Last:
        return RuleText::tr("the last number");
    case RenumberRule::Which::Nth:
        return RuleText::tr("number %1").arg(rule.nth);
    }
    return {};
}

QString dateText(DateRule::Source source)
{
    switch (source) {
    case DateRule::Source::Mtime:
        return RuleText::tr("Date of the last change");
    case DateRule::Source::Btime:
        return RuleText::tr("Date of creation");
    case DateRule::Source::Now:
        return RuleText::tr("Date of today");
    case DateRule::Source::Taken:
        return RuleText::tr("Date of the photo");
    case DateRule::Source::Name:
        break;
    }
    return {};
}

QString formText(NormaliseRule::Form form)
{
    switch (form) {
    case NormaliseRule::Form::Nfc:
        return QStringLiteral("NFC");
    case NormaliseRule::Form::Nfd:
        return QStringLiteral("NFD");
    case NormaliseRule::Form::Nfkc:
        return QStringLiteral("NFKC");
    case NormaliseRule::Form::Nfkd:
        return QStringLiteral("NFKD");
    }
    return {};
}

struct Summary {
    QString operator()(const ReplaceRule &rule) const { return RuleText::tr("Replace %1 by %2").arg(shown(rule.find), shown(rule.with)); }
    QString operator()(const TemplateRule &rule) const { return RuleText::tr("Name by %1").arg(shown(rule.text)); }
    QString operator()(const InsertRule &rule) const { return RuleText::tr("Insert %1 %2").arg(shown(rule.text), placeText(rule.place)); }
    QString operator()(const RemoveRule &rule) const
    {
        switch (rule.how) {
        case RemoveRule::How::Range:
            return RuleText::tr("Remove %1 characters from %2").arg(rule.count).arg(rule.from);
        case RemoveRule::How::Between:
            return RuleText::tr("Remove between %1").arg(marksText(rule));
        case RemoveRule::How::What:
            break;
        }
        return RuleText::tr("Remove kinds of characters");
    }
    QString operator()(const KeepRule &rule) const
    {
        const RemoveRule &selected = rule.selected;
        switch (selected.how) {
        case RemoveRule::How::Range:
            return RuleText::tr("Keep %1 characters from %2").arg(selected.count).arg(selected.from);
        case RemoveRule::How::Between:
            return RuleText::tr("Keep between %1").arg(marksText(selected));
        case RemoveRule::How::What:
            break;
        }
        return RuleText::tr("Keep kinds of characters");
    }
    QString operator()(const TrimRule &rule) const
    {
        return rule.characters.empty() ? RuleText::tr("Trim white space") : RuleText::tr("Trim %1").arg(shown(rule.characters));
    }
    QString operator()(const SwapRule &rule) const { return RuleText::tr("Swap the parts at %1").arg(shown(rule.separator)); }
    QString operator()(const CaseRule &rule) const { return RuleText::tr("Letters: %1").arg(caseText(rule.to)); }
    QString operator()(const NumberRule &rule) const
    {
        return RuleText::tr("Number from %1, %2").arg(rule.counter.start).arg(placeText(rule.place));
    }
    QString operator()(const RenumberRule &rule) const
    {
        if (!rule.pad)
            return RuleText::tr("Add %1 to %2").arg(rule.add).arg(numbersText(rule));
        if (rule.add == 0)
            return RuleText::tr("Digits: %1 in %2").arg(*rule.pad).arg(numbersText(rule));
        return RuleText::tr("Add %1 to %2, digits: %3").arg(rule.add).arg(numbersText(rule)).arg(*rule.pad);
    }
    QString operator()(const ExtensionRule &rule) const
    {
        if (rule.remove)
            return RuleText::tr("Remove the extension");
        if (!rule.add.empty())
            return RuleText::tr("Add the extension %1").arg(shown(rule.add));
        if (rule.to)
            return RuleText::tr("Extension %1").arg(shown(*rule.to));
        if (rule.fromContent)
            return RuleText::tr("Extension by content");
        switch (rule.letters) {
        case ExtensionRule::Letters::Keep:
            return RuleText::tr("Extension as it is");
        case ExtensionRule::Letters::Lower:
            return RuleText::tr("Extension in lower case");
        case ExtensionRule::Letters::Upper:
            return RuleText::tr("Extension in upper case");
        }
        return {};
    }
    QString operator()(const NormaliseRule &rule) const { return RuleText::tr("Unicode form %1").arg(formText(rule.form)); }
    QString operator()(const CleanRule &rule) const
    {
        switch (rule.target) {
        case CleanRule::For::Portable:
            return RuleText::tr("Clean for any system");
        case CleanRule::For::Windows:
            return RuleText::tr("Clean for Windows");
        case CleanRule::For::Url:
            return RuleText::tr("Clean for web addresses");
        }
        return {};
    }
    QString operator()(const TransliterateRule &rule) const
    {
        if (rule.to == "ascii")
            return RuleText::tr("To ASCII letters");
        if (rule.to == "latin")
            return RuleText::tr("To Latin letters");
        if (rule.to == "pinyin")
            return RuleText::tr("Chinese characters to pinyin");
        return RuleText::tr("Transform by %1").arg(shown(rule.to));
    }
    QString operator()(const DateRule &rule) const
    {
        if (rule.source == DateRule::Source::Name)
            return RuleText::tr("Dates like %1 as %2").arg(shown(rule.read), shown(rule.format));
        return RuleText::tr("%1 as %2, %3").arg(dateText(rule.source), shown(rule.format), placeText(rule.place));
    }
    QString operator()(const DecodeRule &rule) const
    {
        if (const auto *from = std::get_if<Bytes>(&rule.how))
            return *from == kDetectEncoding ? RuleText::tr("Find the encoding") : RuleText::tr("Names are in %1").arg(shown(*from));
        switch (std::get<DecodeRule::Repair>(rule.how)) {
        case DecodeRule::Repair::DoubleUtf8:
            return RuleText::tr("Repair UTF-8 made twice");
        case DecodeRule::Repair::Percent:
            return RuleText::tr("Decode %E4%BD%A0");
        }
        return {};
    }
    QString operator()(const ListRule &rule) const
    {
        return rule.file.empty() ? RuleText::tr("Names from a list") : RuleText::tr("Names from %1").arg(shown(Bytes(fileName(rule.file))));
    }
};

} // namespace

QString ruleTitle(std::size_t kind)
{
    const QString titles[] = {RuleText::tr("Replace"), RuleText::tr("Template"), RuleText::tr("Insert"), RuleText::tr("Remove"),
        RuleText::tr("Keep"), RuleText::tr("Trim"), RuleText::tr("Swap"), RuleText::tr("Letter case"), RuleText::tr("Number"),
        RuleText::tr("Renumber"), RuleText::tr("Extension"), RuleText::tr("Unicode form"), RuleText::tr("Clean"),
        RuleText::tr("Transliterate"), RuleText::tr("Date"), RuleText::tr("Decode"), RuleText::tr("List")};
    static_assert(std::size(titles) == std::variant_size_v<Rule>);
    return titles[kind];
}

QString ruleHint(std::size_t kind)
{
    const QString hints[] = {
        RuleText::tr("Find text, wildcards or a regular expression and replace it"),
        RuleText::tr("A new name put together from parts: {stem} {parent} {n} ..."),
        RuleText::tr("Put text into the name"),
        RuleText::tr("Take out a range, what is between two marks, or kinds of characters"),
        RuleText::tr("Keep only a range, what is between two marks, or kinds of characters"),
        RuleText::tr("Take white space or other characters off the ends"),
        RuleText::tr("Put the parts of the name in another order: Artist - Title"),
        RuleText::tr("Lower, UPPER, Title Case and others"),
        RuleText::tr("Put a counter into the name"),
        RuleText::tr("Add to the numbers in the name, or change how many digits they have"),
        RuleText::tr("Change, add or remove the extension"),
        RuleText::tr("One way to write é and the like: composed, decomposed, without variants"),
        RuleText::tr("Replace what Windows, web addresses or other systems do not allow"),
        RuleText::tr("Letters of other scripts in ASCII or Latin: 照片 becomes zhao pian"),
        RuleText::tr("Put a date into the name, or write one that is there in another form"),
        RuleText::tr("Names in another encoding (GBK, Shift_JIS ...) or garbled ones become readable"),
        RuleText::tr("New names from a list: typed, from a text file or from a table (CSV)"),
    };
    static_assert(std::size(hints) == std::variant_size_v<Rule>);
    return hints[kind];
}

QString ruleSummary(const Rule &rule)
{
    return std::visit(Summary{}, rule);
}

} // namespace bulkhead
