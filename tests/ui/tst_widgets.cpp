// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the window show, and where.
#include "tests/ui/window_rig.h"

#include "tests/support/sample_batch.h"
#include "ui/palette/outline_style.h"
#include "ui/palette/theme.h"
#include "ui/text/count_text.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/history_panel.h"
#include "ui/widgets/name_delegate.h"
#include "ui/widgets/primary_button.h"

#include <QClipboard>
#include <QComboBox>
#include <QDBusVariant>
#include <QHeaderView>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyleOptionButton>
#include <QTranslator>
#include <QWheelEvent>

#include <cmath>

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

class TestWidgets : public QObject
{
    Q_OBJECT

    /// Of sRGB, as WCAG 2 defines it.
    static double luminance(const QColor &color)
    {
        const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    }

private Q_SLOTS:
    void secondaryTextCanBeRead_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void secondaryTextCanBeRead()
    {
        QFETCH(bool, dark);
        const QPalette palette = makePalette(dark ? Shade::Dark : Shade::Light);
        const double text = luminance(palette.color(QPalette::PlaceholderText));
        for (const auto role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const double ground = luminance(palette.color(role));
            QVERIFY((std::max(text, ground) + 0.05) / (std::min(text, ground) + 0.05) >= 4.5);
        }
    }

    void linksFollowTheTheme()
    {
        Rig rig;
        const auto *link = rig.find<QPushButton>("starter0");
        QVERIFY(!link->text().isEmpty());
        for (const Shade shade : {Shade::Dark, Shade::Light}) {
            rig.window.setPalette(makePalette(shade));
            QCOMPARE(link->palette().color(QPalette::ButtonText), makePalette(shade).color(QPalette::Link));
        }
    }

