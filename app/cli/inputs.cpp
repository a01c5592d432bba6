// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inputs.h"

#include "app/working_directory.h"
#include "core/base/path.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace bulkhead::cli {

namespace {

constexpr std::size_t kMaxRecipeBytes = 16u << 20;
constexpr std::size_t kMaxListBytes = std::size_t(4) << 30;
constexpr int kStopCheckMs = 100;

/// A person may have to be waited for: signals are blocked, so read() alone would not notice that they gave up.
bool waitForInput(int file, const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        pollfd wait{file, POLLIN, 0};
        if (::poll(&wait, 1, kStopCheckMs) != 0)
            return true;
    }
    return false;
}

} // namespace

Result<Bytes> readInput(const Bytes &path, std::size_t limit, const std::stop_token &stop)
{
    const bool standardInput = path == "-";
    const int file = standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return systemError(errno, "open", path);
    Bytes content;
    char buffer[1 << 16];
    Result<Bytes> result = Bytes();
    for (;;) {
        if (!waitForInput(file, stop)) {
            result = Error{.code = ErrorCode::Cancelled, .operation = "read", .path = path};
            break;
        }
        const ssize_t count = ::read(file, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            result = systemError(errno, "read", path);
            break;
        }
        if (count == 0) {
            result = std::move(content);
            break;
        }
        content.append(buffer, std::size_t(count));
        if (content.size() > limit) {
            result = Error{.code = ErrorCode::InvalidInput, .operation = "read", .path = path, .detail = "too large"};
            break;
        }
    }
    if (!standardInput)
        ::close(file);
    return result;
}

RecipeInput readRecipe(const RenameArguments &arguments, const std::stop_token &stop, std::optional<RenameRecipe> preset)
{
    RecipeInput input;
    if (preset)
        input.recipe = std::move(*preset);
    if (arguments.recipeFile) {
        auto json = readInput(*arguments.recipeFile, kMaxRecipeBytes, stop);
        if (!json) {
            input.unreadable = json.error();
            return input;
        }
        auto parsed = parseRecipe(*json);
        if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&parsed))
            input.problems = std::move(*problems);
        else
            input.recipe = std::get<RenameRecipe>(std::move(parsed));
    }
    input.options.resize(input.recipe.rules.size());
    for (const TypedRule &typed : arguments.rules) {
        input.options.push_back(typed.option);
        if (const auto *slot = std::get_if<RuleSlot>(&typed.rule)) {
            input.recipe.rules.push_back(*slot);
            continue;
        }
        auto parsed = parseRule(std::get<Bytes>(typed.rule), typed.option);
        if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&parsed))
            input.problems.insert(input.problems.end(), problems->begin(), problems->end());
        else
            input.recipe.rules.push_back(std::get<RuleSlot>(std::move(parsed)));
    }
    if (arguments.order)
        input.recipe.order = *arguments.order;
    if (arguments.onConflict)
        input.recipe.onConflict = *arguments.onConflict;
    if (arguments.destination)
        input.recipe.destination = *arguments.destination;
    if (arguments.attributes)
        input.recipe.attributes = *arguments.attributes;
    return input;
}

Result<std::vector<Bytes>> readPaths(const RenameArguments &arguments, BytesView workingDirectory, const std::stop_token &stop)
{
    std::vector<Bytes> paths;
    std::optional<Bytes> nowhere;
    const auto add = [&](BytesView path) {
        if (leadsNowhere(path, workingDirectory) && !nowhere)
            nowhere = path;
        paths.push_back(absolutePath(path, workingDirectory));
    };
    if (arguments.filesFrom) {
        auto list = readInput(*arguments.filesFrom, kMaxListBytes, stop);
        if (!list)
            return list.error();
        const char end = arguments.output.pathEnd == PathEnd::Nul ? '\0' : '\n';
        std::size_t begin = 0;
        while (begin < list->size()) {
            const auto next = std::min(list->find(end, begin), list->size());
            if (next > begin)
                add(BytesView(*list).substr(begin, next - begin));
            begin = next + 1;
        }
    }
    for (const Bytes &path : arguments.paths)
        add(path);
    if (nowhere)
        return Error{.code = ErrorCode::NotFound, .operation = "find current folder", .path = *nowhere};
    return paths;
}

} // namespace bulkhead::cli
