// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/working_directory.h"

#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace bulkhead {

Bytes workingDirectory()
{
    const std::unique_ptr<char, decltype(&std::free)> path(::getcwd(nullptr, 0), &std::free); // as long as it takes
    return path && *path == '/' ? Bytes(path.get()) : Bytes();
}

bool leadsNowhere(BytesView path, BytesView workingDirectory)
{
    return workingDirectory.empty() && !path.starts_with('/');
}

} // namespace bulkhead
