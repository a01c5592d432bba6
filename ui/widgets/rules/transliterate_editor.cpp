// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>
#include <iterator>

namespace bulkhead {

namespace {

/// In the order of the choices; one more choice is for any other.
constexpr const char *kNamed[] = {"ascii", "latin", "pinyin"};

class TransliterateEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(TransliterateEditor)

public:
    explicit TransliterateEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("transliterate"), parent)
        , m_to(addChoice(QStringLiteral("to"), tr("To"), {tr("ASCII letters"), tr("Latin letters"), tr("Pinyin"), tr("Another transform")},
              tr("ASCII: 照片 é becomes zhao pian e\nLatin: zhào piàn é\nPinyin: zhao pian é, Chinese characters alone")))
        , m_transform(addText(QStringLiteral("transform"), tr("Transform"), QStringLiteral("Simplified-Traditional"),
              tr("The name ICU has for it: Simplified-Traditional, Russian-Latin/BGN, Fullwidth-Halfwidth, de-ASCII")))
    {
        finish(ScopeChoice::Offered);
        showWhatCounts();
        connect(m_to, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
    }

    bool isBlank() const override { return isOther() && m_transform->text().trimmed().isEmpty(); }

    Rule rule() const override
    {
        return TransliterateRule{isOther() ? fromText(m_transform->text().trimmed()) : kNamed[m_to->currentIndex()]};
    }
    void setRule(const Rule &value) override
    {
        const Bytes &to = std::get<TransliterateRule>(value).to;
        const auto index = std::distance(std::begin(kNamed), std::find(std::begin(kNamed), std::end(kNamed), to));
        m_to->setCurrentIndex(int(index));
        m_transform->setText(isOther() ? toText(to) : QString());
        showWhatCounts();
    }

private:
    bool isOther() const { return m_to->currentIndex() == int(std::size(kNamed)); }
    void showWhatCounts() { setRowVisible(QStringLiteral("transform"), isOther()); }

    QComboBox *m_to;
    QLineEdit *m_transform;
};

} // namespace

RuleEditor *makeTransliterateEditor(QWidget *parent)
{
    return new TransliterateEditor(parent);
}

} // namespace bulkhead
