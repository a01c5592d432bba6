// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_filter.h"

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "core/rename/rules/letter_case.h"

#include <QChar>

#include <charconv>

namespace bulkhead {

namespace {

using Kind = TemplateFilter::Kind;
using To = CaseRule::To;

constexpr int kMostClusters = 65'535; // a name is never longer
constexpr int kWidestPad = 255;

std::optional<int> parseNumber(BytesView text, int lowest, int highest)
{
    int value = 0;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || value < lowest || value > highest) {
        return std::nullopt;
    }
    return value;
}

std::optional<TemplateFilter> parseCounted(Kind kind, BytesView argument)
{
    const auto count = parseNumber(argument, 0, kMostClusters);
    return count ? std::optional(TemplateFilter{.kind = kind, .length = static_cast<unsigned>(*count)}) : std::nullopt;
}

std::optional<TemplateFilter> parseSlice(BytesView argument)
{
    const std::size_t comma = argument.find(',');
    const auto start = parseNumber(argument.substr(0, comma), -kMostClusters, kMostClusters);
    if (!start) {
        return std::nullopt;
    }
    TemplateFilter filter{.kind = Kind::Slice, .start = *start};
    if (comma != BytesView::npos) {
        const auto length = parseNumber(argument.substr(comma + 1), 0, kMostClusters);
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
    const auto width = parseNumber(argument.substr(0, comma), 0, kWidestPad);
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

std::optional<TemplateFilter> parsePlain(BytesView name)
{
    struct Named {
        BytesView name;
        TemplateFilter filter;
    };
    static const Named kPlain[] = {
        {"lower", {.kind = Kind::Case, .to = To::Lower}},
        {"upper", {.kind = Kind::Case, .to = To::Upper}},
        {"title", {.kind = Kind::Case, .to = To::Title}},
        {"camel", {.kind = Kind::Case, .to = To::Camel}},
        {"snake", {.kind = Kind::Case, .to = To::Snake}},
        {"kebab", {.kind = Kind::Case, .to = To::Kebab}},
        {"trim", {.kind = Kind::Trim}},
    };
    for (const Named &plain : kPlain) {
        if (plain.name == name) {
            return plain.filter;
        }
    }
    return std::nullopt;
}

bool takesArgument(BytesView name)
{
    return name == "slice" || name == "first" || name == "last" || name == "pad" || name == "or";
}

std::optional<TemplateFilter> parseWithArgument(BytesView name, BytesView argument)
{
    if (name == "slice") {
        return parseSlice(argument);
    }
    if (name == "pad") {
        return parsePad(argument);
    }
    if (name == "or") {
        return TemplateFilter{.kind = Kind::Or, .text = Bytes(argument)};
    }
    return parseCounted(name == "first" ? Kind::First : Kind::Last, argument);
}

// Offsets of the clusters of one value, without a list where every byte is one.
class Clusters
{
public:
    explicit Clusters(BytesView text)
        : m_size(text.size())
        , m_bytes(isAscii(text) && text.find('\r') == BytesView::npos) // "\r\n" is one cluster
    {
        if (!m_bytes) {
            m_boundaries = graphemeBoundaries(text);
        }
    }
    std::size_t count() const { return m_bytes ? m_size : m_boundaries.size() - 1; }
    std::size_t offset(std::size_t index) const { return m_bytes ? index : m_boundaries[index]; }

private:
    std::size_t m_size;
    bool m_bytes;
    std::vector<std::uint32_t> m_boundaries;
};

void keep(Bytes &out, std::size_t start, std::size_t from, std::size_t to)
{
    out.resize(start + to);
    out.erase(start, from);
}

void slice(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    const Clusters clusters(BytesView(out).substr(start));
    const std::size_t count = clusters.count();
    const auto wanted = static_cast<std::size_t>(std::abs(filter.start));
    const std::size_t first = filter.start >= 0 ? std::min(wanted, count) : count - std::min(wanted, count);
    const std::size_t length = filter.length ? std::min<std::size_t>(*filter.length, count - first) : count - first;
    keep(out, start, clusters.offset(first), clusters.offset(first + length));
}

void keepEnd(const TemplateFilter &filter, Bytes &out, std::size_t start)
{
    const Clusters clusters(BytesView(out).substr(start));
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
    const std::size_t count = Clusters(BytesView(out).substr(start)).count();
    Bytes padding;
    for (std::size_t i = count; i < filter.length.value_or(0); ++i) {
        padding += filter.text;
    }
    out.insert(start, padding);
}

bool isWhiteSpace(char32_t letter)
{
    return !isByteMark(letter) && QChar::isSpace(letter);
}

void trim(Bytes &out, std::size_t start)
{
    const BytesView value = BytesView(out).substr(start);
    std::size_t from = value.size();
    std::size_t to = value.size();
    for (std::size_t at = 0; at < value.size();) {
        const Utf8Step step = decodeReversible(value, at);
        if (!isWhiteSpace(step.codePoint)) {
            from = std::min(from, at);
            to = at + step.length;
        }
        at += step.length;
    }
    keep(out, start, from, to);
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
    if (!takesArgument(name)) {
        return TemplateFault{TemplateFault::Kind::Unknown, Bytes(name), 0};
    }
    if (!hasArgument) {
        return TemplateFault{TemplateFault::Kind::BadArgument, Bytes(name), 0};
    }
    const Bytes argument = unescaped(raw.substr(colon + 1));
    if (auto filter = parseWithArgument(name, argument)) {
        return *std::move(filter);
    }
    return TemplateFault{TemplateFault::Kind::BadArgument, argument, colon + 1};
}

void applyTemplateFilter(const TemplateFilter &filter, Bytes &out, std::size_t start)
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
    case Kind::Or:
        break;
    }
}

} // namespace bulkhead
