// SPDX-License-Identifier: GPL-3.0-or-later
// f2: pairs of a regular expression and what replaces it, with Go's "$1" and variables in braces.
#include "core/rename/import/f2_variable.h"
#include "core/rename/import/import_text.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

namespace {

using Reason = ImportLoss::Reason;

bool isWordByte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

struct Surroundings {
    BytesView find;
    F2Context context;
    bool captures = false; ///< The template is the `with` of a regex.
    bool takesGroups = false; ///< "$1" means something.
    bool countsAll = false; ///< What is found is in every name.
};

class Replacement
{
public:
    Replacement(BytesView source, const Surroundings &around, LossNotes notes)
        : m_source(source)
        , m_around(around)
        , m_notes(std::move(notes))
        , m_text(around.captures)
    {
    }

    Bytes convert()
    {
        while (m_at < m_source.size()) {
            if (m_source[m_at] == '{' && addVariable()) {
                continue;
            }
            if (m_source[m_at] == '$' && m_around.takesGroups && addGroup()) {
                continue;
            }
            const std::size_t end = std::min(m_source.find_first_of("{$", m_at + 1), m_source.size());
            m_text.addLiteral(m_source.substr(m_at, end - m_at));
            m_at = end;
        }
        return m_text.take();
    }

private:
    bool addVariable()
    {
        const std::size_t end = m_source.find('}', m_at);
        if (end == BytesView::npos) {
            return false;
        }
        const BytesView whole = m_source.substr(m_at, end + 1 - m_at);
        if (whole.find('{', 1) != BytesView::npos) {
            return false; // the brace that is closed is a later one
        }
        const auto value = f2Variable(whole.substr(1, whole.size() - 2), m_around.context);
        if (!value) {
            m_notes.add(Reason::UnknownToken, whole);
            return false; // it stays as it is there
        }
        if (value->loss || (value->isCounter && !m_around.countsAll)) {
            m_notes.add(value->loss.value_or(Reason::CountsAllFiles), whole);
        }
        if (value->isLiteral) {
            m_text.addLiteral(value->text);
        } else {
            m_text.addReady(value->text);
        }
        m_at = end + 1;
        return true;
    }

    // "$1", "${1}", "$name", "$$". The name goes on as long as letters and digits do; a group that is not there is empty.
    bool addGroup()
    {
        const BytesView behind = m_source.substr(m_at + 1);
        if (behind.starts_with("$")) {
            m_text.addLiteral("$");
            m_at += 2;
            return true;
        }
        const bool inBraces = behind.starts_with("{") && behind.find('}') != BytesView::npos;
        const BytesView from = behind.substr(inBraces ? 1 : 0);
        const auto length = static_cast<std::size_t>(std::find_if_not(from.begin(), from.end(), isWordByte) - from.begin());
        const BytesView name = from.substr(0, length);
        if (name.empty() || (inBraces && from[length] != '}')) {
            return false;
        }
        const BytesView whole = m_source.substr(m_at, 1 + length + (inBraces ? 2 : 0));
        const auto number = parseNumber<int>(name);
        if (number && *number == 0) {
            m_text.addToken(m_around.context.matched);
        } else if (number && *number <= m_around.context.groups) {
            m_text.addToken(std::to_string(*number));
        } else if (!number && m_around.find.find("<" + Bytes(name) + ">") != BytesView::npos) {
            m_text.addReady("${" + Bytes(name) + "}");
        } else {
            m_notes.add(Reason::UnknownGroup, whole);
        }
        m_at += whole.size();
        return true;
    }

