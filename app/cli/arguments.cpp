// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/attribute_arguments.h"
#include "app/cli/exit_codes.h"
#include "app/cli/guarded_words.h"
#include "app/cli/import_arguments.h"
#include "app/cli/presets_arguments.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <map>

namespace bulkhead::cli {

namespace {

constexpr const char *kDescription = "Renames very many files. Everything is a preview until --apply is given.";

constexpr const char *kRenameFooter
    = "Rules act in the order given. A folder as PATH means what is in it.\n"
      "\n"
      "--number and {n} take: start=1, step=1, pad=auto, base=decimal, per=batch|folder;\n"
      "--number also: per=stem, count=all|changed, at=prefix|suffix|POSITION, separator=TEXT.\n"
      "--renumber takes: add=N, pad=DIGITS, which=all|first|last|POSITION.\n"
      "--date takes: source=mtime|btime|taken|now, format=yyyy-MM-dd, zone=NAME, at, separator (as --number);\n"
      "or source=name, read=FORMAT, format=FORMAT. Formats are those of Qt: yyyy MM dd HH mm ss zzz MMM AP.\n"
      "\n"
      "Examples:\n"
      "  bulkhead-cli rename --replace _ ' ' *.jpg\n"
      "  bulkhead-cli rename --regex '^IMG_(\\d+)' 'trip-$1' --recursive photos\n"
      "  bulkhead-cli rename --template '{parent} {n:pad=3}' --apply photos\n"
      "  find . -name '*.txt' -print0 | bulkhead-cli rename --case lower -0 --files-from - --apply\n"
      "\n"
      "Exit status: 0 all fine; 1 conflicts, or rows that failed; 2 wrong usage or recipe; 130 interrupted.";

void addOutputOptions(CLI::App &app, OutputArguments &output)
{
    app.add_flag("--json", output.json, "One JSON object a line; the last one is the summary");
    app.add_flag("-q,--quiet", output.quiet, "Only problems");
}

void addPathOptions(CLI::App &app, OutputArguments &output, bool &nul)
{
    addOutputOptions(app, output);
    app.add_flag("-0,--null", nul, "Paths end with NUL instead of a newline, in and out");
}

void addOnError(CLI::App &app, std::string &onError)
{
    app.add_option("--on-error", onError, "A row that fails: continue (default) with the others, or stop")
        ->check(CLI::IsMember({"continue", "stop"}));
}

/// "start=1,pad=3" -> JSON of a rule of that name. Empty = malformed.
std::optional<QJsonObject> ruleOfSettings(const QString &name, const std::string &settings)
{
    QJsonObject rule{{QStringLiteral("rule"), name}};
    std::size_t begin = 0;
    while (begin < settings.size()) {
        // A separator may be a comma: it is then the last character of the setting, or doubled.
        std::size_t end = settings.find(',', begin);
        if (end != std::string::npos && settings.compare(begin, 11, "separator=,") == 0)
            end = settings.find(',', end + 1);
        if (end == std::string::npos)
            end = settings.size();
        const std::string setting = settings.substr(begin, end - begin);
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            return std::nullopt;
        const QString key = QString::fromStdString(setting.substr(0, equals));
        const QString value = QString::fromStdString(setting.substr(equals + 1));
        bool isNumber = false;
        const qlonglong number = value.toLongLong(&isNumber);
        const bool textual = key == QLatin1String("separator") || key == QLatin1String("base") || key == QLatin1String("format")
            || key == QLatin1String("read");
        rule.insert(key, isNumber && !textual ? QJsonValue(number) : QJsonValue(value));
        begin = end + 1;
    }
    return rule;
}

/// "mtime,descending,plain" -> RowOrder. Empty = malformed.
std::optional<RowOrder> parseOrder(const std::string &text)
{
    static const std::map<std::string, RowOrder::By> kBy = {
        {"given", RowOrder::By::Given},
        {"name", RowOrder::By::Name},
        {"path", RowOrder::By::Path},
        {"size", RowOrder::By::Size},
        {"mtime", RowOrder::By::Mtime},
        {"extension", RowOrder::By::Extension},
    };
    RowOrder order;
    std::size_t begin = 0;
    bool first = true;
    while (begin <= text.size()) {
        auto end = text.find(',', begin);
        if (end == std::string::npos)
            end = text.size();
        const std::string word = text.substr(begin, end - begin);
        if (first) {
            const auto by = kBy.find(word);
            if (by == kBy.end())
                return std::nullopt;
            order.by = by->second;
            first = false;
        } else if (word == "descending") {
            order.descending = true;
        } else if (word == "plain") {
            order.natural = false;
        } else if (word != "natural" && word != "ascending") {
            return std::nullopt;
        }
        begin = end + 1;
    }
    return order;
}

class RenameCommand
{
public:
    explicit RenameCommand(CLI::App &app)
        : m_app(*app.add_subcommand("rename", "Rename files and folders"))
    {
        m_app.footer(kRenameFooter);
        m_app.add_option("PATH", m_paths, "Files, and folders whose contents are meant");
        m_recipe = m_app.add_option("--recipe", m_recipeFile, "Recipe file (.bulkhead.json); - is standard input")->type_name("FILE");
        m_preset = m_app.add_option("--preset", m_presetName, "A recipe by its name (see presets)")->type_name("NAME")->excludes(m_recipe);
        m_rule = m_app.add_option("--rule", m_rules, "A rule as JSON: '{\"rule\": \"trim\"}'")
                     ->type_name("JSON")
                     ->expected(1, -1)
                     ->allow_extra_args(false);
        m_replace = pairOption("--replace", m_replaces, "Replace the text FIND by WITH");
        m_regex = pairOption("--regex", m_regexes, "Replace what the regular expression FIND matches by WITH ($1, ${name}, \\U \\L \\E)");
        m_swap = pairOption("--swap", m_swaps, "Put the parts between SEPARATOR in another order: ' - ' '{2} - {1}'", "SEPARATOR ORDER");
        m_template = listOption("--template", m_templates, "TEXT", "New name from a template: '{parent} {n}'");
        m_case = listOption("--case", m_cases, "TO", "Letter case: lower upper title sentence capitalise invert camel pascal snake kebab");
        m_number = listOption("--number", m_numbers, "SETTINGS", "Add a counter: start=1,pad=3,at=prefix,separator=-");
        m_renumber = listOption("--renumber", m_renumbers, "SETTINGS", "Change the numbers in the name: add=-1,pad=2,which=last");
        m_normalise = listOption("--normalise", m_normalises, "FORM", "Unicode normal form: NFC NFD NFKC NFKD");
        m_clean = listOption(
            "--clean", m_cleans, "FOR", "Replace what is not allowed there, always in the whole name: portable (POSIX) windows url");
        m_transliterate = listOption(
            "--transliterate", m_transliterates, "TO", "Letters of other scripts: ascii latin pinyin, or the id of an ICU transform");
        m_date = listOption("--date", m_dates, "SETTINGS", "Add a date, or rewrite one: source=name,read=yyyyMMdd,format=yyyy-MM-dd");
        m_decode = listOption("--decode", m_decodes, "FROM",
            "Names in another encoding become UTF-8, always the whole name: GBK Big5 Shift_JIS KOI8-R ..., auto; or repair names: "
            "double-utf8 percent");
        m_names = listOption("--names", m_nameFiles, "FILE",
            "New names from a file, one a line, in order; or from FILE.csv with a header, by its columns old,new; - is standard input");
        m_app.add_option("--scope", m_scope, "What the rules above work on (--rule has its own): stem, extension, name")
            ->check(CLI::IsMember({"stem", "extension", "name"}));
        CLI::Option *const recursive = m_app.add_flag("-r,--recursive", m_recursive, "Folders inside folders too");
        m_app.add_option("--depth", m_depth, "With --recursive: how deep; 1 is what is directly in the folders given")
            ->type_name("N")
            ->check(CLI::Range(1u, 1000000u))
            ->needs(recursive);
        m_app.add_option("--what", m_what, "files, folders or all")->check(CLI::IsMember({"files", "folders", "all"}));
        m_app.add_flag("--hidden", m_hidden, "Also names that begin with a dot");
        m_app.add_option("--include", m_include, "Only names that match (* ? [a-z] {a,b})")
            ->type_name("GLOB")
            ->expected(1, -1)
            ->allow_extra_args(false);
        m_app.add_option("--exclude", m_exclude, "Not names that match; folders that match are not entered")
            ->type_name("GLOB")
            ->expected(1, -1)
            ->allow_extra_args(false);
        m_filesFromOption
            = m_app.add_option("--files-from", m_filesFrom, "Read paths from FILE, one a line (with -0: NUL between); - is standard input")
                  ->type_name("FILE");
        m_app.add_option("--order", m_order, "What the counter follows: name path size mtime extension given [,descending] [,plain]")
            ->type_name("KEY");
        m_app.add_option("--on-conflict", m_onConflict, "refuse (default), skip, or number: append ' (2)'")
            ->check(CLI::IsMember({"refuse", "skip", "number"}));
        const auto into = [this](const char *name, Transfer how, const char *help) {
            CLI::Option *const option = m_app.add_option(name, m_into, help)->type_name("FOLDER");
            for (const auto &[other, otherHow] : m_intoOptions)
                option->excludes(other);
            m_intoOptions.emplace_back(option, how);
        };
        into("--move-to", Transfer::Move, "Also move into FOLDER, a template: 'by date/{mtime:yyyy}'; folders are made");
        into("--copy-to", Transfer::Copy, "Copy into FOLDER under the new name; the files stay where they are");
        into("--hard-link-to", Transfer::HardLink, "Make hard links in FOLDER");
        into("--symlink-to", Transfer::SymbolicLink, "Make symbolic links in FOLDER");
        m_attributes.addTo(m_app);
        addOnError(m_app, m_onError);
        m_app.add_flag("--windows", m_arguments.windows, "Also warn of names that Windows does not take");
        m_export
            = m_app
                  .add_option("--export", m_exportFile,
                      "Write what would be renamed to FILE.csv, which --names takes, or to FILE.jsonl; never over a file that is there")
                  ->type_name("FILE");
        m_app.add_flag("--apply", m_arguments.apply, "Rename; without it, only show what would happen");
        addPathOptions(m_app, m_arguments.output, m_nul);
    }

