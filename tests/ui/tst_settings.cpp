// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "core/fs/small_file.h"
#include "tests/support/temp_dir.h"
#include "ui/controllers/recipe_files.h"
#include "ui/controllers/settings.h"

using namespace bulkhead;
using namespace bulkhead::test;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBackAsTheyWere()
    {
        const TempDir folder;
        Settings settings;
        settings.geometry = QByteArray("\x00\x01\xff", 3);
        settings.splitter = "s";
        settings.columns = "c";
        settings.theme = Theme::Dark;
        settings.historyShown = true;
        settings.recursive = true;
        settings.hidden = true;
        settings.what = ScanOptions::What::All;
        settings.onError = RunOptions::OnError::Stop;
        settings.recipe = replaceRecipe("caf\xc3\xa9", "{n}");
        settings.recent = {replaceRecipe("b", "c"), replaceRecipe("caf\xe9", "x"), replaceRecipe("\uFEFF", "")};
        const Bytes path = folder.path("new/folders/settings.json");
        QVERIFY(saveSettings(path, settings).ok());
        const Settings back = loadSettings(path);
        QCOMPARE(back.geometry, settings.geometry);
        QCOMPARE(back.splitter, settings.splitter);
        QCOMPARE(back.columns, settings.columns);
        QCOMPARE(int(back.theme), int(settings.theme));
        QVERIFY(back.historyShown && back.recursive && back.hidden);
        QCOMPARE(int(back.what), int(settings.what));
        QVERIFY(back.onError == settings.onError);
        QVERIFY(back.recipe == settings.recipe);
        QVERIFY(back.recent == settings.recent);
        QCOMPARE(folder.snapshot().size(), 3u); // two folders and the file: nothing temporary is left
    }

    void theRulesOfAnEarlierVersionAreRead()
    {
        const TempDir folder;
        folder.writeFile("settings.json", "{\"format\": 1, \"recipe\": " + writeRecipe(replaceRecipe("a", "b")) + "}");
        QVERIFY(loadSettings(folder.path("settings.json")).recipe == replaceRecipe("a", "b"));
    }

    void conflictsAreRefusedAtEveryStart()
    {
        const TempDir folder;
        Settings settings;
        settings.recipe = replaceRecipe("a", "b");
        settings.recipe->onConflict = OnConflict::Number;
        QVERIFY(saveSettings(folder.path("settings.json"), settings).ok());
        QVERIFY(loadSettings(folder.path("settings.json")).recipe == replaceRecipe("a", "b"));
    }

    void damagedIsAFirstStart_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("not an object") << QByteArray("[1]");
        QTest::newRow("another format") << QByteArray("{\"format\": 2, \"hidden\": true}");
        QTest::newRow("odd values") << QByteArray(
            "{\"format\": 1, \"theme\": 7, \"what\": \"x\", \"hidden\": \"yes\", \"on_error\": 1, \"recipe\": {}}");
    }
    void damagedIsAFirstStart()
    {
        QFETCH(QByteArray, content);
        const TempDir folder;
        folder.writeFile("settings.json", content.toStdString());
        const Settings settings = loadSettings(folder.path("settings.json"));
        QVERIFY(settings.geometry.isEmpty());
        QVERIFY(!settings.hidden);
        QVERIFY(settings.onError == RunOptions::OnError::Continue);
        QCOMPARE(int(settings.theme), int(Theme::System));
        QVERIFY(!settings.recipe);
    }

    void missing()
    {
        const TempDir folder;
        QVERIFY(!loadSettings(folder.path("none.json")).hidden);
    }

    void aFailedWriteLeavesTheOldFile()
    {
        const TempDir folder;
        folder.writeFile("blocker", "x");
        const Result<void> result = writeSmallFile(folder.path("blocker/settings.json"), "new");
        QVERIFY(!result.ok());
        QCOMPARE(int(result.error().code), int(ErrorCode::NotADirectory));
        QCOMPARE(folder.readFile("blocker"), Bytes("x"));
    }

    void recipesOpenAndSave()
    {
        const TempDir folder;
        JobRunner runner;
        RecipeFiles files(runner);
        std::optional<RenameRecipe> opened;
        std::vector<RecipeProblem> problems;
        std::optional<Error> failure;
        connect(&files, &RecipeFiles::opened, this, [&](const RenameRecipe &recipe) { opened = recipe; });
        connect(&files, &RecipeFiles::refused, this, [&](const Bytes &, const auto &list) { problems = list; });
        connect(&files, &RecipeFiles::failed, this, [&](const Bytes &, const Error &error) { failure = error; });
        QSignalSpy saved(&files, &RecipeFiles::saved);

        const RenameRecipe recipe = replaceRecipe("a", "b");
        files.save(folder.path("r.bulkhead.json"), recipe);
        QTRY_COMPARE(saved.count(), 1);
        files.open(folder.path("r.bulkhead.json"));
        QTRY_VERIFY(opened.has_value());
        QVERIFY(*opened == recipe);

        folder.writeFile("bad.json", "{\"bulkhead\": 1, \"job\": \"rename\", \"rules\": [{\"rule\": \"replace\", \"finde\": \"x\"}]}");
        files.open(folder.path("bad.json"));
        QTRY_VERIFY(!problems.empty());
        files.open(folder.path("none.json"));
        QTRY_VERIFY(failure.has_value());
        QCOMPARE(int(failure->code), int(ErrorCode::NotFound));
    }
};

BULKHEAD_UI_TEST_MAIN(TestSettings)
#include "tst_settings.moc"
