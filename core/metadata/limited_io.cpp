// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/limited_io.h"

#include <exiv2/error.hpp>

#include <algorithm>
#include <cstring>

namespace bulkhead {

namespace {

constexpr long kWindowBytes = 8 * 1024;

} // namespace

int LimitedIo::open()
{
    m_position = 0;
    m_eof = false;
    return 0;
}

long LimitedIo::readThrough(long offset, Exiv2::byte *into, long count)
{
    const auto got = long(m_file.read(offset, reinterpret_cast<char *>(into), std::size_t(count)));
    if (m_file.exhausted())
        throw Exiv2::Error(Exiv2::kerFailedToReadImageData);
    return got;
}

long LimitedIo::read(Exiv2::byte *into, long count)
{
    long done = 0;
    while (done < count) {
        const long inWindow = m_position - m_windowStart;
        const long available = inWindow >= 0 ? m_windowSize - inWindow : 0;
        if (available > 0) {
            const long taken = std::min(available, count - done);
            std::memcpy(into + done, m_window.get() + inWindow, std::size_t(taken));
            done += taken;
            m_position += taken;
            continue;
        }
        if (count - done >= kWindowBytes) {
            const long got = readThrough(m_position, into + done, count - done);
            done += got;
            m_position += got;
            break;
        }
        if (!m_window)
            m_window = std::make_unique_for_overwrite<Exiv2::byte[]>(kWindowBytes);
        m_windowStart = m_position;
        m_windowSize = readThrough(m_position, m_window.get(), kWindowBytes);
        if (m_windowSize == 0)
            break;
    }
    m_eof = m_eof || done < count;
    return done;
}

Exiv2::DataBuf LimitedIo::read(long count)
{
    // A damaged file may ask for more than there is.
    Exiv2::DataBuf buffer(std::clamp(count, 0L, std::max(0L, long(size()) - m_position)));
    buffer.size_ = read(buffer.pData_, buffer.size_);
    m_eof = m_eof || buffer.size_ < count;
    return buffer;
}

int LimitedIo::getb()
{
    Exiv2::byte byte = 0;
    return read(&byte, 1) == 1 ? byte : EOF;
}

int LimitedIo::seek(long offset, Position from)
{
    long target = 0;
    const long base = from == beg ? 0 : from == cur ? m_position : long(size());
    if (__builtin_add_overflow(base, offset, &target) || target < 0)
        return 1;
    // As a file does, it can be read from nowhere behind its end; Exiv2's own buffers refuse to go there.
    m_eof = target > long(size());
    if (m_eof)
        return 1;
    m_position = target;
    return 0;
}

Exiv2::byte *LimitedIo::mmap(bool)
{
    // Not mapped: a file that is cut short meanwhile would end the program.
    if (m_whole.empty()) {
        std::vector<Exiv2::byte> whole(size());
        whole.resize(std::size_t(readThrough(0, whole.data(), long(whole.size()))));
        whole.resize(size()); // cut short since: zeros, so that nobody reads behind the buffer
        m_whole = std::move(whole);
    }
    return m_whole.data();
}

} // namespace bulkhead
