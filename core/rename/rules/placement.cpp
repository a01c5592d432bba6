// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/placement.h"

#include "core/rename/rules/grapheme_positions.h"

namespace bulkhead {

using At = Place::At;
using Found = Pattern::Matcher::Found;

std::optional<Placement> Placement::compile(const Place &place, RuleCompilation &compilation)
{
    Placement placement;
    placement.m_place = place;
    if (place.at != At::Before && place.at != At::After) {
        return placement;
    }
    if (place.anchor.empty()) {
        compilation.report(RecipeProblem::Code::MustNotBeEmpty, "anchor");
        return std::nullopt;
    }
    if (place.anchorMode == MatchMode::Text) {
        if (!compilation.checkText("anchor", place.anchor)) {
            return std::nullopt;
        }
    } else {
        auto pattern = Pattern::compile(place.anchor, place.anchorMode, LetterMatch::Match, false);
        if (auto *problem = std::get_if<RecipeProblem>(&pattern)) {
            compilation.report("anchor", std::move(*problem));
            return std::nullopt;
        }
        placement.m_anchor = std::get<0>(std::move(pattern));
    }
    return placement;
}

std::variant<std::size_t, StepOutcome> Placement::resolve(BytesView subject, StepScratch &scratch) const
{
    switch (m_place.at) {
    case At::Prefix:
        return std::size_t{0};
    case At::Suffix:
        return subject.size();
    case At::Position:
        return GraphemePositions(subject).boundary(m_place.position);
    case At::Before:
    case At::After:
        break;
    }
    std::size_t begin = 0;
    std::size_t end = 0;
    if (m_anchor) {
        Pattern::Matcher &matcher = scratch.matcherOf(m_anchor);
        const Found found = matcher.find(subject, 0);
        if (found != Found::Yes) {
            return found == Found::TooComplex ? StepOutcome::TooComplex : StepOutcome::Unchanged;
        }
        begin = static_cast<std::size_t>(matcher.captures()[0].data() - subject.data());
        end = begin + matcher.captures()[0].size();
    } else {
        begin = subject.find(m_place.anchor);
        if (begin == BytesView::npos) {
            return StepOutcome::Unchanged;
        }
        end = begin + m_place.anchor.size();
    }
    return m_place.at == At::Before ? begin : end;
}

} // namespace bulkhead
