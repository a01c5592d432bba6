// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what stands in KRename's square brackets.
#pragma once

#include "core/rename/import.h"

namespace bulkhead {

struct KRenameToken {
    Bytes inside; ///< Of the braces.
};
struct KRenameLiteral {
    Bytes text; ///< Not escaped.
};
using KRenameValue = std::variant<KRenameToken, KRenameLiteral, ImportLoss::Reason>;

/// The filter for one of "$%&*", with its bar; empty for '$'.
std::optional<BytesView> kRenameCase(char sign);

/// `inside` of the brackets; `old` is the token of the old name, or of the old extension.
KRenameValue kRenameBracket(BytesView inside, BytesView old);

} // namespace bulkhead
