// SPDX-License-Identifier: GPL-3.0-or-later
// Presets on the real disk, and on one that fails at the worst moments.
#include "core/fs/linux_file_system.h"
#include "core/rename/presets.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/result_checks.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <cerrno>

using namespace bulkhead;

namespace {

constexpr const char *kStarter = "lower-case-extensions";

RenameRecipe recipeOf(const char *text)
{
    RenameRecipe recipe;
    recipe.rules.push_back({.rule = TemplateRule{.text = text}});
    return recipe;
}

/// The template of a preset, or what is wrong.
Bytes textOf(const Result<Preset> &preset)
{
    if (!preset)
        return errorCodeName(preset.error().code);
    if (const auto *recipe = std::get_if<RenameRecipe>(&preset->content)) {
        const auto *rule = recipe->rules.empty() ? nullptr : std::get_if<TemplateRule>(&recipe->rules[0].rule);
        return rule ? rule->text : Bytes("another rule");
    }
    if (const Error *error = std::get_if<Error>(&preset->content))
        return Bytes("unreadable: ") + errorCodeName(error->code);
    return "damaged";
}

/// A store behind faults, in a folder that is not there yet.
struct Stage {
    TempDir dir;
    FaultyFileSystem disk{makeLinuxFileSystem()};
    PresetStore store{disk, dir.path("config/presets")};

    /// Own ones as "name=text", by name.
    QByteArrayList own() const
    {
        QByteArrayList names;
        const auto all = store.list();
        if (!all)
            return {described(all)};
        for (const Preset &preset : *all) {
            if (!preset.isStarter)
                names.append(QByteArray::fromStdString(preset.name + "=" + textOf(preset)));
        }
        return names;
    }
    /// Every name in the folder, hidden ones too.
    int files() const
    {
        int count = 0;
        const auto folder = makeLinuxFileSystem()->openDirectory(dir.path("config/presets"));
        if (folder)
            (void)makeLinuxFileSystem()->list(*folder, [&count](const DirectoryEntry &) { return ++count > 0; });
        return count;
    }
};

} // namespace

class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void starters();
    void savedAndReadBack();
    void keepsTheOldOne();
    void ownWinsOverStarter();
    void renames();
    void removes();
    void badOnesAreListed_data();
    void badOnesAreListed();
    void failedSaves();
    void aFolderIsNotReplaced();
    void listFails();
    void nearNames_data();
    void nearNames();
    void folder_data();
    void folder();
};

void TestPresets::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("wrong");
    QTest::newRow("plain") << QByteArray("photos") << QByteArray();
    QTest::newRow("spaces and letters") << QByteArray("Käse und Brot 照") << QByteArray();
    QTest::newRow("200 bytes") << QByteArray(200, 'a') << QByteArray();
    QTest::newRow("201 bytes") << QByteArray(201, 'a') << QByteArray("long");
    QTest::newRow("empty") << QByteArray() << QByteArray("empty");
    QTest::newRow("slash") << QByteArray("a/b") << QByteArray("slash");
    QTest::newRow("up") << QByteArray("../b") << QByteArray("slash");
    QTest::newRow("dot in front") << QByteArray(".a") << QByteArray("dot");
    QTest::newRow("dot inside") << QByteArray("a.b") << QByteArray();
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("control");
    QTest::newRow("newline") << QByteArray("a\nb") << QByteArray("control");
    QTest::newRow("DEL") << QByteArray("a\x7f") << QByteArray("control");
    QTest::newRow("C1") << QByteArray("a\xc2\x85") << QByteArray("control");
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << QByteArray("text");
}

void TestPresets::names()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, wrong);
    Stage stage;
    const auto saved = stage.store.save(name.toStdString(), recipeOf("x"), PresetStore::Existing::Keep);
    if (wrong.isEmpty()) {
        VERIFY_OK(saved);
        QCOMPARE(textOf(stage.store.load(name.toStdString())), Bytes("x"));
        return;
    }
    COMPARE_CODE(saved, ErrorCode::InvalidInput);
    QCOMPARE(saved.error().detail, wrong.toStdString());
    QCOMPARE(stage.files(), 0);
    COMPARE_CODE(stage.store.load(name.toStdString()), ErrorCode::InvalidInput);
    COMPARE_CODE(stage.store.remove(name.toStdString()), ErrorCode::InvalidInput);
    COMPARE_CODE(stage.store.rename("a", name.toStdString()), ErrorCode::InvalidInput);
}

