// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of the table of tokens and filters. tests/core/template_table/ has the rows.
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <vector>

namespace bulkhead::test {

constexpr std::int64_t kTableSecond = 1'000'000'000;
constexpr std::int64_t kTableModified = 1'699'362'369 * kTableSecond + 45'000'000; // 2023-11-07 13:06:09.045 UTC
constexpr std::int64_t kTableBorn = 1'577'934'245 * kTableSecond; // 2020-01-02 03:04:05 UTC
constexpr std::int64_t kTableNow = 1'719'792'000 * kTableSecond; // 2024-07-01 00:00:00 UTC
constexpr std::int64_t kTableRead = 1'600'000'000 * kTableSecond; // 2020-09-13 12:26:40 UTC: when all were read last, to the second

struct TableFile {
    TableFile(const char *name)
        : path(name)
    {
    }
    TableFile(Bytes name, Bytes text = {}, std::int64_t changed = kTableModified, std::int64_t made = kTableBorn)
        : path(std::move(name))
        , content(std::move(text))
        , modified(changed)
        , born(made)
    {
    }
    Bytes path; ///< Below /w; a slash at the end makes it a folder.
    Bytes content;
    std::int64_t modified = kTableModified;
    std::int64_t born = kTableBorn;
};

struct TemplateRow {
    const char *about; ///< The token or the filter.
    const char *title;
    Bytes text;
    std::vector<TableFile> files;
    std::vector<Bytes> expected; ///< Of each file; "*no-value*" where it has a problem.
    Bytes before = {}; ///< Rules as JSON, ' for ", that come first.
    Bytes list = {}; ///< What is in the file of a list rule.
    Bytes given = "/w"; ///< What is scanned.
};

std::vector<TemplateRow> nameTokenRows();
std::vector<TemplateRow> factTokenRows();
std::vector<TemplateRow> filterRows();

} // namespace bulkhead::test
