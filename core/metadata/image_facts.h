// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the one place that knows Exiv2.
#pragma once

#include "core/metadata/fact_key.h"
#include "core/metadata/limited_file.h"

#include <span>

namespace bulkhead {

/// Whether it is a fact of this kind.
bool isImageFact(FactKey::Kind kind) noexcept;

/// Whether Exiv2 knows the key, whole or by its last part. `kind`: Exif, Iptc, Xmp. Any thread.
bool isImageKey(FactKey::Kind kind, BytesView name);

/// Fills `facts[i]` for each `keys[i]` that is an image fact: None where the file is no image, Unreadable where it is a damaged
/// one. Any thread.
void readImageFacts(LimitedFile &file, BytesView name, std::span<const FactKey> keys, std::span<Fact> facts);

} // namespace bulkhead
