// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/details_dialog.h"

#include "ui/models/shared_value.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

class ProblemModel : public QAbstractTableModel
{
public:
    ProblemModel(RowProblemsRef problems, QObject *parent)
        : QAbstractTableModel(parent)
        , m_problems(problems ? std::move(problems) : sharedValue(RowProblems()))
    {
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_problems->size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
            return {};
        const RowProblem &problem = (*m_problems)[std::size_t(index.row())];
        return index.column() == 0 ? problem.name : problem.text;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        return section == 0 ? DetailsDialog::tr("File") : DetailsDialog::tr("What happened");
    }
    QString text() const
    {
        QString all;
        for (const RowProblem &problem : *m_problems)
            all += problem.name + QLatin1Char('\t') + problem.text + QLatin1Char('\n');
        return all;
    }

private:
    RowProblemsRef m_problems;
};

} // namespace

DetailsDialog::DetailsDialog(const Notice &notice, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("detailsDialog"));
    setWindowTitle(tr("Details"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 420);
    auto *model = new ProblemModel(notice.problems, this);
    auto *table = new QTableView(this);
    table->setObjectName(QStringLiteral("detailsTable"));
    table->setAccessibleName(tr("Files, and what happened to them"));
    table->setModel(model);
    table->verticalHeader()->hide();
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setAlternatingRowColors(true);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(0, 320);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("detailsCopy"));
    connect(copy, &QPushButton::clicked, model, [model] { QApplication::clipboard()->setText(model->text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    auto *above = new QLabel(notice.details.isEmpty() ? notice.text : notice.details, this);
    above->setObjectName(QStringLiteral("detailsText"));
    above->setTextFormat(Qt::PlainText);
    above->setTextInteractionFlags(Qt::TextSelectableByMouse);
    above->setWordWrap(true);
    layout->addWidget(above);
    layout->addWidget(table);
    table->setVisible(model->rowCount() > 0);
    copy->setVisible(model->rowCount() > 0);
    if (model->rowCount() == 0)
        resize(width(), minimumHeight());
    layout->addWidget(buttons);
}

} // namespace bulkhead
