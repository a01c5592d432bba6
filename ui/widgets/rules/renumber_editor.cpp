// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"
#include "ui/widgets/rules/wide_number.h"

#include <QComboBox>
#include <QSpinBox>

#include <limits>

namespace bulkhead {

namespace {

constexpr int kFarthest = std::numeric_limits<int>::max();
constexpr int kWidest = 64;
/// What the box for the width shows for "as it is": below the smallest width.
constexpr int kAsItIs = -1;

class RenumberEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(RenumberEditor)

public:
    explicit RenumberEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("renumber"), parent)
        , m_add(addWideNumber(
              QStringLiteral("add"), tr("Add"), tr("Added to the numbers that are in the name; may be negative. None goes below 0")))
        , m_pad(addNumber(QStringLiteral("pad"), tr("Digits"), kAsItIs, kWidest,
              tr("How wide the numbers become: zeros in front are added or taken away. 1 takes them all away")))
        , m_which(addChoice(QStringLiteral("which"), tr("Which"), {tr("All"), tr("The first"), tr("The last"), tr("Number ...")},
              tr("Which of the numbers in the name")))
        , m_nth(addNumber(QStringLiteral("nth"), tr("Number"), -kFarthest, kFarthest, tr("1 is the first, -1 the last")))
    {
        finish(ScopeChoice::Offered);
        m_pad->setSpecialValueText(tr("as they are"));
        m_pad->setValue(kAsItIs);
        m_nth->setValue(1);
        showWhatCounts();
        connect(m_which, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
    }

    bool isBlank() const override { return m_add->value() == 0 && m_pad->value() == kAsItIs; }

    Rule rule() const override
    {
        RenumberRule rule{.add = m_add->value(), .which = RenumberRule::Which(m_which->currentIndex())};
        if (m_pad->value() != kAsItIs)
            rule.pad = m_pad->value();
        if (rule.which == RenumberRule::Which::Nth)
            rule.nth = m_nth->value();
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<RenumberRule>(value);
        m_add->setValue(rule.add);
        m_pad->setValue(rule.pad.value_or(kAsItIs));
        m_which->setCurrentIndex(int(rule.which));
        m_nth->setValue(rule.nth);
        showWhatCounts();
    }

private:
    void showWhatCounts() { setRowVisible(QStringLiteral("nth"), m_which->currentIndex() == int(RenumberRule::Which::Nth)); }

    WideNumber *m_add;
    QSpinBox *m_pad;
    QComboBox *m_which;
    QSpinBox *m_nth;
};

} // namespace

RuleEditor *makeRenumberEditor(QWidget *parent)
{
    return new RenumberEditor(parent);
}

} // namespace bulkhead
