// SPDX-License-Identifier: GPL-3.0-or-later
// A history file in which bytes were changed: it is refused, or read without harm. The input says which bytes: triples of
// two bytes of position and one of value.
#include "core/history/history.h"
#include "core/history/open_history.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace bulkhead;

namespace {

/// A folder with a good history in it, made once.
class Place
{
public:
    Place()
    {
        char name[] = "/tmp/bulkhead-fuzz-XXXXXX";
        if (!::mkdtemp(name))
            std::abort();
        m_folder = name;
        write();
        std::ifstream file(path(), std::ios::binary);
        m_good.assign(std::istreambuf_iterator<char>(file), {});
    }
    ~Place() { std::filesystem::remove_all(m_folder); }

    Bytes folder() const { return m_folder; }
    Bytes path() const { return m_folder + "/history.sqlite"; }
    void put(const Bytes &content) const
    {
        for (const auto &entry : std::filesystem::directory_iterator(m_folder)) {
            if (entry.path().filename() != "history.sqlite")
                std::filesystem::remove(entry.path());
        }
        std::ofstream(path(), std::ios::binary | std::ios::trunc) << content;
    }
    const Bytes &good() const { return m_good; }

private:
    void write() const
    {
        auto history = History::open(m_folder);
        if (!history)
            std::abort();
        for (int batch = 0; batch < 3; ++batch) {
            auto writer = (*history)->begin({.folder = "/home"});
            if (!writer)
                std::abort();
            const std::uint32_t directory = (*writer)->addDirectory({.path = "/home", .identity = {.inode = 5}});
            (*writer)->addMade(directory);
            for (int i = 0; i < 50; ++i) {
                const Bytes from = "a" + std::to_string(i);
                const Bytes to = "b" + std::to_string(i);
                (*writer)->addMove({.sourceDirectory = directory, .targetDirectory = directory, .source = from, .target = to});
            }
            if (!(*writer)->seal())
                std::abort();
            if (batch < 2 && !(*writer)->finish(BatchState::Done, std::vector<MoveResult>(50, MoveResult::Done)))
                std::abort();
        }
    }

    Bytes m_folder;
    Bytes m_good;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Place place;
    Bytes content = place.good();
    for (std::size_t at = 0; at + 2 < size; at += 3)
        content[(data[at] * 256u + data[at + 1]) % content.size()] = char(data[at + 2]);
    place.put(content);
    const auto history = History::open(place.folder());
    if (!history)
        return 0;
    (void)(*history)->lastUndoable();
    (void)(*history)->interrupted();
    const auto batches = (*history)->batches(10);
    if (!batches)
        return 0;
    for (const BatchInfo &batch : *batches)
        (void)(*history)->contents(batch.id);
    return 0;
}
