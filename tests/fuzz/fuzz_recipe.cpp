// SPDX-License-Identifier: GPL-3.0-or-later
// Recipe JSON from anywhere: it is refused with a field, or it can be written, read back, and run.
#include "tests/fuzz/name_everything.h"

#include <cstdlib>

using namespace bulkhead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const BytesView json(reinterpret_cast<const char *>(data), size);
    const auto parsed = parseRecipe(json);
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&parsed)) {
        if (problems->empty())
            std::abort();
        return 0;
    }
    const RenameRecipe &recipe = std::get<RenameRecipe>(parsed);
    const auto again = parseRecipe(writeRecipe(recipe));
    if (!std::holds_alternative<RenameRecipe>(again) || !(std::get<RenameRecipe>(again) == recipe))
        std::abort();
    nameEverything(recipe);
    return 0;
}
