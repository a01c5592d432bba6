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
    std::int64_t takenBack = 0; ///< How many were there and are not.
    std::vector<BatchId> forwards; ///< Do or Redo, oldest first.
    std::vector<BatchId> undos;
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
    family.rows = std::max(family.rows, link.rows);
    // Kept within bounds: of a batch that was interrupted the numbers are those of its recovery.
    const auto moved = [&](std::int64_t before, std::int64_t by) { return std::clamp<std::int64_t>(before + by, 0, family.rows); };
    family.applied = moved(family.applied, forward ? link.done : -link.done);
    family.takenBack = moved(family.takenBack, forward ? -link.done : link.done);
    if (link.direction == Direction::Do || link.direction == Direction::Redo)
        family.forwards.push_back(link.id);
    if (link.direction == Direction::Undo)
        family.undos.push_back(link.id);
}

/// Ids oldest first.
std::optional<BatchId> newestBefore(const std::vector<BatchId> &ids, std::optional<BatchId> before)
{
    const auto end = before ? std::ranges::lower_bound(ids, *before) : ids.end();
    return end == ids.begin() ? std::nullopt : std::optional(*std::prev(end));
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
        if (family.applied > 0)
            order.undoable = std::max(order.undoable, newestBefore(family.forwards, before));
        if (const auto undo = newestBefore(family.undos, before); family.takenBack > 0 && undo > newestDo)
            order.redoable = std::max(order.redoable, undo);
    }
    return order;
}

} // namespace bulkhead
