// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a template as a list of steps.
#pragma once

#include "core/rename/template/template_filter.h"
#include "core/rename/template/template_token.h"

namespace bulkhead {

/// \U \L \E \u \l: of what follows.
enum class TemplateCase : std::uint8_t { Upper, Lower, End, UpperNext, LowerNext };

struct TemplateValue {
    TemplateToken token;
    std::vector<TemplateFilter> filters;
};

/// Literal text, a value, or a change of case.
using TemplateStep = std::variant<Bytes, TemplateValue, TemplateCase>;

/// Neighbouring literals are one step, and none is empty. Linear.
std::variant<std::vector<TemplateStep>, RecipeProblem> parseTemplate(BytesView text, const TemplateOptions &options);

} // namespace bulkhead
