// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch.h"
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/inputs.h"
#include "app/cli/preset_words.h"
#include "app/cli/progress_bar.h"
#include "app/cli/sentences.h"
#include "app/working_directory.h"
#include "core/base/clock.h"
#include "core/base/path.h"
#include "core/history/history.h"
#include "core/metadata/read_facts.h"
#include "core/rename/export_plan.h"
#include "core/rename/name_list.h"
#include "core/rename/surveyed_plan.h"

#include <QRandomGenerator>

#include <thread>

namespace bulkhead::cli {

namespace {

/// "rules[2].find" is "--regex.find" for who typed it.
std::vector<RecipeProblem> byOption(std::vector<RecipeProblem> problems, const std::vector<Bytes> &options)
{
    for (RecipeProblem &problem : problems) {
        for (std::size_t rule = 0; rule < options.size(); ++rule) {
            const Bytes field = "rules[" + std::to_string(rule) + "]";
            if (!options[rule].empty() && problem.field.starts_with(field))
                problem.field.replace(0, field.size(), options[rule]);
        }
    }
    return problems;
}

/// A folder on the command line is one from the current folder, as every path there is; in a recipe it is one from each file's.
/// False where there is no current folder.
bool beginFromHere(TargetFolder &destination)
{
    if (destination.folder.starts_with('/') || destination.folder.starts_with('~'))
        return true;
    Bytes here;
    for (const char c : workingDirectory())
        here.append(c == '{' || c == '}' ? 2 : 1, c);
    destination.folder = joinPath(here, destination.folder);
    return !here.empty();
}

struct ReadyRecipe {
    CompiledRecipeRef compiled; ///< Null where something was wrong with it and has been said.
    std::vector<Bytes> options; ///< As in RecipeInput.
};

/// Nothing where something was wrong with it and has been said.
std::optional<RenameRecipe> presetRecipe(Session &session, const Bytes &name)
{
    const PresetStore store(session.fileSystem, defaultPresetFolder());
    const auto preset = store.load(name);
    if (!preset) {
        session.printer.problem(presetSentence(store, name, preset.error()));
        return {};
    }
    if (const auto *recipe = std::get_if<RenameRecipe>(&preset->content))
        return *recipe;
    for (const Bytes &what : wrongWith(*preset))
        session.printer.problem("preset " + shownPreset(name) + ": " + what);
    return {};
}

ReadyRecipe compiledRecipe(Session &session, const RenameArguments &arguments, const std::stop_token &stop)
{
    Printer &printer = session.printer;
    std::optional<RenameRecipe> preset;
    if (arguments.preset && !(preset = presetRecipe(session, *arguments.preset)))
        return {};
    RecipeInput input = readRecipe(arguments, stop, std::move(preset));
    if (input.unreadable && input.unreadable->code == ErrorCode::Cancelled)
        return {};
    if (input.unreadable) {
        printer.problem(printer.messagePath(input.unreadable->path) + ": the recipe cannot be read: " + sentence(*input.unreadable));
        return {};
    }
    if (arguments.destination && !beginFromHere(input.recipe.destination)) {
        printer.problem("the current folder is no longer there; give the whole path of the folder");
        return {};
    }
    if (input.problems.empty()) {
        const auto lists = loadLists(input.recipe,
            [&stop](const Bytes &path, ListRule::By by) { return listOfFile(path, readInput(path, kMostListBytes, stop), by); });
        auto compiled = compileRecipe(withRealDestination(session.fileSystem, input.recipe), lists);
        if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled))
            input.problems = byOption(std::move(*problems), input.options);
        else
            return {std::get<CompiledRecipeRef>(std::move(compiled)), std::move(input.options)};
    }
    for (const RecipeProblem &problem : input.problems)
        printer.problem(sentence(problem));
    return {};
}

/// False, said on stderr, where a list has too few or too many names. What of a list is about no row is said too.
bool checkLists(Printer &printer, const ReadyRecipe &recipe, const FileTable &table, const std::vector<RowId> &order)
{
    for (const RecipeProblem &warning : byOption(listWarnings(*recipe.compiled, table, order), recipe.options))
        printer.problem("warning: " + sentence(warning));
    const std::vector<RecipeProblem> problems = byOption(listProblems(*recipe.compiled, std::uint32_t(order.size())), recipe.options);
    for (const RecipeProblem &problem : problems)
        printer.problem(sentence(problem));
    return problems.empty();
}

