// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/scan_given.h"
#include "core/fs/scan_listing.h"

namespace bulkhead {

/// In a folder where case or normal form do not count, a name a person gave may open a file that the listing spells
/// otherwise. Gives the unlisted ones of `names` (all in one folder) the listed spelling, found by what it folds to and by
/// identity, or marks them as another spelling of a name that was given too; the rest stay as they are (gone since, or never
/// listed by their file system). Reads the status of the names in the listing that fold to an unlisted one. Stops early on
/// request.
void respellGivenNames(FileSystem &fileSystem, const DirectoryRef &directory, ScanListing &listing, const std::vector<GivenId> &names,
    GivenNames &given, const std::stop_token &stop);

} // namespace bulkhead
