// SPDX-License-Identifier: GPL-3.0-or-later
// What a folder makes of names: which it takes for one and the same, and which it refuses. A property of the folder, not of
// the mount: ext4 has it as a flag (chattr +F).
#pragma once

#include "core/base/bytes.h"

#include <cstdint>

namespace bulkhead {

/// What does not count when a folder compares two names.
enum class NameFolding : std::uint8_t {
    Exact, ///< Everything counts.
    AsciiCase, ///< The case of a to z: vfat.
    Case, ///< Case, character by character: exfat, NTFS, network and FUSE file systems that fold.
    Unicode, ///< Case (sharp s is ss), normal form, invisible characters: ext4 and f2fs with casefold, HFS+.
};

/// What this process may do to the entries of a folder, as far as permissions, flags and mount tell.
enum class FolderAccess : std::uint8_t {
    Free,
    OwnOnly, ///< Sticky: what belongs to others can be neither renamed nor removed.
    AddOnly, ///< Append only (chattr +a): names can be added, none can be changed or removed.
    ReadOnly,
};

/// A value; any thread.
struct NameRules {
    NameFolding folding = NameFolding::Exact;
    /// No control characters and none of "*:<>?\|, no space at the end; dots at the end are dropped without a word: vfat, exfat.
    bool dos = false;
    FolderAccess access = FolderAccess::Free;

    bool operator==(const NameRules &) const = default;
    /// Names are taken as they are.
    bool isPlain() const noexcept { return folding == NameFolding::Exact && !dos; }
};

/// The same bytes for names that such a folder takes for one. As close as can be told from outside: the tables of file
/// systems differ in rare characters, and the rename itself never replaces. What is not UTF-8 counts exactly, but for a to z.
Bytes foldedName(BytesView name, const NameRules &rules);

/// False for a character that a folder of the kind `dos` refuses anywhere in a name; bytes of what is not ASCII are taken.
bool isDosCharacter(char c) noexcept;

/// False where such a folder refuses the name, or would store another one.
bool isAccepted(BytesView name, const NameRules &rules) noexcept;

bool hasAsciiLetter(BytesView name) noexcept;
/// `name` with the case of every letter a to z changed.
Bytes withOtherCase(BytesView name);

} // namespace bulkhead
