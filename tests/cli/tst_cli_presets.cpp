// SPDX-License-Identifier: GPL-3.0-or-later
// bulkhead-cli presets, and rename --preset.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

namespace {

constexpr const char *kUpper = R"({"bulkhead":1,"job":"rename","rules":[{"rule":"case","to":"upper"}]})";
constexpr const char *kOwn = "bulkhead/presets/loud.bulkhead.json";

/// A config folder with one preset, "loud", and a file a.JPG.
struct Stage : CliFixture {
    Stage()
    {
        config.writeFile(kOwn, kUpper);
        files.writeFile("a.JPG");
        files.writeFile("upper.json", kUpper);
        files.writeFile("bad.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"cas"}]})");
    }
};

bool says(const Bytes &text, const char *part)
{
    return text.find(part) != Bytes::npos;
}

} // namespace

class TestCliPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCode_data();
    void exitCode();
    void list();
    void listJson();
    void damagedOnesAreListed();
    void saveShowDelete();
    void saveKeepsTheOldOne();
    void renamesWithPreset();
    void homeWhereConfigIsRelative();
};

void TestCliPresets::exitCode_data()
{
    QTest::addColumn<QList<QByteArray>>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    using Words = QList<QByteArray>;
    QTest::newRow("unknown to show") << Words{"presets", "--show", "lout"} << 2 << QByteArray("did you mean 'loud'?");
    QTest::newRow("unknown to rename") << Words{"rename", "--preset", "lout", "."} << 2 << QByteArray("did you mean 'loud'?");
    QTest::newRow("nothing near") << Words{"rename", "--preset", "zzzzzzz", "."} << 2 << QByteArray("'bulkhead-cli presets' lists them");
    QTest::newRow("unknown to delete") << Words{"presets", "--delete", "lout"} << 2 << QByteArray("there is none of that name");
    QTest::newRow("unknown to give another name")
        << Words{"presets", "--rename", "lout", "--to", "x"} << 2 << QByteArray("there is none of that name");
    QTest::newRow("a starter to rename") << Words{"presets", "--rename", "lower-case-extensions", "--to", "x"} << 1
                                         << QByteArray("comes with the program");
    QTest::newRow("a new name with a slash") << Words{"presets", "--rename", "loud", "--to", "a/b"} << 2 << QByteArray("slash");
    QTest::newRow("no new name") << Words{"presets", "--rename", "loud"} << 2 << QByteArray("--to");
    QTest::newRow("a starter to delete") << Words{"presets", "--delete", "lower-case-extensions"} << 1
                                         << QByteArray("comes with the program");
    QTest::newRow("slash") << Words{"presets", "--save", "a/b", "--recipe", "upper.json"} << 2 << QByteArray("no slash");
    QTest::newRow("dot") << Words{"presets", "--save", ".a", "--recipe", "upper.json"} << 2 << QByteArray("begin with a dot");
    QTest::newRow("empty") << Words{"presets", "--save", "", "--recipe", "upper.json"} << 2 << QByteArray("not be empty");
    QTest::newRow("not UTF-8") << Words{"presets", "--save", "\xff", "--recipe", "upper.json"} << 2 << QByteArray("'\"\\xff\"'");
    QTest::newRow("bad recipe") << Words{"presets", "--save", "a", "--recipe", "bad.json"} << 2 << QByteArray("rules[0].rule");
    QTest::newRow("no recipe") << Words{"presets", "--save", "a", "--recipe", "none.json"} << 2 << QByteArray("none.json");
    QTest::newRow("save without recipe") << Words{"presets", "--save", "a"} << 2 << QByteArray("--recipe");
    QTest::newRow("recipe without save") << Words{"presets", "--recipe", "upper.json"} << 2 << QByteArray("--save");
    QTest::newRow("replace without save") << Words{"presets", "--replace"} << 2 << QByteArray("--save");
    QTest::newRow("two at once") << Words{"presets", "--show", "loud", "--delete", "loud"} << 2 << QByteArray("--show");
    QTest::newRow("preset and recipe") << Words{"rename", "--preset", "loud", "--recipe", "upper.json", "."} << 2 << QByteArray("--recipe");
    QTest::newRow("there already") << Words{"presets", "--save", "loud", "--recipe", "upper.json"} << 1 << QByteArray("--replace");
}

void TestCliPresets::exitCode()
{
    QFETCH(QList<QByteArray>, words);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const Stage stage;
    std::vector<Bytes> arguments;
    for (const QByteArray &word : words)
        arguments.push_back(word.toStdString());
    const ProcessOutcome outcome = stage.run(arguments);
    COMPARE_EXIT(outcome, code);
    QVERIFY2(says(outcome.errors, said.constData()), outcome.errors.c_str());
    QCOMPARE(outcome.output, Bytes());
    QCOMPARE(stage.config.readFile(kOwn), Bytes(kUpper));
}

void TestCliPresets::list()
{
    const Stage stage;
    const ProcessOutcome outcome = stage.run({"presets"});
    COMPARE_EXIT(outcome, 0);
    const QByteArrayList names = QByteArray::fromStdString(outcome.output).trimmed().split('\n');
    QVERIFY(names.contains("loud"));
    QVERIFY(names.contains("lower-case-extensions"));
    QVERIFY(std::is_sorted(names.begin(), names.end()));
    COMPARE_EXIT(stage.run({"presets", "--quiet"}), 0);
}

