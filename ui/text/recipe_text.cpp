// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/recipe_text.h"

#include "core/base/text.h"
#include "ui/text/rule_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct RecipeText {
    Q_DECLARE_TR_FUNCTIONS(RecipeText)
};

QString destinationLine(const TargetFolder &destination)
{
    const QString folder
        = destination.folder.empty() ? RecipeText::tr("the folder each file is in") : toDisplayIsolated(destination.folder);
    switch (destination.how) {
    case Transfer::Move:
    case Transfer::MoveAcross:
        return RecipeText::tr("Move to %1").arg(folder);
    case Transfer::Copy:
        return RecipeText::tr("Copy to %1").arg(folder);
    case Transfer::HardLink:
        return RecipeText::tr("Hard links in %1").arg(folder);
    case Transfer::SymbolicLink:
        return RecipeText::tr("Symbolic links in %1").arg(folder);
    }
    return {};
}

QString timeText(NewAttributes::Time time)
{
    using Time = NewAttributes::Time;
    switch (time) {
    case Time::Keep:
    case Time::Mtime:
        return {};
    case Time::Btime:
        return RecipeText::tr("Time from when the file was made");
    case Time::Taken:
        return RecipeText::tr("Time from when the photo was taken");
    case Time::Name:
        return RecipeText::tr("Time from the name");
    case Time::Now:
        return RecipeText::tr("Time of now");
    }
    return {};
}

QStringList attributeLines(const NewAttributes &attributes)
{
    QStringList lines;
    QString time = timeText(attributes.time);
    if (!attributes.shift.empty()) {
        const QString shift = toDisplayIsolated(attributes.shift);
        time = time.isEmpty() ? RecipeText::tr("Time shifted by %1").arg(shift) : RecipeText::tr("%1, shifted by %2").arg(time, shift);
    }
    if (!time.isEmpty())
        lines << time;
    if (!attributes.permissions.empty())
        lines << RecipeText::tr("Permissions %1").arg(toDisplayIsolated(attributes.permissions));
    return lines;
}

} // namespace

QStringList recipeLines(const RenameRecipe &recipe)
{
    QStringList lines;
    for (const RuleSlot &slot : recipe.rules) {
        if (slot.enabled)
            lines << ruleSummary(slot.rule);
    }
    if (recipe.destination != TargetFolder())
        lines << destinationLine(recipe.destination);
    return lines + attributeLines(recipe.attributes);
}

QString recipeSummary(const RenameRecipe &recipe)
{
    return recipeLines(recipe).join(QStringLiteral(" · "));
}

} // namespace bulkhead
