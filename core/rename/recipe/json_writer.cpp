// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe/json_writer.h"

#include "core/base/utf8.h"

#include <QChar>

#include <array>
#include <cstdio>
#include <utility>

namespace bulkhead {

namespace {

void appendUnit(Bytes &out, char16_t unit)
{
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(unit));
    out += escape.data();
}

void appendEscaped(Bytes &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
        out += c;
        return;
    }
    appendUnit(out, static_cast<unsigned char>(c));
}

} // namespace

void JsonWriter::key(BytesView name)
{
    text(name);
    m_out += ": ";
    m_afterKey = true;
}

void JsonWriter::text(BytesView bytes)
{
    separate();
    m_out += '"';
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = decodeReversible(bytes, at);
        if (isByteMark(step.codePoint)) {
            appendUnit(m_out, QChar::highSurrogate(step.codePoint));
            appendUnit(m_out, QChar::lowSurrogate(step.codePoint));
        } else if (step.length == 1) {
            appendEscaped(m_out, bytes[at]);
        } else {
            m_out += bytes.substr(at, step.length);
        }
        at += step.length;
    }
    m_out += '"';
}

void JsonWriter::number(std::int64_t value)
{
    separate();
    m_out += std::to_string(value);
}

void JsonWriter::flag(bool value)
{
    separate();
    m_out += value ? "true" : "false";
}

void JsonWriter::null()
{
    separate();
    m_out += "null";
}

Bytes JsonWriter::finish()
{
    m_out += '\n';
    return std::exchange(m_out, {});
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out += bracket;
    m_filled.push_back(false);
}

void JsonWriter::close(char bracket)
{
    const bool filled = m_filled.back();
    m_filled.pop_back();
    if (filled) {
        breakLine();
    }
    m_out += bracket;
}

void JsonWriter::separate()
{
    if (std::exchange(m_afterKey, false) || m_filled.empty()) {
        return;
    }
    if (m_filled.back()) {
        m_out += ',';
    }
    m_filled.back() = true;
    breakLine();
}

void JsonWriter::breakLine()
{
    m_out += '\n';
    m_out.append(m_filled.size() * 2, ' ');
}

} // namespace bulkhead
