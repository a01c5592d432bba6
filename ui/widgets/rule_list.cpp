// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_list.h"

#include "ui/palette/icon.h"
#include "ui/text/recipe_problem_text.h"
#include "ui/text/rule_text.h"
#include "ui/widgets/attributes_editor.h"
#include "ui/widgets/destination_editor.h"
#include "ui/widgets/file_clip.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/rule_card.h"
#include "ui/widgets/rules/rule_editor.h"
#include "ui/widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bulkhead {

RuleListWidget::RuleListWidget(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_stack(new QWidget(m_scroll))
    , m_layout(new QVBoxLayout(m_stack))
    , m_add(new QToolButton(m_stack))
    , m_destination(new DestinationEditor(this))
    , m_attributes(new AttributesEditor(this))
    , m_problem(new ProblemLabel(m_stack))
{
    m_add->setObjectName(QStringLiteral("addRule"));
    m_add->setText(tr("Add rule"));
    m_add->setIcon(themedIcon(QStringLiteral("add")));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_add);
    menu->setToolTipsVisible(true);
    for (std::size_t kind = 0; kind < std::variant_size_v<Rule>; ++kind) {
        QAction *action = menu->addAction(ruleTitle(kind));
        action->setToolTip(ruleHint(kind));
        connect(action, &QAction::triggered, this, [this, kind] { addFromMenu(kind); });
    }
    m_add->setMenu(menu);
    m_problem->setObjectName(QStringLiteral("recipeProblem"));
    m_problem->hide();

    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_problem);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_layout->addStretch(1);
    m_scroll->setWidget(m_stack);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // no control, and the focus would not show
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_scroll, 1);
    outer->addWidget(m_destination);
    outer->addWidget(m_attributes);
    watchFields(*m_destination);
    watchFields(*m_attributes);
    connect(m_attributes, &AttributesEditor::changed, this, [this](const QWidget *field) {
        m_rest.attributes = m_attributes->attributes();
        noteChange(field);
    });
    connect(m_destination, &DestinationEditor::changed, this, [this](const QWidget *field) {
        m_rest.destination = m_destination->destination();
        noteChange(field);
    });
    rebuild({});
    forgetEdits();
}

RenameRecipe RuleListWidget::recipe() const
{
    RenameRecipe recipe = m_rest;
    for (const RuleCard *card : m_cards) {
        if (!card->isBlank())
            recipe.rules.push_back(card->slot());
    }
    return recipe;
}

void RuleListWidget::setRecipe(const RenameRecipe &recipe)
{
    setRest(recipe);
    rebuild(recipe.rules);
    m_history.record(state(), nullptr);
}

void RuleListWidget::setRest(const RenameRecipe &recipe)
{
    m_rest = recipe;
    m_rest.rules.clear();
    m_destination->setDestination(recipe.destination);
    m_attributes->setAttributes(recipe.attributes);
}

void RuleListWidget::adoptOrder(const RowOrder &order, OnConflict onConflict)
{
    m_rest.order = order;
    m_rest.onConflict = onConflict;
    m_history.adopt(order, onConflict);
}

void RuleListWidget::rebuild(const std::vector<RuleSlot> &rules)
{
    const std::vector<RuleSlot> before = recipe().rules;
    for (RuleCard *card : m_cards)
        delete card;
    m_cards.clear();
    for (const RuleSlot &slot : rules)
        addCard(slot);
    if (m_cards.empty())
        addCard({.rule = ReplaceRule{}});
    orderTabs();
    // The same rules have the same mistakes, and nobody is told of them again.
    if (recipe().rules != before)
        m_problems.clear();
    placeProblems();
    placeExample();
}

/// From card to card, in whatever order they were made; "Add rule" comes behind them, then where the files go.
void RuleListWidget::orderTabs()
{
    QWidget *last = m_add; // which has its place in the window already
    const auto next = [&last](QWidget *control) {
        setTabOrder(last, control);
        last = control;
    };
    for (const RuleCard *card : m_cards) {
        for (QWidget *control : card->findChildren<QWidget *>()) {
            if ((control->focusPolicy() & Qt::TabFocus) && !control->focusProxy() && control->window() == window())
                next(control);
        }
    }
    next(m_add);
    for (QWidget *control : m_destination->controls())
        next(control);
    for (QWidget *control : m_attributes->controls())
        next(control);
}

