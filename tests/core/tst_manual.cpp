// SPDX-License-Identifier: GPL-3.0-or-later
// Every example of a rule, a template and a recipe in the manual, and that nothing a recipe can say is without one.
#include "core/rename/compiled_recipe.h"
#include "core/rename/name_warnings.h"
#include "core/rename/recipe/recipe_json_names.h"
#include "core/rename/template/template_filter.h"
#include "core/rename/template/template_token.h"
#include "tests/support/manual.h"
#include "tests/support/manual_samples.h"
#include "tests/support/recipe_generator.h"

#include <QtTest>

#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr std::size_t kFewestRules = 120; // a manual that was not read has none
constexpr std::size_t kFewestTemplates = 70;
constexpr std::size_t kFewestRecipes = 10;

const QMap<QString, ManualPage> &pages()
{
    static const QMap<QString, ManualPage> all = manualPages(QFINDTESTDATA("../../resources/manual"));
    return all;
}

/// "\xd5" stands for a byte, "\u{301}" for a character that nobody could see alone.
Bytes nameOf(const QString &text)
{
    Bytes name;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.mid(i, 2) == QLatin1String("\\x")) {
            name += char(text.mid(i + 2, 2).toInt(nullptr, 16));
            i += 3;
        } else if (text.mid(i, 3) == QLatin1String("\\u{")) {
            const qsizetype end = text.indexOf(u'}', i);
            const char32_t code = text.mid(i + 3, end - i - 3).toUInt(nullptr, 16);
            name += QString::fromUcs4(&code, 1).toStdString();
            i = end;
        } else {
            name += QString(text[i]).toStdString();
        }
    }
    return name;
}

std::vector<Bytes> namesIn(const QString &cell)
{
    std::vector<Bytes> names;
    for (const ManualItem &item : manualItems(cell))
        names.push_back(item.isCode ? nameOf(item.text) : "*" + item.text.toStdString() + "*");
    return names;
}

Bytes codeIn(const QString &cell)
{
    const auto items = manualItems(cell);
    return items.size() == 1 && items[0].isCode ? items[0].text.toStdString() : Bytes();
}

/// What the cell stands for, as a whole recipe.
Bytes recipeText(const ManualTableRow &row)
{
    const Bytes code = codeIn(row.cells.value(0));
    Bytes inner = code;
    if (row.table == QLatin1String("rules"))
        inner = "\"rules\": [" + code + "]";
    if (row.table == QLatin1String("templates"))
        return writeRecipe({.rules = {{TemplateRule{.text = code}, Scope::Name}}});
    return "{\"bulkhead\": 1, \"job\": \"rename\", " + inner + "}";
}

void addTable(const QString &table, std::size_t fewest)
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto rows = manualTable(pages(), table);
    QVERIFY2(rows.size() >= fewest, qPrintable(QString::number(rows.size())));
    for (const ManualTableRow &row : rows) {
        QTest::newRow(qUtf8Printable(row.where)) << QString::fromStdString(recipeText(row)) << row.cells.value(1) << row.cells.value(2);
    }
}

/// Files that the pages show, for rules that read them.
const std::map<Bytes, Bytes> &lists()
{
    static const std::map<Bytes, Bytes> all = [] {
        std::map<Bytes, Bytes> files;
        for (const ManualBlock &block : manualBlocks(pages())) {
            if (block.comment.startsWith(QLatin1String("file: ")))
                files[block.comment.mid(6).toStdString()] = block.lines.join(u'\n').toStdString() + "\n";
        }
        return files;
    }();
    return all;
}

QByteArray joined(const std::vector<Bytes> &names)
{
    Bytes all;
    for (const Bytes &name : names)
        all += name + " | ";
    return QByteArray::fromStdString(all);
}

void checkRow()
{
    QFETCH(QString, recipe);
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto parsed = parseRecipe(recipe.toStdString());
    QVERIFY2(std::holds_alternative<RenameRecipe>(parsed), qPrintable(recipe));
    const std::vector<Bytes> names = namesIn(before);
    const std::vector<Bytes> expected = namesIn(after);
    QVERIFY(!names.empty());
    QCOMPARE(joined(namesAfter(std::get<RenameRecipe>(parsed), names, lists())), joined(expected));
}

