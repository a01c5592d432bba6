// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/audio_facts.h"

#include "core/metadata/fact_text.h"

#include <taglib/audioproperties.h>
#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace bulkhead {

namespace {

/// A file as TagLib reads it. Cannot be written. Past the limits it is at its end.
class LimitedStream final : public TagLib::IOStream
{
public:
    LimitedStream(LimitedFile &file, BytesView name)
        : m_file(file)
        , m_name(name)
    {
    }

    TagLib::FileName name() const override { return m_name.c_str(); }
    TagLib::ByteVector readBlock(unsigned long length) override
    {
        // A damaged file may ask for more than there is.
        const auto rest = static_cast<unsigned long>(std::max(0L, long(m_file.size()) - m_position));
        TagLib::ByteVector block(static_cast<unsigned>(std::min(length, rest)), '\0');
        const std::size_t got = block.isEmpty() ? 0 : m_file.read(m_position, block.data(), block.size());
        m_position += long(got);
        return block.resize(static_cast<unsigned>(got));
    }
    void writeBlock(const TagLib::ByteVector &) override { }
    void insert(const TagLib::ByteVector &, unsigned long, unsigned long) override { }
    void removeBlock(unsigned long, unsigned long) override { }
    bool readOnly() const override { return true; }
    bool isOpen() const override { return true; }
    void seek(long offset, Position from) override
    {
        const long base = from == Beginning ? 0 : from == Current ? m_position : long(m_file.size());
        long target = 0;
        m_position = __builtin_add_overflow(base, offset, &target) ? 0 : std::max(0L, target);
    }
    long tell() const override { return m_position; }
    long length() override { return m_file.exhausted() ? 0 : long(m_file.size()); }
    void truncate(long) override { }

private:
    LimitedFile &m_file;
    Bytes m_name;
    long m_position = 0;
};

struct Tag {
    BytesView name;
    const char *property; ///< TagLib's; null for what is worked out.
};
constexpr Tag kTags[]
    = {{"artist", "ARTIST"}, {"album", "ALBUM"}, {"albumartist", "ALBUMARTIST"}, {"title", "TITLE"}, {"track", "TRACKNUMBER"},
        {"disc", "DISCNUMBER"}, {"year", "DATE"}, {"date", "DATE"}, {"genre", "GENRE"}, {"comment", "COMMENT"}, {"composer", "COMPOSER"},
        {"bpm", "BPM"}, {"duration", nullptr}, {"seconds", nullptr}, {"bitrate", nullptr}, {"samplerate", nullptr}, {"channels", nullptr}};

const Tag *tagNamed(BytesView name) noexcept
{
    const auto *const known = std::find_if(std::begin(kTags), std::end(kTags), [name](const Tag &tag) { return tag.name == name; });
    return known == std::end(kTags) ? nullptr : known;
}

/// "3.07", "1.02.03": a colon is not for Windows.
Fact durationFact(int seconds)
{
    std::array<char, 32> text;
    const int minutes = seconds / 60;
    if (minutes < 60)
        std::snprintf(text.data(), text.size(), "%d.%02d", minutes, seconds % 60);
    else
        std::snprintf(text.data(), text.size(), "%d.%02d.%02d", minutes / 60, minutes % 60, seconds % 60);
    return componentFact(text.data());
}

Fact propertyFact(const TagLib::AudioProperties *properties, BytesView name)
{
    const auto positive = [](int value) { return value > 0 ? numberFact(value) : Fact{}; };
    if (!properties)
        return {};
    if (name == "duration")
        return properties->lengthInMilliseconds() > 0 ? durationFact((properties->lengthInMilliseconds() + 500) / 1000) : Fact{};
    if (name == "seconds")
        return positive((properties->lengthInMilliseconds() + 500) / 1000);
    if (name == "bitrate")
        return positive(properties->bitrate());
    if (name == "samplerate")
        return positive(properties->sampleRate());
    return positive(properties->channels());
}

/// "3/12" is 3, "2024-05-31" is 2024.
BytesView leadingDigits(BytesView text)
{
    const BytesView digits = text.substr(0, text.find_first_not_of("0123456789"));
    return digits.empty() ? text : digits;
}

Fact tagFact(const TagLib::PropertyMap &properties, const Tag &tag)
{
    const auto found = properties.find(tag.property);
    if (found == properties.end())
        return {};
    const Bytes text = found->second.toString(", ").to8Bit(true);
    const bool isNumber = tag.name == "track" || tag.name == "disc" || tag.name == "year";
    return componentFact(isNumber ? leadingDigits(text) : BytesView(text));
}

Fact audioFact(const TagLib::FileRef &file, const TagLib::PropertyMap &properties, BytesView name)
{
    const Tag *tag = tagNamed(name);
    if (!tag)
        return {};
    return tag->property ? tagFact(properties, *tag) : propertyFact(file.audioProperties(), name);
}

void setAll(std::span<const FactKey> keys, std::span<Fact> facts, Fact::State state)
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].kind == FactKey::Kind::Audio)
            facts[i] = {.state = state};
    }
}

} // namespace

bool isAudioName(BytesView name) noexcept
{
    return tagNamed(name) != nullptr;
}

void readAudioFacts(LimitedFile &file, BytesView name, std::span<const FactKey> keys, std::span<Fact> facts)
{
    try {
        LimitedStream stream(file, name);
        const bool asksProperties = std::any_of(
            keys.begin(), keys.end(), [](const FactKey &key) { return key.kind == FactKey::Kind::Audio && !tagNamed(key.name)->property; });
        const TagLib::FileRef audio(&stream, asksProperties, TagLib::AudioProperties::Fast);
        if (file.exhausted())
            return setAll(keys, facts, Fact::State::Unreadable);
        if (audio.isNull())
            return setAll(keys, facts, Fact::State::None);
        const TagLib::PropertyMap properties = audio.file()->properties();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (keys[i].kind == FactKey::Kind::Audio)
                facts[i] = audioFact(audio, properties, keys[i].name);
        }
    } catch (const std::exception &) { // std::bad_alloc of a damaged file
        setAll(keys, facts, Fact::State::Unreadable);
    }
}

} // namespace bulkhead
