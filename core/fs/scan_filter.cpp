// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_filter.h"

#include <algorithm>

namespace bulkhead {

namespace {

bool allHexDigits(BytesView text)
{
    const auto isHexDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    return !text.empty() && std::all_of(text.begin(), text.end(), isHexDigit);
}

} // namespace

bool isPlaceholder(BytesView name)
{
    constexpr BytesView kNfs = ".nfs";
    constexpr BytesView kFuse = ".fuse_hidden";
    if (name.starts_with(kFuse))
        return allHexDigits(name.substr(kFuse.size()));
    return name.starts_with(kNfs) && allHexDigits(name.substr(kNfs.size()));
}

ScanFilter::ScanFilter(const ScanOptions &options)
    : m_what(options.what)
    , m_hidden(options.hidden)
    , m_include(options.include)
    , m_exclude(options.exclude)
{
}

bool ScanFilter::wantsType(FileType type) const
{
    switch (m_what) {
    case ScanOptions::What::Files:
        return type != FileType::Directory;
    case ScanOptions::What::Folders:
        return type == FileType::Directory;
    case ScanOptions::What::All:
        break;
    }
    return true;
}

bool ScanFilter::takesGiven(BytesView name)
{
    return !m_exclude.matches(name) && includes(name);
}

bool ScanFilter::passesOver(BytesView name)
{
    const bool hidden = name.starts_with('.');
    return (hidden && (!m_hidden || isPlaceholder(name))) || m_exclude.matches(name);
}

} // namespace bulkhead