void RuleListWidget::forgetEdits()
{
    m_history.begin(state());
}

RuleHistory::State RuleListWidget::state() const
{
    RuleHistory::State state = m_rest;
    for (const RuleCard *card : m_cards)
        state.rules.push_back(card->slot());
    return state;
}

void RuleListWidget::noteChange(const QWidget *field)
{
    m_history.record(state(), field);
    placeExample(); // a card that takes no part changes no name, and nothing new is worked out
    Q_EMIT recipeChanged();
}

void RuleListWidget::undo()
{
    if (const auto before = m_history.undo())
        restore(*before);
}

void RuleListWidget::redo()
{
    if (const auto after = m_history.redo())
        restore(*after);
}

void RuleListWidget::restore(const RuleHistory::State &state)
{
    setRest(state);
    const bool sameCards = std::equal(m_cards.begin(), m_cards.end(), state.rules.begin(), state.rules.end(),
        [](const RuleCard *card, const RuleSlot &slot) { return card->kind() == slot.rule.index(); });
    if (sameCards) { // keeps the focus where it is
        for (std::size_t i = 0; i < m_cards.size(); ++i)
            m_cards[i]->setSlot(state.rules[i]);
    } else {
        rebuild(state.rules);
        focusFirstField();
    }
    Q_EMIT recipeChanged();
}

bool RuleListWidget::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    // A text field claims the keys of undo even where it has nothing to undo, and that of pasting when files are pasted.
    const auto *key = static_cast<QKeyEvent *>(event);
    const auto *line = qobject_cast<QLineEdit *>(watched);
    if (!line)
        line = watched->findChild<QLineEdit *>();
    const bool notItsOwn = pastesFiles(*key) || (key->matches(QKeySequence::Undo) && !(line && line->isUndoAvailable()))
        || (key->matches(QKeySequence::Redo) && !(line && line->isRedoAvailable()));
    if (notItsOwn)
        event->ignore();
    return notItsOwn;
}

RuleCard *RuleListWidget::addCard(const RuleSlot &slot)
{
    auto *card = new RuleCard(slot, m_stack);
    // Behind the other cards, before the button and the stretch; the problem label is on top.
    m_layout->insertWidget(int(m_cards.size()) + 1, card);
    m_cards.push_back(card);
    // The layout would show it later, and a window that becomes active in between gives the focus to what is visible.
    if (m_stack->isVisible())
        card->show();
    connect(card, &RuleCard::changed, this, &RuleListWidget::noteChange);
    watchFields(*card);
    connect(card, &RuleCard::removeWanted, this, [this, card] { removeCard(card); });
    connect(card, &RuleCard::dragged, this, [this, card](const QPoint &at) { dragCard(card, at); });
    connect(card, &RuleCard::dropped, this, [this] { noteChange(nullptr); });
    connect(card, &RuleCard::moveWanted, this, [this, card](int by) {
        const auto at = std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin();
        if (moveCard(card, int(at) + by))
            noteChange(nullptr);
    });
    return card;
}

void RuleListWidget::watchFields(QWidget &owner)
{
    for (QLineEdit *field : owner.findChildren<QLineEdit *>())
        field->installEventFilter(this);
    for (QAbstractSpinBox *field : owner.findChildren<QAbstractSpinBox *>()) {
        field->installEventFilter(this);
        new WheelGuard(*field);
    }
    for (QComboBox *field : owner.findChildren<QComboBox *>())
        new WheelGuard(*field);
}

void RuleListWidget::addFromMenu(std::size_t kind)
{
    RuleCard *card = addCard({.rule = makeRule(kind)});
    orderTabs();
    noteChange(nullptr);
    card->focusFirstField();
    // The card has no size before the layout ran.
    QMetaObject::invokeMethod(
        card, [this, card] { m_scroll->ensureWidgetVisible(card); }, Qt::QueuedConnection);
}

