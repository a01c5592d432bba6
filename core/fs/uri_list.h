// SPDX-License-Identifier: GPL-3.0-or-later
// text/uri-list (RFC 2483) and its GNOME cousin x-special/gnome-copied-files, from raw bytes: QUrl loses names that are
// not UTF-8.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

struct UriList {
    std::vector<Bytes> paths; ///< Absolute, percent-decoded to bytes.
    std::vector<Bytes> refused; ///< Lines that are not local files: other schemes, other hosts, bad escapes, NUL, relative.
};

/// Lines end in CRLF or LF; '#' begins a comment; "file:///p", "file://localhost/p", "file:/p" and, as some programs
/// send them, bare absolute paths. Any thread.
UriList parseUriList(BytesView data);

} // namespace bulkhead
