// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/image_facts.h"

#include "core/metadata/fact_text.h"
#include "core/metadata/limited_io.h"

#include <exiv2/bmffimage.hpp>
#include <exiv2/exiv2.hpp>
#include <exiv2/webpimage.hpp>

#include <algorithm>
#include <limits>
#include <mutex>

namespace bulkhead {

namespace {

using Kind = FactKey::Kind;

/// Where the last part of a key is looked for, in this order.
constexpr const char *kExifGroups[] = {"Exif.Image.", "Exif.Photo.", "Exif.GPSInfo.", "Exif.Iop."};
constexpr const char *kIptcGroups[] = {"Iptc.Application2.", "Iptc.Envelope."};
constexpr const char *kXmpGroups[] = {"Xmp.dc.", "Xmp.xmp.", "Xmp.photoshop.", "Xmp.iptc.", "Xmp.exif.", "Xmp.tiff.", "Xmp.aux.",
    "Xmp.xmpRights.", "Xmp.lr.", "Xmp.digiKam.", "Xmp.xmpMM."};

constexpr std::span<const char *const> groupsOf(Kind kind)
{
    return kind == Kind::Exif ? std::span<const char *const>(kExifGroups)
        : kind == Kind::Iptc  ? std::span<const char *const>(kIptcGroups)
                              : std::span<const char *const>(kXmpGroups);
}

const char *prefixOf(Kind kind)
{
    return kind == Kind::Exif ? "Exif." : kind == Kind::Iptc ? "Iptc." : "Xmp.";
}

/// Exiv2 wants to be told before threads use its XMP part; it says every oddity of a file on stderr.
void prepareExiv2()
{
    static std::once_flag once;
    std::call_once(once, [] {
        static std::mutex mutex;
        Exiv2::XmpParser::initialize(
            [](void *data, bool lock) {
                auto *guarded = static_cast<std::mutex *>(data);
                lock ? guarded->lock() : guarded->unlock();
            },
            &mutex);
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::enableBMFF();
    });
}

bool isWholeKey(Kind kind, const Bytes &key)
{
    try {
        if (kind == Kind::Exif)
            return Exiv2::ExifKey(key).tag() != 0xFFFF;
        if (kind == Kind::Iptc)
            return !Exiv2::IptcKey(key).tagName().empty();
        return !Exiv2::XmpKey(key).tagName().empty();
    } catch (const Exiv2::AnyError &) {
        return false;
    }
}

/// As isWholeKey, but names that Exiv2 would make up by itself, hexadecimal tags and unknown properties, are none.
bool isListedKey(Kind kind, const Bytes &key)
{
    if (kind != Kind::Xmp)
        return key.find(".0x") == Bytes::npos && isWholeKey(kind, key);
    try {
        return Exiv2::XmpProperties::propertyTitle(Exiv2::XmpKey(key)) != nullptr;
    } catch (const Exiv2::AnyError &) {
        return false;
    }
}

/// A question about one of Exiv2's three kinds of data, taken apart once for a file.
class KeyQuestion
{
public:
    KeyQuestion(Kind kind, BytesView name)
        : m_name(name)
        , m_groups(groupsOf(kind))
        , m_isWhole(name.starts_with(prefixOf(kind)))
    {
    }

