// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/history.h"
#include "core/rename/recipe.h"

namespace bulkhead {

/// What a batch does with files, as it is said to people.
enum class Deed : std::uint8_t {
    Rename, ///< A '/' in a template may send files to other folders, too.
    Change, ///< Times and permissions only: the recipe has no rules and no folder.
    Move, ///< To a folder chosen for all of them.
    Copy,
    HardLink,
    SymbolicLink,
    RemoveCopies, ///< The undo of Copy; so with the others.
    RemoveHardLinks,
    RemoveSymbolicLinks,
};

Deed deedOf(const RenameRecipe &recipe);
/// Of a kind that this version does not know: Rename.
Deed deedOf(const BatchInfo &batch);
/// As BatchHeader has them.
Deed deedOf(BytesView batchKind, BytesView description);

/// Files get another path; else they stay where they are.
constexpr bool isMoving(Deed deed)
{
    return deed == Deed::Rename || deed == Deed::Move;
}

/// It happens where the files are, and nowhere else.
constexpr bool isInPlace(Deed deed)
{
    return deed == Deed::Rename || deed == Deed::Change;
}

/// What an earlier batch made goes.
constexpr bool isRemoving(Deed deed)
{
    return deed == Deed::RemoveCopies || deed == Deed::RemoveHardLinks || deed == Deed::RemoveSymbolicLinks;
}

} // namespace bulkhead
