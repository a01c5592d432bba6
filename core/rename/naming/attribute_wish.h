// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what a recipe makes of times and permissions.
#pragma once

#include "core/fs/file_attributes.h"
#include "core/rename/naming/permission_change.h"
#include "core/rename/rules/date_in_name.h"

namespace bulkhead {

/// Seconds of "+1h30m", "-2d"; 0 for an empty text. None where it is no such text, or further than a hundred years.
std::optional<std::int64_t> parseTimeShift(BytesView text);

/// Immutable, shared between threads.
class AttributeWish
{
public:
    struct Outcome {
        FileAttributes to; ///< What is other than it is.
        RowIssue issue = RowIssue::None;
    };

    /// Nothing where the recipe asks for none, or where it does not compile: then there is a problem.
    static std::optional<AttributeWish> compile(const RenameRecipe &recipe, RuleCompilation &compilation);

    /// Of a regular file. Dates of the camera's clock and of names are local time.
    Outcome evaluate(const RowContext &context, StepScratch &scratch) const;

private:
    RowIssue readTime(const RowContext &context, StepScratch &scratch, std::int64_t &time) const;

    NewAttributes::Time m_time = NewAttributes::Time::Keep;
    std::optional<DateInName> m_inName;
    std::int64_t m_shift = 0; ///< Nanoseconds.
    std::optional<PermissionChange> m_permissions;
};

} // namespace bulkhead
