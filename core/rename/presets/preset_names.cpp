// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/base/text.h"
#include "core/base/utf8.h"
#include "core/rename/presets.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <pwd.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr std::size_t kMostNameBytes = 200;
constexpr std::size_t kMostNear = 3;

bool hasControl(BytesView name)
{
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeUtf8(name, at);
        if (step.codePoint < 0x20 || (step.codePoint >= 0x7F && step.codePoint < 0xA0))
            return true;
        at += step.length;
    }
    return false;
}

std::size_t editDistance(const QString &a, const QString &b)
{
    std::vector<std::size_t> row(std::size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (qsizetype i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const std::size_t above = row[std::size_t(j) + 1];
            row[std::size_t(j) + 1] = std::min({above + 1, row[std::size_t(j)] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

Bytes defaultPresetFolder()
{
    constexpr BytesView below = "bulkhead/presets";
    if (const char *config = std::getenv("XDG_CONFIG_HOME"); config && config[0] == '/')
        return joinPath(config, below);
    if (const char *home = std::getenv("HOME"); home && home[0] == '/')
        return joinPath(joinPath(home, ".config"), below);
    const passwd *entry = getpwuid(getuid());
    return joinPath(joinPath(entry && entry->pw_dir ? entry->pw_dir : "/", ".config"), below);
}

Result<void> checkPresetName(BytesView name)
{
    const char *wrong = name.empty()        ? "empty"
        : name.size() > kMostNameBytes      ? "long"
        : !isValidUtf8(name)                ? "text"
        : name.find('/') != BytesView::npos ? "slash"
        : name.front() == '.'               ? "dot"
        : hasControl(name)                  ? "control"
                                            : nullptr;
    if (!wrong)
        return {};
    return Error{.code = ErrorCode::InvalidInput, .operation = "name preset", .path = Bytes(name), .detail = wrong};
}

std::vector<Bytes> nearPresetNames(BytesView name, const std::vector<Preset> &presets)
{
    const QString wanted = toText(name).toLower();
    std::vector<std::pair<std::size_t, Bytes>> found;
    for (const Preset &preset : presets) {
        const QString candidate = toText(preset.name).toLower();
        const bool begins = !wanted.isEmpty() && (candidate.contains(wanted) || (!candidate.isEmpty() && wanted.contains(candidate)));
        const std::size_t distance = begins ? 1 : editDistance(wanted, candidate);
        if (distance <= std::max<std::size_t>(2, std::size_t(wanted.size()) / 3))
            found.emplace_back(distance, preset.name);
    }
    std::sort(found.begin(), found.end());
    std::vector<Bytes> names;
    for (std::size_t i = 0; i < std::min(found.size(), kMostNear); ++i)
        names.push_back(std::move(found[i].second));
    return names;
}

} // namespace bulkhead
