// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a file as Exiv2 reads it.
#pragma once

#include "core/metadata/limited_file.h"

#include <exiv2/basicio.hpp>

#include <memory>
#include <vector>

namespace bulkhead {

/// Reads through a window, because Exiv2 asks for single bytes. Cannot be written. Throws Exiv2::Error where the file cannot be
/// read or is too much work.
class LimitedIo final : public Exiv2::BasicIo
{
public:
    LimitedIo(LimitedFile &file, BytesView name)
        : m_file(file)
        , m_name(name)
    {
    }

    int open() override;
    int close() override { return 0; }
    long write(const Exiv2::byte *, long) override { return 0; }
    long write(BasicIo &) override { return 0; }
    int putb(Exiv2::byte) override { return EOF; }
    Exiv2::DataBuf read(long count) override;
    long read(Exiv2::byte *into, long count) override;
    int getb() override;
    void transfer(BasicIo &) override { }
    int seek(long offset, Position from) override;
    Exiv2::byte *mmap(bool isWriteable) override;
    int munmap() override { return 0; }
    long tell() const override { return m_position; }
    std::size_t size() const override { return std::size_t(m_file.size()); }
    bool isopen() const override { return true; }
    int error() const override { return m_file.exhausted() ? 1 : 0; }
    bool eof() const override { return m_eof; }
    std::string path() const override { return m_name; }
    void populateFakeData() override { }

private:
    long readThrough(long offset, Exiv2::byte *into, long count);

    LimitedFile &m_file;
    Bytes m_name;
    long m_position = 0;
    bool m_eof = false;
    std::unique_ptr<Exiv2::byte[]> m_window;
    long m_windowStart = 0;
    long m_windowSize = 0;
    std::vector<Exiv2::byte> m_whole; ///< For formats that want all of it in memory.
};

} // namespace bulkhead
