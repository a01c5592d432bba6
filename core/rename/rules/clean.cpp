// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/clean.h"

#include "core/fs/name_rules.h"
#include "core/rename/name_warnings.h"
#include "core/rename/rules/grapheme_positions.h"

#include <algorithm>

namespace bulkhead {

namespace {

using For = CleanRule::For;

constexpr std::size_t kLongestReplacement = 255; // a name is never longer
constexpr BytesView kNotAtTheEnd = ". ";

bool isAsciiLetterOrDigit(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isAllowed(BytesView cluster, For target)
{
    if (target == For::Windows) {
        return isValidUtf8(cluster) && std::all_of(cluster.begin(), cluster.end(), [](char c) { return c != '/' && isDosCharacter(c); });
    }
    const char c = cluster.front();
    return cluster.size() == 1 && (isAsciiLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || (c == '~' && target == For::Url));
}

bool isAllAllowed(BytesView text, For target)
{
    const GraphemePositions clusters(text);
    for (std::size_t i = 0; i < clusters.count(); ++i) {
        if (!isAllowed(clusters.cluster(i), target)) {
            return false;
        }
    }
    return true;
}

const char *allowedFor(For target) noexcept
{
    switch (target) {
    case For::Portable:
        return "text of A-Z a-z 0-9 . _ -";
    case For::Windows:
        return "text without / \" * : < > ? \\ |";
    case For::Url:
        return "text of A-Z a-z 0-9 . _ - ~";
    }
    return "";
}

} // namespace

void appendCleaned(Bytes &out, BytesView text, const CleanRule &rule)
{
    const GraphemePositions clusters(text);
    for (std::size_t i = 0; i < clusters.count(); ++i) {
        const BytesView cluster = clusters.cluster(i);
        out += isAllowed(cluster, rule.target) ? cluster : BytesView(rule.replacement);
    }
}

std::optional<CleanStep> CleanStep::compile(const CleanRule &rule, RuleCompilation &compilation)
{
    if (!compilation.checkText("replacement", rule.replacement)) {
        return std::nullopt;
    }
    if (rule.replacement.size() > kLongestReplacement) {
        compilation.report(RecipeProblem::Code::OutOfRange, "replacement", "at most " + std::to_string(kLongestReplacement) + " bytes");
        return std::nullopt;
    }
    if (!isAllAllowed(rule.replacement, rule.target)) {
        compilation.report(RecipeProblem::Code::WrongType, "replacement", allowedFor(rule.target));
        return std::nullopt;
    }
    CleanStep step;
    step.m_rule = rule;
    return step;
}

StepOutcome CleanStep::apply(BytesView subject, RowContext &, StepScratch &scratch, Bytes &out) const
{
    Bytes &name = scratch.text;
    name.clear();
    appendCleaned(name, subject, m_rule);
    if (m_rule.target == For::Portable) {
        cleanStart(name);
    } else if (m_rule.target == For::Windows) {
        cleanEnd(name);
        cleanDevice(name); // behind the end, which may have made one: "com." where dots become 1
    }
    out += name;
    return name == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

void CleanStep::cleanStart(Bytes &name) const
{
    if (!name.starts_with('-')) {
        return;
    }
    if (m_rule.replacement.empty() || m_rule.replacement.starts_with('-')) {
        name.erase(0, name.find_first_not_of('-'));
    } else {
        name.replace(0, 1, m_rule.replacement);
    }
}

void CleanStep::cleanEnd(Bytes &name) const
{
    const std::size_t kept = name.find_last_not_of(kNotAtTheEnd) + 1; // none: npos + 1 is 0
    const std::size_t count = name.size() - kept;
    name.resize(kept);
    if (m_rule.replacement.find_last_not_of(kNotAtTheEnd) + 1 == m_rule.replacement.size()) {
        for (std::size_t i = 0; i < count; ++i) {
            name += m_rule.replacement;
        }
    }
}

void CleanStep::cleanDevice(Bytes &name) const
{
    const std::size_t length = windowsDeviceLength(name);
    if (length == 0) {
        return;
    }
    name.insert(length, m_rule.replacement);
    if (windowsDeviceLength(name) > 0 || !isAccepted(name, {.dos = true})) {
        name.replace(length, m_rule.replacement.size(), "_");
    }
}

} // namespace bulkhead
