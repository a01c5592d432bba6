// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/names_text.h"

#include "core/base/csv.h"
#include "core/base/text.h"
#include "ui/models/shared_value.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace bulkhead {

namespace {

constexpr std::size_t kLinesAtATime = 4096; ///< Between two looks at the stop token.
constexpr std::size_t kMostRecipeBytes = std::size_t(12) << 20; ///< Of the 16 MiB that a recipe, and the settings, may have.

/// What would end a line, or be lost on the way through a text document.
bool needsMark(char32_t c)
{
    return c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || c == 0xfdd0 || c == 0xfdd1 || c == 0xfffc || isLineMark(c);
}

bool isPlain(BytesView name)
{
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c != 0x7f; });
}

void appendMark(QString &line, char byte)
{
    const char32_t mark = kByteMark + static_cast<unsigned char>(byte);
    line += QChar(QChar::highSurrogate(mark));
    line += QChar(QChar::lowSurrogate(mark));
}

void appendLine(QString &out, BytesView name)
{
    if (isPlain(name)) {
        out += QLatin1String(name.data(), qsizetype(name.size()));
        return;
    }
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeUtf8(name, at);
        const BytesView bytes = name.substr(at, std::max(1U, unsigned(step.length)));
        if (step.length == 0 || needsMark(step.codePoint)) {
            for (const char byte : bytes)
                appendMark(out, byte);
        } else if (QChar::requiresSurrogates(step.codePoint)) {
            out += QChar(QChar::highSurrogate(step.codePoint));
            out += QChar(QChar::lowSurrogate(step.codePoint));
        } else {
            out += QChar(char16_t(step.codePoint));
        }
        at += bytes.size();
    }
}

std::optional<LineProblem::What> problemOf(const NamesText &before, std::size_t line, BytesView name)
{
    if (name.empty())
        return LineProblem::What::Empty;
    if (name.find('/') != BytesView::npos)
        return LineProblem::What::Slash;
    if (name.find('\0') != BytesView::npos)
        return LineProblem::What::Nul;
    if (name == "." || name == "..")
        return LineProblem::What::Dots;
    if (line < before.rows.size()) {
        const RowId row = before.rows[line];
        if (before.staysInFolder && before.plan->targets->directoryOf(row) != before.plan->table->directoryOf(row))
            return LineProblem::What::OtherFolder;
    }
    return std::nullopt;
}

/// The records of a list by name, by what they are about; nothing where it has a mistake.
std::optional<std::vector<std::pair<Bytes, Bytes>>> recordsOf(const ListRule &rule)
{
    Bytes text;
    for (const Bytes &line : rule.names)
        text += line + '\n';
    CsvReader reader(text);
    std::vector<std::pair<Bytes, Bytes>> records;
    std::vector<Bytes> fields;
    for (;;) {
        switch (reader.next(fields)) {
        case CsvReader::Got::End:
            return records;
        case CsvReader::Got::Record:
            if (fields.size() == 2)
                records.emplace_back(fields[0], fields[1]);
            else if (fields.size() != 1 || !fields[0].empty())
                return std::nullopt;
            break;
        default:
            return std::nullopt;
        }
    }
}

Bytes recordOf(BytesView old, BytesView name)
{
    Bytes record;
    appendCsvRecord(record, std::array<BytesView, 2>{old, name});
    record.resize(record.size() - 2); // its line end
    return record;
}

/// The rule that gets the edits, at the end of the rules.
ListRule &listAtEnd(RenameRecipe &recipe)
{
    if (!recipe.rules.empty() && recipe.rules.back().enabled) {
        auto *last = std::get_if<ListRule>(&recipe.rules.back().rule);
        if (last && last->by == ListRule::By::Name && last->file.empty() && recordsOf(*last))
            return *last;
    }
    recipe.rules.push_back({ListRule{.by = ListRule::By::Name}, Scope::Name});
    return std::get<ListRule>(recipe.rules.back().rule);
}

} // namespace

