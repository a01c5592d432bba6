// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace bulkhead {

/// What of a file is not its name or its content, and can be set; nothing = stays.
struct FileAttributes {
    std::optional<std::int64_t> modificationTime; ///< Nanoseconds since 1970, UTC. A disk that is coarser rounds it down.
    std::optional<std::uint16_t> permissions; ///< The mode without the type: 07777.

    bool isEmpty() const noexcept { return !modificationTime && !permissions; }
    bool operator==(const FileAttributes &) const = default;
};

} // namespace bulkhead
