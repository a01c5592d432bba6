// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rule_example.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QToolButton;

namespace bulkhead {

class RuleEditor;
class RuleExampleLine;

/// One rule on screen: a handle to drag it by, a box to switch it on, a title that sums it up while folded, its editor. GUI
/// thread only.
class RuleCard : public QFrame
{
    Q_OBJECT

public:
    RuleCard(const RuleSlot &slot, QWidget *parent);

    /// A rule nobody touched is the one that was given, also where a field cannot show all of it.
    RuleSlot slot() const;
    void setSlot(const RuleSlot &slot); ///< Of the same kind. Does not emit changed.
    bool isBlank() const;
    std::size_t kind() const noexcept { return m_kind; }

    /// `field` as in JSON, without "rules[n]."; where there is no such field, or the card is folded, the mistake is shown under
    /// the title.
    void showProblem(const QString &field, const QString &text);
    void clearProblems();
    void showExample(const std::optional<RuleExample> &example); ///< What the rule makes of a row; nothing where there is none.
    void setExampleStale(bool stale); ///< It was worked out for older rules.
    void setExampleShown(bool shown); ///< Whether there is room for it: so that nothing jumps while examples come and go.
    bool focusFirstField(); ///< False where it cannot take the focus: the card is folded, switched off or read-only.

Q_SIGNALS:
    void changed(QWidget *field); ///< The text or number field in which something was typed; null where it was none.
    void removeWanted();
    void moveWanted(int by); ///< -1 up, 1 down.
    void dragged(const QPoint &globalPosition); ///< The handle is held and moved.
    void dropped(); ///< The handle is let go.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeader();
    void edited(QWidget *field);
    void fold(bool folded);
    void refreshTitle();
    void placeProblems();

    struct Problem {
        QString field;
        QString text;
    };
    std::vector<Problem> m_problems;
    Rule m_given;
    Rule m_shown; ///< What the editor made of it.
    std::size_t m_kind;
    RuleEditor *m_editor = nullptr;
    QLabel *m_handle = nullptr;
    QCheckBox *m_enabled = nullptr;
    QLabel *m_title = nullptr;
    QToolButton *m_fold = nullptr;
    QLabel *m_problem = nullptr;
    RuleExampleLine *m_example = nullptr;
    bool m_exampleShown = false;
};

} // namespace bulkhead
