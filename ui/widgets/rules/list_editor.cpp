// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/editors.h"

#include "core/base/text.h"
#include "ui/file_choosers.h"
#include "ui/models/names_text.h"
#include "ui/text/count_text.h"
#include "ui/widgets/names_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTextBlock>
#include <QToolButton>

namespace bulkhead {

namespace {

constexpr int kLinesShown = 6;
/// More are shown in part and not edited here: a rule is laid out again with every change of the rules.
constexpr std::size_t kMostNames = 2000;

/// As in a file of names: a line end at the end begins no further name.
std::vector<Bytes> linesOf(const QString &text)
{
    std::vector<Bytes> lines;
    if (text.isEmpty())
        return lines;
    for (const QString &line : text.split(QLatin1Char('\n')))
        lines.push_back(nameOfLine(line));
    if (lines.back().empty())
        lines.pop_back();
    return lines;
}

QString textOf(const NamesEdit &edit)
{
    return edit.rawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

QString shown(const std::vector<Bytes> &lines)
{
    QString text;
    for (std::size_t i = 0; i < std::min(lines.size(), kMostNames); ++i)
        text += lineOfName(lines[i]) + QLatin1Char('\n');
    return text;
}

/// A path, typed or chosen.
class PathField : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(ListEditor)

public:
    explicit PathField(QWidget *parent)
        : QWidget(parent)
        , m_text(new QLineEdit(this))
        , m_choose(new QToolButton(this))
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        layout->addWidget(m_text, 1);
        layout->addWidget(m_choose);
        m_text->setObjectName(QStringLiteral("listPath"));
        m_text->setAccessibleName(tr("File with the names"));
        m_text->setToolTip(tr("A text file, or a table in a file that ends with .csv, whose first row names the columns"));
        m_text->setPlaceholderText(QStringLiteral("/home/me/names.csv"));
        m_choose->setObjectName(QStringLiteral("listChoose"));
        m_choose->setText(QStringLiteral("…"));
        m_choose->setToolTip(tr("Choose the file with the names"));
        m_choose->setAccessibleName(m_choose->toolTip());
        setFocusProxy(m_text);
        connect(m_choose, &QToolButton::clicked, this,
            [this] { chooseNamesFile(window(), [field = QPointer<QLineEdit>(m_text)](const Bytes &path) { setPath(field, path); }); });
    }

    QLineEdit *text() const { return m_text; }

private:
    static void setPath(const QPointer<QLineEdit> &field, const Bytes &path)
    {
        if (field)
            field->setText(toText(path));
    }

    QLineEdit *m_text;
    QToolButton *m_choose;
};

class ListEditor : public RuleEditor
{
    Q_DECLARE_TR_FUNCTIONS(ListEditor)

public:
    explicit ListEditor(QWidget *parent)
        : RuleEditor(QStringLiteral("list"), parent)
        , m_from(addChoice(QStringLiteral("from"), tr("From"), {tr("Names typed here"), tr("A file")},
              tr("Where the names come from: typed or pasted here, or read from a file")))
        , m_by(addChoice(QStringLiteral("by"), tr("For"), {tr("The rows in their order"), tr("The rows named in it")},
              tr("In their order: one name for each row, an empty line leaves its row alone.\n"
                 "Named in it: a line is old,new; old is a name with its extension, or a whole path, and other rows stay")))
        , m_names(new NamesEdit(this))
        , m_file(new PathField(this))
        , m_note(new QLabel(this))
    {
        m_names->setToolTip(tr("One name a line, as many as there are rows"));
        m_names->setFixedHeight(m_names->fontMetrics().lineSpacing() * kLinesShown);
        m_note->setWordWrap(true);
        addRow(QStringLiteral("names"), tr("Names"), m_names);
        addRow(QStringLiteral("file"), tr("File"), m_file);
        addRow(QStringLiteral("note"), QString(), m_note);
        finish(ScopeChoice::Offered);
        connect(m_from, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
        connect(m_by, &QComboBox::currentIndexChanged, this, [this] { showWhatCounts(); });
        connect(m_names, &QPlainTextEdit::textChanged, this, [this] {
            showWhatCounts();
            Q_EMIT typed(m_names);
        });
        connect(m_file->text(), &QLineEdit::textChanged, this, [this] { Q_EMIT typed(m_file->text()); });
        showWhatCounts();
    }

    bool isBlank() const override { return isFile() ? m_file->text()->text().isEmpty() : m_names->document()->isEmpty(); }

    Rule rule() const override
    {
        ListRule rule{.by = ListRule::By(m_by->currentIndex())};
        if (isFile())
            rule.file = fromText(m_file->text()->text());
        else
            rule.names = isShownInPart() || textOf(*m_names) == m_openedText ? m_opened : linesOf(textOf(*m_names));
        return rule;
    }
    void setRule(const Rule &value) override
    {
        const auto &rule = std::get<ListRule>(value);
        m_opened = rule.names;
        m_from->setCurrentIndex(rule.file.empty() ? 0 : 1);
        m_by->setCurrentIndex(int(rule.by));
        m_names->setPlainText(shown(rule.names));
        m_names->setReadOnly(isShownInPart());
        m_openedText = textOf(*m_names);
        m_file->text()->setText(toText(rule.file));
        showWhatCounts();
    }

private:
    bool isShownInPart() const { return m_opened.size() > kMostNames; }
    bool isFile() const { return m_from->currentIndex() == 1; }
    void showWhatCounts()
    {
        const bool byName = m_by->currentIndex() == int(ListRule::By::Name);
        setRowVisible(QStringLiteral("names"), !isFile());
        setRowVisible(QStringLiteral("file"), isFile());
        if (auto *scope = findChild<QComboBox *>(QStringLiteral("listScope")))
            scope->setVisible(!byName); // it is the whole name then
        m_names->setPlaceholderText(byName ? QStringLiteral("old.txt,new.txt") : tr("One name a line"));
        m_note->setText(isFile() ? fileNote(byName) : isShownInPart() ? partNote() : tr("Names: %1").arg(countText(lineCount())));
    }

    static QString fileNote(bool byName)
    {
        return byName
            ? tr("A line is old,new. In a .csv file the columns old and new count, or the first two; rules below may use any: {csv:Title}")
            : tr("One name a line. In a .csv file the column new counts, or the first one; rules below may use any: {csv:Title}");
    }
    QString partNote() const
    {
        return tr("Names: %1. The first %2 are shown here; Edit Names as Text in the menu changes them")
            .arg(countText(qint64(m_opened.size())), countText(qint64(kMostNames)));
    }
    int lineCount() const
    {
        const QTextDocument *text = m_names->document();
        return text->blockCount() - (text->lastBlock().length() <= 1 ? 1 : 0);
    }

    QComboBox *m_from;
    QComboBox *m_by;
    NamesEdit *m_names;
    PathField *m_file;
    QLabel *m_note;
    std::vector<Bytes> m_opened;
    QString m_openedText;
};

} // namespace

RuleEditor *makeListEditor(QWidget *parent)
{
    return new ListEditor(parent);
}

} // namespace bulkhead
