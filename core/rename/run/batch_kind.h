// SPDX-License-Identifier: GPL-3.0-or-later
// The face of the room has it: the window and the command line say what a batch was.
#pragma once

#include "core/rename/batch_kind.h"