    bool parsed() const { return m_app.parsed(); }

    /// Throws CLI::ValidationError where a value is malformed.
    RenameArguments take()
    {
        collectRules();
        m_arguments.paths = unguarded(m_paths);
        if (m_recipe->count() > 0)
            m_arguments.recipeFile = unguarded(m_recipeFile);
        if (m_preset->count() > 0)
            m_arguments.preset = unguarded(m_presetName);
        if (m_filesFromOption->count() > 0)
            m_arguments.filesFrom = unguarded(m_filesFrom);
        m_arguments.output.pathEnd = m_nul ? PathEnd::Nul : PathEnd::Newline;
        ScanOptions &scan = m_arguments.scan;
        scan.recursive = m_recursive;
        scan.hidden = m_hidden;
        scan.followGivenLinks = m_filesFromOption->count() == 0; // A list was found by a program, which may have met links.
        scan.what = m_what == "all" ? ScanOptions::What::All : m_what == "folders" ? ScanOptions::What::Folders : ScanOptions::What::Files;
        if (m_depth > 0)
            scan.maxDepth = m_depth;
        scan.include = unguarded(m_include);
        scan.exclude = unguarded(m_exclude);
        if (!m_order.empty()) {
            m_arguments.order = parseOrder(m_order);
            if (!m_arguments.order)
                throw CLI::ValidationError(
                    "--order", "'" + m_order + "' is not name, path, size, mtime, extension or given, with ,descending or ,plain behind");
        }
        if (!m_onConflict.empty())
            m_arguments.onConflict = m_onConflict == "skip" ? OnConflict::Skip
                : m_onConflict == "number"                  ? OnConflict::Number
                                                            : OnConflict::Refuse;
        for (const auto &[option, how] : m_intoOptions) {
            if (option->count() == 0)
                continue;
            m_arguments.destination = TargetFolder{.folder = unguarded(m_into), .how = how};
            if (m_arguments.destination->folder.empty())
                throw CLI::ValidationError(option->get_name(), "FOLDER must not be empty (a single dot means this folder)");
        }
        m_arguments.attributes = m_attributes.take();
        m_arguments.stopOnError = m_onError == "stop";
        if (m_arguments.recipeFile == "-" && m_arguments.filesFrom == "-")
            throw CLI::ValidationError("--files-from", "standard input already gives the recipe");
        const auto fromInput = std::count(m_nameFiles.begin(), m_nameFiles.end(), "-");
        if (fromInput > 1 || (fromInput == 1 && (m_arguments.recipeFile == "-" || m_arguments.filesFrom == "-")))
            throw CLI::ValidationError("--names", "standard input can be read only once");
        if (m_export->count() > 0) {
            m_arguments.exportFile = unguarded(m_exportFile);
            if (!m_arguments.exportFile->ends_with(".csv") && !m_arguments.exportFile->ends_with(".jsonl"))
                throw CLI::ValidationError("--export", "the name of FILE has to end with .csv or .jsonl");
        }
        return m_arguments;
    }

private:
    CLI::Option *listOption(const char *name, std::vector<std::string> &values, const char *type, const char *help)
    {
        return m_app.add_option(name, values, help)->type_name(type)->expected(1, -1)->allow_extra_args(false);
    }
    CLI::Option *pairOption(
        const char *name, std::vector<std::pair<std::string, std::string>> &values, const char *help, const char *type = "FIND WITH")
    {
        return m_app.add_option(name, values, help)->type_name(type)->allow_extra_args(false);
    }

