// SPDX-License-Identifier: GPL-3.0-or-later
// KRename: one template for the name and one for the extension, both of the old name.
#include "core/rename/import/import_text.h"
#include "core/rename/import/krename_bracket.h"
#include "core/rename/rules/counter.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

namespace {

using Reason = ImportLoss::Reason;

constexpr BytesView kEscapable = "&$%#[]\\/{}*";
constexpr BytesView kOldExtension = "ext|slice:1"; // its dot is no part of it there

class KRenameTemplate
{
public:
    KRenameTemplate(const KRenameInput &input, BytesView source, BytesView old, LossNotes notes)
        : m_input(input)
        , m_source(source)
        , m_old(old)
        , m_notes(std::move(notes))
        , m_closing(source.size(), BytesView::npos)
    {
        std::vector<std::size_t> open;
        for (std::size_t at = 0; at < source.size(); ++at) {
            if (source[at] == '[') {
                open.push_back(at);
            } else if (source[at] == ']' && !open.empty()) {
                m_closing[open.back()] = at;
                open.pop_back();
            }
        }
    }

    Bytes convert()
    {
        while (m_at < m_source.size()) {
            step();
        }
        return m_text.take();
    }

private:
    void step()
    {
        const char byte = m_source[m_at];
        const char next = m_at + 1 < m_source.size() ? m_source[m_at + 1] : '\0';
        if (byte == '\\' && next != '\0' && kEscapable.find(next) != BytesView::npos) {
            m_text.addLiteral(next == '/' ? BytesView("%2f") : m_source.substr(m_at + 1, 1));
            m_at += 2;
        } else if (const auto filter = kRenameCase(byte)) {
            m_text.addToken(Bytes(m_old).append(*filter));
            ++m_at;
        } else if (byte == '#') {
            addCounter();
        } else if (byte == '[') {
            addBracket();
        } else {
            const std::size_t end = std::min(m_source.find_first_of("\\$%&*#[", m_at + 1), m_source.size());
            m_text.addLiteral(m_source.substr(m_at, end - m_at));
            m_at = end;
        }
    }

    // "##", "##{start}", "##{start;step}": what is no number there counts as if it were not written.
    void addCounter()
    {
        const std::size_t start = m_at;
        m_at = std::min(m_source.find_first_not_of('#', m_at), m_source.size());
        CounterText counter{
            .start = m_input.start, .step = m_input.step, .pad = static_cast<int>(m_at - start), .perFolder = m_input.perFolder};
        const std::size_t end = m_at < m_source.size() && m_source[m_at] == '{' ? m_source.find('}', m_at) : BytesView::npos;
        if (end != BytesView::npos) {
            const BytesView numbers = m_source.substr(m_at + 1, end - m_at - 1);
            const std::size_t semicolon = std::min(numbers.find(';'), numbers.size());
            readNumber(numbers.substr(0, semicolon), counter.start);
            readNumber(numbers.substr(std::min(semicolon + 1, numbers.size())), counter.step);
            m_at = end + 1;
        }
        if (counter.pad > kWidestCounter) {
            m_notes.add(Reason::BadArgument, m_source.substr(start, m_at - start));
        } else if (counter.step == 0) {
            m_text.addLiteral(paddedNumber(counter.start, counter.pad));
        } else {
            m_text.addToken(counterToken(counter));
        }
    }

    void readNumber(BytesView text, std::int64_t &number)
    {
        if (const auto read = parseNumber<std::int64_t>(text)) {
            number = *read;
        } else if (!text.empty()) {
            m_notes.add(Reason::BadArgument, text);
        }
    }

    void addBracket()
    {
        const std::size_t end = m_closing[m_at];
        if (end == BytesView::npos) {
            m_text.addLiteral("["); // as it is there
            ++m_at;
            return;
        }
        const BytesView whole = m_source.substr(m_at, end + 1 - m_at);
        const auto value = kRenameBracket(whole.substr(1, whole.size() - 2), m_old);
        if (const auto *token = std::get_if<KRenameToken>(&value)) {
            m_text.addToken(token->inside);
        } else if (const auto *literal = std::get_if<KRenameLiteral>(&value)) {
            m_text.addLiteral(literal->text);
        } else {
            m_notes.add(std::get<Reason>(value), whole);
        }
        m_at = end + 1;
    }

    const KRenameInput &m_input;
    BytesView m_source;
    BytesView m_old;
    LossNotes m_notes;
    std::vector<std::size_t> m_closing; ///< By the place of a bracket, the one that closes it; npos = none.
    TemplateText m_text;
    std::size_t m_at = 0;
};

} // namespace

RecipeResult<ImportedRecipe> importKRename(const KRenameInput &input)
{
    std::vector<RecipeProblem> problems;
    checkIsText("name", input.name, problems);
    checkIsText("extension", input.extension, problems);
    if (input.name.empty()) {
        problems.push_back({.code = RecipeProblem::Code::MustNotBeEmpty, .field = "name"});
    }
    if (!problems.empty()) {
        return problems;
    }
    ImportedRecipe imported;
    const auto convert = [&](const char *field, const Bytes &source, BytesView old) {
        return KRenameTemplate(input, source, old, LossNotes(field, source, imported.losses)).convert();
    };
    // The extension first: its template may name what the other rule changes.
    if (input.extension != "$") {
        imported.recipe.rules.push_back({.rule = ExtensionRule{.to = convert("extension", input.extension, kOldExtension)}});
    }
    if (input.name != "$" || imported.recipe.rules.empty()) {
        imported.recipe.rules.push_back({.rule = TemplateRule{.text = convert("name", input.name, "stem")}});
    }
    return imported;
}

} // namespace bulkhead
