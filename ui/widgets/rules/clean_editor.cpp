// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

namespace bulkhead {

namespace {

class CleanEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(CleanEditor)

public:
    explicit CleanEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("clean"), parent)
        , m_target(addChoice(QStringLiteral("for"), tr("For"), {tr("Any system (POSIX)"), tr("Windows"), tr("Web addresses")},
              tr("Any system: letters and digits of ASCII, . _ -\n"
                 "Windows, vfat and exfat: no \" * : < > ? \\ |, no dot or space at the end, no CON, NUL, COM1 and so on\n"
                 "Web addresses: letters and digits of ASCII, . _ - ~")))
        , m_replacement(addText(QStringLiteral("replacement"), tr("Replace by"), tr("nothing"),
              tr("Put in the place of each character that is not allowed; the extension is cleaned, too")))
    {
        m_replacement->setText(toText(CleanRule().replacement));
        finish(ScopeChoice::None);
    }

    Rule rule() const override { return CleanRule{CleanRule::For(m_target->currentIndex()), fromText(m_replacement->text())}; }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<CleanRule>(value);
        m_target->setCurrentIndex(int(rule.target));
        m_replacement->setText(toText(rule.replacement));
    }

private:
    QComboBox *m_target;
    QLineEdit *m_replacement;
};

} // namespace

RuleEditor *makeCleanEditor(QWidget *parent)
{
    return new CleanEditor(parent);
}

} // namespace bulkhead
