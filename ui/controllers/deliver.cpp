// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/deliver.h"

#include <QException>

#include <new>

namespace bulkhead {

Error errorOf(const std::exception_ptr &thrown)
{
    Error error{.code = ErrorCode::Unknown, .operation = "work"};
    try {
        std::rethrow_exception(thrown);
    } catch (const QUnhandledException &wrapped) { // how QtConcurrent carries what is not a QException
        if (wrapped.exception())
            return errorOf(wrapped.exception());
    } catch (const std::bad_alloc &) {
        error.code = ErrorCode::OutOfMemory;
    } catch (const std::exception &exception) {
        error.detail = exception.what();
    } catch (...) {
    }
    return error;
}

} // namespace bulkhead
