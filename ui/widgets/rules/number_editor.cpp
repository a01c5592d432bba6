// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"
#include "ui/widgets/rules/place_fields.h"
#include "ui/widgets/rules/wide_number.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace bulkhead {

namespace {

constexpr int kWidest = 64;
/// What the box for the width shows for "auto": below the smallest width.
constexpr int kAutomatic = -1;

class NumberEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(NumberEditor)

public:
    explicit NumberEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("number"), parent)
        , m_start(addWideNumber(QStringLiteral("start"), tr("Start"), tr("The first number")))
        , m_step(addWideNumber(QStringLiteral("step"), tr("Step"), tr("May be negative")))
        , m_pad(addNumber(
              QStringLiteral("pad"), tr("Digits"), kAutomatic, kWidest, tr("Filled up with zeros; automatic is as wide as the longest")))
        , m_base(addChoice(QStringLiteral("base"), tr("As"),
              {tr("1 2 3"), tr("hexadecimal"), tr("octal"), tr("binary"), tr("i ii iii"), tr("I II III"), tr("a b c"), tr("A B C"),
                  tr("Chinese numerals")},
              tr("How the number is written")))
        , m_per(addChoice(QStringLiteral("per"), tr("Restarts"), {tr("Never"), tr("In each folder"), tr("Where names would collide")},
              tr("Never: one count for all files. In each folder: one count for each. Where names would collide: only files that would get "
                 "the same\nname are numbered, one count for each name")))
        , m_count(addChoice(QStringLiteral("count"), tr("Counts"), {tr("All files"), tr("Files that change")},
              tr("Which files take a number: all, or only those that another rule changes")))
        , m_place(new PlaceFields(this))
    {
        addRow(QStringLiteral("at"), tr("Where"), m_place);
        m_separator = addText(QStringLiteral("separator"), tr("Between"), QString(), tr("Between the number and the name"));
        finish(ScopeChoice::Offered);
        m_pad->setSpecialValueText(tr("automatic"));
        m_start->setValue(1);
        m_step->setValue(1);
        m_pad->setValue(kAutomatic);
        connect(m_place, &PlaceFields::changed, this, &RuleEditor::changed);
        connect(m_place, &PlaceFields::typed, this, &RuleEditor::typed);
    }

    Rule rule() const override
    {
        NumberRule rule;
        rule.counter.start = m_start->value();
        rule.counter.step = m_step->value();
        if (m_pad->value() != kAutomatic)
            rule.counter.pad = m_pad->value();
        rule.counter.base = Counter::Base(m_base->currentIndex());
        rule.counter.per = Counter::Per(m_per->currentIndex());
        rule.counter.count = Counter::Count(m_count->currentIndex());
        rule.place = m_place->place();
        rule.separator = fromText(m_separator->text());
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<NumberRule>(value);
        m_start->setValue(rule.counter.start);
        m_step->setValue(rule.counter.step);
        m_pad->setValue(rule.counter.pad.value_or(kAutomatic));
        m_base->setCurrentIndex(int(rule.counter.base));
        m_per->setCurrentIndex(int(rule.counter.per));
        m_count->setCurrentIndex(int(rule.counter.count));
        m_place->setPlace(rule.place);
        m_separator->setText(toText(rule.separator));
    }

private:
    WideNumber *m_start;
    WideNumber *m_step;
    QSpinBox *m_pad;
    QComboBox *m_base;
    QComboBox *m_per;
    QComboBox *m_count;
    PlaceFields *m_place;
    QLineEdit *m_separator = nullptr;
};

} // namespace

RuleEditor *makeNumberEditor(QWidget *parent)
{
    return new NumberEditor(parent);
}

} // namespace bulkhead
