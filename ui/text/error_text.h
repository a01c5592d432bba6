// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace bulkhead {

/// What went wrong, in words, without the path: "A file with the new name is there already". Any thread.
QString errorText(ErrorCode code);

/// errorText, and behind it what else the error knows: detail, system's number. For details lists.
QString errorText(const Error &error);

/// errorText with the name of the file in front.
QString errorWithPath(const Error &error);

} // namespace bulkhead
