// SPDX-License-Identifier: GPL-3.0-or-later
// CLI11 takes a word like [a,b] apart where several are allowed, and a file may be called that. No word of argv holds a NUL.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace bulkhead::cli {

inline constexpr char kGuard = '\0';

/// The words behind the program's name, last one first, as App::parse wants them.
inline std::vector<std::string> guardedWords(int argc, char **argv)
{
    std::vector<std::string> words(std::make_reverse_iterator(argv + argc), std::make_reverse_iterator(argv + std::min(argc, 1)));
    for (std::string &word : words) {
        if (word.size() > 1 && word.front() == '[' && word.back() == ']')
            word += kGuard;
    }
    return words;
}

inline std::string unguarded(std::string word)
{
    if (!word.empty() && word.back() == kGuard)
        word.pop_back();
    return word;
}

inline std::vector<std::string> unguarded(std::vector<std::string> words)
{
    for (std::string &word : words)
        word = unguarded(std::move(word));
    return words;
}

} // namespace bulkhead::cli
