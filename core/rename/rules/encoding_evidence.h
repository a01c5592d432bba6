// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Which encoding the names of a batch are in.
#pragma once

#include "core/base/bytes.h"

#include <stop_token>

namespace bulkhead {

/// The names of a batch that are not UTF-8, taken together: one alone says too little. A value.
class EncodingEvidence
{
public:
    void add(BytesView name); ///< Names in UTF-8 say nothing.

    /// The one encoding that two detectors (of uchardet and of ICU) agree on: by both, every name is read strictly, and as the same
    /// text. Empty where they do not, where a part of the names is found to be in another one, where there is too little to tell, and
    /// where stopped. Of Chinese and Korean it is the core (GB2312, EUC-KR): names beyond it stay undecided. Any thread.
    Bytes encoding(const std::stop_token &stop) const;

private:
    Bytes m_names; ///< Each ends with a newline, which is no part of a longer character in any encoding that is taken.
    std::size_t m_notAscii = 0; ///< Bytes.
};

} // namespace bulkhead
