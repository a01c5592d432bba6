// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what the bytes of a file say, whatever kind it is.
#pragma once

#include "core/metadata/fact_key.h"
#include "core/metadata/limited_file.h"

#include <span>

namespace bulkhead {

bool isHashName(BytesView name) noexcept;

/// By what the file begins with and by its name. Any thread.
Fact mimeFact(LimitedFile &file, BytesView name);

/// FactKey::Kind::ContentType. Any thread.
Fact contentTypeFact(LimitedFile &file);

/// Fills `facts[i]` for each `keys[i]` of kind Hash, in one pass over the file: that takes no notice of limits, but of `stop`.
/// Any thread.
void readHashes(ReadableFile &file, std::span<const FactKey> keys, std::span<Fact> facts, const std::stop_token &stop);

} // namespace bulkhead
