// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include "core/base/path.h"
#include "core/rename/naming/extension_split.h"
#include "core/rename/plan/natural_key.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <numeric>
#include <optional>
#include <thread>

namespace bulkhead {

namespace {

using By = RowOrder::By;

constexpr std::size_t kBetweenStops = 4096; ///< Rows.

/// A row and its key; `head` is the part of the key that decides most comparisons.
struct KeyedRow {
    std::uint64_t head = 0;
    const char *key = nullptr;
    std::uint32_t length = 0;
    std::uint32_t row = 0;
};

void appendNumber(Bytes &out, std::uint64_t number)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        out += char(number >> shift);
}

/// Turns text into what memcmp orders: natural keys of one kind, or the bytes.
class TextKey
{
public:
    explicit TextKey(std::optional<NaturalKeyMaker::Kind> natural)
    {
        if (natural)
            m_natural.emplace(*natural);
    }
    void append(Bytes &out, BytesView text) const
    {
        if (m_natural)
            m_natural->append(out, text);
        else
            out += text;
    }

private:
    std::optional<NaturalKeyMaker> m_natural;
};

template <class NameAt>
std::optional<NaturalKeyMaker::Kind> naturalKind(const RowOrder &order, std::size_t count, NameAt &&nameAt)
{
    if (!order.natural)
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        if (!suitsAsciiKey(nameAt(i)))
            return NaturalKeyMaker::Kind::Collated;
    }
    return NaturalKeyMaker::Kind::Ascii;
}

/// Keys of a run of rows, in an arena of their own.
struct KeyRun {
    Bytes arena;
    std::vector<KeyedRow> rows;
};

/// The bytes that all keys begin with tell nothing: names of one camera differ late.
std::size_t commonPrefix(const std::vector<KeyRun> &runs)
{
    const KeyedRow &first = runs.front().rows.front();
    std::size_t common = first.length;
    for (const KeyRun &run : runs) {
        for (const KeyedRow &row : run.rows) {
            common = std::min<std::size_t>(common, row.length);
            common = std::size_t(std::mismatch(first.key, first.key + common, row.key).first - first.key);
        }
    }
    return common;
}

std::uint64_t headOf(const KeyedRow &row)
{
    unsigned char bytes[8] = {};
    std::memcpy(bytes, row.key, std::min<std::size_t>(row.length, sizeof bytes));
    std::uint64_t head = 0;
    for (const unsigned char byte : bytes)
        head = head << 8 | byte;
    return head;
}

/// Keys, then bytes of the name, then row; the row counts upwards in either direction.
class KeyOrder
{
public:
    KeyOrder(const FileTable &table, bool descending)
        : m_table(table)
        , m_descending(descending)
    {
    }
    bool operator()(const KeyedRow &a, const KeyedRow &b) const
    {
        if (a.head != b.head)
            return (a.head < b.head) != m_descending;
        int order = BytesView(a.key, a.length).compare(BytesView(b.key, b.length));
        if (order == 0)
            order = m_table.name(a.row).compare(m_table.name(b.row));
        return order != 0 ? (order < 0) != m_descending : a.row < b.row;
    }

private:
    const FileTable &m_table;
    bool m_descending;
};

struct Stopped {
};

/// Ends a sort by an exception: the algorithm itself cannot be told to stop.
class StoppableOrder
{
public:
    /// Both must outlive it and its copies.
    StoppableOrder(const KeyOrder &before, const std::stop_token &stop, std::size_t &comparisons)
        : m_before(&before)
        , m_stop(&stop)
        , m_comparisons(&comparisons)
    {
    }
    bool operator()(const KeyedRow &a, const KeyedRow &b) const
    {
        if (++*m_comparisons % kBetweenStops == 0 && m_stop->stop_requested())
            throw Stopped();
        return (*m_before)(a, b);
    }

private:
    const KeyOrder *m_before;
    const std::stop_token *m_stop;
    std::size_t *m_comparisons;
};

/// The folders of the table in order: by path, component by component.
std::vector<std::uint32_t> rankFolders(const FileTable &table, const RowOrder &order)
{
    const auto path = [&](std::size_t id) -> const Bytes & { return table.directory(DirectoryId(id)).path; };
    const TextKey keys(naturalKind(order, table.directoryCount(), path));
    std::vector<Bytes> byId(table.directoryCount());
    for (DirectoryId id = 0; id < byId.size(); ++id) {
        for (const BytesView component : pathComponents(path(id))) {
            keys.append(byId[id], component);
            byId[id] += '\0';
        }
    }
    std::vector<DirectoryId> ids(byId.size());
    std::iota(ids.begin(), ids.end(), DirectoryId(0));
    std::sort(ids.begin(), ids.end(), [&](DirectoryId a, DirectoryId b) {
        const int difference = byId[a].compare(byId[b]);
        return difference != 0 ? difference < 0 : path(a) < path(b);
    });
    std::vector<std::uint32_t> rank(ids.size());
    for (std::uint32_t i = 0; i < ids.size(); ++i)
        rank[ids[i]] = i;
    return rank;
}

class RowSorter
{
public:
    RowSorter(const FileTable &table, const RowOrder &order, ExtensionStyle extension, std::vector<RowId> rows, std::stop_token stop)
        : m_table(table)
        , m_order(order)
        , m_extension(extension)
        , m_stop(std::move(stop))
        , m_rows(std::move(rows))
        , m_kind(naturalKind(order, m_rows.size(), [&](std::size_t i) { return table.name(m_rows[i]); }))
    {
        if (order.by == By::Path)
            m_folderRank = rankFolders(table, order);
    }

