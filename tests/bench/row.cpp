// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/row.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace bulkhead::bench {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Row spreadRow(Row row, const std::vector<double> &values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    row.value = median(values);
    row.low = *low;
    row.high = *high;
    return row;
}

void print(const Row &row)
{
    QJsonObject object{{QStringLiteral("part"), QString::fromStdString(row.part)},
        {QStringLiteral("what"), QString::fromStdString(row.what)}, {QStringLiteral("value"), row.value},
        {QStringLiteral("unit"), QString::fromStdString(row.unit)}};
    const auto add = [&object](const QString &name, const std::optional<double> &value) {
        if (value)
            object.insert(name, *value);
    };
    add(QStringLiteral("low"), row.low);
    add(QStringLiteral("high"), row.high);
    add(QStringLiteral("limit"), row.limit);
    if (row.limit)
        object.insert(QStringLiteral("met"), row.value <= *row.limit);
    if (!row.note.empty())
        object.insert(QStringLiteral("note"), QString::fromStdString(row.note));
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace bulkhead::bench
