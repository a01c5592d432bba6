// SPDX-License-Identifier: GPL-3.0-or-later
// Every code has a sentence of its own, and sentences with numbers read well.
#include "tests/ui/ui_test.h"

#include "ui/text/count_text.h"
#include "ui/text/error_text.h"
#include "ui/text/name_warning_text.h"
#include "ui/text/reason_text.h"
#include "ui/text/recipe_problem_text.h"
#include "ui/text/row_text.h"
#include "ui/text/rule_text.h"

#include <set>

using namespace bulkhead;

class TestUiText : public QObject
{
    Q_OBJECT

    static BatchInfo batchOf(Deed deed)
    {
        BatchInfo batch;
        batch.kind = deed == Deed::Copy ? "copy" : deed == Deed::HardLink ? "hardlink" : deed == Deed::SymbolicLink ? "symlink" : "rename";
        if (deed == Deed::Move)
            batch.description = writeRecipe({.destination = {.folder = "out"}});
        if (deed == Deed::Change)
            batch.description = writeRecipe({.attributes = {.permissions = "0600"}});
        return batch;
    }

    template <class Code, class Sentence>
    static void everyCodeHasItsOwn(Code first, Code last, Sentence sentence)
    {
        std::set<QString> seen;
        for (int code = int(first); code <= int(last); ++code) {
            const QString text = sentence(Code(code));
            QVERIFY2(!text.isEmpty(), qPrintable(QString::number(code)));
            QVERIFY2(!text.contains(QLatin1Char('%')), qPrintable(text));
            QVERIFY2(seen.insert(text).second, qPrintable(text));
        }
    }

private Q_SLOTS:
    void everyRowIssue()
    {
        everyCodeHasItsOwn(RowIssue::EmptyName, RowIssue::OnlyCopy, [](RowIssue issue) { return rowIssueText(issue); });
        QVERIFY(rowIssueText(RowIssue::None).isEmpty());
    }
    void aNameThatIsTooLongSaysByHowMuch()
    {
        RenamePlan plan;
        plan.issue = {RowIssue::TooLong};
        plan.details[0] = {.number = 256, .limit = 255};
        QCOMPARE(rowIssueText(plan, 0), QStringLiteral("the new name is too long: 256 of 255 bytes"));
    }
    void everyErrorCode()
    {
        everyCodeHasItsOwn(ErrorCode::None, ErrorCode::Unknown, [](ErrorCode code) { return errorText(code); });
    }
    void aNameFromRightToLeftStaysInItsPlace()
    {
        const QString text = errorWithPath({.code = ErrorCode::NotFound, .path = "/\u05D0"});
        QVERIFY2(text.startsWith(QStringLiteral("\u2068/\u05D0\u2069: ")), qPrintable(text));
    }
    void everyRecipeProblem()
    {
        everyCodeHasItsOwn(RecipeProblem::Code::BadJson, RecipeProblem::Code::MatchesNothing,
            [](RecipeProblem::Code code) { return recipeProblemText({.code = code, .argument = "it"}); });
    }
    void everyStatusAndResult()
    {
        everyCodeHasItsOwn(RowStatus::Same, RowStatus::Skipped, [](RowStatus status) { return rowStatusText(status); });
        everyCodeHasItsOwn(RowResult::Pending, RowResult::Parked, [](RowResult result) { return rowResultText(result); });
    }
    void everyWarning()
    {
        std::set<QString> seen;
        for (const NameWarning warning : kNameWarnings) {
            seen.insert(warningReason(warning));
            seen.insert(warningSentences(warning));
        }
        QCOMPARE(seen.size(), 2 * kNameWarnings.size());
        QVERIFY(!seen.contains(QString()));
        QVERIFY(warningReason({}).isEmpty() && warningSentences({}).isEmpty());
        QVERIFY(
            warningSentences(NameWarning::BeginsWithDash | NameWarning::Confusable).contains(QStringLiteral("option. The new name mixes")));
    }
    void everyReason()
    {
        const RenamePlan::Counts counts{.conflicts = 2};
        std::set<QString> seen;
        for (int reason = int(Blocked::Empty); reason <= int(Blocked::Running); ++reason) {
            QVERIFY(!blockedText(Blocked(reason), counts).isEmpty());
        }
        QVERIFY(blockedText(Blocked::No, counts).isEmpty());
        QVERIFY(blockedText(Blocked::Conflicts, counts).contains(QStringLiteral("2 conflicts")));
    }

