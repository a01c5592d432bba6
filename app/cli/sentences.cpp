// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sentences.h"

#include "core/base/text.h"

#include <cstdlib>
#include <cstring>

namespace bulkhead::cli {

namespace {

Bytes cause(const Error &error)
{
    switch (error.code) {
    case ErrorCode::None:
        return "no error";
    case ErrorCode::NotFound:
        return "it is not there";
    case ErrorCode::AlreadyExists:
        return "the new name is taken; nothing was overwritten";
    case ErrorCode::PermissionDenied:
        return "permission denied";
    case ErrorCode::NotPermitted:
        return "not permitted (another owner, or marked immutable)";
    case ErrorCode::ReadOnlyFileSystem:
        return "the file system is read-only";
    case ErrorCode::NoSpace:
        return "the disk is full";
    case ErrorCode::QuotaExceeded:
        return "the disk quota is used up";
    case ErrorCode::FileTooLarge:
        return "the file would be larger than this process may write (see 'ulimit -f') or the file system allows";
    case ErrorCode::NameTooLong:
        return "the name is too long for this file system";
    case ErrorCode::InvalidName:
        return "the file system does not accept this name";
    case ErrorCode::NotADirectory:
        return "it is not a folder";
    case ErrorCode::IsADirectory:
        return "it is a folder";
    case ErrorCode::NotAFile:
        return "it is a folder, a link, a pipe or a device, not a file";
    case ErrorCode::NotEmpty:
        return "the folder is not empty";
    case ErrorCode::CrossesFileSystems:
        return "the target is on another file system";
    case ErrorCode::SymbolicLinkLoop:
        return "there is a symbolic link where a folder should be";
    case ErrorCode::Busy:
        return "it is in use (a mount point, or deleted and still open?)";
    case ErrorCode::TooManyOpenFiles:
        return "too many open files";
    case ErrorCode::Interrupted:
        return "the system interrupted it again and again";
    case ErrorCode::InputOutput:
        return "the disk reports an input/output error";
    case ErrorCode::Stale:
        return "the network file system lost track of it";
    case ErrorCode::OutOfMemory:
        return "out of memory";
    case ErrorCode::Unsupported:
        return "the file system does not support it";
    case ErrorCode::Changed:
        return "it is not the file that was previewed; it was left alone";
    case ErrorCode::BlockedByFailure:
        return "left alone, because a rename it depends on failed";
    case ErrorCode::LeftParked:
        return "a file had to be left under this temporary name; bring it home with 'bulkhead-cli recover --undo' or '--finish'";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::InvalidInput:
        return "invalid input";
    case ErrorCode::TooNew:
        return "it was written by a newer version of Bulkhead";
    case ErrorCode::Damaged:
        return "it is damaged";
    case ErrorCode::KeptAside:
        return "it was damaged and is kept under this name; a new one was begun";
    case ErrorCode::Locked:
        return "another Bulkhead is at work on it";
    case ErrorCode::Unknown:
        break;
    }
    return std::strerror(error.osCode) + Bytes(" (error ") + std::to_string(error.osCode) + ")";
}

Bytes problemText(const RecipeProblem &problem)
{
    const Bytes argument = toTerminal(problem.argument); // A recipe may come from anywhere.
    switch (problem.code) {
    case RecipeProblem::Code::BadJson:
        return "not valid JSON: " + argument;
    case RecipeProblem::Code::NotAnObject:
        return "must be a JSON object";
    case RecipeProblem::Code::UnknownField:
        return "unknown field" + (argument.empty() ? Bytes() : "; known are " + argument);
    case RecipeProblem::Code::MissingField:
        return "is missing";
    case RecipeProblem::Code::WrongType:
        return "must be " + argument;
    case RecipeProblem::Code::NotOneOf:
        return "must be one of " + argument;
    case RecipeProblem::Code::OutOfRange:
        return "must be " + argument;
    case RecipeProblem::Code::MustNotBeZero:
        return "must not be 0";
    case RecipeProblem::Code::MustNotBeEmpty:
        return "must not be empty";
    case RecipeProblem::Code::Contradiction:
        return "cannot go together with " + argument;
    case RecipeProblem::Code::BadRegex:
        return "invalid regular expression: " + argument;
    case RecipeProblem::Code::UnknownToken:
        return "unknown token '" + argument + "'";
    case RecipeProblem::Code::UnknownFilter:
        return "unknown filter '" + argument + "'";
    case RecipeProblem::Code::BadArgument:
        return "'" + argument + "' is no argument it takes";
    case RecipeProblem::Code::UnclosedBrace:
        return "'{' is never closed (write {{ for a literal brace)";
    case RecipeProblem::Code::StrayBrace:
        return "'}' without '{' (write }} for a literal brace)";
    case RecipeProblem::Code::UnknownLocale:
        return "unknown locale '" + argument + "'";
    case RecipeProblem::Code::NotText:
        return "must be valid UTF-8";
    case RecipeProblem::Code::NewerVersion:
        return "version " + argument + " is newer than this program, which reads version 1";
    case RecipeProblem::Code::WrongJob:
        return "'" + argument + "' is not a rename recipe";
    case RecipeProblem::Code::UnreadableFile:
        return argument + " cannot be read: " + sentence(Error{.code = problem.error});
    case RecipeProblem::Code::UnclosedQuote:
        return "a quote is never closed";
    case RecipeProblem::Code::TextBehindQuote:
        return "text behind a closing quote (write two quotes for a quote inside)";
    case RecipeProblem::Code::UnevenRow:
        return "a row should have as many fields as there are columns, " + argument;
    case RecipeProblem::Code::UnknownColumn:
        return "the list has no column '" + argument + "'";
    case RecipeProblem::Code::DuplicateEntry:
        return "'" + argument + "' is there twice";
    case RecipeProblem::Code::WrongCount:
        return "the list has " + counted(problem.count, "name", "names") + " for " + counted(problem.rows, "row", "rows");
    case RecipeProblem::Code::HomeFolder:
        return "'" + argument + "' is not resolved here: write the whole path of the folder";
    case RecipeProblem::Code::MatchesNothing:
        return counted(problem.count, "entry matches no row", "entries match no row") + ", the first is '" + argument + "'";
    }
    return "is wrong";
}

} // namespace

Bytes sentence(const Error &error)
{
    if (error.code == ErrorCode::InvalidInput && error.detail == "too large")
        return "it is too large";
    if (error.code == ErrorCode::Unsupported && error.detail == "permissions")
        return "the disk does not keep these permissions";
    if (error.code == ErrorCode::Unsupported && error.detail == "time")
        return "the disk cannot hold this time";
    // Of the folder, though it is told of the file that was to go there.
    Bytes text = (BytesView(error.operation) == "make folder" ? "the new folder cannot be made: " : "") + Bytes(cause(error));
    if (!error.detail.empty())
        text += " (" + toTerminal(error.detail) + ")";
    return text;
}

Bytes sentence(RowIssue issue, const IssueDetail &detail, BytesView other)
{
    const Bytes otherName = other.empty() ? Bytes("another row") : Bytes(other);
    switch (issue) {
    case RowIssue::None:
        return {};
    case RowIssue::EmptyName:
        return "the rules leave an empty name";
    case RowIssue::IllegalName:
        return "the rules or the folder give a name that is not allowed ('.', '..', '/', NUL, or none for a folder)";
    case RowIssue::TooLong:
        return "the new name is too long (" + grouped(detail.number) + " of " + grouped(detail.limit) + " bytes)";
    case RowIssue::NoValue:
        return "a token of the template has no value here (give it an 'or:')";
    case RowIssue::PatternTooComplex:
        return "the regular expression is too complex for this name";
    case RowIssue::BelowZero:
        return "a number in the name would be below 0";
    case RowIssue::FileUnreadable:
        return "the file cannot be read for what the template asks of it (give the token an 'or:')";
    case RowIssue::NoDate:
        return "the date that is asked for is not known";
    case RowIssue::AmbiguousEncoding:
        return "not UTF-8, and it is not sure which encoding these names are in: name it (--decode GBK)";
    case RowIssue::NotDecodable:
        return "the name is not in that encoding";
    case RowIssue::DuplicateTarget:
        return "same new name as " + otherName;
    case RowIssue::Exists:
        return "a file with the new name exists";
    case RowIssue::WouldOverwrite:
        return otherName + " has the new name and keeps it";
    case RowIssue::Blocked:
        return otherName + " has the new name and cannot move away";
    case RowIssue::ParentMissing:
        return "the folder of the new name cannot be made: a file has its name";
    case RowIssue::IntoItself:
        return "a folder cannot move into itself";
    case RowIssue::MountPoint:
        return "something is mounted here; it cannot be renamed";
    case RowIssue::OtherFileSystem:
        return "the new folder is on another file system";
    case RowIssue::Unreadable:
        return "the new folder cannot be read";
    case RowIssue::IllegalHere:
        return "the disk takes no such name (none of \"*:<>?\\| and no control character, no dot or space at the end)";
    case RowIssue::ReadOnly:
        return "the folder cannot be changed (a read-only disk, no permission, or marked immutable or append-only)";
    case RowIssue::Immutable:
        return "it is marked immutable (chattr -i -a takes the mark off)";
    case RowIssue::NotOwner:
        return "it belongs to another user, and in this folder (sticky) only owners can rename";
    case RowIssue::HoldsHistory:
        return "Bulkhead's own history is kept here: without it nothing could be undone";
    case RowIssue::Gone:
        return "it is no longer where the batch left it";
    case RowIssue::Replaced:
        return "something else has its name now";
    case RowIssue::NotAFile:
        return "only files can be copied or have hard links, no folders, pipes or devices";
    case RowIssue::CopyChanged:
        return "it was changed since it was made, so it is left where it is";
    case RowIssue::OnlyCopy:
        return "the original is gone or was changed since, so this copy is left where it is";
    }
    return "cannot be renamed";
}

Bytes sentence(NameWarning warning)
{
    switch (warning) {
    case NameWarning::BeginsWithDash:
        return "begins with a dash; programs may take it for an option";
    case NameWarning::BecomesHidden:
        return "begins with a dot; most programs will not list it";
    case NameWarning::BidiMarks:
        return "holds invisible marks of direction; it may be shown in another order than it is written";
    case NameWarning::Confusable:
        return "mixes Latin letters with letters of another script that look like them";
    case NameWarning::NotForWindows:
        return "Windows does not take this name";
    }
    return {};
}

Bytes sentence(const RecipeProblem &problem)
{
    Bytes text = problem.field.empty() ? Bytes("recipe") : toTerminal(problem.field);
    text += ": " + problemText(problem);
    if (problem.line > 0)
        text += " at line " + std::to_string(problem.line);
    if (problem.column >= 0)
        text += " at column " + std::to_string(problem.column + 1);
    return text;
}

Bytes sentence(const ImportLoss &loss)
{
    const auto text = [&loss]() -> Bytes {
        switch (loss.reason) {
        case ImportLoss::Reason::UnknownToken:
            return "is no token of that program";
        case ImportLoss::Reason::NoCounterpart:
            return "has no counterpart here";
        case ImportLoss::Reason::Scripting:
            return "is a script; there is no scripting here";
        case ImportLoss::Reason::BadArgument:
            return "holds a number or a word that is not understood";
        case ImportLoss::Reason::UnknownGroup:
            return "is a group that the regular expression does not have";
        case ImportLoss::Reason::CountsAllFiles:
            return "counts every file given here, there only those that match (leave the others out)";
        case ImportLoss::Reason::NeedsList:
            return "needs a list rule with the file before it, and the name of the column";
        case ImportLoss::Reason::PathSeparator:
            return "is no part of a name there, and would make folders here";
        }
        return "is lost";
    };
    return loss.field + ": '" + toTerminal(loss.text) + "' at column " + std::to_string(loss.column + 1) + " " + text();
}

Bytes grouped(std::int64_t n)
{
    Bytes digits = std::to_string(std::llabs(n));
    for (std::ptrdiff_t at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return n < 0 ? "-" + digits : digits;
}

Bytes counted(std::int64_t n, const char *one, const char *many)
{
    return grouped(n) + " " + (n == 1 ? one : many);
}

Bytes stateWord(const BatchInfo &batch)
{
    switch (batch.state) {
    case BatchState::Running:
        return batch.ownerAlive ? "running" : "interrupted";
    case BatchState::Done:
        return batch.failed + batch.skipped > 0 ? "done, some failed" : "done";
    case BatchState::Cancelled:
        return "cancelled";
    case BatchState::Failed:
        return "failed";
    case BatchState::Recovered:
        return "recovered";
    }
    return "unknown";
}

Bytes directionWord(Direction direction)
{
    switch (direction) {
    case Direction::Do:
        return "rename";
    case Direction::Undo:
        return "undo";
    case Direction::Redo:
        return "redo";
    case Direction::FinishInterrupted:
        return "finish";
    case Direction::UndoInterrupted:
        return "take back";
    }
    return "unknown";
}

} // namespace bulkhead::cli
