// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of the rule table: rules as JSON, names, and what they make of them. tests/core/rule_table/ has the rows, a function a rule.
#pragma once

#include "tests/support/naming.h"

#include <initializer_list>

namespace bulkhead::test {

/// One name, or several of one batch: "a.txt", {"a.txt", "b.txt"}.
class RowNames : public std::vector<QByteArray>
{
public:
    RowNames(const char *name)
        : std::vector<QByteArray>(1, QByteArray(name))
    {
    }
    RowNames(const QByteArray &name)
        : std::vector<QByteArray>(1, name)
    {
    }
    RowNames(std::initializer_list<const char *> names)
        : std::vector<QByteArray>(names.begin(), names.end())
    {
    }
};

struct RuleRow {
    const char *title;
    QByteArray rules; ///< JSON objects with commas between, ' for ".
    RowNames before; ///< Names below "/d"; a slash at the end makes one a folder.
    RowNames after;
    RowIssue issue = RowIssue::None; ///< Of each of them.
    ExtensionStyle style = ExtensionStyle::Known;
};

struct RuleGroup {
    const char *rule; ///< As ruleName() says.
    std::vector<RuleRow> rows;
};

RuleGroup replaceRows();
RuleGroup templateRows();
RuleGroup insertRows();
RuleGroup removeRows();
RuleGroup keepRows();
RuleGroup trimRows();
RuleGroup swapRows();
RuleGroup caseRows();
RuleGroup numberRows();
RuleGroup renumberRows();
RuleGroup extensionRows();
RuleGroup normaliseRows();
RuleGroup cleanRows();
RuleGroup transliterateRows();
RuleGroup dateRows();
RuleGroup decodeRows();
RuleGroup listRows();

/// All of them.
std::vector<RuleGroup> ruleTable();

} // namespace bulkhead::test
