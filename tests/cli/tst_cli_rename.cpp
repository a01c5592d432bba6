// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

const Bytes kNotUtf8 = "caf\xe9";
const Bytes kBom = "\xff\xfe";
const Bytes kNewline = "a\nb";
const Bytes kEscape = "a\x1b[2Jb";
const Bytes kDash = "-rf";
const Bytes kLong = Bytes(255, 'x');

using Words = std::vector<Bytes>;
using Files = std::vector<Bytes>;

} // namespace

Q_DECLARE_METATYPE(Words)
Q_DECLARE_METATYPE(bulkhead::Snapshot)

class TestCliRename : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data();
    void rules();
    void previewChangesNothing();
    void allShapesInOneBatch();
    void oddNames_data();
    void oddNames();
    void namesByChance();
    void filesFrom_data();
    void filesFrom();
    void recipeFromStandardInput();
    void scanOptions_data();
    void scanOptions();
    void conflicts_data();
    void conflicts();
    void nameTooLong();
    void folderAndFileInside();
    void readOnlyFolder();
    void fullStateDisk();
};

void TestCliRename::rules_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("replace text") << Words{"--replace", "_", " "} << QByteArray("a_b_c.txt") << QByteArray("a b c.txt");
    QTest::newRow("replace leaves the extension") << Words{"--replace", "txt", "X"} << QByteArray("txt.txt") << QByteArray("X.txt");
    QTest::newRow("replace by a leading dash") << Words{"--replace", "a", "-z"} << QByteArray("a.txt") << QByteArray("-z.txt");
    QTest::newRow("find begins with a dash") << Words{"--replace", "-x", "y"} << QByteArray("a-x.txt") << QByteArray("ay.txt");
    QTest::newRow("replace by nothing") << Words{"--replace", "a", ""} << QByteArray("banana") << QByteArray("bnn");
    QTest::newRow("replace bytes that are no text")
        << Words{"--replace", "\xe9", "e"} << QByteArray("caf\xe9.txt") << QByteArray("cafe.txt");
    QTest::newRow("regex with captures") << Words{"--regex", "^(\\w+)-(\\w+)$", "$2-$1"} << QByteArray("a-b.txt") << QByteArray("b-a.txt");
    QTest::newRow("template") << Words{"--template", "{stem|upper}-{n:pad=3}"} << QByteArray("a.txt") << QByteArray("A-001.txt");
    QTest::newRow("case of the name") << Words{"--case", "upper", "--scope", "name"} << QByteArray("a.txt") << QByteArray("A.TXT");
    QTest::newRow("number") << Words{"--number", "start=7,pad=3,at=suffix,separator=-"} << QByteArray("a.txt") << QByteArray("a-007.txt");
    QTest::newRow("number with a comma between")
        << Words{"--number", "separator=,,at=suffix"} << QByteArray("a.txt") << QByteArray("a,1.txt");
    QTest::newRow("rules act in the order given")
        << Words{"--replace", "a", "b", "--case", "upper", "--replace", "B", "c"} << QByteArray("a.txt") << QByteArray("c.txt");
    QTest::newRow("the other order") << Words{"--replace", "B", "c", "--case", "upper", "--replace", "a", "b"} << QByteArray("a.txt")
                                     << QByteArray("A.txt");
    QTest::newRow("rule as JSON") << Words{"--rule", "{\"rule\":\"trim\"}"} << QByteArray(" a .txt") << QByteArray("a.txt");
    QTest::newRow("rule as JSON between others")
        << Words{"--replace", "a", "b", "--rule", "{\"rule\":\"case\",\"to\":\"upper\"}", "--replace", "B", "x"} << QByteArray("a.txt")
        << QByteArray("x.txt");
    QTest::newRow("extension") << Words{"--rule", "{\"rule\":\"extension\",\"to\":\"md\"}"} << QByteArray("a.txt") << QByteArray("a.md");
    QTest::newRow("insert") << Words{"--rule", "{\"rule\":\"insert\",\"text\":\"x\",\"at\":1}"} << QByteArray("ab.txt")
                            << QByteArray("axb.txt");
    QTest::newRow("remove") << Words{"--rule", "{\"rule\":\"remove\",\"from\":0,\"count\":2}"} << QByteArray("abc.txt")
                            << QByteArray("c.txt");
    QTest::newRow("keep") << Words{"--rule", "{\"rule\":\"keep\",\"what\":\"digits\"}"} << QByteArray("ab12.txt") << QByteArray("12.txt");
    QTest::newRow("renumber") << Words{"--renumber", "add=-1,which=last"} << QByteArray("s02e10.mkv") << QByteArray("s02e09.mkv");
    QTest::newRow("renumber as JSON") << Words{"--rule", "{\"rule\":\"renumber\",\"pad\":3}"} << QByteArray("a7.txt")
                                      << QByteArray("a007.txt");
    QTest::newRow("swap") << Words{"--swap", " - ", "{2} - {1}"} << QByteArray("Artist - Title.mp3") << QByteArray("Title - Artist.mp3");
    QTest::newRow("swap as JSON") << Words{"--rule", "{\"rule\":\"swap\",\"separator\":\"_\"}"} << QByteArray("a_b_c.txt")
                                  << QByteArray("b_a_c.txt");
    QTest::newRow("normal form") << Words{"--normalise", "NFC", "--scope", "name"} << QByteArray("e\u0301.e\u0301") << QByteArray("é.é");
    QTest::newRow("clean") << Words{"--clean", "windows"} << QByteArray("a:b.t?") << QByteArray("a_b.t_");
    QTest::newRow("transliterate") << Words{"--transliterate", "ascii"} << QByteArray("照片é.jpg") << QByteArray("zhao piane.jpg");
    QTest::newRow("date in the name") << Words{"--date", "source=name,read=yyyyMMdd,format=dd.MM.yyyy"} << QByteArray("IMG_20231107.jpg")
                                      << QByteArray("IMG_07.11.2023.jpg");
    QTest::newRow("date by its parts") << Words{"--date", "source=now,zone=UTC,format='x',separator=-,at=suffix"} << QByteArray("a.jpg")
                                       << QByteArray("a-x.jpg");
    QTest::newRow("date in numbers alone") << Words{"--date", "source=name,read='1'yy,format=2"} << QByteArray("a168.jpg")
                                           << QByteArray("a2.jpg");
    QTest::newRow("date as JSON") << Words{"--rule", R"({"rule":"date","source":"name","read":"yy","format":"yyyy"})"} << QByteArray("68")
                                  << QByteArray("2068");
    QTest::newRow("decode") << Words{"--decode", "GBK"} << QByteArray("\xd5\xd5\xc6\xac.jpg") << QByteArray("照片.jpg");
    QTest::newRow("decode twice") << Words{"--decode", "double-utf8"} << QByteArray("cafÃ©.jpg") << QByteArray("café.jpg");
    QTest::newRow("decode percent") << Words{"--decode", "percent"} << QByteArray("%E7%85%A7.jpg") << QByteArray("照.jpg");
    QTest::newRow("Chinese") << Words{"--replace", "照片", "相片"} << QByteArray("照片1.jpg") << QByteArray("相片1.jpg");
}

