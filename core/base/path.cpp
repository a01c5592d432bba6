// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"

namespace bulkhead {

Bytes joinPath(BytesView directory, BytesView name)
{
    Bytes path;
    path.reserve(directory.size() + 1 + name.size());
    path = directory;
    if (!path.empty() && path.back() != '/')
        path += '/';
    path += name;
    return path;
}

BytesView parentPath(BytesView path)
{
    const auto slash = path.rfind('/');
    if (slash == BytesView::npos)
        return {};
    return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

BytesView fileName(BytesView path)
{
    const auto slash = path.rfind('/');
    return slash == BytesView::npos ? path : path.substr(slash + 1);
}

Bytes absolutePath(BytesView path, BytesView workingDirectory)
{
    Bytes absolute;
    const auto append = [&absolute](BytesView part) {
        for (const BytesView component : pathComponents(part)) {
            absolute += '/';
            absolute += component;
        }
    };
    if (path.empty() || path.front() != '/')
        append(workingDirectory);
    append(path);
    return absolute.empty() ? Bytes("/") : absolute;
}

std::vector<BytesView> pathComponents(BytesView path)
{
    std::vector<BytesView> components;
    std::size_t begin = 0;
    while (begin < path.size()) {
        auto end = path.find('/', begin);
        if (end == BytesView::npos)
            end = path.size();
        const BytesView component = path.substr(begin, end - begin);
        if (!component.empty() && component != ".")
            components.push_back(component);
        begin = end + 1;
    }
    return components;
}

bool isSameOrBelow(BytesView path, BytesView ancestor)
{
    if (ancestor == "/")
        return !path.empty() && path.front() == '/';
    return path.starts_with(ancestor) && (path.size() == ancestor.size() || path[ancestor.size()] == '/');
}

bool isLegalComponent(BytesView name) noexcept
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == BytesView::npos && name.find('\0') == BytesView::npos;
}

} // namespace bulkhead
