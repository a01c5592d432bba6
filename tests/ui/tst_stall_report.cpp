// SPDX-License-Identifier: GPL-3.0-or-later
// What the program tells of itself: the facts, the report, the dialog.
#include "tests/ui/window_rig.h"

#include "ui/diagnostics/stall_report.h"
#include "ui/text/diagnostics_text.h"
#include "ui/widgets/diagnostics_dialog.h"

#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace bulkhead;
using namespace bulkhead::test;
using namespace std::chrono_literals;

class TestStallReport : public QObject
{
    Q_OBJECT

    static QJsonObject parsed(const Diagnostics &diagnostics)
    {
        const Bytes json = stallReportJson(diagnostics);
        return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    }
    static QJsonValue value(const QJsonObject &object, const char *name) { return object.value(QLatin1String(name)); }

    static StallMonitor::Readings someReadings()
    {
        StallMonitor::Readings readings;
        for (const auto wait : {1ms, 2ms, 70ms})
            readings.record.add(wait);
        readings.record.describe({.wait = 70ms, .at = 1500ms, .action = "apply", .event = "Timer to Table", .stack = {"paint (lib+0x1)"}});
        readings.measured = 3s;
        readings.firstFrame = 180ms;
        return readings;
    }

    static QStringList valuesLabelled(const QWidget *dialog, const QString &label)
    {
        QStringList values;
        for (const QLabel *value : dialog->findChildren<QLabel *>()) {
            if (value->accessibleName() == label)
                values << value->text();
        }
        return values;
    }

private Q_SLOTS:
    void tellsOfTheStalls()
    {
        const QJsonObject report = parsed({.known = {.stalls = someReadings()}});
        QCOMPARE(value(report, "bulkhead_stall_report").toInt(), 1);
        QCOMPARE(value(report, "first_frame_ms").toDouble(), 180.0);
        QCOMPARE(value(report, "measured_ms").toDouble(), 3000.0);
        QCOMPARE(value(report, "answers").toInt(), 3);
        QCOMPARE(value(report, "longest_ms").toDouble(), 70.0);
        QCOMPARE(value(report, "p99_ms").toDouble(), 70.0);
        QCOMPARE(value(report, "over_frame").toInt(), 1);
        QCOMPARE(value(report, "stalls").toInt(), 1);
        QCOMPARE(value(report, "histogram").toArray().size(), 3);
        const QJsonArray worst = value(report, "worst").toArray();
        QCOMPARE(worst.size(), 1);
        const QJsonObject stall = worst.first().toObject();
        QCOMPARE(value(stall, "ms").toDouble(), 70.0);
        QCOMPARE(value(stall, "at_ms").toDouble(), 1500.0);
        QCOMPARE(value(stall, "action").toString(), QStringLiteral("apply"));
        QCOMPARE(value(stall, "event").toString(), QStringLiteral("Timer to Table"));
        QCOMPARE(value(stall, "stack").toArray(), QJsonArray{QStringLiteral("paint (lib+0x1)")});
    }

    void whatIsNotKnownIsNull()
    {
        const QJsonObject report = parsed({});
        for (const char *name : {"first_frame_ms", "platform", "resident_bytes", "open_files", "open_files_limit", "history_bytes"})
            QVERIFY2(report.contains(QLatin1String(name)) && value(report, name).isNull(), name);
        QCOMPARE(value(report, "answers").toInt(-1), 0);
    }

    void looksAtTheProgramAndItsFolders()
    {
        WindowRig rig(20);
        QVERIFY(!diagnose(rig.window.diagnosticsRequest()).known.table);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        const Diagnostics found = diagnose(rig.window.diagnosticsRequest());
        QCOMPARE(found.known.filesListed, 21);
        QCOMPARE(found.known.pools.size(), 3u);
        QVERIFY(!found.known.stalls); // nothing is measured in this test
        QCOMPARE(found.folders, 1);
        QVERIFY(found.process.residentBytes > 1'000'000);
        QVERIFY(found.process.peakBytes >= found.process.residentBytes);
        QVERIFY(found.process.threads >= 1);
        QVERIFY(found.process.openFiles > 3);
        QVERIFY(!found.process.openFilesLimit || found.process.openFiles < found.process.openFilesLimit);
        QVERIFY(found.historyBytes > 0);
        QCOMPARE(found.fileSystems.size(), 1u);
        const FileSystemFacts &facts = found.fileSystems.front();
        QCOMPARE(facts.folder, rig.folder.path("w"));
        QCOMPARE(facts.folders, 1);
        QVERIFY(!facts.error);
        QVERIFY(!facts.kind.empty());
        QVERIFY(facts.maxNameBytes >= 143);
    }