ScanResult scanWithProgress(Session &session, const std::vector<Bytes> &paths, ScanOptions options)
{
    std::atomic<std::int64_t> found{0};
    const ProgressBar bar(session.printer.quiet() ? ProgressBar::Wanted::Never : ProgressBar::Wanted::OnTerminal,
        "Looking for files:", [&found] { return ProgressMeter::Reading{.done = found.load(std::memory_order_relaxed)}; });
    options.needed = defaultStateDirectory();
    return scan(session.fileSystem, paths, options, session.interrupt.token(), &found);
}

/// What the recipe asks of the files; nothing where stopped.
std::optional<FileFacts> readFactsWithProgress(
    Session &session, const FileTable &table, const std::vector<RowId> &rows, const CompiledRecipe &recipe, unsigned threads)
{
    if (recipe.facts().empty())
        return FileFacts();
    std::atomic<std::int64_t> done{0};
    const ProgressBar bar(session.printer.quiet() ? ProgressBar::Wanted::Never : ProgressBar::Wanted::OnTerminal, "Reading files:", [&] {
        return ProgressMeter::Reading{.done = done.load(std::memory_order_relaxed), .total = std::int64_t(rows.size())};
    });
    FactCache cache;
    return readFacts(session.fileSystem, table, {.rows = rows, .keys = recipe.facts()}, cache, session.interrupt.token(), threads, &done);
}

void showScanIssues(Printer &printer, const std::vector<ScanIssue> &issues)
{
    for (const ScanIssue &issue : issues) {
        printer.row({.from = issue.error.path,
            .to = {},
            .status = Status::Error,
            .issue = errorCodeName(issue.error.code),
            .detail = Bytes(issue.error.operation) + ": " + sentence(issue.error)});
    }
}

void sayPreview(Printer &printer, const RenamePlan &plan, const RenameRecipe &recipe)
{
    const RenamePlan::Counts &counts = plan.counts;
    if (counts.rows == 0)
        return printer.note("No files were found (see --recursive, --hidden, --what, --include).");
    if (recipe.rules.empty() && recipe.destination == TargetFolder() && recipe.attributes == NewAttributes())
        return printer.note("No rule was given, so no name will change (see --replace, --template, --recipe).");
    const DeedWords words = DeedWords::of(recipe);
    Bytes line = words.willOf(counts.changed, counts.rows);
    if (counts.conflicts > 0)
        line += ", " + counted(counts.conflicts, "conflict", "conflicts");
    if (counts.errors > 0)
        line += ", " + counted(counts.errors, "error", "errors");
    if (counts.skipped > 0)
        line += ", " + grouped(counts.skipped) + " skipped";
    if (!plan.canStart() && counts.changed > 0)
        line += Bytes(". Nothing can be ") + words.past() + " until the conflicts and errors are gone (see --on-conflict)";
    else if (counts.changed > 0)
        line += Bytes(". This is a preview: --apply ") + words.third();
    printer.note(line + ".");
}

void sayOutcome(Printer &printer, const JobReport &report, const DeedWords &words)
{
    if (!report.batch)
        return;
    Bytes line = report.outcome == Outcome::Cancelled ? "Stopped: " : "";
    line += words.were(report.done);
    if (report.failed + report.skipped > 0)
        line += ", " + grouped(report.failed + report.skipped) + " failed";
    if (report.cancelled > 0)
        line += ", " + grouped(report.cancelled) + " not reached";
    line += ".";
    if (report.done > 0)
        line += " To take it back: bulkhead-cli undo " + std::to_string(*report.batch) + " --apply";
    printer.note(line);
}

Showing showingOf(const RenameArguments &arguments, const DeedWords &words)
{
    return {.words = words, .warnings = arguments.windows ? kWarningsEverywhere | NameWarning::NotForWindows : kWarningsEverywhere};
}

