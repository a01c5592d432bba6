// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bottom_bar.h"

#include "ui/models/job_list_model.h"
#include "ui/palette/count_font.h"
#include "ui/palette/icon.h"
#include "ui/palette/theme.h"
#include "ui/text/count_text.h"
#include "ui/widgets/job_bar.h"
#include "ui/widgets/primary_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QStyleOptionToolButton>
#include <QToolButton>

namespace bulkhead {

namespace {

constexpr int kProgressAfterMs = 300;

QPushButton *smallButton(const QString &text, const QString &name, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->hide();
    return button;
}

/// Its icon is the arrow that a tool button with a menu would get besides.
class ArrowButton : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override
    {
        QToolButton::initStyleOption(option);
        option->features &= ~QStyleOptionToolButton::HasMenu;
    }
};

} // namespace

BottomBar::BottomBar(JobListModel &jobs, QMenu *applying, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("bottomBar"));
    auto *summary = new QWidget(m_pages);
    buildSummary(summary, applying);
    m_pages->addWidget(summary);
    m_pages->addWidget(new JobBar(jobs, m_pages));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addWidget(m_pages);
    m_pages->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_showProgress.setSingleShot(true);
    m_showProgress.setInterval(kProgressAfterMs);
    connect(&m_showProgress, &QTimer::timeout, this, [this] {
        if (m_jobs.rowCount() > 0)
            m_pages->setCurrentIndex(1);
    });
    connect(&jobs, &QAbstractItemModel::rowsInserted, this, &BottomBar::jobsChanged);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &BottomBar::jobsChanged);
}

void BottomBar::buildSummary(QWidget *page, QMenu *applying)
{
    m_text = new QLabel(page);
    m_text->setObjectName(QStringLiteral("summaryText"));
    m_text->setFont(countFont(font()));
    m_collisions = new QLabel(page);
    m_collisions->setObjectName(QStringLiteral("collisionText"));
    m_show = smallButton(tr("Show Errors"), QStringLiteral("showErrorsButton"), tr("Show only the rows with errors"), page);
    m_refuse = smallButton(tr("Show Collisions Again"), QStringLiteral("refuseConflictsButton"),
        tr("Names that collide are numbered or left out now; show them as conflicts instead"), page);
    m_again = smallButton(tr("Apply Again"), QStringLiteral("applyAgainButton"), tr("Preview the rules on the new names (F5)"), page);
    m_stop = smallButton(tr("Cancel"), QStringLiteral("stopButton"), {}, page);
    m_selected = new QLabel(page);
    m_selected->setObjectName(QStringLiteral("selectedText"));
    m_selected->setFont(countFont(font()));
    m_history = new QToolButton(page);
    m_history->setObjectName(QStringLiteral("historyButton"));
    m_history->setText(tr("History"));
    m_history->setIcon(themedIcon(QStringLiteral("history")));
    m_history->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_history->setCheckable(true);
    m_history->setFocusPolicy(Qt::TabFocus);
    m_history->setToolTip(tr("What was done before, and how to take it back (Ctrl+H)"));
    m_apply = new PrimaryButton(page);
    m_apply->setObjectName(QStringLiteral("applyButton"));
    auto *how = new ArrowButton(page);
    how->setObjectName(QStringLiteral("applyingButton"));
    how->setIcon(themedIcon(QStringLiteral("chevron-down")));
    how->setToolTip(tr("What to do when a file fails, or names collide"));
    how->setAccessibleName(how->toolTip());
    how->setMenu(applying);
    how->setPopupMode(QToolButton::InstantPopup);
    how->setFocusPolicy(Qt::TabFocus);
    how->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);

    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_collisions);
    for (QPushButton *button : {m_show, m_refuse, m_again, m_stop})
        layout->addWidget(button);
    layout->addStretch(1);
    layout->addWidget(m_selected);
    layout->addWidget(m_history);
    layout->addWidget(m_apply);
    layout->addWidget(how);

    connect(m_apply, &QPushButton::clicked, this, &BottomBar::applyWanted);
    connect(m_again, &QPushButton::clicked, this, &BottomBar::applyAgainWanted);
    connect(m_stop, &QPushButton::clicked, this, &BottomBar::stopWanted);
    connect(m_show, &QPushButton::clicked, this, &BottomBar::showErrorsWanted);
    connect(m_refuse, &QPushButton::clicked, this, [this] { Q_EMIT policyWanted(OnConflict::Refuse); });
    connect(m_history, &QToolButton::toggled, this, &BottomBar::historyToggled);
}

