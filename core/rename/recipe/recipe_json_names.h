// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the words recipes use for enumerators, read and written from the same tables.
#pragma once

#include "core/rename/recipe.h"

#include <span>

namespace bulkhead {

template <class E>
struct NamedValue {
    E value;
    const char *name;
};

/// The word for `value`. Every enumerator has one.
template <class E>
const char *nameOf(std::span<const NamedValue<E>> names, E value)
{
    for (const auto &entry : names) {
        if (entry.value == value) {
            return entry.name;
        }
    }
    return names.front().name;
}

inline constexpr NamedValue<Scope> kScopeNames[] = {{Scope::Stem, "stem"}, {Scope::Extension, "extension"}, {Scope::Name, "name"}};

inline constexpr NamedValue<MatchMode> kMatchModeNames[]
    = {{MatchMode::Text, "text"}, {MatchMode::Wildcard, "wildcard"}, {MatchMode::Regex, "regex"}};

inline constexpr NamedValue<Transfer> kTransferNames[]
    = {{Transfer::Move, "move"}, {Transfer::Copy, "copy"}, {Transfer::HardLink, "hardlink"}, {Transfer::SymbolicLink, "symlink"}};

/// Of anchors and separators.
inline constexpr NamedValue<MatchMode> kTextOrRegexNames[] = {{MatchMode::Text, "text"}, {MatchMode::Regex, "regex"}};

inline constexpr NamedValue<LetterMatch> kLetterMatchNames[] = {{LetterMatch::Match, "match"}, {LetterMatch::Ignore, "ignore"}};

/// Which::Nth is written as a number.
inline constexpr NamedValue<ReplaceRule::Which> kOccurrenceNames[]
    = {{ReplaceRule::Which::All, "all"}, {ReplaceRule::Which::First, "first"}, {ReplaceRule::Which::Last, "last"}};

/// At::Position is written as a number.
inline constexpr NamedValue<Place::At> kPlaceNames[]
    = {{Place::At::Prefix, "prefix"}, {Place::At::Suffix, "suffix"}, {Place::At::Before, "before"}, {Place::At::After, "after"}};

inline constexpr NamedValue<RemoveRule::What> kWhatNames[] = {{RemoveRule::Digits, "digits"}, {RemoveRule::Letters, "letters"},
    {RemoveRule::Spaces, "spaces"}, {RemoveRule::Punctuation, "punctuation"}, {RemoveRule::Symbols, "symbols"},
    {RemoveRule::Brackets, "brackets"}, {RemoveRule::Accents, "accents"}};

inline constexpr NamedValue<TrimRule::Ends> kEndsNames[]
    = {{TrimRule::Ends::Both, "both"}, {TrimRule::Ends::Start, "start"}, {TrimRule::Ends::End, "end"}};

inline constexpr NamedValue<SwapRule::From> kFromNames[] = {{SwapRule::From::Start, "start"}, {SwapRule::From::End, "end"}};

inline constexpr NamedValue<CaseRule::To> kCaseNames[]
    = {{CaseRule::To::Lower, "lower"}, {CaseRule::To::Upper, "upper"}, {CaseRule::To::Title, "title"}, {CaseRule::To::Sentence, "sentence"},
        {CaseRule::To::Capitalise, "capitalise"}, {CaseRule::To::Invert, "invert"}, {CaseRule::To::Camel, "camel"},
        {CaseRule::To::Pascal, "pascal"}, {CaseRule::To::Snake, "snake"}, {CaseRule::To::Kebab, "kebab"}};

inline constexpr NamedValue<Counter::Base> kBaseNames[]
    = {{Counter::Base::Decimal, "decimal"}, {Counter::Base::Hex, "hex"}, {Counter::Base::Octal, "octal"}, {Counter::Base::Binary, "binary"},
        {Counter::Base::RomanLower, "roman"}, {Counter::Base::RomanUpper, "ROMAN"}, {Counter::Base::AlphaLower, "alpha"},
        {Counter::Base::AlphaUpper, "ALPHA"}, {Counter::Base::Chinese, "chinese"}};

inline constexpr NamedValue<Counter::Per> kPerNames[]
    = {{Counter::Per::Batch, "batch"}, {Counter::Per::Folder, "folder"}, {Counter::Per::Stem, "stem"}};

inline constexpr NamedValue<Counter::Count> kCountNames[] = {{Counter::Count::All, "all"}, {Counter::Count::Changed, "changed"}};

/// Letters::Keep is written by leaving the field out.
inline constexpr NamedValue<ExtensionRule::Letters> kExtensionCaseNames[]
    = {{ExtensionRule::Letters::Lower, "lower"}, {ExtensionRule::Letters::Upper, "upper"}};

inline constexpr NamedValue<bool> kExtensionFromNames[] = {{true, "content"}};

inline constexpr NamedValue<CleanRule::For> kCleanForNames[]
    = {{CleanRule::For::Portable, "portable"}, {CleanRule::For::Windows, "windows"}, {CleanRule::For::Url, "url"}};

inline constexpr NamedValue<NormaliseRule::Form> kFormNames[] = {{NormaliseRule::Form::Nfc, "NFC"}, {NormaliseRule::Form::Nfd, "NFD"},
    {NormaliseRule::Form::Nfkc, "NFKC"}, {NormaliseRule::Form::Nfkd, "NFKD"}};

inline constexpr NamedValue<DateRule::Source> kDateSourceNames[] = {{DateRule::Source::Mtime, "mtime"}, {DateRule::Source::Btime, "btime"},
    {DateRule::Source::Now, "now"}, {DateRule::Source::Name, "name"}, {DateRule::Source::Taken, "taken"}};
inline constexpr NamedValue<DecodeRule::Repair> kRepairNames[]
    = {{DecodeRule::Repair::DoubleUtf8, "double-utf8"}, {DecodeRule::Repair::Percent, "percent"}};
inline constexpr NamedValue<ListRule::By> kListByNames[] = {{ListRule::By::Order, "order"}, {ListRule::By::Name, "name"}};

inline constexpr NamedValue<RowOrder::By> kOrderNames[] = {{RowOrder::By::Given, "given"}, {RowOrder::By::Name, "name"},
    {RowOrder::By::Path, "path"}, {RowOrder::By::Size, "size"}, {RowOrder::By::Mtime, "mtime"}, {RowOrder::By::Extension, "extension"}};

inline constexpr NamedValue<ExtensionStyle> kExtensionStyleNames[] = {{ExtensionStyle::Known, "known"}, {ExtensionStyle::LastDot, "last"},
    {ExtensionStyle::FirstDot, "first"}, {ExtensionStyle::None, "none"}};

inline constexpr NamedValue<NewAttributes::Time> kAttributeTimeNames[]
    = {{NewAttributes::Time::Keep, "keep"}, {NewAttributes::Time::Mtime, "mtime"}, {NewAttributes::Time::Btime, "btime"},
        {NewAttributes::Time::Taken, "taken"}, {NewAttributes::Time::Name, "name"}, {NewAttributes::Time::Now, "now"}};

inline constexpr NamedValue<OnConflict> kOnConflictNames[]
    = {{OnConflict::Refuse, "refuse"}, {OnConflict::Skip, "skip"}, {OnConflict::Number, "number"}};

} // namespace bulkhead