    void withoutAPreferenceTheDesktopsPaletteDecides()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // nobody is asked
        const QPalette before = QApplication::palette();
        QApplication::setPalette(makePalette(Shade::Dark));
        ThemeSwitch themes(*qApp);
        const auto prefer = [&themes](uint scheme) {
            QMetaObject::invokeMethod(&themes, "settingChanged", Q_ARG(QString, QStringLiteral("org.freedesktop.appearance")),
                Q_ARG(QString, QStringLiteral("color-scheme")), Q_ARG(QDBusVariant, QDBusVariant(scheme)));
            return shadeOf(QApplication::palette());
        };
        QCOMPARE(prefer(0), Shade::Dark);
        QCOMPARE(prefer(2), Shade::Light);
        QCOMPARE(prefer(0), Shade::Dark);
        QApplication::setPalette(makePalette(Shade::Light));
        QCOMPARE(prefer(1), Shade::Dark);
        QApplication::setPalette(before);
    }

    void theFocusShowsOnABoxThatIsChecked_data()
    {
        QTest::addColumn<bool>("checked");
        QTest::newRow("checked") << true;
        QTest::newRow("not checked") << false;
    }
    void theFocusShowsOnABoxThatIsChecked()
    {
        QFETCH(bool, checked);
        const OutlineStyle style;
        const auto drawn = [&](QStyle::State focus) {
            QStyleOptionButton option;
            option.rect = QRect(0, 0, 16, 16);
            option.palette = makePalette(Shade::Light);
            option.state = QStyle::State_Enabled | (checked ? QStyle::State_On : QStyle::State_Off) | focus;
            QImage image(16, 16, QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            style.drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, nullptr);
            return image;
        };
        QVERIFY(drawn(QStyle::State_HasFocus) != drawn(QStyle::State_None));
    }

    void aNameThatMaySurpriseHasASignBesideThatOfItsState()
    {
        const auto drawn = [](bool warned) {
            QStandardItemModel model(1, FileTableModel::ColumnCount);
            const QModelIndex status = model.index(0, FileTableModel::Status);
            model.setData(status, int(FileTableModel::RowState::WillChange), FileTableModel::StateRole);
            model.setData(status, warned, FileTableModel::WarnedRole);
            QStyleOptionViewItem option;
            option.rect = QRect(0, 0, 40, 24);
            option.palette = makePalette(Shade::Light);
            QImage image(option.rect.size(), QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            NameDelegate().paint(&painter, option, status);
            return image;
        };
        const QRect arrow(0, 0, 20, 24);
        QCOMPARE(drawn(true).copy(arrow), drawn(false).copy(arrow));
        QVERIFY(drawn(true) != drawn(false));
    }

    void filesArePastedWhateverHasTheFocus()
    {
        Rig rig(3);
        for (const char *name : {"filterField", "replaceFind"}) {
            rig.trigger("clear");
            QTRY_COMPARE(rig.window.session().files().rowCount(), 0);
            auto *files = new QMimeData;
            files->setData(QStringLiteral("text/uri-list"), rig.uri("w"));
            QApplication::clipboard()->setMimeData(files);
            auto *field = rig.find<QLineEdit>(name);
            field->setFocus();
            QTRY_VERIFY(field->hasFocus());
            QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
            QTRY_COMPARE(rig.window.session().files().rowCount(), 4);
            QCOMPARE(field->text(), QString());
        }
    }

    void theWheelOverTheHeaderChangesNothing()
    {
        Rig rig;
        auto *what = rig.find<QComboBox>("whatBox");
        const QPointF at = what->rect().center();
        QWheelEvent event(at, what->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(what, &event);
        QCOMPARE(what->currentIndex(), 0);
    }

    void thePrimaryButtonHasRoomInEveryLanguage()
    {
        struct LongWords : QTranslator {
            bool isEmpty() const override { return false; }
            QString translate(const char *, const char *source, const char *, int) const override
            {
                return QLatin1String(source) == QLatin1String("Rename %Ln Files")
                    ? QStringLiteral("Give %Ln of These Files Their New Names")
                    : QString();
            }
        } translator;
        QApplication::installTranslator(&translator);
        const PrimaryButton button;
        const int room = button.sizeHint().width();
        const int words = QFontMetrics(button.font()).horizontalAdvance(primaryButtonText(Deed::Rename, 999'999));
        QApplication::removeTranslator(&translator);
        QVERIFY(room > words);
    }

    void columnsFitTheirRoom_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("history");
        QTest::newRow("narrow with history") << 900 << true;
        QTest::newRow("narrow") << 900 << false;
        QTest::newRow("usual with history") << 1180 << true;
        QTest::newRow("usual") << 1180 << false;
        QTest::newRow("wide with history") << 1600 << true;
    }
    void columnsFitTheirRoom()
    {
        QFETCH(int, width);
        QFETCH(bool, history);
        Rig rig;
        rig.window.resize(width, 560);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        rig.find<QAction>("history")->setChecked(history);
        auto *table = rig.find<QTableView>("previewTable");
        QTRY_COMPARE(rig.find<QWidget>("historyPanel")->isVisible(), history);
        QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
        QCOMPARE(rig.window.width(), width);
        QVERIFY(table->columnWidth(FileTableModel::Status) >= 150);
        QCOMPARE(table->horizontalHeader()->length(), table->viewport()->width());
    }

    void aNewBatchIsTheOneLookedAt()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        const auto *list = rig.find<QListView>("historyList");
        const HistoryController &history = rig.window.session().history();
        const auto renameTo = [&rig](const char *find, const char *with) {
            rig.typeRule(QLatin1String(find), QLatin1String(with));
            QTRY_VERIFY(rig.apply()->isEnabled());
            rig.apply()->click();
            QTRY_VERIFY(rig.folder.exists(Bytes("w/") + with + "1.jpg"));
            QTRY_VERIFY(!rig.window.session().commit().isBusy());
        };
        renameTo("IMG_", "a");
        QTRY_COMPARE(list->model()->rowCount(), 1);
        for (const bool shown : {false, true}) { // the batch before is current
            rig.find<QAction>("history")->setChecked(shown);
            const BatchId before = history.batches().front().id;
            rig.trigger("undo");
            QTRY_VERIFY(history.batches().front().id != before);
            QTRY_COMPARE(list->currentIndex().row(), 0);
            QTRY_VERIFY(!rig.window.session().commit().isBusy());
            if (!shown)
                renameTo("IMG_", "b");
        }
    }

    void forgettingKeepsThePlace()
    {
        const TempDir folder;
        const Bytes state = folder.path("state");
        BatchId ids[4];
        {
            const auto record = openSampleHistory(state);
            for (BatchId &id : ids)
                id = writeBatch(*record, sampleBatch(1));
        }
        JobRunner runner;
        HistoryController history(runner, makeLinuxFileSystem(), state);
        HistoryPanel panel(history);
        const auto *list = panel.findChild<QListView *>(QStringLiteral("historyList"));
        auto *forget = panel.findChild<QPushButton *>(QStringLiteral("historyForget"));
        history.refresh();
        QTRY_COMPARE(list->model()->rowCount(), 4);
        list->selectionModel()->setCurrentIndex(list->model()->index(2, 0), QItemSelectionModel::ClearAndSelect);
        const auto left = [&history] {
            std::vector<BatchId> numbers;
            for (const BatchInfo &batch : history.batches())
                numbers.push_back(batch.id);
            return numbers;
        };
        forget->click();
        QTRY_VERIFY((left() == std::vector{ids[3], ids[2], ids[0]}));
        forget->click();
        QTRY_VERIFY((left() == std::vector{ids[3], ids[2]}));
        forget->click();
        QTRY_VERIFY(left() == std::vector{ids[3]});
    }

    void withTheLastConflictGoneAllIsShown()
    {
        FilterChips chips;
        QSignalSpy filter(&chips, &FilterChips::filterChanged);
        const auto shown = [&filter] { return filter.last()[0].value<RowFilter>(); };
        chips.setFilter(RowFilter::Conflicts);
        chips.setCounts(5, RenamePlan::Counts{});
        QCOMPARE(shown(), RowFilter::Conflicts); // asked for, though there are none
        chips.setCounts(5, RenamePlan::Counts{.conflicts = 2});
        chips.setCounts(5, {}); // being counted
        QCOMPARE(shown(), RowFilter::Conflicts);
        chips.setCounts(5, RenamePlan::Counts{});
        QCOMPARE(shown(), RowFilter::All);
        chips.setFilter(RowFilter::Errors);
        chips.setCounts(5, RenamePlan::Counts{.errors = 1});
        chips.setCounts(5, RenamePlan::Counts{});
        QCOMPARE(shown(), RowFilter::All);
    }
};

BULKHEAD_UI_TEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
