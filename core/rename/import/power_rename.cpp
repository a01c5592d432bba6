// SPDX-License-Identifier: GPL-3.0-or-later
// PowerRename: one search and one replacement, in which "$" begins dates, facts of pictures, counters and groups.
#include "core/rename/import/import_text.h"
#include "core/rename/import/power_rename_tokens.h"
#include "core/rename/rules/counter.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

namespace {

using Reason = ImportLoss::Reason;

constexpr BytesView kDigits = "0123456789";
constexpr std::int64_t kLongestRandom = 64; // of one token here
constexpr std::int64_t kLongestName = 255;

class Replacement
{
public:
    Replacement(const PowerRenameInput &input, std::vector<ImportLoss> &losses)
        : m_input(input)
        , m_source(input.replace)
        , m_groups(input.regex ? groupCount(input.find) : 0)
        , m_notes("replace", m_source, losses)
        , m_text(input.regex)
    {
    }

    Bytes convert()
    {
        while (m_at < m_source.size()) {
            if (m_source[m_at] == '/') {
                m_notes.add(Reason::PathSeparator, m_source.substr(m_at++, 1));
            } else if (m_source[m_at] != '$') {
                const std::size_t end = std::min(m_source.find_first_of("$/", m_at), m_source.size());
                m_text.addLiteral(m_source.substr(m_at, end - m_at));
                m_at = end;
            } else if (!addDoubled() && !addBraces() && !addNamed() && !addGroup()) {
                m_text.addLiteral("$");
                ++m_at;
            }
        }
        return m_text.take();
    }

private:
    BytesView rest() const { return m_source.substr(m_at); }

    bool addDoubled()
    {
        if (!rest().starts_with("$$")) {
            return false;
        }
        m_text.addLiteral("$");
        m_at += 2;
        return true;
    }

    bool addNamed()
    {
        const auto token = powerRenameToken(rest().substr(1), m_input.time);
        if (!token) {
            return false;
        }
        m_text.addToken(token->ours);
        m_at += token->length + 1;
        return true;
    }

    // "$1"; two digits where there are so many groups. A group that is not there is empty.
    bool addGroup()
    {
        const BytesView behind = rest().substr(1);
        if (!m_input.regex || behind.empty()) {
            return false;
        }
        if (behind[0] == '&') {
            m_text.addToken("0");
            m_at += 2;
            return true;
        }
        std::size_t digits = std::min(std::min(behind.find_first_not_of(kDigits), behind.size()), std::size_t(2));
        if (digits == 0) {
            return false;
        }
        int group = parseNumber<int>(behind.substr(0, digits)).value_or(0);
        if (group > m_groups && digits == 2) {
            digits = 1;
            group = behind[0] - '0';
        }
        if (group > m_groups) {
            m_notes.add(Reason::UnknownGroup, rest().substr(0, 1 + digits));
        } else {
            m_text.addToken(std::to_string(group));
        }
        m_at += 1 + digits;
        return true;
    }

    bool addBraces()
    {
        const std::size_t end = rest().starts_with("${") ? m_source.find('}', m_at) : BytesView::npos;
        if (end == BytesView::npos) {
            return false;
        }
        const BytesView whole = m_source.substr(m_at, end + 1 - m_at);
        const BytesView inside = whole.substr(2, whole.size() - 3);
        if (inside == "ruuidv4") {
            m_text.addToken("uuid");
        } else if (inside.starts_with("rstring")) {
            addRandom(whole, inside);
        } else {
            addCounter(whole, inside);
        }
        m_at = end + 1;
        return true;
    }

    void addRandom(BytesView whole, BytesView inside)
    {
        static constexpr Renamed kKinds[] = {{"rstringalnum", "alnum"}, {"rstringalpha", "alpha"}, {"rstringdigit", "digits"}};
        const std::size_t equals = inside.find('=');
        const auto kind = renamed(kKinds, inside.substr(0, equals));
        const auto length = equals == BytesView::npos ? std::nullopt : parseNumber<std::int64_t>(inside.substr(equals + 1));
        if (!kind || !length || *length < 0 || *length > kLongestName) {
            m_notes.add(kind ? Reason::BadArgument : Reason::UnknownToken, whole);
            return;
        }
        for (std::int64_t left = *length; left > 0; left -= kLongestRandom) {
            m_text.addToken("random:" + Bytes(*kind) + "," + std::to_string(std::min(left, kLongestRandom)));
        }
    }

