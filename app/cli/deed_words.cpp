// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deed_words.h"

#include "app/cli/sentences.h"

namespace bulkhead::cli {

DeedWords DeedWords::of(BatchKind kind)
{
    DeedWords words;
    if (kind.transfer == Transfer::MoveAcross)
        return words.asMove();
    if (leavesPlace(kind.transfer))
        return words;
    words.m_names = false;
    words.m_removes = kind.removes;
    words.m_one = "file";
    words.m_many = "files";
    if (kind.removes) {
        words.m_infinitive = words.m_action = "remove";
        words.m_third = "removes";
        words.m_past = "removed";
        words.m_gerund = "Removing";
        words.m_one = kind.transfer == Transfer::Copy ? "copy" : kind.transfer == Transfer::HardLink ? "hard link" : "symbolic link";
        words.m_many = kind.transfer == Transfer::Copy ? "copies" : kind.transfer == Transfer::HardLink ? "hard links" : "symbolic links";
    } else if (kind.transfer == Transfer::Copy) {
        words.m_infinitive = words.m_action = "copy";
        words.m_third = "copies";
        words.m_past = "copied";
        words.m_gerund = "Copying";
    } else {
        words.m_infinitive = "link";
        words.m_third = "links";
        words.m_past = "linked";
        words.m_gerund = "Linking";
        words.m_action = kind.transfer == Transfer::HardLink ? "hardlink" : "symlink";
    }
    return words;
}

DeedWords DeedWords::andAttributes() const
{
    DeedWords words = *this;
    words.m_one = "file";
    words.m_many = "files";
    if (m_names) {
        words.m_infinitive = "change";
        words.m_third = "changes";
        words.m_past = "changed";
        words.m_gerund = "Changing";
    }
    return words;
}

DeedWords DeedWords::asMove() const
{
    DeedWords words = *this;
    words.m_infinitive = "move";
    words.m_third = "moves";
    words.m_past = "moved";
    words.m_gerund = "Moving";
    words.m_one = "file";
    words.m_many = "files";
    words.m_names = false;
    return words;
}

DeedWords DeedWords::of(const RenameRecipe &recipe)
{
    const TargetFolder &destination = recipe.destination;
    DeedWords words = of(BatchKind{.transfer = destination.how});
    if (destination.how == Transfer::Move && !destination.folder.empty())
        words = words.asMove();
    return recipe.attributes == NewAttributes() ? words : words.andAttributes();
}

DeedWords DeedWords::of(BytesView batchKind)
{
    return of(batchKindNamed(batchKind).value_or(BatchKind{}));
}

Bytes DeedWords::things(std::int64_t n) const
{
    return counted(n, m_one, m_many);
}

Bytes DeedWords::will(std::int64_t n) const
{
    return things(n) + (m_names ? Bytes(" will change") : Bytes(" will be ") + m_past);
}

Bytes DeedWords::willOf(std::int64_t n, std::int64_t all) const
{
    return grouped(n) + " of " + will(all);
}

Bytes DeedWords::were(std::int64_t n) const
{
    return things(n) + " " + (m_names ? "changed" : m_past);
}

Bytes batchWord(const BatchInfo &batch)
{
    const auto kind = batchKindNamed(batch.kind);
    if (batch.direction != Direction::Do || !kind)
        return directionWord(batch.direction);
    return kind->transfer == Transfer::MoveAcross ? Bytes("move") : batch.kind;
}

} // namespace bulkhead::cli
