// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. PCRE2-8 on the bytes: JIT, UTF with PCRE2_MATCH_INVALID_UTF, UCP, a match limit.
#pragma once

#include "core/rename/recipe.h"

#include <memory>
#include <span>

namespace bulkhead {

/// A compiled pattern, shared read-only between threads.
class Pattern
{
public:
    ~Pattern();
    Pattern(const Pattern &) = delete;
    Pattern &operator=(const Pattern &) = delete;

    /// `text`: the user's text, wildcard (* ? [abc] [!a-z] {a,b}; not anchored: it finds inside the name, and * takes as much
    /// as it can) or regex, UTF-8. A regex sees a name as one text: '.' matches a newline too, '$' only the end; an
    /// undecodable byte of the subject is one character. A plain text may hold undecodable bytes; they match the same bytes.
    /// `wholeWord`: a match neither begins nor ends between two characters of one word (letters, numbers, marks, '_'). An
    /// expression that calls itself, (?R), calls these two tests with it; one that calls a group of its own, (?1), does not.
    /// Problems: BadRegex with PCRE2's words and, for a regex, the column; NotText; MustNotBeEmpty. Any thread.
    static std::variant<std::shared_ptr<const Pattern>, RecipeProblem> compile(
        BytesView text, MatchMode mode, LetterMatch letters, bool wholeWord);

    std::uint32_t groupCount() const noexcept;
    /// The numbers of the groups with that name: none, one or, where the expression says (?J), several.
    std::vector<std::uint32_t> groupsNamed(BytesView name) const;

    class Matcher;

private:
    Pattern();
    struct Data;
    std::unique_ptr<Data> m_data;
    friend class Matcher;
};

/// One thread's match data and JIT stack for one pattern; it keeps the pattern alive.
class Pattern::Matcher
{
public:
    explicit Matcher(std::shared_ptr<const Pattern> pattern);
    ~Matcher();
    Matcher(Matcher &&) noexcept;
    Matcher &operator=(Matcher &&) noexcept;

    enum class Found : std::uint8_t { No, Yes, TooComplex };

    /// The first match at or after `from`. Captures are views into `subject`; [0] is the whole match; an unset group has null
    /// data(). TooComplex: a limit was hit (100,000 steps from one place, 16 MiB), and whether there is a match is not known.
    Found find(BytesView subject, std::size_t from);
    /// After a Yes: the next match in the same subject. It begins at the end of the last one or later, and is not empty
    /// right there: "a*" matches "aab" as "aa" and as nothing behind the b.
    Found findNext(BytesView subject);
    std::span<const BytesView> captures() const noexcept;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace bulkhead
