// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/fs/file_descriptor.h"

namespace bulkhead {

/// A file of the program's own making that is there as a whole or not at all. Any one thread but the GUI thread.
class WholeFile
{
public:
    enum class IfThere : std::uint8_t {
        Refuse, ///< AlreadyExists, as soon as the file is begun. The name is taken at once.
        Replace, ///< What was there stays until finish() puts the new file in its place.
    };

    /// Begins the file, with mode 0666 less the umask. What fails is said by finish().
    WholeFile(Bytes path, IfThere ifThere);
    /// What was not finished is removed.
    ~WholeFile();
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    /// Appends. False once anything has failed: the rest is not worth making.
    bool write(BytesView content);

    /// Makes it durable and puts it in its place. Fails with AlreadyExists, NotFound, PermissionDenied, NoSpace, ...: with what
    /// went wrong first. To be called once.
    Result<void> finish();

private:
    void begin(IfThere ifThere);

    Bytes m_path;
    Bytes m_written; ///< Where it is now; empty where there is none.
    FileDescriptor m_file;
    int m_error = 0;
};

} // namespace bulkhead
