// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "ui/models/names_text.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace bulkhead {

class NamesEdit;
class OldNamesStrip;
class ProblemLabel;

/// What the dialog begins with, as it was on screen.
struct NamesToEdit {
    FileList list;
    std::shared_ptr<const std::vector<RowId>> order; ///< All rows on the list.
    std::shared_ptr<const RenamePlan> plan;
    RenameRecipe recipe;
};

/// All new names as text, one a line: the lines that were edited become a list in the recipe. Text is made, checked and taken over by
/// workers. Blocks the window it belongs to, deletes itself when closed. GUI thread only; the runner must outlive it.
class NamesDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr qint64 kMostNames = 50'000; ///< A paste of all of them takes Qt a tenth of a second, a typed key nothing.

    NamesDialog(JobRunner &runner, NamesToEdit names, QWidget *parent = nullptr);
    ~NamesDialog() override;

Q_SIGNALS:
    /// Something was edited and is wanted. The dialog closes.
    void edited(const bulkhead::EditedRecipe &recipe);

protected:
    void reject() override;
    void accept() override;

private:
    void build();
    void makeText();
    void show(std::shared_ptr<const NamesText> text);
    void textChanged();
    void launchCheck();
    void receiveCheck(std::uint64_t generation, std::shared_ptr<const NamesCheck> check);
    void refresh();
    void fail(const Error &error);
    qint64 lineCount() const;
    qint64 fileCount() const;

    JobRunner &m_runner;
    NamesToEdit m_names;
    std::shared_ptr<const NamesText> m_text; ///< Null while it is made.
    std::shared_ptr<const NamesCheck> m_check; ///< Of the text as it is; null while it is checked.
    QTimer m_checkSoon;
    std::stop_source m_stop; ///< Of the check at work.
    std::uint64_t m_generation = 0;
    bool m_taking = false; ///< The recipe is being made.
    bool m_warned = false; ///< That closing drops what was edited.
    QString m_failure;
    NamesEdit *m_edit;
    OldNamesStrip *m_old;
    QLabel *m_count;
    ProblemLabel *m_problem;
    QPushButton *m_goThere;
    QPushButton *m_accept = nullptr;
};

} // namespace bulkhead
