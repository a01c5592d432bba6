// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: JSON with the fields in the order they are written, which QJsonObject would sort.
#pragma once

#include "core/base/bytes.h"

#include <concepts>
#include <cstdint>
#include <vector>

namespace bulkhead {

/// Builds one indented document. Calls have to nest properly. Used by one thread.
class JsonWriter
{
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    void key(BytesView name);
    /// Undecodable bytes as their marks in the reversible view (core/base/text.h), "\udbff\udfe9": the reader gives the bytes back.
    void text(BytesView bytes);
    void number(std::int64_t value);
    void flag(bool value);
    void null();

    void field(BytesView name, BytesView utf8)
    {
        key(name);
        text(utf8);
    }
    void field(BytesView name, const char *utf8) { field(name, BytesView(utf8)); }
    void field(BytesView name, std::integral auto value)
    {
        key(name);
        if constexpr (std::same_as<decltype(value), bool>) {
            flag(value);
        } else {
            number(value);
        }
    }

    Bytes finish(); ///< The document and a newline; the writer is empty afterwards.

private:
    void open(char bracket);
    void close(char bracket);
    void separate();
    void breakLine();

    Bytes m_out;
    std::vector<bool> m_filled; ///< Per open bracket: something is in it already.
    bool m_afterKey = false;
};

} // namespace bulkhead
