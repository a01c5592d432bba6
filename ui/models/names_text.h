// SPDX-License-Identifier: GPL-3.0-or-later
// New names as lines of text, and edited lines as a rule. Pure, for a worker; what is said of one line is for any thread.
#pragma once

#include "core/base/utf8.h"
#include "core/rename/plan.h"
#include "ui/models/file_list.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace bulkhead {

/// The characters that a line has in place of what text cannot hold: U+10FF00 + byte for undecodable bytes, which is the reversible
/// view (core/base/text.h), and for the bytes of line ends and other controls.
constexpr bool isLineMark(char32_t codePoint) noexcept
{
    return codePoint >= kByteMark;
}
constexpr unsigned char byteOfLineMark(char32_t codePoint) noexcept
{
    return static_cast<unsigned char>(codePoint - kByteMark);
}

/// One line for any name, and back: nameOfLine(lineOfName(b)) == b for every byte string.
QString lineOfName(BytesView name);
Bytes nameOfLine(QStringView line);

/// The new names of the rows that take part, in the order of the list.
struct NamesText {
    std::shared_ptr<const RenamePlan> plan;
    std::vector<RowId> rows; ///< By line.
    QString text; ///< The lines, with '\n' between them.
    std::vector<qsizetype> begin; ///< Where each line begins in `text`, and where one more would.
    bool staysInFolder = true; ///< The recipe names no folder: who goes to another one was sent there by a rule.

    BytesView oldName(std::size_t line) const { return plan->table->name(rows[line]); }
    BytesView newName(std::size_t line) const { return plan->targets->name(rows[line]); }
    QStringView line(std::size_t at) const { return QStringView(text).mid(begin[at], begin[at + 1] - begin[at] - 1); }
};

/// Null where stopped. `order`: all rows on the list.
std::shared_ptr<const NamesText> makeNamesText(const FileList &list, const std::vector<RowId> &order,
    std::shared_ptr<const RenamePlan> plan, const RenameRecipe &recipe, std::stop_token stop);

struct NameEdit {
    std::uint32_t line = 0;
    Bytes name;
};

struct LineProblem {
    enum class What : std::uint8_t {
        Empty,
        Slash,
        Dots, ///< "." or "..", which every folder has.
        Nul,
        OtherFolder, ///< A rule sends the file to another folder, and a list would take it back.
    };
    std::uint32_t line = 0; ///< 0-based.
    What what = What::Empty;
    bool operator==(const LineProblem &) const = default;
};

/// What became of the text.
struct NamesCheck {
    std::int64_t names = 0; ///< A line end at the end begins no further one.
    std::vector<NameEdit> edits; ///< Lines that are not as they were, by line.
    std::vector<LineProblem> problems; ///< Of these, by line.
};

/// How many names there are in so many lines.
constexpr std::int64_t namesInLines(std::int64_t lines, bool lastIsEmpty) noexcept
{
    return lines - (lastIsEmpty ? 1 : 0);
}

/// `text`: lines with '\n' or U+2029 between them. Null where stopped.
std::shared_ptr<const NamesCheck> checkNames(const NamesText &before, QStringView text, std::stop_token stop);

struct EditedRecipe {
    RenameRecipe recipe;
    std::vector<RowId> handMade; ///< Rows that were named by hand until now: such a name would win over the rule.
    bool tooLarge = false; ///< More than a recipe can be: nothing else is valid.
};

/// `recipe` with a list by name behind its rules that has the edits; where it ends with one already, that one gets them.
EditedRecipe recipeWithEdits(RenameRecipe recipe, const FileList &list, const NamesText &before, const std::vector<NameEdit> &edits);

} // namespace bulkhead
