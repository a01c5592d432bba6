// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/history_store.h"

#include "core/history/batch_table.h"
#include "core/history/kept_aside.h"
#include "core/history/schema.h"

namespace bulkhead {

namespace {

using OpenedFile = Result<std::shared_ptr<Connection>>;

/// Refuses a file, too, that can be read but takes no further batch.
OpenedFile openToAdd(const StateFolder &folder, std::chrono::milliseconds patience)
{
    auto connection = openHistoryFile(folder, patience);
    if (!connection)
        return connection;
    if (const auto growing = checkGrowingEnds(**connection); !growing)
        return growing.error();
    if (const auto last = lastBatchId(**connection); !last)
        return last.error();
    return connection;
}

bool isDamaged(const OpenedFile &file)
{
    return !file && file.error().code == ErrorCode::Damaged;
}

/// Alone with the file. It is looked at once more: another process may have been quicker.
OpenedFile beginAnew(const StateFolder &folder, std::chrono::milliseconds patience, std::optional<Error> &keptAside)
{
    if (const auto isThere = folder.ensureFile(kHistoryFile); !isThere)
        return isThere.error();
    auto opened = openToAdd(folder, patience);
    if (!isDamaged(opened))
        return opened;
    const auto kept = keepAside(folder);
    if (!kept)
        return kept.error();
    Error why = opened.error();
    why.code = ErrorCode::KeptAside;
    why.path = folder.path(*kept);
    const auto made = folder.ensureFile(kHistoryFile);
    opened = made ? openHistoryFile(folder, patience) : made.error();
    if (opened)
        keptAside = std::move(why);
    else if (const auto back = putBack(folder, *kept); !back)
        return back.error();
    return opened;
}

} // namespace

Result<std::shared_ptr<HistoryStore>> openStore(
    const Bytes &stateDirectory, std::chrono::milliseconds patience, std::optional<Error> *keptAside)
{
    auto folder = StateFolder::open(stateDirectory);
    if (!folder)
        return folder.error();
    auto owners = OwnerLock::open(*folder);
    if (!owners)
        return owners.error();
    if (const auto shared = owners->shareFile(patience); !shared)
        return shared.error();
    // Where there is something else than a file, that is no damage of ours to keep.
    if (const auto isThere = folder->ensureFile(kHistoryFile); !isThere)
        return isThere.error();
    auto opened = keptAside ? openToAdd(*folder, patience) : openHistoryFile(*folder, patience);
    if (keptAside && isDamaged(opened)) {
        if (const auto alone = owners->takeFile(patience); !alone) {
            Error inUse = alone.error();
            inUse.path = opened.error().path;
            inUse.detail = opened.error().detail;
            return inUse;
        }
        opened = beginAnew(*folder, patience, *keptAside);
        if (const auto shared = owners->shareFile(patience); !shared)
            return shared.error();
    }
    if (!opened)
        return opened.error();
    return std::make_shared<HistoryStore>(HistoryStore{std::move(*folder), std::move(*owners), std::move(*opened)});
}

} // namespace bulkhead
