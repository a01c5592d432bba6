// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/destination.h"

#include "core/base/path.h"

namespace bulkhead {

namespace {

/// Takes "./" and further slashes away, too.
bool takeUp(BytesView &text)
{
    while (text.starts_with("./") || text.starts_with('/')) {
        text.remove_prefix(text.starts_with('/') ? 1 : 2);
    }
    if (text == ".") {
        text = {};
    }
    const bool isUp = text == ".." || text.starts_with("../");
    text.remove_prefix(isUp ? 2 : 0);
    return isUp;
}

} // namespace

std::optional<DestinationPath> DestinationPath::compile(const TargetFolder &destination, RuleCompilation &compilation)
{
    BytesView text = destination.folder;
    if (text.empty()) {
        return std::nullopt;
    }
    if (text == "~" || text.starts_with("~/")) {
        compilation.report(RecipeProblem::Code::HomeFolder, "folder", Bytes(text));
        return std::nullopt;
    }
    DestinationPath path;
    path.m_isAbsolute = text.starts_with('/');
    while (takeUp(text)) {
        ++path.m_up;
    }
    path.m_prefix = destination.folder.size() - text.size();
    while (text.ends_with('/')) {
        text.remove_suffix(1);
    }
    if (text.empty()) {
        return path;
    }
    // All of it, so that the columns of problems are those of the field.
    path.m_text = compileTemplate("folder", BytesView(destination.folder).substr(0, path.m_prefix + text.size()), compilation);
    return path.m_text ? std::optional(std::move(path)) : std::nullopt;
}

StepOutcome DestinationPath::expand(const RowContext &context, BytesView folder, Bytes &out, std::size_t &checked) const
{
    if (m_isAbsolute) {
        out += '/';
    } else if (m_up > 0) {
        for (int i = 0; i < m_up; ++i) {
            folder = parentPath(folder);
        }
        out.append(folder);
        if (!out.ends_with('/')) {
            out += '/';
        }
    }
    checked = out.size();
    if (!m_text) {
        return StepOutcome::Changed;
    }
    const StepOutcome outcome = outcomeOf(m_text->expand(out, context));
    if (outcome == StepOutcome::Changed) {
        out.erase(checked, m_prefix);
        out += '/';
    }
    return outcome;
}

} // namespace bulkhead
