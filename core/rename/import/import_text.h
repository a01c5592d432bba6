// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what the three importers share.
#pragma once

#include "core/rename/import.h"

namespace bulkhead {

/// A template in the making, with what means something in it escaped.
class TemplateText
{
public:
    /// `captures`: it is the `with` of a regex, where '$' and '\' mean something too.
    explicit TemplateText(bool captures = false)
        : m_captures(captures)
    {
    }

    void addLiteral(BytesView text);
    /// `inside` is "token:argument|filter", its arguments escaped by `tokenArgument`.
    void addToken(BytesView inside) { m_text.append("{").append(inside).append("}"); }
    /// A piece that is a template already.
    void addReady(BytesView text) { m_text += text; }
    Bytes take() { return std::move(m_text); }

private:
    bool m_captures;
    Bytes m_text;
};

/// `text` for the inside of a token's braces.
Bytes tokenArgument(BytesView text);

/// Text that means itself inside one of Qt's date formats.
Bytes dateLiteral(BytesView text);

/// A counter's token, without its braces; `step` is not 0.
struct CounterText {
    std::int64_t start = 1;
    std::int64_t step = 1;
    int pad = 1;
    BytesView base = "decimal";
    bool perFolder = false;
};
Bytes counterToken(const CounterText &counter);
/// The number that a counter with a step of 0 repeats.
Bytes paddedNumber(std::int64_t value, int pad);

/// Notes what is lost of one field.
class LossNotes
{
public:
    LossNotes(Bytes field, BytesView source, std::vector<ImportLoss> &losses)
        : m_field(std::move(field))
        , m_source(source)
        , m_losses(losses)
    {
    }
    /// `text` is a part of the source.
    void add(ImportLoss::Reason reason, BytesView text);

private:
    Bytes m_field;
    BytesView m_source;
    std::vector<ImportLoss> &m_losses;
};

struct Renamed {
    BytesView theirs;
    BytesView ours;
};

template <std::size_t Count>
std::optional<BytesView> renamed(const Renamed (&table)[Count], BytesView theirs)
{
    for (const Renamed &entry : table) {
        if (entry.theirs == theirs) {
            return entry.ours;
        }
    }
    return std::nullopt;
}

/// How many groups a regular expression has, whether it is well formed or not.
int groupCount(BytesView regex);
/// ".*", "^(.+)$" and the like: no name without a match, and no name with two.
bool matchesWholeName(BytesView regex);

/// Adds a problem for each text that is no UTF-8.
void checkIsText(const Bytes &field, BytesView text, std::vector<RecipeProblem> &problems);
/// Adds a problem where `regex` is none.
void checkRegex(const Bytes &field, BytesView regex, std::vector<RecipeProblem> &problems);

RecipeResult<ImportedRecipe> importKRename(const KRenameInput &input);
RecipeResult<ImportedRecipe> importPowerRename(const PowerRenameInput &input);
RecipeResult<ImportedRecipe> importF2(const F2Input &input);

} // namespace bulkhead