void TestCliPresets::listJson()
{
    const Stage stage;
    const ProcessOutcome outcome = stage.run({"presets", "--json"});
    COMPARE_EXIT(outcome, 0);
    int found = 0;
    for (const QJsonObject &line : CliFixture::lines(outcome)) {
        const QString name = line.value(QLatin1String("name")).toString();
        QCOMPARE(line.value(QLatin1String("starter")).toBool(), name != QLatin1String("loud"));
        QVERIFY(line.value(QLatin1String("problems")).toArray().isEmpty());
        QCOMPARE(line.value(QLatin1String("recipe")).toObject().value(QLatin1String("job")).toString(), QStringLiteral("rename"));
        found += name == QLatin1String("loud") || name == QLatin1String("lower-case-extensions");
    }
    QCOMPARE(found, 2);
}

void TestCliPresets::damagedOnesAreListed()
{
    const Stage stage;
    stage.config.writeFile(kOwn, "{");
    const ProcessOutcome outcome = stage.run({"presets"});
    COMPARE_EXIT(outcome, 1);
    QVERIFY(says(outcome.output, "loud\n"));
    QVERIFY2(says(outcome.errors, "preset 'loud': "), outcome.errors.c_str());
    for (const QJsonObject &line : CliFixture::lines(stage.run({"presets", "--json"}))) {
        const bool own = line.value(QLatin1String("name")).toString() == QLatin1String("loud");
        QCOMPARE(line.value(QLatin1String("recipe")).isNull(), own);
        QCOMPARE(line.value(QLatin1String("problems")).toArray().isEmpty(), !own);
    }
    COMPARE_EXIT(stage.run({"presets", "--show", "loud"}), 2);
    const ProcessOutcome rename = stage.run({"rename", "--preset", "loud", "--apply", "."});
    COMPARE_EXIT(rename, 2);
    QVERIFY(says(rename.errors, "preset 'loud': "));
    QVERIFY(stage.files.exists("a.JPG"));
}

void TestCliPresets::saveShowDelete()
{
    const Stage stage;
    ProcessOptions options;
    options.input = kUpper;
    COMPARE_EXIT(stage.run({"presets", "--save", "[my] own", "--recipe", "-"}, options), 0);
    const ProcessOutcome shown = stage.run({"presets", "--show", "[my] own"});
    COMPARE_EXIT(shown, 0);
    QCOMPARE(stage.config.readFile("bulkhead/presets/[my] own.bulkhead.json"), shown.output);
    QVERIFY(says(shown.output, "\"upper\""));
    const ProcessOutcome taken = stage.run({"presets", "--rename", "[my] own", "--to", "loud"});
    COMPARE_EXIT(taken, 1);
    QVERIFY2(says(taken.errors, "preset 'loud': there is one of that name"), taken.errors.c_str());
    COMPARE_EXIT(stage.run({"presets", "--rename", "[my] own", "--to", "照片"}), 0);
    QVERIFY(stage.config.exists("bulkhead/presets/照片.bulkhead.json"));
    COMPARE_EXIT(stage.run({"presets", "--rename", "照片", "--to", "[my] own"}), 0);
    COMPARE_EXIT(stage.run({"presets", "--delete", "[my] own"}), 0);
    QVERIFY(!stage.config.exists("bulkhead/presets/[my] own.bulkhead.json"));
}

void TestCliPresets::saveKeepsTheOldOne()
{
    const Stage stage;
    stage.files.writeFile("lower.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"case","to":"lower"}]})");
    COMPARE_EXIT(stage.run({"presets", "--save", "loud", "--recipe", "lower.json"}), 1);
    QCOMPARE(stage.config.readFile(kOwn), Bytes(kUpper));
    COMPARE_EXIT(stage.run({"presets", "--save", "loud", "--recipe", "lower.json", "--replace"}), 0);
    QVERIFY(says(stage.config.readFile(kOwn), "\"lower\""));
}

void TestCliPresets::renamesWithPreset()
{
    const Stage stage;
    COMPARE_EXIT(stage.run({"rename", "--preset", "lower-case-extensions", "--apply", "a.JPG"}), 0);
    QVERIFY(stage.files.exists("a.jpg"));
    // Options override it, and their rules come behind.
    COMPARE_EXIT(stage.run({"rename", "--preset", "loud", "--replace", "A", "Bc", "--apply", "a.jpg"}), 0);
    QVERIFY(stage.files.exists("Bc.jpg"));
}

void TestCliPresets::homeWhereConfigIsRelative()
{
    const Stage stage;
    ProcessOptions options;
    options.environment["XDG_CONFIG_HOME"] = "relative";
    options.environment["HOME"] = stage.state.path();
    COMPARE_EXIT(stage.run({"presets", "--save", "x", "--recipe", "upper.json"}, options), 0);
    QVERIFY(stage.state.exists(".config/bulkhead/presets/x.bulkhead.json"));
    QVERIFY(!stage.files.exists("relative"));
}

QTEST_GUILESS_MAIN(TestCliPresets)
#include "tst_cli_presets.moc"
