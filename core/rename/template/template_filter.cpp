// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_filter.h"

#include "core/base/text.h"
#include "core/rename/rules/character_kinds.h"
#include "core/rename/rules/clean.h"
#include "core/rename/rules/grapheme_positions.h"
#include "core/rename/rules/letter_case.h"

#include <algorithm>
#include <span>

namespace bulkhead {

namespace {

using Kind = TemplateFilter::Kind;
using To = CaseRule::To;

constexpr int kMostClusters = 65'535; // a name is never longer
constexpr int kWidestPad = 255;

std::optional<int> parseWithin(BytesView text, int lowest, int highest)
{
    const auto value = parseNumber<int>(text);
    return value && *value >= lowest && *value <= highest ? value : std::nullopt;
}

std::optional<TemplateFilter> parseCounted(Kind kind, BytesView argument)
{
    const auto count = parseWithin(argument, 0, kMostClusters);
    return count ? std::optional(TemplateFilter{.kind = kind, .length = static_cast<unsigned>(*count)}) : std::nullopt;
}

std::optional<TemplateFilter> parseSlice(BytesView argument)
{
    const std::size_t comma = argument.find(',');
    const auto start = parseWithin(argument.substr(0, comma), -kMostClusters, kMostClusters);
    if (!start) {
        return std::nullopt;
    }
    TemplateFilter filter{.kind = Kind::Slice, .start = *start};
    if (comma != BytesView::npos) {
        const auto length = parseWithin(argument.substr(comma + 1), 0, kMostClusters);
        if (!length) {
            return std::nullopt;
        }
        filter.length = static_cast<unsigned>(*length);
    }
    return filter;
}

std::optional<TemplateFilter> parsePad(BytesView argument)
{
    const std::size_t comma = argument.find(',');
    const auto width = parseWithin(argument.substr(0, comma), 0, kWidestPad);
    if (!width) {
        return std::nullopt;
    }
    TemplateFilter filter{.kind = Kind::Pad, .length = static_cast<unsigned>(*width), .text = "0"};
    if (comma != BytesView::npos) {
        filter.text = argument.substr(comma + 1);
        if (graphemeBoundaries(filter.text).size() != 2) {
            return std::nullopt;
        }
    }
    return filter;
}

struct NamedCase {
    BytesView name;
    To to;
};
constexpr NamedCase kCases[]
    = {{"lower", To::Lower}, {"upper", To::Upper}, {"title", To::Title}, {"camel", To::Camel}, {"snake", To::Snake}, {"kebab", To::Kebab}};
constexpr BytesView kTransliterations[] = {"ascii", "pinyin"};
constexpr BytesView kOthers[] = {"trim", "clean"};
constexpr BytesView kWithArgument[] = {"slice", "first", "last", "pad", "replace", "or"};

bool isOneOf(std::span<const BytesView> names, BytesView name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<TemplateFilter> parsePlain(BytesView name)
{
    for (const NamedCase &known : kCases) {
        if (known.name == name) {
            return TemplateFilter{.kind = Kind::Case, .to = known.to};
        }
    }
    if (isOneOf(kTransliterations, name)) {
        auto made = Transliteration::make(name);
        return made ? std::optional(TemplateFilter{.kind = Kind::Transliterate, .transliteration = std::move(made)}) : std::nullopt;
    }
    if (isOneOf(kOthers, name)) {
        return TemplateFilter{.kind = name == "trim" ? Kind::Trim : Kind::Clean};
    }
    return std::nullopt;
}

/// Two texts, parted by the first comma that no backslash escapes.
std::optional<TemplateFilter> parseReplace(BytesView raw)
{
    const std::size_t comma = findUnescaped(raw, ',');
    if (comma == 0 || comma == BytesView::npos) {
        return std::nullopt;
    }
    return TemplateFilter{.kind = Kind::Replace, .text = unescaped(raw.substr(0, comma)), .with = unescaped(raw.substr(comma + 1))};
}

std::optional<TemplateFilter> parseWithArgument(BytesView name, BytesView raw)
{
    if (name == "replace") {
        return parseReplace(raw);
    }
    const Bytes argument = unescaped(raw);
    if (name == "slice") {
        return parseSlice(argument);
    }
    if (name == "pad") {
        return parsePad(argument);
    }
    if (name == "or") {
        return TemplateFilter{.kind = Kind::Or, .text = argument};
    }
    return parseCounted(name == "first" ? Kind::First : Kind::Last, argument);
}

void keep(Bytes &out, std::size_t start, std::size_t from, std::size_t to)
{
    out.resize(start + to);
    out.erase(start, from);
}

void slice(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    const GraphemePositions clusters(BytesView(out).substr(start));
    const std::size_t count = clusters.count();
    const auto wanted = static_cast<std::size_t>(std::abs(filter.start));
    const std::size_t first = filter.start >= 0 ? std::min(wanted, count) : count - std::min(wanted, count);
    const std::size_t length = filter.length ? std::min<std::size_t>(*filter.length, count - first) : count - first;
    keep(out, start, clusters.offset(first), clusters.offset(first + length));
}

void keepEnd(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    const GraphemePositions clusters(BytesView(out).substr(start));
    const std::size_t count = clusters.count();
    const std::size_t length = std::min<std::size_t>(filter.length.value_or(0), count);
    if (filter.kind == Kind::First) {
        keep(out, start, 0, clusters.offset(length));
    } else {
        keep(out, start, clusters.offset(count - length), clusters.offset(count));
    }
}

bool isNegativeNumber(BytesView value)
{
    return value.size() > 1 && value[0] == '-' && value.find_first_not_of("0123456789", 1) == BytesView::npos;
}

// Zeros go behind a sign, which the width does not count, as in a counter.
void pad(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    if (filter.text == "0" && isNegativeNumber(BytesView(out).substr(start))) {
        ++start;
    }
    const std::size_t count = GraphemePositions(BytesView(out).substr(start)).count();
    Bytes padding;
    for (std::size_t i = count; i < filter.length.value_or(0); ++i) {
        padding += filter.text;
    }
    out.insert(start, padding);
}

void trim(Bytes &out, std::size_t start)
{
    const GraphemePositions clusters(BytesView(out).substr(start));
    const GraphemePositions::Range all{.first = 0, .last = clusters.count()};
    const auto kept = clusters.trimmedAtEnd(clusters.trimmedAtStart(all, isSpace), isSpace);
    keep(out, start, clusters.offset(kept.first), clusters.offset(kept.last));
}

// Ends where the value is too long for any name: filters that feed each other must not eat all memory.
void replace(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    std::size_t found = out.find(filter.text, start);
    if (found == Bytes::npos) {
        return;
    }
    Bytes value;
    std::size_t done = start;
    for (; found != Bytes::npos && value.size() <= std::size_t(kMostClusters); found = out.find(filter.text, done)) {
        value.append(out, done, found - done).append(filter.with);
        done = found + filter.text.size();
    }
    value.append(out, done);
    out.replace(start, Bytes::npos, value);
}

bool transliterate(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    const auto slashes = [](BytesView text) { return std::count(text.begin(), text.end(), '/'); };
    const BytesView value = BytesView(out).substr(start);
    Bytes made;
    filter.transliteration->append(made, value);
    const bool isLegal = slashes(made) == slashes(value);
    out.replace(start, Bytes::npos, made);
    return isLegal;
}

void clean(Bytes &out, std::size_t start)
{
    Bytes cleaned;
    appendCleaned(cleaned, BytesView(out).substr(start), CleanRule());
    out.replace(start, Bytes::npos, cleaned);
}

} // namespace

std::variant<TemplateFilter, TemplateFault> parseTemplateFilter(BytesView raw)
{
    const std::size_t colon = findUnescaped(raw, ':');
    const BytesView name = raw.substr(0, colon);
    const bool hasArgument = colon != BytesView::npos;
    if (const auto plain = parsePlain(name)) {
        if (hasArgument) {
            return TemplateFault{TemplateFault::Kind::BadArgument, unescaped(raw.substr(colon + 1)), colon + 1};
        }
        return *plain;
    }
    if (!isOneOf(kWithArgument, name)) {
        return TemplateFault{TemplateFault::Kind::Unknown, Bytes(name), 0};
    }
    if (!hasArgument) {
        return TemplateFault{TemplateFault::Kind::BadArgument, Bytes(name), 0};
    }
    if (auto filter = parseWithArgument(name, raw.substr(colon + 1))) {
        return *std::move(filter);
    }
    return TemplateFault{TemplateFault::Kind::BadArgument, unescaped(raw.substr(colon + 1)), colon + 1};
}

std::vector<BytesView> templateFilterNames()
{
    std::vector<BytesView> names;
    for (const NamedCase &filter : kCases) {
        names.push_back(filter.name);
    }
    for (const auto &more : {std::span<const BytesView>(kTransliterations), std::span<const BytesView>(kOthers)}) {
        names.insert(names.end(), more.begin(), more.end());
    }
    names.insert(names.end(), std::begin(kWithArgument), std::end(kWithArgument));
    return names;
}

bool applyTemplateFilter(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    switch (filter.kind) {
    case Kind::Case:
        out.replace(start, Bytes::npos, convertCase(BytesView(out).substr(start), CaseRule{.to = filter.to}));
        break;
    case Kind::Trim:
        trim(out, start);
        break;
    case Kind::Slice:
        slice(filter, out, start);
        break;
    case Kind::First:
    case Kind::Last:
        keepEnd(filter, out, start);
        break;
    case Kind::Pad:
        pad(filter, out, start);
        break;
    case Kind::Replace:
        replace(filter, out, start);
        break;
    case Kind::Transliterate:
        return transliterate(filter, out, start);
    case Kind::Clean:
        clean(out, start);
        break;
    case Kind::Or:
        break;
    }
    return true;
}

} // namespace bulkhead
