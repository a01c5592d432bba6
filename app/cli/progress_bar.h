// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress_meter.h"

#include <atomic>
#include <functional>
#include <thread>

namespace bulkhead::cli {

/// One line on stderr, redrawn ten times a second while it lives; nothing where stderr is no terminal, TERM is dumb, or
/// `wanted` is Never. Plain text without colour, so NO_COLOR has nothing to switch off.
class ProgressBar
{
public:
    enum class Wanted : std::uint8_t { Never, OnTerminal };

    ProgressBar(Wanted wanted, const char *verb, std::function<ProgressMeter::Reading()> read);
    ~ProgressBar(); ///< Wipes the line.
    ProgressBar(const ProgressBar &) = delete;
    ProgressBar &operator=(const ProgressBar &) = delete;

private:
    void draw(const std::stop_token &stop, const char *verb, const std::function<ProgressMeter::Reading()> &read);

    std::jthread m_thread;
};

} // namespace bulkhead::cli