QString lineOfName(BytesView name)
{
    QString line;
    appendLine(line, name);
    return line;
}

Bytes nameOfLine(QStringView line)
{
    Bytes name;
    name.reserve(std::size_t(line.size()));
    qsizetype done = 0;
    for (qsizetype at = 0; at + 1 < line.size(); ++at) {
        if (!line[at].isHighSurrogate() || !line[at + 1].isLowSurrogate())
            continue;
        const char32_t codePoint = QChar::surrogateToUcs4(line[at], line[at + 1]);
        if (isLineMark(codePoint)) {
            name += fromText(line.mid(done, at - done));
            name += char(byteOfLineMark(codePoint));
            done = at + 2;
        }
        ++at;
    }
    return name += fromText(line.mid(done));
}

std::shared_ptr<const NamesText> makeNamesText(const FileList &list, const std::vector<RowId> &order,
    std::shared_ptr<const RenamePlan> plan, const RenameRecipe &recipe, std::stop_token stop)
{
    NamesText names;
    names.staysInFolder = recipe.destination.folder.empty();
    names.rows.reserve(order.size());
    names.begin.reserve(order.size() + 1);
    for (const RowId row : order) {
        if (names.rows.size() % kLinesAtATime == 0 && stop.stop_requested())
            return nullptr;
        if (list.mark(row) & MarkLeftOut)
            continue;
        if (!names.rows.empty())
            names.text += QLatin1Char('\n');
        names.rows.push_back(row);
        names.begin.push_back(names.text.size());
        appendLine(names.text, plan->targets->name(row));
    }
    names.begin.push_back(names.text.size() + 1);
    names.plan = std::move(plan);
    return sharedValue(std::move(names));
}

std::shared_ptr<const NamesCheck> checkNames(const NamesText &before, QStringView text, std::stop_token stop)
{
    NamesCheck check;
    std::size_t line = 0;
    for (bool isLast = text.isEmpty(); !isLast; ++line) {
        if (line % kLinesAtATime == 0 && stop.stop_requested())
            return nullptr;
        const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == QChar::ParagraphSeparator; });
        const QStringView now = text.first(end - text.begin());
        isLast = end == text.end();
        text = isLast ? QStringView() : text.sliced(now.size() + 1);
        if (isLast && now.isEmpty())
            break;
        ++check.names;
        if (line < before.rows.size() && now == before.line(line))
            continue;
        NameEdit edit{std::uint32_t(line), nameOfLine(now)};
        if (const auto what = problemOf(before, line, edit.name))
            check.problems.push_back({edit.line, *what});
        check.edits.push_back(std::move(edit));
    }
    return sharedValue(std::move(check));
}

EditedRecipe recipeWithEdits(RenameRecipe recipe, const FileList &list, const NamesText &before, const std::vector<NameEdit> &edits)
{
    EditedRecipe edited{std::move(recipe), {}};
    ListRule &rule = listAtEnd(edited.recipe);
    std::unordered_map<Bytes, const NameEdit *> byPath;
    for (const NameEdit &edit : edits) {
        const RowId row = before.rows[edit.line];
        byPath.emplace(before.plan->table->path(row), &edit);
        if (list.handMade(row))
            edited.handMade.push_back(row);
    }
    std::vector<Bytes> names;
    for (const auto &[old, name] : recordsOf(rule).value_or(std::vector<std::pair<Bytes, Bytes>>())) {
        if (!byPath.contains(old))
            names.push_back(recordOf(old, name));
    }
    for (const NameEdit &edit : edits)
        names.push_back(recordOf(before.plan->table->path(before.rows[edit.line]), edit.name));
    rule.names = std::move(names);
    edited.tooLarge = writeRecipe(edited.recipe).size() > kMostRecipeBytes;
    return edited;
}

} // namespace bulkhead
