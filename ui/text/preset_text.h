// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/preset_controller.h"

#include <QString>

namespace bulkhead {

/// A starter by its title, another preset by its name. GUI thread only, as all of these.
QString presetTitle(const Preset &preset);
/// What a starter is for, in a sentence; empty for others.
QString presetHint(const Preset &preset);
/// What is wrong with it; empty where it can be used.
QString presetProblem(const Preset &preset);
/// `detail` as checkPresetName has it.
QString presetNameProblem(BytesView detail);
/// Why something could not be done with a preset.
QString presetFailure(const PresetController::Deed &deed, const Error &error);

} // namespace bulkhead
