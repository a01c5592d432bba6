// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace bulkhead {

namespace {

class TrimEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(TrimEditor)

public:
    explicit TrimEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("trim"), parent)
        , m_characters(addText(QStringLiteral("what"), tr("Characters"), tr("white space"), tr("Any of these; nothing means white space")))
        , m_ends(addChoice(QStringLiteral("ends"), tr("Where"), {tr("At both ends"), tr("At the start"), tr("At the end")},
              tr("Where such characters are taken away")))
        , m_collapse(new QCheckBox(tr("Runs inside become one"), this))
    {
        m_collapse->setToolTip(tr("Where several stand side by side inside the name, one stays"));
        m_collapse->setAccessibleName(m_collapse->text());
        addOption(QStringLiteral("collapse"), m_collapse);
        connect(m_collapse, &QCheckBox::toggled, this, &RuleEditor::changed);
        finish(ScopeChoice::Offered);
    }

    Rule rule() const override
    {
        return TrimRule{fromText(m_characters->text()), TrimRule::Ends(m_ends->currentIndex()), m_collapse->isChecked()};
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<TrimRule>(value);
        m_characters->setText(toText(rule.characters));
        m_ends->setCurrentIndex(int(rule.ends));
        m_collapse->setChecked(rule.collapse);
    }

private:
    QLineEdit *m_characters;
    QComboBox *m_ends;
    QCheckBox *m_collapse;
};

} // namespace

RuleEditor *makeTrimEditor(QWidget *parent)
{
    return new TrimEditor(parent);
}

} // namespace bulkhead
