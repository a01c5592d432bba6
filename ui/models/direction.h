// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/history.h"

namespace bulkhead {

/// Files get their old names back.
constexpr bool isTakingBack(Direction direction)
{
    return direction == Direction::Undo || direction == Direction::UndoInterrupted;
}

/// The batch it is about was cut off.
constexpr bool isRecovering(Direction direction)
{
    return direction == Direction::UndoInterrupted || direction == Direction::FinishInterrupted;
}

} // namespace bulkhead
