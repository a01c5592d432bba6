// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/contest.h"

#include <algorithm>

namespace bulkhead::bench {

bool Contest::has(const Bytes &name) const
{
    return std::any_of(m_turns.begin(), m_turns.end(), [&name](const Turn &turn) { return turn.name == name; });
}

std::vector<double> Contest::seconds(const Bytes &name) const
{
    std::vector<double> found;
    for (const Turn &turn : m_turns) {
        if (turn.name == name)
            found.push_back(turn.seconds);
    }
    return found;
}

std::vector<double> Contest::ratios(const Bytes &name) const
{
    std::vector<double> found;
    for (std::size_t i = 0; i < m_turns.size(); ++i) {
        if (m_turns[i].name == name)
            found.push_back(m_turns[i].seconds / yardstickAround(i));
    }
    return found;
}

double Contest::yardstickAround(std::size_t turn) const
{
    std::size_t before = turn, behind = turn;
    while (m_turns.at(before).name != m_yardstick)
        --before;
    while (m_turns.at(behind).name != m_yardstick)
        ++behind;
    return (m_turns[before].seconds + m_turns[behind].seconds) / 2;
}

} // namespace bulkhead::bench
