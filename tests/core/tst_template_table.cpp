// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all tokens and filters, on files as they are scanned and read, and that none of them has too few rows.
#include "core/base/text.h"
#include "core/fs/scanner.h"
#include "core/metadata/read_facts.h"
#include "core/rename/name_list.h"
#include "core/rename/template/template_filter.h"
#include "core/rename/template/template_token.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/naming.h"
#include "tests/support/template_rows.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::size_t kFewestRows = 3;

const std::vector<TemplateRow> &table()
{
    static const std::vector<TemplateRow> all = [] {
        std::vector<TemplateRow> rows = nameTokenRows();
        for (const auto &more : {factTokenRows(), filterRows()})
            rows.insert(rows.end(), more.begin(), more.end());
        return rows;
    }();
    return all;
}

Bytes pathOf(const TableFile &file)
{
    return "/w/" + (file.path.ends_with('/') ? file.path.substr(0, file.path.size() - 1) : file.path);
}

/// The same rows, with the times that the files of the table have.
FileTable withTimes(const FileTable &scanned, const std::vector<TableFile> &files)
{
    FileTable made;
    for (DirectoryId id = 0; id < scanned.directoryCount(); ++id)
        made.addDirectory(scanned.directory(id));
    for (RowId row = 0; row < scanned.rowCount(); ++row) {
        FileStatus status{.identity = scanned.identity(row), .birthTime = kTableBorn};
        for (const TableFile &file : files) {
            if (pathOf(file) == scanned.path(row)) {
                status.identity.modificationTime = file.modified;
                status.birthTime = file.born;
            }
        }
        if (!made.addRow(scanned.directoryOf(row), scanned.name(row), status))
            qFatal("no row");
    }
    return made;
}

CompiledRecipeRef compiledRow(const TemplateRow &row)
{
    RenameRecipe recipe = recipeOf(row.before);
    recipe.rules.push_back({TemplateRule{row.text}, Scope::Name});
    const auto lists
        = loadLists(recipe, [&row](const Bytes &path, ListRule::By by) { return listOfFile(path, Result<Bytes>(row.list), by); });
    auto compiled = compileRecipe(recipe, lists);
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled))
        qFatal("%s: problem %d, %s", row.text.c_str(), int(problems->front().code), problems->front().argument.c_str());
    return std::get<CompiledRecipeRef>(std::move(compiled));
}

std::vector<Bytes> namesOf(const TemplateRow &row)
{
    MemoryFileSystem disk;
    for (const TableFile &file : row.files)
        file.path.ends_with('/') ? disk.addFolder(pathOf(file)) : disk.addFile(pathOf(file), file.content);
    ScanOptions everything{.recursive = true, .what = ScanOptions::What::All, .hidden = true};
    const ScanResult found = scan(disk, {row.given}, everything, {});
    const FileTable files = withTimes(found.table, row.files);
    std::vector<RowId> order;
    for (const TableFile &file : row.files) {
        for (RowId id = 0; id < files.rowCount(); ++id) {
            if (files.path(id) == pathOf(file))
                order.push_back(id);
        }
    }
    const CompiledRecipeRef recipe = compiledRow(row);
    const BatchFacts facts = makeBatchFacts(files, order, BatchMoment(kTableNow, 7));
    FactCache cache;
    const FileFacts inside = readFacts(disk, found.table, {.rows = order, .keys = recipe->facts()}, cache, {}).value();
    const auto evaluator = NameEvaluator::make(files, *recipe, facts, &inside);
    std::vector<Bytes> names;
    for (const RowId id : order) {
        const auto outcome = evaluator->evaluate(id);
        names.push_back(outcome.issue == RowIssue::None ? Bytes(outcome.name) : "*" + Bytes(rowIssueName(outcome.issue)) + "*");
    }
    return names;
}

/// All texts of the row: what it is made of, and what it makes.
std::vector<Bytes> textsOf(const TemplateRow &row)
{
    std::vector<Bytes> texts = row.expected;
    texts.push_back(row.text);
    for (const TableFile &file : row.files)
        texts.push_back(file.path);
    return texts;
}

