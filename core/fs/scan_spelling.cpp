// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_spelling.h"

#include "core/base/text.h"

#include <QHash>

#include <unordered_map>

namespace bulkhead {

namespace {

QString folded(BytesView name)
{
    return toText(name).normalized(QString::NormalizationForm_KC).toCaseFolded();
}

using Unlisted = std::unordered_multimap<QString, GivenId>; ///< By folded spelling.

Unlisted unlistedOf(const std::vector<GivenId> &names, GivenNames &given)
{
    Unlisted unlisted;
    for (const GivenId id : names) {
        if (!given[id].listed)
            unlisted.emplace(folded(given[id].name), id);
    }
    return unlisted;
}

} // namespace

void respellGivenNames(FileSystem &fileSystem, const DirectoryRef &directory, ScanListing &listing, const std::vector<GivenId> &names,
    GivenNames &given, const std::stop_token &stop)
{
    const Unlisted unlisted = unlistedOf(names, given);
    if (unlisted.empty())
        return;
    const PlaceId place = given[unlisted.begin()->second].place;
    std::size_t seen = 0;
    for (const auto &entry : listing.entries()) {
        if (++seen % kEntriesBetweenLooks == 0 && stop.stop_requested())
            return;
        const BytesView spelling = listing.name(entry);
        const auto [first, last] = unlisted.equal_range(folded(spelling));
        if (first == last)
            continue;
        const GivenId known = given.find(place, spelling);
        const auto status = known == kNone ? fileSystem.status(directory, spelling) : given[known].status;
        if (!status)
            continue;
        bool taken = known != kNone;
        for (auto candidate = first; candidate != last; ++candidate) {
            GivenName &name = given[candidate->second];
            // In a folder where case counts, names that differ in nothing else are different files.
            if (name.listed || !sameObject(name.status.identity, status->identity))
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
