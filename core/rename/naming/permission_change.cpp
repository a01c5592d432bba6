// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/permission_change.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr std::uint16_t kUser = 04700;
constexpr std::uint16_t kGroup = 02070;
constexpr std::uint16_t kOthers = 01007;
constexpr std::uint16_t kSticky = 01000;
constexpr std::uint16_t kExecute = 0111;

constexpr std::uint16_t classOf(char letter) noexcept
{
    return letter == 'u' ? kUser : letter == 'g' ? kGroup : letter == 'o' ? kOthers : letter == 'a' ? 07777 : 0;
}

constexpr int shiftOf(char letter) noexcept
{
    return letter == 'u' ? 6 : letter == 'g' ? 3 : letter == 'o' ? 0 : -1;
}

constexpr std::uint16_t bitsOf(char letter) noexcept
{
    return letter == 'r' ? 0444 : letter == 'w' ? 0222 : letter == 'x' ? 0111 : letter == 's' ? 06000 : letter == 't' ? kSticky : 0;
}

constexpr bool isSign(char letter) noexcept
{
    return letter == '+' || letter == '-' || letter == '=';
}

} // namespace

std::optional<PermissionChange> PermissionChange::parse(BytesView text)
{
    PermissionChange change;
    const auto isOctal = [](char letter) { return letter >= '0' && letter <= '7'; };
    if (!text.empty() && std::ranges::all_of(text, isOctal)) {
        unsigned mode = 0;
        for (const char digit : text) {
            mode = mode * 8 + unsigned(digit - '0');
            if (mode > 07777) {
                return std::nullopt;
            }
        }
        change.m_clauses.push_back({.how = How::Set, .bits = std::uint16_t(mode)});
        return change;
    }
    for (BytesView rest = text;;) {
        const std::size_t comma = rest.find(',');
        if (!parseClause(rest.substr(0, comma), change.m_clauses)) {
            return std::nullopt;
        }
        if (comma == BytesView::npos) {
            return change;
        }
        rest.remove_prefix(comma + 1);
    }
}

/// "ug+rw-x": who, then one or more signs with what they do.
bool PermissionChange::parseClause(BytesView text, std::vector<Clause> &clauses)
{
    std::uint16_t who = 0;
    std::size_t at = 0;
    for (; at < text.size() && classOf(text[at]) != 0; ++at) {
        who |= classOf(text[at]);
    }
    if (at == text.size() || !isSign(text[at])) {
        return false;
    }
    while (at < text.size()) {
        Clause clause{.how = text[at] == '+' ? How::Add
                : text[at] == '-'            ? How::Remove
                                             : How::Set,
            .who = who ? who : std::uint16_t(07777)};
        ++at;
        const std::size_t first = at;
        for (; at < text.size() && !isSign(text[at]); ++at) {
            if (at == first && shiftOf(text[at]) >= 0) {
                clause.copiedShift = shiftOf(text[at]);
            } else if (text[at] == 'X' && clause.copiedShift < 0) {
                clause.executeIfAny = true;
            } else if (bitsOf(text[at]) != 0 && clause.copiedShift < 0) {
                clause.bits |= bitsOf(text[at]);
            } else {
                return false;
            }
        }
        clauses.push_back(clause);
    }
    return true;
}

std::uint16_t PermissionChange::apply(std::uint16_t mode) const noexcept
{
    for (const Clause &clause : m_clauses) {
        unsigned bits = clause.bits;
        if (clause.executeIfAny && (mode & kExecute)) {
            bits |= kExecute;
        }
        if (clause.copiedShift >= 0) {
            bits = ((unsigned(mode) >> unsigned(clause.copiedShift)) & 7u) * 0111u;
        }
        bits &= clause.who;
        if (clause.how == How::Add) {
            mode = std::uint16_t(mode | bits);
        } else if (clause.how == How::Remove) {
            mode = std::uint16_t(mode & ~bits);
        } else {
            mode = std::uint16_t((mode & ~unsigned(clause.who)) | bits);
        }
    }
    return mode;
}

} // namespace bulkhead
