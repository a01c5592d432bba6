// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "core/rename/recipe.h"

#include <QObject>

namespace bulkhead {

/// Opens and saves recipes without waiting for the disk. GUI thread only; the runner must outlive it.
class RecipeFiles : public QObject
{
    Q_OBJECT

public:
    explicit RecipeFiles(JobRunner &runner, QObject *parent = nullptr);

    void open(const Bytes &path);
    void save(const Bytes &path, const RenameRecipe &recipe);

Q_SIGNALS:
    void opened(const bulkhead::RenameRecipe &recipe);
    void saved(const bulkhead::Bytes &path);
    void failed(const bulkhead::Bytes &path, const bulkhead::Error &error);
    void refused(const bulkhead::Bytes &path, const std::vector<bulkhead::RecipeProblem> &problems);

private:
    JobRunner &m_runner;
};

} // namespace bulkhead
