// SPDX-License-Identifier: GPL-3.0-or-later
// What a user asks of a rename, as a value. Rules are a closed variant: CONTRIBUTING.md says how to add one.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace bulkhead {

/// Which part of the name a rule works on.
enum class Scope : std::uint8_t { Stem, Extension, Name };

enum class MatchMode : std::uint8_t { Text, Wildcard, Regex };
enum class LetterMatch : std::uint8_t { Match, Ignore };

/// Find and replace. `with` is a template; in regex mode also $1, ${name}, \U \L \u \l \E.
struct ReplaceRule {
    Bytes find;
    Bytes with;
    MatchMode mode = MatchMode::Text;
    LetterMatch letters = LetterMatch::Match;
    enum class Which : std::uint8_t { All, First, Last, Nth };
    Which occurrences = Which::All;
    int nth = 1; ///< For Nth: 1-based, negative from the end, not 0.
    bool wholeWord = false;
    bool operator==(const ReplaceRule &) const = default;
};

/// The new name from a template.
struct TemplateRule {
    Bytes text;
    bool operator==(const TemplateRule &) const = default;
};

/// Where text goes: shared by insert, number and date.
struct Place {
    enum class At : std::uint8_t { Prefix, Suffix, Position, Before, After };
    At at = At::Prefix;
    int position = 0; ///< For Position: in grapheme clusters, 0-based, negative from the end (-1 = before the last).
    Bytes anchor; ///< For Before, After: text, or a regex where `anchorMode` says so. Not found = the row is unchanged.
    MatchMode anchorMode = MatchMode::Text;
    bool operator==(const Place &) const = default;
};

struct InsertRule {
    Bytes text; ///< Template.
    Place place;
    bool operator==(const InsertRule &) const = default;
};

struct RemoveRule {
    enum class How : std::uint8_t { Range, Between, What };
    enum What : std::uint8_t { Digits = 1, Letters = 2, Spaces = 4, Punctuation = 8, Symbols = 16, Brackets = 32, Accents = 64 };
    How how = How::Range;
    int from = 0; ///< Grapheme clusters, 0-based, negative from the end.
    int count = 1; ///< Not negative.
    Bytes begin; ///< For Between.
    Bytes end;
    bool including = false; ///< The marks go too.
    std::uint8_t what = 0; ///< Bits of What. Brackets: the bracket characters with what is in them.
    bool operator==(const RemoveRule &) const = default;
};

/// What a remove rule with these fields would take stays, all the rest goes.
struct KeepRule {
    RemoveRule selected; ///< Accents are no kind of character to keep.
    bool operator==(const KeepRule &) const = default;
};

struct TrimRule {
    Bytes characters; ///< Empty = white space.
    enum class Ends : std::uint8_t { Both, Start, End };
    Ends ends = Ends::Both;
    bool collapse = false; ///< Runs of them inside become one.
    bool operator==(const TrimRule &) const = default;
};

/// Puts the parts of a name in another order: those named come first, the others are kept behind them.
struct SwapRule {
    Bytes separator; ///< What stands between the parts: text, or a regex where `separatorMode` says so.
    MatchMode separatorMode = MatchMode::Text;
    std::variant<std::vector<int>, Bytes> order = std::vector<int>{2, 1}; ///< Parts, 1-based, each once; or a template over {1} {2} ...
    enum class From : std::uint8_t { Start, End };
    From from = From::Start; ///< Where a name has more parts than the largest number named: which of them count.
    bool operator==(const SwapRule &) const = default;
};

struct CaseRule {
    enum class To : std::uint8_t { Lower, Upper, Title, Sentence, Capitalise, Invert, Camel, Pascal, Snake, Kebab };
    To to = To::Lower;
    Bytes locale; ///< "" = root; "tr", "nl", ...
    std::vector<Bytes> keep; ///< Words left as written here, matched whatever their case.
    std::vector<Bytes> small; ///< Words kept small in titles, but not as first or last word.
    bool operator==(const CaseRule &) const = default;
};

/// The settings of a counter: of the number rule and of {n:...}.
struct Counter {
    enum class Base : std::uint8_t { Decimal, Hex, Octal, Binary, RomanLower, RomanUpper, AlphaLower, AlphaUpper, Chinese };
    enum class Per : std::uint8_t { Batch, Folder, Stem };
    enum class Count : std::uint8_t { All, Changed };
    std::int64_t start = 1;
    std::int64_t step = 1; ///< Not 0.
    std::optional<int> pad; ///< Width; none = auto: as wide as the longest of the batch. 0 and 1 = no padding.
    Base base = Base::Decimal;
    Per per = Per::Batch;
    Count count = Count::All;
    bool operator==(const Counter &) const = default;
};

struct NumberRule {
    Counter counter;
    Place place;
    Bytes separator;
    bool operator==(const NumberRule &) const = default;
};

