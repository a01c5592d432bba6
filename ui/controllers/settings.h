// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers from one session to the next.
#pragma once

#include "core/base/result.h"
#include "core/fs/scanner.h"
#include "core/rename/recipe.h"
#include "core/rename/run.h"
#include "ui/palette/theme.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace bulkhead {

struct Settings {
    QByteArray geometry;
    QByteArray splitter;
    QByteArray columns;
    Theme theme = Theme::System;
    bool historyShown = false;
    bool recursive = false;
    bool hidden = false;
    ScanOptions::What what = ScanOptions::What::Files;
    RunOptions::OnError onError = RunOptions::OnError::Continue;
    std::optional<RenameRecipe> recipe; ///< The rules as they were left.
    std::vector<RenameRecipe> recent; ///< Those that were used, newest first.
};

/// $XDG_CONFIG_HOME/bulkhead/settings.json, or ~/.config/bulkhead/settings.json.
Bytes defaultSettingsPath();

/// Settings that cannot be read, or parts of them, are those of a first start. A worker's business.
Settings loadSettings(const Bytes &path);
Result<void> saveSettings(const Bytes &path, const Settings &settings);

} // namespace bulkhead