bool holdsLetter(const TemplateRow &row, char32_t first, char32_t last)
{
    const auto texts = textsOf(row);
    return std::any_of(texts.begin(), texts.end(), [&](const Bytes &text) {
        const auto letters = QString::fromUtf8(shown(text)).toUcs4();
        return std::any_of(letters.begin(), letters.end(), [&](char32_t letter) { return letter >= first && letter <= last; });
    });
}

bool isPlain(const TemplateRow &row)
{
    const auto texts = textsOf(row);
    return std::all_of(texts.begin(), texts.end(), [](const Bytes &text) { return isAscii(text); });
}

bool isCjk(const TemplateRow &row)
{
    return holdsLetter(row, U'\u4e00', U'\u9fff');
}

bool isCombining(const TemplateRow &row)
{
    return holdsLetter(row, U'\u0300', U'\u036f');
}

bool isUndecodable(const TemplateRow &row)
{
    const auto texts = textsOf(row);
    return std::any_of(texts.begin(), texts.end(), [](const Bytes &text) { return !isValidUtf8(text); });
}

/// Whether the template of the row asks for it: {about...} or |about...}.
bool names(const TemplateRow &row, const Bytes &about, char mark)
{
    for (std::size_t at = row.text.find(mark + about); at != Bytes::npos; at = row.text.find(mark + about, at + 1)) {
        const std::size_t end = at + 1 + about.size();
        if (end < row.text.size() && BytesView(":|}@").find(row.text[end]) != BytesView::npos)
            return true;
    }
    return false;
}

} // namespace

class TestTemplateTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC0"); }

    void values_data()
    {
        QTest::addColumn<const TemplateRow *>("row");
        for (const TemplateRow &row : table())
            QTest::addRow("%s: %s", row.about, row.title) << &row;
    }
    void values()
    {
        QFETCH(const TemplateRow *, row);
        const auto made = namesOf(*row);
        QCOMPARE(made.size(), row->expected.size());
        QCOMPARE(made.size(), row->files.size());
        for (std::size_t i = 0; i < made.size(); ++i)
            QCOMPARE(shown(made[i]), shown(row->expected[i]));
    }

    void eachHasItsRows_data()
    {
        QTest::addColumn<QByteArray>("about");
        QTest::addColumn<char>("mark");
        for (const BytesView token : templateTokenNames())
            QTest::addRow("token %s", Bytes(token).c_str()) << shown(token) << '{';
        for (const BytesView filter : templateFilterNames())
            QTest::addRow("filter %s", Bytes(filter).c_str()) << shown(filter) << '|';
    }
    void eachHasItsRows()
    {
        QFETCH(QByteArray, about);
        QFETCH(char, mark);
        std::vector<const TemplateRow *> rows;
        std::set<QByteArray> titles;
        for (const TemplateRow &row : table()) {
            if (row.about != about)
                continue;
            rows.push_back(&row);
            QVERIFY2(titles.insert(row.title).second, row.title);
            QVERIFY2(names(row, bytesOf(about), mark), row.title);
        }
        QVERIFY2(rows.size() >= kFewestRows, qPrintable(QString::number(rows.size())));
        const auto hasOne = [&rows](bool (*is)(const TemplateRow &)) {
            return std::any_of(rows.begin(), rows.end(), [is](const TemplateRow *row) { return is(*row); });
        };
        QVERIFY2(hasOne(isPlain), "ASCII");
        QVERIFY2(hasOne(isCjk), "CJK");
        QVERIFY2(hasOne(isCombining), "combining");
        QVERIFY2(hasOne(isUndecodable), "undecodable");
    }

    void eachRowIsOfOne()
    {
        std::set<Bytes> known;
        for (const auto &all : {templateTokenNames(), templateFilterNames()})
            known.insert(all.begin(), all.end());
        for (const TemplateRow &row : table())
            QVERIFY2(known.contains(row.about), row.about);
    }
};

QTEST_APPLESS_MAIN(TestTemplateTable)
#include "tst_template_table.moc"
