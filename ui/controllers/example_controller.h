// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/preview_controller.h"

#include <memory>

namespace bulkhead {

/// Keeps the example that the rule cards show in step with list, rules and current row. Worked out on a worker, one at a time;
/// of what is asked for meanwhile only the newest is worked out. GUI thread only; `preview` must outlive it, or go with it.
class ExampleController : public QObject
{
    Q_OBJECT

public:
    struct Example {
        std::shared_ptr<const RowTrace> trace; ///< Null where there is nothing to show, or not yet.
        bool stale = false; ///< The rules have a mistake: it is older than they are.
        bool listed = false; ///< There are rows.
    };

    explicit ExampleController(PreviewController &preview, QObject *parent = nullptr);

    const Example &example() const noexcept { return m_example; }
    void setRow(RowId row); ///< kNone = nothing to show.

Q_SIGNALS:
    void exampleChanged(const bulkhead::ExampleController::Example &example);

private:
    void ask();
    void receive(RowId row, std::optional<RowTrace> trace);
    void followState();

    PreviewController &m_preview;
    Example m_example;
    RowId m_row = kNone;
    bool m_busy = false;
    bool m_again = false; ///< Something was asked for while busy.
};

} // namespace bulkhead