QString BottomBar::summaryLine(const Summary &summary) const
{
    switch (summary.blocked) {
    case Blocked::Empty:
        return tr("Nothing is listed yet");
    case Blocked::Reading:
        return summary.found > 0 ? tr("Reading folders: %1 found").arg(countText(summary.found)) : tr("Reading folders…");
    case Blocked::Held:
        return summary.renamed > 0 ? tr("%1. Change a rule to go on.").arg(doneCountText(summary.lastDeed, summary.renamed))
                                   : tr("Change a rule to go on.");
    case Blocked::Behind:
        return tr("The list has the names from before");
    case Blocked::BadRecipe:
        return tr("A rule has a mistake");
    case Blocked::BadFolder:
        return tr("The folder has a mistake");
    case Blocked::Failed:
        return tr("The new names could not be worked out");
    case Blocked::Running:
        if (summary.preparing)
            return tr("Looking where the files are…");
        break;
    default:
        if (summary.blocked == Blocked::Planning && summary.filesRead && *summary.filesRead > 0)
            return tr("Reading the files: %1 of %2").arg(countText(*summary.filesRead), countText(summary.listed));
        if (!summary.counted)
            return summary.listed > 0 ? tr("Working out the names of %1…").arg(filesText(summary.listed)) : tr("Working out the names…");
        break;
    }
    return summaryText(summary.deed, summary.counts, summary.listed);
}

void BottomBar::setSummary(const Summary &summary)
{
    m_text->setText(summaryLine(summary));
    const bool decided = summary.blocked == Blocked::No || summary.blocked == Blocked::Conflicts || summary.blocked == Blocked::Errors
        || summary.blocked == Blocked::NothingChanges;
    // While names are worked out the last numbers stay: nothing jumps.
    const bool shown = decided || (summary.blocked == Blocked::Planning && summary.counted);
    QString collisions = shown ? collisionText(summary.counts) : QString();
    QPalette palette = this->palette();
    if (!collisions.isEmpty())
        palette.setColor(QPalette::WindowText, themeColors(palette).warning);
    else if (shown)
        collisions = policyText(summary.onConflict);
    m_collisions->setText(collisions.isEmpty() ? QString() : QStringLiteral("·  ") + collisions);
    m_collisions->setPalette(palette);
    m_show->setVisible(shown && summary.counts.errors > 0);
    m_refuse->setVisible(decided && summary.onConflict != OnConflict::Refuse);
    m_again->setVisible(summary.blocked == Blocked::Held || summary.blocked == Blocked::Behind);
    m_again->setText(summary.blocked == Blocked::Behind ? tr("Read Again") : tr("Apply Again"));
    m_stop->setVisible(summary.blocked == Blocked::Reading || summary.preparing);
    m_stop->setToolTip(summary.preparing ? tr("Nothing was changed yet") : tr("Stop reading; the list stays as it was"));

    const QString reason = blockedText(summary.blocked, summary.counts, summary.deed);
    const bool counts = summary.blocked != Blocked::Held && summary.blocked != Blocked::Empty;
    m_apply->setText(primaryButtonText(summary.deed, counts ? summary.counts.changed : 0));
    m_apply->setEnabled(summary.blocked == Blocked::No);
    m_apply->setToolTip(reason.isEmpty() ? tr("Ctrl+Return") : reason);
    m_apply->setAccessibleName(m_apply->text());
    m_apply->setAccessibleDescription(reason);
}

void BottomBar::setSelected(qint64 rows)
{
    m_selected->setText(selectedText(rows));
}

void BottomBar::setHistoryShown(bool shown)
{
    m_history->setChecked(shown);
}

void BottomBar::jobsChanged()
{
    if (m_jobs.rowCount() == 0) {
        m_showProgress.stop();
        m_pages->setCurrentIndex(0);
    } else if (!m_showProgress.isActive() && m_pages->currentIndex() == 0) {
        m_showProgress.start();
    }
}

} // namespace bulkhead
