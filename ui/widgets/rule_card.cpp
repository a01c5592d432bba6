// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_card.h"

#include "ui/palette/icon.h"
#include "ui/text/rule_text.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/rule_example_line.h"
#include "ui/widgets/rules/rule_editor.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kIconSide = 16;

QToolButton *makeButton(const QString &icon, const QString &help, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize({kIconSide, kIconSide});
    button->setAutoRaise(true);
    button->setToolTip(help);
    button->setAccessibleName(help);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

RuleCard::RuleCard(const RuleSlot &slot, QWidget *parent)
    : QFrame(parent)
    , m_kind(slot.rule.index())
{
    setObjectName(QStringLiteral("ruleCard"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    // In the order of sight: the Tab key follows it.
    QWidget *header = makeHeader();
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(QStringLiteral("ruleProblem"));
    m_problem->hide();
    m_editor = makeRuleEditor(m_kind, this);
    m_example = new RuleExampleLine(this);
    m_example->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(header);
    layout->addWidget(m_problem);
    layout->addWidget(m_editor);
    layout->addWidget(m_example);

    setSlot(slot);
    m_editor->setEnabled(slot.enabled);
    connect(m_editor, &RuleEditor::changed, this, [this] { edited(nullptr); });
    connect(m_editor, &RuleEditor::typed, this, &RuleCard::edited);
    connect(m_enabled, &QCheckBox::toggled, this, [this](bool on) {
        m_editor->setEnabled(on);
        Q_EMIT changed(nullptr);
    });
}

void RuleCard::edited(QWidget *field)
{
    refreshTitle();
    Q_EMIT changed(field);
}

QWidget *RuleCard::makeHeader()
{
    auto *header = new QWidget(this);
    m_handle = new QLabel(header);
    m_handle->setPixmap(themedIcon(QStringLiteral("grip")).pixmap(kIconSide));
    m_handle->setCursor(Qt::OpenHandCursor);
    m_handle->setToolTip(tr("Drag to change the order (Alt+Up, Alt+Down)"));
    m_handle->setObjectName(QStringLiteral("ruleHandle"));
    m_handle->installEventFilter(this);

    m_enabled = new QCheckBox(header);
    m_enabled->setToolTip(tr("Use this rule"));
    m_enabled->setObjectName(QStringLiteral("ruleEnabled"));
    m_title = new QLabel(header);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    // A long pattern in the title must not make the panel wide.
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    m_fold = makeButton(QStringLiteral("chevron-down"), tr("Fold this rule"), header);
    m_fold->setCheckable(true);
    m_fold->setObjectName(QStringLiteral("ruleFold"));
    auto *remove = makeButton(QStringLiteral("close"), tr("Remove this rule"), header);
    remove->setObjectName(QStringLiteral("ruleRemove"));

    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_handle);
    layout->addWidget(m_enabled);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_fold);
    layout->addWidget(remove);

    connect(m_fold, &QToolButton::toggled, this, &RuleCard::fold);
    connect(remove, &QToolButton::clicked, this, &RuleCard::removeWanted);
    for (const auto &[keys, by] : {std::pair(Qt::ALT | Qt::Key_Up, -1), std::pair(Qt::ALT | Qt::Key_Down, 1)}) {
        auto *move = new QAction(this);
        move->setShortcut(QKeySequence(keys));
        move->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(move, &QAction::triggered, this, [this, by = by] { Q_EMIT moveWanted(by); });
        addAction(move);
    }
    return header;
}

RuleSlot RuleCard::slot() const
{
    Rule rule = m_editor->rule();
    return {rule == m_shown ? m_given : std::move(rule), m_editor->scope(), m_enabled->isChecked()};
}

void RuleCard::setSlot(const RuleSlot &slot)
{
    const QSignalBlocker card(this), editor(m_editor);
    m_editor->setRule(slot.rule);
    m_editor->setScope(slot.scope);
    m_given = slot.rule;
    m_shown = m_editor->rule();
    m_enabled->setChecked(slot.enabled);
    refreshTitle();
}

bool RuleCard::isBlank() const
{
    return m_editor->isBlank();
}

void RuleCard::fold(bool folded)
{
    m_editor->setVisible(!folded);
    m_example->setVisible(m_exampleShown && !folded);
    m_fold->setIcon(themedIcon(folded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down")));
    m_fold->setToolTip(folded ? tr("Unfold this rule") : tr("Fold this rule"));
    m_fold->setAccessibleName(m_fold->toolTip());
    refreshTitle();
    placeProblems();
}

void RuleCard::refreshTitle()
{
    const QString summary = ruleSummary(m_editor->rule());
    m_title->setText(m_fold->isChecked() && !isBlank() ? summary : ruleTitle(m_kind));
    m_title->setToolTip(summary);
    m_enabled->setAccessibleName(tr("Use rule: %1").arg(summary));
}

void RuleCard::showProblem(const QString &field, const QString &text)
{
    m_problems.push_back({field, text});
    placeProblems();
}

void RuleCard::placeProblems()
{
    m_editor->clearProblems();
    QStringList above;
    for (const Problem &problem : m_problems) {
        if (m_fold->isChecked() || !m_editor->showProblem(problem.field, problem.text))
            above.append(problem.text);
    }
    m_problem->setText(above.join(QLatin1Char('\n')));
    m_problem->setVisible(!above.isEmpty());
}

void RuleCard::clearProblems()
{
    m_problems.clear();
    placeProblems();
}

void RuleCard::showExample(const std::optional<RuleExample> &example)
{
    m_example->setExample(example);
}

void RuleCard::setExampleStale(bool stale)
{
    m_example->setStale(stale);
}

void RuleCard::setExampleShown(bool shown)
{
    m_exampleShown = shown;
    m_example->setVisible(shown && !m_fold->isChecked());
}

bool RuleCard::focusFirstField()
{
    QWidget *field = m_editor->firstField();
    // The whole list may not be visible yet.
    if (!field->isVisibleTo(this) || !field->isEnabled())
        return false;
    field->setFocus(Qt::OtherFocusReason);
    if (auto *edit = qobject_cast<QLineEdit *>(field))
        edit->selectAll();
    return true;
}

bool RuleCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_handle)
        return QFrame::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_handle->setCursor(Qt::ClosedHandCursor);
        return true;
    case QEvent::MouseButtonRelease:
        m_handle->setCursor(Qt::OpenHandCursor);
        Q_EMIT dropped();
        return true;
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() & Qt::LeftButton)
            Q_EMIT dragged(mouse->globalPosition().toPoint());
        return true;
    }
    case QEvent::PaletteChange:
        m_handle->setPixmap(themedIcon(QStringLiteral("grip")).pixmap(kIconSide));
        return false;
    default:
        return false;
    }
}

} // namespace bulkhead
