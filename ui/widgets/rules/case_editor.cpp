// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace bulkhead {

namespace {

/// Words parted by commas where there is one, and may have spaces inside then; else by spaces.
std::vector<Bytes> words(const QString &text)
{
    std::vector<Bytes> found;
    const QLatin1Char separator(text.contains(QLatin1Char(',')) ? ',' : ' ');
    for (const QString &part : text.split(separator)) {
        if (const QString word = part.trimmed(); !word.isEmpty())
            found.push_back(fromText(word));
    }
    return found;
}

QString joined(const std::vector<Bytes> &list)
{
    QString text;
    const bool spaces = std::any_of(list.begin(), list.end(), [](const Bytes &word) { return word.find(' ') != Bytes::npos; });
    for (const Bytes &word : list)
        text += toText(word) + QLatin1String(spaces ? ", " : " ");
    return text.trimmed();
}

/// The words as they were opened, unless the field says something else by now.
std::vector<Bytes> wordsOf(const QLineEdit &field, const std::vector<Bytes> &opened)
{
    return field.text() == joined(opened) ? opened : words(field.text());
}

class CaseEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(CaseEditor)

public:
    explicit CaseEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("case"), parent)
        , m_to(addChoice(QStringLiteral("to"), tr("To"),
              {tr("lower case"), tr("UPPER CASE"), tr("Title Case"), tr("Sentence case"), tr("Capitalise Each Word"), tr("iNVERT"),
                  tr("camelCase"), tr("PascalCase"), tr("snake_case"), tr("kebab-case")},
              tr("How the letters are to be written")))
        , m_keep(addText(QStringLiteral("keep"), tr("Leave"), QStringLiteral("NASA iPhone"),
              tr("Words that stay as written here; with commas between them, they may have spaces")))
        , m_small(addText(QStringLiteral("small"), tr("Small"), QStringLiteral("a an and of the"), tr("Words kept small inside a title")))
        , m_locale(addText(QStringLiteral("locale"), tr("Language"), tr("any"), tr("Only where letters depend on it: tr, az, lt, nl")))
    {
        finish(ScopeChoice::Offered);
        showWhatCounts();
        connect(m_to, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
    }

    Rule rule() const override
    {
        CaseRule rule;
        rule.to = CaseRule::To(m_to->currentIndex());
        rule.locale = fromText(m_locale->text().trimmed());
        rule.keep = wordsOf(*m_keep, m_opened.keep);
        rule.small = wordsOf(*m_small, m_opened.small);
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<CaseRule>(value);
        m_opened = rule;
        m_to->setCurrentIndex(int(rule.to));
        m_locale->setText(toText(rule.locale));
        m_keep->setText(joined(rule.keep));
        m_small->setText(joined(rule.small));
        showWhatCounts();
    }

private:
    void showWhatCounts() { setRowVisible(QStringLiteral("small"), m_to->currentIndex() == int(CaseRule::To::Title)); }

    CaseRule m_opened;
    QComboBox *m_to;
    QLineEdit *m_keep;
    QLineEdit *m_small;
    QLineEdit *m_locale;
};

} // namespace

RuleEditor *makeCaseEditor(QWidget *parent)
{
    return new CaseEditor(parent);
}

} // namespace bulkhead