    void everyPolicy()
    {
        everyCodeHasItsOwn(OnConflict::Skip, OnConflict::Number, [](OnConflict policy) { return policyText(policy); });
        QVERIFY(policyText(OnConflict::Refuse).isEmpty());
    }
    void conflictsAreCounted_data()
    {
        QTest::addColumn<int>("conflicts");
        QTest::addColumn<int>("collisions");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << 0 << QString();
        QTest::newRow("one") << 1 << 1 << QStringLiteral("1 name collides");
        QTest::newRow("many") << 12'000 << 12'000 << QStringLiteral("12,000 names collide");
        QTest::newRow("others only") << 2 << 0 << QStringLiteral("2 files cannot be renamed");
        QTest::newRow("both") << 3 << 2 << QStringLiteral("2 names collide · 1 file cannot be renamed");
    }
    void conflictsAreCounted()
    {
        QFETCH(int, conflicts);
        QFETCH(int, collisions);
        QFETCH(QString, text);
        QCOMPARE(conflictText({.conflicts = conflicts, .collisions = collisions}), text);
    }
    void selectedRowsAreCounted()
    {
        QCOMPARE(selectedText(0), QString());
        QCOMPARE(selectedText(1), QStringLiteral("1 selected"));
        QCOMPARE(selectedText(1204), QStringLiteral("1,204 selected"));
        QCOMPARE(leftOutText(1), QStringLiteral("1 file was in conflict and is left out now."));
        QCOMPARE(leftOutText(2), QStringLiteral("2 files were in conflict and are left out now."));
    }

    void problemsNameColumnAndField()
    {
        const RecipeProblem problem{.code = RecipeProblem::Code::BadRegex, .field = "rules[1].find", .argument = "missing )", .column = 3};
        QCOMPARE(recipeProblemText(problem), QStringLiteral("The expression has a mistake: missing ) (at character 4)"));
        QVERIFY(recipeProblemWithField(problem).startsWith(QStringLiteral("rules[1].find: ")));
    }

    void whatWasTypedIsNoPlaceholder()
    {
        const RecipeProblem problem{.code = RecipeProblem::Code::UnknownToken, .field = "rules[0].with", .argument = "%1 %2", .column = 0};
        QCOMPARE(recipeProblemText(problem), QStringLiteral("There is no token called {%1 %2} (at character 1)"));
    }

    void extensionsAreSummedUp_data()
    {
        QTest::addColumn<int>("letters");
        QTest::addColumn<QString>("text");
        QTest::newRow("keep") << int(ExtensionRule::Letters::Keep) << "Extension as it is";
        QTest::newRow("lower") << int(ExtensionRule::Letters::Lower) << "Extension in lower case";
        QTest::newRow("upper") << int(ExtensionRule::Letters::Upper) << "Extension in upper case";
    }
    void extensionsAreSummedUp()
    {
        QFETCH(int, letters);
        QFETCH(QString, text);
        QCOMPARE(ruleSummary(ExtensionRule{.letters = ExtensionRule::Letters(letters)}), text);
    }
    void aFoldedRuleSaysWhatItDoes_data()
    {
        using How = RemoveRule::How;
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("text");
        const auto row = [](const Rule &rule, const char *text) { QTest::newRow(text) << ruleSummary(rule) << QString::fromUtf8(text); };
        row(KeepRule{{.from = -2, .count = 4}}, "Keep 4 characters from -2");
        row(KeepRule{{.how = How::Between, .begin = "(", .end = ""}}, "Keep between ( and the end");
        row(RemoveRule{.how = How::Between, .begin = "", .end = ")"}, "Remove between the start and )");
        row(KeepRule{{.how = How::What, .what = RemoveRule::Digits}}, "Keep kinds of characters");
        row(RenumberRule{.add = -1, .which = RenumberRule::Which::Last}, "Add -1 to the last number");
        row(RenumberRule{.pad = 3}, "Digits: 3 in all numbers");
        row(RenumberRule{.add = 1, .pad = 2, .which = RenumberRule::Which::Nth, .nth = 2}, "Add 1 to number 2, digits: 2");
        row(SwapRule{.separator = "-"}, "Swap the parts at -");
        row(DateRule{}, "Date of the last change as yyyy-MM-dd, at the start");
        row(DateRule{.source = DateRule::Source::Btime, .place = {.at = Place::At::Suffix}}, "Date of creation as yyyy-MM-dd, at the end");
        row(DateRule{.source = DateRule::Source::Now, .format = "yy"}, "Date of today as yy, at the start");
        row(DateRule{.source = DateRule::Source::Name, .read = "yyMMdd"}, "Dates like yyMMdd as yyyy-MM-dd");
    }
    void aFoldedRuleSaysWhatItDoes()
    {
        QFETCH(QString, summary);
        QTEST(summary, "text");
    }