    /// Nothing where the stop token fired.
    std::optional<std::vector<RowId>> run(unsigned threads)
    {
        try {
            return sorted(threads);
        } catch (const Stopped &) {
            return std::nullopt;
        }
    }

private:
    std::vector<RowId> sorted(unsigned threads) const
    {
        std::vector<KeyRun> runs(std::clamp<std::size_t>(threads, 1, m_rows.size() / kBetweenStops + 1));
        inParallel(
            runs.size(), [&](std::size_t i) { makeKeys(runs[i], m_rows.size() * i / runs.size(), m_rows.size() * (i + 1) / runs.size()); });
        if (m_stop.stop_requested())
            throw Stopped();
        const std::size_t common = commonPrefix(runs);
        const KeyOrder before(m_table, m_order.descending);
        inParallel(runs.size(), [&](std::size_t i) {
            for (KeyedRow &row : runs[i].rows) {
                row.key += common;
                row.length -= std::uint32_t(common);
                row.head = headOf(row);
            }
            std::size_t comparisons = 0;
            std::sort(runs[i].rows.begin(), runs[i].rows.end(), StoppableOrder(before, m_stop, comparisons));
        });
        return merged(runs, before);
    }

    /// What one of them throws is thrown here, once all have ended.
    template <class Work>
    static void inParallel(std::size_t count, const Work &work)
    {
        std::vector<std::exception_ptr> failures(count);
        const auto attempt = [&](std::size_t i) {
            try {
                work(i);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        };
        {
            std::vector<std::jthread> helpers;
            for (std::size_t i = 1; i < count; ++i)
                helpers.emplace_back([&attempt, i] { attempt(i); });
            attempt(0);
        }
        for (const std::exception_ptr &failure : failures) {
            if (failure)
                std::rethrow_exception(failure);
        }
    }

    void makeKeys(KeyRun &run, std::size_t first, std::size_t last) const
    {
        const TextKey text(m_kind);
        std::vector<std::size_t> ends;
        ends.reserve(last - first);
        for (std::size_t i = first; i < last; ++i) {
            if (i % kBetweenStops == 0 && m_stop.stop_requested())
                return;
            appendKey(run.arena, m_rows[i], text);
            ends.push_back(run.arena.size());
        }
        run.rows.reserve(last - first);
        std::size_t begin = 0;
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t end = ends[i - first];
            run.rows.push_back({.key = run.arena.data() + begin, .length = std::uint32_t(end - begin), .row = m_rows[i]});
            begin = end;
        }
    }

    void appendKey(Bytes &out, RowId row, const TextKey &text) const
    {
        const BytesView name = m_table.name(row);
        constexpr std::uint64_t kSign = std::uint64_t(1) << 63; // Negative numbers come before the others.
        switch (m_order.by) {
        case By::Given:
        case By::Name:
            break;
        case By::Path:
            appendNumber(out, m_folderRank[m_table.directoryOf(row)]);
            break;
        case By::Size:
            appendNumber(out, std::uint64_t(m_table.size(row)) ^ kSign);
            break;
        case By::Mtime:
            appendNumber(out, std::uint64_t(m_table.modificationTime(row)) ^ kSign);
            break;
        case By::Extension: {
            const ExtensionStyle style = m_table.isDirectory(row) ? ExtensionStyle::None : m_extension;
            text.append(out, splitExtension(name, style, knownSuffixes()).extension);
            out += '\0';
            break;
        }
        }
        text.append(out, name);
    }

    std::vector<RowId> merged(std::vector<KeyRun> &runs, const KeyOrder &before) const
    {
        std::size_t comparisons = 0;
        std::vector<KeyedRow> all = std::move(runs.front().rows);
        for (std::size_t i = 1; i < runs.size(); ++i) {
            std::vector<KeyedRow> both(all.size() + runs[i].rows.size());
            std::merge(all.begin(), all.end(), runs[i].rows.begin(), runs[i].rows.end(), both.begin(),
                StoppableOrder(before, m_stop, comparisons));
            all = std::move(both);
        }
        std::vector<RowId> result;
        result.reserve(all.size());
        for (const KeyedRow &row : all)
            result.push_back(row.row);
        return result;
    }

    const FileTable &m_table;
    const RowOrder m_order;
    const ExtensionStyle m_extension;
    const std::stop_token m_stop;
    const std::vector<RowId> m_rows;
    const std::optional<NaturalKeyMaker::Kind> m_kind; ///< Empty = bytes.
    std::vector<std::uint32_t> m_folderRank;
};

} // namespace

std::optional<std::vector<RowId>> sortRows(const FileTable &table, const RowOrder &order, ExtensionStyle extension,
    const std::vector<std::uint8_t> &removed, std::stop_token stop, unsigned threads)
{
    std::vector<RowId> rows;
    rows.reserve(table.rowCount());
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (row >= removed.size() || !removed[row])
            rows.push_back(row);
    }
    if (stop.stop_requested())
        return std::nullopt;
    if (order.by == By::Given) {
        if (order.descending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }
    if (rows.empty())
        return rows;
    return RowSorter(table, order, extension, std::move(rows), std::move(stop)).run(threads);
}

} // namespace bulkhead
