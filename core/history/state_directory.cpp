// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/history/history.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace bulkhead {

Bytes defaultStateDirectory()
{
    if (const char *state = std::getenv("XDG_STATE_HOME"); state && state[0] == '/')
        return joinPath(state, "bulkhead");
    if (const char *home = std::getenv("HOME"); home && home[0] == '/')
        return joinPath(home, ".local/state/bulkhead");
    const passwd *entry = getpwuid(getuid());
    return joinPath(entry && entry->pw_dir ? entry->pw_dir : "/", ".local/state/bulkhead");
}

} // namespace bulkhead
