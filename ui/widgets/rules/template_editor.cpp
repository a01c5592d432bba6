// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/rule_text.h"
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace bulkhead {

namespace {

class TemplateEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(TemplateEditor)

public:
    explicit TemplateEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("template"), parent)
        , m_text(addText(QStringLiteral("text"), tr("Name"), QStringLiteral("{parent} {n:pad=3}"),
              tr("Text and tokens in braces; a / makes a folder; {{ is a brace")))
        , m_tokens(new QToolButton(this))
    {
        m_tokens->setText(tr("Tokens"));
        m_tokens->setToolTip(tr("Put a token where the cursor is"));
        m_tokens->setPopupMode(QToolButton::InstantPopup);
        m_tokens->setFocusPolicy(Qt::TabFocus);
        auto *menu = new QMenu(m_tokens);
        for (const TokenHelp &help : templateTokens()) {
            const QAction *action = menu->addAction(help.token + QLatin1Char('\t') + help.meaning);
            connect(action, &QAction::triggered, m_text, [this, token = help.token] {
                m_text->insert(token);
                m_text->setFocus();
            });
        }
        m_tokens->setMenu(menu);
        addOption(QStringLiteral("tokens"), m_tokens);
        finish(ScopeChoice::Offered);
    }

    bool isBlank() const override { return m_text->text().isEmpty(); }
    Rule rule() const override { return TemplateRule{fromText(m_text->text())}; }
    void setRule(const Rule &rule) override { m_text->setText(toText(std::get<TemplateRule>(rule).text)); }

private:
    QLineEdit *m_text;
    QToolButton *m_tokens;
};

} // namespace

RuleEditor *makeTemplateEditor(QWidget *parent)
{
    return new TemplateEditor(parent);
}

} // namespace bulkhead
