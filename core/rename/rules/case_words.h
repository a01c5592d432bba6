// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: where words begin and end, for letter case. Works on the reversible text view (core/base/text.h).
#pragma once

#include <cstddef>
#include <string_view>

namespace bulkhead {

/// In UTF-16 units; length 0 = there is none.
struct WordRange {
    std::size_t start = 0;
    std::size_t length = 0;
};

// All of them: any thread, linear in what they pass over.

char32_t codePointAt(std::u16string_view text, std::size_t at) noexcept;
std::size_t nextCodePoint(std::u16string_view text, std::size_t at) noexcept;

bool isMark(char32_t letter) noexcept; ///< Combining.
bool isCapital(char32_t letter) noexcept;
bool isSmallLetter(char32_t letter) noexcept;

/// A word is a run of letters, numbers, marks and undecodable bytes, with apostrophes between them ("don't" is one word).
WordRange wordAt(std::u16string_view text, std::size_t at) noexcept; ///< The one that begins right at `at`.
WordRange nextWord(std::u16string_view text, std::size_t at) noexcept; ///< The first that begins at `at` or later.
std::size_t lastWordStart(std::u16string_view text) noexcept; ///< npos where there is no word.
std::size_t nextWordOrCharacter(std::u16string_view text, std::size_t at) noexcept; ///< Behind the word or the code point at `at`.
bool isInsideWord(std::u16string_view text, std::size_t at) noexcept; ///< The same word is on both sides of `at`.
bool isBareNumber(std::u16string_view word) noexcept;

/// At white space behind . ! ? or right at a full-width one.
bool endsSentence(std::u16string_view text, std::size_t at) noexcept;

/// For camelCase and its kin: parts between spaces, '.', dashes and underscores (of any script), and between a small and a
/// capital letter; numbers belong to the letters before them.
WordRange nextJoinedWord(std::u16string_view text, std::size_t at) noexcept;

/// Where `word` ends when `text` has it at `at` whatever its case (simple folding); npos where it has not.
std::size_t matchIgnoringCase(std::u16string_view text, std::size_t at, std::u16string_view word) noexcept;

} // namespace bulkhead
