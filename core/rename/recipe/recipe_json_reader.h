// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: reads the fields of one JSON object. A mistake becomes a problem and leaves the target as it was,
// so that all mistakes of a recipe are found in one go.
#pragma once

#include "core/rename/recipe/recipe_json_names.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <cstdint>
#include <limits>
#include <optional>

namespace bulkhead {

/// One object of the recipe. Every field that is asked for counts as known; reportUnknownFields() names the others.
/// The problems must outlive the reader. Used by one thread.
class ObjectReader
{
public:
    ObjectReader(QJsonObject object, Bytes path, std::vector<RecipeProblem> &problems);

    bool has(const char *key);
    std::optional<QJsonValue> value(const char *key); ///< None where the field is absent.

    enum class Presence : std::uint8_t { Optional, Required };
    /// False where the field is absent or wrong.
    bool text(const char *key, Bytes &out, Presence presence = Presence::Optional);
    bool textList(const char *key, std::vector<Bytes> &out);
    bool flag(const char *key, bool &out);
    bool integer(const char *key, int &out);
    bool integer(const char *key, std::int64_t &out);
    template <class E, std::size_t N>
    bool choice(const char *key, E &out, const NamedValue<E> (&names)[N]);
    /// A word of the table, or a whole number: true and `number` untouched, or true and `number` set.
    template <class E, std::size_t N>
    bool choiceOrInteger(const char *key, E &out, const NamedValue<E> (&names)[N], std::optional<int> &number);

    /// The conversions behind the fields, for elements of arrays.
    bool toText(const QJsonValue &value, const Bytes &field, Bytes &out);
    bool toInteger(const QJsonValue &value, const Bytes &field, int &out);
    template <class E, std::size_t N>
    bool toChoice(const QJsonValue &value, const Bytes &field, E &out, const NamedValue<E> (&names)[N], const char *alsoAllowed = "");

    Bytes field(BytesView key) const; ///< "rules[2].step"
    Bytes field(BytesView key, qsizetype index) const; ///< "rules[2].keep[0]"
    void report(RecipeProblem::Code code, Bytes field, Bytes argument = {});
    void reportUnknownFields();

private:
    struct Range {
        std::int64_t least;
        std::int64_t most;
    };
    bool toInteger(const QJsonValue &value, const Bytes &field, Range range, const char *wanted, std::int64_t &out);

    QJsonObject m_object;
    Bytes m_path;
    std::vector<RecipeProblem> &m_problems;
    std::vector<const char *> m_known;
};

/// UTF-16 from the JSON parser to UTF-8; none where it holds half a surrogate pair.
std::optional<Bytes> utf8FromJson(const QString &text);

template <class E, std::size_t N>
Bytes allowedNames(const NamedValue<E> (&names)[N])
{
    Bytes list;
    for (const auto &entry : names) {
        list.append(list.empty() ? "" : ", ").append(entry.name);
    }
    return list;
}

template <class E, std::size_t N>
bool ObjectReader::toChoice(const QJsonValue &value, const Bytes &field, E &out, const NamedValue<E> (&names)[N], const char *alsoAllowed)
{
    Bytes word;
    if (!toText(value, field, word)) {
        return false;
    }
    for (const auto &entry : names) {
        if (word == entry.name) {
            out = entry.value;
            return true;
        }
    }
    report(RecipeProblem::Code::NotOneOf, field, allowedNames(names) + alsoAllowed);
    return false;
}

template <class E, std::size_t N>
bool ObjectReader::choice(const char *key, E &out, const NamedValue<E> (&names)[N])
{
    const auto found = value(key);
    return found && toChoice(*found, field(key), out, names);
}

template <class E, std::size_t N>
bool ObjectReader::choiceOrInteger(const char *key, E &out, const NamedValue<E> (&names)[N], std::optional<int> &number)
{
    const auto found = value(key);
    if (!found) {
        return false;
    }
    if (found->isString()) {
        return toChoice(*found, field(key), out, names, ", a whole number");
    }
    std::int64_t wide = 0;
    const Range range{std::numeric_limits<int>::min(), std::numeric_limits<int>::max()};
    if (!toInteger(*found, field(key), range, "a string or a whole number", wide)) {
        return false;
    }
    number = static_cast<int>(wide);
    return true;
}

} // namespace bulkhead
