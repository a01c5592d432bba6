// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of JSON as --json and exported lists have them. Any thread.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// `text` as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
void appendJsonString(Bytes &out, BytesView text);

/// `,"name":"text"`, without the comma behind an opening brace, and where `bytes` is not UTF-8 also `,"name_bytes":"base64"`.
void appendJsonPath(Bytes &out, const char *name, BytesView bytes);

} // namespace bulkhead
