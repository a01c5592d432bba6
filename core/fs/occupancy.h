// SPDX-License-Identifier: GPL-3.0-or-later
// Which names are taken in which folders by files that are not rows of the table: what the planner needs to know of the
// disk, as a value.
#pragma once

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "core/fs/name_rules.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bulkhead {

/// Any thread while not being built.
class Occupancy
{
public:
    enum class State : std::uint8_t {
        Unknown, ///< Nobody looked: the planner asks for a survey.
        Listed, ///< All names that are not rows are known.
        Missing, ///< Not there: it can be made.
        NotADirectory, ///< Something else has that path.
        Unreadable, ///< It exists; its names could not be listed.
    };

    /// Says what is known of the folder at absolute `path`; `device` is FileIdentity::device of a listed folder. Names
    /// told of it before are forgotten. The reference stays valid as long as the Occupancy.
    class Folder;
    Folder &setState(BytesView path, State state, std::uint64_t device = 0, const NameRules &rules = {});
    /// Adds a taken name to a Listed folder; no effect on any other.
    void addName(BytesView path, BytesView name);
    static void addName(Folder &folder, BytesView name);

    State state(BytesView path) const;
    std::uint64_t device(BytesView path) const;
    /// Whether the folder takes `name` for one of its names. False also where the folder was never listed.
    bool contains(BytesView path, BytesView name) const;

    /// For hot loops: look the folder up once, then ask by name. Null where it is not Listed.
    const Folder *folder(BytesView path) const;
    static bool contains(const Folder &folder, BytesView name);
    static const NameRules &rules(const Folder &folder);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(BytesView bytes) const noexcept { return std::hash<BytesView>{}(bytes); }
    };

    class Folder
    {
        friend class Occupancy;
        State state = State::Unknown;
        std::uint64_t device = 0;
        NameRules rules;
        std::unordered_set<Bytes, Hash, std::equal_to<>> names; ///< Folded.
    };

private:
    std::unordered_map<Bytes, Folder, Hash, std::equal_to<>> m_folders;
};

} // namespace bulkhead
