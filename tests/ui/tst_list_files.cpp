// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/list_files.h"

#include "tests/support/temp_dir.h"

#include <QtTest>

using namespace bulkhead;

namespace {

using List = std::shared_ptr<const NameList>;

RenameRecipe recipeOf(const Bytes &file, ListRule::By by = ListRule::By::Order)
{
    RenameRecipe recipe;
    recipe.rules.push_back({ListRule{.file = file, .by = by}});
    return recipe;
}

LoadedList loaded(ListFiles &files, const RenameRecipe &recipe)
{
    return files.load(recipe).begin()->second;
}

} // namespace

class TestListFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDidNotChangeIsNotReadAgain()
    {
        const TempDir folder;
        folder.writeFile("l", "a\n");
        ListFiles files;
        const RenameRecipe recipe = recipeOf(folder.path("l"));
        const List first = std::get<List>(loaded(files, recipe));
        QVERIFY(std::get<List>(loaded(files, recipe)) == first);
        folder.writeFile("l", "b, and more\n");
        const List second = std::get<List>(loaded(files, recipe));
        QVERIFY(second != first);
        QCOMPARE(Bytes(second->newName(0)), Bytes("b, and more"));
    }

    void anotherFileInItsPlaceIsRead()
    {
        const TempDir folder;
        folder.writeFile("l", "a\n");
        folder.writeFile("m", "b\n");
        ListFiles files;
        const RenameRecipe recipe = recipeOf(folder.path("l"));
        loaded(files, recipe);
        folder.rename("m", "l");
        QCOMPARE(Bytes(std::get<List>(loaded(files, recipe))->newName(0)), Bytes("b"));
    }

    void aMistakeEndsWhenTheFileIsMended()
    {
        const TempDir folder;
        ListFiles files;
        const RenameRecipe recipe = recipeOf(folder.path("l.csv"), ListRule::By::Name);
        QCOMPARE(int(std::get<RecipeProblem>(loaded(files, recipe)).code), int(RecipeProblem::Code::UnreadableFile));
        folder.writeFile("l.csv", "old\na\n");
        QCOMPARE(int(std::get<RecipeProblem>(loaded(files, recipe)).code), int(RecipeProblem::Code::UnknownColumn));
        folder.writeFile("l.csv", "old,new\na,b\n");
        QVERIFY(std::holds_alternative<List>(loaded(files, recipe)));
    }

    void aFolderAndAPipeAreNoLists()
    {
        const TempDir folder;
        folder.makeDir("d");
        ListFiles files;
        const auto problem = std::get<RecipeProblem>(loaded(files, recipeOf(folder.path("d"))));
        QCOMPARE(int(problem.error), int(ErrorCode::IsADirectory));
        folder.makeFifo("f");
        QVERIFY(files.load(recipeOf(folder.path("f"))).size() == 1); // and does not wait for a writer
    }
};

QTEST_GUILESS_MAIN(TestListFiles)
#include "tst_list_files.moc"
