// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"
#include "ui/widgets/rules/place_fields.h"
#include "ui/widgets/rules/token_button.h"

#include "core/base/text.h"

#include <QLineEdit>

namespace bulkhead {

namespace {

class InsertEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(InsertEditor)

public:
    explicit InsertEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("insert"), parent)
        , m_text(addText(QStringLiteral("text"), tr("Text"), tr("text or tokens"), tr("Text and tokens like {n} or {parent}")))
        , m_place(new PlaceFields(this))
    {
        addRow(QStringLiteral("at"), tr("Where"), m_place);
        connect(m_place, &PlaceFields::changed, this, &RuleEditor::changed);
        connect(m_place, &PlaceFields::typed, this, &RuleEditor::typed);
        addOption(QStringLiteral("tokens"), new TokenButton(m_text, this));
        finish(ScopeChoice::Offered);
    }

    bool isBlank() const override { return m_text->text().isEmpty(); }
    Rule rule() const override { return InsertRule{fromText(m_text->text()), m_place->place()}; }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<InsertRule>(value);
        m_text->setText(toText(rule.text));
        m_place->setPlace(rule.place);
    }

private:
    QLineEdit *m_text;
    PlaceFields *m_place;
};

} // namespace

RuleEditor *makeInsertEditor(QWidget *parent)
{
    return new InsertEditor(parent);
}

} // namespace bulkhead
