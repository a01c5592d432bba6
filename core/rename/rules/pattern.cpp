// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/rename/rules/pattern.h"

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "core/rename/recipe/text_column.h"
#include "core/rename/rules/subject_view.h"
#include "core/rename/rules/wildcard.h"

#include <pcre2.h>

#include <array>

namespace bulkhead {

namespace {

constexpr std::uint32_t kMatchLimit = 100'000; // about 0.3 ms at worst, at each place where a match may begin
constexpr std::uint32_t kDepthLimit = 100'000;
constexpr std::uint32_t kHeapLimitKiB = 16 * 1024;
constexpr std::size_t kJitStackStart = 32 * 1024;
constexpr std::size_t kJitStackMost = 1024 * 1024;

// A name is one text, not lines: '.' takes a newline, '$' is the end.
constexpr std::uint32_t kOptions
    = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY;

// What counts as a part of a word: \w has no combining marks, and knows nothing of the marks for undecodable bytes.
#define BULKHEAD_WORD "[\\w\\p{M}\\x{10FF80}-\\x{10FFFF}]"
constexpr BytesView kNotInsideWord = "(?!(?<=" BULKHEAD_WORD ")" BULKHEAD_WORD ")";
#undef BULKHEAD_WORD

template <auto Free>
struct Freeing {
    template <class T>
    void operator()(T *object) const noexcept
    {
        Free(object);
    }
};
using Code = std::unique_ptr<pcre2_code, Freeing<pcre2_code_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freeing<pcre2_compile_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freeing<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freeing<pcre2_match_context_free>>;
using JitStack = std::unique_ptr<pcre2_jit_stack, Freeing<pcre2_jit_stack_free>>;

PCRE2_SPTR units(BytesView text) noexcept
{
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

// PCRE2 tells a null subject from an empty one, and so do captures.
BytesView withData(BytesView text) noexcept
{
    return text.data() ? text : BytesView("");
}

Bytes messageOf(int error)
{
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    return reinterpret_cast<const char *>(message.data());
}

std::variant<Code, RecipeProblem> compileRegex(BytesView text, std::uint32_t options, pcre2_compile_context *context = nullptr)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    Code code(pcre2_compile(units(text), text.size(), options, &error, &offset, context));
    if (!code) {
        return RecipeProblem{.code = RecipeProblem::Code::BadRegex, .argument = messageOf(error), .column = columnAt(text, offset)};
    }
    return code;
}

Bytes asWholeWord(BytesView regex)
{
    Bytes wrapped(kNotInsideWord);
    wrapped.append("(?:").append(regex).append(")").append(kNotInsideWord);
    return wrapped;
}

// The regex has compiled by itself. What cannot stand in a group (a comment up to the end, a leading verb) takes PCRE2's own
// idea of a word.
std::variant<Code, RecipeProblem> compileWholeWord(BytesView regex, std::uint32_t options)
{
    auto wrapped = compileRegex(asWholeWord(regex), options);
    if (std::holds_alternative<Code>(wrapped)) {
        return wrapped;
    }
    const CompileContext context(pcre2_compile_context_create(nullptr));
    pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_MATCH_WORD);
    return compileRegex(regex, options, context.get());
}

// The user's text as it would read in the subject's view.
Bytes reversibleUtf8(BytesView text)
{
    return Bytes(SubjectView().view(text));
}

bool isTooComplex(int result) noexcept
{
    return result < 0 && result != PCRE2_ERROR_NOMATCH;
}

} // namespace

struct Pattern::Data {
    Code code;
    std::uint32_t groupCount = 0;
    std::vector<std::pair<Bytes, std::uint32_t>> groupNames;

    void readGroups();
};

void Pattern::Data::readGroups()
{
    pcre2_pattern_info(code.get(), PCRE2_INFO_CAPTURECOUNT, &groupCount);
    std::uint32_t names = 0;
    std::uint32_t entrySize = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code.get(), PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(code.get(), PCRE2_INFO_NAMEENTRYSIZE, &entrySize);
    pcre2_pattern_info(code.get(), PCRE2_INFO_NAMETABLE, &table);
    for (std::uint32_t i = 0; i < names; ++i, table += entrySize) {
        groupNames.emplace_back(reinterpret_cast<const char *>(table + 2), (unsigned(table[0]) << 8U) | table[1]);
    }
}

Pattern::Pattern()
    : m_data(std::make_unique<Data>())
{
}

Pattern::~Pattern() = default;

