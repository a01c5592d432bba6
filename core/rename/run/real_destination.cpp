// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/rename/surveyed_plan.h"

namespace bulkhead {

namespace {

Bytes asLiteral(BytesView path)
{
    Bytes text;
    for (const char c : path) {
        text.append(c == '{' || c == '}' ? 2 : 1, c);
    }
    return text;
}

/// Up to the last slash before the first brace.
std::size_t typedLength(BytesView folder)
{
    const std::size_t brace = folder.find_first_of("{}");
    return brace == BytesView::npos ? folder.size() : folder.rfind('/', brace);
}

} // namespace

RenameRecipe withRealDestination(FileSystem &fileSystem, RenameRecipe recipe)
{
    Bytes &folder = recipe.destination.folder;
    if (!folder.starts_with('/')) {
        return recipe;
    }
    Bytes there = folder.substr(0, typedLength(folder));
    while (there.size() > 1 && there.ends_with('/')) {
        there.pop_back();
    }
    for (; there.size() > 1; there = Bytes(parentPath(there))) {
        const auto opened = fileSystem.openDirectory(there);
        if (!opened) {
            continue;
        }
        if (const auto real = fileSystem.canonicalPath(*opened)) {
            const BytesView rest = BytesView(folder).substr(there.size());
            folder = (*real == "/" && rest.starts_with('/') ? Bytes() : asLiteral(*real)) + Bytes(rest);
        }
        break;
    }
    return recipe;
}

} // namespace bulkhead
