// SPDX-License-Identifier: GPL-3.0-or-later
// What may surprise in a new name that is legal. A warning stops nothing and is no part of the plan: it is computed for the rows
// that are shown.
#pragma once

#include "core/base/bytes.h"

#include <QFlags>

#include <array>
#include <cstdint>

namespace bulkhead {

enum class NameWarning : std::uint8_t {
    BeginsWithDash = 1, ///< Programs may take it for an option.
    BecomesHidden = 2, ///< Begins with a dot.
    BidiMarks = 4, ///< Invisible marks of direction: the order shown may deceive.
    Confusable = 8, ///< A word of Latin letters and of such that look like them: "p\u0430ypal" with a Cyrillic letter.
    NotForWindows = 16, ///< A device's name, a character that is not allowed there, a dot or a space at the end.
};
Q_DECLARE_FLAGS(NameWarnings, NameWarning)
Q_DECLARE_OPERATORS_FOR_FLAGS(NameWarnings)

inline constexpr std::array kNameWarnings = {
    NameWarning::BeginsWithDash, NameWarning::BecomesHidden, NameWarning::BidiMarks, NameWarning::Confusable, NameWarning::NotForWindows};
/// Those that matter wherever the files are going.
inline constexpr NameWarnings kWarningsEverywhere
    = NameWarning::BeginsWithDash | NameWarning::BecomesHidden | NameWarning::BidiMarks | NameWarning::Confusable;

/// What is to be said of `newName` and was not true of `oldName` already. Of a name with folders the last component counts. Pure,
/// any thread; the first name with mixed scripts loads ICU's tables.
NameWarnings warningsOf(BytesView oldName, BytesView newName);

/// The bytes at the start of `name` by which Windows opens a device, whatever is behind them: "con" of "con .txt"; 0 = none. Any thread.
std::size_t windowsDeviceLength(BytesView name);

/// Stable names for JSON: "begins-with-dash".
const char *nameWarningName(NameWarning warning) noexcept;

} // namespace bulkhead