    Scope scope() const { return m_scope == "extension" ? Scope::Extension : m_scope == "name" ? Scope::Name : Scope::Stem; }

    void addRule(const char *option, Rule rule)
    {
        m_arguments.rules.push_back({option, RuleSlot{.rule = std::move(rule), .scope = scope()}});
    }
    void addJson(const char *option, Bytes json) { m_arguments.rules.push_back({option, std::move(json)}); }

    /// parse_order names an option once per word it took: twice for each pair.
    void collectRules()
    {
        std::map<const CLI::Option *, std::size_t> seen;
        for (const CLI::Option *option : m_app.parse_order()) {
            const std::size_t word = seen[option]++;
            if (option == m_rule)
                addJson("--rule", unguarded(m_rules.at(word)));
            else if (option == m_replace && word % 2 == 0)
                addRule("--replace", replaceRule(m_replaces.at(word / 2), MatchMode::Text));
            else if (option == m_regex && word % 2 == 0)
                addRule("--regex", replaceRule(m_regexes.at(word / 2), MatchMode::Regex));
            else if (option == m_swap && word % 2 == 0)
                addRule("--swap", swapRule(m_swaps.at(word / 2)));
            else if (option == m_template)
                addRule("--template", TemplateRule{.text = unguarded(m_templates.at(word))});
            else if (option == m_case)
                addJson("--case",
                    scopedJson({{QStringLiteral("rule"), QStringLiteral("case")}, {QStringLiteral("to"), toText(m_cases.at(word))}}));
            else if (option == m_normalise)
                addJson("--normalise",
                    scopedJson(
                        {{QStringLiteral("rule"), QStringLiteral("normalise")}, {QStringLiteral("form"), toText(m_normalises.at(word))}}));
            else if (option == m_clean)
                addJson("--clean",
                    scopedJson({{QStringLiteral("rule"), QStringLiteral("clean")}, {QStringLiteral("for"), toText(m_cleans.at(word))}}));
            else if (option == m_transliterate)
                addRule("--transliterate", TransliterateRule{.to = unguarded(m_transliterates.at(word))});
            else if (option == m_decode)
                addRule("--decode", decodeRule(unguarded(m_decodes.at(word))));
            else if (option == m_names)
                addRule("--names", listRule(unguarded(m_nameFiles.at(word))));
            else if (option == m_number)
                addSettings("--number", QStringLiteral("number"), m_numbers.at(word), "start=1,step=1,pad=3");
            else if (option == m_renumber)
                addSettings("--renumber", QStringLiteral("renumber"), m_renumbers.at(word), "add=1,pad=3,which=last");
            else if (option == m_date)
                addSettings("--date", QStringLiteral("date"), m_dates.at(word), "source=mtime,format=yyyyMMdd,at=prefix");
        }
    }

