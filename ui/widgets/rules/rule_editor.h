// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

#include <map>

class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace bulkhead {

class WideNumber;

/// Edits one rule: fields with short labels, each with room for a mistake under it, and a last line of options. One
/// subclass per kind of rule. Fields are named as in JSON. GUI thread only.
class RuleEditor : public QWidget
{
    Q_OBJECT

public:
    virtual Rule rule() const = 0;
    virtual void setRule(const Rule &rule) = 0;
    /// Nothing was filled in yet: the rule takes no part and is no mistake either.
    virtual bool isBlank() const { return false; }

    Scope scope() const;
    void setScope(Scope scope);

    /// Shows `text` under the field, or returns false where the editor has no such field.
    bool showProblem(const QString &field, const QString &text);
    void clearProblems();
    QWidget *firstField() const { return m_first; }

Q_SIGNALS:
    void changed();
    void typed(QWidget *field); ///< Instead of `changed`, where `field` holds a text or a number.

protected:
    enum class ScopeChoice : std::uint8_t { Offered, None };

    /// `kind` begins the object names of the fields: "replace" + "Find".
    RuleEditor(const QString &kind, QWidget *parent);

    QLineEdit *addText(const QString &field, const QString &label, const QString &placeholder, const QString &help);
    QSpinBox *addNumber(const QString &field, const QString &label, int from, int to, const QString &help);
    WideNumber *addWideNumber(const QString &field, const QString &label, const QString &help);
    QComboBox *addChoice(const QString &field, const QString &label, const QStringList &choices, const QString &help);
    /// Whoever makes the widget tells of its changes.
    void addRow(const QString &field, const QString &label, QWidget *widget);
    /// A small button with two states in the line of options.
    QToolButton *addToggle(const QString &field, const QString &text, const QString &help);
    /// Puts a widget into the line of options.
    void addOption(const QString &field, QWidget *widget);
    /// Ends the fields: the line of options, with the scope where it is offered.
    void finish(ScopeChoice scope);
    /// Shows or hides a field with its label.
    void setRowVisible(const QString &field, bool visible);

private:
    struct Row {
        QLabel *label = nullptr;
        QWidget *widget = nullptr;
        QLabel *problem = nullptr;
    };
    QString fieldName(const QString &field) const;
    Row &row(const QString &field, const QString &label);

    QString m_kind;
    QGridLayout *m_grid;
    QHBoxLayout *m_options;
    QComboBox *m_scope = nullptr;
    QWidget *m_first = nullptr;
    std::map<QString, Row> m_rows;
};

/// An editor for rules of this kind (index in the Rule variant), set to the rule's defaults.
RuleEditor *makeRuleEditor(std::size_t kind, QWidget *parent);
/// The defaults of a kind.
Rule makeRule(std::size_t kind);

} // namespace bulkhead
