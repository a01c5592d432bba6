// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/glob.h"
#include "core/fs/scanner.h"

namespace bulkhead {

/// What network and FUSE file systems keep a deleted open file under (".nfs...", ".fuse_hidden..."): never to be renamed.
bool isPlaceholder(BytesView name);

/// Which names a scan takes: ScanOptions with the globs compiled. One thread at a time.
class ScanFilter
{
public:
    explicit ScanFilter(const ScanOptions &options);

    bool wantsType(FileType type) const;
    /// For a name a person gave: the globs alone.
    bool takesGiven(BytesView name);
    /// For a name found in a folder: neither a row nor entered.
    bool passesOver(BytesView name);
    /// For a name that is not passed over: may be a row, its type permitting.
    bool includes(BytesView name) { return m_include.empty() || m_include.matches(name); }

private:
    ScanOptions::What m_what;
    bool m_hidden;
    GlobSet m_include;
    GlobSet m_exclude;
};

} // namespace bulkhead
