// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own small files, settings and recipes, and lists of names. A worker's business.
#pragma once

#include "core/base/result.h"

namespace bulkhead {

/// The whole file. Fails with NotFound, PermissionDenied, ..., and with InvalidInput where it has more than `most` bytes.
Result<Bytes> readSmallFile(const Bytes &path, std::size_t most = std::size_t(16) << 20);

/// A new file in `folder` with a name that begins with a dot, durable; returns that name. Folders that are missing are made with
/// mode 0700. Where it fails nothing is left but those.
Result<Bytes> writeHiddenFile(const Bytes &folder, BytesView content);

/// Replaces the file as a whole or not at all: a new one is written beside it (as writeHiddenFile does), made durable, and put in its
/// place. `path`: absolute.
Result<void> writeSmallFile(const Bytes &path, BytesView content);

} // namespace bulkhead
