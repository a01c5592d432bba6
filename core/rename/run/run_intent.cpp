// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/run_intent.h"

#include "core/base/path.h"

namespace bulkhead {

namespace {

constexpr std::size_t kMovesPerLook = 4096; ///< How often a stop is looked for.

/// A folder that appeared since the plan was made is not the batch's, and an undo must not remove it.
bool isThere(FileSystem &fileSystem, DirectoryCache &cache, const TargetTable::ExtraDirectory &extra)
{
    const auto parent = cache.open(extra.parent);
    if (!parent)
        return false;
    const auto status = fileSystem.status(*parent, extra.name);
    return status && status->identity.type == FileType::Directory;
}

std::vector<DirectoryId> missingFolders(FileSystem &fileSystem, const RenamePlan &plan, DirectoryCache &cache)
{
    std::vector<DirectoryId> missing;
    std::vector<bool> isMissing(plan.targets->extraDirectories().size());
    const std::size_t first = plan.table->directoryCount();
    for (const DirectoryId id : plan.makeDirectories) {
        const auto &extra = plan.targets->extraDirectory(id);
        const bool parentMissing = extra.parent >= first && isMissing[extra.parent - first];
        if (!parentMissing && isThere(fileSystem, cache, extra))
            continue;
        isMissing[id - first] = true;
        missing.push_back(id);
    }
    return missing;
}

/// Writes each folder once, when it is first needed.
class FolderRecords
{
public:
    FolderRecords(BatchWriter &writer, DirectoryCache &cache, std::size_t folders)
        : m_writer(writer)
        , m_cache(cache)
        , m_index(folders, kNone)
    {
    }

    std::uint32_t index(DirectoryId id)
    {
        if (m_index[id] == kNone) {
            if (m_cache.identity(id).inode == 0)
                (void)m_cache.open(id); // Learns its identity; where that fails, so will the rows that need it.
            add(id);
        }
        return m_index[id];
    }

    std::uint32_t indexOfMade(DirectoryId id)
    {
        if (m_index[id] == kNone)
            add(id);
        return m_index[id];
    }

    /// For folders known by path only.
    std::uint32_t indexOf(FileSystem &fileSystem, const Bytes &path)
    {
        if (m_byPath.empty()) {
            for (DirectoryId id = 0; id < m_index.size(); ++id) {
                if (m_index[id] != kNone)
                    m_byPath.emplace(m_cache.pathBefore(id), m_index[id]);
            }
        }
        const auto [found, isNew] = m_byPath.try_emplace(path, kNone);
        if (isNew) {
            FileIdentity identity;
            if (const auto opened = fileSystem.openDirectoryNoLinks(path)) {
                if (const auto status = fileSystem.status(*opened))
                    identity = status->identity;
            }
            found->second = m_writer.addDirectory({.path = path, .identity = identity});
        }
        return found->second;
    }

private:
    void add(DirectoryId id)
    {
        m_index[id] = m_writer.addDirectory({.path = Bytes(m_cache.pathBefore(id)), .identity = m_cache.identity(id)});
    }

