// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace bulkhead {

/// One refresh of a screen with 60 of them a second, and the longest wait that nobody calls a stall.
inline constexpr std::chrono::nanoseconds kOneFrame = std::chrono::microseconds(16'700);
inline constexpr std::chrono::nanoseconds kStall = std::chrono::milliseconds(50);

/// A wait for the event loop that was longer than a frame, and what the loop was at then.
struct Stall {
    std::chrono::nanoseconds wait{};
    std::chrono::nanoseconds at{}; ///< Since the measuring began.
    Bytes action; ///< Empty where none was named.
    Bytes event; ///< "MouseButtonRelease to QPushButton"; empty between events.
    std::vector<Bytes> stack; ///< Innermost call first; only of those that lasted kStall.
};

/// How long the event loop took to answer, all times together: a fixed size, however long the program runs. A value.
class StallRecord
{
public:
    static constexpr std::size_t kWorst = 10;
    struct Bucket {
        std::chrono::nanoseconds upTo{}; ///< Inclusive.
        std::int64_t answers = 0;
    };

    void add(std::chrono::nanoseconds wait);
    /// One that was added, with more to say. Kept while it is among the worst.
    void describe(Stall stall);

    std::int64_t answers() const noexcept { return m_answers; }
    std::int64_t overFrame() const noexcept { return m_overFrame; }
    std::int64_t stalls() const noexcept { return m_stalls; } ///< That took kStall or longer.
    std::chrono::nanoseconds longest() const noexcept { return m_longest; }
    /// A time within which this share (0..1) of the answers came: that of the bucket, at most the longest. 0 without any.
    std::chrono::nanoseconds within(double share) const;
    std::vector<Bucket> histogram() const; ///< Those that have any; the last goes up to the longest.
    const std::vector<Stall> &worst() const noexcept { return m_worst; } ///< The longest first, kWorst at most.

private:
    static constexpr std::array<int, 24> kUpToMicroseconds{125, 250, 500, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 10'000, 12'000, 14'000,
        16'700, 20'000, 25'000, 33'300, 50'000, 75'000, 100'000, 200'000, 500'000, 1'000'000, 5'000'000};

    std::array<std::int64_t, kUpToMicroseconds.size() + 1> m_counts{};
    std::int64_t m_answers = 0;
    std::int64_t m_overFrame = 0;
    std::int64_t m_stalls = 0;
    std::chrono::nanoseconds m_longest{};
    std::vector<Stall> m_worst;
};

} // namespace bulkhead
