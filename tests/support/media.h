// SPDX-License-Identifier: GPL-3.0-or-later
// Small real files with metadata in them, made by the libraries that read it.
#pragma once

#include "core/base/bytes.h"

#include <utility>
#include <vector>

namespace bulkhead::test {

using MediaTags = std::vector<std::pair<const char *, const char *>>;

/// `tags`: keys of Exiv2 ("Exif.Image.Model", "Iptc.Application2.Keywords", "Xmp.dc.title") and values; a key of IPTC may come twice.
/// Aborts the test where Exiv2 refuses one. An image of 8 x 6 unless `width` and `height` say else.
Bytes makeJpeg(const MediaTags &tags, unsigned width = 8, unsigned height = 6);
Bytes makePng(const MediaTags &tags);

/// `tags`: properties of TagLib ("ARTIST", "TRACKNUMBER") and values. A second of silence, more or less.
Bytes makeMp3(const MediaTags &tags);
Bytes makeFlac(const MediaTags &tags);
Bytes makeOgg(const MediaTags &tags);

} // namespace bulkhead::test
