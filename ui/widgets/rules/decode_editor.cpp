// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

namespace bulkhead {

namespace {

class DecodeEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(DecodeEditor)

public:
    explicit DecodeEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("decode"), parent)
        , m_from(new QComboBox(this))
    {
        m_from->setEditable(true);
        m_from->setInsertPolicy(QComboBox::NoInsert);
        m_from->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_from->setMinimumContentsLength(8);
        m_from->setMaxVisibleItems(30);
        m_from->setToolTip(
            tr("The encoding of the names that are not UTF-8; those that are stay. One that is not in the list can be typed: "
               "CP437, windows-1256\n"
               "Automatic: found from all these names together; where they are too few, or in several encodings, nothing "
               "is guessed\n"
               "UTF-8 made twice: Ã© becomes é\n"
               "Percent: %C3%A9 becomes é"));
        m_from->lineEdit()->setPlaceholderText(QStringLiteral("GBK"));
        addRow(QStringLiteral("from"), tr("Names are"), m_from);
        addChoices();
        connect(m_from, &QComboBox::editTextChanged, this, [this] { chosen() ? Q_EMIT changed() : Q_EMIT typed(m_from); });
        finish(ScopeChoice::None);
    }

    bool isBlank() const override { return m_from->currentText().trimmed().isEmpty(); }

    Rule rule() const override
    {
        const How *how = chosen();
        return DecodeRule{how ? *how : fromText(m_from->currentText().trimmed())};
    }
    void setRule(const Rule &value) override
    {
        const auto &how = std::get<DecodeRule>(value).how;
        for (int item = 0; item < m_from->count(); ++item) {
            if (const QVariant choice = m_from->itemData(item); choice.isValid() && m_choices.at(std::size_t(choice.toInt())) == how) {
                m_from->setCurrentIndex(item);
                m_from->setEditText(m_from->itemText(item)); // also where it was the current one, with something else typed over it
                return;
            }
        }
        m_from->setEditText(toText(std::get<Bytes>(how)));
    }

private:
    using How = decltype(DecodeRule::how);

    /// The choice that the text is of; null where it is an encoding typed, or nothing.
    const How *chosen() const
    {
        const QVariant choice = m_from->itemData(m_from->findText(m_from->currentText(), Qt::MatchFixedString));
        return choice.isValid() ? &m_choices.at(std::size_t(choice.toInt())) : nullptr;
    }

    void add(const QString &label, How how)
    {
        m_from->addItem(label, int(m_choices.size()));
        m_choices.push_back(std::move(how));
    }

    void addGroup(const QString &language, std::initializer_list<const char *> encodings)
    {
        m_from->insertSeparator(m_from->count());
        for (const char *encoding : encodings)
            add(tr("%1 (%2)", "an encoding and its language").arg(QLatin1String(encoding), language), Bytes(encoding));
    }

    void addChoices()
    {
        add(tr("Automatic"), Bytes(kDetectEncoding));
        m_from->insertSeparator(m_from->count());
        add(tr("UTF-8 made twice"), DecodeRule::Repair::DoubleUtf8);
        add(tr("Percent (%E4%BD%A0)"), DecodeRule::Repair::Percent);
        addGroup(tr("Chinese"), {"GBK", "GB18030", "Big5", "Big5-HKSCS", "EUC-TW"});
        addGroup(tr("Japanese"), {"Shift_JIS", "EUC-JP"});
        addGroup(tr("Korean"), {"windows-949", "EUC-KR"});
        addGroup(tr("Cyrillic"), {"windows-1251", "KOI8-R", "KOI8-U", "IBM866", "ISO-8859-5"});
        addGroup(tr("Western"), {"windows-1252", "ISO-8859-1", "ISO-8859-15", "IBM850", "IBM437", "macintosh"});
        addGroup(tr("Central European"), {"windows-1250", "ISO-8859-2", "IBM852"});
        addGroup(tr("Baltic"), {"windows-1257", "ISO-8859-13"});
        addGroup(tr("Greek"), {"windows-1253", "ISO-8859-7"});
        addGroup(tr("Turkish"), {"windows-1254", "ISO-8859-9"});
        addGroup(tr("Hebrew"), {"windows-1255", "ISO-8859-8"});
        addGroup(tr("Arabic"), {"windows-1256", "ISO-8859-6"});
        addGroup(tr("Thai"), {"windows-874"});
        addGroup(tr("Vietnamese"), {"windows-1258"});
    }

    QComboBox *m_from;
    std::vector<How> m_choices; ///< By the data of the items.
};

} // namespace

RuleEditor *makeDecodeEditor(QWidget *parent)
{
    return new DecodeEditor(parent);
}

} // namespace bulkhead
