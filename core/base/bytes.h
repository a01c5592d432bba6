// SPDX-License-Identifier: GPL-3.0-or-later
// Names and paths are bytes. Text is a view of them (text.h), never the other way round.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bulkhead {

/// A file name or a path exactly as the kernel gave it: no encoding is assumed.
using Bytes = std::string;
using BytesView = std::string_view;

} // namespace bulkhead
