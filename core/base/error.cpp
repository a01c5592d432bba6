// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <cerrno>
#include <utility>

namespace bulkhead {

ErrorCode errorCodeFromErrno(int osCode) noexcept
{
    switch (osCode) {
    case ENOENT:
        return ErrorCode::NotFound;
    case EEXIST:
        return ErrorCode::AlreadyExists;
    case EACCES:
        return ErrorCode::PermissionDenied;
    case EPERM:
        return ErrorCode::NotPermitted;
    case EROFS:
        return ErrorCode::ReadOnlyFileSystem;
    case ENOSPC:
        return ErrorCode::NoSpace;
    case EDQUOT:
        return ErrorCode::QuotaExceeded;
    case EFBIG:
        return ErrorCode::FileTooLarge;
    case ENAMETOOLONG:
        return ErrorCode::NameTooLong;
    case EILSEQ:
    case EINVAL:
        return ErrorCode::InvalidName;
    case ENOTDIR:
        return ErrorCode::NotADirectory;
    case EISDIR:
        return ErrorCode::IsADirectory;
    case ENOTEMPTY:
        return ErrorCode::NotEmpty;
    case EXDEV:
        return ErrorCode::CrossesFileSystems;
    case ELOOP:
        return ErrorCode::SymbolicLinkLoop;
    case EBUSY:
    case ETXTBSY:
        return ErrorCode::Busy;
    case EMFILE:
    case ENFILE:
        return ErrorCode::TooManyOpenFiles;
    case EINTR:
    case EAGAIN:
        return ErrorCode::Interrupted;
    case EIO:
        return ErrorCode::InputOutput;
    case ESTALE:
        return ErrorCode::Stale;
    case ENOMEM:
        return ErrorCode::OutOfMemory;
    case ENOSYS:
    case EOPNOTSUPP:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::Unknown;
    }
}

Error systemError(int osCode, const char *operation, Bytes path)
{
    return Error{.code = errorCodeFromErrno(osCode), .osCode = osCode, .operation = operation, .path = std::move(path), .detail = {}};
}

const char *errorCodeName(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::None:
        return "none";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::AlreadyExists:
        return "already-exists";
    case ErrorCode::PermissionDenied:
        return "permission-denied";
    case ErrorCode::NotPermitted:
        return "not-permitted";
    case ErrorCode::ReadOnlyFileSystem:
        return "read-only-file-system";
    case ErrorCode::NoSpace:
        return "no-space";
    case ErrorCode::QuotaExceeded:
        return "quota-exceeded";
    case ErrorCode::FileTooLarge:
        return "file-too-large";
    case ErrorCode::NameTooLong:
        return "name-too-long";
    case ErrorCode::InvalidName:
        return "invalid-name";
    case ErrorCode::NotADirectory:
        return "not-a-folder";
    case ErrorCode::IsADirectory:
        return "is-a-folder";
    case ErrorCode::NotAFile:
        return "not-a-file";
    case ErrorCode::NotEmpty:
        return "not-empty";
    case ErrorCode::CrossesFileSystems:
        return "other-file-system";
    case ErrorCode::SymbolicLinkLoop:
        return "symbolic-link";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::TooManyOpenFiles:
        return "too-many-open-files";
    case ErrorCode::Interrupted:
        return "interrupted";
    case ErrorCode::InputOutput:
        return "input-output";
    case ErrorCode::Stale:
        return "stale";
    case ErrorCode::OutOfMemory:
        return "out-of-memory";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Changed:
        return "changed";
    case ErrorCode::BlockedByFailure:
        return "blocked-by-failure";
    case ErrorCode::LeftParked:
        return "left-parked";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::InvalidInput:
        return "invalid-input";
    case ErrorCode::TooNew:
        return "too-new";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::KeptAside:
        return "kept-aside";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::Unknown:
        return "unknown";
    }
    return "unknown";
}

} // namespace bulkhead
