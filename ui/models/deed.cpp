// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deed.h"

#include "core/rename/batch_kind.h"

namespace bulkhead {

namespace {

Deed deedOfTransfer(Transfer transfer)
{
    switch (transfer) {
    case Transfer::Move:
        return Deed::Rename;
    case Transfer::MoveAcross:
        return Deed::Move;
    case Transfer::Copy:
        return Deed::Copy;
    case Transfer::HardLink:
        return Deed::HardLink;
    case Transfer::SymbolicLink:
        return Deed::SymbolicLink;
    }
    return Deed::Rename;
}

Deed removalOf(Deed deed)
{
    switch (deed) {
    case Deed::Copy:
        return Deed::RemoveCopies;
    case Deed::HardLink:
        return Deed::RemoveHardLinks;
    case Deed::SymbolicLink:
        return Deed::RemoveSymbolicLinks;
    default:
        return deed;
    }
}

} // namespace

Deed deedOf(const TargetFolder &destination)
{
    if (destination.how == Transfer::Move && !destination.folder.empty())
        return Deed::Move;
    return deedOfTransfer(destination.how);
}

Deed deedOf(BytesView batchKind, BytesView description)
{
    const BatchKind kind = batchKindNamed(batchKind).value_or(BatchKind{});
    const Deed deed = deedOfTransfer(kind.transfer);
    // As writeRecipe writes it; in a text inside the recipe the quotes would be escaped.
    constexpr BytesView kKey = "\"destination\": ";
    const std::size_t key = deed == Deed::Rename ? description.rfind(kKey) : BytesView::npos; // behind the rules, which may be long
    if (key != BytesView::npos && description.substr(key + kKey.size()).starts_with('{'))
        return Deed::Move;
    return kind.removes ? removalOf(deed) : deed;
}

Deed deedOf(const BatchInfo &batch)
{
    return deedOf(batch.kind, batch.description);
}

} // namespace bulkhead