    void aFolderThatIsGoneIsSaidToBe()
    {
        WindowRig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        rig.folder.remove("w");
        const Diagnostics found = diagnose(rig.window.diagnosticsRequest());
        QCOMPARE(found.fileSystems.size(), 1u);
        QVERIFY(found.fileSystems.front().error && found.fileSystems.front().error->code == ErrorCode::NotFound);
        const QJsonArray told = value(parsed(found), "file_systems").toArray();
        QCOMPARE(value(told.first().toObject(), "error").toString(), QStringLiteral("not-found"));
        QVERIFY(!diagnosticsText(found).isEmpty());
    }

    void isWrittenIntoTheFileThatIsThere()
    {
        const TempDir folder;
        folder.writeFile("report.json", Bytes(1000, 'x'));
        folder.makeHardLink("same", "report.json");
        QVERIFY(writeStallReport(folder.path("report.json"), "{}\n").ok());
        QCOMPARE(folder.readFile("same"), Bytes("{}\n"));
    }

    void whereItCannotBeWritten()
    {
        const TempDir folder;
        folder.writeFile("file");
        const Result<void> below = writeStallReport(folder.path("file/report.json"), "{}");
        QVERIFY(!below && below.error().code == ErrorCode::NotADirectory);
        QCOMPARE(below.error().path, folder.path("file/report.json"));
        const Result<void> nowhere = writeStallReport(folder.path("no/report.json"), "{}");
        QVERIFY(!nowhere && nowhere.error().code == ErrorCode::NotFound);
        QVERIFY(!folder.exists("no"));
    }

    void theDialogTellsItAndStaysUpToDate()
    {
        WindowRig rig(20);
        rig.trigger("diagnostics");
        auto *dialog = rig.find<QDialog>("diagnosticsDialog");
        QVERIFY(dialog && !dialog->isModal());
        const QString files = QStringLiteral("Files on the list");
        QTRY_COMPARE(valuesLabelled(dialog, files), QStringList{QStringLiteral("0")});
        rig.trigger("diagnostics");
        QCOMPARE(rig.window.findChildren<DiagnosticsDialog *>().size(), 1);

        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(valuesLabelled(dialog, files), QStringList{QStringLiteral("21")});
        dialog->findChild<QPushButton *>(QStringLiteral("diagnosticsCopy"))->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("  Files on the list: 21\n")));
        QVERIFY(copied.contains(QString::fromStdString(rig.folder.path("w"))));

        QPointer<QDialog> open = dialog;
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!open);
    }

    void whatIsDoneHasTheNameOfItsAction()
    {
        struct Looker : QObject {
            Bytes action;
            bool eventFilter(QObject *watched, QEvent *event) override
            {
                if (event->type() == QEvent::Show && watched->objectName() == QStringLiteral("diagnosticsDialog"))
                    action = EventTrail::place().action ? EventTrail::place().action : "none";
                return false;
            }
        } looker;
        qApp->installEventFilter(&looker);
        WindowRig rig;
        rig.trigger("diagnostics");
        QCOMPARE(looker.action, Bytes("diagnostics"));
        QVERIFY(!EventTrail::place().action);
    }

    void theLetterHasTheCallsOfTheLongestWaits()
    {
        const QString text = diagnosticsText({.known = {.stalls = someReadings()}});
        QVERIFY(text.contains(QStringLiteral("Longest wait: 70 ms")));
        QVERIFY(text.contains(QStringLiteral("apply, Timer to Table")));
        QVERIFY(text.contains(QStringLiteral("paint (lib+0x1)")));
    }
};

BULKHEAD_UI_TEST_MAIN(TestStallReport)
#include "tst_stall_report.moc"
