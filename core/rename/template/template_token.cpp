// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_token.h"

#include "core/rename/recipe/recipe_json_names.h"
#include "core/rename/rules/counter.h"

#include <algorithm>
#include <array>

namespace bulkhead {

namespace {

using Kind = TemplateToken::Kind;
using Parsed = std::variant<TemplateToken, TemplateFault>;

TemplateFault badArgument(Bytes text, std::size_t offset)
{
    return {TemplateFault::Kind::BadArgument, std::move(text), offset};
}

std::optional<Kind> plainKind(BytesView name)
{
    static constexpr std::pair<BytesView, Kind> kPlain[] = {{"stem", Kind::Stem}, {"ext", Kind::Extension}, {"name", Kind::Name},
        {"original.stem", Kind::OriginalStem}, {"original.ext", Kind::OriginalExtension}, {"original.name", Kind::OriginalName},
        {"count", Kind::Count}, {"count.folder", Kind::FolderCount}};
    for (const auto &[known, kind] : kPlain) {
        if (known == name) {
            return kind;
        }
    }
    return std::nullopt;
}

// One "key=value" of {n:...}. False where either is not known.
bool setCounterField(Counter &counter, BytesView key, BytesView value)
{
    if (key == "start") {
        const auto start = parseNumber<std::int64_t>(value);
        counter.start = start.value_or(0);
        return start.has_value();
    }
    if (key == "step") {
        const auto step = parseNumber<std::int64_t>(value);
        counter.step = step.value_or(0);
        return counter.step != 0;
    }
    if (key == "pad") {
        counter.pad = parseNumber<int>(value);
        return value == "auto" || (counter.pad && *counter.pad >= 0 && *counter.pad <= kWidestCounter);
    }
    if (key == "per") {
        counter.per = value == "folder" ? Counter::Per::Folder : Counter::Per::Batch;
        return value == "folder" || value == "batch";
    }
    if (key == "base") {
        const auto known
            = std::find_if(std::begin(kBaseNames), std::end(kBaseNames), [value](const auto &base) { return value == base.name; });
        counter.base = known == std::end(kBaseNames) ? Counter::Base::Decimal : known->value;
        return known != std::end(kBaseNames);
    }
    return false;
}

BytesView withoutSpaces(BytesView text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == BytesView::npos ? BytesView() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// "start=10, step=5": `offset` is where it stands in the token.
Parsed parseCounter(BytesView raw, std::size_t offset)
{
    TemplateToken token{.kind = Kind::Counter};
    std::vector<BytesView> seen;
    for (std::size_t at = 0; at <= raw.size();) {
        const std::size_t end = std::min(raw.find(',', at), raw.size());
        const BytesView field = raw.substr(at, end - at);
        const std::size_t equals = field.find('=');
        const BytesView key = withoutSpaces(field.substr(0, equals));
        const BytesView value = equals == BytesView::npos ? BytesView() : withoutSpaces(field.substr(equals + 1));
        const bool twice = std::find(seen.begin(), seen.end(), key) != seen.end();
        if (twice || !setCounterField(token.counter, key, value)) {
            return badArgument(Bytes(withoutSpaces(field)), offset + at);
        }
        seen.push_back(key);
        at = end + 1;
    }
    return token;
}

Parsed parseParent(BytesView argument, std::size_t offset)
{
    const auto level = parseNumber<std::uint32_t>(argument);
    if (!level || *level == 0) {
        return badArgument(Bytes(argument), offset);
    }
    return TemplateToken{.kind = Kind::Parent, .number = *level};
}

Parsed parseSize(BytesView unit, std::size_t offset)
{
    constexpr std::int64_t kKilo = 1000;
    constexpr std::int64_t kKibi = 1024;
    static constexpr std::pair<BytesView, std::int64_t> kUnits[] = {{"B", 1}, {"KB", kKilo}, {"MB", kKilo * kKilo},
        {"GB", kKilo * kKilo * kKilo}, {"KiB", kKibi}, {"MiB", kKibi * kKibi}, {"GiB", kKibi * kKibi * kKibi}};
    for (const auto &[known, bytes] : kUnits) {
        if (known == unit) {
            return TemplateToken{.kind = Kind::Size, .unit = bytes};
        }
    }
    return badArgument(Bytes(unit), offset);
}

std::size_t findLastUnescaped(BytesView raw, char wanted)
{
    std::size_t last = BytesView::npos;
    for (std::size_t at = findUnescaped(raw, wanted); at != BytesView::npos; at = findUnescaped(raw, wanted, at + 1)) {
        last = at;
    }
    return last;
}

// "mtime", "mtime:FORMAT", "mtime:FORMAT@zone", "mtime@zone".
Parsed parseDate(Kind kind, BytesView raw, std::size_t nameLength)
{
    const std::size_t at = findLastUnescaped(raw, '@');
    const BytesView head = raw.substr(0, at);
    const Bytes zone = at == BytesView::npos ? Bytes() : unescaped(raw.substr(at + 1));
    if (at != BytesView::npos && !TemplateDate::isKnownZone(zone)) {
        return badArgument(zone, at + 1);
    }
    const Bytes format = head.size() > nameLength ? unescaped(head.substr(nameLength + 1)) : Bytes();
    auto date = TemplateDate::compile(format, zone);
    if (!date) {
        return badArgument(format, nameLength + 1);
    }
    return TemplateToken{.kind = kind, .date = std::make_shared<const TemplateDate>(*std::move(date))};
}

/// The number of the group or part that is meant; none where `name` is none.
std::optional<std::uint32_t> groupNumber(BytesView name, const TemplateOptions &options)
{
    if (name.empty() || name.size() > 2 || name.find_first_not_of("0123456789") != BytesView::npos) {
        return std::nullopt;
    }
    const auto number = parseNumber<std::uint32_t>(name).value_or(0);
    const bool isKnown = options.captures ? number <= options.groupCount : number >= 1 && number <= options.partCount;
    return isKnown ? std::optional(number) : std::nullopt;
}

Parsed parseName(BytesView name, bool hasArgument, BytesView raw, const TemplateOptions &options)
{
    const std::size_t offset = name.size() + 1;
    const BytesView argument = hasArgument ? raw.substr(offset) : BytesView();
    if (name == "n") {
        return hasArgument ? parseCounter(argument, offset) : TemplateToken{.kind = Kind::Counter};
    }
    if (name == "parent") {
        return hasArgument ? parseParent(argument, offset) : TemplateToken{.kind = Kind::Parent};
    }
    if (name == "size") {
        return hasArgument ? parseSize(argument, offset) : TemplateToken{.kind = Kind::Size};
    }
    std::optional<TemplateToken> token;
    if (const auto kind = plainKind(name)) {
        token = TemplateToken{.kind = *kind};
    } else if (const auto group = groupNumber(name, options)) {
        token = TemplateToken{.kind = Kind::Capture, .groups = {*group}};
    }
    if (!token) {
        return TemplateFault{TemplateFault::Kind::Unknown, Bytes(name), 0};
    }
    if (hasArgument) {
        return badArgument(Bytes(argument), offset);
    }
    return *std::move(token);
}

// A rule works on what is behind the last '/' that a template typed: the names and captures it gets hold none.
TokenValue appendData(Bytes &out, BytesView data)
{
    if (data.find('\0') != BytesView::npos || data.find('/') != BytesView::npos) {
        return TokenValue::Illegal;
    }
    out += data;
    return TokenValue::Ok;
}

// What is behind the stem, so that {stem}{ext} is the whole name even for "a.".
BytesView behindStem(BytesView name, BytesView stem)
{
    return name.substr(std::min(stem.size(), name.size()));
}

TokenValue appendParent(Bytes &out, BytesView directory, std::uint32_t level)
{
    for (; level > 1 && !directory.empty(); --level) {
        directory = directory.substr(0, directory.rfind('/') == BytesView::npos ? 0 : directory.rfind('/'));
    }
    const BytesView name = directory.substr(directory.rfind('/') == BytesView::npos ? 0 : directory.rfind('/') + 1);
    return name.empty() ? TokenValue::None : appendData(out, name);
}

TokenValue appendNumber(Bytes &out, std::int64_t value)
{
    std::array<char, 20> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    return TokenValue::Ok;
}

// To the nearest whole unit, halves up.
std::int64_t inUnits(std::int64_t bytes, std::int64_t unit)
{
    return bytes / unit + (bytes % unit >= unit - unit / 2 && unit > 1 ? 1 : 0);
}

std::uint32_t folderCount(const RowContext &context)
{
    const DirectoryId directory = context.table.directoryOf(context.row);
    return directory < context.facts.folderCount.size() ? context.facts.folderCount[directory] : 0;
}

TokenValue appendDate(Bytes &out, const TemplateDate &date, std::int64_t time)
{
    if (time == kBeforeAllTimes || time == kBeyondAllTimes) {
        return TokenValue::None; // nobody knows which
    }
    date.append(out, time);
    return TokenValue::Ok;
}

TokenValue appendCapture(Bytes &out, const std::vector<std::uint32_t> &groups, std::span<const BytesView> captures)
{
    for (const std::uint32_t group : groups) {
        if (group < captures.size() && captures[group].data()) {
            return appendData(out, captures[group]);
        }
    }
    return TokenValue::Ok;
}

} // namespace

Parsed parseTemplateToken(BytesView raw, const TemplateOptions &options)
{
    for (const auto &[name, kind] : {std::pair<BytesView, Kind>{"mtime", Kind::ModificationTime}, {"now", Kind::Now}}) {
        const bool whole = raw.substr(0, name.size()) == name;
        if (whole && (raw.size() == name.size() || raw[name.size()] == ':' || raw[name.size()] == '@')) {
            return parseDate(kind, raw, name.size());
        }
    }
    const std::size_t colon = findUnescaped(raw, ':');
    return parseName(raw.substr(0, colon), colon != BytesView::npos, raw, options);
}

TokenValue appendTemplateToken(Bytes &out, const TemplateToken &token, const RowContext &context)
{
    const FileTable &table = context.table;
    switch (token.kind) {
    case Kind::Stem:
        return appendData(out, context.stem);
    case Kind::Extension:
        return appendData(out, behindStem(context.name, context.stem));
    case Kind::Name:
        return appendData(out, context.name);
    case Kind::OriginalStem:
        return appendData(out, context.originalStem);
    case Kind::OriginalExtension:
        return appendData(out, behindStem(table.name(context.row), context.originalStem));
    case Kind::OriginalName:
        return appendData(out, table.name(context.row));
    case Kind::Parent:
        return appendParent(out, table.directory(table.directoryOf(context.row)).path, token.number);
    case Kind::Counter:
        return appendCounter(out, token.counter, context) ? TokenValue::Ok : TokenValue::None;
    case Kind::Count:
        return appendNumber(out, context.facts.count);
    case Kind::FolderCount:
        return appendNumber(out, folderCount(context));
    case Kind::ModificationTime:
        return appendDate(out, *token.date, table.modificationTime(context.row));
    case Kind::Now:
        token.date->append(out, context.facts.now);
        return TokenValue::Ok;
    case Kind::Size:
        return appendNumber(out, inUnits(table.size(context.row), token.unit));
    case Kind::Capture:
        return appendCapture(out, token.groups, context.captures);
    }
    return TokenValue::None;
}

} // namespace bulkhead
