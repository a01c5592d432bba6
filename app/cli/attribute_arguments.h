// SPDX-License-Identifier: GPL-3.0-or-later
// --set-time, --time-format, --shift-time and --chmod.
#pragma once

#include "core/rename/recipe.h"

#include <CLI/CLI.hpp>

namespace bulkhead::cli {

/// Lives as long as the command it was added to.
class AttributeArguments
{
public:
    void addTo(CLI::App &app);

    /// Nothing where none of the options was typed. Throws CLI::ValidationError where they do not go together.
    std::optional<NewAttributes> take() const;

private:
    std::string m_time, m_format, m_shift, m_mode;
    CLI::Option *m_formatOption = nullptr;
    CLI::Option *m_shiftOption = nullptr;
    CLI::Option *m_modeOption = nullptr;
};

} // namespace bulkhead::cli
