// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <vector>

namespace bulkhead {

/// One line of a list of what went wrong, worded. A value, made on a worker: there may be thousands.
struct RowProblem {
    QString name;
    QString text;
};
using RowProblems = std::vector<RowProblem>;
using RowProblemsRef = std::shared_ptr<const RowProblems>;

} // namespace bulkhead
