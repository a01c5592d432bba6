// SPDX-License-Identifier: GPL-3.0-or-later
// Every command line in the manual, run by a shell as it stands there; and that every option is told of.
#include "tests/cli/cli_fixture.h"
#include "tests/support/manual.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr int kFewestCommands = 40; // a manual that was not read has none
constexpr char kEnd = '\1'; // between what two commands say

const QMap<QString, ManualPage> &pages()
{
    static const QMap<QString, ManualPage> all = manualPages(QFINDTESTDATA("../../resources/manual"));
    return all;
}

struct Command {
    QString where;
    QString line;
    QStringList says;
};

/// Blocks of one page that share a folder: the first one has a comment that says what is in it.
struct Scene {
    QString where;
    QStringList files;
    std::vector<Command> commands;
};

std::vector<Command> commandsIn(const ManualBlock &block)
{
    std::vector<Command> commands;
    for (const QString &line : block.lines) {
        if (line.startsWith(QLatin1String("$ ")))
            commands.push_back({block.where, line.mid(2), {}});
        else if (!commands.empty())
            commands.back().says.append(line);
    }
    return commands;
}

std::vector<Scene> scenes()
{
    std::vector<Scene> all;
    for (const ManualBlock &block : manualBlocks(pages())) {
        if (block.language != QLatin1String("console"))
            continue;
        const bool begins = block.comment.startsWith(QLatin1String("files: "));
        const bool sharesPage = !all.empty() && all.back().where.section(u':', 0, 0) == block.where.section(u':', 0, 0);
        if (begins || !sharesPage)
            all.push_back({block.where, begins ? block.comment.mid(7).split(u' ') : QStringList(), {}});
        const auto commands = commandsIn(block);
        all.back().commands.insert(all.back().commands.end(), commands.begin(), commands.end());
    }
    return all;
}

/// Commands one behind the other in one shell, so that $? and what they do last.
Bytes scriptOf(const Scene &scene)
{
    Bytes script = "exec 2>&1\n(exit 0)\n";
    for (const Command &command : scene.commands)
        script += command.line.toStdString() + "\nstatus=$?; printf '\\001'; (exit $status)\n";
    return script;
}

/// Whether `line` is what the manual says, where an ellipsis stands for anything.
bool says(const QString &manual, const QString &line)
{
    const QString pattern
        = QRegularExpression::escape(manual).replace(QRegularExpression::escape(QStringLiteral("…")), QStringLiteral(".+"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(line).hasMatch();
}

bool says(const QStringList &manual, const QStringList &lines)
{
    return manual.size() == lines.size()
        && std::equal(manual.begin(), manual.end(), lines.begin(), [](const QString &a, const QString &b) { return says(a, b); });
}

QStringList helpOptions(const Bytes &help)
{
    static const QRegularExpression option(QStringLiteral("(?<![\\w-])--?[a-zA-Z0-9][\\w-]*"));
    QStringList options;
    for (const QString &line : QString::fromStdString(help).split(u'\n')) {
        if (!line.startsWith(QLatin1String("  -")))
            continue;
        const QString names = line.trimmed().section(u' ', 0, 0);
        for (auto found = option.globalMatch(names); found.hasNext();)
            options.append(found.next().captured(0));
    }
    return options;
}

/// From "## rename" to the next heading of that rank.
QString sectionOf(const QString &text, const QString &heading)
{
    const qsizetype start = text.indexOf(QStringLiteral("\n## %1\n").arg(heading));
    return start < 0 ? QString() : text.mid(start, text.indexOf(QLatin1String("\n## "), start + 4) - start);
}

} // namespace

class TestManualCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_data();
    void run();
    void noCommandIsLeftOut();
    void everyOptionIsTold_data();
    void everyOptionIsTold();
    void noOptionIsInvented();
    void counterTakesWhatHelpSays();

private:
    QStringList subcommands() const;
    Bytes helpOf(const QString &subcommand) const;

    CliFixture m_cli;
};

void TestManualCommands::run_data()
{
    QTest::addColumn<int>("index");
    std::size_t commands = 0;
    int index = 0;
    for (const Scene &scene : scenes()) {
        QTest::newRow(qUtf8Printable(scene.where)) << index++;
        commands += scene.commands.size();
    }
    QVERIFY(commands >= std::size_t(kFewestCommands));
}

void TestManualCommands::run()
{
    QFETCH(int, index);
    const Scene scene = scenes()[std::size_t(index)];
    const CliFixture cli;
    for (const QString &file : scene.files)
        cli.files.writeFile(file.toStdString());
    const Bytes program = BULKHEAD_CLI;
    ProcessOptions options;
    options.environment["PATH"] = program.substr(0, program.rfind('/')) + ":" + qgetenv("PATH").toStdString();
    options.environment["TZ"] = "UTC0";
    const ProcessOutcome outcome = runProcess({"bash", "-c", scriptOf(scene)}, cli.completed(options));
    const QList<QByteArray> parts = QByteArray::fromStdString(outcome.output).split(kEnd);
    QCOMPARE(parts.size(), qsizetype(scene.commands.size()) + 1);
    for (std::size_t i = 0; i < scene.commands.size(); ++i) {
        QStringList said = QString::fromUtf8(parts[qsizetype(i)]).split(u'\n');
        said.removeLast();
        const Command &command = scene.commands[i];
        const QString message = command.where + u'\n' + command.line + u'\n' + said.join(u'\n');
        QVERIFY2(says(command.says, said), qUtf8Printable(message));
    }
}