    static ReplaceRule replaceRule(const std::pair<std::string, std::string> &words, MatchMode mode)
    {
        return {.find = unguarded(words.first), .with = unguarded(words.second), .mode = mode};
    }

    static DecodeRule decodeRule(const Bytes &word)
    {
        if (word == "double-utf8")
            return {DecodeRule::Repair::DoubleUtf8};
        if (word == "percent")
            return {DecodeRule::Repair::Percent};
        return {word};
    }

    static ListRule listRule(Bytes file)
    {
        const auto by = file.ends_with(".csv") ? ListRule::By::Name : ListRule::By::Order;
        return {.file = std::move(file), .by = by};
    }

    static SwapRule swapRule(const std::pair<std::string, std::string> &words)
    {
        return {.separator = unguarded(words.first), .order = unguarded(words.second)};
    }

    void addSettings(const char *option, const QString &rule, const std::string &settings, const char *form)
    {
        const std::optional<QJsonObject> json = ruleOfSettings(rule, settings);
        if (!json)
            throw CLI::ValidationError(option, "'" + settings + "' is not of the form " + form);
        addJson(option, scopedJson(*json));
    }

    Bytes scopedJson(QJsonObject rule) const
    {
        if (!m_scope.empty())
            rule.insert(QStringLiteral("scope"), QString::fromStdString(m_scope));
        return QJsonDocument(rule).toJson(QJsonDocument::Compact).toStdString();
    }

