// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/media.h"

#include <exiv2/exiv2.hpp>
#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/mpegfile.h>
#include <taglib/oggpage.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/tpropertymap.h>
#include <taglib/vorbisfile.h>

#include <QtGlobal>

#include <zlib.h>

namespace bulkhead::test {

namespace {

Bytes withExiv2Tags(const Bytes &image, const MediaTags &tags)
{
    try {
        Exiv2::XmpParser::initialize();
        const auto open = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(image.data()), long(image.size()));
        open->readMetadata();
        for (const auto &[key, value] : tags) {
            const BytesView name = key;
            if (name.starts_with("Exif.")) {
                open->exifData()[key] = value;
            } else if (name.starts_with("Iptc.")) {
                Exiv2::Iptcdatum datum{Exiv2::IptcKey(key)};
                datum.setValue(value);
                open->iptcData().add(datum);
            } else {
                open->xmpData()[key] = value;
            }
        }
        if (!tags.empty())
            open->writeMetadata();
        Exiv2::BasicIo &io = open->io();
        io.open();
        const Exiv2::DataBuf all = io.read(long(io.size()));
        return Bytes(reinterpret_cast<const char *>(all.pData_), std::size_t(all.size_));
    } catch (const std::exception &refused) {
        qFatal("no such image: %s", refused.what());
    }
}

void appendBigEndian(Bytes &out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out += char(value >> unsigned(shift));
}

void appendChunk(Bytes &png, const Bytes &type, const Bytes &data)
{
    appendBigEndian(png, std::uint32_t(data.size()));
    const Bytes summed = type + data;
    png += summed;
    appendBigEndian(png, std::uint32_t(crc32(0, reinterpret_cast<const Bytef *>(summed.data()), uInt(summed.size()))));
}

template <class File, class... Arguments>
Bytes withTags(const Bytes &plain, const MediaTags &tags, Arguments... arguments)
{
    TagLib::ByteVectorStream stream(TagLib::ByteVector(plain.data(), unsigned(plain.size())));
    {
        File file(&stream, arguments...);
        TagLib::PropertyMap properties;
        for (const auto &[key, value] : tags)
            properties.insert(TagLib::String(key, TagLib::String::UTF8), TagLib::String(value, TagLib::String::UTF8));
        if (!file.isValid() || !file.setProperties(properties).isEmpty() || (!tags.empty() && !file.save()))
            qFatal("no such audio file");
    }
    return Bytes(stream.data()->data(), stream.data()->size());
}

} // namespace

Bytes makeJpeg(const MediaTags &tags, unsigned width, unsigned height)
{
    Bytes image = "\xFF\xD8";
    image += Bytes("\xFF\xC0\x00\x0B\x08", 5);
    for (const unsigned side : {height, width}) {
        image += char(side >> 8U);
        image += char(side & 0xFFU);
    }
    image += Bytes("\x01\x01\x11\x00", 4);
    image += Bytes("\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00", 10);
    image += Bytes("\x2A\xFF\xD9", 3);
    return withExiv2Tags(image, tags);
}

Bytes makePng(const MediaTags &tags)
{
    Bytes image = Bytes("\x89PNG\r\n\x1A\n", 8);
    Bytes header;
    appendBigEndian(header, 5);
    appendBigEndian(header, 3);
    header += Bytes("\x08\x00\x00\x00\x00", 5);
    appendChunk(image, "IHDR", header);
    const Bytes rows(3 * 6, '\0');
    Bytes packed(64, '\0');
    uLongf size = packed.size();
    compress(reinterpret_cast<Bytef *>(packed.data()), &size, reinterpret_cast<const Bytef *>(rows.data()), rows.size());
    appendChunk(image, "IDAT", packed.substr(0, size));
    appendChunk(image, "IEND", {});
    return withExiv2Tags(image, tags);
}

Bytes makeMp3(const MediaTags &tags)
{
    // MPEG 1 layer III, 128 kbit/s, 44,100 Hz, stereo: 417 bytes and 26 ms a frame.
    Bytes sound;
    for (int frame = 0; frame < 38; ++frame)
        sound += Bytes("\xFF\xFB\x90\x00", 4) + Bytes(413, '\0');
    return withTags<TagLib::MPEG::File>(sound, tags, TagLib::ID3v2::FrameFactory::instance());
}

Bytes makeFlac(const MediaTags &tags)
{
    Bytes sound = "fLaC";
    sound += Bytes("\x80\x00\x00\x22", 4); // the last block, STREAMINFO, 34 bytes
    sound += Bytes("\x10\x00\x10\x00\x00\x00\x00\x00\x00\x00", 10);
    sound += Bytes("\x0A\xC4\x42\xF0\x00\x00\xAC\x44", 8); // 44,100 Hz, 2 channels, 16 bit, 44,100 samples
    sound += Bytes(16, '\0'); // MD5
    return withTags<TagLib::FLAC::File>(sound, tags, TagLib::ID3v2::FrameFactory::instance());
}

Bytes makeOgg(const MediaTags &tags)
{
    const auto vector = [](const Bytes &bytes) { return TagLib::ByteVector(bytes.data(), unsigned(bytes.size())); };
    Bytes identification = Bytes("\x01vorbis", 7) + Bytes(4, '\0') + Bytes("\x02\x44\xAC\x00\x00", 5);
    identification += Bytes(12, '\0') + Bytes("\xB8\x01", 2);
    const Bytes comment = Bytes("\x03vorbis", 7) + Bytes(8, '\0') + Bytes("\x01", 1);
    const Bytes setup = Bytes("\x05vorbis", 7) + Bytes(16, '\0');
    TagLib::ByteVectorList headers;
    headers.append(vector(comment));
    headers.append(vector(setup));
    TagLib::ByteVectorList first;
    first.append(vector(identification));
    Bytes sound;
    const auto add = [&sound](const TagLib::ByteVectorList &packets, int page) {
        for (TagLib::Ogg::Page *each : TagLib::Ogg::Page::paginate(packets, TagLib::Ogg::Page::SinglePagePerGroup, 7, page)) {
            const TagLib::ByteVector bytes = each->render();
            sound.append(bytes.data(), bytes.size());
            delete each;
        }
    };
    add(first, 0);
    add(headers, 1);
    return withTags<TagLib::Vorbis::File>(sound, tags);
}

} // namespace bulkhead::test