    /// The smaller the better; -1 = not what is asked for.
    template <class Datum>
    int rank(const Datum &datum) const
    {
        if (m_isWhole)
            return datum.key() == m_name ? 0 : -1;
        if (datum.tagName() != m_name)
            return -1;
        const Bytes group = datum.groupName();
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            const BytesView known = m_groups[i]; // "Exif.Photo."
            const BytesView last = known.substr(known.find('.') + 1);
            if (last.substr(0, last.size() - 1) == group)
                return int(i);
        }
        return -1;
    }

private:
    BytesView m_name;
    std::span<const char *const> m_groups;
    bool m_isWhole;
};

/// Values of one key (IPTC has one for each keyword) are joined; of several keys that fit the best counts.
template <class Data, class Text>
Fact bestOf(const Data &data, const KeyQuestion &question, Text text)
{
    Bytes joined;
    int best = std::numeric_limits<int>::max();
    for (const auto &datum : data) {
        const int rank = question.rank(datum);
        if (rank < 0 || rank > best)
            continue;
        const Bytes value = text(datum);
        if (componentFact(value).state == Fact::State::None)
            continue;
        if (rank < best)
            joined.clear();
        joined += (joined.empty() ? "" : ", ") + value;
        best = rank;
    }
    return componentFact(joined);
}

Fact exifFact(const Exiv2::ExifData &data, BytesView key)
{
    return bestOf(data, KeyQuestion(Kind::Exif, key), [&data](const Exiv2::Exifdatum &datum) { return datum.print(&data); });
}

Fact iptcFact(const Exiv2::IptcData &data, BytesView key)
{
    return bestOf(data, KeyQuestion(Kind::Iptc, key), [](const Exiv2::Iptcdatum &datum) { return datum.toString(); });
}

Fact xmpFact(const Exiv2::XmpData &data, BytesView key)
{
    return bestOf(data, KeyQuestion(Kind::Xmp, key), [](const Exiv2::Xmpdatum &datum) {
        // Of a text in several languages the default one.
        return datum.typeId() == Exiv2::langAlt ? datum.toString(0) : datum.toString();
    });
}

/// When it was taken, else digitised, else written.
Fact takenFact(const Exiv2::Image &image)
{
    for (const char *key :
        {"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized", "Exif.Image.DateTimeOriginal", "Exif.Image.DateTime"}) {
        const Fact text = exifFact(image.exifData(), key);
        if (Fact fact = timeFact(text.text); fact.state == Fact::State::Value)
            return fact;
    }
    for (const char *key : {"Xmp.exif.DateTimeOriginal", "Xmp.photoshop.DateCreated", "Xmp.xmp.CreateDate"}) {
        const Fact text = xmpFact(image.xmpData(), key);
        if (Fact fact = timeFact(text.text); fact.state == Fact::State::Value)
            return fact;
    }
    return {};
}

Fact imageFact(const Exiv2::Image &image, const FactKey &key)
{
    switch (key.kind) {
    case Kind::Taken:
        return takenFact(image);
    case Kind::Width:
        return image.pixelWidth() > 0 ? numberFact(image.pixelWidth()) : Fact{};
    case Kind::Height:
        return image.pixelHeight() > 0 ? numberFact(image.pixelHeight()) : Fact{};
    case Kind::Exif:
        return exifFact(image.exifData(), key.name);
    case Kind::Iptc:
        return iptcFact(image.iptcData(), key.name);
    case Kind::Xmp:
        return xmpFact(image.xmpData(), key.name);
    default:
        return {};
    }
}

/// Whether Exiv2's reader may be trusted with it: those of videos never end on damaged ones, and TGA has no beginning to be told by.
bool isStillImage(int type)
{
    namespace Type = Exiv2::ImageType;
    constexpr int kRead[] = {Type::jpeg, Type::png, Type::tiff, Type::webp, Type::bmff, Type::cr2, Type::crw, Type::mrw, Type::orf,
        Type::raf, Type::rw2, Type::jp2, Type::psd, Type::gif, Type::bmp};
    return std::find(std::begin(kRead), std::end(kRead), type) != std::end(kRead);
}

/// Null where the file is no image.
Exiv2::Image::AutoPtr openImage(LimitedFile &file, BytesView name)
{
    try {
        auto image = Exiv2::ImageFactory::open(Exiv2::BasicIo::AutoPtr(new LimitedIo(file, name)));
        return image.get() && isStillImage(image->imageType()) ? image : Exiv2::Image::AutoPtr();
    } catch (const Exiv2::AnyError &) { // too short for a format that is looked for
        return Exiv2::Image::AutoPtr();
    }
}

void setAll(std::span<const FactKey> keys, std::span<Fact> facts, Fact::State state)
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (isImageFact(keys[i].kind))
            facts[i] = {.state = state};
    }
}

} // namespace

bool isImageFact(Kind kind) noexcept
{
    return kind == Kind::Taken || kind == Kind::Width || kind == Kind::Height || kind == Kind::Exif || kind == Kind::Iptc
        || kind == Kind::Xmp;
}

bool isImageKey(Kind kind, BytesView name)
{
    prepareExiv2();
    if (name.starts_with(prefixOf(kind)))
        return isWholeKey(kind, Bytes(name));
    const auto groups = groupsOf(kind);
    return std::any_of(groups.begin(), groups.end(), [&](const char *group) { return isListedKey(kind, group + Bytes(name)); });
}

void readImageFacts(LimitedFile &file, BytesView name, std::span<const FactKey> keys, std::span<Fact> facts)
{
    prepareExiv2();
    try {
        const Exiv2::Image::AutoPtr image = openImage(file, name);
        if (!image.get())
            return setAll(keys, facts, file.exhausted() ? Fact::State::Unreadable : Fact::State::None);
        image->readMetadata();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (isImageFact(keys[i].kind))
                facts[i] = imageFact(*image, keys[i]);
        }
    } catch (const std::exception &) { // Exiv2's own, std::bad_alloc and std::length_error of a damaged file
        setAll(keys, facts, Fact::State::Unreadable);
    }
}

} // namespace bulkhead
