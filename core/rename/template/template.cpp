// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/template.h"

#include "core/base/utf8.h"
#include "core/rename/rules/letter_case.h"
#include "core/rename/template/template_parser.h"

#include <algorithm>

namespace bulkhead {

namespace {

using Outcome = Template::Outcome;

Outcome appendValue(Bytes &out, const TemplateValue &value, const RowContext &context)
{
    const std::size_t start = out.size();
    const TokenValue got = appendTemplateToken(out, value.token, context);
    if (got == TokenValue::Illegal) {
        return Outcome::IllegalData;
    }
    const Outcome lacking = got == TokenValue::Unreadable ? Outcome::Unreadable : Outcome::NoValue;
    bool hasValue = got == TokenValue::Ok;
    for (const TemplateFilter &filter : value.filters) {
        if (filter.kind != TemplateFilter::Kind::Or) {
            if (hasValue && !applyTemplateFilter(filter, out, start)) {
                return Outcome::IllegalData;
            }
        } else if (!hasValue || out.size() == start) {
            out.replace(start, Bytes::npos, filter.text);
            hasValue = true;
        }
    }
    return hasValue ? Outcome::Ok : lacking;
}

// The case that holds from one \U, \L, \E, \u or \l to the next. Text is converted once its end is known.
class CaseSpan
{
public:
    explicit CaseSpan(Bytes &out)
        : m_out(out)
        , m_start(out.size())
    {
    }

    void change(TemplateCase to)
    {
        finish();
        switch (to) {
        case TemplateCase::Upper:
        case TemplateCase::Lower:
            m_whole = to;
            break;
        case TemplateCase::End:
            m_whole.reset();
            m_first.reset();
            break;
        case TemplateCase::UpperNext:
        case TemplateCase::LowerNext:
            m_first = to;
            break;
        }
    }

    void finish()
    {
        const BytesView text = BytesView(m_out).substr(m_start);
        if (!text.empty() && (m_whole || m_first)) {
            Bytes converted = m_whole ? wholeConverted(text) : Bytes(text);
            convertFirst(converted);
            m_out.replace(m_start, Bytes::npos, converted);
            m_first.reset();
        }
        m_start = m_out.size();
    }

private:
    Bytes wholeConverted(BytesView text) const { return *m_whole == TemplateCase::Upper ? toUpperRoot(text) : toLowerRoot(text); }

    void convertFirst(Bytes &text) const
    {
        if (m_first) {
            const unsigned length = decodeReversible(text, 0).length;
            const auto to = *m_first == TemplateCase::UpperNext ? CaseRule::To::Title : CaseRule::To::Lower;
            text.replace(0, length, convertCase(BytesView(text).substr(0, length), CaseRule{.to = to}));
        }
    }

    Bytes &m_out;
    std::size_t m_start;
    std::optional<TemplateCase> m_whole;
    std::optional<TemplateCase> m_first; ///< Waits for a first character: \u$1$2 means $2 where $1 is empty.
};

} // namespace

struct Template::Data {
    std::vector<TemplateStep> steps;
    bool changesCase = false;
    bool isLiteral = false;
    Bytes literal;

    Outcome expandPlain(Bytes &out, const RowContext &context) const;
    Outcome expandWithCase(Bytes &out, const RowContext &context) const;
};

Outcome Template::Data::expandPlain(Bytes &out, const RowContext &context) const
{
    for (const TemplateStep &step : steps) {
        if (const auto *text = std::get_if<Bytes>(&step)) {
            out += *text;
        } else if (const Outcome outcome = appendValue(out, *std::get_if<TemplateValue>(&step), context); outcome != Outcome::Ok) {
            return outcome;
        }
    }
    return Outcome::Ok;
}

Outcome Template::Data::expandWithCase(Bytes &out, const RowContext &context) const
{
    CaseSpan span(out);
    for (const TemplateStep &step : steps) {
        if (const auto *change = std::get_if<TemplateCase>(&step)) {
            span.change(*change);
        } else if (const auto *text = std::get_if<Bytes>(&step)) {
            out += *text;
        } else if (const Outcome outcome = appendValue(out, *std::get_if<TemplateValue>(&step), context); outcome != Outcome::Ok) {
            return outcome;
        }
    }
    span.finish();
    return Outcome::Ok;
}

Template::Template()
    : m_data(std::make_unique<Data>())
{
}

Template::~Template() = default;

std::variant<std::shared_ptr<const Template>, RecipeProblem> Template::compile(BytesView text, const TemplateOptions &options)
{
    auto parsed = parseTemplate(text, options);
    if (auto *problem = std::get_if<RecipeProblem>(&parsed)) {
        return std::move(*problem);
    }
    const std::shared_ptr<Template> compiled(new Template);
    Data &data = *compiled->m_data;
    data.steps = std::get<std::vector<TemplateStep>>(std::move(parsed));
    data.changesCase
        = std::any_of(data.steps.begin(), data.steps.end(), [](const auto &step) { return std::holds_alternative<TemplateCase>(step); });
    data.isLiteral = data.steps.empty() || (data.steps.size() == 1 && std::holds_alternative<Bytes>(data.steps[0]));
    if (data.isLiteral && !data.steps.empty()) {
        data.literal = std::get<Bytes>(data.steps[0]);
    }
    return compiled;
}

bool Template::isLiteral() const noexcept
{
    return m_data->isLiteral;
}

const Bytes &Template::literal() const noexcept
{
    return m_data->literal;
}

std::vector<std::uint32_t> Template::groups() const
{
    std::vector<std::uint32_t> groups;
    for (const TemplateStep &step : m_data->steps) {
        const auto *value = std::get_if<TemplateValue>(&step);
        if (value && value->token.kind == TemplateToken::Kind::Capture
            && std::find(groups.begin(), groups.end(), value->token.groups[0]) == groups.end()) {
            groups.push_back(value->token.groups[0]);
        }
    }
    return groups;
}

std::vector<FactKey> Template::facts() const
{
    std::vector<FactKey> keys;
    for (const TemplateStep &step : m_data->steps) {
        const auto *value = std::get_if<TemplateValue>(&step);
        if (value && value->token.kind == TemplateToken::Kind::Fact && std::find(keys.begin(), keys.end(), value->token.fact) == keys.end())
            keys.push_back(value->token.fact);
    }
    return keys;
}

Template::Outcome Template::expand(Bytes &out, const RowContext &context) const
{
    return m_data->changesCase ? m_data->expandWithCase(out, context) : m_data->expandPlain(out, context);
}

} // namespace bulkhead
