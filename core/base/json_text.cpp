// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include "core/base/text.h"

#include <QByteArray>

#include <cstdio>

namespace bulkhead {

void appendJsonString(Bytes &out, BytesView text)
{
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const unsigned char byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            if (byte == '"' || byte == '\\') {
                out += '\\';
                out += char(byte);
            } else if (byte < 0x20 || byte == 0x7f) {
                char escaped[8];
                std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
                out += escaped;
            } else {
                out += char(byte);
            }
            ++at;
        } else if (const unsigned length = utf8SequenceLength(text, at)) {
            out += text.substr(at, length);
            at += length;
        } else {
            out += "\xEF\xBF\xBD";
            ++at;
        }
    }
    out += '"';
}

void appendJsonPath(Bytes &out, const char *name, BytesView bytes)
{
    if (out.back() != '{')
        out += ',';
    out += '"';
    out += name;
    out += "\":";
    appendJsonString(out, bytes);
    if (isValidUtf8(bytes))
        return;
    out += ",\"";
    out += name;
    out += "_bytes\":\"";
    out += QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())).toBase64().toStdString();
    out += '"';
}

} // namespace bulkhead
