// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <atomic>
#include <cstdint>
#include <vector>

namespace bulkhead {

enum class RowResult : std::uint8_t { Pending, Done, Failed, Skipped, Cancelled, Parked };

/// What became of each row, written by the worker while the window reads the visible ones. Any thread.
class RowResults
{
public:
    explicit RowResults(std::size_t rows)
        : m_results(rows)
    {
    }
    std::size_t size() const noexcept { return m_results.size(); }
    RowResult operator[](RowId row) const noexcept { return RowResult(m_results[row].load(std::memory_order_relaxed)); }
    void set(RowId row, RowResult result) noexcept { m_results[row].store(std::uint8_t(result), std::memory_order_relaxed); }

private:
    std::vector<std::atomic<std::uint8_t>> m_results;
};

} // namespace bulkhead
