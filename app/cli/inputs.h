// SPDX-License-Identifier: GPL-3.0-or-later
// Recipe files and lists of paths that the command line reads.
#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"

namespace bulkhead::cli {

/// Reads a whole file, "-" for standard input; at most `limit` bytes.
Result<Bytes> readInput(const Bytes &path, std::size_t limit);

/// The recipe the arguments ask for: file first, then the typed rules in order, then --order and --on-conflict.
struct RecipeInput {
    RenameRecipe recipe;
    std::vector<RecipeProblem> problems;
    std::optional<Error> unreadable; ///< The recipe file itself.
};
RecipeInput readRecipe(const RenameArguments &arguments);

/// All paths, absolute: --files-from first, then the operands.
Result<std::vector<Bytes>> readPaths(const RenameArguments &arguments, BytesView workingDirectory);

} // namespace bulkhead::cli
