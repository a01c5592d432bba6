// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include <QComboBox>

namespace bulkhead {

namespace {

class NormaliseEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(NormaliseEditor)

public:
    explicit NormaliseEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("normalise"), parent)
        , m_form(addChoice(QStringLiteral("form"), tr("Form"),
              {tr("Composed (NFC)"), tr("Decomposed (NFD)"), tr("Composed, no variants (NFKC)"), tr("Decomposed, no variants (NFKD)")},
              tr("Composed: é is one character, as on Linux and Windows; decomposed: two, as on older Macs. Variants are ﬁ for fi, ② for "
                 "2, fullwidth letters")))
    {
        finish(ScopeChoice::Offered);
    }

    Rule rule() const override { return NormaliseRule{NormaliseRule::Form(m_form->currentIndex())}; }
    void setRule(const Rule &value) override { m_form->setCurrentIndex(int(std::get<NormaliseRule>(value).form)); }

private:
    QComboBox *m_form;
};

} // namespace

RuleEditor *makeNormaliseEditor(QWidget *parent)
{
    return new NormaliseEditor(parent);
}

} // namespace bulkhead
