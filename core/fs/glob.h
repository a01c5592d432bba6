// SPDX-License-Identifier: GPL-3.0-or-later
// Shell patterns on one name: * ? [a-z] [!a-z] {a,b} and a backslash before a character that is meant literally.
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// Several globs as one automaton: a match costs O(name x pattern) at worst, whatever stars and braces there are.
/// "*" and "?" match a leading dot too. A character is a code point, or one byte that is not valid UTF-8. A bracket or
/// brace that is never closed stands for itself. One thread at a time (it keeps its scratch memory).
class GlobSet
{
public:
    explicit GlobSet(const std::vector<Bytes> &patterns);

    bool empty() const noexcept { return m_starts.empty(); } ///< No patterns.
    /// True where one of the patterns matches all of `name`; always false for an empty set.
    bool matches(BytesView name);

private:
    friend class GlobCompiler;

    using StateId = std::uint32_t;
    enum class Kind : std::uint8_t {
        Character,
        AnyCharacter,
        Class,
        Star, ///< Any character back to itself; also goes on to the next state for free.
        Split, ///< For free to the next state and to `other`.
        Jump, ///< For free to `other`.
        Accept,
    };
    struct State {
        Kind kind;
        char32_t character = 0;
        std::uint32_t other = 0; ///< Of Split and Jump: a state; of Class: an index into m_classes.
    };
    struct CharacterClass {
        struct Range {
            char32_t first;
            char32_t last;
        };
        std::vector<Range> ranges;
        bool negated = false;
        bool contains(char32_t codePoint) const;
    };

    void enter(StateId state);
    bool consumes(const State &state, char32_t codePoint) const;

    std::vector<State> m_states;
    std::vector<CharacterClass> m_classes;
    std::vector<StateId> m_starts;

    // Scratch of matches().
    std::vector<StateId> m_current;
    std::vector<StateId> m_next;
    std::vector<StateId> m_pending;
    std::vector<std::uint64_t> m_enteredAt; ///< Per state the step that put it into m_next: no state is there twice.
    std::uint64_t m_step = 0;
};

} // namespace bulkhead
