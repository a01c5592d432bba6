// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/temporary_name.h"

#include "core/history/history.h"

#include <algorithm>
#include <array>
#include <random>
#include <sys/random.h>

namespace bulkhead {

namespace {

constexpr BytesView kTokenLetters = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t kTokenLength = 10;
constexpr BytesView kPrefix = ".bulkhead-";
constexpr BytesView kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

} // namespace

Bytes makeToken()
{
    std::array<unsigned char, kTokenLength> random{};
    if (::getrandom(random.data(), random.size(), 0) != ssize_t(random.size())) {
        std::random_device device; // A kernel or sandbox without the call.
        for (unsigned char &byte : random)
            byte = static_cast<unsigned char>(device());
    }
    Bytes token;
    for (const unsigned char byte : random)
        token += kTokenLetters[byte % kTokenLetters.size()];
    return token;
}

bool isToken(BytesView token) noexcept
{
    return token.size() == kTokenLength && token.find_first_not_of(kTokenLetters) == BytesView::npos;
}

Bytes temporaryName(BytesView token, std::uint64_t moveIndex)
{
    Bytes reversed;
    do {
        reversed += kDigits[moveIndex % kDigits.size()];
        moveIndex /= kDigits.size();
    } while (moveIndex > 0);
    Bytes name(kPrefix);
    name.append(token).append("-").append(reversed.rbegin(), reversed.rend());
    return name;
}

bool isTemporaryName(BytesView name, BytesView token) noexcept
{
    if (!name.starts_with(kPrefix))
        return false;
    name.remove_prefix(kPrefix.size());
    const BytesView index = name.substr(std::min(name.size(), kTokenLength + 1));
    const BytesView itsToken = name.substr(0, kTokenLength);
    return isToken(itsToken) && (token.empty() || itsToken == token) && name.substr(kTokenLength).starts_with('-') && !index.empty()
        && index.find_first_not_of(kDigits) == BytesView::npos;
}

} // namespace bulkhead
