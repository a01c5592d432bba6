// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/undo_listing.h"

#include "core/rename/plan/name_index.h"

namespace bulkhead {

namespace {

constexpr std::size_t kEntriesBetweenLooks = 256; ///< At the stop token.

} // namespace

Result<OtherNames> listTargets(FileSystem &fileSystem, const DirectoryRef &folder, const std::vector<MoveRecord> &records,
    std::span<const std::uint32_t> moves, const std::function<void(std::uint32_t)> &here, const std::stop_token &stop)
{
    constexpr DirectoryId kHere = 0;
    const auto targetOf = [&records](std::uint32_t move) { return NameKey{.directory = kHere, .name = records[move].target}; };
    NameIndex targets(moves.size());
    const auto isStopped = [&stop] { return stop.stop_requested(); };
    forEachName(
        targets, moves.size(), isStopped, [&](std::size_t i) { return targetOf(moves[i]); },
        [&](std::size_t i, const NameKey &key, std::uint64_t hash) { targets.findOrInsert(key, hash, moves[i], targetOf); });

    OtherNames others;
    std::size_t seen = 0;
    const auto listed = fileSystem.list(folder, [&](const DirectoryEntry &entry) {
        if (seen++ % kEntriesBetweenLooks == 0 && isStopped())
            return false;
        if (others.telling.empty() && hasAsciiLetter(entry.name))
            others.telling = entry.name;
        const NameKey key{.directory = kHere, .name = entry.name};
        const std::uint32_t move = entry.inode ? targets.find(key, key.hash(), targetOf) : kNone;
        if (move != kNone && records[move].identity.inode == entry.inode && records[move].identity.type == entry.type)
            here(move);
        else
            others.names.append(entry.name).push_back('\0');
        return true;
    });
    if (isStopped())
        return Error{.code = ErrorCode::Cancelled, .operation = "list folder"};
    if (!listed)
        return listed.error();
    return others;
}

} // namespace bulkhead