/// All recipes that the rows run, as one text.
QString allExamples()
{
    QString all;
    for (const char *table : {"rules", "templates", "recipes"}) {
        for (const ManualTableRow &row : manualTable(pages(), QLatin1String(table)))
            all += QString::fromStdString(codeIn(row.cells.value(0))) + u'\n';
    }
    return all;
}

template <class E>
void addWords(QStringList &words, std::span<const NamedValue<E>> names)
{
    for (const auto &entry : names)
        words.append(QLatin1String(entry.name));
}

/// Those that recipes use for one of several.
QStringList allWords()
{
    QStringList words;
    addWords<Scope>(words, kScopeNames);
    addWords<MatchMode>(words, kMatchModeNames);
    addWords<LetterMatch>(words, kLetterMatchNames);
    addWords<ReplaceRule::Which>(words, kOccurrenceNames);
    addWords<Place::At>(words, kPlaceNames);
    addWords<RemoveRule::What>(words, kWhatNames);
    addWords<TrimRule::Ends>(words, kEndsNames);
    addWords<SwapRule::From>(words, kFromNames);
    addWords<CaseRule::To>(words, kCaseNames);
    addWords<Counter::Base>(words, kBaseNames);
    addWords<Counter::Per>(words, kPerNames);
    addWords<Counter::Count>(words, kCountNames);
    addWords<ExtensionRule::Letters>(words, kExtensionCaseNames);
    addWords<bool>(words, kExtensionFromNames);
    addWords<CleanRule::For>(words, kCleanForNames);
    addWords<NormaliseRule::Form>(words, kFormNames);
    addWords<DateRule::Source>(words, kDateSourceNames);
    addWords<DecodeRule::Repair>(words, kRepairNames);
    addWords<ListRule::By>(words, kListByNames);
    addWords<RowOrder::By>(words, kOrderNames);
    addWords<ExtensionStyle>(words, kExtensionStyleNames);
    addWords<OnConflict>(words, kOnConflictNames);
    return words;
}

/// "swap.from", and "swap.from=end" where it is one of these words, of each rule in the recipe.
void addFields(std::set<QString> &fields, const Bytes &json, const QStringList &words)
{
    const auto recipe = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    for (const QJsonValue &value : recipe.value(QLatin1String("rules")).toArray()) {
        const QJsonObject rule = value.toObject();
        for (const QString &key : rule.keys()) {
            if (key == QLatin1String("enabled") || key == QLatin1String("scope"))
                continue;
            const QString field = rule.value(QLatin1String("rule")).toString() + u'.' + key;
            fields.insert(field);
            for (const QString &word : rule.value(key).toVariant().toStringList()) {
                if (words.contains(word))
                    fields.insert(field + u'=' + word);
            }
        }
    }
}

} // namespace

class TestManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data() { addTable(QStringLiteral("rules"), kFewestRules); }
    void rules() { checkRow(); }
    void templates_data() { addTable(QStringLiteral("templates"), kFewestTemplates); }
    void templates() { checkRow(); }
    void recipes_data() { addTable(QStringLiteral("recipes"), kFewestRecipes); }
    void recipes() { checkRow(); }

    void wholeRecipesParse();
    void everyTokenAndFilterHasAnExample();
    void everyFieldOfEveryRuleHasAnExample();
    void everyWordHasAnExample();
    void everyIssueIsExplained();
    void linksLeadSomewhere();
};

void TestManual::wholeRecipesParse()
{
    int count = 0;
    for (const ManualBlock &block : manualBlocks(pages())) {
        if (block.language != QLatin1String("json"))
            continue;
        ++count;
        const auto recipe = parseRecipe(block.lines.join(u'\n').toStdString());
        QVERIFY2(std::holds_alternative<RenameRecipe>(recipe), qPrintable(block.where));
        const auto compiled = compileRecipe(std::get<RenameRecipe>(recipe));
        QVERIFY2(std::holds_alternative<CompiledRecipeRef>(compiled), qPrintable(block.where));
    }
    QVERIFY(count >= 2);
}

