// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMetaType>

#include <cstring>

namespace bulkhead {

/// "ok", or code, operation, path and errno: what a failed check should print.
template <class T>
QByteArray described(const Result<T> &result)
{
    if (result.ok())
        return "ok";
    const Error &error = result.error();
    return QByteArray(errorCodeName(error.code)) + ": " + error.operation + " \"" + QByteArray::fromStdString(error.path) + "\" "
        + (error.osCode ? std::strerror(error.osCode) : "");
}

template <class T>
ErrorCode codeOf(const Result<T> &result)
{
    return result.ok() ? ErrorCode::None : result.error().code;
}

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::ErrorCode)
Q_DECLARE_METATYPE(bulkhead::Bytes)

/// QVERIFY that a Result holds a value, or prints its error.
#define VERIFY_OK(...)                                                                                                                     \
    do {                                                                                                                                   \
        const auto &bulkheadResult = (__VA_ARGS__);                                                                                        \
        QVERIFY2(bulkheadResult.ok(), ::bulkhead::described(bulkheadResult).constData());                                                  \
    } while (false)

/// QCOMPARE of a Result's error code, with names instead of numbers. ErrorCode::None = a value is expected.
#define COMPARE_CODE(result, expected)                                                                                                     \
    do {                                                                                                                                   \
        const auto &bulkheadResult = (result);                                                                                             \
        QVERIFY2(::bulkhead::codeOf(bulkheadResult) == (expected),                                                                         \
            (::bulkhead::described(bulkheadResult) + ", expected " + ::bulkhead::errorCodeName(expected)).constData());                    \
    } while (false)