    void whatIsCleanedForIsSummedUp()
    {
        everyCodeHasItsOwn(CleanRule::For::Portable, CleanRule::For::Url, [](auto target) { return ruleSummary(CleanRule{target}); });
    }

    void transformsAreSummedUp()
    {
        std::set<QString> seen;
        for (const char *to : {"ascii", "latin", "pinyin", "de-ASCII"})
            seen.insert(ruleSummary(TransliterateRule{to}));
        QCOMPARE(seen.size(), 4u);
        QVERIFY(ruleSummary(TransliterateRule{"%1"}).contains(QStringLiteral("%1")));
    }

    void decodingIsSummedUp()
    {
        std::set<QString> seen;
        for (const DecodeRule &rule :
            {DecodeRule(), DecodeRule{Bytes("GBK")}, DecodeRule{DecodeRule::Repair::DoubleUtf8}, DecodeRule{DecodeRule::Repair::Percent}})
            seen.insert(ruleSummary(rule));
        QCOMPARE(seen.size(), 4u);
        QCOMPARE(ruleSummary(DecodeRule{Bytes("GBK")}), QStringLiteral("Names are in GBK"));
        QCOMPARE(ruleSummary(DecodeRule{DecodeRule::Repair::Percent}), QStringLiteral("Decode %E4%BD%A0"));
    }

    void normalFormsAreSummedUp()
    {
        everyCodeHasItsOwn(NormaliseRule::Form::Nfc, NormaliseRule::Form::Nfkd, [](auto form) { return ruleSummary(NormaliseRule{form}); });
        QCOMPARE(ruleSummary(NormaliseRule{NormaliseRule::Form::Nfkc}), QStringLiteral("Unicode form NFKC"));
    }

    void errorsShowOddNames()
    {
        const Error error{.code = ErrorCode::AlreadyExists, .operation = "rename", .path = "/w/caf\xe9\n", .detail = {}};
        QVERIFY(errorWithPath(error).startsWith(QStringLiteral("/w/caf<E9>↵: ")));
    }

    void counts_data()
    {
        QTest::addColumn<int>("deed");
        QTest::addColumn<qint64>("n");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("undo");
        const auto row = [](const char *name, Deed deed, qint64 n, const char *button, const char *undo) {
            QTest::newRow(name) << int(deed) << n << button << undo;
        };
        row("none", Deed::Rename, 0, "Rename", "Undo Renaming of 0 Files");
        row("one", Deed::Rename, 1, "Rename 1 File", "Undo Renaming of 1 File");
        row("many", Deed::Rename, 1204, "Rename 1,204 Files", "Undo Renaming of 1,204 Files");
        row("million", Deed::Rename, 1000000, "Rename 1,000,000 Files", "Undo Renaming of 1,000,000 Files");
        row("move none", Deed::Move, 0, "Move", "Undo Moving of 0 Files");
        row("move one", Deed::Move, 1, "Move 1 File", "Undo Moving of 1 File");
        row("move many", Deed::Move, 1204, "Move 1,204 Files", "Undo Moving of 1,204 Files");
        row("change none", Deed::Change, 0, "Change", "Undo Changing of 0 Files");
        row("change one", Deed::Change, 1, "Change 1 File", "Undo Changing of 1 File");
        row("change many", Deed::Change, 1204, "Change 1,204 Files", "Undo Changing of 1,204 Files");
        row("copy none", Deed::Copy, 0, "Copy", "Undo Copying of 0 Files");
        row("copy one", Deed::Copy, 1, "Copy 1 File", "Undo Copying of 1 File");
        row("copy many", Deed::Copy, 1204, "Copy 1,204 Files", "Undo Copying of 1,204 Files");
        row("hard link", Deed::HardLink, 2, "Link 2 Files", "Undo Linking of 2 Files");
        row("symbolic link", Deed::SymbolicLink, 1, "Link 1 File", "Undo Linking of 1 File");
    }
    void counts()
    {
        QFETCH(int, deed);
        QFETCH(qint64, n);
        QFETCH(QString, button);
        QFETCH(QString, undo);
        QCOMPARE(primaryButtonText(Deed(deed), n), button);
        BatchInfo batch = batchOf(Deed(deed));
        batch.done = n;
        QCOMPARE(undoActionText(batch), undo);
    }

