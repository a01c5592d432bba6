// SPDX-License-Identifier: GPL-3.0-or-later
// Contenders in turns with a yardstick. Machines are noisy, and for long stretches: a contender is compared only with the
// yardsticks just before and just behind it, and the median of these ratios counts.
#pragma once

#include "tests/bench/row.h"

namespace bulkhead::bench {

class Contest
{
public:
    /// The first and the last turn are the yardstick's.
    explicit Contest(Bytes yardstick)
        : m_yardstick(std::move(yardstick))
    {
    }

    void add(const Bytes &name, double seconds) { m_turns.push_back({name, seconds}); }
    bool has(const Bytes &name) const;
    std::vector<double> seconds(const Bytes &name) const;
    /// Of each turn: to the mean of the yardsticks on either side.
    std::vector<double> ratios(const Bytes &name) const;

private:
    struct Turn {
        Bytes name;
        double seconds = 0;
    };
    double yardstickAround(std::size_t turn) const;

    Bytes m_yardstick;
    std::vector<Turn> m_turns;
};

} // namespace bulkhead::bench
