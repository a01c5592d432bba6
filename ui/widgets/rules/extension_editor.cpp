// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

namespace bulkhead {

namespace {

enum class Action : std::uint8_t { Keep, Change, Remove, FromContent };

class ExtensionEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(ExtensionEditor)

public:
    explicit ExtensionEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("extension"), parent)
        , m_action(addChoice(QStringLiteral("action"), tr("Do"),
              {tr("Keep it"), tr("Change it"), tr("Remove it"), tr("Take it from the content")},
              tr("From the content: what the file holds says which; one that fits stays, and so does that of plain text")))
        , m_to(
              addText(QStringLiteral("to"), tr("To"), QStringLiteral("jpg"), tr("Without the dot; tokens are allowed; nothing means none")))
        , m_add(addText(QStringLiteral("add"), tr("Add"), tr("nothing"), tr("One more behind it, like bak; without the dot")))
        , m_letters(addChoice(QStringLiteral("case"), tr("Letters"), {tr("As they are"), tr("lower case"), tr("UPPER CASE")},
              tr("How the letters of the extension are to be written")))
    {
        finish(ScopeChoice::None);
        showWhatCounts();
        connect(m_action, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
    }

    bool isBlank() const override
    {
        return action() == Action::Keep && m_letters->currentIndex() == int(ExtensionRule::Letters::Keep) && m_add->text().isEmpty();
    }

    Rule rule() const override
    {
        ExtensionRule rule;
        if (action() == Action::Change)
            rule.to = fromText(m_to->text());
        rule.fromContent = action() == Action::FromContent;
        rule.remove = action() == Action::Remove;
        if (rule.remove)
            return rule;
        rule.add = fromText(m_add->text());
        rule.letters = ExtensionRule::Letters(m_letters->currentIndex());
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<ExtensionRule>(value);
        m_action->setCurrentIndex(int(rule.remove ? Action::Remove
                : rule.fromContent                ? Action::FromContent
                : rule.to                         ? Action::Change
                                                  : Action::Keep));
        m_to->setText(toText(rule.to.value_or(Bytes())));
        m_add->setText(toText(rule.add));
        m_letters->setCurrentIndex(int(rule.letters));
        showWhatCounts();
    }

private:
    Action action() const { return Action(m_action->currentIndex()); }

    void showWhatCounts()
    {
        setRowVisible(QStringLiteral("to"), action() == Action::Change);
        setRowVisible(QStringLiteral("add"), action() != Action::Remove);
        setRowVisible(QStringLiteral("case"), action() != Action::Remove);
    }

    QComboBox *m_action;
    QLineEdit *m_to;
    QLineEdit *m_add;
    QComboBox *m_letters;
};

} // namespace

RuleEditor *makeExtensionEditor(QWidget *parent)
{
    return new ExtensionEditor(parent);
}

} // namespace bulkhead
