// SPDX-License-Identifier: GPL-3.0-or-later
// Recipe files and lists of paths that the command line reads.
#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"

#include <stop_token>

namespace bulkhead::cli {

/// Reads a whole file, "-" for standard input; at most `limit` bytes. Cancelled where `stop` fired while nothing came.
Result<Bytes> readInput(const Bytes &path, std::size_t limit, const std::stop_token &stop);

/// The recipe the arguments ask for: file or `preset` first, then the typed rules in order, then --order and --on-conflict.
struct RecipeInput {
    RenameRecipe recipe;
    std::vector<RecipeProblem> problems;
    std::vector<Bytes> options; ///< By rule: the option that asked for it, or empty.
    std::optional<Error> unreadable; ///< The recipe file itself.
};
RecipeInput readRecipe(const RenameArguments &arguments, const std::stop_token &stop, std::optional<RenameRecipe> preset = {});

/// All paths, absolute: --files-from first, then the operands.
Result<std::vector<Bytes>> readPaths(const RenameArguments &arguments, BytesView workingDirectory, const std::stop_token &stop);

} // namespace bulkhead::cli
