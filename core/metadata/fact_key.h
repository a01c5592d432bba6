// SPDX-License-Identifier: GPL-3.0-or-later
// What a template may ask of a file beyond what its folder says: what is written in it.
#pragma once

#include "core/base/bytes.h"

#include <compare>
#include <optional>

namespace bulkhead {

/// A fact is text, one component of a name where the kind says no other: it holds no '/' and no control character. Where the kind says
/// "time" it is a decimal number, the nanoseconds since 1970.
struct FactKey {
    enum class Kind : std::uint8_t {
        AccessTime, ///< Time.
        Taken, ///< Time by the clock of the camera, as if that were UTC.
        Width, ///< Of an image, in pixels.
        Height,
        Exif, ///< `name`: a key of Exiv2, whole ("Exif.Photo.FNumber") or its last part.
        Iptc,
        Xmp,
        Audio, ///< `name`: "artist", "album", ... (audio_facts.cpp).
        Mime, ///< By content and name: "image/jpeg", its '/' cleaned as in every fact: "image_jpeg".
        /// By content alone, and only where that says what the file is (not of bytes that could be anything, nor of plain text). Not for
        /// names: "image/jpeg jpg jpeg jpe", the type and its suffixes, the preferred one first.
        ContentType,
        Hash, ///< `name`: "sha256", "crc32", ... (content_facts.cpp). Lower-case hex.
    };
    Kind kind = Kind::Mime;
    Bytes name; ///< Empty for kinds that have none.

    auto operator<=>(const FactKey &) const = default;
};

/// Nothing where the kind knows no such name. The names of Exif, IPTC and XMP are those that Exiv2 knows. Any thread.
std::optional<FactKey> makeFactKey(FactKey::Kind kind, BytesView name);

/// What is known of one file under one key.
struct Fact {
    enum class State : std::uint8_t {
        None, ///< The file has no such value.
        Value,
        Unreadable, ///< The file cannot be opened, is damaged, or is too much work.
    };
    State state = State::None;
    Bytes text;

    bool operator==(const Fact &) const = default;
};

} // namespace bulkhead
