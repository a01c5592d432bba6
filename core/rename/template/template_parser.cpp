// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template_parser.h"

#include "core/base/utf8.h"
#include "core/rename/recipe/text_column.h"

namespace bulkhead {

namespace {

using Code = RecipeProblem::Code;

bool isDigit(char byte) noexcept
{
    return byte >= '0' && byte <= '9';
}

bool isNameStart(char byte) noexcept
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

class Parser
{
public:
    Parser(BytesView text, const TemplateOptions &options)
        : m_text(text)
        , m_options(options)
    {
    }

    std::variant<std::vector<TemplateStep>, RecipeProblem> run()
    {
        while (m_at < m_text.size() && !m_problem) {
            step();
        }
        if (m_problem) {
            return *std::move(m_problem);
        }
        return std::move(m_steps);
    }

private:
    void step()
    {
        const char byte = m_text[m_at];
        const bool doubled = m_at + 1 < m_text.size() && m_text[m_at + 1] == byte;
        if ((byte == '{' || byte == '}') && doubled) {
            addLiteral(m_text.substr(m_at, 1));
            m_at += 2;
        } else if (byte == '{') {
            parseBraces();
        } else if (byte == '}') {
            report(Code::StrayBrace, {}, m_at);
        } else if (m_options.captures && byte == '$') {
            parseDollar();
        } else if (m_options.captures && byte == '\\') {
            parseBackslash();
        } else {
            const std::size_t end = m_text.find_first_of(m_options.captures ? "{}$\\" : "{}", m_at);
            addLiteral(m_text.substr(m_at, end - m_at));
            m_at = std::min(end, m_text.size());
        }
    }

    void parseBraces()
    {
        const std::size_t start = m_at + 1;
        const std::size_t end = findUnescaped(m_text, '}', start);
        if (end == Bytes::npos || findUnescaped(m_text.substr(0, end), '{', start) != Bytes::npos) {
            report(Code::UnclosedBrace, {}, m_at);
            return;
        }
        const BytesView inside = m_text.substr(start, end - start);
        std::size_t bar = std::min(findUnescaped(inside, '|'), inside.size());
        auto token = parseTemplateToken(inside.substr(0, bar), m_options);
        if (const auto *fault = std::get_if<TemplateFault>(&token)) {
            reportFault(Code::UnknownToken, *fault, start);
            return;
        }
        TemplateValue value{std::get<TemplateToken>(std::move(token)), {}};
        value.token.place = m_tokens++;
        while (bar < inside.size()) {
            const std::size_t from = bar + 1;
            bar = std::min(findUnescaped(inside, '|', from), inside.size());
            auto filter = parseTemplateFilter(inside.substr(from, bar - from));
            if (const auto *fault = std::get_if<TemplateFault>(&filter)) {
                reportFault(Code::UnknownFilter, *fault, start + from);
                return;
            }
            value.filters.push_back(std::get<TemplateFilter>(std::move(filter)));
        }
        m_steps.emplace_back(std::move(value));
        m_at = end + 1;
    }

    // $1, $12, ${12}, ${name}, $0, $$. A '$' before anything else but a letter is itself.
    void parseDollar()
    {
        const std::size_t start = m_at;
        const std::size_t next = m_at + 1;
        const char byte = next < m_text.size() ? m_text[next] : ' ';
        if (byte == '{') {
            const std::size_t end = m_text.find('}', next);
            if (end == Bytes::npos) {
                report(Code::UnclosedBrace, {}, next);
                return;
            }
            addGroup(m_text.substr(next + 1, end - next - 1), start, end + 1);
        } else if (isDigit(byte)) {
            std::size_t end = next;
            while (end < m_text.size() && isDigit(m_text[end])) {
                ++end;
            }
            addGroup(m_text.substr(next, end - next), start, end);
        } else if (isNameStart(byte)) {
            report(Code::BadArgument, m_text.substr(start, 2), start);
        } else {
            addLiteral("$");
            m_at = next + (byte == '$' ? 1 : 0);
        }
    }

    void addGroup(BytesView name, std::size_t start, std::size_t end)
    {
        const bool isNumber = !name.empty() && name.find_first_not_of("0123456789") == BytesView::npos;
        TemplateToken token{.kind = TemplateToken::Kind::Capture};
        if (isNumber) {
            const auto number = parseNumber<std::uint32_t>(name);
            if (number && *number <= m_options.groupCount) {
                token.groups = {*number};
            }
        } else if (!name.empty() && m_options.groupsNamed) {
            token.groups = m_options.groupsNamed(name);
        }
        if (token.groups.empty()) {
            report(Code::UnknownToken, m_text.substr(start, end - start), start);
            return;
        }
        m_steps.emplace_back(TemplateValue{std::move(token), {}});
        m_at = end;
    }

    void parseBackslash()
    {
        const char byte = m_at + 1 < m_text.size() ? m_text[m_at + 1] : ' ';
        const auto caseChange = [byte]() -> std::optional<TemplateCase> {
            switch (byte) {
            case 'U':
                return TemplateCase::Upper;
            case 'L':
                return TemplateCase::Lower;
            case 'E':
                return TemplateCase::End;
            case 'u':
                return TemplateCase::UpperNext;
            case 'l':
                return TemplateCase::LowerNext;
            default:
                return std::nullopt;
            }
        }();
        if (caseChange) {
            m_steps.emplace_back(*caseChange);
        } else if (byte == '\\' || byte == '$' || byte == '{' || byte == '}') {
            addLiteral(BytesView(&byte, 1));
        } else {
            const std::size_t length = m_at + 1 < m_text.size() ? decodeReversible(m_text, m_at + 1).length : 0;
            report(Code::BadArgument, m_text.substr(m_at, 1 + length), m_at);
            return;
        }
        m_at += 2;
    }

    void addLiteral(BytesView text)
    {
        if (m_steps.empty() || !std::holds_alternative<Bytes>(m_steps.back())) {
            m_steps.emplace_back(Bytes());
        }
        std::get<Bytes>(m_steps.back()) += text;
    }

    void report(Code code, BytesView argument, std::size_t at)
    {
        m_problem = RecipeProblem{.code = code, .argument = Bytes(argument), .column = columnAt(m_text, at)};
    }

    void reportFault(Code unknown, const TemplateFault &fault, std::size_t base)
    {
        const Code known = fault.kind == TemplateFault::Kind::UnknownColumn ? Code::UnknownColumn : Code::BadArgument;
        report(fault.kind == TemplateFault::Kind::Unknown ? unknown : known, fault.text, base + fault.offset);
    }

    BytesView m_text;
    const TemplateOptions &m_options;
    std::size_t m_at = 0;
    std::uint32_t m_tokens = 0; ///< In braces, so far.
    std::vector<TemplateStep> m_steps;
    std::optional<RecipeProblem> m_problem;
};

} // namespace

std::variant<std::vector<TemplateStep>, RecipeProblem> parseTemplate(BytesView text, const TemplateOptions &options)
{
    return Parser(text, options).run();
}

} // namespace bulkhead
