// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule card says of the row it takes as an example.
#pragma once

#include "ui/models/rule_example.h"

#include <QString>

namespace bulkhead {

/// A few words behind the name: "no change", why it gets none. Empty for Kind::Change, which shows two names. Any thread.
QString exampleNote(const RuleExample &example);

/// All of it in one sentence, for who cannot see the line: "Example: IMG_1.jpg becomes trip-1.jpg". Any thread.
QString exampleSentence(const RuleExample &example);

} // namespace bulkhead
