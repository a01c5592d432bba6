// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/undo_order.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace bulkhead {

namespace {

struct Family {
    std::int64_t rows = 0; ///< Of its largest batch.
    std::int64_t applied = 0; ///< How many objects are where the root meant them to be.
    bool takenBack = false;
    std::vector<BatchId> forwards; ///< Do or Redo, oldest first.
    std::optional<BatchId> newestUndo;
};

struct Member {
    BatchId root = 0; ///< The first of the family, which may have been forgotten.
    bool forward = true; ///< Moves the objects to where the root meant them to be.
};

bool isForward(Direction direction)
{
    return direction == Direction::Do || direction == Direction::Redo || direction == Direction::FinishInterrupted;
}

Member memberOf(const BatchLink &link, const std::unordered_map<BatchId, Member> &members)
{
    if (!link.reverses)
        return {.root = link.id, .forward = isForward(link.direction)};
    const auto reversed = members.find(*link.reverses);
    if (reversed == members.end())
        return {.root = *link.reverses, .forward = isForward(link.direction)};
    const bool same = link.direction == Direction::FinishInterrupted;
    return {.root = reversed->second.root, .forward = reversed->second.forward == same};
}

void settle(Family &family, const BatchLink &link, bool forward)
{
    const bool stoppedHalfWay
        = (link.state == BatchState::Cancelled || link.state == BatchState::Failed) && link.done < link.rows && link.reverses;
    family.rows = std::max(family.rows, link.rows);
    // Kept within bounds: of a batch that was interrupted the numbers are those of its recovery.
    family.applied = std::clamp<std::int64_t>(family.applied + (forward ? link.done : -link.done), 0, family.rows);
    family.takenBack = !forward || stoppedHalfWay;
    if (link.direction == Direction::Do || link.direction == Direction::Redo)
        family.forwards.push_back(link.id);
    if (link.direction == Direction::Undo)
        family.newestUndo = link.id;
}

} // namespace

UndoOrder undoOrder(std::span<const BatchLink> links, std::optional<BatchId> before)
{
    std::unordered_map<BatchId, Member> members;
    std::unordered_map<BatchId, Family> families;
    BatchId newestDo = 0;
    for (const BatchLink &link : links) {
        const Member member = memberOf(link, members);
        members.emplace(link.id, member);
        // What a recovery did is counted where it began.
        const bool recovers = link.direction == Direction::FinishInterrupted || link.direction == Direction::UndoInterrupted;
        if (link.done == 0 || recovers)
            continue;
        settle(families[member.root], link, member.forward);
        if (link.direction == Direction::Do)
            newestDo = link.id;
    }
    UndoOrder order;
    for (const auto &[root, family] : families) {
        const auto end = before ? std::ranges::lower_bound(family.forwards, *before) : family.forwards.end();
        if (family.applied > 0 && end != family.forwards.begin())
            order.undoable = std::max(order.undoable, std::optional(*std::prev(end)));
        if (family.takenBack && family.newestUndo > newestDo)
            order.redoable = std::max(order.redoable, family.newestUndo);
    }
    return order;
}

} // namespace bulkhead
