// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/import_form.h"

#include "core/base/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <array>
#include <charconv>

namespace bulkhead {

namespace {

struct FormText {
    Q_DECLARE_TR_FUNCTIONS(FormText)
};

constexpr int kLongestText = 4096;
constexpr int kHighest = 1'000'000'000;

/// Makes fields that tell when they change.
class FormBase : public ImportForm
{
public:
    explicit FormBase(QWidget *parent)
        : ImportForm(parent)
        , m_layout(new QFormLayout(this))
    {
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->setVerticalSpacing(8);
        m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    }

protected:
    QLineEdit *addText(const QString &label, const char *name, const QString &placeholder = {})
    {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(QLatin1String(name));
        edit->setMaxLength(kLongestText);
        edit->setPlaceholderText(placeholder);
        edit->setAccessibleName(label);
        m_layout->addRow(label, edit);
        connect(edit, &QLineEdit::textChanged, this, &ImportForm::changed);
        return edit;
    }
    QCheckBox *makeBox(const QString &text, const char *name, bool isChecked = false)
    {
        auto *box = new QCheckBox(text, this);
        box->setObjectName(QLatin1String(name));
        box->setChecked(isChecked);
        connect(box, &QCheckBox::toggled, this, &ImportForm::changed);
        return box;
    }
    QSpinBox *makeNumber(const QString &label, const char *name, int from, int value)
    {
        auto *spin = new QSpinBox(this);
        spin->setObjectName(QLatin1String(name));
        spin->setRange(from, kHighest);
        spin->setValue(value);
        spin->setAccessibleName(label);
        connect(spin, &QSpinBox::valueChanged, this, &ImportForm::changed);
        return spin;
    }
    QComboBox *addChoice(const QString &label, const char *name, const QStringList &choices)
    {
        auto *combo = new QComboBox(this);
        combo->setObjectName(QLatin1String(name));
        combo->addItems(choices);
        combo->setAccessibleName(label);
        m_layout->addRow(label, combo);
        connect(combo, &QComboBox::currentIndexChanged, this, &ImportForm::changed);
        return combo;
    }
    void addInARow(const QString &label, std::initializer_list<QWidget *> widgets)
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        for (QWidget *widget : widgets)
            row->addWidget(widget);
        row->addStretch();
        m_layout->addRow(label, row);
    }
    QFormLayout &form() { return *m_layout; }

private:
    QFormLayout *m_layout;
};

Bytes textOf(const QLineEdit *edit)
{
    return fromText(edit->text());
}

class KRenameForm : public FormBase
{
public:
    explicit KRenameForm(QWidget *parent)
        : FormBase(parent)
        , m_name(addText(FormText::tr("Template"), "krenameName", QStringLiteral("$ ###")))
        , m_extension(addText(FormText::tr("Extension"), "krenameExtension"))
        , m_start(makeNumber(FormText::tr("Counter starts at"), "krenameStart", -kHighest, 1))
        , m_step(makeNumber(FormText::tr("Step of the counter"), "krenameStep", -kHighest, 1))
        , m_perFolder(makeBox(FormText::tr("Anew in each folder"), "krenamePerFolder"))
    {
        m_extension->setText(QStringLiteral("$"));
        addInARow(FormText::tr("Counter"), {m_start, new QLabel(FormText::tr("step"), this), m_step, m_perFolder});
    }
    bool isEmpty() const override { return m_name->text().isEmpty(); }
    ImportInput input() const override
    {
        return KRenameInput{.name = textOf(m_name),
            .extension = textOf(m_extension),
            .start = m_start->value(),
            .step = m_step->value(),
            .perFolder = m_perFolder->isChecked()};
    }
    QString labelOf(BytesView field) const override
    {
        return field == "extension" ? FormText::tr("Extension") : field == "name" ? FormText::tr("Template") : FormText::tr("Counter");
    }

private:
    QLineEdit *m_name;
    QLineEdit *m_extension;
    QSpinBox *m_start;
    QSpinBox *m_step;
    QCheckBox *m_perFolder;
};

class PowerRenameForm : public FormBase
{
public:
    explicit PowerRenameForm(QWidget *parent)
        : FormBase(parent)
        , m_find(addText(FormText::tr("Search for"), "powerFind"))
        , m_replace(addText(FormText::tr("Replace with"), "powerReplace", QStringLiteral("$YYYY ${start=1}")))
        , m_regex(makeBox(FormText::tr("Regular expression"), "powerRegex"))
        , m_all(makeBox(FormText::tr("All occurrences"), "powerAll"))
        , m_case(makeBox(FormText::tr("Case sensitive"), "powerCase"))
    {
        addInARow({}, {m_regex, m_all, m_case});
        m_scope = addChoice(FormText::tr("Apply to"), "powerScope",
            {FormText::tr("Name and extension"), FormText::tr("Name only"), FormText::tr("Extension only")});
        m_letters = addChoice(FormText::tr("Letters"), "powerLetters",
            {FormText::tr("As they are"), FormText::tr("lower case"), FormText::tr("UPPER CASE"), FormText::tr("Title Case"),
                FormText::tr("Capitalise Each Word")});
        m_time = addChoice(
            FormText::tr("Time"), "powerTime", {FormText::tr("Created"), FormText::tr("Last changed"), FormText::tr("Last read")});
    }
    bool isEmpty() const override { return m_find->text().isEmpty() && m_letters->currentIndex() == 0; }
    ImportInput input() const override
    {
        static constexpr std::array kScopes = {Scope::Name, Scope::Stem, Scope::Extension};
        static constexpr std::array kLetters = {CaseRule::To::Lower, CaseRule::To::Upper, CaseRule::To::Title, CaseRule::To::Capitalise};
        const int letters = m_letters->currentIndex();
        return PowerRenameInput{.find = textOf(m_find),
            .replace = textOf(m_replace),
            .regex = m_regex->isChecked(),
            .caseSensitive = m_case->isChecked(),
            .allOccurrences = m_all->isChecked(),
            .scope = kScopes.at(std::size_t(m_scope->currentIndex())),
            .letters = letters == 0 ? std::nullopt : std::optional(kLetters.at(std::size_t(letters - 1))),
            .time = PowerRenameInput::Time(m_time->currentIndex())};
    }
    QString labelOf(BytesView field) const override
    {
        return field == "replace" ? FormText::tr("Replace with") : FormText::tr("Search for");
    }

private:
    QLineEdit *m_find;
    QLineEdit *m_replace;
    QCheckBox *m_regex;
    QCheckBox *m_all;
    QCheckBox *m_case;
    QComboBox *m_scope;
    QComboBox *m_letters;
    QComboBox *m_time;
};

class F2Form : public FormBase
{
public:
    explicit F2Form(QWidget *parent)
        : FormBase(parent)
        , m_pairs{makePair(), makePair(), makePair(), makePair()} // first: Tab goes in the order they are made
        , m_more(new QPushButton(FormText::tr("Another Pair"), this))
        , m_literal(makeBox(FormText::tr("-s: plain text"), "f2Literal"))
        , m_ignoreCase(makeBox(FormText::tr("-i: any case"), "f2IgnoreCase"))
        , m_ignoreExtension(makeBox(FormText::tr("-e: not the extension"), "f2IgnoreExtension"))
        , m_limit(makeNumber(QStringLiteral("-l"), "f2Limit", -kHighest, 0))
        , m_perFolder(makeBox(QStringLiteral("--reset-index-per-dir"), "f2PerFolder"))
    {
        m_more->setObjectName(QStringLiteral("f2More"));
        m_more->setAutoDefault(false);
        m_literal->setToolTip(FormText::tr("What is looked for is plain text, no regular expression"));
        m_ignoreCase->setToolTip(FormText::tr("A and a are the same"));
        m_ignoreExtension->setToolTip(FormText::tr("The extension stays"));
        m_perFolder->setToolTip(FormText::tr("Counters begin anew in each folder"));
        m_limit->setToolTip(FormText::tr("How many matches are replaced; 0: all, below 0: from the end"));
        addInARow({}, {m_more});
        addInARow(FormText::tr("Options"), {m_literal, m_ignoreCase, m_ignoreExtension});
        addInARow(QStringLiteral("-l"), {m_limit, m_perFolder});
        connect(m_more, &QPushButton::clicked, this, [this] {
            showPairs(m_shown + 1);
            m_pairs[std::size_t(m_shown - 1)].find->setFocus();
        });
        showPairs(1);
    }
    bool isEmpty() const override
    {
        return std::all_of(m_pairs.begin(), m_pairs.end(), [](const Pair &pair) { return pair.isBlank(); });
    }
    ImportInput input() const override
    {
        F2Input input{.pairs = {},
            .literal = m_literal->isChecked(),
            .ignoreCase = m_ignoreCase->isChecked(),
            .ignoreExtension = m_ignoreExtension->isChecked(),
            .limit = m_limit->value(),
            .perFolder = m_perFolder->isChecked()};
        for (int i = 0; i < m_shown; ++i) {
            const Pair &pair = m_pairs[std::size_t(i)];
            if (!pair.isBlank())
                input.pairs.push_back({textOf(pair.find), textOf(pair.replace)});
        }
        return input;
    }
    QString labelOf(BytesView field) const override
    {
        if (field == "limit")
            return QStringLiteral("-l");
        const QString option = field.ends_with("replace") ? QStringLiteral("-r") : QStringLiteral("-f");
        return m_shown == 1 ? option : FormText::tr("%1 of pair %2", "option, which one").arg(option).arg(pairOf(field));
    }

private:
    struct Pair {
        QLineEdit *find = nullptr;
        QLineEdit *replace = nullptr;
        bool isBlank() const { return find->text().isEmpty() && replace->text().isEmpty(); }
    };

