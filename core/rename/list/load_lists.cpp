// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/name_list.h"
#include "core/rename/naming/rule_chain.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;

namespace {

bool isCsv(BytesView path)
{
    constexpr BytesView kSuffix = ".csv";
    return path.size() >= kSuffix.size()
        && std::equal(kSuffix.begin(), kSuffix.end(), path.end() - kSuffix.size(), [](char a, char b) { return a == lowerAscii(b); });
}

/// Calls `body` with the field of each list rule, and its list.
template <class Body>
void forEachList(const CompiledRecipe &recipe, Body body)
{
    const RuleChain &chain = RuleChain::of(recipe);
    for (const ChainLink &link : chain.links()) {
        if (const auto *step = std::get_if<ListStep>(&link.step)) {
            const auto &rule = std::get<ListRule>(chain.recipe().rules[link.rule].rule);
            body("rules[" + std::to_string(link.rule) + "]." + (rule.file.empty() ? "names" : "file"), step->list());
        }
    }
}

} // namespace

LoadedList listOfFile(BytesView path, const Result<Bytes> &content, ListRule::By by)
{
    if (!content) {
        return RecipeProblem{.code = Code::UnreadableFile, .argument = Bytes(path), .error = content.error().code};
    }
    const NameList::Format otherwise = by == ListRule::By::Name ? NameList::Format::Pairs : NameList::Format::Lines;
    return NameList::parse(*content, isCsv(path) ? NameList::Format::Csv : otherwise, by);
}

LoadedLists loadLists(const RenameRecipe &recipe, const std::function<LoadedList(const Bytes &path, ListRule::By by)> &load)
{
    LoadedLists lists;
    for (const RuleSlot &slot : recipe.rules) {
        const auto *rule = std::get_if<ListRule>(&slot.rule);
        if (rule && slot.enabled && !rule->file.empty() && !lists.contains({rule->file, rule->by})) {
            lists.emplace(std::pair(rule->file, rule->by), load(rule->file, rule->by));
        }
    }
    return lists;
}

std::vector<RecipeProblem> listProblems(const CompiledRecipe &recipe, std::uint32_t rowCount)
{
    std::vector<RecipeProblem> problems;
    forEachList(recipe, [&](Bytes field, const NameList &list) {
        if (list.by() == ListRule::By::Order && list.entryCount() != rowCount) {
            problems.push_back({.code = Code::WrongCount, .field = std::move(field), .count = list.entryCount(), .rows = rowCount});
        }
    });
    return problems;
}

std::vector<RecipeProblem> listWarnings(const CompiledRecipe &recipe, const FileTable &table, std::span<const RowId> rows)
{
    std::vector<RecipeProblem> warnings;
    forEachList(recipe, [&](Bytes field, const NameList &list) {
        if (list.by() != ListRule::By::Name) {
            return;
        }
        std::vector<bool> used(list.entryCount());
        for (const RowId row : rows) {
            if (const std::uint32_t entry = list.entryNamed(table, row); entry != kNone) {
                used[entry] = true;
            }
        }
        const auto unused = std::count(used.begin(), used.end(), false);
        if (unused > 0) {
            const auto first = static_cast<std::uint32_t>(std::find(used.begin(), used.end(), false) - used.begin());
            warnings.push_back(
                {.code = Code::MatchesNothing, .field = std::move(field), .argument = Bytes(list.oldName(first)), .count = unused});
        }
    });
    return warnings;
}

} // namespace bulkhead
