// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe/recipe_json_reader.h"

#include "core/base/text.h"

#include <QLatin1String>
#include <QString>

#include <algorithm>
#include <cmath>

namespace bulkhead {

using Code = RecipeProblem::Code;

std::optional<Bytes> utf8FromJson(const QString &text)
{
    if (!text.isValidUtf16()) {
        return std::nullopt;
    }
    const QByteArray utf8 = text.toUtf8();
    return Bytes(utf8.constData(), static_cast<std::size_t>(utf8.size()));
}

ObjectReader::ObjectReader(QJsonObject object, Bytes path, std::vector<RecipeProblem> &problems)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problems(problems)
{
}

bool ObjectReader::has(const char *key)
{
    return value(key).has_value();
}

std::optional<QJsonValue> ObjectReader::value(const char *key)
{
    m_known.push_back(key);
    const auto found = m_object.constFind(QLatin1String(key));
    return found == m_object.constEnd() ? std::nullopt : std::optional<QJsonValue>(*found);
}

bool ObjectReader::text(const char *key, Bytes &out, Presence presence)
{
    const auto found = value(key);
    if (!found) {
        if (presence == Presence::Required) {
            report(Code::MissingField, field(key));
        }
        return false;
    }
    return toText(*found, field(key), out);
}

bool ObjectReader::toText(const QJsonValue &value, const Bytes &field, Bytes &out)
{
    if (!value.isString()) {
        report(Code::WrongType, field, "a string");
        return false;
    }
    const QString text = value.toString();
    if (!text.isValidUtf16()) {
        report(Code::NotText, field);
        return false;
    }
    out = fromText(text);
    return true;
}

bool ObjectReader::textList(const char *key, std::vector<Bytes> &out)
{
    const auto found = value(key);
    if (!found) {
        return false;
    }
    if (!found->isArray()) {
        report(Code::WrongType, field(key), "an array of strings");
        return false;
    }
    const QJsonArray array = found->toArray();
    std::vector<Bytes> texts(static_cast<std::size_t>(array.size()));
    bool good = true;
    for (qsizetype i = 0; i < array.size(); ++i) {
        good = toText(array.at(i), field(key, i), texts[static_cast<std::size_t>(i)]) && good;
    }
    if (good) {
        out = std::move(texts);
    }
    return good;
}

bool ObjectReader::flag(const char *key, bool &out)
{
    const auto found = value(key);
    if (!found) {
        return false;
    }
    if (!found->isBool()) {
        report(Code::WrongType, field(key), "true or false");
        return false;
    }
    out = found->toBool();
    return true;
}

bool ObjectReader::integer(const char *key, int &out)
{
    const auto found = value(key);
    return found && toInteger(*found, field(key), out);
}

bool ObjectReader::integer(const char *key, std::int64_t &out)
{
    const auto found = value(key);
    const Range range{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    return found && toInteger(*found, field(key), range, "a whole number", out);
}

bool ObjectReader::toInteger(const QJsonValue &value, const Bytes &field, int &out)
{
    std::int64_t wide = 0;
    const Range range{std::numeric_limits<int>::min(), std::numeric_limits<int>::max()};
    if (!toInteger(value, field, range, "a whole number", wide)) {
        return false;
    }
    out = static_cast<int>(wide);
    return true;
}

bool ObjectReader::toInteger(const QJsonValue &value, const Bytes &field, Range range, const char *wanted, std::int64_t &out)
{
    if (!value.isDouble() || std::trunc(value.toDouble()) != value.toDouble()) {
        report(Code::WrongType, field, wanted);
        return false;
    }
    // Only values that a 64-bit integer holds exactly give the same answer for both defaults.
    const qint64 number = value.toInteger(0);
    if (number != value.toInteger(1) || number < range.least || number > range.most) {
        report(Code::OutOfRange, field, std::to_string(range.least) + " to " + std::to_string(range.most));
        return false;
    }
    out = number;
    return true;
}

Bytes ObjectReader::field(BytesView key) const
{
    Bytes path = m_path;
    return path.append(path.empty() ? "" : ".").append(key);
}

Bytes ObjectReader::field(BytesView key, qsizetype index) const
{
    return field(key) + "[" + std::to_string(index) + "]";
}

void ObjectReader::report(Code code, Bytes field, Bytes argument)
{
    m_problems.push_back({.code = code, .field = std::move(field), .argument = std::move(argument)});
}

void ObjectReader::reportUnknownFields()
{
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        const bool known = std::any_of(m_known.begin(), m_known.end(), [&](const char *key) { return it.key() == QLatin1String(key); });
        if (!known) {
            report(Code::UnknownField, field(utf8FromJson(it.key()).value_or("\xEF\xBF\xBD")));
        }
    }
}

} // namespace bulkhead
