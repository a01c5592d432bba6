// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/attribute_text.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace bulkhead::cli {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

struct Moment {
    std::tm parts{};
    long nanoseconds = 0;
};

Moment momentOf(std::int64_t time, std::tm *(*convert)(const std::time_t *, std::tm *))
{
    std::int64_t seconds = time / kSecond;
    std::int64_t rest = time % kSecond;
    if (rest < 0) {
        --seconds;
        rest += kSecond;
    }
    Moment moment;
    const auto whole = std::time_t(seconds);
    convert(&whole, &moment.parts);
    moment.nanoseconds = long(rest);
    return moment;
}

Bytes localText(std::int64_t time)
{
    std::array<char, 64> text{};
    const Moment moment = momentOf(time, ::localtime_r);
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &moment.parts)};
}

Bytes universalText(std::int64_t time)
{
    std::array<char, 64> text{};
    const Moment moment = momentOf(time, ::gmtime_r);
    Bytes result(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &moment.parts));
    std::snprintf(text.data(), text.size(), ".%09ldZ", moment.nanoseconds);
    return result + text.data();
}

Bytes octal(std::uint16_t permissions)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04o", unsigned(permissions));
    return text.data();
}

} // namespace

Bytes attributeText(const AttributeChange &change)
{
    Bytes text;
    if (change.to.modificationTime)
        text = "modified " + localText(*change.to.modificationTime) + ", was " + localText(*change.from.modificationTime);
    if (change.to.permissions) {
        text += text.empty() ? "" : "; ";
        text += "mode " + octal(*change.to.permissions) + ", was " + octal(*change.from.permissions);
    }
    return text;
}

void appendJsonAttributes(Bytes &out, const AttributeChange &change)
{
    const auto append = [&out](const char *name, const Bytes &from, const Bytes &to) {
        out += Bytes(",\"") + name + "\":{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
    };
    if (change.to.modificationTime)
        append("modified", universalText(*change.from.modificationTime), universalText(*change.to.modificationTime));
    if (change.to.permissions)
        append("mode", octal(*change.from.permissions), octal(*change.to.permissions));
}

} // namespace bulkhead::cli
