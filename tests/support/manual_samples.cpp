// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manual_samples.h"

#include "core/fs/scanner.h"
#include "core/metadata/read_facts.h"
#include "core/rename/name_list.h"
#include "core/rename/surveyed_plan.h"
#include "tests/support/media.h"
#include "tests/support/memory_file_system.h"

#include <QtGlobal>

#include <algorithm>

namespace bulkhead::test {

namespace {

constexpr BytesView kGiven = "/home/anna/Pictures";
constexpr BytesView kFolder = "/home/anna/Pictures/2024/Lisbon";
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMade = 1'717'266'605 * kSecond; // 2024-06-01 18:30:05 UTC
constexpr std::int64_t kChanged = 1'717'406'100 * kSecond; // 2024-06-03 09:15:00 UTC
constexpr std::int64_t kNow = 1'719'835'200 * kSecond; // 2024-07-01 12:00:00 UTC

struct Sample {
    BytesView name;
    std::int64_t size;
    Bytes (*content)();
};

Bytes photo()
{
    return makeJpeg(
        {{"Exif.Image.Make", "Canon"}, {"Exif.Image.Model", "Canon EOS R5"}, {"Exif.Photo.DateTimeOriginal", "2024:06:01 18:30:05"},
            {"Exif.Photo.FNumber", "28/10"}, {"Exif.Photo.ISOSpeedRatings", "100"}, {"Iptc.Application2.City", "Lisboa"},
            {"Iptc.Application2.Keywords", "tram"}, {"Iptc.Application2.Keywords", "street"}, {"Xmp.dc.title", "Tram 28"}},
        6000, 4000);
}

Bytes song()
{
    return makeMp3({{"ARTIST", "Nina Simone"}, {"ALBUM", "Little Girl Blue"}, {"ALBUMARTIST", "Nina Simone"}, {"TITLE", "Mood Indigo"},
        {"TRACKNUMBER", "1/11"}, {"DISCNUMBER", "1"}, {"DATE", "1959-02"}, {"GENRE", "Jazz"}, {"COMMENT", "first pressing"},
        {"COMPOSER", "Duke Ellington"}, {"BPM", "160"}});
}

Bytes words()
{
    return "hello";
}

const Sample *sampleNamed(BytesView name)
{
    static const Sample kSamples[] = {{"holiday.jpg", 2'500'000, photo}, {"rescued.dat", 2'500'000, photo}, {"song.mp3", 4'200'000, song},
        {"notes.txt", 5, words}, {"damaged.jpg", 20, [] { return photo().substr(0, 20); }}};
    const auto *const found
        = std::find_if(std::begin(kSamples), std::end(kSamples), [name](const Sample &each) { return each.name == name; });
    return found == std::end(kSamples) ? nullptr : found;
}

/// The same rows, with the sizes and times that the manual says.
FileTable withSampleTimes(const FileTable &scanned)
{
    FileTable table;
    for (DirectoryId id = 0; id < scanned.directoryCount(); ++id)
        table.addDirectory(scanned.directory(id));
    for (RowId row = 0; row < scanned.rowCount(); ++row) {
        const Sample *sample = sampleNamed(scanned.name(row));
        FileStatus status{.identity = scanned.identity(row), .birthTime = kMade};
        status.identity.modificationTime = kChanged;
        status.identity.size = sample ? sample->size : 0;
        if (!table.addRow(scanned.directoryOf(row), scanned.name(row), status))
            qFatal("no row");
    }
    return table;
}

Bytes pathOf(Bytes name)
{
    if (name.ends_with('/'))
        name.pop_back();
    return Bytes(kFolder) + "/" + name;
}

RowId rowAt(const FileTable &table, BytesView path)
{
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (table.path(row) == path)
            return row;
    }
    qFatal("no such sample");
}

CompiledRecipeRef compiledWith(const RenameRecipe &recipe, const std::map<Bytes, Bytes> &lists)
{
    const auto loaded = loadLists(recipe, [&lists](const Bytes &path, ListRule::By by) {
        const auto list = lists.find(path);
        return listOfFile(path, list == lists.end() ? Result<Bytes>(systemError(ENOENT, "open")) : Result<Bytes>(list->second), by);
    });
    auto ready = compileRecipe(recipe, loaded);
    if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&ready))
        qFatal("%s: %s", problems->front().field.c_str(), problems->front().argument.c_str());
    return std::get<CompiledRecipeRef>(std::move(ready));
}

Bytes outcomeOf(const RenamePlan &plan, RowId row)
{
    if (plan.issue[row] != RowIssue::None)
        return "*" + Bytes(rowIssueName(plan.issue[row])) + "*";
    const Bytes target = plan.targetPath(row);
    return target.starts_with(kFolder) ? target.substr(kFolder.size() + 1) : target;
}

} // namespace

std::vector<Bytes> namesAfter(const RenameRecipe &recipe, const std::vector<Bytes> &before, const std::map<Bytes, Bytes> &lists)
{
    qputenv("TZ", "UTC0");
    MemoryFileSystem disk;
    for (const Bytes &name : before) {
        const Sample *sample = sampleNamed(name);
        if (name.ends_with('/'))
            disk.addFolder(pathOf(name));
        else
            disk.addFile(pathOf(name), sample ? sample->content() : Bytes());
    }
    ScanOptions everything{.recursive = true, .what = ScanOptions::What::All, .hidden = true};
    ScanResult found = scan(disk, {Bytes(kGiven)}, everything, {});
    const auto table = std::make_shared<const FileTable>(withSampleTimes(found.table));
    std::vector<RowId> rows;
    std::vector<std::uint8_t> others(table->rowCount(), 1);
    for (const Bytes &name : before) {
        rows.push_back(rowAt(*table, pathOf(name)));
        others[rows.back()] = 0;
    }
    const CompiledRecipeRef ready = compiledWith(recipe, lists);
    const auto order = recipe.order.by == RowOrder::By::Given ? rows : sortRows(*table, recipe.order, recipe.extension, others, {}).value();
    FactCache cache;
    const FileFacts files = readFacts(disk, found.table, {.rows = rows, .keys = ready->facts()}, cache, {}, 1).value();
    const RenamePlan plan = planSurveyed(disk, table, found.occupancy, *ready, order, {}, BatchMoment(kNow, 1), {}, 1, &files);
    std::vector<Bytes> after;
    for (const RowId row : rows)
        after.push_back(outcomeOf(plan, row));
    return after;
}

} // namespace bulkhead::test
