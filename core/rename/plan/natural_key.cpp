// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/natural_key.h"

#include "core/base/text.h"

#include <unicode/coll.h>

#include <array>
#include <numeric>

namespace bulkhead {

namespace {

constexpr std::size_t kLongestNumber = 254; ///< Digits; ICU splits longer ones.

std::unique_ptr<icu::Collator> makeCollator()
{
    UErrorCode status = U_ZERO_ERROR;
    // By name: in the C locale numeric order would be off.
    std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
    if (U_SUCCESS(status))
        collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    return U_SUCCESS(status) ? std::move(collator) : nullptr;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// By ASCII character: its place in the collation order of different characters, from 2 on; 0 = no weight. Small and
/// capital letters share one.
using Weights = std::array<unsigned char, 128>;

Weights makeWeights()
{
    Weights weights{};
    const auto collator = makeCollator();
    if (!collator) {
        std::iota(weights.begin() + 1, weights.end(), 2);
        return weights;
    }
    collator->setStrength(icu::Collator::PRIMARY);
    const auto compare = [&](unsigned char a, unsigned char b) {
        UErrorCode status = U_ZERO_ERROR;
        return collator->compare(icu::UnicodeString(UChar(a)), icu::UnicodeString(UChar(b)), status);
    };
    std::vector<unsigned char> characters(127);
    std::iota(characters.begin(), characters.end(), 1);
    std::stable_sort(characters.begin(), characters.end(), [&](unsigned char a, unsigned char b) { return compare(a, b) == UCOL_LESS; });
    const auto hasNoWeight = [&](unsigned char c) {
        UErrorCode status = U_ZERO_ERROR;
        return collator->compare(icu::UnicodeString(UChar(c)), icu::UnicodeString(), status) == UCOL_EQUAL;
    };
    unsigned char weight = 1;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (hasNoWeight(characters[i]))
            continue;
        if (i == 0 || compare(characters[i - 1], characters[i]) != UCOL_EQUAL)
            ++weight;
        weights[characters[i]] = weight;
    }
    return weights;
}

const Weights &asciiWeights()
{
    static const Weights weights = makeWeights();
    return weights;
}

/// The number that begins at `at`, so that longer ones are larger; returns where it ends.
std::size_t appendNumber(Bytes &out, BytesView name, std::size_t at, unsigned char weight)
{
    std::size_t end = at;
    while (end < name.size() && isDigit(name[end]))
        ++end;
    while (at + 1 < end && name[at] == '0')
        ++at;
    out += char(weight);
    out += char(end - at);
    out += name.substr(at, end - at);
    return end;
}

void appendAsciiKey(Bytes &out, BytesView name)
{
    const Weights &weights = asciiWeights();
    std::size_t capitals = 0; // Length of the second level up to the last capital.
    for (std::size_t at = 0; at < name.size();) {
        if (isDigit(name[at])) {
            at = appendNumber(out, name, at, weights[std::size_t('0')]);
            continue;
        }
        if (const unsigned char weight = weights[std::size_t(name[at])]; weight != 0)
            out += char(weight);
        ++at;
        if (name[at - 1] >= 'A' && name[at - 1] <= 'Z')
            capitals = at;
    }
    out += '\0';
    // Letters stand at the same places in names whose first levels are equal, once numbers and weightless characters
    // are passed over.
    for (std::size_t at = 0; at < capitals; ++at) {
        const bool isCapital = name[at] >= 'A' && name[at] <= 'Z';
        if (isCapital || (!isDigit(name[at]) && weights[std::size_t(name[at])] != 0))
            out += isCapital ? '\2' : '\1';
    }
}

} // namespace

class NaturalKeyMaker::Collator
{
public:
    void append(Bytes &out, BytesView name) const
    {
        if (!m_collator) {
            out += name;
            return;
        }
        const QString text = toText(name);
        const auto *units = reinterpret_cast<const UChar *>(text.utf16());
        const std::size_t begin = out.size();
        std::size_t room = name.size() * 3 + 16;
        for (;;) {
            out.resize(begin + room);
            auto *key = reinterpret_cast<std::uint8_t *>(out.data() + begin);
            const auto length = std::size_t(m_collator->getSortKey(units, std::int32_t(text.size()), key, std::int32_t(room)));
            if (length <= room) {
                out.resize(begin + (length > 0 ? length - 1 : 0)); // Less its NUL.
                return;
            }
            room = length;
        }
    }

private:
    std::unique_ptr<icu::Collator> m_collator = makeCollator();
};

NaturalKeyMaker::NaturalKeyMaker(Kind kind)
    : m_collator(kind == Kind::Collated ? std::make_unique<Collator>() : nullptr)
{
}

NaturalKeyMaker::~NaturalKeyMaker() = default;

void NaturalKeyMaker::append(Bytes &out, BytesView name) const
{
    if (m_collator)
        m_collator->append(out, name);
    else
        appendAsciiKey(out, name);
}

bool suitsAsciiKey(BytesView name) noexcept
{
    // A number too long for one piece needs a name of nothing else, near enough.
    return name.size() <= kLongestNumber && isAscii(name) && name.find('\0') == BytesView::npos;
}

} // namespace bulkhead
