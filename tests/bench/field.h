// SPDX-License-Identifier: GPL-3.0-or-later
// The folder in which every contender renames, and what the kernel itself needs for it.
#pragma once

#include "tests/support/temp_dir.h"

#include <chrono>

namespace bulkhead::bench {

double secondsSince(std::chrono::steady_clock::time_point begin);
/// Ends the program with errno's text.
[[noreturn]] void fail(const char *what);

/// Many files; their names alternate between two prefixes.
class Field
{
public:
    explicit Field(int files);

    const Bytes &path() const { return m_folder.path(); }
    int files() const { return m_files; }
    char prefix() const { return m_prefix; } ///< Of the names now.
    char other() const { return m_prefix == 'a' ? 'b' : 'a'; } ///< Of the names to come.
    /// Called behind every run: ends the program where `who` did not rename.
    void check(const char *who);

    /// Seconds of one renameat2 a file and one syncfs.
    double renameBare();
    /// Seconds of one readdir and one statx a file, with what tells files apart.
    double listBare() const;

private:
    TempDir m_folder;
    int m_files;
    char m_prefix = 'a';
};

} // namespace bulkhead::bench
