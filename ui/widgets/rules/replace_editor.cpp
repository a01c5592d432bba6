// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <limits>

namespace bulkhead {

namespace {

constexpr int kMostOccurrences = std::numeric_limits<int>::max();

class ReplaceEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(ReplaceEditor)

public:
    explicit ReplaceEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("replace"), parent)
        , m_find(addText(QStringLiteral("find"), tr("Find"), tr("text in the name"), tr("What to look for")))
        , m_with(addText(QStringLiteral("with"), tr("With"), tr("nothing"),
              tr("What to put there: text and tokens like {n} or {parent}. With a regular expression also $1, ${name}, \\U \\L \\E")))
        , m_occurrences(addChoice(QStringLiteral("occurrences"), tr("Which"),
              {tr("All"), tr("The first"), tr("The last"), tr("Number ...")}, tr("Which of the places where it is found")))
        , m_nth(new QSpinBox(this))
        , m_letters(addToggle(QStringLiteral("case"), QStringLiteral("Aa"), tr("Upper and lower case matter")))
        , m_wholeWord(addToggle(QStringLiteral("whole_word"), QStringLiteral("W"), tr("Whole words only")))
        , m_wildcard(
              addToggle(QStringLiteral("wildcard"), QStringLiteral("*?"), tr("Wildcards: * any text, ? one character, [a-z], {this,that}")))
        , m_regex(addToggle(QStringLiteral("regex"), QStringLiteral(".*"), tr("Regular expression")))
    {
        m_nth->setRange(-kMostOccurrences, kMostOccurrences);
        m_nth->setToolTip(tr("1 is the first, -1 the last"));
        addRow(QStringLiteral("nth"), tr("Number"), m_nth);
        finish(ScopeChoice::Offered);
        m_letters->setChecked(true);
        m_nth->setValue(1);
        showWhatCounts();
        connect(m_nth, &QSpinBox::valueChanged, this, [this] { Q_EMIT typed(m_nth); });
        connect(m_occurrences, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
        // Wildcards and regular expressions exclude each other.
        connect(m_wildcard, &QToolButton::toggled, this, [this](bool on) {
            if (on)
                m_regex->setChecked(false);
        });
        connect(m_regex, &QToolButton::toggled, this, [this](bool on) {
            if (on)
                m_wildcard->setChecked(false);
        });
    }

    bool isBlank() const override { return m_find->text().isEmpty(); }

    Rule rule() const override
    {
        ReplaceRule rule;
        rule.find = fromText(m_find->text());
        rule.with = fromText(m_with->text());
        rule.mode = m_regex->isChecked() ? MatchMode::Regex : m_wildcard->isChecked() ? MatchMode::Wildcard : MatchMode::Text;
        rule.letters = m_letters->isChecked() ? LetterMatch::Match : LetterMatch::Ignore;
        rule.occurrences = ReplaceRule::Which(m_occurrences->currentIndex());
        if (rule.occurrences == ReplaceRule::Which::Nth)
            rule.nth = m_nth->value();
        rule.wholeWord = m_wholeWord->isChecked();
        return rule;
    }

    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<ReplaceRule>(value);
        m_find->setText(toText(rule.find));
        m_with->setText(toText(rule.with));
        m_regex->setChecked(rule.mode == MatchMode::Regex);
        m_wildcard->setChecked(rule.mode == MatchMode::Wildcard);
        m_letters->setChecked(rule.letters == LetterMatch::Match);
        m_occurrences->setCurrentIndex(int(rule.occurrences));
        m_nth->setValue(rule.nth);
        m_wholeWord->setChecked(rule.wholeWord);
        showWhatCounts();
    }

private:
    void showWhatCounts() { setRowVisible(QStringLiteral("nth"), m_occurrences->currentIndex() == int(ReplaceRule::Which::Nth)); }

    QLineEdit *m_find;
    QLineEdit *m_with;
    QComboBox *m_occurrences;
    QSpinBox *m_nth;
    QToolButton *m_letters;
    QToolButton *m_wholeWord;
    QToolButton *m_wildcard;
    QToolButton *m_regex;
};

} // namespace

RuleEditor *makeReplaceEditor(QWidget *parent)
{
    return new ReplaceEditor(parent);
}

} // namespace bulkhead
