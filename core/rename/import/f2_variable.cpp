// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/import/f2_variable.h"

#include "core/base/text.h"
#include "core/metadata/fact_key.h"
#include "core/rename/import/f2_date.h"
#include "core/rename/import/import_text.h"
#include "core/rename/rules/counter.h"
#include "core/rename/rules/letter_case.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

namespace {

using Reason = ImportLoss::Reason;

constexpr BytesView kDigits = "0123456789";

F2Value tokenValue(BytesView inside)
{
    return {.text = Bytes("{").append(inside).append("}")};
}

F2Value lost(Reason reason)
{
    return {.text = {}, .loss = reason};
}

/// The digits that `text` begins with; they are taken from it.
BytesView takeDigits(BytesView &text)
{
    const std::size_t end = std::min(text.find_first_not_of(kDigits), text.size());
    const BytesView digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

bool takePrefix(BytesView &text, BytesView prefix)
{
    const bool begins = text.starts_with(prefix);
    text.remove_prefix(begins ? prefix.size() : 0);
    return begins;
}

// "%03d", "10%03d5", "%dr", "$1%d", "%d<3;5-7>", "%d##"
std::optional<F2Value> indexValue(BytesView text, const F2Context &context)
{
    static constexpr Renamed kBases[] = {{"b", "binary"}, {"o", "octal"}, {"h", "hex"}, {"r", "ROMAN"}};
    bool isLost = false;
    if (takePrefix(text, "$")) {
        isLost = true; // a start taken from the name
        takeDigits(text);
    }
    const BytesView start = takeDigits(text);
    if (!takePrefix(text, "%")) {
        return std::nullopt;
    }
    const BytesView width = takeDigits(text);
    if (!takePrefix(text, "d")) {
        return std::nullopt;
    }
    CounterText counter{.perFolder = context.perFolder};
    const auto base = renamed(kBases, text.substr(0, 1));
    text.remove_prefix(base ? 1 : 0);
    counter.base = base.value_or("decimal");
    const std::size_t sign = text.starts_with("-") ? 1 : 0;
    const BytesView step = text.substr(0, std::min(text.find_first_not_of(kDigits, sign), text.size()));
    text.remove_prefix(step.size());
    isLost = isLost || text.starts_with("<") || text.starts_with("##");
    if (const std::size_t close = text.starts_with("<") ? text.find('>') : BytesView::npos; close != BytesView::npos) {
        text.remove_prefix(close + 1);
    }
    takePrefix(text, "##");
    if (!text.empty()) {
        return std::nullopt;
    }
    if (isLost) {
        return lost(Reason::NoCounterpart);
    }
    const auto startNumber = start.empty() ? std::optional<std::int64_t>(1) : parseNumber<std::int64_t>(start);
    const auto stepNumber = step.empty() ? std::optional<std::int64_t>(1) : parseNumber<std::int64_t>(step);
    const int pad = width.empty() ? 0 : parseNumber<int>(width).value_or(kWidestCounter + 1);
    if (!startNumber || !stepNumber || pad > kWidestCounter) {
        return lost(Reason::BadArgument);
    }
    counter.start = *startNumber;
    counter.step = *stepNumber;
    const bool withZeros = width.starts_with("0");
    counter.pad = withZeros && !base ? std::max(pad, 1) : 1;
    if (counter.step == 0) {
        return base ? lost(Reason::NoCounterpart) : F2Value{.text = paddedNumber(counter.start, counter.pad), .isLiteral = true};
    }
    const bool withSpaces = pad > 1 && !withZeros && !base;
    F2Value value = tokenValue(counterToken(counter) + (withSpaces ? "|pad:" + std::to_string(pad) + ", " : Bytes()));
    value.isCounter = true;
    return value;
}

// "r", "10r", "5r_d"
std::optional<F2Value> randomValue(BytesView text)
{
    static constexpr Renamed kKinds[] = {{"", "alpha"}, {"_l", "alpha"}, {"_d", "digits"}, {"_ld", "alnum"}};
    constexpr int kUsual = 10;
    constexpr int kLongest = 64;
    const BytesView digits = takeDigits(text);
    const auto kind = takePrefix(text, "r") ? renamed(kKinds, text) : std::nullopt;
    if (!kind) {
        return std::nullopt;
    }
    const int length = digits.empty() ? kUsual : parseNumber<int>(digits).value_or(0);
    return length < 1 || length > kLongest ? lost(Reason::BadArgument)
                                           : tokenValue("random:" + Bytes(*kind) + "," + std::to_string(length));
}

std::optional<F2Value> dateValue(BytesView text)
{
    static constexpr Renamed kTimes[] = {{"mtime", "mtime"}, {"btime", "btime"}, {"atime", "atime"}, {"ctime", ""}, {"now", "now"},
        {"x.cdt", "taken"}, {"exif.cdt", "taken"}};
    for (const Renamed &time : kTimes) {
        BytesView words = text;
        if (!takePrefix(words, time.theirs) || (!words.empty() && !takePrefix(words, "."))) {
            continue;
        }
        if (time.ours.empty() || words == "unix" || words == "since") {
            return lost(Reason::NoCounterpart);
        }
        const auto format = f2DateFormat(words);
        return format ? tokenValue(Bytes(time.ours) + *format) : lost(Reason::BadArgument);
    }
    return std::nullopt;
}

std::optional<F2Value> metadataValue(BytesView text)
{
    static constexpr Renamed kExif[] = {{"iso", "{exif:ISOSpeedRatings}"}, {"et", "{exif:ExposureTime}"}, {"fl", "{exif:FocalLength}"},
        {"w", "{width}"}, {"h", "{height}"}, {"wh", "{width}x{height}"}, {"make", "{exif:Make}"}, {"model", "{exif:Model}"},
        {"lens", "{exif:LensModel}"}, {"fnum", "{exif:FNumber}"}, {"fl35", "{exif:FocalLengthIn35mmFilm}"}, {"lat", "{exif:GPSLatitude}"},
        {"lon", "{exif:GPSLongitude}"}, {"soft", "{exif:Software}"}};
    static constexpr Renamed kTags[] = {{"title", "{audio:title}"}, {"album", "{audio:album}"}, {"album_artist", "{audio:albumartist}"},
        {"artist", "{audio:artist}"}, {"genre", "{audio:genre}"}, {"year", "{audio:year}"}, {"composer", "{audio:composer}"},
        {"track", "{audio:track}"}, {"disc", "{audio:disc}"}, {"format", ""}, {"type", ""}, {"total_tracks", ""}, {"total_discs", ""}};
    static constexpr Renamed kHashes[] = {{"md5", "{hash:md5}"}, {"sha1", "{hash:sha1}"}, {"sha256", "{hash:sha256}"},
        {"sha512", "{hash:sha512}"}, {"xxh32", ""}, {"xxh64", ""}};
    std::optional<BytesView> known;
    if (takePrefix(text, "x.") || takePrefix(text, "exif.")) {
        known = renamed(kExif, text);
    } else if (takePrefix(text, "id3.")) {
        known = renamed(kTags, text);
    } else if (takePrefix(text, "hash.")) {
        known = renamed(kHashes, text);
    } else if (takePrefix(text, "xt.") || takePrefix(text, "csv.")) {
        const bool isTag = text.data()[-2] == 't';
        const bool isWord = !text.empty() && std::all_of(text.begin(), text.end(), [isTag](char byte) {
            return (byte >= '0' && byte <= '9') || (isTag && ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')));
        });
        if (!isWord) {
            return std::nullopt;
        }
        if (isTag) { // any tag that ExifTool knows
            return makeFactKey(FactKey::Kind::Exif, text) ? tokenValue(Bytes("exif:").append(text)) : lost(Reason::NoCounterpart);
        }
        F2Value value = tokenValue(Bytes("csv:").append(text));
        value.loss = Reason::NeedsList;
        return value;
    }
    if (!known) {
        return std::nullopt;
    }
    return known->empty() ? lost(Reason::NoCounterpart) : F2Value{.text = Bytes(*known)};
}

/// "<$1>" or "<text>", or nothing: what was found.
std::optional<F2Value> quotedValue(BytesView text, const F2Context &context)
{
    if (text.empty()) {
        return tokenValue(context.matched);
    }
    if (text.size() < 3 || !text.starts_with("<") || !text.ends_with(">")) {
        return std::nullopt;
    }
    text = text.substr(1, text.size() - 2);
    if (!text.starts_with("$")) {
        return F2Value{.text = Bytes(text), .isLiteral = true};
    }
    const auto group = parseNumber<int>(text.substr(1));
    return group && *group >= 0 && *group <= context.groups ? tokenValue(std::to_string(*group)) : lost(Reason::UnknownGroup);
}

std::optional<F2Value> plainValue(BytesView text, const F2Context &context)
{
    if (text == "f" || text == "ext" || text == "2ext") {
        return tokenValue(Bytes(context.original) + (text == "f" ? "stem" : "ext"));
    }
    BytesView behind = text;
    if (const BytesView level = takeDigits(behind); behind == "p") {
        const auto number = level.empty() ? std::optional<std::uint32_t>(1) : parseNumber<std::uint32_t>(level);
        return !number || *number == 0 ? lost(Reason::BadArgument)
            : *number == 1             ? tokenValue("parent")
                                       : tokenValue("parent:" + std::to_string(*number));
    }
    for (auto *const read : {dateValue, metadataValue, randomValue}) {
        if (auto value = read(text)) {
            return value;
        }
    }
    return std::nullopt;
}

/// The value with one of f2's transforms, each of which is a filter or has no counterpart.
F2Value transformed(F2Value value, BytesView transform)
{
    static constexpr Renamed kFilters[] = {{"up", "|upper"}, {"lw", "|lower"}, {"ti", "|title"}, {"mac", "|replace:\\:,"},
        {"win", "|replace:<,|replace:>,|replace:\\:,|replace:\",|replace:/,|replace:\\\\,|replace:\\|,|replace:?,|replace:*,"}};
    const auto filter = renamed(kFilters, transform);
    if (value.loss || !filter) {
        value.loss = value.loss ? value.loss : Reason::NoCounterpart;
        return value;
    }
    if (!value.isLiteral) {
        for (std::size_t close = value.text.find('}'); close != Bytes::npos; close = value.text.find('}', close + filter->size() + 1)) {
            value.text.insert(close, *filter);
        }
        return value;
    }
    if (transform == "win" || transform == "mac") {
        const BytesView forbidden = transform == "win" ? "<>:\"/\\|?*" : ":";
        std::erase_if(value.text, [forbidden](char byte) { return forbidden.find(byte) != BytesView::npos; });
    } else {
        const auto to = transform == "up" ? CaseRule::To::Upper : transform == "lw" ? CaseRule::To::Lower : CaseRule::To::Title;
        value.text = convertCase(value.text, CaseRule{.to = to});
    }
    return value;
}

} // namespace

std::optional<F2Value> f2Variable(BytesView inside, const F2Context &context)
{
    static constexpr BytesView kTransforms[] = {"up", "lw", "ti", "win", "mac", "di", "norm"};
    if (auto index = indexValue(inside, context)) {
        return index;
    }
    const std::size_t date = inside.rfind(".dt");
    const bool isDate = date != BytesView::npos && (date + 3 == inside.size() || inside[date + 3] == '.');
    const std::size_t dot = isDate ? date : inside.rfind('.');
    const BytesView transform = dot == BytesView::npos ? BytesView() : inside.substr(dot + 1);
    if (!isDate && std::find(std::begin(kTransforms), std::end(kTransforms), transform) == std::end(kTransforms)) {
        return inside.empty() ? std::nullopt : plainValue(inside, context);
    }
    const BytesView head = inside.substr(0, dot);
    auto value = quotedValue(head, context);
    if (!value) {
        value = plainValue(head, context);
    }
    return value ? std::optional(transformed(*std::move(value), transform)) : std::nullopt;
}

} // namespace bulkhead
