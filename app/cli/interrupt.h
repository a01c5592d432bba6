// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace bulkhead::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request; a second one ends the process at once with 130, and says on stderr
/// how to go on where a batch is at work. Make it on the main thread before any other thread exists. SIGPIPE is ignored: a
/// closed pipe must not end a run half-way.
class Interrupt
{
public:
    Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_source.get_token(); }
    bool requested() const { return m_source.stop_requested(); }

private:
    std::stop_source m_source;
};

/// While one exists, a batch is at work, which an end of the process leaves interrupted. One at a time.
class BatchAtWork
{
public:
    BatchAtWork();
    ~BatchAtWork();
    BatchAtWork(const BatchAtWork &) = delete;
    BatchAtWork &operator=(const BatchAtWork &) = delete;
};

} // namespace bulkhead::cli