    BytesView m_source;
    const Surroundings &m_around;
    LossNotes m_notes;
    TemplateText m_text;
    std::size_t m_at = 0;
};

Bytes quoted(BytesView text)
{
    Bytes regex;
    for (const char byte : text) {
        if (BytesView("\\^$.|?*+()[]{}").find(byte) != BytesView::npos) {
            regex += '\\';
        }
        regex += byte;
    }
    return regex;
}

ReplaceRule::Which occurrencesOf(const F2Input &input, bool isWhole)
{
    return input.limit == 1 || isWhole ? ReplaceRule::Which::First : input.limit == -1 ? ReplaceRule::Which::Last : ReplaceRule::Which::All;
}

std::vector<RecipeProblem> problemsOf(const F2Input &input)
{
    std::vector<RecipeProblem> problems;
    if (input.pairs.empty()) {
        problems.push_back({.code = RecipeProblem::Code::MustNotBeEmpty, .field = "pairs"});
    }
    for (std::size_t i = 0; i < input.pairs.size(); ++i) {
        const Bytes prefix = "pairs[" + std::to_string(i) + "].";
        const std::size_t before = problems.size();
        checkIsText(prefix + "find", input.pairs[i].find, problems);
        checkIsText(prefix + "replace", input.pairs[i].replace, problems);
        if (!input.literal && problems.size() == before && !input.pairs[i].find.empty()) {
            checkRegex(prefix + "find", input.pairs[i].find, problems);
        }
    }
    return problems;
}

Rule ruleOf(const F2Input &input, std::size_t index, std::vector<ImportLoss> &losses)
{
    const auto &[find, replace] = input.pairs[index];
    const bool isTemplate = find.empty() || (!input.literal && matchesWholeName(find) && groupCount(find) == 0);
    if (isTemplate && replace == "{.norm}") {
        return NormaliseRule{.form = NormaliseRule::Form::Nfkc};
    }
    if (isTemplate && replace == "{.di}") {
        return RemoveRule{.how = RemoveRule::How::What, .what = RemoveRule::Accents};
    }
    // What was found can be named only where a regex found it.
    const bool isText = input.literal && replace.find("{.") == Bytes::npos;
    const bool isWhole = isTemplate || (!input.literal && matchesWholeName(find));
    const Surroundings around{
        .find = find,
        .context = {.original = index == 0 ? "" : "original.",
            .matched = !isTemplate      ? "0"
                : input.ignoreExtension ? "stem"
                                        : "name",
            .groups = input.literal ? 0 : groupCount(find),
            .perFolder = input.perFolder},
        .captures = !isTemplate && !isText,
        .takesGroups = !input.literal,
        .countsAll = isWhole,
    };
    Bytes text = Replacement(replace, around, LossNotes("pairs[" + std::to_string(index) + "].replace", replace, losses)).convert();
    if (isTemplate) {
        return TemplateRule{.text = std::move(text)};
    }
    return ReplaceRule{.find = input.literal && !isText ? quoted(find) : find,
        .with = std::move(text),
        .mode = isText ? MatchMode::Text : MatchMode::Regex,
        .letters = input.ignoreCase ? LetterMatch::Ignore : LetterMatch::Match,
        .occurrences = occurrencesOf(input, isWhole)};
}

} // namespace

RecipeResult<ImportedRecipe> importF2(const F2Input &input)
{
    if (auto problems = problemsOf(input); !problems.empty()) {
        return problems;
    }
    ImportedRecipe imported;
    const auto takesTwoParts = [](const F2Input::Pair &pair) { return pair.replace.find("{2ext") != Bytes::npos; };
    const bool knowsLongOnes = std::any_of(input.pairs.begin(), input.pairs.end(), takesTwoParts);
    imported.recipe.extension = knowsLongOnes ? ExtensionStyle::Known : ExtensionStyle::LastDot;
    if (input.limit > 1 || input.limit < -1) {
        imported.losses.push_back({.reason = Reason::NoCounterpart, .field = "limit", .text = std::to_string(input.limit)});
    }
    for (std::size_t i = 0; i < input.pairs.size(); ++i) {
        imported.recipe.rules.push_back(
            {.rule = ruleOf(input, i, imported.losses), .scope = input.ignoreExtension ? Scope::Stem : Scope::Name});
    }
    return imported;
}

} // namespace bulkhead
