// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_token.h"

#include "core/rename/name_list.h"
#include "core/rename/recipe/recipe_json_names.h"
#include "core/rename/rules/counter.h"
#include "core/rename/template/random_text.h"

#include <algorithm>
#include <array>
#include <span>

namespace bulkhead {

namespace {

using Kind = TemplateToken::Kind;
using Parsed = std::variant<TemplateToken, TemplateFault>;

TemplateFault badArgument(Bytes text, std::size_t offset)
{
    return {TemplateFault::Kind::BadArgument, std::move(text), offset};
}

using NamedKind = std::pair<BytesView, Kind>;
constexpr NamedKind kPlain[] = {{"stem", Kind::Stem}, {"ext", Kind::Extension}, {"name", Kind::Name}, {"original.stem", Kind::OriginalStem},
    {"original.ext", Kind::OriginalExtension}, {"original.name", Kind::OriginalName}, {"count", Kind::Count},
    {"count.folder", Kind::FolderCount}, {"root", Kind::Root}, {"uuid", Kind::Uuid}};
constexpr NamedKind kTimes[] = {{"mtime", Kind::ModificationTime}, {"btime", Kind::BirthTime}, {"now", Kind::Now}};

std::optional<Kind> plainKind(BytesView name)
{
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

/// What stands behind the colon of a token that may have an argument, escapes still in it.
struct Argument {
    bool isThere = false;
    BytesView text;
    std::size_t offset = 0; ///< Of the text in the token.
};

Parsed parseParent(BytesView argument, std::size_t offset)
{
    const auto level = parseNumber<std::uint32_t>(argument);
    if (!level || *level == 0) {
        return badArgument(Bytes(argument), offset);
    }
    return TemplateToken{.kind = Kind::Parent, .number = *level};
}

Parsed parseListCell(BytesView raw, std::size_t offset, const std::shared_ptr<const NameList> &list)
{
    const Bytes name = unescaped(raw);
    const auto column = list ? list->columnNamed(name) : std::nullopt;
    if (!column) {
        return TemplateFault{TemplateFault::Kind::UnknownColumn, name, offset};
    }
    return TemplateToken{.kind = Kind::ListCell, .number = *column, .list = list};
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

// "alnum", "hex,16".
Parsed parseRandom(BytesView argument, std::size_t offset)
{
    static constexpr BytesView kAlnum = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static constexpr std::pair<BytesView, BytesView> kAlphabets[]
        = {{"alnum", kAlnum}, {"alpha", kAlnum.substr(10)}, {"digits", kAlnum.substr(0, 10)}, {"hex", "0123456789abcdef"}};
    constexpr std::uint32_t kUsual = 8;
    constexpr std::uint32_t kLongest = 64;
    const std::size_t comma = std::min(argument.find(','), argument.size());
    const BytesView kind = withoutSpaces(argument.substr(0, comma));
    const auto known
        = std::find_if(std::begin(kAlphabets), std::end(kAlphabets), [kind](const auto &alphabet) { return alphabet.first == kind; });
    if (known == std::end(kAlphabets)) {
        return badArgument(Bytes(kind), offset);
    }
    auto length = std::optional(kUsual);
    if (comma < argument.size()) {
        length = parseNumber<std::uint32_t>(withoutSpaces(argument.substr(comma + 1)));
    }
    if (!length || *length < 1 || *length > kLongest) {
        return badArgument(Bytes(argument.substr(comma + 1)), offset + comma + 1);
    }
    return TemplateToken{.kind = Kind::Random, .number = *length, .alphabet = known->second};
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

/// Tokens that read the file; those of a time have a format.
struct FactToken {
    BytesView name;
    FactKey::Kind kind;
    bool isTime = false;
    BytesView byDefault = {}; ///< Where the token has no argument; empty = it needs one, if its kind has names.
};
constexpr FactToken kFactTokens[]
    = {{"atime", FactKey::Kind::AccessTime, true}, {"taken", FactKey::Kind::Taken, true}, {"width", FactKey::Kind::Width},
        {"height", FactKey::Kind::Height}, {"exif", FactKey::Kind::Exif}, {"iptc", FactKey::Kind::Iptc}, {"xmp", FactKey::Kind::Xmp},
        {"audio", FactKey::Kind::Audio}, {"mime", FactKey::Kind::Mime}, {"hash", FactKey::Kind::Hash, false, "sha256"}};

const FactToken *factTokenNamed(BytesView name)
{
    const auto *const known
        = std::find_if(std::begin(kFactTokens), std::end(kFactTokens), [name](const FactToken &token) { return token.name == name; });
    return known == std::end(kFactTokens) ? nullptr : known;
}

Parsed parseTimeFact(const FactToken &known, BytesView raw)
{
    const std::size_t zone = findLastUnescaped(raw, '@');
    const bool hasOwnZone = known.kind == FactKey::Kind::Taken; // the camera's clock, kept as UTC
    if (hasOwnZone && zone != BytesView::npos)
        return badArgument(unescaped(raw.substr(zone + 1)), zone + 1);
    Parsed parsed = parseDate(Kind::Fact, hasOwnZone ? Bytes(raw) + "@UTC" : Bytes(raw), known.name.size());
    if (auto *token = std::get_if<TemplateToken>(&parsed))
        token->fact.kind = known.kind;
    return parsed;
}

Parsed parseFact(const FactToken &known, bool hasArgument, BytesView argument)
{
    const Bytes name = argument.empty() ? Bytes(known.byDefault) : unescaped(argument);
    auto key = makeFactKey(known.kind, name);
    if (!key)
        return badArgument(name, hasArgument ? known.name.size() + 1 : 0);
    return TemplateToken{.kind = Kind::Fact, .fact = *std::move(key)};
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

struct ArgumentToken {
    BytesView name;
    Parsed (*parse)(const Argument &, const TemplateOptions &);
};
constexpr ArgumentToken kArgumentTokens[] = {
    {"n",
        [](const Argument &argument, const TemplateOptions &) {
            return argument.isThere ? parseCounter(argument.text, argument.offset) : TemplateToken{.kind = Kind::Counter};
        }},
    {"parent",
        [](const Argument &argument, const TemplateOptions &) {
            return argument.isThere ? parseParent(argument.text, argument.offset) : TemplateToken{.kind = Kind::Parent};
        }},
    {"csv",
        [](const Argument &argument, const TemplateOptions &options) {
            return parseListCell(argument.text, argument.isThere ? argument.offset : 0, options.list);
        }},
    {"size",
        [](const Argument &argument, const TemplateOptions &) {
            return argument.isThere ? parseSize(argument.text, argument.offset) : TemplateToken{.kind = Kind::Size};
        }},
    {"random",
        [](const Argument &argument, const TemplateOptions &) {
            return parseRandom(argument.isThere ? argument.text : "alnum", argument.offset);
        }},
};

Parsed parseName(BytesView name, bool hasArgument, BytesView raw, const TemplateOptions &options)
{
    const std::size_t offset = name.size() + 1;
    const BytesView argument = hasArgument ? raw.substr(offset) : BytesView();
    for (const ArgumentToken &known : kArgumentTokens) {
        if (known.name == name)
            return known.parse({.isThere = hasArgument, .text = argument, .offset = offset}, options);
    }
    if (const FactToken *fact = factTokenNamed(name))
        return parseFact(*fact, hasArgument, argument);
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

TokenValue appendFact(Bytes &out, const TemplateToken &token, const RowContext &context)
{
    const FileFacts::View fact = context.files ? context.files->find(context.row, token.fact) : FileFacts::View{};
    if (fact.state == Fact::State::Unreadable)
        return TokenValue::Unreadable;
    if (fact.state == Fact::State::None)
        return TokenValue::None;
    if (token.date)
        return appendDate(out, *token.date, parseNumber<std::int64_t>(fact.text).value_or(kBeforeAllTimes));
    out += fact.text;
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

RandomNumbers randomNumbers(const TemplateToken &token, const RowContext &context)
{
    return {context.facts.moment.seed, context.row, context.rule, token.place};
}

TokenValue appendListCell(Bytes &out, const TemplateToken &token, const RowContext &context)
{
    const std::uint32_t entry = token.list->entryOf(context.table, context.facts, context.row);
    return entry == kNone ? TokenValue::None : appendData(out, token.list->cell(entry, token.number));
}

} // namespace

Parsed parseTemplateToken(BytesView raw, const TemplateOptions &options)
{
    const auto isToken = [raw](BytesView name) {
        return raw.starts_with(name) && (raw.size() == name.size() || raw[name.size()] == ':' || raw[name.size()] == '@');
    };
    for (const auto &[name, kind] : kTimes) {
        if (isToken(name)) {
            return parseDate(kind, raw, name.size());
        }
    }
    for (const FactToken &fact : kFactTokens) {
        if (fact.isTime && isToken(fact.name))
            return parseTimeFact(fact, raw);
    }
    const std::size_t colon = findUnescaped(raw, ':');
    return parseName(raw.substr(0, colon), colon != BytesView::npos, raw, options);
}

std::vector<BytesView> templateTokenNames()
{
    std::vector<BytesView> names;
    for (const auto &table : {std::span<const NamedKind>(kPlain), std::span<const NamedKind>(kTimes)}) {
        for (const NamedKind &token : table)
            names.push_back(token.first);
    }
    for (const ArgumentToken &token : kArgumentTokens)
        names.push_back(token.name);
    for (const FactToken &token : kFactTokens)
        names.push_back(token.name);
    return names;
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
        token.date->append(out, context.facts.moment.now);
        return TokenValue::Ok;
    case Kind::Size:
        return appendNumber(out, inUnits(table.size(context.row), token.unit));
    case Kind::Capture:
        return appendCapture(out, token.groups, context.captures);
    case Kind::Fact:
        return appendFact(out, token, context);
    case Kind::Root:
        return appendParent(out, table.directory(table.directoryOf(context.row)).root(), 1);
    case Kind::BirthTime:
        return appendDate(out, *token.date, table.birthTime(context.row));
    case Kind::Uuid:
        appendUuid(out, randomNumbers(token, context));
        return TokenValue::Ok;
    case Kind::Random:
        appendRandomText(out, randomNumbers(token, context), token.alphabet, token.number);
        return TokenValue::Ok;
    case Kind::ListCell:
        return appendListCell(out, token, context);
    }
    return TokenValue::None;
}

} // namespace bulkhead
