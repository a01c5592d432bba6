// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/deliver.h"

#include <exception>
#include <new>

namespace bulkhead {

Error thrownError()
{
    Error error{.code = ErrorCode::Unknown, .operation = "work"};
    try {
        throw;
    } catch (const std::bad_alloc &) {
        error.code = ErrorCode::OutOfMemory;
    } catch (const std::exception &exception) {
        error.detail = exception.what();
    } catch (...) {
    }
    return error;
}

} // namespace bulkhead
