// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr BytesView kByteOrderMark = "\xEF\xBB\xBF";

} // namespace

BytesView withoutByteOrderMark(BytesView text)
{
    return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

CsvReader::CsvReader(BytesView text)
    : m_text(text)
    , m_at(text.size() - withoutByteOrderMark(text).size())
{
}

CsvReader::Got CsvReader::next(std::vector<Bytes> &fields)
{
    m_line = m_atLine;
    m_offset = m_at;
    if (m_at == m_text.size()) {
        return Got::End;
    }
    std::size_t count = 0;
    for (;;) {
        if (count == fields.size()) {
            fields.emplace_back();
        }
        fields[count].clear();
        if (const Got got = field(fields[count]); got != Got::Record) {
            return got;
        }
        ++count;
        if (m_at < m_text.size() && m_text[m_at] == ',') {
            ++m_at;
            continue;
        }
        fields.resize(count);
        m_atLine += m_at < m_text.size() ? 1 : 0;
        m_at = recordEnd(m_at);
        return Got::Record;
    }
}

CsvReader::Got CsvReader::field(Bytes &out)
{
    if (m_at < m_text.size() && m_text[m_at] == '"') {
        return quotedField(out);
    }
    const std::size_t begin = m_at;
    m_at = std::min(m_text.find_first_of(",\n", begin), m_text.size());
    if (m_at < m_text.size() && m_text[m_at] == '\n' && m_at > begin && m_text[m_at - 1] == '\r') {
        --m_at;
    }
    out = m_text.substr(begin, m_at - begin);
    return Got::Record;
}

CsvReader::Got CsvReader::quotedField(Bytes &out)
{
    const std::size_t begin = m_at;
    const std::size_t beginLine = m_atLine;
    for (++m_at;; m_at += 2) {
        const std::size_t quote = m_text.find('"', m_at);
        if (quote == BytesView::npos) {
            m_line = beginLine;
            m_offset = begin;
            return Got::UnclosedQuote;
        }
        const BytesView piece = m_text.substr(m_at, quote - m_at);
        m_atLine += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
        out += piece;
        m_at = quote;
        if (quote + 1 == m_text.size() || m_text[quote + 1] != '"') {
            break;
        }
        out += '"';
    }
    ++m_at;
    if (m_at < m_text.size() && m_text[m_at] != ',' && recordEnd(m_at) == m_at) {
        m_line = m_atLine;
        m_offset = m_at;
        return Got::TextBehindQuote;
    }
    return Got::Record;
}

std::size_t CsvReader::recordEnd(std::size_t at) const
{
    const BytesView rest = m_text.substr(at);
    return at + (rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0);
}

void appendCsvRecord(Bytes &out, std::span<const BytesView> fields)
{
    bool isFirst = true;
    for (const BytesView field : fields) {
        if (!isFirst) {
            out += ',';
        }
        isFirst = false;
        if (field.find_first_of(",\"\r\n") == BytesView::npos && !field.starts_with(kByteOrderMark)) {
            out += field;
            continue;
        }
        out += '"';
        for (const char byte : field) {
            out.append(byte == '"' ? 2 : 1, byte);
        }
        out += '"';
    }
    out += "\r\n";
}

} // namespace bulkhead
