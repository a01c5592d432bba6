// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/import/krename_bracket.h"

#include "core/base/text.h"
#include "core/metadata/fact_key.h"
#include "core/rename/import/import_text.h"
#include "core/rename/rules/counter.h"
#include "core/rename/rules/letter_case.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

namespace {

using Reason = ImportLoss::Reason;

/// A place in the old name: `number`, or so many before its end.
struct Position {
    int number = 0;
    bool fromEnd = false;
};

/// The part of a text that is meant, 1-based; no length = to the end.
struct Part {
    Position from;
    std::optional<int> length;
};

// "3", "[length]", "[length-3]"
std::optional<Position> parsePosition(BytesView text)
{
    constexpr BytesView kLength = "[length";
    if (text.starts_with(kLength) && text.ends_with("]")) {
        const BytesView behind = text.substr(kLength.size(), text.size() - kLength.size() - 1);
        if (behind.empty()) {
            return Position{.number = 0, .fromEnd = true};
        }
        const auto less = behind.starts_with("-") ? parseNumber<int>(behind.substr(1)) : std::nullopt;
        return less && *less >= 0 ? std::optional(Position{.number = *less, .fromEnd = true}) : std::nullopt;
    }
    const auto number = parseNumber<int>(text);
    return number && *number > 0 ? std::optional(Position{.number = *number}) : std::nullopt;
}

// "4", "2-5", "2-", "2-[length]", "2;3", "[length-3]-[length]"; none where it is another kind of token.
std::optional<Part> parsePart(BytesView text)
{
    std::size_t sign = 0;
    for (int depth = 0; sign < text.size() && (depth > 0 || (text[sign] != '-' && text[sign] != ';')); ++sign) {
        depth += text[sign] == '[' ? 1 : text[sign] == ']' ? -1 : 0;
    }
    const auto from = parsePosition(text.substr(0, sign));
    if (!from) {
        return std::nullopt;
    }
    if (sign == text.size()) {
        return Part{.from = *from, .length = 1};
    }
    const BytesView behind = text.substr(sign + 1);
    const auto to = parsePosition(behind);
    if (behind.empty() || (to && to->fromEnd && to->number == 0)) {
        return Part{.from = *from};
    }
    if (!to || to->fromEnd) {
        return std::nullopt;
    }
    if (text[sign] == ';') {
        return Part{.from = *from, .length = to->number};
    }
    const bool isRange = !from->fromEnd && to->number >= from->number;
    return isRange ? std::optional(Part{.from = *from, .length = to->number - from->number + 1}) : std::nullopt;
}

Bytes sliceFilter(const Part &part)
{
    const int start = part.from.fromEnd ? -part.from.number - 1 : part.from.number - 1;
    return "|slice:" + std::to_string(start) + (part.length ? "," + std::to_string(*part.length) : Bytes());
}

Bytes sliced(BytesView text, const Part &part)
{
    const std::vector<std::uint32_t> boundaries = graphemeBoundaries(text);
    const std::size_t count = boundaries.empty() ? 0 : boundaries.size() - 1;
    const auto number = static_cast<std::size_t>(part.from.number);
    const std::size_t first = part.from.fromEnd ? count - std::min(number + 1, count) : std::min(number - 1, count);
    const std::size_t length = part.length ? std::min(static_cast<std::size_t>(*part.length), count - first) : count - first;
    return count == 0 ? Bytes() : Bytes(text.substr(boundaries[first], boundaries[first + length] - boundaries[first]));
}

KRenameValue withPart(KRenameValue value, const Part &part)
{
    if (auto *token = std::get_if<KRenameToken>(&value)) {
        token->inside += sliceFilter(part);
    } else if (auto *literal = std::get_if<KRenameLiteral>(&value)) {
        literal->text = sliced(literal->text, part);
    }
    return value;
}

KRenameValue withFilter(KRenameValue value, BytesView filter)
{
    if (auto *token = std::get_if<KRenameToken>(&value)) {
        token->inside += filter;
    } else if (auto *literal = std::get_if<KRenameLiteral>(&value); literal && !filter.empty()) {
        const auto to = filter == "|lower" ? CaseRule::To::Lower : filter == "|upper" ? CaseRule::To::Upper : CaseRule::To::Title;
        literal->text = convertCase(literal->text, CaseRule{.to = to});
    }
    return value;
}

/// Where the bracket that `text` begins with is closed; npos = nowhere.
std::size_t closingBracket(BytesView text)
{
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return BytesView::npos;
}

// What other tokens take as their text: plain, or one more token in brackets.
KRenameValue textValue(BytesView text, BytesView old)
{
    constexpr int kDeepest = 8;
    const bool isShallow = std::count(text.begin(), text.end(), '[') <= kDeepest;
    if (isShallow && text.starts_with("[") && closingBracket(text) == text.size() - 1) {
        return kRenameBracket(text.substr(1, text.size() - 2), old);
    }
    if (text.find_first_of("[]\\") != BytesView::npos) {
        return Reason::NoCounterpart; // a text and tokens
    }
    return KRenameLiteral{Bytes(text)};
}

std::optional<KRenameValue> dateValue(BytesView name, std::optional<BytesView> argument)
{
    static constexpr Renamed kParts[] = {{"year", "now:yyyy"}, {"month", "now:MM"}, {"day", "now:dd"}, {"time", "now:hh-mm-ss"},
        {"hour", "now:hh"}, {"minute", "now:mm"}, {"second", "now:ss"}};
    static constexpr Renamed kDates[]
        = {{"date", "now"}, {"creationdate", "btime"}, {"modificationdate", "mtime"}, {"accessdate", "atime"}};
    if (const auto part = renamed(kParts, name); part && !argument) {
        return KRenameToken{Bytes(*part)};
    }
    if (const auto date = renamed(kDates, name)) {
        return KRenameToken{Bytes(*date) + ":" + (argument && !argument->empty() ? tokenArgument(*argument) : Bytes("dd-MM-yyyy"))};
    }
    return std::nullopt;
}

// "exifExif.Image.Model", and "exifModel" of older versions.
std::optional<KRenameValue> metadataValue(BytesView token, BytesView name)
{
    static constexpr Renamed kNamed[] = {{"exifwidth", "width"}, {"exifheight", "height"}, {"tagtitle", "audio:title"},
        {"tagartist", "audio:artist"}, {"tagalbum", "audio:album"}, {"tagcomment", "audio:comment"}, {"taggenre", "audio:genre"},
        {"tagyear", "audio:year"}, {"tagtrack", "audio:track"}};
    if (const auto known = renamed(kNamed, name)) {
        return KRenameToken{Bytes(*known)};
    }
    constexpr BytesView kPrefix = "exif";
    if (!name.starts_with(kPrefix) || name.size() == kPrefix.size() || name == "exifcomment") {
        return std::nullopt;
    }
    const BytesView key = token.substr(kPrefix.size());
    const bool isKey = std::all_of(key.begin(), key.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '.';
    });
    struct Family {
        BytesView token;
        FactKey::Kind kind;
    };
    const Family family = name.starts_with("exifxmp.") ? Family{"xmp:", FactKey::Kind::Xmp}
        : name.starts_with("exifiptc.")                ? Family{"iptc:", FactKey::Kind::Iptc}
                                                       : Family{"exif:", FactKey::Kind::Exif};
    if (!isKey || !makeFactKey(family.kind, key)) {
        return std::nullopt;
    }
    return KRenameToken{Bytes(family.token).append(key)};
}

