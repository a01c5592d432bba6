// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

namespace bulkhead {

namespace {

/// "2, 1" is a list, anything else a template.
std::variant<std::vector<int>, Bytes> orderOf(const QString &text)
{
    static const QRegularExpression kNumbers(QStringLiteral("^[\\d,\\s]+$"));
    static const QRegularExpression kBetween(QStringLiteral("[,\\s]+"));
    if (!kNumbers.match(text).hasMatch())
        return fromText(text);
    std::vector<int> parts;
    for (const QString &part : text.split(kBetween, Qt::SkipEmptyParts))
        parts.push_back(part.toInt());
    return parts;
}

QString shown(const std::variant<std::vector<int>, Bytes> &order)
{
    if (const auto *text = std::get_if<Bytes>(&order))
        return toText(*text);
    QStringList parts;
    for (const int part : std::get<std::vector<int>>(order))
        parts << QString::number(part);
    return parts.join(QStringLiteral(", "));
}

class SwapEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(SwapEditor)

public:
    explicit SwapEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("swap"), parent)
        , m_separator(addText(QStringLiteral("separator"), tr("Between"), QStringLiteral(" - "),
              tr("What stands between the parts. Names without it are left as they are")))
        , m_order(addText(QStringLiteral("order"), tr("Order"), QStringLiteral("2, 1"),
              tr("The parts in their new order, as numbers or as a text: 2, 1 or {2} by {1}. Parts that are not named follow")))
        , m_from(addChoice(QStringLiteral("from"), tr("Parts"), {tr("The first ones"), tr("The last ones")},
              tr("Which parts move where a name has more of them than are named; the others stay where they are")))
        , m_regex(addToggle(QStringLiteral("separator_mode"), QStringLiteral(".*"), tr("Regular expression")))
    {
        finish(ScopeChoice::Offered);
        m_order->setText(shown(SwapRule().order));
    }

    bool isBlank() const override { return m_separator->text().isEmpty(); }

    Rule rule() const override
    {
        return SwapRule{fromText(m_separator->text()), m_regex->isChecked() ? MatchMode::Regex : MatchMode::Text, orderOf(m_order->text()),
            SwapRule::From(m_from->currentIndex())};
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<SwapRule>(value);
        m_separator->setText(toText(rule.separator));
        m_order->setText(shown(rule.order));
        m_from->setCurrentIndex(int(rule.from));
        m_regex->setChecked(rule.separatorMode == MatchMode::Regex);
    }

private:
    QLineEdit *m_separator;
    QLineEdit *m_order;
    QComboBox *m_from;
    QToolButton *m_regex;
};

} // namespace

RuleEditor *makeSwapEditor(QWidget *parent)
{
    return new SwapEditor(parent);
}

} // namespace bulkhead
