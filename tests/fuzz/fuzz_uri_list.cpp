// SPDX-License-Identifier: GPL-3.0-or-later
// What a drop may hold: only absolute paths without a NUL come out of it.
#include "core/fs/uri_list.h"

#include <cstdlib>

using namespace bulkhead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const UriList list = parseUriList(BytesView(reinterpret_cast<const char *>(data), size));
    for (const Bytes &path : list.paths) {
        if (!path.starts_with('/') || path.find('\0') != Bytes::npos)
            std::abort();
    }
    return 0;
}