std::variant<std::shared_ptr<const Pattern>, RecipeProblem> Pattern::compile(
    BytesView text, MatchMode mode, LetterMatch letters, bool wholeWord)
{
    if (text.empty()) {
        return RecipeProblem{.code = RecipeProblem::Code::MustNotBeEmpty};
    }
    if (mode != MatchMode::Text && !isValidUtf8(text)) {
        return RecipeProblem{.code = RecipeProblem::Code::NotText};
    }
    std::shared_ptr<Pattern> pattern(new Pattern);
    Bytes regex = reversibleUtf8(text);
    if (mode == MatchMode::Text) {
        regex = escapeRegex(regex);
    } else if (mode == MatchMode::Wildcard) {
        auto translated = wildcardToRegex(regex);
        if (auto *problem = std::get_if<RecipeProblem>(&translated)) {
            return std::move(*problem);
        }
        regex = std::get<Bytes>(std::move(translated));
    }
    const std::uint32_t options = kOptions | (letters == LetterMatch::Ignore ? PCRE2_CASELESS : 0);
    auto compiled = compileRegex(regex, options);
    if (wholeWord && std::holds_alternative<Code>(compiled)) {
        compiled = compileWholeWord(regex, options);
    }
    if (auto *problem = std::get_if<RecipeProblem>(&compiled)) {
        if (mode != MatchMode::Regex) {
            problem->column = -1; // of a text the user never saw
        }
        return std::move(*problem);
    }
    Data &data = *pattern->m_data;
    data.code = std::get<Code>(std::move(compiled));
    pcre2_jit_compile(data.code.get(), PCRE2_JIT_COMPLETE); // without it the interpreter matches
    data.readGroups();
    return pattern;
}

std::uint32_t Pattern::groupCount() const noexcept
{
    return m_data->groupCount;
}

std::vector<std::uint32_t> Pattern::groupsNamed(BytesView name) const
{
    std::vector<std::uint32_t> numbers;
    for (const auto &[known, number] : m_data->groupNames) {
        if (known == name) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

struct Pattern::Matcher::Data {
    explicit Data(std::shared_ptr<const Pattern> of);
    const Pattern::Data &pattern() const { return *owner->m_data; }
    enum class Empty : std::uint8_t { Allowed, NotAtStart };
    Found find(BytesView subject, std::size_t from, Empty empty);
    Found match(BytesView subject, std::size_t from, Empty empty);
    void readCaptures(BytesView subject);

    std::shared_ptr<const Pattern> owner;
    SubjectView view;
    MatchData matchData;
    MatchContext context;
    JitStack jitStack;
    std::vector<BytesView> captures;
    std::size_t captureCount = 0;
    std::size_t lastEnd = 0; ///< Of the last match.
};

Pattern::Matcher::Data::Data(std::shared_ptr<const Pattern> of)
    : owner(std::move(of))
    , captures(pattern().groupCount + 1)
{
    matchData.reset(pcre2_match_data_create_from_pattern(pattern().code.get(), nullptr));
    context.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context.get(), kMatchLimit);
    pcre2_set_depth_limit(context.get(), kDepthLimit);
    pcre2_set_heap_limit(context.get(), kHeapLimitKiB);
    jitStack.reset(pcre2_jit_stack_create(kJitStackStart, kJitStackMost, nullptr));
    if (jitStack) {
        pcre2_jit_stack_assign(context.get(), nullptr, jitStack.get());
    }
}

Pattern::Matcher::Found Pattern::Matcher::Data::find(BytesView subject, std::size_t from, Empty empty)
{
    captureCount = 0;
    if (from > subject.size()) {
        return Found::No;
    }
    subject = withData(subject);
    const Found found = match(subject, from, empty);
    if (found == Found::Yes) {
        lastEnd = static_cast<std::size_t>(captures[0].data() - subject.data()) + captures[0].size();
    }
    return found;
}

Pattern::Matcher::Found Pattern::Matcher::Data::match(BytesView subject, std::size_t from, Empty empty)
{
    const BytesView text = view.view(subject);
    const std::uint32_t options = empty == Empty::NotAtStart ? PCRE2_NOTEMPTY_ATSTART : 0;
    const auto attempt = [&](std::uint32_t more) {
        return pcre2_match(
            pattern().code.get(), units(text), text.size(), view.toView(from), options | more, matchData.get(), context.get());
    };
    int result = attempt(0);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT) {
        result = attempt(PCRE2_NO_JIT);
    }
    if (isTooComplex(result)) {
        return Found::TooComplex;
    }
    if (result == PCRE2_ERROR_NOMATCH) {
        return Found::No;
    }
    readCaptures(subject);
    return Found::Yes;
}

void Pattern::Matcher::Data::readCaptures(BytesView subject)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matchData.get());
    captureCount = captures.size();
    for (std::size_t i = 0; i < captures.size(); ++i) {
        captures[i] = {};
        if (offsets[2 * i] != PCRE2_UNSET) {
            const std::size_t start = view.toSubject(offsets[2 * i]);
            const std::size_t end = view.toSubject(offsets[2 * i + 1]);
            captures[i] = subject.substr(start, end < start ? 0 : end - start);
        }
    }
}

Pattern::Matcher::Matcher(std::shared_ptr<const Pattern> pattern)
    : m_data(std::make_unique<Data>(std::move(pattern)))
{
}

Pattern::Matcher::~Matcher() = default;
Pattern::Matcher::Matcher(Matcher &&) noexcept = default;
Pattern::Matcher &Pattern::Matcher::operator=(Matcher &&) noexcept = default;

Pattern::Matcher::Found Pattern::Matcher::find(BytesView subject, std::size_t from)
{
    return m_data->find(subject, from, Data::Empty::Allowed);
}

Pattern::Matcher::Found Pattern::Matcher::findNext(BytesView subject)
{
    return m_data->find(subject, m_data->lastEnd, Data::Empty::NotAtStart);
}

std::span<const BytesView> Pattern::Matcher::captures() const noexcept
{
    return std::span(m_data->captures).first(m_data->captureCount);
}

} // namespace bulkhead