bool hasNoCounterpart(BytesView name)
{
    static constexpr BytesView kNames[]
        = {"length", "user", "group", "snum", "season", "episode", "exifcomment", "fontpostscript", "fontfamily", "fontstyle"};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) || name.starts_with("length-")
        || name.starts_with("pdf") || name.starts_with("odf");
}

KRenameValue namedValue(BytesView token, BytesView old)
{
    const std::size_t semicolon = token.find(';');
    const Bytes name = toLowerRoot(token.substr(0, semicolon));
    const auto argument = semicolon == BytesView::npos ? std::nullopt : std::optional(token.substr(semicolon + 1));
    if (auto date = dateValue(name, argument)) {
        return *std::move(date);
    }
    if (name == "trimmed" || name == "transliterated") {
        const KRenameValue text = argument ? textValue(*argument, old) : KRenameValue(KRenameToken{Bytes(old)});
        if (std::holds_alternative<KRenameLiteral>(text)) {
            return Reason::NoCounterpart;
        }
        return withFilter(text, name == "trimmed" ? "|trim" : "|ascii");
    }
    if (name == "js") {
        return Reason::Scripting;
    }
    if (name == "dirsep" || name == "filesize") {
        return name == "dirsep" ? KRenameValue(KRenameLiteral{"/"}) : KRenameValue(KRenameToken{"size"});
    }
    constexpr BytesView kParent = "dirname";
    if (name.starts_with(kParent) && name.find_first_not_of('.', kParent.size()) == Bytes::npos) {
        const std::size_t level = name.size() - kParent.size() + 1;
        return KRenameToken{level == 1 ? Bytes("parent") : "parent:" + std::to_string(level)};
    }
    if (auto value = metadataValue(token, name)) {
        return *std::move(value);
    }
    return hasNoCounterpart(name) ? Reason::NoCounterpart : Reason::UnknownToken;
}

KRenameValue valueOf(BytesView token, BytesView old)
{
    const bool isPosition = !token.empty() && BytesView("0123456789[-").find(token[0]) != BytesView::npos;
    const std::size_t brace = token.find('{');
    if (isPosition && brace != BytesView::npos && token.ends_with("}")) {
        const auto part = parsePart(token.substr(0, brace));
        return part ? withPart(textValue(token.substr(brace + 1, token.size() - brace - 2), old), *part)
                    : KRenameValue(Reason::BadArgument);
    }
    if (const auto part = parsePart(token)) {
        return withPart(KRenameToken{Bytes(old)}, *part);
    }
    return isPosition ? KRenameValue(Reason::BadArgument) : namedValue(token, old);
}

} // namespace

std::optional<BytesView> kRenameCase(char sign)
{
    switch (sign) {
    case '$':
        return "";
    case '%':
        return "|lower";
    case '&':
        return "|upper";
    case '*':
        return "|title";
    default:
        return std::nullopt;
    }
}

KRenameValue kRenameBracket(BytesView inside, BytesView old)
{
    if (inside.starts_with("#")) {
        const std::size_t width = std::min(inside.find_first_not_of('#'), inside.size());
        if (width > kWidestCounter) {
            return Reason::BadArgument;
        }
        KRenameValue value = valueOf(inside.substr(width), old);
        if (auto *token = std::get_if<KRenameToken>(&value)) {
            token->inside += "|pad:" + std::to_string(width);
        }
        return value;
    }
    const auto filter = inside.empty() ? std::nullopt : kRenameCase(inside[0]);
    return filter ? withFilter(valueOf(inside.substr(1), old), *filter) : valueOf(inside, old);
}

} // namespace bulkhead
