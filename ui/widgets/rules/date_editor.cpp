// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"
#include "ui/widgets/rules/place_fields.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QLineEdit>

namespace bulkhead {

namespace {

class DateEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(DateEditor)

public:
    explicit DateEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("date"), parent)
        , m_source(addChoice(QStringLiteral("source"), tr("Which"),
              {tr("Last change"), tr("Creation"), tr("Now"), tr("In the name"), tr("Photo taken")},
              tr("The date to write. One in the name is written in another form; files without one are left as they are")))
        , m_read(addText(QStringLiteral("read"), tr("Read as"), QStringLiteral("yyyyMMdd"),
              tr("How the date in the name is written now: yyyyMMdd finds 20231107, d MMM yy finds 7 Nov 23")))
        , m_format(addText(QStringLiteral("format"), tr("Write as"), QStringLiteral("yyyy-MM-dd"),
              tr("yyyy year, MM month, dd day, HH hour, mm minute, ss second, zzz millisecond;\n"
                 "MMM Nov, MMMM November, ddd Tue, dddd Tuesday, h AP 1 PM; 'text' in quotes stays; / makes folders")))
        , m_zone(addText(QStringLiteral("zone"), tr("Time zone"), tr("local time"), tr("UTC, or a name like Europe/Berlin")))
        , m_place(new PlaceFields(this))
    {
        addRow(QStringLiteral("at"), tr("Where"), m_place);
        m_separator = addText(QStringLiteral("separator"), tr("Between"), QString(), tr("Between the date and the name"));
        finish(ScopeChoice::Offered);
        m_format->setText(toText(DateRule().format));
        showWhatCounts();
        connect(m_source, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
        connect(m_place, &PlaceFields::changed, this, &RuleEditor::changed);
        connect(m_place, &PlaceFields::typed, this, &RuleEditor::typed);
    }

    bool isBlank() const override { return m_format->text().isEmpty() || (isInName() && m_read->text().isEmpty()); }

    Rule rule() const override
    {
        DateRule rule{.source = DateRule::Source(m_source->currentIndex()), .format = fromText(m_format->text())};
        if (isInName()) {
            rule.read = fromText(m_read->text());
        } else {
            rule.zone = isTaken() ? Bytes() : fromText(m_zone->text().trimmed());
            rule.place = m_place->place();
            rule.separator = fromText(m_separator->text());
        }
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<DateRule>(value);
        m_source->setCurrentIndex(int(rule.source));
        m_read->setText(toText(rule.read));
        m_format->setText(toText(rule.format));
        m_zone->setText(toText(rule.zone));
        m_place->setPlace(rule.place);
        m_separator->setText(toText(rule.separator));
        showWhatCounts();
    }

private:
    bool isInName() const { return m_source->currentIndex() == int(DateRule::Source::Name); }
    bool isTaken() const { return m_source->currentIndex() == int(DateRule::Source::Taken); }
    void showWhatCounts()
    {
        setRowVisible(QStringLiteral("read"), isInName());
        setRowVisible(QStringLiteral("zone"), !isInName() && !isTaken());
        for (const QString &field : {QStringLiteral("at"), QStringLiteral("separator")})
            setRowVisible(field, !isInName());
    }

    QComboBox *m_source;
    QLineEdit *m_read;
    QLineEdit *m_format;
    QLineEdit *m_zone;
    PlaceFields *m_place;
    QLineEdit *m_separator = nullptr;
};

} // namespace

RuleEditor *makeDateEditor(QWidget *parent)
{
    return new DateEditor(parent);
}

} // namespace bulkhead