void TestManualCommands::noCommandIsLeftOut()
{
    for (const ManualBlock &block : manualBlocks(pages())) {
        const bool hasCommand = block.lines.join(u'\n').contains(QLatin1String("bulkhead-cli "));
        const bool isSynopsis = block.language == QLatin1String("synopsis");
        QVERIFY2(!hasCommand || isSynopsis || block.language == QLatin1String("console"), qPrintable(block.where));
        if (block.language == QLatin1String("console"))
            QVERIFY2(!commandsIn(block).empty(), qPrintable(block.where));
    }
}

QStringList TestManualCommands::subcommands() const
{
    QStringList names;
    bool isList = false;
    for (const QString &line : QString::fromStdString(helpOf({})).split(u'\n')) {
        if (isList && line.startsWith(QLatin1String("  ")))
            names.append(line.trimmed().section(u' ', 0, 0));
        isList = isList || line == QLatin1String("Subcommands:");
    }
    return names;
}

Bytes TestManualCommands::helpOf(const QString &subcommand) const
{
    if (subcommand.isEmpty())
        return m_cli.run({"--help"}).output;
    return m_cli.run({subcommand.toStdString(), "--help"}).output;
}

void TestManualCommands::everyOptionIsTold_data()
{
    QTest::addColumn<QString>("subcommand");
    QTest::newRow("none") << QString();
    for (const QString &name : subcommands())
        QTest::newRow(qUtf8Printable(name)) << name;
}

void TestManualCommands::everyOptionIsTold()
{
    QFETCH(QString, subcommand);
    QVERIFY(subcommands().size() >= 7);
    const QString page = pages().value(QStringLiteral("command-line.md")).text;
    const QString section = subcommand.isEmpty() ? page : sectionOf(page, subcommand);
    const QStringList options = helpOptions(helpOf(subcommand));
    QVERIFY(options.size() >= 2);
    for (const QString &option : options) {
        const QRegularExpression told(QStringLiteral("`(bulkhead-cli )?%1[ `]").arg(option));
        const bool isShort = !option.startsWith(QLatin1String("--"));
        QVERIFY2(isShort ? page.contains(told) : section.contains(told), qPrintable(option));
    }
}

void TestManualCommands::noOptionIsInvented()
{
    QStringList known{QStringLiteral("--stall-report"), QStringLiteral("--recipe"), QStringLiteral("--help")}; // of the window
    for (const QString &name : subcommands() + QStringList(QString()))
        known += helpOptions(helpOf(name));
    static const QRegularExpression option(QStringLiteral("(?<=[` ])--[a-z][\\w-]+"));
    for (const ManualPage &page : pages()) {
        for (auto found = option.globalMatch(page.text); found.hasNext();) {
            const QString name = found.next().captured(0);
            QVERIFY2(known.contains(name), qPrintable(page.name + QStringLiteral(": ") + name));
        }
    }
}

void TestManualCommands::counterTakesWhatHelpSays()
{
    const QString help = QString::fromStdString(helpOf(QStringLiteral("rename")));
    const auto listed = [&help](const QString &from, QChar to) {
        const qsizetype start = help.indexOf(from) + from.size();
        return help.mid(start, help.indexOf(to, start) - start).simplified().split(QStringLiteral(", "));
    };
    const CliFixture cli;
    cli.files.writeFile("a.txt");
    int settings = 0;
    const auto check = [&](const QStringList &fields, const auto &argumentsFor) {
        for (const QString &field : fields) {
            const QString key = field.section(u'=', 0, 0);
            for (const QString &value : field.section(u'=', 1).split(u'|')) {
                if (value == value.toUpper() && value.toInt() == 0)
                    continue; // a word for any text or number
                ++settings;
                COMPARE_EXIT(cli.run(argumentsFor((key + u'=' + value).toStdString())), 0);
            }
        }
    };
    const QStringList both = listed(QStringLiteral("--number and {n} take:"), u';');
    check(both, [](const Bytes &setting) { return std::vector<Bytes>{"rename", "--template", "{n:" + setting + "}", "a.txt"}; });
    check(both + listed(QStringLiteral("--number also:"), u'.'), [](const Bytes &setting) {
        return std::vector<Bytes>{"rename", "--number", setting, "a.txt"};
    });
    QVERIFY(settings >= 15);
}

QTEST_APPLESS_MAIN(TestManualCommands)
#include "tst_manual_commands.moc"