/// Adds to the numbers that are in the name, and writes them with so many digits.
struct RenumberRule {
    using Which = ReplaceRule::Which;
    std::int64_t add = 0; ///< May be 0 where there is a `pad`.
    std::optional<int> pad; ///< Width: zeros in front are added or taken away, the value stays. None = as wide as it was.
    Which which = Which::All;
    int nth = 1; ///< For Nth: 1-based, negative from the end, not 0.
    bool operator==(const RenumberRule &) const = default;
};

struct ExtensionRule {
    std::optional<Bytes> to; ///< Template, without the dot; empty = no extension.
    enum class Letters : std::uint8_t { Keep, Lower, Upper };
    Letters letters = Letters::Keep;
    Bytes add; ///< Behind the one that is there, without the dot.
    /// What belongs to what the file holds; one that belongs to it already stays, and so does that of a file that could be anything.
    bool fromContent = false;
    bool remove = false;
    bool operator==(const ExtensionRule &) const = default;
};

/// Replaces what a name must not have or be where it goes. Reserved names and the ends are of the whole name, so is the rule.
struct CleanRule {
    enum class For : std::uint8_t {
        Portable, ///< POSIX: letters and digits of ASCII, '.', '_', '-', which is not the first.
        Windows, ///< Also vfat, exfat: "*:<>?\|, control characters, dots and spaces at the end, devices ("con.txt"), what is not UTF-8.
        Url, ///< Unreserved in RFC 3986: letters and digits of ASCII, '.', '_', '-', '~'.
    };
    For target = For::Portable;
    Bytes replacement = "_"; ///< For each grapheme cluster; may be empty.
    bool operator==(const CleanRule &) const = default;
};

/// Text in one of the normal forms of Unicode.
struct NormaliseRule {
    enum class Form : std::uint8_t { Nfc, Nfd, Nfkc, Nfkd };
    Form form = Form::Nfc;
    bool operator==(const NormaliseRule &) const = default;
};

/// Letters of one script by those of another.
struct TransliterateRule {
    Bytes to = "ascii"; ///< "ascii", "latin", "pinyin", or the id of a transform of ICU.
    bool operator==(const TransliterateRule &) const = default;
};

/// A date put into the name; or one that is in it already, written in another form.
struct DateRule {
    enum class Source : std::uint8_t { Mtime, Btime, Now, Name, Taken };
    Source source = Source::Mtime;
    Bytes format = "yyyy-MM-dd"; ///< Qt's date formats. Not empty.
    Bytes read; ///< For Name: how the date is written that is looked for. A name without one is left as it is.
    Bytes zone; ///< For the others, as the rest: "" = local time; "UTC", "Europe/Berlin", ... For Taken none: the camera's clock.
    Place place;
    Bytes separator;
    bool operator==(const DateRule &) const = default;
};

/// The word for `from` that lets the names of a batch, taken together, say what they are in.
inline constexpr BytesView kDetectEncoding = "auto";

/// Names in another encoding become UTF-8, without loss or not at all. Always the whole name, which is in one encoding.
struct DecodeRule {
    enum class Repair : std::uint8_t {
        DoubleUtf8, ///< UTF-8 that was taken for Latin-1 or windows-1252 and made UTF-8 once more. Others stay.
        Percent, ///< %E4%BD%A0, where the bytes are UTF-8.
    };
    std::variant<Bytes, Repair> how = Bytes(kDetectEncoding); ///< The encoding the names are in, or a repair of names in UTF-8.
    bool operator==(const DecodeRule &) const = default;
};

/// New names from a list, typed or in a file. An empty one leaves its row as it is.
struct ListRule {
    enum class By : std::uint8_t {
        Order, ///< One for each row that takes part.
        Name, ///< "old,new": for the row with that name, or absolute path, on disk. Always the whole name.
    };
    std::vector<Bytes> names; ///< Where there is no file. By order: names; by name: records as in CSV, "old,new". Any bytes.
    Bytes file; ///< Read by loadLists: lines like those of `names`, or CSV with a header where it ends with ".csv".
    By by = By::Order;
    bool operator==(const ListRule &) const = default;
};

using Rule = std::variant<ReplaceRule, TemplateRule, InsertRule, RemoveRule, KeepRule, TrimRule, SwapRule, CaseRule, NumberRule,
    RenumberRule, ExtensionRule, NormaliseRule, CleanRule, TransliterateRule, DateRule, DecodeRule, ListRule>;

struct RuleSlot {
    Rule rule;
    Scope scope = Scope::Stem; ///< Ignored by `extension`, `clean`, `decode` and a `list` by name.
    bool enabled = true;
    bool operator==(const RuleSlot &) const = default;
};

/// The order the counters follow, and the window shows.
struct RowOrder {
    enum class By : std::uint8_t { Given, Name, Path, Size, Mtime, Extension };
    By by = By::Name;
    bool natural = true; ///< 2 before 10.
    bool descending = false;
    bool operator==(const RowOrder &) const = default;
};

/// How a name splits. `Known`: the longest suffix the MIME database knows (".tar.gz"), else after the last dot.
enum class ExtensionStyle : std::uint8_t { Known, LastDot, FirstDot, None };

enum class OnConflict : std::uint8_t { Refuse, Skip, Number };

