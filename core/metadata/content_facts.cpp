// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/content_facts.h"

#include "core/base/text.h"
#include "core/metadata/fact_text.h"

#include <QMimeDatabase>

#include <openssl/evp.h>
#include <xxhash.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <variant>
#include <vector>

namespace bulkhead {

namespace {

constexpr std::size_t kSniffedBytes = 16 * 1024;
constexpr std::size_t kBlockBytes = 256 * 1024;

struct Crc32 {
    uLong value = crc32(0, nullptr, 0);
};
struct Xxh3 {
    struct Free {
        void operator()(XXH3_state_t *state) const noexcept { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Free> state{XXH3_createState()};
};
struct Digest {
    struct Free {
        void operator()(EVP_MD_CTX *context) const noexcept { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

constexpr std::pair<BytesView, const EVP_MD *(*)()> kDigests[]
    = {{"md5", EVP_md5}, {"sha1", EVP_sha1}, {"sha256", EVP_sha256}, {"sha512", EVP_sha512}, {"blake2b", EVP_blake2b512}};

Bytes hex(const unsigned char *bytes, std::size_t size)
{
    constexpr char kDigits[] = "0123456789abcdef";
    Bytes text;
    for (std::size_t i = 0; i < size; ++i) {
        text += kDigits[bytes[i] >> 4U];
        text += kDigits[bytes[i] & 15U];
    }
    return text;
}

/// One hash while the bytes come by.
class Hasher
{
public:
    explicit Hasher(BytesView name)
    {
        if (name == "crc32") {
            m_state = Crc32{};
        } else if (name == "xxh3") {
            m_state = Xxh3{};
            m_isReady = XXH3_64bits_reset(std::get<Xxh3>(m_state).state.get()) == XXH_OK;
        } else {
            const auto *const digest
                = std::find_if(std::begin(kDigests), std::end(kDigests), [name](const auto &known) { return known.first == name; });
            // Refused, too, where the machine's policy forbids it (MD5 under FIPS).
            m_isReady = digest != std::end(kDigests)
                && EVP_DigestInit_ex(std::get<Digest>(m_state).context.get(), digest->second(), nullptr) == 1;
        }
    }

    void add(const char *bytes, std::size_t size)
    {
        if (!m_isReady)
            return;
        if (auto *crc = std::get_if<Crc32>(&m_state))
            crc->value = crc32(crc->value, reinterpret_cast<const Bytef *>(bytes), uInt(size));
        else if (auto *xxh = std::get_if<Xxh3>(&m_state))
            XXH3_64bits_update(xxh->state.get(), bytes, size);
        else
            EVP_DigestUpdate(std::get<Digest>(m_state).context.get(), bytes, size);
    }

    Fact finish()
    {
        if (!m_isReady)
            return {.state = Fact::State::Unreadable};
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned size = 0;
        if (const auto *crc = std::get_if<Crc32>(&m_state)) {
            for (size = 0; size < 4; ++size)
                bytes[size] = static_cast<unsigned char>(crc->value >> (24 - 8 * size));
        } else if (const auto *xxh = std::get_if<Xxh3>(&m_state)) {
            XXH64_canonical_t canonical;
            XXH64_canonicalFromHash(&canonical, XXH3_64bits_digest(xxh->state.get()));
            size = sizeof canonical.digest;
            std::copy_n(canonical.digest, size, bytes.begin());
        } else {
            EVP_DigestFinal_ex(std::get<Digest>(m_state).context.get(), bytes.data(), &size);
        }
        return {.state = Fact::State::Value, .text = hex(bytes.data(), size)};
    }

private:
    std::variant<Digest, Crc32, Xxh3> m_state;
    bool m_isReady = true;
};

/// What the file begins with; nothing where it cannot be read.
std::optional<QByteArray> headOf(LimitedFile &file)
{
    QByteArray head(qsizetype(std::min(std::int64_t(kSniffedBytes), file.size())), Qt::Uninitialized);
    head.resize(qsizetype(file.read(0, head.data(), std::size_t(head.size()))));
    return file.exhausted() ? std::nullopt : std::optional(std::move(head));
}

} // namespace

bool isHashName(BytesView name) noexcept
{
    const auto *const digest
        = std::find_if(std::begin(kDigests), std::end(kDigests), [name](const auto &known) { return known.first == name; });
    return name == "crc32" || name == "xxh3" || digest != std::end(kDigests);
}

Fact mimeFact(LimitedFile &file, BytesView name)
{
    const auto head = headOf(file);
    if (!head)
        return {.state = Fact::State::Unreadable};
    return componentFact(QMimeDatabase().mimeTypeForFileNameAndData(toText(name), *head).name().toStdString());
}

Fact contentTypeFact(LimitedFile &file)
{
    const auto head = headOf(file);
    if (!head)
        return {.state = Fact::State::Unreadable};
    const QMimeType type = QMimeDatabase().mimeTypeForData(*head);
    if (type.isDefault() || type.name() == QLatin1String("text/plain") || type.preferredSuffix().isEmpty())
        return {};
    QStringList words = type.suffixes();
    words.removeAll(type.preferredSuffix());
    words.prepend(type.preferredSuffix());
    words.prepend(type.name());
    return {.state = Fact::State::Value, .text = words.join(QLatin1Char(' ')).toStdString()};
}

void readHashes(ReadableFile &file, std::span<const FactKey> keys, std::span<Fact> facts, const std::stop_token &stop)
{
    std::vector<std::pair<std::size_t, Hasher>> hashers;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].kind == FactKey::Kind::Hash) {
            hashers.emplace_back(i, Hasher(keys[i].name));
            facts[i] = {.state = Fact::State::Unreadable};
        }
    }
    if (hashers.empty())
        return;
    std::vector<char> block(kBlockBytes);
    for (std::int64_t offset = 0;;) {
        const auto got = file.read(offset, block.data(), block.size());
        if (!got || stop.stop_requested())
            return;
        for (auto &[index, hasher] : hashers)
            hasher.add(block.data(), *got);
        offset += std::int64_t(*got);
        if (*got < block.size())
            break;
    }
    for (auto &[index, hasher] : hashers)
        facts[index] = hasher.finish();
}

} // namespace bulkhead
