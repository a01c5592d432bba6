// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/options.h"

#include <cstdio>
#include <cstdlib>

namespace bulkhead::bench {

namespace {

[[noreturn]] void showUsage(const char *program, const Options::Known &known)
{
    Bytes words;
    for (const auto &[name, value] : known.numbers)
        words += " [--" + name + " N]";
    for (const Bytes &name : known.switches)
        words += " [--" + name + "]";
    std::fprintf(stderr, "usage: %s%s\n", program, words.c_str());
    std::exit(2);
}

} // namespace

Options::Options(int argc, char **argv, Known known)
    : m_numbers(known.numbers)
{
    for (int i = 1; i < argc; ++i) {
        const Bytes name = BytesView(argv[i]).starts_with("--") ? Bytes(argv[i] + 2) : Bytes();
        if (known.switches.count(name) > 0)
            m_set.insert(name);
        else if (known.numbers.count(name) > 0 && i + 1 < argc && std::atoi(argv[i + 1]) > 0)
            m_numbers[name] = std::atoi(argv[++i]);
        else
            showUsage(argv[0], known);
    }
}

} // namespace bulkhead::bench
