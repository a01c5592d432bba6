// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/example_controller.h"

#include <QPointer>

#include <utility>

namespace bulkhead {

ExampleController::ExampleController(PreviewController &preview, QObject *parent)
    : QObject(parent)
    , m_preview(preview)
{
    connect(&preview, &PreviewController::traceable, this, &ExampleController::ask);
    connect(&preview, &PreviewController::stateChanged, this, &ExampleController::followState);
}

void ExampleController::setRow(RowId row)
{
    if (row == m_row)
        return;
    m_row = row;
    ask();
}

void ExampleController::ask()
{
    m_again = m_busy;
    if (m_busy)
        return;
    // The preview may go on for a moment when this is gone with its window.
    m_busy
        = m_row != kNone && m_preview.trace(m_row, [self = QPointer<ExampleController>(this), row = m_row](std::optional<RowTrace> trace) {
              if (self)
                  self->receive(row, std::move(trace));
          });
}

void ExampleController::receive(RowId row, std::optional<RowTrace> trace)
{
    m_busy = false;
    if (trace && row == m_row) {
        m_example = {std::make_shared<const RowTrace>(*std::move(trace)), false, true};
        Q_EMIT exampleChanged(m_example);
    }
    if (m_again)
        ask();
}

void ExampleController::followState()
{
    using State = PreviewController::State;
    const State state = m_preview.state();
    Example now = m_example;
    now.listed = state != State::Empty;
    if (state == State::Empty || state == State::Held)
        now.trace = nullptr;
    now.stale = now.trace && (state == State::BadRecipe || state == State::Failed || (now.stale && state == State::Working));
    if (now.trace == m_example.trace && now.stale == m_example.stale && now.listed == m_example.listed)
        return;
    m_example = std::move(now);
    Q_EMIT exampleChanged(m_example);
}

} // namespace bulkhead
