// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/wildcard.h"

#include "core/base/utf8.h"
#include "core/rename/recipe/text_column.h"

namespace bulkhead {

namespace {

void appendEscaped(Bytes &out, char byte)
{
    const bool punctuation
        = (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
    if (punctuation) {
        out += '\\';
    }
    out += byte;
}

class Translator
{
public:
    explicit Translator(BytesView text)
        : m_text(text)
        , m_closing(text.size(), kOpen)
    {
        findBraces();
    }

    std::variant<Bytes, RecipeProblem> run()
    {
        while (m_at < m_text.size()) {
            step();
        }
        if (m_problem) {
            return *std::move(m_problem);
        }
        return std::move(m_out);
    }

private:
    static constexpr std::size_t kOpen = Bytes::npos;

    // Which braces group: closed, and with a comma of their own. Their commas are marked too. One pass, so that a long
    // row of open braces costs no more than its length.
    void findBraces()
    {
        struct Group {
            std::size_t open;
            std::vector<std::size_t> commas;
        };
        std::vector<Group> open;
        for (std::size_t at = 0; at < m_text.size(); ++at) {
            const char byte = m_text[at];
            if (byte == '\\') {
                ++at;
            } else if (byte == '[') {
                at = endOfSet(at);
            } else if (byte == '{') {
                open.push_back({at, {}});
            } else if (byte == ',' && !open.empty()) {
                open.back().commas.push_back(at);
            } else if (byte == '}' && !open.empty()) {
                if (!open.back().commas.empty()) {
                    m_closing[open.back().open] = at;
                    m_closing[at] = at;
                    for (const std::size_t comma : open.back().commas) {
                        m_closing[comma] = at;
                    }
                }
                open.pop_back();
            }
        }
    }

    // The index of the ']' that closes the set opened at `at`, or `at` where there is none: then it is a plain '['.
    std::size_t endOfSet(std::size_t at)
    {
        if (m_noSetFrom <= at) {
            return at;
        }
        std::size_t i = at + 1;
        if (i < m_text.size() && m_text[i] == '!') {
            ++i;
        }
        const std::size_t first = i;
        for (; i < m_text.size(); ++i) {
            if (m_text[i] == '\\') {
                ++i;
            } else if (m_text[i] == ']' && i > first) {
                return i;
            }
        }
        m_noSetFrom = at;
        return at;
    }

    void step()
    {
        const char byte = m_text[m_at];
        const bool groups = m_closing[m_at] != kOpen;
        if (byte == '\\' && m_at + 1 < m_text.size()) {
            appendEscaped(m_out, m_text[m_at + 1]);
            m_at += 2;
            return;
        }
        if (byte == '[' && endOfSet(m_at) != m_at) {
            appendSet(endOfSet(m_at));
            return;
        }
        if (byte == '*') {
            m_out += ".*";
        } else if (byte == '?') {
            m_out += "\\X";
        } else if (groups) {
            m_out += byte == '{' ? "(?:" : byte == ',' ? "|" : ")";
        } else {
            appendEscaped(m_out, byte);
        }
        ++m_at;
    }

    void appendSet(std::size_t end)
    {
        std::size_t at = m_at + 1;
        m_out += '[';
        if (m_text[at] == '!') {
            m_out += '^';
            ++at;
        }
        while (at < end) {
            const std::size_t start = at;
            const char32_t low = takeLetter(at);
            const bool range = at + 1 < end && m_text[at] == '-';
            if (range) {
                m_out += '-';
                ++at;
                if (takeLetter(at) < low) {
                    report(start);
                }
            }
        }
        m_out += ']';
        m_at = end + 1;
    }

    char32_t takeLetter(std::size_t &at)
    {
        if (m_text[at] == '\\') {
            ++at;
        }
        const Utf8Step step = decodeReversible(m_text, at);
        if (step.length == 1) {
            appendEscaped(m_out, m_text[at]);
        } else {
            m_out += m_text.substr(at, step.length);
        }
        at += step.length;
        return step.codePoint;
    }

    void report(std::size_t at)
    {
        if (!m_problem) {
            m_problem = RecipeProblem{
                .code = RecipeProblem::Code::BadRegex, .argument = "range out of order in character class", .column = columnAt(m_text, at)};
        }
    }

    BytesView m_text;
    std::vector<std::size_t> m_closing; ///< By byte: where its group closes, or kOpen for bytes that do not group.
    std::size_t m_noSetFrom = Bytes::npos; ///< From here on no '[' is ever closed.
    std::size_t m_at = 0;
    Bytes m_out;
    std::optional<RecipeProblem> m_problem;
};

} // namespace

std::variant<Bytes, RecipeProblem> wildcardToRegex(BytesView text)
{
    return Translator(text).run();
}

Bytes escapeRegex(BytesView text)
{
    Bytes out;
    out.reserve(text.size() * 2);
    for (const char byte : text) {
        appendEscaped(out, byte);
    }
    return out;
}

} // namespace bulkhead
