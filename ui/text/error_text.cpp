// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/error_text.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
public:
    static QString sentence(ErrorCode code)
    {
        switch (code) {
        case ErrorCode::None:
            return tr("No error");
        case ErrorCode::NotFound:
            return tr("It is not there any more");
        case ErrorCode::AlreadyExists:
            return tr("Another file has that name already; it was not overwritten");
        case ErrorCode::PermissionDenied:
            return tr("You have no permission to do this in that folder");
        case ErrorCode::NotPermitted:
            return tr("The file is protected, or belongs to somebody else");
        case ErrorCode::ReadOnlyFileSystem:
            return tr("The disk is read-only");
        case ErrorCode::NoSpace:
            return tr("The disk is full");
        case ErrorCode::QuotaExceeded:
            return tr("Your share of the disk is used up");
        case ErrorCode::FileTooLarge:
            return tr("The file would be larger than this program may write (ulimit -f) or its disk allows");
        case ErrorCode::NameTooLong:
            return tr("The name is too long for this disk");
        case ErrorCode::InvalidName:
            return tr("The disk does not accept this name");
        case ErrorCode::NotADirectory:
            return tr("It is not a folder");
        case ErrorCode::IsADirectory:
            return tr("It is a folder");
        case ErrorCode::NotAFile:
            return tr("It is a folder, a pipe or a device, not a file; move it away");
        case ErrorCode::NotEmpty:
            return tr("The folder is not empty");
        case ErrorCode::CrossesFileSystems:
            return tr("The new place is on another disk");
        case ErrorCode::SymbolicLinkLoop:
            return tr("There is a symbolic link on the way, which is not followed");
        case ErrorCode::Busy:
            return tr("It is in use by the system");
        case ErrorCode::TooManyOpenFiles:
            return tr("Too many files are open");
        case ErrorCode::Interrupted:
            return tr("The call was interrupted");
        case ErrorCode::InputOutput:
            return tr("The disk reported an input/output error");
        case ErrorCode::Stale:
            return tr("The server no longer knows this file");
        case ErrorCode::OutOfMemory:
            return tr("Not enough memory");
        case ErrorCode::Unsupported:
            return tr("The disk cannot do this");
        case ErrorCode::Changed:
            return tr("It was changed or replaced since the preview, so it was left alone");
        case ErrorCode::BlockedByFailure:
            return tr("Not tried: another file that should have moved first is still in the way");
        case ErrorCode::LeftParked:
            return tr("Left under a temporary name; finish or undo the interrupted batch");
        case ErrorCode::Cancelled:
            return tr("Cancelled");
        case ErrorCode::InvalidInput:
            return tr("The request is not valid");
        case ErrorCode::TooNew:
            return tr("Written by a newer version of Bulkhead");
        case ErrorCode::Damaged:
            return tr("The record is damaged and cannot be used; a damaged batch can be removed with bulkhead-cli forget");
        case ErrorCode::KeptAside:
            return tr("The record of batches was damaged and is kept under this name; a new one was begun");
        case ErrorCode::Locked:
            return tr("Another running Bulkhead is using it; try again when that one is done");
        case ErrorCode::Unknown:
            return tr("An unexpected error");
        }
        return {};
    }
};

} // namespace

QString errorText(ErrorCode code)
{
    return ErrorText::sentence(code);
}

QString errorText(const Error &error)
{
    if (error.code == ErrorCode::InvalidInput && error.detail == "too large")
        return ErrorText::tr("It is too large");
    if (error.code == ErrorCode::Unsupported && error.detail == "permissions")
        return ErrorText::tr("The disk does not keep these permissions");
    if (error.code == ErrorCode::Unsupported && error.detail == "time")
        return ErrorText::tr("The disk cannot hold this time");
    QString text = errorText(error.code);
    if (BytesView(error.operation) == "make folder") // of the folder, though it is told of the file that was to go there
        text = ErrorText::tr("The new folder cannot be made: %1").arg(text);
    if (!error.detail.empty())
        text += QStringLiteral(" (%1)").arg(toDisplay(error.detail));
    else if (error.osCode != 0 && error.code == ErrorCode::Unknown)
        text += QStringLiteral(" (errno %1)").arg(error.osCode);
    return text;
}

QString errorWithPath(const Error &error)
{
    return error.path.empty() ? errorText(error) : toDisplayIsolated(error.path) + QStringLiteral(": ") + errorText(error);
}

} // namespace bulkhead
