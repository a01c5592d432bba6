// SPDX-License-Identifier: GPL-3.0-or-later
// Errors are values: a code, the operation, the path. Sentences are made in ui/text and in the CLI's printer.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

enum class ErrorCode : std::uint8_t {
    None,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    NotPermitted, ///< EPERM: immutable, sticky folder, not the owner.
    ReadOnlyFileSystem,
    NoSpace,
    QuotaExceeded,
    FileTooLarge, ///< EFBIG: past what the process (ulimit -f) or the file system allows a file.
    NameTooLong,
    InvalidName, ///< The file system refuses these bytes in a name.
    NotADirectory,
    IsADirectory,
    NotAFile, ///< A folder, a pipe or a device in the place of a file of the program's own.
    NotEmpty,
    CrossesFileSystems,
    SymbolicLinkLoop,
    Busy,
    TooManyOpenFiles,
    Interrupted,
    InputOutput,
    Stale,
    OutOfMemory,
    Unsupported,
    Changed, ///< The object is not the one that was previewed (identity differs).
    BlockedByFailure, ///< An earlier step this one depends on failed.
    LeftParked, ///< A file is under a temporary name of ours (`path`) until a recovery brings it home.
    Cancelled,
    InvalidInput, ///< A recipe, template, pattern or argument; `detail` names the field.
    TooNew, ///< Written by a newer version of the program.
    Damaged, ///< A file of the program's own that cannot be understood.
    KeptAside, ///< Such a file is kept under another name, `path`, and a new one took its place.
    Locked, ///< Another process holds it.
    Unknown,
};

/// What failed, where. Any thread.
struct Error {
    ErrorCode code = ErrorCode::None;
    int osCode = 0; ///< errno, or 0 where no system call failed.
    const char *operation = ""; ///< Static text: "rename", "open folder", "write history", ...
    Bytes path; ///< The file it happened to, or empty.
    Bytes detail; ///< UTF-8; a field name, a column, a library's message. May be empty.

    bool operator==(const Error &) const = default;
};

/// Maps an errno value; never returns ErrorCode::None. Any thread.
ErrorCode errorCodeFromErrno(int osCode) noexcept;

/// An Error for a failed system call. Any thread.
Error systemError(int osCode, const char *operation, Bytes path = {});

/// Stable machine name of a code ("not-found", "already-exists"), used by --json. Any thread.
const char *errorCodeName(ErrorCode code) noexcept;

} // namespace bulkhead
