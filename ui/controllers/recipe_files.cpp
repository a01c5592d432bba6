// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/recipe_files.h"

#include "core/fs/small_file.h"
#include "ui/controllers/deliver.h"

namespace bulkhead {

namespace {

using Opened = std::variant<RenameRecipe, std::vector<RecipeProblem>, Error>;

Opened openRecipe(const Bytes &path)
{
    const Result<Bytes> content = readSmallFile(path);
    if (!content)
        return content.error();
    auto parsed = parseRecipe(*content);
    if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&parsed))
        return std::move(*problems);
    return std::get<RenameRecipe>(std::move(parsed));
}

} // namespace

RecipeFiles::RecipeFiles(JobRunner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

void RecipeFiles::open(const Bytes &path)
{
    const auto receive = [this, path](const Opened &result) {
        if (const auto *recipe = std::get_if<RenameRecipe>(&result))
            Q_EMIT opened(*recipe);
        else if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result))
            Q_EMIT refused(path, *problems);
        else
            Q_EMIT failed(path, std::get<Error>(result));
    };
    deliver(m_runner.compute([path] { return openRecipe(path); }), this, receive,
        [this, path](const Error &error) { Q_EMIT failed(path, error); });
}

void RecipeFiles::save(const Bytes &path, const RenameRecipe &recipe)
{
    auto future = m_runner.compute([path, recipe]() -> std::optional<Error> {
        const Result<void> written = writeSmallFile(path, writeRecipe(recipe));
        return written ? std::optional<Error>() : written.error();
    });
    const auto receive = [this, path](const std::optional<Error> &error) {
        if (error)
            Q_EMIT failed(path, *error);
        else
            Q_EMIT saved(path);
    };
    deliver(future, this, receive, [this, path](const Error &error) { Q_EMIT failed(path, error); });
}

} // namespace bulkhead
