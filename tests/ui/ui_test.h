// SPDX-License-Identifier: GPL-3.0-or-later
// What window tests share: a main without a display, lists from a disk in memory, plans.
#pragma once

#include "core/fs/scanner.h"
#include "core/rename/plan.h"
#include "tests/support/memory_file_system.h"
#include "ui/controllers/list_work.h"
#include "ui/controllers/preview_work.h"

#include <QApplication>
#include <QtTest>

#include <cstdlib>

namespace bulkhead::test {

inline FileList scanList(FileSystem &fileSystem, std::vector<Bytes> roots, const ScanOptions &options = {})
{
    ScanRequest request;
    request.addedPaths = std::move(roots);
    request.options = options;
    return readList(fileSystem, request, {}, nullptr).list;
}

inline RowId rowNamed(const FileList &list, BytesView name)
{
    for (RowId row = 0; list.table && row < list.table->rowCount(); ++row) {
        if (list.table->name(row) == name)
            return row;
    }
    return kNone;
}

inline RenameRecipe replaceRecipe(BytesView find, BytesView with, MatchMode mode = MatchMode::Text)
{
    RenameRecipe recipe;
    recipe.rules.push_back({ReplaceRule{.find = Bytes(find), .with = Bytes(with), .mode = mode}, Scope::Stem, true});
    return recipe;
}

struct Preview {
    OrderedRows rows;
    PlanAnswer answer;
};

/// What the controller would show, made at once.
inline Preview previewOf(FileSystem &fileSystem, const FileList &list, const RenameRecipe &recipe, const ViewOptions &options = {})
{
    Preview preview;
    preview.rows = orderRows(list, recipe, nullptr, options, {});
    auto compiled = compileRecipe(recipe);
    FactCache cache;
    preview.answer = planPreview({fileSystem, cache}, list, *std::get<CompiledRecipeRef>(compiled), preview.rows, options, nullptr, {}, 1);
    return preview;
}

inline void useNoDisplay()
{
    if (std::getenv("BULKHEAD_TEST_DISPLAY") == nullptr)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

} // namespace bulkhead::test

#define BULKHEAD_UI_TEST_MAIN(TestClass)                                                                                                   \
    int main(int argc, char **argv)                                                                                                        \
    {                                                                                                                                      \
        bulkhead::test::useNoDisplay();                                                                                                    \
        QApplication application(argc, argv);                                                                                              \
        QApplication::setQuitOnLastWindowClosed(false);                                                                                    \
        TestClass test;                                                                                                                    \
        return QTest::qExec(&test, argc, argv);                                                                                            \
    }
