// SPDX-License-Identifier: GPL-3.0-or-later
// The editors, one file each; rule_editor.h has the function that picks one.
#pragma once

#include "ui/widgets/rules/rule_editor.h"

namespace bulkhead {

RuleEditor *makeReplaceEditor(QWidget *parent);
RuleEditor *makeTemplateEditor(QWidget *parent);
RuleEditor *makeInsertEditor(QWidget *parent);
RuleEditor *makeRemoveEditor(QWidget *parent);
RuleEditor *makeKeepEditor(QWidget *parent);
RuleEditor *makeTrimEditor(QWidget *parent);
RuleEditor *makeSwapEditor(QWidget *parent);
RuleEditor *makeCaseEditor(QWidget *parent);
RuleEditor *makeNumberEditor(QWidget *parent);
RuleEditor *makeRenumberEditor(QWidget *parent);
RuleEditor *makeExtensionEditor(QWidget *parent);
RuleEditor *makeNormaliseEditor(QWidget *parent);
RuleEditor *makeCleanEditor(QWidget *parent);
RuleEditor *makeTransliterateEditor(QWidget *parent);
RuleEditor *makeDateEditor(QWidget *parent);
RuleEditor *makeDecodeEditor(QWidget *parent);
RuleEditor *makeListEditor(QWidget *parent);

} // namespace bulkhead
