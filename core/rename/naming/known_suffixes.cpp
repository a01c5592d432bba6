// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/known_suffixes.h"

#include <QMimeDatabase>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

namespace bulkhead {

namespace {

/// Known without a MIME database too.
constexpr const char *kArchives[] = {"tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz", "tar.lzma", "tar.lzo", "tar.lz4", "tar.z"};

void addGlob(BytesView glob, KnownSuffixes &known)
{
    if (!glob.starts_with("*.") || glob.find_first_of("*?[", 1) != BytesView::npos || glob.find('.', 2) == BytesView::npos)
        return;
    Bytes suffix(glob.substr(2));
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), lowerAscii);
    known.compound.insert(std::move(suffix));
}

Bytes environment(const char *name, const Bytes &otherwise)
{
    const char *value = std::getenv(name);
    return value && *value ? Bytes(value) : otherwise;
}

/// Where shared data lies, by the XDG Base Directory Specification.
std::vector<Bytes> dataFolders()
{
    std::vector<Bytes> folders{environment("XDG_DATA_HOME", environment("HOME", "") + "/.local/share")};
    const Bytes shared = environment("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
    for (std::size_t begin = 0; begin <= shared.size();) {
        const std::size_t end = std::min(shared.find(':', begin), shared.size());
        folders.push_back(shared.substr(begin, end - begin));
        begin = end + 1;
    }
    return folders;
}

/// False where there is no such file.
bool addGlobFile(const Bytes &path, KnownSuffixes &known)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return false;
    addGlobs(Bytes(std::istreambuf_iterator<char>(file), {}), known);
    return true;
}

/// Qt brings a MIME database of its own, but reads a file for each of its 850 types when asked for all patterns.
void addQtGlobs(KnownSuffixes &known)
{
    const QMimeDatabase database;
    for (const QMimeType &type : database.allMimeTypes()) {
        for (const QString &pattern : type.globPatterns())
            addGlob(pattern.toStdString(), known);
    }
}

KnownSuffixes readSuffixes()
{
    KnownSuffixes known;
    known.compound.insert(std::begin(kArchives), std::end(kArchives));
    bool found = false;
    for (const Bytes &folder : dataFolders())
        found = addGlobFile(folder + "/mime/globs2", known) || found;
    if (!found)
        addQtGlobs(known);
    known.longest = 0;
    for (const std::string &suffix : known.compound)
        known.longest = std::max(known.longest, suffix.size());
    return known;
}

} // namespace

void addGlobs(BytesView globs2, KnownSuffixes &known)
{
    while (!globs2.empty()) {
        const std::size_t end = std::min(globs2.find('\n'), globs2.size());
        const BytesView line = globs2.substr(0, end);
        globs2.remove_prefix(std::min(end + 1, globs2.size()));
        const std::size_t type = line.find(':');
        const std::size_t glob = type == BytesView::npos ? type : line.find(':', type + 1);
        if (line.starts_with('#') || glob == BytesView::npos)
            continue;
        const BytesView rest = line.substr(glob + 1);
        addGlob(rest.substr(0, rest.find(':')), known);
    }
}

const KnownSuffixes &knownSuffixes()
{
    static const KnownSuffixes known = readSuffixes();
    return known;
}

} // namespace bulkhead
