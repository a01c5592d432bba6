// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_view.h"

#include "core/base/text.h"
#include "ui/models/shared_value.h"

#include <algorithm>
#include <array>

namespace bulkhead {

namespace {

constexpr std::size_t kStopEvery = 4096;

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

/// Finds a text in names, ignoring case and whether accents are composed; without making a QString per name where plain bytes will do.
class TextFilter
{
public:
    explicit TextFilter(const QString &text)
        : m_text(text.normalized(QString::NormalizationForm_C))
        , m_bytes(fromText(text))
        , m_ascii(isAscii(m_bytes))
    {
        std::transform(m_bytes.begin(), m_bytes.end(), m_bytes.begin(), lowerAscii);
    }

    bool isEmpty() const { return m_bytes.empty(); }

    bool matches(BytesView name) const
    {
        if (m_ascii) {
            const auto same = [](char a, char b) { return lowerAscii(a) == b; };
            return std::search(name.begin(), name.end(), m_bytes.begin(), m_bytes.end(), same) != name.end();
        }
        return toText(name).normalized(QString::NormalizationForm_C).contains(m_text, Qt::CaseInsensitive);
    }

private:
    QString m_text;
    Bytes m_bytes;
    bool m_ascii;
};

bool passes(const FileList &list, const RenamePlan *plan, RowFilter filter, RowId row)
{
    switch (filter) {
    case RowFilter::All:
        return true;
    case RowFilter::Changed:
        return plan ? plan->status[row] == RowStatus::Rename : (list.mark(row) & MarkRenamed) != 0;
    case RowFilter::Conflicts:
        return plan && plan->status[row] == RowStatus::Conflict;
    case RowFilter::Errors:
        return plan ? plan->status[row] == RowStatus::Error : (list.mark(row) & MarkFailed) != 0;
    }
    return true;
}

BytesView newName(const FileList &list, const RenamePlan *plan, RowId row)
{
    return plan ? plan->targets->name(row) : list.table->name(row);
}

/// The engine's natural order is over a table's names: a table of the new names borrows it.
std::vector<RowId> sortedByNewName(const FileList &list, const RenamePlan *plan, const std::vector<RowId> &rows, std::stop_token stop)
{
    FileTable names;
    const DirectoryId root = names.addDirectory({.path = "/", .parent = kNone, .row = kNone, .identity = {}, .maxNameBytes = 255});
    names.reserve(rows.size(), rows.size() * 24);
    for (const RowId row : rows) {
        if (!names.addRow(root, newName(list, plan, row), {}))
            return rows;
    }
    const RowOrder byName{.by = RowOrder::By::Name, .natural = true, .descending = false};
    std::optional<std::vector<RowId>> sorted = sortRows(names, byName, ExtensionStyle::Known, {}, stop, 1);
    if (!sorted)
        return rows;
    for (RowId &row : *sorted)
        row = rows[row];
    return *std::move(sorted);
}

/// What needs attention first; a stable counting sort.
std::vector<RowId> sortedByStatus(const FileList &list, const RenamePlan *plan, const std::vector<RowId> &rows)
{
    static constexpr std::array kRanks = {RowStatus::Conflict, RowStatus::Error, RowStatus::Rename, RowStatus::Skipped, RowStatus::Same};
    const auto rank = [&](RowId row) -> std::size_t {
        if (!plan)
            return list.mark(row) & MarkFailed ? 0 : list.mark(row) & MarkRenamed ? 1 : 2;
        return std::size_t(std::find(kRanks.begin(), kRanks.end(), plan->status[row]) - kRanks.begin());
    };
    std::array<std::vector<RowId>, kRanks.size() + 1> buckets;
    for (const RowId row : rows)
        buckets[rank(row)].push_back(row);
    std::vector<RowId> sorted;
    sorted.reserve(rows.size());
    for (const auto &bucket : buckets)
        sorted.insert(sorted.end(), bucket.begin(), bucket.end());
    return sorted;
}

} // namespace

std::shared_ptr<const RowView> makeRowView(
    const FileList &list, const std::vector<RowId> &order, const RenamePlan *plan, const ViewOptions &options, std::stop_token stop)
{
    RowView view;
    const TextFilter text(options.text);
    if (options.filter == RowFilter::All && text.isEmpty()) {
        view.rows = order;
    } else {
        std::size_t seen = 0;
        for (const RowId row : order) {
            if (++seen % kStopEvery == 0 && stop.stop_requested())
                return nullptr;
            if (!passes(list, plan, options.filter, row))
                continue;
            if (text.isEmpty() || text.matches(list.table->name(row)) || (plan && text.matches(newName(list, plan, row))))
                view.rows.push_back(row);
        }
    }
    if (options.sort == ViewOptions::Sort::NewName)
        view.rows = sortedByNewName(list, plan, view.rows, stop);
    else if (options.sort == ViewOptions::Sort::Status)
        view.rows = sortedByStatus(list, plan, view.rows);
    if (options.sort != ViewOptions::Sort::ListOrder && options.direction == ViewOptions::Direction::Descending)
        std::reverse(view.rows.begin(), view.rows.end());
    if (stop.stop_requested())
        return nullptr;

    view.position.assign(list.table ? list.table->rowCount() : 0, kNone);
    for (std::size_t at = 0; at < view.rows.size(); ++at)
        view.position[view.rows[at]] = std::uint32_t(at);
    return sharedValue(std::move(view));
}

RowId nextConflict(const std::vector<RowId> &rows, const RenamePlan &plan, int at, ConflictStep step)
{
    const int count = int(rows.size());
    for (int looked = 0; looked < count; ++looked) {
        at += int(step);
        if (at < 0)
            at = count - 1;
        else if (at >= count)
            at = 0;
        if (plan.status[rows[std::size_t(at)]] == RowStatus::Conflict)
            return rows[std::size_t(at)];
    }
    return kNone;
}

} // namespace bulkhead
