// SPDX-License-Identifier: GPL-3.0-or-later
// What list rules read. Compiling a recipe reads no file: whoever compiles one loads its lists before, on a worker.
#pragma once

#include "core/base/result.h"
#include "core/rename/compiled_recipe.h"

#include <functional>

namespace bulkhead {

/// The entries of a list: cells under named columns, in one byte arena. Immutable, shared between threads.
class NameList
{
public:
    enum class Format : std::uint8_t {
        Lines, ///< One name a line; its column is called "new".
        Pairs, ///< CSV without a header: "old" and "new".
        Csv, ///< RFC 4180 with a header, which has "new", or its first column is meant; by name "old" and "new", or the first two.
    };

    /// Problems have `field` empty, and say a line where they can. Linear. Any thread.
    static std::variant<std::shared_ptr<const NameList>, RecipeProblem> parse(BytesView content, Format format, ListRule::By by);

    ListRule::By by() const noexcept { return m_by; }
    std::uint32_t entryCount() const noexcept { return m_entryCount; }
    std::optional<std::uint32_t> columnNamed(BytesView name) const;
    BytesView cell(std::uint32_t entry, std::uint32_t column) const;
    BytesView newName(std::uint32_t entry) const { return cell(entry, m_newColumn); }
    BytesView oldName(std::uint32_t entry) const { return cell(entry, m_oldColumn); } ///< By name.

    /// The entry for a row, or kNone. By order: at its place among the rows that take part. By name: the one with its path
    /// on disk, else with its name on disk.
    std::uint32_t entryOf(const FileTable &table, const BatchFacts &facts, RowId row) const;
    std::uint32_t entryNamed(const FileTable &table, RowId row) const; ///< By name.

private:
    /// By name: an empty folder stands for every one.
    struct Key {
        BytesView folder;
        BytesView name;
        bool operator==(const Key &) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &key) const noexcept
        {
            return std::hash<BytesView>()(key.name) ^ (std::hash<BytesView>()(key.folder) * 3);
        }
    };

    NameList() = default;
    void readLines(BytesView content);
    std::optional<RecipeProblem> readRecords(BytesView content, Format format);
    std::optional<RecipeProblem> setColumns(std::vector<Bytes> columns);
    std::optional<RecipeProblem> addKey(std::size_t line);
    void addCell(BytesView text);
    std::uint32_t find(const Key &key) const;

    ListRule::By m_by = ListRule::By::Order;
    std::vector<Bytes> m_columns;
    std::uint32_t m_oldColumn = 0;
    std::uint32_t m_newColumn = 0;
    std::uint32_t m_entryCount = 0;
    Bytes m_text;
    std::vector<std::uint32_t> m_cellEnd; ///< In m_text; cells of an entry are neighbours.
    std::unordered_map<Key, std::uint32_t, KeyHash> m_entryByKey; ///< Views of m_text, which is reserved before.
    bool m_hasFolders = false;
};

/// LoadedLists has them by `file` and `by` of the rules.
using LoadedList = LoadedLists::mapped_type;

inline constexpr std::size_t kMostListBytes = std::size_t(256) << 20;

/// The lists of the enabled list rules that have a file, each loaded once. As slow as `load`.
LoadedLists loadLists(const RenameRecipe &recipe, const std::function<LoadedList(const Bytes &path, ListRule::By by)> &load);

/// The list in a file with that content, CSV with a header where the path ends with ".csv". Where it could not be read, or has a
/// mistake, the problem that compileRecipe reports. Any thread.
LoadedList listOfFile(BytesView path, const Result<Bytes> &content, ListRule::By by);

/// Lists by order that have too few or too many names for so many rows, which are those that are not left out. Any thread.
std::vector<RecipeProblem> listProblems(const CompiledRecipe &recipe, std::uint32_t rowCount);

/// Lists by name with entries that are about none of the rows. Linear in rows and entries. Any thread.
std::vector<RecipeProblem> listWarnings(const CompiledRecipe &recipe, const FileTable &table, std::span<const RowId> rows);

} // namespace bulkhead
