// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/name_check.h"

#include "core/base/path.h"

namespace bulkhead {

RowIssue checkName(BytesView name, unsigned maxNameBytes)
{
    if (name.empty())
        return RowIssue::EmptyName;
    if (!isLegalComponent(name))
        return RowIssue::IllegalName;
    return name.size() > maxNameBytes ? RowIssue::TooLong : RowIssue::None;
}

RowIssue checkPath(BytesView path, unsigned maxNameBytes)
{
    for (std::size_t slash = path.find('/'); slash != BytesView::npos; slash = path.find('/')) {
        const RowIssue issue = checkName(path.substr(0, slash), maxNameBytes);
        if (issue != RowIssue::None)
            return issue == RowIssue::EmptyName ? RowIssue::IllegalName : issue;
        path.remove_prefix(slash + 1);
    }
    return checkName(path, maxNameBytes);
}

} // namespace bulkhead
