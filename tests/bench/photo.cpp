// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/photo.h"

#include "tests/support/media.h"

namespace bulkhead::bench {

namespace {

constexpr std::size_t kPictureBytes = 40'000; ///< What a reader of metadata has to leave alone.

} // namespace

Bytes photo(int i)
{
    const Bytes date = "2024:05:" + std::to_string(10 + i % 20) + " 14:07:09";
    const Bytes model = "Camera " + std::to_string(i % 7);
    return test::makeJpeg({{"Exif.Image.Make", "Maker"}, {"Exif.Image.Model", model.c_str()}, {"Exif.Photo.DateTimeOriginal", date.c_str()},
               {"Exif.Photo.FNumber", "28/10"}, {"Xmp.dc.title", "A title"}})
        + Bytes(kPictureBytes, 'x');
}

} // namespace bulkhead::bench
