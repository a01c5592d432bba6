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

Deed deedOf(const RenameRecipe &recipe)
{
    const TargetFolder &destination = recipe.destination;
    if (destination.how == Transfer::Move && !destination.folder.empty())
        return Deed::Move;
    const bool isChange = recipe.rules.empty() && recipe.attributes != NewAttributes();
    return destination.how == Transfer::Move && isChange ? Deed::Change : deedOfTransfer(destination.how);
}

Deed deedOf(BytesView batchKind, BytesView description)
{
    const BatchKind kind = batchKindNamed(batchKind).value_or(BatchKind{});
    const Deed deed = deedOfTransfer(kind.transfer);
    // As writeRecipe writes it; in a text inside the recipe the quotes would be escaped.
    const auto hasObject = [description](BytesView key) {
        const std::size_t at = description.rfind(key); // behind the rules, which may be long
        return at != BytesView::npos && description.substr(at + key.size()).starts_with('{');
    };
    if (deed == Deed::Rename && hasObject("\"destination\": "))
        return Deed::Move;
    constexpr std::size_t kMostBeforeRules = 100;
    const bool hasNoRules = description.substr(0, kMostBeforeRules).find("\"rules\": []") != BytesView::npos;
    if (deed == Deed::Rename && hasNoRules && hasObject("\"attributes\": "))
        return Deed::Change;
    return kind.removes ? removalOf(deed) : deed;
}

Deed deedOf(const BatchInfo &batch)
{
    return deedOf(batch.kind, batch.description);
}

} // namespace bulkhead