    // "${}", "${start=10,increment=5,padding=4}" in any order.
    void addCounter(BytesView whole, BytesView inside)
    {
        CounterText counter{.start = 0};
        for (std::size_t at = 0; at < inside.size();) {
            const std::size_t end = std::min(inside.find(',', at), inside.size());
            if (const auto reason = readSetting(inside.substr(at, end - at), counter)) {
                m_notes.add(*reason, whole);
                if (*reason == Reason::UnknownToken) {
                    m_text.addLiteral(whole); // as it stays there
                }
                return;
            }
            at = end + 1;
        }
        if (!matchesWholeName(m_input.regex ? BytesView(m_input.find) : BytesView())) {
            m_notes.add(Reason::CountsAllFiles, whole);
        }
        if (counter.step == 0) {
            m_text.addLiteral(paddedNumber(counter.start, counter.pad));
        } else {
            m_text.addToken(counterToken(counter));
        }
    }

    static std::optional<Reason> readSetting(BytesView setting, CounterText &counter)
    {
        while (setting.starts_with(" ")) {
            setting.remove_prefix(1);
        }
        const std::size_t equals = std::min(setting.find('='), setting.size());
        const BytesView key = setting.substr(0, equals);
        const auto number = parseNumber<std::int64_t>(setting.substr(std::min(equals + 1, setting.size())));
        if (key != "start" && key != "increment" && key != "padding") {
            return Reason::UnknownToken;
        }
        if (!number || (key == "padding" && (*number < 0 || *number > kWidestCounter))) {
            return Reason::BadArgument;
        }
        if (key == "padding") {
            counter.pad = static_cast<int>(*number);
        } else {
            (key == "start" ? counter.start : counter.step) = *number;
        }
        return std::nullopt;
    }

    const PowerRenameInput &m_input;
    BytesView m_source;
    int m_groups;
    LossNotes m_notes;
    TemplateText m_text;
    std::size_t m_at = 0;
};

/// \u00e9 of ECMAScript is \x{00e9} of PCRE.
Bytes pcreOf(BytesView regex)
{
    constexpr std::size_t kDigitsOfU = 4;
    Bytes made;
    for (std::size_t at = 0; at < regex.size(); ++at) {
        const bool isEscape = regex[at] == '\\' && at + 1 < regex.size();
        const BytesView digits = regex.substr(std::min(at + 2, regex.size()), kDigitsOfU);
        if (isEscape && regex[at + 1] == 'u' && digits.size() == kDigitsOfU
            && digits.find_first_not_of("0123456789abcdefABCDEF") == BytesView::npos) {
            made.append("\\x{").append(digits).append("}");
            at += 1 + kDigitsOfU;
        } else if (isEscape) {
            made.append(regex.substr(at++, 2));
        } else {
            made += regex[at];
        }
    }
    return made;
}

} // namespace

RecipeResult<ImportedRecipe> importPowerRename(const PowerRenameInput &input)
{
    std::vector<RecipeProblem> problems;
    checkIsText("find", input.find, problems);
    checkIsText("replace", input.replace, problems);
    if (input.find.empty() && (!input.letters || !input.replace.empty())) {
        problems.push_back({.code = RecipeProblem::Code::MustNotBeEmpty, .field = "find"});
    }
    const Bytes find = input.regex ? pcreOf(input.find) : input.find;
    if (input.regex && problems.empty() && !find.empty()) {
        checkRegex("find", find, problems);
    }
    if (!problems.empty()) {
        return problems;
    }
    ImportedRecipe imported;
    imported.recipe.extension = ExtensionStyle::LastDot;
    if (!find.empty()) {
        ReplaceRule rule{.find = find,
            .with = Replacement(input, imported.losses).convert(),
            .mode = input.regex ? MatchMode::Regex : MatchMode::Text,
            .letters = input.caseSensitive ? LetterMatch::Match : LetterMatch::Ignore,
            .occurrences = input.allOccurrences ? ReplaceRule::Which::All : ReplaceRule::Which::First};
        imported.recipe.rules.push_back({.rule = std::move(rule), .scope = input.scope});
    }
    if (input.letters) {
        CaseRule rule{.to = *input.letters};
        const bool ofWords = rule.to == CaseRule::To::Title || rule.to == CaseRule::To::Capitalise;
        if (rule.to == CaseRule::To::Title) {
            rule.small = {"a", "an", "to", "the", "at", "by", "for", "in", "of", "on", "up", "and", "as", "but", "or", "nor"};
        }
        const bool sparesExtension = ofWords && input.scope == Scope::Name;
        imported.recipe.rules.push_back({.rule = std::move(rule), .scope = sparesExtension ? Scope::Stem : input.scope});
    }
    return imported;
}

} // namespace bulkhead