void TestPresets::starters()
{
    QVERIFY(!starterPresets().empty());
    Bytes last;
    for (const StarterPreset &starter : starterPresets()) {
        VERIFY_OK(checkPresetName(starter.name));
        QVERIFY2(std::holds_alternative<RenameRecipe>(parseRecipe(starter.json)), starter.name.c_str());
        QVERIFY(last < starter.name);
        last = starter.name;
    }
    Stage stage;
    QCOMPARE(stage.store.list().value().size(), starterPresets().size());
    const auto loaded = stage.store.load(kStarter);
    VERIFY_OK(loaded);
    QVERIFY(loaded->isStarter);
    QCOMPARE(textOf(loaded), Bytes("another rule"));
    COMPARE_CODE(stage.store.remove(kStarter), ErrorCode::Unsupported);
    COMPARE_CODE(stage.store.rename(kStarter, "x"), ErrorCode::Unsupported);
    COMPARE_CODE(stage.store.load("nothing"), ErrorCode::NotFound);
    QVERIFY(!stage.dir.exists("config"));
}

void TestPresets::savedAndReadBack()
{
    Stage stage;
    VERIFY_OK(stage.store.save("b", recipeOf("2"), PresetStore::Existing::Keep));
    VERIFY_OK(stage.store.save("a", recipeOf("1"), PresetStore::Existing::Replace));
    QCOMPARE(stage.own(), (QByteArrayList{"a=1", "b=2"}));
    QCOMPARE(stage.dir.readFile("config/presets/a.bulkhead.json"), writeRecipe(recipeOf("1")));
    QCOMPARE(stage.files(), 2);
}

void TestPresets::keepsTheOldOne()
{
    Stage stage;
    VERIFY_OK(stage.store.save("a", recipeOf("old"), PresetStore::Existing::Keep));
    COMPARE_CODE(stage.store.save("a", recipeOf("new"), PresetStore::Existing::Keep), ErrorCode::AlreadyExists);
    QCOMPARE(stage.own(), QByteArrayList{"a=old"});
    VERIFY_OK(stage.store.save("a", recipeOf("new"), PresetStore::Existing::Replace));
    QCOMPARE(stage.own(), QByteArrayList{"a=new"});
    QCOMPARE(stage.files(), 1);
}

void TestPresets::ownWinsOverStarter()
{
    Stage stage;
    VERIFY_OK(stage.store.save(kStarter, recipeOf("mine"), PresetStore::Existing::Keep));
    QCOMPARE(textOf(stage.store.load(kStarter)), Bytes("mine"));
    QCOMPARE(stage.store.list().value().size(), starterPresets().size());
    VERIFY_OK(stage.store.remove(kStarter));
    QVERIFY(stage.store.load(kStarter).value().isStarter);
}

void TestPresets::renames()
{
    Stage stage;
    COMPARE_CODE(stage.store.rename("a", "b"), ErrorCode::NotFound);
    VERIFY_OK(stage.store.save("a", recipeOf("1"), PresetStore::Existing::Keep));
    VERIFY_OK(stage.store.save("b", recipeOf("2"), PresetStore::Existing::Keep));
    COMPARE_CODE(stage.store.rename("a", "b"), ErrorCode::AlreadyExists);
    COMPARE_CODE(stage.store.rename("c", "d"), ErrorCode::NotFound);
    QCOMPARE(stage.own(), (QByteArrayList{"a=1", "b=2"}));
    VERIFY_OK(stage.store.rename("a", "c"));
    QCOMPARE(stage.own(), (QByteArrayList{"b=2", "c=1"}));
}

void TestPresets::removes()
{
    Stage stage;
    VERIFY_OK(stage.store.save("a", recipeOf("1"), PresetStore::Existing::Keep));
    COMPARE_CODE(stage.store.remove("b"), ErrorCode::NotFound);
    VERIFY_OK(stage.store.remove("a"));
    QCOMPARE(stage.files(), 0);
}

void TestPresets::badOnesAreListed_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("listed");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("a=damaged");
    QTest::newRow("empty file") << QByteArray("") << QByteArray("a=damaged");
    QTest::newRow("unknown field") << QByteArray(R"({"bulkhead":1,"job":"rename","rules":[],"x":1})") << QByteArray("a=damaged");
    QTest::newRow("folder") << QByteArray("folder") << QByteArray("a=unreadable: not-a-file");
    QTest::newRow("pipe") << QByteArray("pipe") << QByteArray("a=unreadable: not-a-file");
    QTest::newRow("link") << QByteArray("link") << QByteArray("a=unreadable: not-a-file");
    QTest::newRow("more than a recipe") << QByteArray("huge") << QByteArray("a=unreadable: invalid-input");
    QTest::newRow("error of the disk") << QByteArray("disk") << QByteArray("a=unreadable: input-output");
}

