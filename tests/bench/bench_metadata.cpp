// SPDX-License-Identifier: GPL-3.0-or-later
// A preview that asks what is written in each photo, side by side with a bare loop of Exiv2 over the same files, in turns.
//
// usage: bench_metadata [--files N] [--rounds R]
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "core/metadata/read_facts.h"
#include "core/rename/plan.h"
#include "tests/bench/options.h"
#include "tests/bench/photo.h"
#include "tests/bench/row.h"
#include "tests/support/naming.h"
#include "tests/support/temp_dir.h"

#include <exiv2/exiv2.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace bulkhead;
using namespace bulkhead::bench;

namespace {

constexpr double kMostOfBareLoop = 1.3;

template <class Work>
double secondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void require(bool isRight)
{
    if (!isRight) {
        std::fprintf(stderr, "bench_metadata: the values are not what they should be\n");
        std::exit(1);
    }
}

void makePhotos(const TempDir &folder, int files)
{
    for (int i = 0; i < files; ++i)
        folder.writeFile("IMG_" + std::to_string(i) + ".jpg", photo(i));
}

double bareLoop(const FileTable &table)
{
    return secondsOf([&] {
        std::size_t bytes = 0;
        for (RowId row = 0; row < table.rowCount(); ++row) {
            const auto image = Exiv2::ImageFactory::open(table.path(row));
            image->readMetadata();
            for (const char *key : {"Exif.Photo.DateTimeOriginal", "Exif.Image.Model"})
                bytes += image->exifData()[key].toString().size();
        }
        require(bytes == table.rowCount() * (19 + 8));
    });
}

double preview(FileSystem &files, const std::shared_ptr<const FileTable> &table, const CompiledRecipe &recipe, unsigned threads)
{
    const std::vector<RowId> rows = test::allRows(*table);
    return secondsOf([&] {
        FactCache cache;
        const auto facts = readFacts(files, *table, {.rows = rows, .keys = recipe.facts()}, cache, {}, threads);
        const RenamePlan plan = planRenames(table, {}, recipe, rows, {}, 0, {}, threads, &*facts);
        require(plan.targets->name(0).starts_with("2024-05-") && plan.counts.errors == 0);
    });
}

} // namespace

int main(int argc, char **argv)
{
    const Options options(argc, argv, {.numbers = {{"files", 10'000}, {"rounds", 3}}, .switches = {}});
    const TempDir folder;
    makePhotos(folder, options.number("files"));
    const auto files = makeLinuxFileSystem();
    const auto table = std::make_shared<const FileTable>(scan(*files, {folder.path()}, {}, {}).table);
    const CompiledRecipeRef recipe = test::compiled({.rules = {{.rule = TemplateRule{.text = "{taken:yyyy-MM-dd} {exif:Model} {n}"}}}});

    std::vector<double> one;
    std::vector<double> two;
    bareLoop(*table); // into the page cache
    for (int round = 0; round < options.number("rounds"); ++round) {
        const double bare = bareLoop(*table);
        one.push_back(preview(*files, table, *recipe, 1) / bare);
        two.push_back(preview(*files, table, *recipe, 2) / bare);
    }
    const Bytes note = std::to_string(table->rowCount()) + " JPEG files, date taken and model";
    print(spreadRow({.part = "metadata", .what = "preview / bare Exiv2 loop", .unit = "x", .limit = kMostOfBareLoop, .note = note}, two));
    print(spreadRow({.part = "metadata", .what = "the same by one thread", .unit = "x", .note = note}, one));
    return 0;
}
