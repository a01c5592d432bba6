// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/trim.h"

#include "core/rename/rules/character_kinds.h"
#include "core/rename/rules/grapheme_positions.h"

#include <algorithm>

namespace bulkhead {

std::optional<TrimStep> TrimStep::compile(const TrimRule &rule, RuleCompilation &compilation)
{
    if (!compilation.checkText("what", rule.characters)) {
        return std::nullopt;
    }
    TrimStep step;
    step.m_rule = rule;
    const GraphemePositions clusters(rule.characters);
    for (std::size_t i = 0; i < clusters.count(); ++i) {
        step.m_clusters.emplace_back(clusters.cluster(i));
    }
    std::sort(step.m_clusters.begin(), step.m_clusters.end());
    return step;
}

bool TrimStep::isTrimmed(BytesView cluster) const
{
    if (m_clusters.empty()) {
        return isSpace(cluster);
    }
    return std::binary_search(m_clusters.begin(), m_clusters.end(), cluster, std::less<BytesView>());
}

StepOutcome TrimStep::apply(BytesView subject, RowContext &, StepScratch &, Bytes &out) const
{
    const GraphemePositions clusters(subject);
    const auto trimmed = [this](BytesView cluster) { return isTrimmed(cluster); };
    GraphemePositions::Range kept{.first = 0, .last = clusters.count()};
    if (m_rule.ends != TrimRule::Ends::End) {
        kept = clusters.trimmedAtStart(kept, trimmed);
    }
    if (m_rule.ends != TrimRule::Ends::Start) {
        kept = clusters.trimmedAtEnd(kept, trimmed);
    }
    const std::size_t before = out.size();
    bool inRun = false;
    for (std::size_t i = kept.first; i < kept.last; ++i) {
        const BytesView cluster = clusters.cluster(i);
        const bool dropped = m_rule.collapse && isTrimmed(cluster);
        if (!dropped || !inRun) {
            out += cluster;
        }
        inRun = dropped;
    }
    return out.size() - before == subject.size() ? StepOutcome::Unchanged : StepOutcome::Changed;
}

} // namespace bulkhead
