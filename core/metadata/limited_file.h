// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/fs/file_system.h"

#include <chrono>
#include <stop_token>

namespace bulkhead {

/// How much work one file may be, whatever it holds.
struct ReadLimits {
    std::int64_t bytes = std::int64_t(256) << 20U; ///< Read from it in all, some of them more than once.
    std::chrono::milliseconds time{10'000};
};

/// A file being read for its facts, as far as the limits go: past them every read fails. One thread.
class LimitedFile
{
public:
    LimitedFile(ReadableFile &file, const ReadLimits &limits, std::stop_token stop)
        : m_file(file)
        , m_bytesLeft(limits.bytes)
        , m_end(std::chrono::steady_clock::now() + limits.time)
        , m_stop(std::move(stop))
    {
    }

    std::int64_t size() const noexcept { return m_file.status().identity.size; }

    /// How many bytes were read: fewer at the end of the file, none, too, where it cannot be read or a limit is passed.
    std::size_t read(std::int64_t offset, char *into, std::size_t size)
    {
        m_bytesLeft -= std::int64_t(size);
        m_exhausted = m_exhausted || m_bytesLeft < 0 || m_stop.stop_requested() || std::chrono::steady_clock::now() > m_end;
        if (m_exhausted)
            return 0;
        const auto got = m_file.read(offset, into, size);
        m_exhausted = !got.ok();
        return got ? *got : 0;
    }

    bool exhausted() const noexcept { return m_exhausted; } ///< A read failed, by a limit or by itself.

private:
    ReadableFile &m_file;
    std::int64_t m_bytesLeft;
    std::chrono::steady_clock::time_point m_end;
    std::stop_token m_stop;
    bool m_exhausted = false;
};

} // namespace bulkhead