    BatchWriter &m_writer;
    DirectoryCache &m_cache;
    std::vector<std::uint32_t> m_index; ///< By DirectoryId.
    std::unordered_map<Bytes, std::uint32_t> m_byPath;
};

void addFolderRecords(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, FolderRecords &folders)
{
    for (const DirectoryId id : intent.made)
        intent.writer->addMade(folders.indexOfMade(id));
    for (std::size_t move = 0; move < intent.moves.count(); ++move) {
        const RowId row = intent.moves.row(move);
        (void)folders.index(plan.table->directoryOf(row));
        (void)folders.index(plan.targets->directoryOf(row));
    }
    for (const Bytes &path : plan.removeDirectories)
        intent.writer->addRemoved(folders.indexOf(fileSystem, path));
}

Result<void> addMoves(const RenamePlan &plan, const SealedIntent &intent, FolderRecords &folders, const std::stop_token &stop)
{
    const FileTable &table = *plan.table;
    const TargetTable &targets = *plan.targets;
    for (std::size_t move = 0; move < intent.moves.count(); ++move) {
        if (move % kMovesPerLook == 0 && stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "rename"};
        const RowId row = intent.moves.row(move);
        FileIdentity identity = table.identity(row);
        if (const AttributeChange *change = plan.attributes.empty() || plan.attributesLast ? nullptr : plan.attributesOf(row))
            identity.modificationTime = change->to.modificationTime.value_or(identity.modificationTime);
        intent.writer->addMove({
            .sourceDirectory = folders.index(table.directoryOf(row)),
            .targetDirectory = folders.index(targets.directoryOf(row)),
            .source = table.name(row),
            .target = targets.name(row),
            .identity = identity,
        });
    }
    return {};
}

void addAttributes(const RenamePlan &plan, const SealedIntent &intent)
{
    for (const AttributeChange &change : plan.attributes) {
        const std::uint32_t move = intent.moves.ofRow(change.row);
        if (move != kNone)
            intent.writer->addAttributes({.move = move, .from = change.from, .to = change.to, .last = plan.attributesLast});
    }
}

/// What a batch before this one made, and this one is to publish or remove.
Result<void> addCreated(const RenamePlan &plan, const SealedIntent &intent)
{
    std::vector<CreatedRecord> created;
    for (const Step &step : plan.steps) {
        const bool isOfOther = step.kind == Step::Kind::Publish || step.kind == Step::Kind::Remove || step.kind == Step::Kind::Drop;
        if (isOfOther && plan.created[step.row].inode != 0)
            created.push_back({intent.moves.ofRow(step.row), plan.created[step.row]});
    }
    return intent.writer->recordCreated(created);
}

} // namespace

MoveNumbers::MoveNumbers(const RenamePlan &plan)
{
    std::vector<bool> moves(plan.table->rowCount());
    for (const Step &step : plan.steps) {
        m_count += moves[step.row] ? 0 : 1; // A parked row has a second step.
        moves[step.row] = true;
    }
    if (m_count == moves.size())
        return;
    m_ofRow.assign(moves.size(), kNone);
    m_rows.reserve(m_count);
    for (RowId row = 0; row < moves.size(); ++row) {
        if (!moves[row])
            continue;
        m_ofRow[row] = std::uint32_t(m_rows.size());
        m_rows.push_back(row);
    }
}

void addFolders(DirectoryCache &cache, const RenamePlan &plan)
{
    for (DirectoryId id = 0; id < plan.table->directoryCount(); ++id)
        cache.add(plan.table->directory(id).path, plan.table->directory(id).identity);
    for (const auto &extra : plan.targets->extraDirectories())
        cache.add(extra.path, {});
}

Result<SealedIntent> writeIntent(FileSystem &fileSystem, History &history, const BatchHeader &header, const RenamePlan &plan,
    DirectoryCache &cache, Backoff &patience, const std::stop_token &stop)
{
    auto writer = history.begin(header);
    if (!writer)
        return writer.error();
    SealedIntent intent;
    intent.writer = std::move(*writer);
    intent.made = missingFolders(fileSystem, plan, cache);
    intent.moves = MoveNumbers(plan);
    FolderRecords folders(*intent.writer, cache, plan.table->directoryCount() + plan.targets->extraDirectories().size());
    addFolderRecords(fileSystem, plan, intent, folders);
    if (auto added = addCreated(plan, intent); !added)
        return added.error();
    addAttributes(plan, intent);
    for (int failed = 1;; ++failed) {
        const auto sealed = intent.writer->seal([&] { return addMoves(plan, intent, folders, stop); });
        if (sealed)
            return intent;
        if (sealed.error().code != ErrorCode::Locked || !patience.wait(failed))
            return sealed.error();
    }
}

} // namespace bulkhead
