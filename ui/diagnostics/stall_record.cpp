// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/stall_record.h"

#include <algorithm>

namespace bulkhead {

void StallRecord::add(std::chrono::nanoseconds wait)
{
    const auto fits = [wait](int upTo) { return wait <= std::chrono::microseconds(upTo); };
    const auto bucket = std::find_if(kUpToMicroseconds.begin(), kUpToMicroseconds.end(), fits);
    ++m_counts[std::size_t(bucket - kUpToMicroseconds.begin())];
    ++m_answers;
    m_overFrame += wait > kOneFrame ? 1 : 0;
    m_stalls += wait >= kStall ? 1 : 0;
    m_longest = std::max(m_longest, wait);
}

void StallRecord::describe(Stall stall)
{
    const auto longer = [](const Stall &a, const Stall &b) { return a.wait > b.wait; };
    m_worst.insert(std::upper_bound(m_worst.begin(), m_worst.end(), stall, longer), std::move(stall));
    if (m_worst.size() > kWorst)
        m_worst.pop_back();
}

std::chrono::nanoseconds StallRecord::within(double share) const
{
    std::int64_t counted = 0;
    for (const Bucket &bucket : histogram()) {
        counted += bucket.answers;
        if (double(counted) >= share * double(m_answers))
            return bucket.upTo;
    }
    return m_longest;
}

std::vector<StallRecord::Bucket> StallRecord::histogram() const
{
    std::vector<Bucket> buckets;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0)
            buckets.push_back({i < kUpToMicroseconds.size() ? std::chrono::microseconds(kUpToMicroseconds[i]) : m_longest, m_counts[i]});
    }
    if (!buckets.empty())
        buckets.back().upTo = m_longest;
    return buckets;
}

} // namespace bulkhead
