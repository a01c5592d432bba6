// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated values as in RFC 4180, of bytes: no encoding is assumed.
#pragma once

#include "core/base/bytes.h"

#include <span>
#include <vector>

namespace bulkhead {

/// Reads record after record. A record ends with LF or CRLF, the last one also with the text; a quote inside a field that does
/// not begin with one is itself, and so is a CR alone. A byte order mark at the start is skipped. One thread; the text must outlive it.
class CsvReader
{
public:
    explicit CsvReader(BytesView text);

    enum class Got : std::uint8_t {
        Record,
        End,
        UnclosedQuote, ///< line() and offset() are where the field begins. No further record can be read.
        TextBehindQuote, ///< line() and offset() are where the text behind a closing quote begins. No further record can be read.
    };
    /// Puts the fields of the next record, at least one, in place of those of the last one.
    Got next(std::vector<Bytes> &fields);

    std::size_t line() const noexcept { return m_line; } ///< Where the last record began, 1-based; or of the fault.
    std::size_t offset() const noexcept { return m_offset; } ///< The same in bytes of the text, 0-based.

private:
    Got field(Bytes &out);
    Got quotedField(Bytes &out);
    std::size_t recordEnd(std::size_t at) const; ///< Where the line end at `at` ends, or `at` where there is none.

    BytesView m_text;
    std::size_t m_at = 0;
    std::size_t m_atLine = 1;
    std::size_t m_line = 1;
    std::size_t m_offset = 0;
};

/// Appends a record of at least one field, ended with CRLF; the reader gives the same fields back.
void appendCsvRecord(Bytes &out, std::span<const BytesView> fields);

/// `text` without a UTF-8 byte order mark at its start.
BytesView withoutByteOrderMark(BytesView text);

} // namespace bulkhead
