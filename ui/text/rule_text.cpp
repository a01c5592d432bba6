// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/rule_text.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RuleText", text);
}

QString shown(const Bytes &bytes)
{
    return bytes.empty() ? tr("nothing") : toDisplay(bytes);
}

QString placeText(const Place &place)
{
    switch (place.at) {
    case Place::At::Prefix:
        return tr("at the start");
    case Place::At::Suffix:
        return tr("at the end");
    case Place::At::Position:
        return tr("at position %1").arg(place.position);
    case Place::At::Before:
        return tr("before %1").arg(shown(place.anchor));
    case Place::At::After:
        return tr("after %1").arg(shown(place.anchor));
    }
    return {};
}

QString caseText(CaseRule::To to)
{
    switch (to) {
    case CaseRule::To::Lower:
        return tr("lower case");
    case CaseRule::To::Upper:
        return tr("UPPER CASE");
    case CaseRule::To::Title:
        return tr("Title Case");
    case CaseRule::To::Sentence:
        return tr("Sentence case");
    case CaseRule::To::Capitalise:
        return tr("Capitalise Each Word");
    case CaseRule::To::Invert:
        return tr("iNVERT");
    case CaseRule::To::Camel:
        return tr("camelCase");
    case CaseRule::To::Pascal:
        return tr("PascalCase");
    case CaseRule::To::Snake:
        return tr("snake_case");
    case CaseRule::To::Kebab:
        return tr("kebab-case");
    }
    return {};
}

struct Summary {
    QString operator()(const ReplaceRule &rule) const { return tr("Replace %1 by %2").arg(shown(rule.find), shown(rule.with)); }
    QString operator()(const TemplateRule &rule) const { return tr("Name by %1").arg(shown(rule.text)); }
    QString operator()(const InsertRule &rule) const { return tr("Insert %1 %2").arg(shown(rule.text), placeText(rule.place)); }
    QString operator()(const RemoveRule &rule) const
    {
        switch (rule.how) {
        case RemoveRule::How::Range:
            return tr("Remove %1 characters from %2").arg(rule.count).arg(rule.from);
        case RemoveRule::How::Between:
            return tr("Remove between %1 and %2").arg(shown(rule.begin), shown(rule.end));
        case RemoveRule::How::What:
            break;
        }
        return tr("Remove kinds of characters");
    }
    QString operator()(const TrimRule &rule) const
    {
        return rule.characters.empty() ? tr("Trim white space") : tr("Trim %1").arg(shown(rule.characters));
    }
    QString operator()(const CaseRule &rule) const { return tr("Letters: %1").arg(caseText(rule.to)); }
    QString operator()(const NumberRule &rule) const { return tr("Number from %1, %2").arg(rule.counter.start).arg(placeText(rule.place)); }
    QString operator()(const ExtensionRule &rule) const
    {
        if (rule.remove)
            return tr("Remove the extension");
        if (!rule.add.empty())
            return tr("Add the extension %1").arg(shown(rule.add));
        if (rule.to)
            return tr("Extension %1").arg(shown(*rule.to));
        return rule.letters == ExtensionRule::Letters::Upper ? tr("Extension in upper case") : tr("Extension in lower case");
    }
};

} // namespace

QString ruleTitle(std::size_t kind)
{
    const QString titles[]
        = {tr("Replace"), tr("Template"), tr("Insert"), tr("Remove"), tr("Trim"), tr("Letter case"), tr("Number"), tr("Extension")};
    static_assert(std::size(titles) == std::variant_size_v<Rule>);
    return titles[kind];
}

QString ruleHint(std::size_t kind)
{
    const QString hints[] = {
        tr("Find text, wildcards or a regular expression and replace it"),
        tr("A new name put together from parts: {stem} {parent} {n} ..."),
        tr("Put text into the name"),
        tr("Take out a range, what is between two marks, or kinds of characters"),
        tr("Take white space or other characters off the ends"),
        tr("Lower, UPPER, Title Case and others"),
        tr("Put a counter into the name"),
        tr("Change, add or remove the extension"),
    };
    static_assert(std::size(hints) == std::variant_size_v<Rule>);
    return hints[kind];
}

QString ruleSummary(const Rule &rule)
{
    return std::visit(Summary{}, rule);
}

std::vector<TokenHelp> templateTokens()
{
    return {
        {QStringLiteral("{stem}"), tr("the name without its extension")},
        {QStringLiteral("{ext}"), tr("the extension with its dot")},
        {QStringLiteral("{original.stem}"), tr("the name on disk")},
        {QStringLiteral("{parent}"), tr("the folder; {parent:2} the one above")},
        {QStringLiteral("{n}"), tr("a counter")},
        {QStringLiteral("{n:start=10,step=5,pad=4}"), tr("a counter with settings")},
        {QStringLiteral("{n:per=folder}"), tr("a counter that starts again in each folder")},
        {QStringLiteral("{count}"), tr("how many files there are")},
        {QStringLiteral("{mtime:yyyy-MM-dd}"), tr("when the file was changed")},
        {QStringLiteral("{now:yyyy-MM-dd}"), tr("now")},
        {QStringLiteral("{size:KiB}"), tr("the size of the file")},
        {QStringLiteral("{stem|lower}"), tr("filters: lower upper title trim first:3 last:3 slice:2,5 pad:5 or:text")},
    };
}

} // namespace bulkhead