void TestCliRename::rules()
{
    QFETCH(Words, words);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    CliFixture fixture;
    fixture.files.writeFile(before.toStdString(), "content");

    Words command{"rename"};
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"--apply", "."});
    const ProcessOutcome outcome = fixture.run(command);

    COMPARE_EXIT(outcome, 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{after.toStdString(), "file:content"}}));
}

void TestCliRename::previewChangesNothing()
{
    CliFixture fixture;
    fixture.files.writeFile("a.txt", "1");
    const Snapshot before = fixture.files.snapshot();

    const ProcessOutcome outcome = fixture.run({"rename", "--replace", "a", "b", "."});

    COMPARE_EXIT(outcome, 0);
    QCOMPARE(outcome.output, Bytes("a.txt -> b.txt\n"));
    QVERIFY(outcome.errors.find("1 of 1 name will change") != Bytes::npos);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    QVERIFY2(fixture.state.snapshot().empty(), "a preview leaves no history");
}

/// Swap, ring of three, chain, a move into a folder, a folder with its contents and a change of case, all at once.
void TestCliRename::allShapesInOneBatch()
{
    CliFixture fixture;
    const TempDir &files = fixture.files;
    for (const Bytes &name : Files{"a", "b", "r1", "r2", "r3", "c1", "c2", "Case", "into", "folder/x"})
        files.writeFile(name, "content of " + name);
    const Snapshot before = files.snapshot();
    // One rule cannot say all of it; a chain of rules through names nobody has can.
    Words command{"rename", "--recursive", "--what", "all"};
    const std::vector<std::pair<Bytes, Bytes>> wishes{{"a", "b"}, {"b", "a"}, {"r1", "r2"}, {"r2", "r3"}, {"r3", "r1"}, {"c1", "c2"},
        {"c2", "c3"}, {"Case", "case"}, {"into", "folder/in"}, {"folder", "Ordner"}, {"x", "y"}};
    for (const auto &[from, to] : wishes)
        command.insert(command.end(), {"--regex", "^" + from + "$", "#" + to});
    command.insert(command.end(), {"--regex", "^#", ""});
    // A name with a folder in it: the rule that takes the mark away sees the last part only.
    command.insert(command.end(), {"--order", "path", "--apply", "."});
    for (Bytes &word : command) {
        if (word == "#folder/in")
            word = "folder/#in";
    }

    const ProcessOutcome applied = fixture.run(command);
    COMPARE_EXIT(applied, 0);
    const Snapshot after = files.snapshot();
    COMPARE_SNAPSHOTS(after,
        (Snapshot{{"b", "file:content of a"}, {"a", "file:content of b"}, {"r2", "file:content of r1"}, {"r3", "file:content of r2"},
            {"r1", "file:content of r3"}, {"c2", "file:content of c1"}, {"c3", "file:content of c2"}, {"case", "file:content of Case"},
            {"Ordner", "dir"}, {"Ordner/in", "file:content of into"}, {"Ordner/y", "file:content of folder/x"}}));

    const ProcessOutcome undone = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(undone, 0);
    COMPARE_SNAPSHOTS(files.snapshot(), before);

    const ProcessOutcome redone = fixture.run({"redo", "--apply"});
    COMPARE_EXIT(redone, 0);
    COMPARE_SNAPSHOTS(files.snapshot(), after);

    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(files.snapshot(), before);
}

