// SPDX-License-Identifier: GPL-3.0-or-later
// Times and permissions in the window: the control, what the rows say, the run and its undo. The disk is a real one.
#include "tests/ui/window_rig.h"

#include "core/base/text.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/rule_list.h"

#include <QCheckBox>
#include <QComboBox>

#include <sys/stat.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// IMG_1.jpg to IMG_3.jpg are to become trip1.jpg to trip3.jpg; the name that is not UTF-8 stays as it is.
struct Rig : WindowRig {
    Rig()
        : WindowRig(3)
    {
        session.scan().addPaths({folder.path("w")});
        typeRule(QStringLiteral("IMG_"), QStringLiteral("trip"));
    }
    bool isReady() const { return session.preview().state() == PreviewController::State::Ready && !session.scan().isEditing(); }
    bool waitUntilHeld()
    {
        return QTest::qWaitFor(
            [this] { return session.preview().state() == PreviewController::State::Held && !session.commit().isBusy(); });
    }
    bool waitUntilUndone()
    {
        return QTest::qWaitFor([this] { return !session.commit().isBusy() && !session.scan().isScanning() && isReady(); });
    }
    QVariant cell(BytesView name, int role = Qt::DisplayRole) const
    {
        const int row = files.viewRow(rowNamed(session.scan().list(), name));
        return row < 0 ? QVariant(QStringLiteral("(not shown)")) : files.index(row, FileTableModel::Status).data(role);
    }
    unsigned mode(const char *name) const
    {
        struct stat status = {};
        return ::lstat(folder.path(name).c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
    }

    RenameSession &session = window.session();
    FileTableModel &files = session.files();
    QCheckBox *wanted = find<QCheckBox>("attributesWanted");
    QComboBox *time = find<QComboBox>("attributesTime");
    QLineEdit *read = find<QLineEdit>("attributesRead");
    QLineEdit *shift = find<QLineEdit>("attributesShift");
    QLineEdit *permissions = find<QLineEdit>("attributesPermissions");
    QLabel *problem = find<QLabel>("attributesProblem");
};

} // namespace

class TestMainWindowAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreAskedForWhereTheyAreNeeded()
    {
        Rig rig;
        for (const QWidget *field :
            {static_cast<QWidget *>(rig.time), static_cast<QWidget *>(rig.shift), static_cast<QWidget *>(rig.permissions)})
            QVERIFY(!field->isVisible());
        rig.wanted->setChecked(true);
        QVERIFY(rig.time->isVisible() && rig.shift->isVisible() && rig.permissions->isVisible() && !rig.read->isVisible());
        rig.time->setCurrentIndex(2);
        QVERIFY(rig.read->isVisible());
        for (const QWidget *field : {static_cast<QWidget *>(rig.wanted), static_cast<QWidget *>(rig.time), static_cast<QWidget *>(rig.read),
                 static_cast<QWidget *>(rig.shift), static_cast<QWidget *>(rig.permissions)})
            QVERIFY2(!field->toolTip().isEmpty(), qPrintable(field->objectName()));
        QCOMPARE(rig.session.recipe().attributes, (NewAttributes{.time = NewAttributes::Time::Name, .read = "yyyy-MM-dd"}));
        rig.permissions->setText(QStringLiteral("600"));
        rig.wanted->setChecked(false);
        QCOMPARE(rig.session.recipe().attributes, NewAttributes());
        rig.wanted->setChecked(true); // who comes back finds what was typed
        QCOMPARE(rig.session.recipe().attributes,
            (NewAttributes{.time = NewAttributes::Time::Name, .read = "yyyy-MM-dd", .permissions = "600"}));
    }

    void mistakesAreToldBelowTheFields()
    {
        Rig rig;
        rig.wanted->setChecked(true);
        rig.permissions->setText(QStringLiteral("rw"));
        QTRY_VERIFY(rig.problem->isVisible());
        QVERIFY2(rig.problem->text().contains(QStringLiteral("chmod")), qPrintable(rig.problem->text()));
        QVERIFY(!rig.apply()->isEnabled());
        rig.permissions->setText(QStringLiteral("a+r"));
        QTRY_VERIFY(!rig.problem->isVisible());
    }

    void runAndUndo()
    {
        Rig rig;
        const unsigned before = rig.mode("w/IMG_1.jpg");
        QVERIFY(before != 0600);
        rig.wanted->setChecked(true);
        rig.permissions->setText(QStringLiteral("600"));
        rig.shift->setText(QStringLiteral("-1d"));
        QTRY_COMPARE(rig.cell("IMG_1.jpg").toString(), QStringLiteral("Will be renamed, new time and permissions"));
        QTRY_VERIFY(rig.isReady());
        QCOMPARE(rig.cell("caf\xe9.txt").toString(), QStringLiteral("New time and permissions"));
        QVERIFY(rig.cell("IMG_1.jpg", Qt::ToolTipRole).toString().contains(QStringLiteral("Permissions: 0600 (now 0")));
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QCOMPARE(rig.mode("w/trip1.jpg"), 0600U);
        QCOMPARE(rig.mode("w/caf\xe9.txt"), 0600U);
        rig.trigger("undo");
        QVERIFY(rig.waitUntilUndone());
        QCOMPARE(rig.mode("w/IMG_1.jpg"), before);
        QCOMPARE(rig.mode("w/caf\xe9.txt"), before);
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
        // The rows know what the files have now: the same again.
        QTRY_COMPARE(rig.cell("IMG_1.jpg").toString(), QStringLiteral("Will be renamed, new time and permissions"));
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QCOMPARE(rig.mode("w/trip1.jpg"), 0600U);
    }

    void filesThatKeepTheirNamesAreChanged()
    {
        Rig rig;
        rig.typeRule({}, {});
        rig.wanted->setChecked(true);
        rig.permissions->setText(QStringLiteral("600"));
        QTRY_VERIFY(rig.isReady());
        QCOMPARE(rig.apply()->text(), QStringLiteral("Change %1 Files").arg(rig.session.counts().changed));
        QCOMPARE(rig.cell("IMG_1.jpg").toString(), QStringLiteral("New permissions"));
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QCOMPARE(rig.cell("IMG_1.jpg").toString(), QStringLiteral("Changed"));
        QVERIFY2(rig.message().startsWith(QStringLiteral("Changed ")), qPrintable(rig.message()));
        QTRY_VERIFY(rig.find<QAction>("undo")->text().startsWith(QStringLiteral("Undo Changing of ")));
        rig.trigger("undo");
        QVERIFY(rig.waitUntilUndone());
        QVERIFY2(rig.message().contains(QStringLiteral("files back")), qPrintable(rig.message()));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void takenBackAsARuleIs()
    {
        Rig rig;
        auto &rules = *rig.find<RuleListWidget>("ruleList");
        rig.wanted->setChecked(true);
        rig.permissions->setText(QStringLiteral("600"));
        QCOMPARE(rig.session.recipe().attributes.permissions, Bytes("600"));
        rules.undo();
        QCOMPARE(rig.session.recipe().attributes, NewAttributes());
        rules.redo();
        QCOMPARE(rig.session.recipe().attributes.permissions, Bytes("600"));
        QCOMPARE(rig.permissions->text(), QStringLiteral("600"));
        QVERIFY(rig.wanted->isChecked());
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowAttributes)
#include "tst_main_window_attributes.moc"
