// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the foot of a rule card: what this one rule makes of the current row.
#include "tests/ui/window_rig.h"

#include "core/base/text.h"
#include "ui/controllers/example_controller.h"
#include "ui/text/example_text.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/rule_card.h"
#include "ui/widgets/rule_example_line.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/rules/rule_editor.h"

#include <QAbstractButton>
#include <QCheckBox>

#include <semaphore>

using namespace bulkhead;
using namespace bulkhead::test;

using Kind = RuleExample::Kind;

Q_DECLARE_METATYPE(RenameRecipe)

namespace {

constexpr char16_t kEllipsis = 0x2026;

RenameRecipe recipeOf(std::vector<RuleSlot> rules)
{
    RenameRecipe recipe;
    recipe.rules = std::move(rules);
    return recipe;
}

RuleSlot replace(BytesView find, BytesView with, Scope scope = Scope::Stem)
{
    return {ReplaceRule{.find = Bytes(find), .with = Bytes(with)}, scope, true};
}

QStringList texts(std::initializer_list<const char *> lines)
{
    QStringList list;
    for (const char *line : lines)
        list << QString::fromUtf8(line);
    return list;
}

RuleSlot off(RuleSlot slot)
{
    slot.enabled = false;
    return slot;
}

/// A list, a preview of it and the controller, without a window.
struct Rig {
    explicit Rig(const std::vector<Bytes> &names = {"IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"})
    {
        for (const Bytes &name : names)
            memory.addFile("/w/" + name);
        list = scanList(memory, {"/w"});
        QObject::connect(&examples, &ExampleController::exampleChanged, [this](const ExampleController::Example &) { ++told; });
    }
    void show(const RenameRecipe &recipe)
    {
        preview.setRecipe(recipe);
        preview.setList(list);
        QTRY_COMPARE(preview.state(), PreviewController::State::Ready);
    }
    void take(BytesView name) { examples.setRow(rowNamed(list, name)); }
    Bytes name() const { return examples.example().trace ? examples.example().trace->name : Bytes(); }
    RuleExample example(std::uint32_t rule) const { return ruleExample(*examples.example().trace, rule, true); }

    MemoryFileSystem memory;
    FileList list;
    JobRunner runner;
    FileTableModel model;
    PreviewController preview{runner, std::make_shared<FaultyFileSystem>(memory), model};
    ExampleController examples{preview};
    int told = 0;
};

struct CardsRig : WindowRig {
    explicit CardsRig(int files = 12)
        : WindowRig(files)
    {
    }
    void list() { window.session().scan().addPaths({folder.path("w")}); }
};

} // namespace

class TestRuleExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatEachRuleMakesOfARow_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<RenameRecipe>("recipe");
        QTest::addColumn<QStringList>("sentences");
        const RuleSlot bang{InsertRule{.text = "!", .place = {.at = Place::At::Suffix}}, Scope::Stem, true};
        const RuleSlot missing{TemplateRule{.text = "{exif:Model}"}, Scope::Stem, true};
        QTest::newRow("one change") << QByteArray("IMG_1.jpg") << recipeOf({replace("IMG_", "trip-")})
                                    << texts({"Example: IMG_1.jpg becomes trip-1.jpg"});
        QTest::newRow("each from what the one before made")
            << QByteArray("IMG_1.jpg") << recipeOf({replace("IMG_", "trip-"), bang})
            << texts({"Example: IMG_1.jpg becomes trip-1.jpg", "Example: trip-1.jpg becomes trip-1!.jpg"});
        QTest::newRow("no change") << QByteArray("IMG_1.jpg") << recipeOf({replace("x", "y"), bang})
                                   << texts({"Example: IMG_1.jpg, no change", "Example: IMG_1.jpg becomes IMG_1!.jpg"});
        QTest::newRow("switched off") << QByteArray("IMG_1.jpg") << recipeOf({off(replace("IMG", "x")), bang})
                                      << texts({"Example: IMG_1.jpg, no change", "Example: IMG_1.jpg becomes IMG_1!.jpg"});
        QTest::newRow("switched off behind a change")
            << QByteArray("IMG_1.jpg") << recipeOf({replace("IMG_", "trip-"), off(bang), off(bang)})
            << texts({"Example: IMG_1.jpg becomes trip-1.jpg", "Example: trip-1.jpg, no change", "Example: trip-1.jpg, no change"});
        QTest::newRow("nothing left") << QByteArray("IMG_1") << recipeOf({replace("IMG_1", "", Scope::Name)})
                                      << texts({"Example: IMG_1, the new name would be empty"});
        QTest::newRow("no value, and what is below")
            << QByteArray("IMG_1.jpg") << recipeOf({bang, missing, bang, off(bang)})
            << texts({"Example: IMG_1.jpg becomes IMG_1!.jpg", "Example: IMG_1!.jpg, a token has no value here",
                   "Example: IMG_1.jpg, stopped by a rule above", "Example: IMG_1.jpg, stopped by a rule above"});
        QTest::newRow("Chinese") << QByteArray("照片一.jpg") << recipeOf({replace("照片", "相片")})
                                 << texts({"Example: 照片一.jpg becomes 相片一.jpg"});
        QTest::newRow("not UTF-8") << QByteArray("caf\xe9.txt") << recipeOf({replace("caf", "Caf")})
                                   << texts({"Example: caf<E9>.txt becomes Caf<E9>.txt"});
        QTest::newRow("new folder") << QByteArray("a.jpg") << recipeOf({{TemplateRule{.text = "2024/{stem}"}, Scope::Stem, true}})
                                    << texts({"Example: a.jpg becomes 2024/a.jpg"});
        QTest::newRow("markup") << QByteArray("<b>a.jpg") << recipeOf({bang}) << texts({"Example: <b>a.jpg becomes <b>a!.jpg"});
        QTest::newRow("needs the whole batch") << QByteArray("IMG_2.jpg")
                                               << recipeOf({replace("IMG_2", "IMG_1"),
                                                      {NumberRule{.counter = {.per = Counter::Per::Stem}, .separator = "-"}, Scope::Stem,
                                                          true}})
                                               << texts({"Example: IMG_2.jpg becomes IMG_1.jpg", "Example: IMG_1.jpg becomes 2-IMG_1.jpg"});
    }
    void saysWhatEachRuleMakesOfARow()
    {
        QFETCH(QByteArray, name);
        QFETCH(RenameRecipe, recipe);
        QFETCH(QStringList, sentences);
        const Bytes bytes = name.toStdString();
        Rig rig(bytes == "IMG_2.jpg" ? std::vector<Bytes>{"IMG_1.jpg", bytes} : std::vector<Bytes>{bytes});
        rig.take(bytes);
        rig.preview.setRecipe(recipe);
        rig.preview.setList(rig.list);
        QTRY_VERIFY(rig.examples.example().trace);
        QStringList told;
        for (std::uint32_t rule = 0; rule < recipe.rules.size(); ++rule)
            told << exampleSentence(ruleExample(*rig.examples.example().trace, rule, recipe.rules[rule].enabled));
        QCOMPARE(told, sentences);
    }

    void aRowThatNoRuleNamesSaysWhy()
    {
        Rig rig;
        const RowId byHand = rowNamed(rig.list, "IMG_1.jpg");
        const RowId out = rowNamed(rig.list, "IMG_2.jpg");
        rig.list.names = std::make_shared<const std::unordered_map<RowId, Bytes>>(std::unordered_map<RowId, Bytes>{{byHand, "mine.jpg"}});
        std::vector<std::uint8_t> marks(rig.list.table->rowCount());
        marks[out] = MarkLeftOut;
        rig.list.marks = std::make_shared<const std::vector<std::uint8_t>>(marks);
        rig.show(replaceRecipe("IMG_", "trip-"));
        rig.examples.setRow(byHand);
        QTRY_COMPARE(rig.name(), Bytes("IMG_1.jpg"));
        QCOMPARE(exampleSentence(rig.example(0)), QStringLiteral("Example: IMG_1.jpg, named by hand"));
        rig.examples.setRow(out);
        QTRY_COMPARE(rig.name(), Bytes("IMG_2.jpg"));
        QCOMPARE(exampleSentence(rig.example(0)), QStringLiteral("Example: IMG_2.jpg, left out"));
    }

    /// While the worker is held at a gate nothing is told: it is not the window's thread that works it out. Of the rows that
    /// are asked for meanwhile only the last is worked out.
    void theNewestWins()
    {
        Rig rig;
        rig.take("IMG_1.jpg");
        rig.show(replaceRecipe("IMG_", "trip-"));
        QTRY_COMPARE(rig.name(), Bytes("IMG_1.jpg"));
        const int before = rig.told;
        std::binary_semaphore gate{0};
        auto held = rig.runner.computeForScreen([&gate] {
            gate.acquire();
            return 0;
        });
        for (const BytesView name : {"IMG_2.jpg", "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"})
            rig.take(name);
        QCoreApplication::processEvents();
        QCOMPARE(rig.told, before);
        gate.release();
        QTRY_COMPARE(rig.name(), Bytes("IMG_3.jpg"));
        QCOMPARE(rig.told, before + 1);
        QCOMPARE(held.result(), 0);
    }

    void ofRulesChangedMeanwhileNothingIsTold()
    {
        Rig rig;
        rig.take("IMG_1.jpg");
        rig.show(replaceRecipe("IMG_", "trip-"));
        QTRY_COMPARE(rig.name(), Bytes("IMG_1.jpg"));
        std::vector<Bytes> told;
        connect(&rig.examples, &ExampleController::exampleChanged, this,
            [&](const ExampleController::Example &now) { told.push_back(now.trace->steps.at(0).after); });
        rig.take("IMG_2.jpg");
        rig.preview.setRecipe(replaceRecipe("IMG_", "day-"));
        QTRY_COMPARE(rig.preview.state(), PreviewController::State::Ready);
        QTRY_VERIFY(!told.empty() && rig.name() == "IMG_2.jpg");
        QCOMPARE(told, std::vector<Bytes>{"day-2.jpg"});
    }

    void fitsAroundWhatDiffers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("letters"); ///< Room for so many.
        const auto mark = QLatin1String("XYZ");
        const QString longName = QString(30, QLatin1Char('a')) + mark + QString(30, QLatin1Char('b'));
        QTest::newRow("all of it fits") << QStringLiteral("short.jpg") << 0 << 5 << 40;
        QTest::newRow("in the middle") << longName << 30 << 3 << 20;
        QTest::newRow("at the start") << mark + QString(60, QLatin1Char('b')) << 0 << 3 << 20;
        QTest::newRow("at the end") << QString(60, QLatin1Char('a')) + mark << 60 << 3 << 20;
        QTest::newRow("longer than the room") << QLatin1Char('a') + QString(80, QLatin1Char('X')) + QLatin1Char('b') << 1 << 80 << 20;
        QTest::newRow("taken out") << longName << 30 << 0 << 20;
        QTest::newRow("Chinese") << QString(30, QChar(0x4e2d)) + mark + QString(30, QChar(0x6587)) << 30 << 3 << 30;
        QTest::newRow("as long as names get") << QString(40'000, QLatin1Char('a')) + mark + QString(20'000, QLatin1Char('b')) << 40'000 << 3
                                              << 20;
        QTest::newRow("pairs at the cut") << QString::fromUtf8("😀").repeated(1'000) << 0 << 2'000 << 20;
        QTest::newRow("no room") << longName << 30 << 3 << 0;
        QTest::newRow("empty") << QString() << 0 << 0 << 10;
    }
    void fitsAroundWhatDiffers()
    {
        QFETCH(QString, text);
        QFETCH(int, start);
        QFETCH(int, length);
        QFETCH(int, letters);
        const QFontMetricsF metrics(QApplication::font());
        const double width = letters * metrics.horizontalAdvance(QLatin1Char('m'));
        const FittedText fitted = fitText(text, {start, length}, metrics, width);
        if (letters > 0)
            QVERIFY2(metrics.horizontalAdvance(fitted.text) <= width + 1, qPrintable(fitted.text));
        else
            QVERIFY(fitted.text.size() <= 3); // an ellipsis for each part
        QVERIFY(fitted.range.start >= 0 && fitted.range.start + fitted.range.length <= fitted.text.size());
        QVERIFY(fitted.text.isValidUtf16());
        const QString shown = fitted.text.mid(fitted.range.start, fitted.range.length);
        if (letters > 0 && length <= 5) {
            QCOMPARE(shown, text.mid(start, length));
            QCOMPARE(fitted.range.start == 0, start == 0);
        } else if (length > 0) {
            QVERIFY(shown.contains(QChar(kEllipsis)));
        }
    }

    void theCardFollowsRuleAndRow()
    {
        CardsRig rig;
        auto *rules = rig.window.findChild<RuleListWidget *>();
        auto *line = rules->findChild<RuleExampleLine *>();
        QVERIFY(line->isHidden()); // nothing is listed
        rig.list();
        QTRY_VERIFY(line->isVisible());
        QTRY_COMPARE(line->text(), QStringLiteral("Example: caf<E9>.txt, no change")); // nothing is filled in, no row is current
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("trip-"));
        auto *table = rig.find<PreviewTable>("previewTable");
        const FileTableModel &files = rig.window.session().files();
        QVERIFY(table->goTo(rowNamed(files.contents().list, "IMG_3.jpg")));
        QTRY_COMPARE(line->text(), QStringLiteral("Example: IMG_3.jpg becomes trip-3.jpg"));
        QVERIFY(line->toolTip().contains(QStringLiteral("trip-3.jpg")));
        rig.find<QLineEdit>("replaceWith")->setText(QStringLiteral("day-"));
        QTRY_COMPARE(line->text(), QStringLiteral("Example: IMG_3.jpg becomes day-3.jpg"));
        rig.find<QCheckBox>("ruleEnabled")->setChecked(false);
        QTRY_COMPARE(line->text(), QStringLiteral("Example: IMG_3.jpg, no change"));
        rig.find<QCheckBox>("ruleEnabled")->setChecked(true);
        rig.find<QAbstractButton>("ruleFold")->setChecked(true);
        QVERIFY(line->isHidden());
        rig.find<QAbstractButton>("ruleFold")->setChecked(false);
        QVERIFY(line->isVisible());
    }

    void aMistakeKeepsTheLastExample()
    {
        CardsRig rig;
        rig.list();
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("trip-"));
        auto *line = rig.window.findChild<RuleExampleLine *>();
        auto *table = rig.find<PreviewTable>("previewTable");
        QTRY_VERIFY(rig.state() == PreviewController::State::Ready);
        table->goTo(rowNamed(rig.window.session().files().contents().list, "IMG_1.jpg"));
        QTRY_COMPARE(line->text(), QStringLiteral("Example: IMG_1.jpg becomes trip-1.jpg"));
        QVERIFY(!line->isStale());
        rig.find<QAbstractButton>("replaceRegex")->setChecked(true);
        rig.typeRule(QStringLiteral("("), QStringLiteral("trip-"));
        QTRY_VERIFY(line->isStale());
        QCOMPARE(line->text(), QStringLiteral("Example: IMG_1.jpg becomes trip-1.jpg"));
        rig.typeRule(QStringLiteral("(1)"), QStringLiteral("one"));
        QTRY_COMPARE(line->text(), QStringLiteral("Example: IMG_1.jpg becomes IMG_one.jpg"));
        QVERIFY(!line->isStale());
    }

    /// What a card shows is that of its rule, whatever cards without a rule stand between.
    void cardsThatTakeNoPartAreCounted()
    {
        RuleListWidget rules;
        RenameRecipe recipe = recipeOf({replace("IMG_", "trip-"), replace("", ""), replace("trip", "T")});
        rules.setRecipe(recipe);
        RowTrace trace{.name = "IMG_1.jpg"};
        trace.steps = {{0, "trip-1.jpg"}, {1, "T-1.jpg"}}; // the rule in the middle is not filled in, and no rule of the recipe
        rules.showExample({std::make_shared<const RowTrace>(trace), false, true});
        QStringList told;
        const auto read = [&] {
            told.clear();
            for (const RuleCard *card : rules.findChildren<RuleCard *>())
                told << card->findChild<RuleExampleLine *>()->text();
            return told;
        };
        const QStringList expected
            = texts({"Example: IMG_1.jpg becomes trip-1.jpg", "Example: trip-1.jpg, no change", "Example: trip-1.jpg becomes T-1.jpg"});
        QCOMPARE(read(), expected);
        rules.showExample({nullptr, false, true});
        QCOMPARE(read(), (QStringList{QString(), QString(), QString()}));
    }

    /// Every field says what it is and what it does, also those that only some choices bring.
    void everyFieldExplainsItself_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t kind = 0; kind < std::variant_size_v<Rule>; ++kind)
            QTest::newRow(ruleName(makeRule(kind))) << int(kind);
    }
    void everyFieldExplainsItself()
    {
        QFETCH(int, kind);
        RuleCard card({makeRule(std::size_t(kind)), Scope::Stem, true}, nullptr);
        int fields = 0;
        QStringList bare;
        for (const QWidget *field : card.findChildren<QWidget *>()) {
            const bool inPopup = field->window() != &card;
            if (inPopup || field->focusProxy() || !(field->focusPolicy() & Qt::TabFocus))
                continue;
            ++fields;
            if (field->toolTip().isEmpty() || field->accessibleName().isEmpty())
                bare << QLatin1String(field->metaObject()->className()) + QLatin1Char(' ') + field->objectName();
        }
        QCOMPARE(bare.join(QLatin1Char('\n')), QString());
        QVERIFY(fields > 3); // the head of the card has three
    }

    void afterARunThereIsNone()
    {
        CardsRig rig;
        rig.list();
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("trip-"));
        auto *line = rig.window.findChild<RuleExampleLine *>();
        QTRY_VERIFY(rig.apply()->isEnabled());
        QTRY_VERIFY(!line->text().isEmpty());
        rig.apply()->click();
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QTRY_COMPARE(line->text(), QString());
        QVERIFY(line->isVisible()); // nothing jumps
        rig.find<QLineEdit>("replaceFind")->setText(QStringLiteral("trip"));
        QTRY_VERIFY(!line->text().isEmpty());
    }
};

BULKHEAD_UI_TEST_MAIN(TestRuleExamples)
#include "tst_rule_examples.moc"