void TestCliRename::oddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("latin-1 byte") << QByteArray::fromStdString(kNotUtf8);
    QTest::newRow("ff fe") << QByteArray::fromStdString(kBom);
    QTest::newRow("newline") << QByteArray::fromStdString(kNewline);
    QTest::newRow("escape sequence") << QByteArray::fromStdString(kEscape);
    QTest::newRow("leading dash") << QByteArray::fromStdString(kDash);
    QTest::newRow("255 bytes") << QByteArray::fromStdString(kLong);
    QTest::newRow("only spaces") << QByteArray("   ");
    QTest::newRow("percent and dollar") << QByteArray("%s%n$(id)`id`");
    QTest::newRow("backslash") << QByteArray("a\\b");
    QTest::newRow("brackets") << QByteArray("[2020]");
    QTest::newRow("brackets and a comma") << QByteArray("[a,b]");
    QTest::newRow("a subcommand's name") << QByteArray("undo");
}

void TestCliRename::oddNames()
{
    QFETCH(QByteArray, name);
    CliFixture fixture;
    const Bytes bytes = name.toStdString();
    fixture.files.writeFile(bytes, "content");
    const Snapshot before = fixture.files.snapshot();
    Words byFolder{"rename", "--template", "Z", "--scope", "name", "--json", "--", fixture.files.path()};
    const ProcessOutcome preview = fixture.run(byFolder);
    COMPARE_EXIT(preview, 0);
    QCOMPARE(CliFixture::summary(preview).value(QLatin1String("changed")).toInt(), 1);

    Words byName{"rename", "--template", "Z", "--scope", "name", "--apply", "--", bytes};
    COMPARE_EXIT(fixture.run(byName), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"Z", "file:content"}}));

    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliRename::namesByChance()
{
    CliFixture fixture;
    fixture.files.writeFile("photos/2023/a.txt", "1");
    const QRegularExpression form(QStringLiteral("/photos/2023/photos-[0-9a-f]{8}\\.txt$"));
    const auto named = [&](const Words &more) {
        Words command{"rename", "--json", "--recursive", "--template", "{root}-{random:hex,8}", "photos"};
        command.insert(command.end(), more.begin(), more.end());
        const QList<QJsonObject> rows = CliFixture::lines(fixture.run(command));
        return rows.isEmpty() ? QString() : rows[0].value(QLatin1String("to")).toString();
    };
    const QString first = named({});
    QVERIFY2(first.contains(form), qPrintable(first));
    QVERIFY(named({}) != first);
    const QString applied = named({"--apply"});
    QVERIFY2(applied.contains(form), qPrintable(applied));
    QVERIFY(QFile::exists(applied));
}

