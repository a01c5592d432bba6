// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_batch.h"

#include <cstdio>
#include <cstdlib>

namespace bulkhead::test {

namespace {

template <class Outcome>
void require(const Outcome &outcome, const char *what)
{
    if (outcome)
        return;
    std::fprintf(stderr, "%s: %s\n", what, describeError(outcome.error()).c_str());
    std::abort();
}

Bytes numbered(const char *format, std::size_t number)
{
    char name[64];
    std::snprintf(name, sizeof name, format, number);
    return name;
}

} // namespace

Bytes describeError(const Error &error)
{
    return Bytes(errorCodeName(error.code)) + ": " + error.operation + ": " + error.path + ": " + error.detail + " ("
        + std::to_string(error.osCode) + ")";
}

SampleBatch sampleBatch(std::size_t moves, std::size_t place)
{
    constexpr std::int64_t year2023 = 1'700'000'000'000'000'000;
    SampleBatch batch;
    const Bytes path = "/home/me/pictures" + (place > 0 ? std::to_string(place) : Bytes());
    batch.header = {.kind = "rename", .direction = Direction::Do, .folder = path, .description = "{\"rules\": []}"};
    const FileIdentity folder{.device = 33, .inode = 2 + place, .birth = year2023, .size = 4096, .type = FileType::Directory};
    batch.directories = {{path, folder}, {path + "/new", {}}, {path + "/old", folder}};
    batch.made = {1};
    batch.removed = {2};
    for (std::size_t i = 0; i < moves; ++i) {
        const std::int64_t number = std::int64_t(i);
        batch.moves.push_back({.targetDirectory = i % 10 == 9 ? 1u : 0u,
            .source = numbered("IMG_%012zu.jpg", i * 7919),
            .target = numbered("holiday-%08zu.jpg", i),
            .identity = {.device = 33,
                .inode = 1'000'000 + i,
                .birth = year2023 + number * 20'011,
                .size = 3'000'000 + number % 977 * 1'237,
                .modificationTime = year2023 - number % 1'009 * 86'400'000'000'000,
                .type = FileType::Regular}});
    }
    return batch;
}

MoveRecord recordOf(const SampleMove &move)
{
    return {.sourceDirectory = move.sourceDirectory,
        .targetDirectory = move.targetDirectory,
        .source = move.source,
        .target = move.target,
        .identity = move.identity,
        .result = move.result};
}

void describe(BatchWriter &writer, const SampleBatch &batch)
{
    for (const DirectoryRecord &directory : batch.directories)
        writer.addDirectory(directory);
    for (const std::uint32_t directory : batch.made)
        writer.addMade(directory);
    for (const std::uint32_t directory : batch.removed)
        writer.addRemoved(directory);
    for (const SampleMove &move : batch.moves)
        writer.addMove(recordOf(move));
}

std::vector<SampleMove> movesOf(const BatchContents &contents)
{
    std::vector<SampleMove> moves;
    for (const MoveRecord &move : contents.moves)
        moves.push_back({move.sourceDirectory, move.targetDirectory, Bytes(move.source), Bytes(move.target), move.identity, move.result});
    return moves;
}

std::vector<MoveResult> resultsOf(const SampleBatch &batch)
{
    std::vector<MoveResult> results;
    for (const SampleMove &move : batch.moves)
        results.push_back(move.result == MoveResult::Unknown ? MoveResult::Done : move.result);
    return results;
}

std::unique_ptr<BatchWriter> writeIntent(History &history, const SampleBatch &batch)
{
    auto writer = history.begin(batch.header);
    require(writer, "begin");
    describe(**writer, batch);
    require((*writer)->seal(), "seal");
    return std::move(*writer);
}

BatchId writeBatch(History &history, const SampleBatch &batch, BatchState state)
{
    const auto writer = writeIntent(history, batch);
    require(writer->finish(state, resultsOf(batch)), "finish");
    return writer->id();
}

std::unique_ptr<History> openSampleHistory(const Bytes &folder)
{
    auto history = History::open(folder);
    require(history, "open");
    return std::move(*history);
}

} // namespace bulkhead::test
