// SPDX-License-Identifier: GPL-3.0-or-later
// A file that claims to be an image or a song: whatever it holds, each question has an answer that can be part of a name.
#include "core/metadata/read_facts.h"

#include <cstdlib>
#include <cstring>

using namespace bulkhead;

namespace {

class Memory final : public ReadableFile
{
public:
    explicit Memory(BytesView bytes)
        : m_bytes(bytes)
    {
        m_status.identity.size = std::int64_t(bytes.size());
    }
    const FileStatus &status() const noexcept override { return m_status; }
    std::int64_t accessTime() const noexcept override { return 0; }
    Result<std::size_t> read(std::int64_t offset, char *into, std::size_t size) override
    {
        return offset < std::int64_t(m_bytes.size()) ? m_bytes.copy(into, size, std::size_t(offset)) : 0;
    }

private:
    BytesView m_bytes;
    FileStatus m_status;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using Kind = FactKey::Kind;
    static const std::vector<FactKey> keys{{Kind::Exif, "Model"}, {Kind::Exif, "Exif.Photo.UserComment"}, {Kind::Iptc, "Keywords"},
        {Kind::Xmp, "title"}, {Kind::Taken, ""}, {Kind::Width, ""}, {Kind::Audio, "title"}, {Kind::Audio, "seconds"}, {Kind::Mime, ""}};
    constexpr const char *kNames[] = {"a.jpg", "a.mp3", "a.ogg", "a.flac", "a.m4a", "a.png"};
    Memory file(BytesView(reinterpret_cast<const char *>(data), size));
    for (const Fact &fact : factsOf(file, kNames[size % std::size(kNames)], keys, {.bytes = 16 << 20, .time = std::chrono::seconds(5)})) {
        const bool isName = fact.text.find('/') == Bytes::npos && fact.text.find('\0') == Bytes::npos;
        if (!isName || fact.text.empty() != (fact.state != Fact::State::Value))
            std::abort();
    }
    return 0;
}
