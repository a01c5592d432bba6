// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace bulkhead {

struct TokenHelp {
    QString token; ///< As typed: "{n:pad=3}".
    QString meaning;
};
struct TokenGroup {
    QString title;
    std::vector<TokenHelp> tokens;
};
/// The tokens and filters a template knows, in the order worth reading them. GUI thread only.
std::vector<TokenGroup> templateTokens();

} // namespace bulkhead