void TestPresets::badOnesAreListed()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, listed);
    Stage stage;
    const Bytes path = "config/presets/a.bulkhead.json";
    if (kind == "folder")
        stage.dir.makeDir(path);
    else if (kind == "pipe")
        stage.dir.makeFifo(path);
    else if (kind == "link")
        stage.dir.makeLink(path, "elsewhere");
    else if (kind == "huge")
        stage.dir.writeFile(path, Bytes(std::size_t(20) << 20, ' '));
    else
        stage.dir.writeFile(path, kind == "disk" ? writeRecipe(recipeOf("1")) : kind.toStdString());
    if (kind == "disk")
        stage.disk.fail({.call = FsCall::OpenFile, .nth = FaultyFileSystem::Which::every, .name = "a.bulkhead.json"}, EIO);
    for (const char *other : {"notes.txt", ".hidden.bulkhead.json", ".bulkhead.json", "bad\xff.bulkhead.json"})
        stage.dir.writeFile(Bytes("config/presets/") + other);
    VERIFY_OK(stage.store.save("b", recipeOf("2"), PresetStore::Existing::Keep));
    QCOMPARE(stage.own(), (QByteArrayList{listed, "b=2"}));
    QCOMPARE(QByteArray::fromStdString("a=" + textOf(stage.store.load("a"))), listed);
}

void TestPresets::failedSaves()
{
    Stage stage;
    VERIFY_OK(stage.store.save("a", recipeOf("old"), PresetStore::Existing::Keep));
    stage.disk.fail({.call = FsCall::Rename, .nth = 1}, ENOSPC);
    COMPARE_CODE(stage.store.save("b", recipeOf("new"), PresetStore::Existing::Keep), ErrorCode::NoSpace);
    QCOMPARE(stage.own(), QByteArrayList{"a=old"});
    QCOMPARE(stage.files(), 1);
}

void TestPresets::aFolderIsNotReplaced()
{
    Stage stage;
    stage.dir.makeDir("config");
    stage.dir.makeDir("config/presets");
    stage.dir.makeDir("config/presets/a.bulkhead.json");
    for (const auto existing : {PresetStore::Existing::Keep, PresetStore::Existing::Replace})
        QVERIFY(!stage.store.save("a", recipeOf("new"), existing));
    QCOMPARE(stage.files(), 1);
}

void TestPresets::listFails()
{
    Stage stage;
    VERIFY_OK(stage.store.save("a", recipeOf("1"), PresetStore::Existing::Keep));
    stage.disk.fail({.call = FsCall::List}, EIO);
    COMPARE_CODE(stage.store.list(), ErrorCode::InputOutput);
    stage.disk.fail({.call = FsCall::OpenDirectory}, EACCES);
    COMPARE_CODE(stage.store.list(), ErrorCode::PermissionDenied);
    QCOMPARE(stage.own(), QByteArrayList{"a=1"});
}

void TestPresets::nearNames_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArrayList>("near");
    QTest::newRow("a slip") << QByteArray("fotos") << QByteArrayList{"photos"};
    QTest::newRow("case") << QByteArray("MUSIC") << QByteArrayList{"music"};
    QTest::newRow("a part") << QByteArray("holiday") << QByteArrayList{"holiday pictures"};
    QTest::newRow("far from all") << QByteArray("zzzzzz") << QByteArrayList();
}

void TestPresets::nearNames()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArrayList, near);
    std::vector<Preset> presets;
    for (const char *name : {"holiday pictures", "music", "photos"})
        presets.push_back({.name = name});
    QByteArrayList found;
    for (const Bytes &name : nearPresetNames(typed.toStdString(), presets))
        found.append(QByteArray::fromStdString(name));
    QCOMPARE(found, near);
}

void TestPresets::folder_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("folder");
    QTest::newRow("set") << QByteArray("/c") << QByteArray("/c/bulkhead/presets");
    QTest::newRow("relative") << QByteArray("c") << QByteArray("/h/.config/bulkhead/presets");
    QTest::newRow("empty") << QByteArray("") << QByteArray("/h/.config/bulkhead/presets");
}

void TestPresets::folder()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, folder);
    qputenv("HOME", "/h");
    qputenv("XDG_CONFIG_HOME", config);
    QCOMPARE(QByteArray::fromStdString(defaultPresetFolder()), folder);
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
