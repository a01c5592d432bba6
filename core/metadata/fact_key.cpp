// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/fact_key.h"

#include "core/metadata/audio_facts.h"
#include "core/metadata/content_facts.h"
#include "core/metadata/image_facts.h"

namespace bulkhead {

std::optional<FactKey> makeFactKey(FactKey::Kind kind, BytesView name)
{
    bool isKnown = false;
    switch (kind) {
    case FactKey::Kind::Exif:
    case FactKey::Kind::Iptc:
    case FactKey::Kind::Xmp:
        isKnown = isImageKey(kind, name);
        break;
    case FactKey::Kind::Audio:
        isKnown = isAudioName(name);
        break;
    case FactKey::Kind::Hash:
        isKnown = isHashName(name);
        break;
    case FactKey::Kind::AccessTime:
    case FactKey::Kind::Taken:
    case FactKey::Kind::Width:
    case FactKey::Kind::Height:
    case FactKey::Kind::Mime:
    case FactKey::Kind::ContentType:
        isKnown = name.empty();
        break;
    }
    return isKnown ? std::optional<FactKey>({.kind = kind, .name = Bytes(name)}) : std::nullopt;
}

} // namespace bulkhead
