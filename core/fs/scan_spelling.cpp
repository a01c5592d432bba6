// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_spelling.h"

#include "core/base/text.h"

#include <unordered_map>

namespace bulkhead {

namespace {

QString folded(BytesView name)
{
    return toText(name).normalized(QString::NormalizationForm_KC).toCaseFolded();
}

using Unlisted = std::unordered_multimap<std::uint64_t, GivenId>; ///< By inode.

Unlisted unlistedOf(const std::vector<GivenId> &names, GivenNames &given)
{
    Unlisted unlisted;
    for (const GivenId id : names) {
        if (!given[id].listed)
            unlisted.emplace(given[id].status.identity.inode, id);
    }
    return unlisted;
}

} // namespace

void respellGivenNames(
    FileSystem &fileSystem, const DirectoryRef &directory, ScanListing &listing, const std::vector<GivenId> &names, GivenNames &given)
{
    const Unlisted unlisted = unlistedOf(names, given);
    if (unlisted.empty())
        return;
    const PlaceId place = given[unlisted.begin()->second].place;
    for (const auto &entry : listing.entries()) {
        const BytesView spelling = listing.name(entry);
        const GivenId known = given.find(place, spelling);
        const auto status = known == kNone ? fileSystem.status(directory, spelling) : given[known].status;
        if (!status)
            continue;
        bool taken = known != kNone;
        const auto [first, last] = unlisted.equal_range(status->identity.inode);
        for (auto candidate = first; candidate != last; ++candidate) {
            GivenName &name = given[candidate->second];
            // Hard links have one identity and many names: the spelling must fit as well.
            if (name.listed || !sameObject(name.status.identity, status->identity) || folded(name.name) != folded(spelling))
                continue;
            name.listed = true;
            name.otherSpelling = taken;
            if (!taken)
                given.respell(candidate->second, spelling);
            taken = true;
        }
    }
}

} // namespace bulkhead
