// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/glob.h"

#include "core/base/ids.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace bulkhead {

/// Turns patterns into states; one pass over each pattern and no recursion, so that no pattern is too long or too deep.
class GlobCompiler
{
public:
    explicit GlobCompiler(GlobSet &set)
        : m_set(set)
    {
    }

    void add(BytesView pattern)
    {
        readCharacters(pattern);
        findClosedBraces();
        m_set.m_starts.push_back(here());
        for (m_at = 0; m_at < m_characters.size();)
            compileOne();
        m_set.m_states.push_back({.kind = GlobSet::Kind::Accept});
    }

private:
    struct Character {
        char32_t codePoint;
        bool quoted; ///< Came after a backslash.
        bool is(char32_t special) const { return !quoted && codePoint == special; }
    };
    struct Group {
        GlobSet::StateId split; ///< Leads to the alternative that is being read.
        std::vector<GlobSet::StateId> exits; ///< Jumps from the ends of the earlier ones.
    };

    GlobSet::StateId here() const { return static_cast<GlobSet::StateId>(m_set.m_states.size()); }

    void readCharacters(BytesView pattern)
    {
        m_characters.clear();
        for (std::size_t at = 0; at < pattern.size();) {
            Utf8Step step = decodeReversible(pattern, at);
            at += step.length;
            const bool quoted = step.codePoint == '\\' && at < pattern.size();
            if (quoted) {
                step = decodeReversible(pattern, at);
                at += step.length;
            }
            m_characters.push_back({step.codePoint, quoted});
        }
    }

    /// Position after the closing bracket of the class at `open`, or 0 where it is not closed.
    std::size_t classEnd(std::size_t open) const
    {
        if (open >= m_unclosedClassFrom)
            return 0;
        std::size_t at = open + 1;
        if (at < m_characters.size() && (m_characters[at].is('!') || m_characters[at].is('^')))
            ++at;
        if (at < m_characters.size() && m_characters[at].is(']'))
            ++at; // First in a class it is a member.
        for (; at < m_characters.size(); ++at) {
            if (m_characters[at].is(']'))
                return at + 1;
        }
        return 0;
    }

    void findClosedBraces()
    {
        m_braceIsGroup.assign(m_characters.size(), false);
        m_unclosedClassFrom = m_characters.size();
        std::vector<std::size_t> open;
        for (std::size_t at = 0; at < m_characters.size(); ++at) {
            if (m_characters[at].is('[')) {
                if (const auto end = classEnd(at))
                    at = end - 1;
                else
                    m_unclosedClassFrom = std::min(m_unclosedClassFrom, at);
            } else if (m_characters[at].is('{')) {
                open.push_back(at);
            } else if (m_characters[at].is('}') && !open.empty()) {
                m_braceIsGroup[open.back()] = true;
                m_braceIsGroup[at] = true;
                open.pop_back();
            }
        }
    }

    void compileOne()
    {
        using Kind = GlobSet::Kind;
        const Character c = m_characters[m_at];
        const bool groupBrace = m_braceIsGroup[m_at];
        if (c.is('*')) {
            m_set.m_states.push_back({.kind = Kind::Star});
        } else if (c.is('?')) {
            m_set.m_states.push_back({.kind = Kind::AnyCharacter});
        } else if (const auto end = c.is('[') ? classEnd(m_at) : 0) {
            compileClass(end);
            m_at = end;
            return;
        } else if (c.is('{') && groupBrace) {
            m_groups.push_back({.split = here(), .exits = {}});
            m_set.m_states.push_back({.kind = Kind::Split, .other = kNone});
        } else if (c.is(',') && !m_groups.empty()) {
            endAlternative();
            m_set.m_states[m_groups.back().split].other = here();
            m_groups.back().split = here();
            m_set.m_states.push_back({.kind = Kind::Split, .other = kNone});
        } else if (c.is('}') && groupBrace) {
            for (const auto exit : m_groups.back().exits)
                m_set.m_states[exit].other = here();
            m_groups.pop_back();
        } else {
            m_set.m_states.push_back({.kind = Kind::Character, .character = c.codePoint});
        }
        ++m_at;
    }

    void endAlternative()
    {
        m_groups.back().exits.push_back(here());
        m_set.m_states.push_back({.kind = GlobSet::Kind::Jump});
    }

    void compileClass(std::size_t end)
    {
        GlobSet::CharacterClass members;
        std::size_t at = m_at + 1;
        if (m_characters[at].is('!') || m_characters[at].is('^')) {
            members.negated = true;
            ++at;
        }
        const std::size_t last = end - 1;
        while (at < last) {
            const char32_t first = m_characters[at].codePoint;
            const bool range = at + 2 < last && m_characters[at + 1].is('-');
            members.ranges.push_back({first, range ? m_characters[at + 2].codePoint : first});
            at += range ? 3 : 1;
        }
        m_set.m_states.push_back({.kind = GlobSet::Kind::Class, .other = static_cast<std::uint32_t>(m_set.m_classes.size())});
        m_set.m_classes.push_back(std::move(members));
    }

    GlobSet &m_set;
    std::vector<Character> m_characters;
    std::vector<bool> m_braceIsGroup;
    std::vector<Group> m_groups;
    std::size_t m_unclosedClassFrom = 0; ///< From here on no bracket closes: not looked for again.
    std::size_t m_at = 0;
};

GlobSet::GlobSet(const std::vector<Bytes> &patterns)
{
    GlobCompiler compiler(*this);
    for (const Bytes &pattern : patterns)
        compiler.add(pattern);
    m_enteredAt.assign(m_states.size(), 0);
}

bool GlobSet::CharacterClass::contains(char32_t codePoint) const
{
    const bool listed = std::any_of(
        ranges.begin(), ranges.end(), [=](const Range &range) { return range.first <= codePoint && codePoint <= range.last; });
    return listed != negated;
}

bool GlobSet::consumes(const State &state, char32_t codePoint) const
{
    switch (state.kind) {
    case Kind::Character:
        return state.character == codePoint;
    case Kind::AnyCharacter:
    case Kind::Star:
        return true;
    case Kind::Class:
        return m_classes[state.other].contains(codePoint);
    case Kind::Split:
    case Kind::Jump:
    case Kind::Accept:
        break;
    }
    return false;
}

/// Puts `state` and everything it reaches for free into m_next.
void GlobSet::enter(StateId state)
{
    m_pending.push_back(state);
    while (!m_pending.empty()) {
        const StateId id = m_pending.back();
        m_pending.pop_back();
        if (id == kNone || m_enteredAt[id] == m_step)
            continue;
        m_enteredAt[id] = m_step;
        const State &entered = m_states[id];
        if (entered.kind == Kind::Split || entered.kind == Kind::Jump)
            m_pending.push_back(entered.other);
        else
            m_next.push_back(id);
        if (entered.kind == Kind::Split || entered.kind == Kind::Star)
            m_pending.push_back(id + 1);
    }
}

bool GlobSet::matches(BytesView name)
{
    ++m_step;
    m_next.clear();
    for (const StateId start : m_starts)
        enter(start);
    for (std::size_t at = 0; at < name.size() && !m_next.empty();) {
        const Utf8Step step = decodeReversible(name, at);
        at += step.length;
        m_current.swap(m_next);
        m_next.clear();
        ++m_step;
        for (const StateId id : m_current) {
            if (consumes(m_states[id], step.codePoint))
                enter(m_states[id].kind == Kind::Star ? id : id + 1);
        }
    }
    return std::any_of(m_next.begin(), m_next.end(), [this](StateId id) { return m_states[id].kind == Kind::Accept; });
}

} // namespace bulkhead
