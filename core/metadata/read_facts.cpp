// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/read_facts.h"

#include "core/metadata/audio_facts.h"
#include "core/metadata/content_facts.h"
#include "core/metadata/fact_text.h"
#include "core/metadata/image_facts.h"

#include <algorithm>
#include <exception>
#include <thread>

namespace bulkhead {

namespace {

/// Rows a thread takes at a time: few, because a file may take long.
constexpr std::size_t kChunk = 16;

class FactsReader
{
public:
    FactsReader(FileSystem &fileSystem, const FileTable &table, const FactsWanted &wanted, FactCache &cache, std::stop_token stop,
        std::atomic<std::int64_t> *done, const ReadLimits &limits)
        : m_fileSystem(fileSystem)
        , m_table(table)
        , m_wanted(wanted)
        , m_cache(cache)
        , m_stop(std::move(stop))
        , m_done(done)
        , m_limits(limits)
        , m_facts(table.rowCount(), {wanted.keys.begin(), wanted.keys.end()})
    {
    }

    std::optional<FileFacts> run(unsigned threads)
    {
        {
            std::vector<std::jthread> helpers;
            for (unsigned i = 1; i < threads && i * kChunk < m_wanted.rows.size(); ++i)
                helpers.emplace_back([this] { readChunks(); });
            readChunks();
        }
        if (m_failure)
            std::rethrow_exception(m_failure);
        return m_stop.stop_requested() ? std::nullopt : std::optional(std::move(m_facts));
    }

private:
    /// The folder of the row before: rows of one folder mostly come together.
    struct OpenFolder {
        DirectoryId id = kNone;
        DirectoryRef directory; ///< Null where it cannot be opened.
    };

    void readChunks()
    {
        try {
            OpenFolder folder;
            for (std::size_t first = m_next.fetch_add(kChunk); first < m_wanted.rows.size(); first = m_next.fetch_add(kChunk)) {
                const std::size_t count = std::min(kChunk, m_wanted.rows.size() - first);
                for (const RowId row : m_wanted.rows.subspan(first, count)) {
                    if (m_stop.stop_requested())
                        return;
                    keep(row, factsOfRow(row, folder));
                    if (m_done)
                        m_done->fetch_add(1, std::memory_order_relaxed);
                }
            }
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_failure = std::current_exception();
            m_next = m_wanted.rows.size();
        }
    }

    std::vector<Fact> factsOfRow(RowId row, OpenFolder &folder)
    {
        if (m_table.type(row) != FileType::Regular)
            return std::vector<Fact>(m_wanted.keys.size());
        std::vector<Fact> facts;
        const FileIdentity identity = m_table.identity(row);
        for (const FactKey &key : m_wanted.keys) {
            auto known = m_cache.find(identity, key);
            if (!known)
                return readRow(row, folder);
            facts.push_back(*std::move(known));
        }
        return facts;
    }

    std::vector<Fact> readRow(RowId row, OpenFolder &folder)
    {
        std::vector<Fact> unreadable(m_wanted.keys.size(), Fact{.state = Fact::State::Unreadable});
        if (folder.id != m_table.directoryOf(row)) {
            auto opened = m_fileSystem.openDirectoryNoLinks(m_table.directory(m_table.directoryOf(row)).path);
            folder = {.id = m_table.directoryOf(row), .directory = opened ? *opened : nullptr};
        }
        if (!folder.directory)
            return unreadable;
        const auto file = m_fileSystem.openFile(folder.directory, m_table.name(row));
        if (!file || !sameObject((*file)->status().identity, m_table.identity(row)))
            return unreadable;
        std::vector<Fact> facts = factsOf(**file, m_table.name(row), m_wanted.keys, m_limits, m_stop);
        if (m_stop.stop_requested())
            return unreadable; // cut short: nothing to remember
        for (std::size_t i = 0; i < facts.size(); ++i) {
            if (m_wanted.keys[i].kind != FactKey::Kind::Mime) // which depends on the name, too
                m_cache.store((*file)->status().identity, m_wanted.keys[i], facts[i]);
        }
        return facts;
    }

    void keep(RowId row, const std::vector<Fact> &facts)
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < facts.size(); ++i)
            m_facts.set(row, i, facts[i]);
    }

    FileSystem &m_fileSystem;
    const FileTable &m_table;
    const FactsWanted m_wanted;
    FactCache &m_cache;
    const std::stop_token m_stop;
    std::atomic<std::int64_t> *m_done;
    const ReadLimits m_limits;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex; ///< Guards what follows.
    FileFacts m_facts;
    std::exception_ptr m_failure;
};

} // namespace

std::optional<FileFacts> readFacts(FileSystem &fileSystem, const FileTable &table, const FactsWanted &wanted, FactCache &cache,
    std::stop_token stop, unsigned threads, std::atomic<std::int64_t> *done, const ReadLimits &limits)
{
    return FactsReader(fileSystem, table, wanted, cache, std::move(stop), done, limits).run(threads);
}

std::vector<Fact> factsOf(
    ReadableFile &file, BytesView name, std::span<const FactKey> keys, const ReadLimits &limits, const std::stop_token &stop)
{
    std::vector<Fact> facts(keys.size());
    const auto asks = [keys](auto isWanted) { return std::any_of(keys.begin(), keys.end(), isWanted); };
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].kind == FactKey::Kind::AccessTime) {
            facts[i] = numberFact(file.accessTime());
        } else if (keys[i].kind == FactKey::Kind::Mime) {
            LimitedFile limited(file, limits, stop);
            facts[i] = mimeFact(limited, name);
        } else if (keys[i].kind == FactKey::Kind::ContentType) {
            LimitedFile limited(file, limits, stop);
            facts[i] = contentTypeFact(limited);
        }
    }
    if (asks([](const FactKey &key) { return isImageFact(key.kind); })) {
        LimitedFile limited(file, limits, stop);
        readImageFacts(limited, name, keys, facts);
    }
    if (asks([](const FactKey &key) { return key.kind == FactKey::Kind::Audio; })) {
        LimitedFile limited(file, limits, stop);
        readAudioFacts(limited, name, keys, facts);
    }
    readHashes(file, keys, facts, stop);
    return facts;
}

} // namespace bulkhead
