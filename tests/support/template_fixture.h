// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of templates share: a row to expand them on.
#pragma once

#include "core/rename/template/template.h"

#include <QByteArray>

namespace bulkhead {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kModified = 1'699'362'369 * kSecond + 45'000'000; // 2023-11-07 13:06:09.045 UTC
constexpr std::int64_t kBorn = 1'577'934'245 * kSecond; // 2020-01-02 03:04:05 UTC
constexpr std::int64_t kNow = 1'719'792'000 * kSecond; // 2024-07-01 00:00:00 UTC

// One file, /home/user/照片/IMG_1.tar.gz, as the third of twelve, whose name earlier rules have changed.
class TemplateFixture
{
public:
    explicit TemplateFixture(const Bytes &original = "IMG_1.tar.gz", const Bytes &stem = "trip ÉTÉ", const Bytes &extension = "jpg",
        const Bytes &folder = "/home/user/照片", std::int64_t modified = kModified, std::int64_t born = kBorn)
        : m_stem(stem)
        , m_extension(extension)
        , m_name(stem + "." + extension)
    {
        const DirectoryId directory = m_table.addDirectory({.path = folder});
        const FileStatus status{
            .identity = {.inode = 1, .birth = 12'345, .size = 1'572'864, .modificationTime = modified, .type = FileType::Regular},
            .birthTime = born};
        if (!m_table.addRow(directory, original, status))
            qFatal("no row");
        m_facts.position = {2};
        m_facts.positionInFolder = {1};
        m_facts.folderCount = {4};
        m_facts.largestFolder = 4;
        m_facts.count = 12;
        m_facts.moment = {kNow, 7};
    }

    RowContext context(std::span<const BytesView> captures = {}) const
    {
        const BytesView original = m_table.name(0);
        const std::size_t dot = std::min(original.find('.'), original.size());
        return {.table = m_table,
            .facts = m_facts,
            .row = 0,
            .stem = m_stem,
            .extension = m_extension,
            .name = m_name,
            .originalStem = original.substr(0, dot),
            .captures = captures};
    }

    BatchFacts &facts() { return m_facts; }
    void setRootLength(std::size_t length) { m_table.setRootLength(0, length); }
    void setName(const Bytes &stem, const Bytes &name)
    {
        m_stem = stem;
        m_name = name;
    }

private:
    FileTable m_table;
    BatchFacts m_facts;
    Bytes m_stem;
    Bytes m_extension;
    Bytes m_name;
};

/// What a regex with twelve groups allows, the second of which is called "word".
const TemplateOptions &captureOptions();

/// The text made of the template, or a word on why there is none.
Bytes expanded(
    const Bytes &text, const TemplateFixture &fixture, const TemplateOptions &options = {}, std::span<const BytesView> captures = {});

inline QByteArray bytes(const Bytes &text)
{
    return QByteArray::fromStdString(text);
}

void addExpansionColumns();
void addExpansion(const char *name, const Bytes &text, const Bytes &expected);

} // namespace bulkhead
