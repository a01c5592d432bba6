// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the folder that a recipe sends its files to.
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Immutable, shared between threads.
class DestinationPath
{
public:
    /// Nothing where the recipe names no folder, or where it does not compile: then there is a problem.
    static std::optional<DestinationPath> compile(const TargetFolder &destination, RuleCompilation &compilation);

    /// Appends the path of the folder to `out`, with a slash behind it: absolute, or from `folder`, the one the file is in. It is
    /// not checked but from `checked` on, which is where what the template gave begins.
    StepOutcome expand(const RowContext &context, BytesView folder, Bytes &out, std::size_t &checked) const;

private:
    std::shared_ptr<const Template> m_text; ///< Null where it is only "/" or "../..".
    bool m_isAbsolute = false;
    int m_up = 0; ///< How many "../" it begins with.
    std::size_t m_prefix = 0; ///< Bytes of those, or of the slash.
};

} // namespace bulkhead