    CLI::App &m_app;
    RenameArguments m_arguments;
    CLI::Option *m_recipe = nullptr;
    CLI::Option *m_preset = nullptr;
    CLI::Option *m_rule = nullptr;
    CLI::Option *m_replace = nullptr;
    CLI::Option *m_regex = nullptr;
    CLI::Option *m_swap = nullptr;
    CLI::Option *m_template = nullptr;
    CLI::Option *m_case = nullptr;
    CLI::Option *m_number = nullptr;
    CLI::Option *m_renumber = nullptr;
    CLI::Option *m_normalise = nullptr;
    CLI::Option *m_clean = nullptr;
    CLI::Option *m_transliterate = nullptr;
    CLI::Option *m_date = nullptr;
    CLI::Option *m_decode = nullptr;
    CLI::Option *m_names = nullptr;
    CLI::Option *m_export = nullptr;
    CLI::Option *m_filesFromOption = nullptr;
    std::vector<std::string> m_paths, m_rules, m_templates, m_cases, m_numbers, m_renumbers, m_normalises, m_cleans, m_transliterates,
        m_dates, m_decodes, m_nameFiles, m_include, m_exclude;
    std::vector<std::pair<std::string, std::string>> m_replaces, m_regexes, m_swaps;
    std::vector<std::pair<CLI::Option *, Transfer>> m_intoOptions;
    AttributeArguments m_attributes;
    std::string m_into, m_recipeFile, m_presetName, m_filesFrom, m_exportFile, m_scope, m_what = "files", m_order, m_onConflict, m_onError;
    unsigned m_depth = 0;
    bool m_recursive = false;
    bool m_hidden = false;
    bool m_nul = false;
};

/// Options of undo, redo, recover and forget.
struct BatchCommand {
    CLI::App *app = nullptr;
    CLI::Option *batchOption = nullptr;
    BatchId batch = 0;
    std::string onError;
    bool apply = false;
    bool undo = false;
    bool finish = false;
    bool nul = false;
    OutputArguments output;

