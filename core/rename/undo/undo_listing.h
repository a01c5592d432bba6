// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: one listing of a folder in place of a look at each file of a batch that should be in it.
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"

#include <span>
#include <stop_token>

namespace bulkhead {

/// What a folder holds besides the files that were looked for.
struct OtherNames {
    Bytes names; ///< Each with a NUL behind it.
    Bytes telling; ///< For FileSystem::nameRules: a name of the folder with letters, where it has one.
};

/// Lists `folder` and calls `here` for each of `moves`, all with their target in it, that is listed under its target name with its
/// recorded inode and type. Of those that are not, nothing is known. Fails with Cancelled where `stop` fired, or what the listing says; the
/// calls made by then hold.
Result<OtherNames> listTargets(FileSystem &fileSystem, const DirectoryRef &folder, const std::vector<MoveRecord> &records,
    std::span<const std::uint32_t> moves, const std::function<void(std::uint32_t)> &here, const std::stop_token &stop);

} // namespace bulkhead
