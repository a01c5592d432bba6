// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"
#include "ui/widgets/rules/token_button.h"

#include "core/base/text.h"

#include <QLineEdit>

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
    {
        addOption(QStringLiteral("tokens"), new TokenButton(m_text, this));
        finish(ScopeChoice::Offered);
    }

    bool isBlank() const override { return m_text->text().isEmpty(); }
    Rule rule() const override { return TemplateRule{fromText(m_text->text())}; }
    void setRule(const Rule &rule) override { m_text->setText(toText(std::get<TemplateRule>(rule).text)); }

private:
    QLineEdit *m_text;
};

} // namespace

RuleEditor *makeTemplateEditor(QWidget *parent)
{
    return new TemplateEditor(parent);
}

} // namespace bulkhead
