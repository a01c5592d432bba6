// SPDX-License-Identifier: GPL-3.0-or-later
// Lexical work on paths as bytes. Nothing here looks at the disk. Any thread.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// "dir" + "/" + "name"; no double slash after the root.
Bytes joinPath(BytesView directory, BytesView name);

/// The part before the last slash: "/a/b" -> "/a", "/a" -> "/", "a" -> "".
BytesView parentPath(BytesView path);

/// The part after the last slash.
BytesView fileName(BytesView path);

/// Makes `path` absolute against `workingDirectory`, drops "//" , "/./" and a trailing slash. ".." is kept as it
/// stands: resolving it lexically is wrong where a component is a symbolic link.
Bytes absolutePath(BytesView path, BytesView workingDirectory);

/// The components between slashes, empty ones and "." left out.
std::vector<BytesView> pathComponents(BytesView path);

/// True where `path` is `ancestor` or lies below it, component by component.
bool isSameOrBelow(BytesView path, BytesView ancestor);

/// One legal name: not empty, not "." or "..", no '/' and no NUL.
bool isLegalComponent(BytesView name) noexcept;

} // namespace bulkhead
