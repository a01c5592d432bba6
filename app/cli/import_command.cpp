// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/sentences.h"

namespace bulkhead::cli {

int runImport(Session &session, const ImportArguments &arguments)
{
    const auto result = importRecipe(arguments.input);
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result)) {
        for (const RecipeProblem &problem : *problems)
            session.printer.problem(sentence(problem));
        return kExitUsage;
    }
    const ImportedRecipe &imported = std::get<ImportedRecipe>(result);
    Bytes json = writeRecipe(imported.recipe);
    json.pop_back(); // the printer ends the line
    session.printer.text(json);
    for (const ImportLoss &loss : imported.losses)
        session.printer.problem(sentence(loss));
    return imported.losses.empty() ? kExitFine : kExitProblems;
}

} // namespace bulkhead::cli
