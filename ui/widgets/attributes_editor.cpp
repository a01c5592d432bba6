// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/attributes_editor.h"

#include "core/base/text.h"
#include "ui/palette/theme.h"
#include "ui/widgets/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bulkhead {

using Time = NewAttributes::Time;

AttributesEditor::AttributesEditor(QWidget *parent)
    : QWidget(parent)
    , m_wanted(new QCheckBox(tr("Set times and permissions, too"), this))
    , m_time(new QComboBox(this))
    , m_read(new QLineEdit(this))
    , m_shift(new QLineEdit(this))
    , m_permissions(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
{
    setObjectName(QStringLiteral("attributes"));
    m_wanted->setObjectName(QStringLiteral("attributesWanted"));
    m_wanted->setToolTip(tr("Of files; folders and links keep theirs. It can be taken back with the names"));
    m_time->setObjectName(QStringLiteral("attributesTime"));
    m_time->setToolTip(tr("What the modification time is taken from"));
    m_time->setAccessibleName(tr("Modification time"));
    m_time->addItem(tr("Time: as it is"), int(Time::Keep));
    m_time->addItem(tr("Time: when the photo was taken"), int(Time::Taken));
    m_time->addItem(tr("Time: the date in the name"), int(Time::Name));
    m_time->addItem(tr("Time: when the file was made"), int(Time::Btime));
    m_time->addItem(tr("Time: now"), int(Time::Now));
    m_time->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_time->setMinimumContentsLength(8);
    m_problem->setObjectName(QStringLiteral("attributesProblem"));
    m_problem->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 9, 16, 8); // in line with the fields of the cards
    layout->setSpacing(6);
    layout->addWidget(m_wanted);
    layout->addWidget(m_time);
    addField(m_read, "attributesRead", QStringLiteral("yyyy-MM-dd"),
        tr("How the date in the name is written, with year, month and day: yyyyMMdd_HHmmss"));
    addField(m_shift, "attributesShift", tr("add to the time: +1h30m, -2d"),
        tr("A length of time, of d, h, m and s; with a minus it is earlier"));
    addField(m_permissions, "attributesPermissions", tr("permissions: 0644, u=rw,go-w"),
        tr("As chmod takes them; empty leaves them as they are"));
    layout->addWidget(m_problem);

    connect(m_wanted, &QCheckBox::toggled, this, [this] {
        showWhatCounts();
        Q_EMIT changed(nullptr);
    });
    connect(m_time, &QComboBox::currentIndexChanged, this, [this] {
        showWhatCounts();
        Q_EMIT changed(nullptr);
    });
    showWhatCounts();
}

void AttributesEditor::addField(QLineEdit *field, const char *objectName, const QString &placeholder, const QString &toolTip)
{
    field->setObjectName(QLatin1String(objectName));
    field->setPlaceholderText(placeholder);
    field->setToolTip(toolTip);
    field->setAccessibleName(placeholder);
    layout()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, [this, field] { Q_EMIT changed(field); });
}

NewAttributes AttributesEditor::attributes() const
{
    if (!m_wanted->isChecked())
        return {};
    NewAttributes attributes{.time = Time(m_time->currentData().toInt()),
        .read = {},
        .shift = fromText(m_shift->text()),
        .permissions = fromText(m_permissions->text())};
    if (attributes.time == Time::Name)
        attributes.read = m_read->text().isEmpty() ? fromText(m_read->placeholderText()) : fromText(m_read->text());
    return attributes;
}

void AttributesEditor::setAttributes(const NewAttributes &attributes)
{
    if (attributes == this->attributes())
        return; // ticked, and nothing chosen yet, is the same as nothing
    const QSignalBlocker wanted(m_wanted), time(m_time), read(m_read), shift(m_shift), permissions(m_permissions);
    m_wanted->setChecked(attributes != NewAttributes());
    if (m_wanted->isChecked()) {
        const Time from = attributes.time == Time::Mtime ? Time::Keep : attributes.time;
        m_time->setCurrentIndex(m_time->findData(int(from)));
        m_read->setText(toText(attributes.read));
        m_shift->setText(toText(attributes.shift));
        m_permissions->setText(toText(attributes.permissions));
    }
    showWhatCounts();
}

void AttributesEditor::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

std::vector<QWidget *> AttributesEditor::controls() const
{
    return {m_wanted, m_time, m_read, m_shift, m_permissions};
}

void AttributesEditor::showWhatCounts()
{
    const bool wanted = m_wanted->isChecked();
    m_time->setVisible(wanted);
    m_read->setVisible(wanted && Time(m_time->currentData().toInt()) == Time::Name);
    m_shift->setVisible(wanted);
    m_permissions->setVisible(wanted);
    if (!wanted)
        m_problem->hide();
}

void AttributesEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, themeColors(palette()).line);
}

} // namespace bulkhead
