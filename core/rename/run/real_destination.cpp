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

/// The part of a template before its first token, up to a slash where a token follows.
struct TypedPath {
    Bytes path; ///< With single braces.
    std::vector<std::size_t> offset; ///< Of each byte of the path in the template, and of the end.
};

TypedPath typedPart(BytesView folder)
{
    TypedPath typed;
    std::size_t at = 0;
    while (at < folder.size()) {
        const bool isBrace = folder[at] == '{' || folder[at] == '}';
        if (isBrace && (at + 1 == folder.size() || folder[at + 1] != folder[at])) {
            const std::size_t slash = typed.path.rfind('/');
            at = typed.offset[slash];
            typed.path.resize(slash);
            typed.offset.resize(slash);
            break;
        }
        typed.path += folder[at];
        typed.offset.push_back(at);
        at += isBrace ? 2 : 1;
    }
    typed.offset.push_back(at);
    return typed;
}

} // namespace

RenameRecipe withRealDestination(FileSystem &fileSystem, RenameRecipe recipe)
{
    Bytes &folder = recipe.destination.folder;
    if (!folder.starts_with('/')) {
        return recipe;
    }
    const TypedPath typed = typedPart(folder);
    Bytes there = typed.path;
    while (there.size() > 1 && there.ends_with('/')) {
        there.pop_back();
    }
    for (; there.size() > 1; there = Bytes(parentPath(there))) {
        const auto opened = fileSystem.openDirectory(there);
        if (!opened) {
            continue;
        }
        if (const auto real = fileSystem.canonicalPath(*opened)) {
            const BytesView rest = BytesView(folder).substr(typed.offset[there.size()]);
            folder = (*real == "/" && rest.starts_with('/') ? Bytes() : asLiteral(*real)) + Bytes(rest);
        }
        break;
    }
    return recipe;
}

} // namespace bulkhead