void TestManual::everyTokenAndFilterHasAnExample()
{
    const QString examples = allExamples();
    QStringList missing;
    const auto tokens = templateTokenNames();
    QVERIFY(tokens.size() > 20);
    for (const BytesView token : tokens) {
        const QString name = QString::fromUtf8(token.data(), qsizetype(token.size()));
        if (!examples.contains(QRegularExpression(QStringLiteral("\\{%1[}:|@]").arg(QRegularExpression::escape(name)))))
            missing.append(u'{' + name + u'}');
    }
    const auto filters = templateFilterNames();
    QVERIFY(filters.size() > 10);
    for (const BytesView filter : filters) {
        const QString name = QString::fromUtf8(filter.data(), qsizetype(filter.size()));
        if (!examples.contains(QRegularExpression(QStringLiteral("\\{[^}]*\\|%1[}:|]").arg(name))))
            missing.append(u'|' + name);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
}

// What the writer of recipes writes for arbitrary rules are the fields and words that there are.
void TestManual::everyFieldOfEveryRuleHasAnExample()
{
    const QStringList words = allWords();
    std::set<QString> shown;
    for (const ManualTableRow &row : manualTable(pages(), QStringLiteral("rules")))
        addFields(shown, recipeText(row), words);
    std::set<QString> known;
    shown.insert(QStringLiteral("keep.what=accents")); // read as those of `remove` are, but no kind to keep
    rc::Random random(1);
    const auto any = anyRule();
    for (int i = 0; i < 3000; ++i)
        addFields(known, writeRecipe({.rules = {any(random.split(), rc::kNominalSize).value()}}), words);
    QVERIFY2(known.size() > 130, qPrintable(QString::number(known.size())));
    QStringList missing;
    std::set_difference(known.begin(), known.end(), shown.begin(), shown.end(), std::back_inserter(missing));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
}

void TestManual::everyWordHasAnExample()
{
    const QStringList words = allWords();
    const QString examples = allExamples();
    QStringList missing;
    for (const QString &word : words) {
        if (!examples.contains(u'"' + word + u'"') && !examples.contains(u'=' + word))
            missing.append(word);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
}

void TestManual::everyIssueIsExplained()
{
    QStringList missing;
    for (int i = 1; i <= int(RowIssue::OnlyCopy); ++i) {
        const QString name = QLatin1String(rowIssueName(RowIssue(i)));
        if (!pages().value(QStringLiteral("problems.md")).text.contains(QStringLiteral("| `%1` | ").arg(name)))
            missing.append(name);
    }
    for (const NameWarning warning : kNameWarnings) {
        const QString name = QLatin1String(nameWarningName(warning));
        if (!pages().value(QStringLiteral("problems.md")).text.contains(QStringLiteral("| `%1` | ").arg(name)))
            missing.append(name);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
}

void TestManual::linksLeadSomewhere()
{
    int count = 0;
    for (const ManualPage &page : pages()) {
        for (const ManualLink &link : page.links) {
            ++count;
            QVERIFY2(pages().contains(link.page), qPrintable(link.where + QStringLiteral(" to ") + link.page));
            QVERIFY2(link.heading.isEmpty() || pages()[link.page].headings.contains(link.heading),
                qPrintable(link.where + QStringLiteral(" to ") + link.page + u'#' + link.heading));
        }
    }
    QVERIFY(count > 20);
    const ManualPage index = pages().value(QStringLiteral("index.md"));
    for (const ManualPage &page : pages()) {
        const bool isReached = page.name == QLatin1String("index.md") || page.name.startsWith(QLatin1String("man/"))
            || std::any_of(index.links.begin(), index.links.end(), [&](const ManualLink &link) { return link.page == page.name; });
        QVERIFY2(isReached, qPrintable(page.name + QStringLiteral(" is not in the index")));
    }
}

QTEST_APPLESS_MAIN(TestManual)
#include "tst_manual.moc"
