// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/uri_list.h"

#include <algorithm>
#include <optional>

namespace bulkhead {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool startsWithIgnoringCase(BytesView text, BytesView prefix)
{
    return text.size() >= prefix.size()
        && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return lowered(a) == lowered(b); });
}

std::optional<unsigned> hexValue(char c)
{
    c = lowered(c);
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return std::nullopt;
}

std::optional<Bytes> percentDecoded(BytesView text)
{
    Bytes decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const auto high = at + 2 < text.size() ? hexValue(text[at + 1]) : std::nullopt;
        const auto low = at + 2 < text.size() ? hexValue(text[at + 2]) : std::nullopt;
        if (!high || !low)
            return std::nullopt;
        const auto byte = static_cast<char>((*high << 4) | *low);
        // No name holds a slash, so an escaped one means something else than the path it would turn into.
        if (byte == '/')
            return std::nullopt;
        decoded += byte;
        at += 2;
    }
    return decoded;
}

/// What follows "file:" without the host; still escaped. Nothing where the host is another machine.
std::optional<BytesView> localPart(BytesView afterScheme)
{
    if (!afterScheme.starts_with("//"))
        return afterScheme;
    afterScheme.remove_prefix(2);
    const auto slash = afterScheme.find('/');
    if (slash == BytesView::npos)
        return std::nullopt;
    const BytesView host = afterScheme.substr(0, slash);
    const bool local = host.empty() || (host.size() == BytesView("localhost").size() && startsWithIgnoringCase(host, "localhost"));
    return local ? std::optional(afterScheme.substr(slash)) : std::nullopt;
}

std::optional<Bytes> pathOfLine(BytesView line)
{
    constexpr BytesView kScheme = "file:";
    std::optional<Bytes> path;
    if (line.starts_with('/')) {
        path = Bytes(line);
    } else if (startsWithIgnoringCase(line, kScheme)) {
        if (const auto escaped = localPart(line.substr(kScheme.size())))
            path = percentDecoded(*escaped);
    }
    const bool usable = path && path->starts_with('/') && path->find('\0') == Bytes::npos;
    return usable ? path : std::nullopt;
}

} // namespace

UriList parseUriList(BytesView data)
{
    // Some toolkits count the terminating NUL as part of the data.
    while (!data.empty() && data.back() == '\0')
        data.remove_suffix(1);

    UriList list;
    bool firstLine = true;
    while (!data.empty()) {
        const auto end = std::min(data.find('\n'), data.size());
        BytesView line = data.substr(0, end);
        data.remove_prefix(std::min(end + 1, data.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const bool gnomeVerb = firstLine && (line == "copy" || line == "cut");
        firstLine = false;
        if (line.empty() || line.front() == '#' || gnomeVerb)
            continue;
        if (auto path = pathOfLine(line))
            list.paths.push_back(std::move(*path));
        else
            list.refused.emplace_back(line);
    }
    return list;
}

} // namespace bulkhead
