// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/name_list.h"

#include "core/base/csv.h"
#include "core/base/path.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;

namespace {

RecipeProblem problemAt(std::size_t line, Code code, BytesView argument = {})
{
    return {.code = code, .argument = Bytes(argument), .line = static_cast<std::int64_t>(line)};
}

} // namespace

std::variant<std::shared_ptr<const NameList>, RecipeProblem> NameList::parse(BytesView content, Format format, ListRule::By by)
{
    const std::shared_ptr<NameList> list(new NameList);
    list->m_by = by;
    if (format == Format::Lines) {
        list->readLines(withoutByteOrderMark(content));
    } else if (auto problem = list->readRecords(content, format)) {
        return *std::move(problem);
    }
    return std::shared_ptr<const NameList>(list);
}

void NameList::readLines(BytesView content)
{
    m_columns = {"new"};
    m_text.reserve(content.size());
    while (!content.empty()) {
        const std::size_t end = std::min(content.find('\n'), content.size());
        const bool hasReturn = end < content.size() && end > 0 && content[end - 1] == '\r';
        addCell(content.substr(0, end - (hasReturn ? 1 : 0)));
        ++m_entryCount;
        content.remove_prefix(std::min(end + 1, content.size()));
    }
}

std::optional<RecipeProblem> NameList::readRecords(BytesView content, Format format)
{
    CsvReader reader(content);
    std::vector<Bytes> fields;
    m_text.reserve(content.size()); // Keys are views of it: it must not grow.
    if (format == Format::Pairs) {
        if (auto problem = setColumns({"old", "new"})) {
            return problem;
        }
    }
    for (;;) {
        switch (reader.next(fields)) {
        case CsvReader::Got::End:
            return m_columns.empty() ? std::optional(problemAt(1, Code::UnknownColumn, "new")) : std::nullopt;
        case CsvReader::Got::UnclosedQuote:
            return problemAt(reader.line(), Code::UnclosedQuote);
        case CsvReader::Got::TextBehindQuote:
            return problemAt(reader.line(), Code::TextBehindQuote);
        case CsvReader::Got::Record:
            break;
        }
        if (m_columns.empty()) {
            if (auto problem = setColumns(fields)) {
                return problem;
            }
            continue;
        }
        const bool isEmptyLine = fields.size() == 1 && fields[0].empty();
        if (isEmptyLine && m_columns.size() > 1) {
            continue;
        }
        if (fields.size() != m_columns.size()) {
            return problemAt(reader.line(), Code::UnevenRow, std::to_string(m_columns.size()));
        }
        std::for_each(fields.begin(), fields.end(), [this](const Bytes &field) { addCell(field); });
        ++m_entryCount;
        if (m_by == ListRule::By::Name) {
            if (auto problem = addKey(reader.line())) {
                return problem;
            }
        }
    }
}

std::optional<RecipeProblem> NameList::setColumns(std::vector<Bytes> columns)
{
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        if (std::find(columns.begin(), column, *column) != column) {
            return problemAt(1, Code::DuplicateEntry, *column);
        }
    }
    m_columns = std::move(columns);
    const auto oldColumn = columnNamed("old");
    const auto newColumn = columnNamed("new");
    if (m_by == ListRule::By::Order) {
        m_newColumn = newColumn.value_or(0);
        return std::nullopt;
    }
    if (m_columns.size() < 2 || oldColumn.has_value() != newColumn.has_value()) {
        return problemAt(1, Code::UnknownColumn, newColumn ? "old" : "new");
    }
    m_oldColumn = oldColumn.value_or(0);
    m_newColumn = newColumn.value_or(1);
    return std::nullopt;
}

std::optional<RecipeProblem> NameList::addKey(std::size_t line)
{
    const BytesView old = oldName(m_entryCount - 1);
    const bool isPath = old.starts_with('/');
    m_hasFolders = m_hasFolders || isPath;
    const Key key = isPath ? Key{parentPath(old), fileName(old)} : Key{{}, old};
    return m_entryByKey.emplace(key, m_entryCount - 1).second ? std::nullopt : std::optional(problemAt(line, Code::DuplicateEntry, old));
}

void NameList::addCell(BytesView text)
{
    m_text += text;
    m_cellEnd.push_back(static_cast<std::uint32_t>(m_text.size()));
}

std::optional<std::uint32_t> NameList::columnNamed(BytesView name) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), name);
    return found == m_columns.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - m_columns.begin()));
}

BytesView NameList::cell(std::uint32_t entry, std::uint32_t column) const
{
    const std::size_t index = std::size_t(entry) * m_columns.size() + column;
    const std::uint32_t begin = index == 0 ? 0 : m_cellEnd[index - 1];
    return BytesView(m_text).substr(begin, m_cellEnd[index] - begin);
}

std::uint32_t NameList::entryOf(const FileTable &table, const BatchFacts &facts, RowId row) const
{
    if (m_by == ListRule::By::Order) {
        const std::uint32_t position = facts.position[row];
        return position < m_entryCount ? position : kNone;
    }
    return entryNamed(table, row);
}

std::uint32_t NameList::entryNamed(const FileTable &table, RowId row) const
{
    const BytesView name = table.name(row);
    const std::uint32_t byPath = m_hasFolders ? find({table.directory(table.directoryOf(row)).path, name}) : kNone;
    return byPath != kNone ? byPath : find({{}, name});
}

std::uint32_t NameList::find(const Key &key) const
{
    const auto found = m_entryByKey.find(key);
    return found == m_entryByKey.end() ? kNone : found->second;
}

} // namespace bulkhead
