// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <limits>

namespace bulkhead {

namespace {

constexpr int kFarthest = std::numeric_limits<int>::max();

/// One editor for two rules: what is selected goes, or is what stays.
enum class Selected : std::uint8_t { Goes, Stays };

/// A box for each kind of character.
class KindBoxes : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(KindBoxes)

public:
    KindBoxes(const QString &rule, Selected selected, QWidget *parent)
        : QWidget(parent)
    {
        auto *grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setVerticalSpacing(0);
        const struct {
            QString name;
            QString help;
        } kinds[] = {
            {tr("Digits"), tr("0 to 9, and the digits of other scripts")},
            {tr("Letters"), tr("Of every script")},
            {tr("Spaces"), tr("Every kind of white space")},
            {tr("Punctuation"), tr("Like . , - _ ! ' \" and brackets")},
            {tr("Symbols"), tr("Like + = $ © →")},
            {tr("Brackets and what is in them"), tr("( ), [ ], { } and < >, with all between them")},
            {tr("Accents"), tr("é becomes e; the letters stay")},
        };
        int index = 0;
        for (const auto &[name, help] : kinds) {
            auto *box = new QCheckBox(name, this);
            box->setToolTip(help);
            box->setAccessibleName(name);
            box->setObjectName(QStringLiteral("%1Kind%2").arg(rule).arg(index));
            // Accents come off letters; without their letters there are none.
            if (selected == Selected::Stays && (1 << index) == RemoveRule::Accents)
                box->hide();
            const bool wide = (1 << index) == RemoveRule::Brackets;
            grid->addWidget(box, wide ? 4 : index / 2, wide ? 0 : index % 2, 1, wide ? 2 : 1);
            m_boxes.push_back(box);
            ++index;
        }
    }

    const std::vector<QCheckBox *> &boxes() const { return m_boxes; }
    std::uint8_t what() const
    {
        std::uint8_t bits = 0;
        for (std::size_t i = 0; i < m_boxes.size(); ++i)
            bits |= std::uint8_t(m_boxes[i]->isChecked() ? 1u << i : 0u);
        return bits;
    }
    void setWhat(std::uint8_t bits)
    {
        for (std::size_t i = 0; i < m_boxes.size(); ++i)
            m_boxes[i]->setChecked(bits & (1u << i));
    }

private:
    std::vector<QCheckBox *> m_boxes;
};

class RemoveEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(RemoveEditor)

public:
    RemoveEditor(const QString &rule, Selected selected, QWidget *parent)
        : RuleEditor(rule, parent)
        , m_selected(selected)
        , m_how(addChoice(QStringLiteral("how"), tr("What"),
              {tr("Characters at a position"), tr("Between two marks"), tr("Kinds of characters")},
              tr("Which characters are meant: some at a position, those between two marks, or all of some kinds")))
        , m_from(addNumber(QStringLiteral("from"), tr("From"), -kFarthest, kFarthest, tr("0 is the first character, -1 the last")))
        , m_count(addNumber(QStringLiteral("count"), tr("How many"), 0, kFarthest, tr("How many characters, from there on")))
        , m_begin(addText(QStringLiteral("between"), tr("Begins"), QStringLiteral("("), tr("The first mark")))
        , m_end(addText(QStringLiteral("end"), tr("Ends"), QStringLiteral(")"), tr("The second mark")))
        , m_including(new QCheckBox(tr("The marks too"), this))
        , m_kinds(new KindBoxes(rule, selected, this))
    {
        addRow(QStringLiteral("including"), QString(), m_including);
        addRow(QStringLiteral("what"), QString(), m_kinds);
        finish(ScopeChoice::Offered);
        m_count->setValue(1);
        m_including->setToolTip(tr("The two marks, with what is between them"));
        m_including->setAccessibleName(m_including->text());
        connect(m_how, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
        connect(m_including, &QCheckBox::toggled, this, &RuleEditor::changed);
        for (const QCheckBox *box : m_kinds->boxes())
            connect(box, &QCheckBox::toggled, this, &RuleEditor::changed);
        showWhatCounts();
    }

    bool isBlank() const override
    {
        switch (how()) {
        case RemoveRule::How::Range:
            return false;
        case RemoveRule::How::Between:
            return m_begin->text().isEmpty() && m_end->text().isEmpty();
        case RemoveRule::How::What:
            break;
        }
        return m_kinds->what() == 0;
    }

    Rule rule() const override
    {
        if (m_selected == Selected::Stays)
            return KeepRule{chosen()};
        return chosen();
    }

    void setRule(const Rule &value) override
    {
        const auto *keep = std::get_if<KeepRule>(&value);
        choose(keep ? keep->selected : std::get<RemoveRule>(value));
    }

private:
    RemoveRule::How how() const { return RemoveRule::How(m_how->currentIndex()); }

    RemoveRule chosen() const
    {
        RemoveRule rule;
        rule.how = how();
        switch (rule.how) {
        case RemoveRule::How::Range:
            rule.from = m_from->value();
            rule.count = m_count->value();
            break;
        case RemoveRule::How::Between:
            rule.begin = fromText(m_begin->text());
            rule.end = fromText(m_end->text());
            rule.including = m_including->isChecked();
            break;
        case RemoveRule::How::What:
            rule.what = m_kinds->what();
            break;
        }
        return rule;
    }

    void choose(const RemoveRule &rule)
    {
        m_how->setCurrentIndex(int(rule.how));
        m_from->setValue(rule.from);
        m_count->setValue(rule.count);
        m_begin->setText(toText(rule.begin));
        m_end->setText(toText(rule.end));
        m_including->setChecked(rule.including);
        m_kinds->setWhat(rule.what);
        showWhatCounts();
    }

    void showWhatCounts()
    {
        for (const auto &field : {QStringLiteral("from"), QStringLiteral("count")})
            setRowVisible(field, how() == RemoveRule::How::Range);
        for (const auto &field : {QStringLiteral("between"), QStringLiteral("end"), QStringLiteral("including")})
            setRowVisible(field, how() == RemoveRule::How::Between);
        setRowVisible(QStringLiteral("what"), how() == RemoveRule::How::What);
    }

    Selected m_selected;
    QComboBox *m_how;
    QSpinBox *m_from;
    QSpinBox *m_count;
    QLineEdit *m_begin;
    QLineEdit *m_end;
    QCheckBox *m_including;
    KindBoxes *m_kinds;
};

} // namespace

RuleEditor *makeRemoveEditor(QWidget *parent)
{
    return new RemoveEditor(QStringLiteral("remove"), Selected::Goes, parent);
}

RuleEditor *makeKeepEditor(QWidget *parent)
{
    return new RemoveEditor(QStringLiteral("keep"), Selected::Stays, parent);
}

} // namespace bulkhead