int apply(Session &session, const RenameArguments &arguments, const CompiledRecipe &recipe, const RenamePlan &plan, std::size_t unread)
{
    Printer &printer = session.printer;
    const DeedWords words = DeedWords::of(recipe.recipe());
    RowResults results(plan.table->rowCount());
    if (!plan.canStart()) {
        showOutcome(printer, plan, {}, results, showingOf(arguments, words));
        printer.summary(summarise(plan, nullptr, unread));
        if (plan.counts.changed == 0 && plan.counts.conflicts == 0 && plan.counts.errors == 0) {
            printer.note(Bytes("Nothing to ") + words.infinitive() + ".");
            return kExitFine;
        }
        printer.problem(Bytes("nothing was ") + words.past() + ": " + counted(plan.counts.conflicts, "conflict", "conflicts") + ", "
            + counted(plan.counts.errors, "error", "errors") + " (see --on-conflict)");
        return kExitProblems;
    }
    const std::unique_ptr<History> history = openHistoryToAdd(printer);
    if (!history) {
        showOutcome(printer, plan, {}, results, {.words = words});
        printer.summary(summarise(plan, nullptr, unread));
        printer.problem(Bytes("nothing was ") + words.past() + ", because it could not be taken back");
        return kExitProblems;
    }
    const BatchHeader header{.folder = plan.commonFolder(), .description = writeRecipe(recipe.recipe())};
    const RunOptions options{.onError = arguments.stopOnError ? RunOptions::OnError::Stop : RunOptions::OnError::Continue};
    const JobReport report = runWithProgress(printer, words.gerund(), [&](PauseGate &pause, ProgressMeter &meter) {
        return runRenames(session.fileSystem, *history, header, plan, options, session.interrupt.token(), pause, meter, results);
    });
    showOutcome(printer, plan, report, results, showingOf(arguments, words));
    printer.summary(summarise(plan, &report, unread));
    sayOutcome(printer, report, words);
    return exitCode(report);
}

} // namespace

int runRename(Session &session, const RenameArguments &arguments)
{
    Printer &printer = session.printer;
    const std::stop_token stop = session.interrupt.token();
    const ReadyRecipe ready = compiledRecipe(session, arguments, stop);
    const CompiledRecipeRef &recipe = ready.compiled;
    if (!recipe)
        return stop.stop_requested() ? sayInterrupted(printer) : kExitUsage;
    const Bytes directory = workingDirectory();
    auto paths = readPaths(arguments, directory, stop);
    if (!paths) {
        if (paths.error().code == ErrorCode::Cancelled)
            return sayInterrupted(printer);
        const bool nowhere = leadsNowhere(paths.error().path, directory);
        printer.problem(printer.messagePath(paths.error().path)
            + (nowhere ? Bytes(": the current folder is no longer there; give whole paths")
                       : ": the list of paths cannot be read: " + sentence(paths.error())));
        return kExitUsage;
    }
    if (paths->empty() && !arguments.filesFrom) {
        printer.problem("no PATH was given (a single dot means this folder)");
        return kExitUsage;
    }

    ScanResult found = scanWithProgress(session, *paths, arguments.scan);
    if (found.cancelled)
        return sayInterrupted(printer);
    showScanIssues(printer, found.issues);

    const auto table = std::make_shared<const FileTable>(std::move(found.table));
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const auto order = sortRows(*table, recipe->recipe().order, recipe->recipe().extension, {}, stop, threads);
    if (!order)
        return sayInterrupted(printer);
    if (!checkLists(printer, ready, *table, *order))
        return kExitUsage;
    const auto files = readFactsWithProgress(session, *table, *order, *recipe, threads);
    if (!files)
        return sayInterrupted(printer);
    const BatchMoment moment(nanosecondsNow(), QRandomGenerator::system()->generate64());
    RenamePlan plan = planSurveyed(session.fileSystem, table, found.occupancy, *recipe, *order, {}, moment, stop, threads, &*files);
    if (plan.stopped)
        return sayInterrupted(printer);
    if (arguments.exportFile) {
        if (auto exported = exportPlan(*arguments.exportFile, WholeFile::IfThere::Refuse, plan, stop); !exported) {
            if (exported.error().code == ErrorCode::Cancelled)
                return sayInterrupted(printer);
            printer.problem(printer.messagePath(*arguments.exportFile) + ": cannot be written, nothing was "
                + DeedWords::of(recipe->recipe()).past() + ": "
                + (exported.error().code == ErrorCode::AlreadyExists ? "it exists already" : sentence(exported.error())));
            return kExitProblems;
        }
    }
    // Every path that could not be read is an error of the run, but no reason to leave the others alone.
    int code = 0;
    if (arguments.apply) {
        code = apply(session, arguments, *recipe, plan, found.issues.size());
    } else {
        showPreview(printer, plan, showingOf(arguments, DeedWords::of(recipe->recipe())));
        printer.summary(summarise(plan, nullptr, found.issues.size()));
        sayPreview(printer, plan, recipe->recipe());
        code = plan.counts.conflicts + plan.counts.errors > 0 ? kExitProblems : kExitFine;
    }
    return code == kExitFine && !found.issues.empty() ? kExitProblems : code;
}

} // namespace bulkhead::cli
