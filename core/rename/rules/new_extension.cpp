// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/new_extension.h"

#include "core/base/text.h"
#include "core/rename/rules/letter_case.h"

#include <QMimeDatabase>
#include <QStringList>

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Letters = ExtensionRule::Letters;

namespace {

BytesView withoutDot(BytesView extension) noexcept
{
    return extension.starts_with('.') ? extension.substr(1) : extension;
}

bool checkFields(const ExtensionRule &rule, RuleCompilation &compilation)
{
    const bool others = rule.to || rule.letters != Letters::Keep || !rule.add.empty() || rule.fromContent;
    if (rule.remove && others) {
        const char *other = rule.to ? "to" : rule.letters != Letters::Keep ? "case" : rule.fromContent ? "from" : "add";
        compilation.report(Code::Contradiction, "remove", other);
        return false;
    }
    if (rule.to && rule.fromContent) {
        compilation.report(Code::Contradiction, "from", "to");
        return false;
    }
    if (!rule.remove && !others) {
        compilation.report(Code::MissingField, "to");
        return false;
    }
    if (!rule.add.empty() && withoutDot(rule.add).empty()) {
        compilation.report(Code::MustNotBeEmpty, "add");
        return false;
    }
    return compilation.checkText("add", rule.add);
}

const FactKey kContentType{.kind = FactKey::Kind::ContentType, .name = {}};

/// Whether files with this extension are of the type or of a kind of it: "docx" is a kind of ZIP.
bool belongsTo(const QString &extension, const QString &type)
{
    const QList<QMimeType> kinds = QMimeDatabase().mimeTypesForFileName(QLatin1String("a.") + extension);
    return std::any_of(kinds.begin(), kinds.end(), [&type](const QMimeType &kind) { return kind.inherits(type); });
}

/// Puts the extension of what the file holds in place of one that does not belong to it. False where the file cannot be read.
bool takeFromContent(Bytes &extension, const RowContext &context)
{
    const FileFacts::View fact = context.files ? context.files->find(context.row, kContentType) : FileFacts::View{};
    if (fact.state != Fact::State::Value)
        return fact.state == Fact::State::None;
    const QStringList words = toText(fact.text).split(QLatin1Char(' ')); // the type, then its suffixes
    const QString now = toText(extension);
    const bool belongs = words.indexOf(now.toLower(), 1) > 0 || (!now.isEmpty() && belongsTo(now, words.front()));
    if (!belongs)
        extension = fromText(words.at(1));
    return true;
}

} // namespace

std::optional<NewExtensionStep> NewExtensionStep::compile(const ExtensionRule &rule, RuleCompilation &compilation)
{
    NewExtensionStep step;
    step.m_letters = rule.letters;
    step.m_add = withoutDot(rule.add);
    step.m_remove = rule.remove;
    step.m_fromContent = rule.fromContent;
    if (rule.fromContent) {
        compilation.ask({kContentType});
    }
    const bool good = checkFields(rule, compilation);
    if (rule.to) {
        step.m_to = compileTemplate("to", *rule.to, compilation);
        if (!step.m_to) {
            return std::nullopt;
        }
    }
    return good ? std::optional(std::move(step)) : std::nullopt;
}

StepOutcome NewExtensionStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (context.table.isDirectory(context.row)) {
        return StepOutcome::Unchanged;
    }
    const std::size_t before = out.size();
    out += context.stem;
    if (m_remove) {
        return context.stem == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
    }
    Bytes &extension = scratch.text;
    extension = context.extension;
    if (m_to) {
        extension.clear();
        if (const auto outcome = m_to->expand(extension, context); outcome != Template::Outcome::Ok) {
            return outcomeOf(outcome);
        }
        extension.erase(0, extension.size() - withoutDot(extension).size());
    }
    if (m_fromContent && !takeFromContent(extension, context)) {
        return StepOutcome::Unreadable;
    }
    if (m_letters != Letters::Keep) {
        extension = m_letters == Letters::Lower ? toLowerRoot(extension) : toUpperRoot(extension);
    }
    const bool hadDot = context.name.size() > context.stem.size() + context.extension.size();
    for (BytesView part : {BytesView(extension), BytesView(m_add)}) {
        if (!part.empty()) {
            out.append(1, '.').append(part);
        }
    }
    // "a." keeps its dot where nothing was said about what is behind it.
    if (!m_to && m_add.empty() && extension.empty() && hadDot) {
        out += '.';
    }
    return BytesView(out).substr(before) == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

} // namespace bulkhead