/// What a batch does with the files themselves.
enum class Transfer : std::uint8_t {
    Move,
    Copy,
    HardLink,
    SymbolicLink,
    MoveAcross, ///< A Move that leads to another disk: copies, then removes. Of plans and the history; no recipe says it.
};

/// True where files do not stay where they are.
constexpr bool leavesPlace(Transfer transfer) noexcept
{
    return transfer == Transfer::Move || transfer == Transfer::MoveAcross;
}

/// Where the files go, and whether they stay where they are, too.
struct TargetFolder {
    /// A template: an absolute path, or one from the folder each file is in (which may begin with "../"); empty = that folder.
    Bytes folder;
    Transfer how = Transfer::Move;
    bool operator==(const TargetFolder &) const = default;
};

/// What becomes of regular files besides their names. Folders and links keep theirs.
struct NewAttributes {
    enum class Time : std::uint8_t {
        Keep, ///< A shift moves the one the file has.
        Mtime, ///< As Keep, said in words.
        Btime,
        Taken,
        Name, ///< The date in the name that the file has now.
        Now,
    };
    Time time = Time::Keep; ///< Where the modification time is taken from.
    Bytes read; ///< For Name: how the date is written, as in DateRule.
    Bytes shift; ///< Added to the time: "+1h30m", "-2d", of d, h, m, s. Empty = nothing.
    Bytes permissions; ///< As chmod takes them: "0644", "u=rw,go-w", "a+rX". Empty = as they are.
    bool operator==(const NewAttributes &) const = default;
};

struct RenameRecipe {
    std::vector<RuleSlot> rules;
    RowOrder order;
    ExtensionStyle extension = ExtensionStyle::Known;
    OnConflict onConflict = OnConflict::Refuse;
    TargetFolder destination;
    NewAttributes attributes;
    bool operator==(const RenameRecipe &) const = default;
};

/// One mistake in a recipe. Sentences are made from it in ui/text and in the CLI's printer.
struct RecipeProblem {
    enum class Code : std::uint8_t {
        BadJson, ///< argument: the parser's words; column; field where one is written twice.
        NotAnObject,
        UnknownField,
        MissingField,
        WrongType, ///< argument: what it should be ("a string").
        NotOneOf, ///< argument: what is allowed, comma separated.
        OutOfRange, ///< argument: "at least 0", "1 to 64".
        MustNotBeZero,
        MustNotBeEmpty,
        Contradiction, ///< argument: the other field.
        BadRegex, ///< argument: PCRE2's message; column.
        UnknownToken, ///< argument: the token; column.
        UnknownFilter, ///< argument: the filter; column.
        BadArgument, ///< Of a token or filter; argument: what is wrong; column.
        UnclosedBrace, ///< column.
        StrayBrace, ///< A '}' alone; column.
        UnknownLocale, ///< argument: the name.
        NotText, ///< Not valid UTF-8.
        NewerVersion, ///< argument: the version found.
        WrongJob, ///< argument: the job found.
        UnreadableFile, ///< A list; argument: its path, error.
        UnclosedQuote, ///< In a list; line where the field begins.
        TextBehindQuote, ///< In a list; line.
        UnevenRow, ///< In a list; argument: how many fields a row should have; line.
        UnknownColumn, ///< Of a list; argument: its name.
        DuplicateEntry, ///< In a list; argument: the name that is there twice; line.
        WrongCount, ///< A list by order; count: names in it; rows.
        HomeFolder, ///< A folder that begins with "~", which only a shell knows.
        MatchesNothing, ///< A warning of a list by name; argument: the first entry about no row; count: how many.
    };
    Code code = Code::BadJson;
    Bytes field; ///< "rules[2].step"; empty = the whole.
    Bytes argument; ///< UTF-8, but for what comes from a list: bytes.
    int column = -1; ///< 0-based, in characters (code points) of the field's text; -1 = none.
    std::int64_t line = 0; ///< Of a list, 1-based; 0 = none.
    std::int64_t count = 0;
    std::int64_t rows = 0;
    ErrorCode error = ErrorCode::None;
    bool operator==(const RecipeProblem &) const = default;
};

template <class T>
using RecipeResult = std::variant<T, std::vector<RecipeProblem>>;

/// JSON as UTF-8, as CONTRIBUTING.md's "Recipes" and the manual say. Unknown fields are problems. Any thread.
RecipeResult<RenameRecipe> parseRecipe(BytesView json);
/// One element of `rules`; field names in problems begin with `prefix` ("rules[0]").
RecipeResult<RuleSlot> parseRule(BytesView json, BytesView prefix);
/// UTF-8, pretty-printed, ends with a newline; parseRecipe(writeRecipe(r)) == r for every r that parseRecipe can give, texts of any bytes
/// among them: one that is not UTF-8 is written as toText() has it, escaped. Values out of their range are written as they are.
Bytes writeRecipe(const RenameRecipe &recipe);

/// The name of the rule in JSON: "replace", "template", ... Any thread.
const char *ruleName(const Rule &rule) noexcept;

} // namespace bulkhead