    void add(CLI::App &parent, const char *name, const char *help, const char *batchHelp)
    {
        app = parent.add_subcommand(name, help);
        batchOption = app->add_option("BATCH", batch, batchHelp);
        batchOption->check(CLI::Validator(
            [](const std::string &word) {
                const bool number = !word.empty() && word.size() < 17 && word.find_first_not_of("0123456789") == std::string::npos;
                return number && std::stoll(word) > 0 ? std::string() : "'" + word + "' is not the number of a batch";
            },
            ""));
        app->add_flag("--apply", apply, "Do it; without it, only show what would happen");
    }
    bool stopOnError() const { return onError == "stop"; }
    std::optional<BatchId> chosen() const { return batch > 0 ? std::optional(batch) : std::nullopt; }
    OutputArguments chosenOutput() const
    {
        OutputArguments chosen = output;
        chosen.pathEnd = nul ? PathEnd::Nul : PathEnd::Newline;
        return chosen;
    }
};

bool isCommand(const CLI::App &app, const char *word)
{
    const auto commands = app.get_subcommands([](const CLI::App *) { return true; });
    return std::any_of(commands.begin(), commands.end(), [word](const CLI::App *command) { return command->get_name() == word; });
}

int printFailure(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() == 0)
        return app.exit(error); // help or version
    std::fprintf(stderr, "bulkhead-cli: %s\nTry: bulkhead-cli --help\n", error.what());
    return kExitUsage;
}

} // namespace

Arguments parseArguments(int argc, char **argv)
{
    CLI::App app(kDescription, "bulkhead-cli");
    app.set_version_flag("--version", "bulkhead-cli " BULKHEAD_VERSION);
    app.require_subcommand(1);
    app.get_formatter()->column_width(32);

    RenameCommand rename(app);
    BatchCommand undo, redo, recover, forget;
    undo.add(app, "undo", "Take a batch back", "Number of the batch (see history); default: the last one");
    redo.add(app, "redo", "Do again what was taken back", "Number of the undo batch; default: the last one");
    recover.add(app, "recover", "Deal with batches that were interrupted", "Number of the batch; default: all");
    CLI::Option *undoFlag = recover.app->add_flag("--undo", recover.undo, "Take back what was done");
    recover.app->add_flag("--finish", recover.finish, "Do the rest")->excludes(undoFlag);
    for (BatchCommand *command : {&undo, &redo, &recover}) {
        addOnError(*command->app, command->onError);
        addPathOptions(*command->app, command->output, command->nul);
    }
    forget.add(app, "forget", "Remove a batch from the history: it can no longer be taken back; no file is touched", "Number of the batch");
    forget.batchOption->required();
    addOutputOptions(*forget.app, forget.output);

    HistoryArguments history;
    CLI::App *historyApp = app.add_subcommand("history", "List batches, newest first");
    historyApp->add_option("--limit", history.limit, "How many (default 20)")->check(CLI::Range(1, 1000000));
    addOutputOptions(*historyApp, history.output);
    ImportCommand import(app);
    PresetsCommand presets(app);

    if (argc > 1 && argv[1][0] != '-' && !isCommand(app, argv[1])) {
        std::fprintf(stderr,
            "bulkhead-cli: '%s' is not a command: rename, undo, redo, recover, forget, history, import, presets\nTry: bulkhead-cli "
            "--help\n",
            toTerminal(argv[1]).c_str());
        return Answered{kExitUsage};
    }
    try {
        app.parse(guardedWords(argc, argv));
        if (rename.parsed())
            return rename.take();
        if (import.parsed())
            return import.take();
        if (presets.parsed())
            return presets.take();
        if (undo.app->parsed())
            return ReverseArguments{ReverseArguments::What::Undo, undo.chosen(), undo.stopOnError(), undo.apply, undo.chosenOutput()};
        if (redo.app->parsed())
            return ReverseArguments{ReverseArguments::What::Redo, redo.chosen(), redo.stopOnError(), redo.apply, redo.chosenOutput()};
        if (recover.app->parsed()) {
            const auto how = recover.undo ? RecoverArguments::How::Undo
                : recover.finish          ? RecoverArguments::How::Finish
                                          : RecoverArguments::How::List;
            return RecoverArguments{how, recover.chosen(), recover.stopOnError(), recover.apply, recover.chosenOutput()};
        }
        if (forget.app->parsed())
            return ForgetArguments{forget.batch, forget.apply, forget.chosenOutput()};
        return history;
    } catch (const CLI::ParseError &error) {
        return Answered{printFailure(app, error)};
    }
}

} // namespace bulkhead::cli
