// SPDX-License-Identifier: GPL-3.0-or-later
// Names that are legal on Linux and break programs.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

struct OddName {
    const char *what; ///< For the name of a test row.
    Bytes name;
};

inline std::vector<OddName> oddNames()
{
    return {
        {"latin-1", "caf\xe9"},
        {"never utf-8", "\xff\xfe"},
        {"lone surrogate", "\xed\xa0\x80"},
        {"overlong slash", "\xc0\xaf"},
        {"byte order mark",
            "\xef\xbb\xbf"
            "bom"},
        {"code point of the escape range", "\xf4\x8f\xbf\xa9"},
        {"newline", "a\nb"},
        {"escape", "a\x1b[2J\x1b]0;x\x07"},
        {"carriage return", "a\rb"},
        {"leading dash", "-rf"},
        {"only a dash", "-"},
        {"only a space", " "},
        {"only dots", "..."},
        {"backslash", "a\\b"},
        {"shell", "$(id)`id`;*?[a]"},
        {"deleted", "gone (deleted)"},
        {"right-to-left override", "photo\xe2\x80\xaegpj.exe"},
        {"composed", "\xc3\xa9"},
        {"decomposed", "e\xcc\x81"},
        {"255 bytes", Bytes(255, 'x')},
        {"255 bytes of 3-byte characters",
            [] {
                Bytes name;
                for (int i = 0; i < 85; ++i)
                    name += "\xe2\x82\xac";
                return name;
            }()},
    };
}

} // namespace bulkhead