    void batchesSayWhatWasDone_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("sent");
        QTest::addColumn<int>("direction");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");
        const auto row = [](const char *kind, Direction direction, const char *one, const char *many, bool sent = false) {
            QTest::addRow("%s %d %d", kind, int(direction), int(sent)) << kind << sent << int(direction) << one << many;
        };
        row("rename", Direction::Do, "Renamed 1 file", "Renamed 3 files");
        row("rename", Direction::Undo, "Gave 1 file its old name back", "Gave 3 files their old names back");
        row("rename", Direction::Do, "Moved 1 file", "Moved 3 files", true);
        row("rename", Direction::Undo, "Moved 1 file back", "Moved 3 files back", true);
        row("copy", Direction::Do, "Copied 1 file", "Copied 3 files", true);
        row("remove-copies", Direction::Undo, "Removed 1 copy", "Removed 3 copies", true);
        row("copy", Direction::Redo, "Copied 1 file", "Copied 3 files", true);
        row("hardlink", Direction::Do, "Made 1 hard link", "Made 3 hard links", true);
        row("remove-hardlinks", Direction::Undo, "Removed 1 hard link", "Removed 3 hard links", true);
        row("symlink", Direction::Do, "Made 1 symbolic link", "Made 3 symbolic links", true);
        row("remove-symlinks", Direction::UndoInterrupted, "Removed 1 symbolic link", "Removed 3 symbolic links", true);
        row("of-a-later-version", Direction::Do, "Renamed 1 file", "Renamed 3 files");
    }
    void batchesSayWhatWasDone()
    {
        QFETCH(QString, kind);
        QFETCH(bool, sent);
        QFETCH(int, direction);
        QFETCH(QString, one);
        QFETCH(QString, many);
        RenameRecipe recipe;
        recipe.rules.push_back({.rule = TemplateRule{"\"destination\": {"}}); // a name like that is none
        if (sent)
            recipe.destination.folder = "out";
        BatchInfo batch;
        batch.kind = kind.toStdString();
        batch.description = writeRecipe(recipe);
        batch.direction = Direction(direction);
        batch.state = BatchState::Done;
        batch.done = 1;
        QCOMPARE(batchTitle(batch), one);
        batch.done = 3;
        QCOMPARE(batchTitle(batch), many);
    }

    void rowsSayWhatIsDone()
    {
        QCOMPARE(rowStatusText(RowStatus::Rename), QStringLiteral("Will be renamed"));
        QCOMPARE(rowStatusText(RowStatus::Rename, Deed::Move), QStringLiteral("Will be moved"));
        QCOMPARE(rowStatusText(RowStatus::Rename, Deed::Copy), QStringLiteral("Will be copied"));
        QCOMPARE(rowStatusText(RowStatus::Rename, Deed::HardLink), QStringLiteral("Will be linked"));
        QCOMPARE(rowResultText(RowResult::Done), QStringLiteral("Renamed"));
        QCOMPARE(rowResultText(RowResult::Done, Deed::Move), QStringLiteral("Moved"));
        QCOMPARE(rowResultText(RowResult::Done, Deed::Copy), QStringLiteral("Copied"));
        QCOMPARE(rowResultText(RowResult::Done, Deed::SymbolicLink), QStringLiteral("Linked"));
        QCOMPARE(summaryText(Deed::Rename, {.changed = 3}, 9000), QStringLiteral("3 of 9,000 will change"));
        QCOMPARE(summaryText(Deed::Copy, {.changed = 3}, 9000), QStringLiteral("3 of 9,000 will be copied"));
        QCOMPARE(doneCountText(Deed::Copy, 1), QStringLiteral("1 file copied"));
    }

    void reports_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QList<int>>("numbers"); // done, failed, skipped, cancelled, not planned
        QTest::addColumn<int>("direction");
        QTest::addColumn<QString>("text");
        const int done = int(Outcome::Done), cancelled = int(Outcome::Cancelled), failed = int(Outcome::Failed);
        const int act = int(Direction::Do), undo = int(Direction::Undo), finish = int(Direction::FinishInterrupted);
        QTest::newRow("all well") << done << QList<int>{1204, 0, 0, 0, 0} << act << "Renamed 1,204 files in 0.4 s.";
        QTest::newRow("one") << done << QList<int>{1, 0, 0, 0, 0} << act << "Renamed 1 file in 0.4 s.";
        QTest::newRow("some failed") << done << QList<int>{1200, 4, 0, 0, 0} << act << "Renamed 1,200 files; 4 failed.";
        QTest::newRow("failed and skipped") << done << QList<int>{5, 1, 2, 0, 0} << act << "Renamed 5 files; 1 failed, 2 skipped.";
        QTest::newRow("stopped") << cancelled << QList<int>{4211, 0, 0, 4789, 0} << act
                                 << "Stopped: 4,211 of 9,000 renamed; 4,789 not tried.";
        QTest::newRow("stopped by the first") << failed << QList<int>{0, 1, 0, 8, 0} << act
                                              << "Stopped: 0 of 9 renamed; 1 failed, 8 not tried.";
        QTest::newRow("all failed") << done << QList<int>{0, 2, 0, 0, 0} << act << "Nothing was renamed; 2 failed.";
        QTest::newRow("nothing to finish") << done << QList<int>{0, 0, 0, 0, 0} << finish << "Every file is where it should be.";
        QTest::newRow("undone") << done << QList<int>{3, 0, 0, 0, 0} << undo << "Gave 3 files their old names back in 0.4 s.";
        QTest::newRow("undone in part") << done << QList<int>{3, 0, 0, 0, 2} << undo
                                        << "Gave 3 files their old names back; 2 could not be taken back.";
        QTest::newRow("undo stopped") << cancelled << QList<int>{3, 0, 0, 6, 0} << undo
                                      << "Stopped: 3 of 9 have their old names back; 6 not tried.";
        QTest::newRow("nothing undone") << done << QList<int>{0, 2, 0, 0, 1} << undo
                                        << "No file got its old name back; 2 failed, 1 could not be taken back.";
    }
    void reports()
    {
        QFETCH(int, outcome);
        QFETCH(QList<int>, numbers);
        QFETCH(int, direction);
        QFETCH(QString, text);
        JobReport report;
        report.outcome = Outcome(outcome);
        report.done = numbers[0];
        report.failed = numbers[1];
        report.skipped = numbers[2];
        report.cancelled = numbers[3];
        report.seconds = 0.41;
        QCOMPARE(reportText(report, {Direction(direction), Deed::Rename, numbers[4]}), text);
    }

    void reportsOfTransfers_data()
    {
        QTest::addColumn<int>("deed");
        QTest::addColumn<int>("direction");
        QTest::addColumn<QList<int>>("numbers"); // done, failed, cancelled, not planned
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, Deed deed, Direction direction, const QList<int> &numbers, const char *text) {
            QTest::newRow(name) << int(deed) << int(direction) << numbers << text;
        };
        const Direction act = Direction::Do, undo = Direction::Undo;
        row("moved", Deed::Move, act, {3, 0, 0, 0}, "Moved 3 files to /home/me/out in 0.4 s.");
        row("moved back", Deed::Move, undo, {3, 0, 0, 0}, "Moved 3 files back in 0.4 s.");
        row("copied", Deed::Copy, act, {3, 0, 0, 0}, "Copied 3 files to /home/me/out in 0.4 s.");
        row("copied in part", Deed::Copy, act, {1, 2, 0, 0}, "Copied 1 file to /home/me/out; 2 failed.");
        row("nothing copied", Deed::Copy, act, {0, 2, 0, 0}, "Nothing was copied; 2 failed.");
        row("stopped", Deed::Copy, act, {1, 0, 8, 0}, "Stopped: 1 of 9 copied; 8 not tried.");
        row("linked", Deed::HardLink, act, {3, 0, 0, 0}, "Made 3 hard links in /home/me/out in 0.4 s.");
        row("linked by sign", Deed::SymbolicLink, act, {1, 0, 0, 0}, "Made 1 symbolic link in /home/me/out in 0.4 s.");
        row("removed", Deed::RemoveCopies, undo, {3, 0, 0, 0}, "Removed 3 copies from /home/me/out in 0.4 s.");
        row("removed in part", Deed::RemoveCopies, undo, {2, 0, 0, 1}, "Removed 2 copies from /home/me/out; 1 could not be taken back.");
        row("none removed", Deed::RemoveCopies, undo, {0, 1, 0, 0}, "Nothing was removed; 1 failed.");
        row("removing stopped", Deed::RemoveSymbolicLinks, undo, {1, 0, 2, 0}, "Stopped: 1 of 3 removed; 2 not tried.");
    }
    void reportsOfTransfers()
    {
        QFETCH(int, deed);
        QFETCH(int, direction);
        QFETCH(QList<int>, numbers);
        QFETCH(QString, text);
        JobReport report;
        report.outcome = numbers[2] > 0 ? Outcome::Cancelled : Outcome::Done;
        report.done = numbers[0];
        report.failed = numbers[1];
        report.cancelled = numbers[2];
        report.seconds = 0.41;
        QCOMPARE(reportText(report, {Direction(direction), Deed(deed), numbers[3], "/home/me/out"}), text);
    }

    void fatalReports()
    {
        JobReport report;
        report.outcome = Outcome::Failed;
        report.fatal = Error{.code = ErrorCode::NoSpace, .operation = "write history", .path = "/s", .detail = {}};
        QCOMPARE(reportText(report, {}), QStringLiteral("Nothing was renamed: /s: The disk is full"));
        // Once it was begun, what became of the files comes first.
        report.batch = 1;
        report.done = 3;
        QCOMPARE(reportText(report, {}), QStringLiteral("Renamed 3 files in under 0.1 s. /s: The disk is full"));
    }

    void sizes_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << "0 bytes";
        QTest::newRow("one") << qint64(1) << "1 byte";
        QTest::newRow("few") << qint64(999) << "999 bytes";
        QTest::newRow("below ten") << qint64(7'300) << "7.3 kB";
        QTest::newRow("nearly ten") << qint64(9'980) << "10 kB";
        QTest::newRow("ten") << qint64(10'400) << "10 kB";
        QTest::newRow("large") << qint64(2'340'000'000) << "2.3 GB";
    }
    void sizes()
    {
        QFETCH(qint64, bytes);
        QFETCH(QString, text);
        QCOMPARE(sizeText(bytes), text);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("moment") << qint64(40) << "under 0.1 s";
        QTest::newRow("short") << qint64(420) << "0.4 s";
        QTest::newRow("seconds") << qint64(42'300) << "42 s";
        QTest::newRow("minutes") << qint64(130'000) << "2 min 10 s";
        QTest::newRow("hours") << qint64(3'720'000) << "1 h 2 min";
    }
    void durations()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(durationText(ms), text);
    }

    void batches()
    {
        BatchInfo batch;
        batch.done = 12;
        batch.rows = 20;
        batch.state = BatchState::Cancelled;
        QCOMPARE(batchTitle(batch), QStringLiteral("Renamed 12 files"));
        QCOMPARE(batchStateText(batch), QStringLiteral("stopped after 12 of 20"));
        batch.state = BatchState::Failed;
        QCOMPARE(batchStateText(batch), QStringLiteral("stopped by an error after 12 of 20"));
        batch.state = BatchState::Done;
        batch.reversedBy = 3;
        QCOMPARE(batchStateText(batch), QStringLiteral("taken back"));
        batch.state = BatchState::Failed;
        QCOMPARE(batchStateText(batch), QStringLiteral("stopped by an error after 12 of 20 · taken back"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestUiText)
#include "tst_ui_text.moc"