    Pair makePair()
    {
        const Pair pair{addText(QStringLiteral("-f"), "f2Find", FormText::tr("the whole name")),
            addText(QStringLiteral("-r"), "f2Replace", QStringLiteral("{f} {%03d}{ext}"))};
        pair.find->setAccessibleDescription(FormText::tr("What is looked for; empty: the whole name"));
        return pair;
    }

    /// "pairs[1].find" is the second of those that are not blank; the first on screen is 1.
    int pairOf(BytesView field) const
    {
        int left = 0;
        const char *digits = field.data() + field.find('[') + 1;
        std::from_chars(digits, field.data() + field.size(), left);
        for (int i = 0; i < m_shown; ++i) {
            if (!m_pairs[std::size_t(i)].isBlank() && left-- == 0)
                return i + 1;
        }
        return 1;
    }

    void showPairs(int count)
    {
        m_shown = count;
        for (int i = 0; i < int(m_pairs.size()); ++i) {
            for (QWidget *field : {m_pairs[std::size_t(i)].find, m_pairs[std::size_t(i)].replace}) {
                field->setVisible(i < count);
                form().labelForField(field)->setVisible(i < count);
            }
        }
        m_more->setEnabled(count < int(m_pairs.size()));
    }

    std::array<Pair, 4> m_pairs;
    int m_shown = 0;
    QPushButton *m_more;
    QCheckBox *m_literal;
    QCheckBox *m_ignoreCase;
    QCheckBox *m_ignoreExtension;
    QSpinBox *m_limit;
    QCheckBox *m_perFolder;
};

} // namespace

ImportForm *makeImportForm(ImportForm::Program program, QWidget *parent)
{
    switch (program) {
    case ImportForm::Program::KRename:
        return new KRenameForm(parent);
    case ImportForm::Program::PowerRename:
        return new PowerRenameForm(parent);
    case ImportForm::Program::F2:
        return new F2Form(parent);
    }
    return nullptr;
}

} // namespace bulkhead