void TestCliRename::filesFrom_data()
{
    QTest::addColumn<bool>("nul");
    QTest::addColumn<bool>("standardInput");
    QTest::newRow("lines of a file") << false << false;
    QTest::newRow("lines of standard input") << false << true;
    QTest::newRow("NUL in a file") << true << false;
    QTest::newRow("NUL on standard input") << true << true;
}

void TestCliRename::filesFrom()
{
    QFETCH(bool, nul);
    QFETCH(bool, standardInput);
    CliFixture fixture;
    const Bytes odd = nul ? kNewline : kNotUtf8;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    fixture.files.writeFile(odd, "3");
    const Bytes end(1, nul ? '\0' : '\n');
    const Bytes list = "a1" + end + fixture.files.path(odd); // relative and absolute, no end behind the last
    TempDir lists;
    lists.writeFile("list", list);
    Words command{"rename", "--replace", "a", "z", "--apply", "--files-from", standardInput ? "-" : lists.path("list")};
    if (nul)
        command.push_back("-0");
    ProcessOptions options;
    options.input = standardInput ? list : "";
    COMPARE_EXIT(fixture.run(command, options), 0);
    Bytes renamed = odd;
    renamed[renamed.find('a')] = 'z';
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"z1", "file:1"}, {"a2", "file:2"}, {renamed, "file:3"}}));
}

void TestCliRename::recipeFromStandardInput()
{
    CliFixture fixture;
    fixture.files.writeFile("a.txt");
    ProcessOptions options;
    options.input = "{\"bulkhead\":1,\"job\":\"rename\",\"rules\":[{\"rule\":\"case\",\"to\":\"upper\"}]}";
    // The typed rule comes behind those of the recipe.
    COMPARE_EXIT(fixture.run({"rename", "--recipe", "-", "--replace", "A", "B", "--apply", "."}, options), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"B.txt", "file:"}}));
}

void TestCliRename::scanOptions_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QByteArray>("renamed"); // space separated
    QTest::newRow("plain") << Words{} << QByteArray("a.jpg a.txt");
    QTest::newRow("hidden") << Words{"--hidden"} << QByteArray(".a a.jpg a.txt");
    QTest::newRow("recursive") << Words{"-r"} << QByteArray("a.jpg a.txt d/a d/e/a");
    QTest::newRow("recursive, hidden") << Words{"-r", "--hidden"} << QByteArray(".a .h/a a.jpg a.txt d/a d/e/a");
    QTest::newRow("depth") << Words{"-r", "--depth", "2"} << QByteArray("a.jpg a.txt d/a");
    QTest::newRow("include") << Words{"--include", "*.jpg"} << QByteArray("a.jpg");
    QTest::newRow("include two") << Words{"--include", "*.jpg", "--include", "*.{txt,md}"} << QByteArray("a.jpg a.txt");
    QTest::newRow("exclude") << Words{"--exclude", "*.jpg"} << QByteArray("a.txt");
    QTest::newRow("exclude a folder") << Words{"-r", "--exclude", "e"} << QByteArray("a.jpg a.txt d/a");
}

