// SPDX-License-Identifier: GPL-3.0-or-later
// "--files 1000 --check": what the programs of the bench are told.
#pragma once

#include "core/base/bytes.h"

#include <map>
#include <set>

namespace bulkhead::bench {

class Options
{
public:
    struct Known {
        std::map<Bytes, int> numbers; ///< With what they are where not given; at least 1.
        std::set<Bytes> switches;
    };

    /// Ends the program with 2 and a line of usage where something else is given.
    Options(int argc, char **argv, Known known);

    int number(const Bytes &name) const { return m_numbers.at(name); }
    bool isSet(const Bytes &name) const { return m_set.count(name) > 0; }

private:
    std::map<Bytes, int> m_numbers;
    std::set<Bytes> m_set;
};

} // namespace bulkhead::bench
