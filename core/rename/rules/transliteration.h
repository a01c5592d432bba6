// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Text from one script to another through ICU.
#pragma once

#include "core/base/bytes.h"

#include <unicode/uversion.h>

#include <memory>
#include <mutex>

U_NAMESPACE_BEGIN
class Transliterator;
U_NAMESPACE_END

namespace bulkhead {

/// One transform, made once: the first one of Chinese takes 80 ms. Any thread; two at once wait for each other, as they would
/// inside ICU, which has one lock for all of them.
class Transliteration
{
public:
    /// `to`: "ascii", "latin", "pinyin" (Chinese characters alone, without tones) or an id of ICU. Null where ICU does not know it,
    /// and for chains that spell characters out again and again, which would eat all memory.
    static std::shared_ptr<const Transliteration> make(BytesView to);
    ~Transliteration();

    /// Appends what becomes of `text`. Undecodable bytes stay as they are. May hold '/' and NUL where `text` has none.
    void append(Bytes &out, BytesView text) const;

private:
    Transliteration(std::unique_ptr<icu::Transliterator> transliterator, bool leavesAscii);
    void appendRun(Bytes &out, BytesView text) const;

    std::unique_ptr<icu::Transliterator> m_transliterator;
    bool m_leavesAscii;
    mutable std::mutex m_mutex; ///< Around all use of m_transliterator.
};

} // namespace bulkhead
