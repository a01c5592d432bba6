// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/import/import_text.h"

#include "core/base/text.h"
#include "core/rename/recipe/text_column.h"
#include "core/rename/rules/counter.h"
#include "core/rename/rules/pattern.h"

namespace bulkhead {

void TemplateText::addLiteral(BytesView text)
{
    for (const char byte : text) {
        m_text += byte;
        if (byte == '{' || byte == '}' || (m_captures && (byte == '$' || byte == '\\'))) {
            m_text += byte;
        }
    }
}

Bytes tokenArgument(BytesView text)
{
    Bytes escaped;
    for (const char byte : text) {
        if (BytesView("\\{}|@").find(byte) != BytesView::npos) {
            escaped += '\\';
        }
        escaped += byte;
    }
    return escaped;
}

Bytes dateLiteral(BytesView text)
{
    const bool hasLetters = std::any_of(
        text.begin(), text.end(), [](char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '\''; });
    if (!hasLetters) {
        return Bytes(text);
    }
    Bytes quoted = "'";
    for (const char byte : text) {
        quoted.append(byte == '\'' ? 2 : 1, byte);
    }
    return quoted + "'";
}

Bytes counterToken(const CounterText &counter)
{
    Bytes token = "n:";
    if (counter.start != 1) {
        token += "start=" + std::to_string(counter.start) + ",";
    }
    if (counter.step != 1) {
        token += "step=" + std::to_string(counter.step) + ",";
    }
    token += "pad=" + std::to_string(counter.pad);
    if (counter.base != "decimal") {
        token.append(",base=").append(counter.base);
    }
    return counter.perFolder ? token + ",per=folder" : token;
}

Bytes paddedNumber(std::int64_t value, int pad)
{
    Bytes text;
    appendCounterValue(text, value, Counter::Base::Decimal, pad);
    return text;
}

void LossNotes::add(ImportLoss::Reason reason, BytesView text)
{
    const auto offset = static_cast<std::size_t>(text.data() - m_source.data());
    m_losses.push_back({.reason = reason, .field = m_field, .text = Bytes(text), .column = columnAt(m_source, offset)});
}

int groupCount(BytesView regex)
{
    int count = 0;
    bool inClass = false;
    for (std::size_t at = 0; at < regex.size(); ++at) {
        const char byte = regex[at];
        if (byte == '\\') {
            ++at;
        } else if (inClass) {
            inClass = byte != ']';
        } else if (byte == '[') {
            inClass = true;
        } else if (byte == '(') {
            const BytesView behind = regex.substr(at + 1, 3);
            const bool isNamed = behind.starts_with("?P<") || behind.starts_with("?'")
                || (behind.starts_with("?<") && !behind.ends_with("=") && !behind.ends_with("!"));
            count += !behind.starts_with("?") || isNamed ? 1 : 0;
        }
    }
    return count;
}

bool matchesWholeName(BytesView regex)
{
    if (regex.starts_with("^")) {
        regex.remove_prefix(1);
    }
    if (regex.ends_with("$")) {
        regex.remove_suffix(1);
    }
    return regex == ".*" || regex == ".+" || regex == "(.*)" || regex == "(.+)";
}

void checkIsText(const Bytes &field, BytesView text, std::vector<RecipeProblem> &problems)
{
    if (!isValidUtf8(text)) {
        problems.push_back({.code = RecipeProblem::Code::NotText, .field = field});
    }
}

void checkRegex(const Bytes &field, BytesView regex, std::vector<RecipeProblem> &problems)
{
    auto pattern = Pattern::compile(regex, MatchMode::Regex, LetterMatch::Match, false);
    if (auto *problem = std::get_if<RecipeProblem>(&pattern)) {
        problem->field = field;
        problems.push_back(std::move(*problem));
    }
}

const char *importLossName(ImportLoss::Reason reason) noexcept
{
    switch (reason) {
    case ImportLoss::Reason::UnknownToken:
        return "unknown-token";
    case ImportLoss::Reason::NoCounterpart:
        return "no-counterpart";
    case ImportLoss::Reason::Scripting:
        return "scripting";
    case ImportLoss::Reason::BadArgument:
        return "bad-argument";
    case ImportLoss::Reason::UnknownGroup:
        return "unknown-group";
    case ImportLoss::Reason::CountsAllFiles:
        return "counts-all-files";
    case ImportLoss::Reason::NeedsList:
        return "needs-list";
    case ImportLoss::Reason::PathSeparator:
        return "path-separator";
    }
    return "";
}

RecipeResult<ImportedRecipe> importRecipe(const ImportInput &input)
{
    if (const auto *krename = std::get_if<KRenameInput>(&input)) {
        return importKRename(*krename);
    }
    if (const auto *powerRename = std::get_if<PowerRenameInput>(&input)) {
        return importPowerRename(*powerRename);
    }
    return importF2(std::get<F2Input>(input));
}

} // namespace bulkhead
