// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/presets.h"

namespace bulkhead::cli {

/// 'name', escaped as on a terminal.
Bytes shownPreset(BytesView name);

/// A sentence for each thing that is wrong with what it holds.
std::vector<Bytes> wrongWith(const Preset &preset);

/// Why a call of the store failed, with near names where there is none of that name.
Bytes presetSentence(const PresetStore &store, BytesView name, const Error &error);

} // namespace bulkhead::cli