void RuleListWidget::removeCard(RuleCard *card)
{
    m_cards.erase(std::find(m_cards.begin(), m_cards.end(), card));
    m_layout->removeWidget(card);
    card->hide();
    card->deleteLater(); // its own button is still being clicked
    m_add->setFocus();
    noteChange(nullptr);
}

bool RuleListWidget::moveCard(RuleCard *card, int to)
{
    const auto from = std::find(m_cards.begin(), m_cards.end(), card);
    if (to < 0 || to >= int(m_cards.size()) || from - m_cards.begin() == to)
        return false;
    m_cards.erase(from);
    m_cards.insert(m_cards.begin() + to, card);
    m_layout->removeWidget(card);
    m_layout->insertWidget(to + 1, card);
    orderTabs();
    return true;
}

void RuleListWidget::dragCard(RuleCard *card, const QPoint &globalPosition)
{
    const int y = m_stack->mapFromGlobal(globalPosition).y();
    // The card goes where its neighbours' middles have been passed.
    const auto target = std::count_if(
        m_cards.begin(), m_cards.end(), [card, y](const RuleCard *other) { return other != card && other->geometry().center().y() < y; });
    if (moveCard(card, int(target)))
        Q_EMIT recipeChanged(); // one step to undo, once it is let go
    m_scroll->ensureVisible(0, y, 0, card->height() / 2);
}

RuleCard *RuleListWidget::cardOf(std::size_t index) const
{
    for (RuleCard *card : m_cards) {
        if (card->isBlank())
            continue;
        if (index == 0)
            return card;
        --index;
    }
    return nullptr;
}

void RuleListWidget::setProblems(const std::vector<RecipeProblem> &problems)
{
    m_problems = problems;
    placeProblems();
}

void RuleListWidget::placeProblems()
{
    for (RuleCard *card : m_cards)
        card->clearProblems();
    m_problem->hide();
    m_destination->showProblem({});
    m_attributes->showProblem({});
    static const QRegularExpression kRuleField(QStringLiteral("^rules\\[(\\d+)\\](?:\\.([a-z_]+))?"));
    for (const RecipeProblem &problem : m_problems) {
        const QRegularExpressionMatch match = kRuleField.match(QString::fromStdString(problem.field));
        RuleCard *card = match.hasMatch() ? cardOf(match.captured(1).toUInt()) : nullptr;
        if (card) {
            card->showProblem(match.captured(2), recipeProblemText(problem));
            continue;
        }
        if (problem.field.starts_with("destination")) {
            m_destination->showProblem(recipeProblemText(problem));
            continue;
        }
        if (problem.field.starts_with("attributes")) {
            m_attributes->showProblem(recipeProblemText(problem));
            continue;
        }
        m_problem->setText(recipeProblemWithField(problem));
        m_problem->show();
    }
}

void RuleListWidget::showExample(const ExampleController::Example &example)
{
    if (example.trace != m_example.trace)
        m_exampleRules = recipe().rules;
    m_example = example;
    placeExample();
}

void RuleListWidget::placeExample()
{
    for (RuleCard *card : m_cards)
        card->setExampleShown(m_example.listed);
    const bool ofTheseRules = recipe().rules == m_exampleRules;
    std::uint32_t rule = 0;
    for (RuleCard *card : m_cards) {
        card->setExampleStale(m_example.stale);
        if (!m_example.trace)
            card->showExample({});
        else if (ofTheseRules) // else the cards keep what they show until a newer one is there
            card->showExample(ruleExample(*m_example.trace, rule, !card->isBlank() && card->slot().enabled));
        rule += card->isBlank() ? 0 : 1;
    }
}

void RuleListWidget::setReadOnly(bool readOnly)
{
    for (RuleCard *card : m_cards)
        card->setEnabled(!readOnly);
    m_add->setEnabled(!readOnly);
    m_destination->setEnabled(!readOnly);
    m_attributes->setEnabled(!readOnly);
}

bool RuleListWidget::focusFirstField()
{
    return std::any_of(m_cards.begin(), m_cards.end(), [](RuleCard *card) { return card->focusFirstField(); });
}

} // namespace bulkhead
