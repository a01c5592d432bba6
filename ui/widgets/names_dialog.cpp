// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/names_dialog.h"

#include "ui/controllers/deliver.h"
#include "ui/palette/count_font.h"
#include "ui/palette/theme.h"
#include "ui/text/error_text.h"
#include "ui/text/names_line_text.h"
#include "ui/widgets/names_edit.h"
#include "ui/widgets/old_names_strip.h"
#include "ui/widgets/problem_label.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTextDocument>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kCheckAfterMs = 100;

/// A pane with its title above.
QWidget *titled(const QString &title, QWidget *content, QWidget *parent)
{
    auto *pane = new QWidget(parent);
    auto *label = new QLabel(title, pane);
    label->setBuddy(content);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(content, 1);
    return pane;
}

} // namespace

NamesDialog::NamesDialog(JobRunner &runner, NamesToEdit names, QWidget *parent)
    : QDialog(parent)
    , m_runner(runner)
    , m_names(std::move(names))
    , m_edit(new NamesEdit(this))
    , m_old(new OldNamesStrip(*m_edit, this))
    , m_count(new QLabel(this))
    , m_problem(new ProblemLabel(this))
    , m_goThere(new QPushButton(tr("Go to That Line"), this))
{
    setObjectName(QStringLiteral("namesDialog"));
    setWindowTitle(tr("Edit Names as Text"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    resize(860, 560);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(kCheckAfterMs);
    connect(&m_checkSoon, &QTimer::timeout, this, &NamesDialog::launchCheck);
    build();
    refresh();
    makeText();
}

NamesDialog::~NamesDialog()
{
    m_stop.request_stop();
}

void NamesDialog::build()
{
    m_edit->setObjectName(QStringLiteral("namesEdit"));
    m_edit->setAccessibleName(tr("New names, one a line"));
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setReadOnly(true);
    m_edit->document()->setDocumentMargin(4);
    m_count->setObjectName(QStringLiteral("namesCount"));
    m_count->setFont(countFont(font()));
    m_problem->setObjectName(QStringLiteral("namesProblem"));
    m_goThere->setObjectName(QStringLiteral("namesGoThere"));
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(8);
    split->addWidget(titled(tr("Name"), m_old, split));
    split->addWidget(titled(tr("New name"), m_edit, split));
    split->setSizes({380, 480});
    auto *hint = new QLabel(
        tr("One name a line, in the order of the list. Lines that you change become a rule; the others stay with the rules."), this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(QStringLiteral("namesAccept"));
    m_accept->setText(tr("Use These Names"));
    m_accept->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_accept->setToolTip(m_accept->shortcut().toString(QKeySequence::NativeText));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("namesCancel"));
    auto *state = new QHBoxLayout;
    state->setSpacing(16);
    state->addWidget(m_count);
    state->addWidget(m_problem, 1);
    state->addWidget(m_goThere);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(hint);
    layout->addWidget(split, 1);
    layout->addLayout(state);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &NamesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, [this] { done(Rejected); });
    connect(m_goThere, &QPushButton::clicked, this, [this] {
        if (m_check && !m_check->problems.empty())
            m_edit->goToLine(int(m_check->problems.front().line));
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &NamesDialog::textChanged);
    connect(m_edit, &NamesEdit::filled, this, &NamesDialog::textChanged);
    m_edit->setFocus();
}

void NamesDialog::makeText()
{
    const auto make
        = [names = m_names, stop = m_stop.get_token()] { return makeNamesText(names.list, *names.order, names.plan, names.recipe, stop); };
    deliver(
        m_runner.compute(make), this, [this](const std::shared_ptr<const NamesText> &text) { show(text); },
        [this](const Error &error) { fail(error); });
}

void NamesDialog::show(std::shared_ptr<const NamesText> text)
{
    if (!text)
        return;
    m_text = std::move(text);
    m_old->setNames(m_text);
    m_edit->fill(m_text->text);
}

qint64 NamesDialog::lineCount() const
{
    return namesInLines(m_edit->blockCount(), m_edit->lastLineIsEmpty());
}

qint64 NamesDialog::fileCount() const
{
    return m_text ? qint64(m_text->rows.size()) : 0;
}

/// As cheap as one key: what grows with the names waits for a pause, and is a worker's.
void NamesDialog::textChanged()
{
    if (!m_text || m_edit->isFilling())
        return;
    m_stop.request_stop();
    ++m_generation;
    m_check = nullptr;
    m_warned = false;
    m_failure.clear();
    m_checkSoon.start();
    refresh();
}

void NamesDialog::launchCheck()
{
    m_stop = {};
    deliver(
        m_runner.compute(
            [before = m_text, text = m_edit->rawText(), stop = m_stop.get_token()] { return checkNames(*before, text, stop); }),
        this, [this, generation = m_generation](const std::shared_ptr<const NamesCheck> &check) { receiveCheck(generation, check); },
        [this](const Error &error) { fail(error); });
}

void NamesDialog::receiveCheck(std::uint64_t generation, std::shared_ptr<const NamesCheck> check)
{
    if (generation != m_generation || !check)
        return;
    m_check = std::move(check);
    refresh();
}

void NamesDialog::fail(const Error &error)
{
    m_taking = false;
    m_failure = errorWithPath(error);
    refresh();
}

void NamesDialog::refresh()
{
    const bool isComplete = m_text && !m_edit->isFilling();
    const bool matches = isComplete && lineCount() == fileCount();
    const bool hasProblems = m_check && !m_check->problems.empty();
    QString count = isComplete ? namesCountText(lineCount(), fileCount()) : tr("Preparing…");
    if (matches && m_check)
        count += QStringLiteral(" · ") + editedText(qint64(m_check->edits.size()));
    m_count->setText(count);
    m_count->setForegroundRole(QPalette::WindowText);
    QPalette colors;
    if (isComplete && !matches)
        colors.setColor(QPalette::WindowText, themeColors(palette()).error);
    m_count->setPalette(colors);
    m_problem->setText(m_warned    ? tr("Esc again closes this and drops what you edited.")
            : !m_failure.isEmpty() ? m_failure
            : hasProblems          ? lineProblemsText(m_check->problems)
                                   : QString());
    m_goThere->setVisible(hasProblems && !m_warned);
    m_accept->setEnabled(matches && m_check && !hasProblems && !m_taking);
    m_edit->setReadOnly(!isComplete || m_taking);
    if (m_check || !isComplete)
        m_old->setCheck(matches || hasProblems ? m_check : nullptr);
}

void NamesDialog::accept()
{
    if (!m_accept->isEnabled())
        return;
    if (m_check->edits.empty()) {
        QDialog::accept();
        return;
    }
    m_taking = true;
    refresh();
    const auto make
        = [names = m_names, before = m_text, check = m_check] { return recipeWithEdits(names.recipe, names.list, *before, check->edits); };
    const auto receive = [this](const EditedRecipe &recipe) {
        m_taking = false;
        if (recipe.tooLarge) {
            m_failure = tooLargeToEditText();
            refresh();
            return;
        }
        QDialog::accept();
        Q_EMIT edited(recipe);
    };
    deliver(m_runner.compute(make), this, receive, [this](const Error &error) { fail(error); });
}

/// Esc is soon pressed: what was edited is not gone with one of them.
void NamesDialog::reject()
{
    if (!m_warned && !m_taking && m_edit->document()->isModified()) {
        m_warned = true;
        refresh();
        return;
    }
    QDialog::reject();
}

} // namespace bulkhead
