// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the one place that knows TagLib.
#pragma once

#include "core/metadata/fact_key.h"
#include "core/metadata/limited_file.h"

#include <span>

namespace bulkhead {

bool isAudioName(BytesView name) noexcept;

/// Fills `facts[i]` for each `keys[i]` of kind Audio: None where the file is no audio, or has no such tag. Any thread.
void readAudioFacts(LimitedFile &file, BytesView name, std::span<const FactKey> keys, std::span<Fact> facts);

} // namespace bulkhead