void TestCliRename::scanOptions()
{
    QFETCH(Words, words);
    QFETCH(QByteArray, renamed);
    CliFixture fixture;
    for (const Bytes &name : Files{"a.jpg", "a.txt", ".a", "d/a", "d/e/a", ".h/a"})
        fixture.files.writeFile(name);
    Words command{"rename", "--replace", "a", "z", "-0"};
    command.insert(command.end(), words.begin(), words.end());
    command.push_back(".");
    const ProcessOutcome outcome = fixture.run(command);
    COMPARE_EXIT(outcome, 0);
    QByteArrayList found;
    const QByteArrayList fields = QByteArray::fromStdString(outcome.output).split('\0');
    for (qsizetype i = 0; i + 1 < fields.size(); i += 2)
        found.append(fields[i].mid(qsizetype(fixture.files.path().size()) + 1));
    std::sort(found.begin(), found.end());
    QCOMPARE(found.join(' '), renamed);
}

void TestCliRename::conflicts_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<Snapshot>("after");
    QTest::newRow("refuse") << QByteArray("refuse") << 1 << Snapshot{{"1", "file:1"}, {"2", "file:2"}, {"3", "file:3"}};
    QTest::newRow("skip") << QByteArray("skip") << 0 << Snapshot{{"x", "file:1"}, {"2", "file:2"}, {"3", "file:3"}};
    QTest::newRow("number") << QByteArray("number") << 0 << Snapshot{{"x", "file:1"}, {"x (2)", "file:2"}, {"x (3)", "file:3"}};
}

void TestCliRename::conflicts()
{
    QFETCH(QByteArray, policy);
    QFETCH(int, exitCode);
    QFETCH(bulkhead::Snapshot, after);
    CliFixture fixture;
    for (const Bytes &name : Files{"1", "2", "3"})
        fixture.files.writeFile(name, name);
    const ProcessOutcome outcome = fixture.run({"rename", "--template", "x", "--on-conflict", policy.toStdString(), "--apply", "."});
    COMPARE_EXIT(outcome, exitCode);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), after);
}

void TestCliRename::nameTooLong()
{
    CliFixture fixture;
    fixture.files.writeFile("a");
    const ProcessOutcome outcome = fixture.run({"rename", "--template", Bytes(256, 'x'), "."});
    QVERIFY2(outcome.errors.find("too long (256 of 255 bytes)") != Bytes::npos, outcome.errors.c_str());
}

void TestCliRename::folderAndFileInside()
{
    CliFixture fixture;
    fixture.files.writeFile("d/a1", "1");
    const ProcessOutcome outcome = fixture.run({"rename", "--json", "--replace", "a", "z", "d", "d/a1"});
    COMPARE_EXIT(outcome, 0);
    QCOMPARE(CliFixture::summary(outcome).value(QLatin1String("rows")).toInt(), 1);
}

void TestCliRename::readOnlyFolder()
{
    CliFixture fixture;
    fixture.files.writeFile("locked/a1", "1");
    fixture.files.writeFile("open/a2", "2");
    fixture.files.setMode("locked", 0555);
    const ProcessOutcome outcome = fixture.run({"rename", "-r", "--replace", "a", "z", "--apply", "."});
    const Snapshot after = fixture.files.snapshot();
    fixture.files.setMode("locked", 0755);
    if (::geteuid() == 0) {
        COMPARE_EXIT(outcome, 0); // root writes anywhere
        return;
    }
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(outcome.errors.find("locked/a1: permission denied") != Bytes::npos, outcome.errors.c_str());
    QVERIFY(after.contains("open/z2"));
    QVERIFY(after.contains("locked/a1"));
}

/// Nothing is renamed where the history cannot be written.
void TestCliRename::fullStateDisk()
{
    CliFixture fixture;
    for (int i = 0; i < 200; ++i)
        fixture.files.writeFile("a" + std::to_string(i));
    const Snapshot before = fixture.files.snapshot();
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    rlimit small = old;
    small.rlim_cur = 8192;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    // SIGXFSZ ignored here is ignored in the child: a write past the limit is an error, as on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    const ProcessOutcome outcome = fixture.run({"rename", "--replace", "a", "z", "--apply", "--json", "."});
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, SIG_DFL);
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(outcome.errors.find("nothing was renamed") != Bytes::npos, outcome.errors.c_str());
    QCOMPARE(CliFixture::lines(outcome).first().value(QLatin1String("status")).toString(), QStringLiteral("cancelled"));
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

QTEST_APPLESS_MAIN(TestCliRename)
#include "tst_cli_rename.moc"
