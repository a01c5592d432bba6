// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Finds who has, or wants, a name in a folder: open addressing over ids, the names stay where they are.
#pragma once

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "core/fs/name_rules.h"

#include <bit>
#include <cstring>
#include <vector>

namespace bulkhead {

/// One name in one folder. What makes two names the same name is decided here: their bytes, or what the folder makes of them.
struct NameKey {
    DirectoryId directory = kNone;
    BytesView name;
    NameRules rules = {}; ///< Of the directory.

    bool operator==(const NameKey &other) const
    {
        return directory == other.directory
            && (name == other.name || (!rules.isPlain() && foldedName(name, rules) == foldedName(other.name, rules)));
    }
    std::uint64_t hash() const { return rules.isPlain() ? hashOf(directory, name) : hashOf(directory, foldedName(name, rules)); }

private:
    static std::uint64_t hashOf(DirectoryId directory, BytesView name) noexcept;
};

/// A set of ids, looked up by the key each id stands for; the caller tells the key of an id. Never grows: `capacity` is the
/// most ids it will hold. Not thread-safe while being filled.
class NameIndex
{
public:
    explicit NameIndex(std::size_t capacity)
        : m_slots(std::bit_ceil(capacity * 2 + 2))
        , m_mask(m_slots.size() - 1)
    {
    }

    /// The id that has the key already, else kNone, and then `id` has it from now on. `keyOf(id)` gives a NameKey.
    template <class KeyOf>
    std::uint32_t findOrInsert(const NameKey &key, std::uint64_t hash, std::uint32_t id, KeyOf &&keyOf)
    {
        Slot &slot = m_slots[seek(key, hash, keyOf)];
        if (slot.id != kNone)
            return slot.id;
        slot = {std::uint32_t(hash >> 32), id};
        return kNone;
    }

    /// kNone where nobody has the key.
    template <class KeyOf>
    std::uint32_t find(const NameKey &key, std::uint64_t hash, KeyOf &&keyOf) const
    {
        return m_slots[seek(key, hash, keyOf)].id;
    }

    /// Who most likely has the key with that hash, kNone where nobody has it: for bringing near what `find` will compare.
    std::uint32_t guess(std::uint64_t hash) const noexcept
    {
        std::size_t at = hash & m_mask;
        while (m_slots[at].id != kNone && m_slots[at].tag != std::uint32_t(hash >> 32))
            at = (at + 1) & m_mask;
        return m_slots[at].id;
    }

    /// Brings the slot of a hash near, for loops that look many names up.
    void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&m_slots[hash & m_mask]); }

    /// Slots looked at so far: the work done, for tests of the cost.
    std::uint64_t probes() const noexcept { return m_probes; }

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t id = kNone;
    };

    template <class KeyOf>
    std::size_t seek(const NameKey &key, std::uint64_t hash, KeyOf &keyOf) const
    {
        const auto tag = std::uint32_t(hash >> 32);
        std::size_t at = hash & m_mask;
        for (;; at = (at + 1) & m_mask) {
            ++m_probes;
            const Slot &slot = m_slots[at];
            if (slot.id == kNone || (slot.tag == tag && keyOf(slot.id) == key))
                return at;
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_mask;
    mutable std::uint64_t m_probes = 0;
};

inline std::uint64_t NameKey::hashOf(DirectoryId directory, BytesView name) noexcept
{
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    const auto mix = [](std::uint64_t x) {
        x *= kOdd;
        x ^= x >> 32;
        x *= 0xD6E8FEB86659FD93;
        return x ^ (x >> 29);
    };
    std::uint64_t h = mix((std::uint64_t(directory) << 32) + name.size() + 1);
    const char *at = name.data();
    std::size_t left = name.size();
    std::uint64_t word = 0;
    for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
        std::memcpy(&word, at, sizeof word);
        h = mix(h ^ word);
    }
    word = 0;
    if (left)
        std::memcpy(&word, at, left);
    return mix(h ^ word);
}

/// Calls `visit(i, key, hash)` for every i in [0, count) whose `keyOf(i)` has a directory, in order, with the index's slots
/// fetched ahead: the slots of a million names do not fit a cache, and waiting for each in turn is most of the time. Ends
/// early where `stopped`, asked every few thousand names, says so.
template <class Stopped, class KeyAt, class Visit>
void forEachName(const NameIndex &index, std::size_t count, Stopped &&stopped, KeyAt &&keyAt, Visit &&visit)
{
    constexpr std::size_t kAhead = 16;
    constexpr std::size_t kBlocksBetweenStops = 256;
    struct Pending {
        std::size_t i;
        NameKey key;
        std::uint64_t hash;
    };
    Pending block[kAhead];
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < count;) {
        if (blocks++ % kBlocksBetweenStops == 0 && stopped())
            return;
        std::size_t filled = 0;
        for (; filled < kAhead && i < count; ++i) {
            const NameKey key = keyAt(i);
            if (key.directory == kNone)
                continue;
            block[filled] = {i, key, key.hash()};
            index.prefetch(block[filled++].hash);
        }
        for (std::size_t k = 0; k < filled; ++k)
            visit(block[k].i, block[k].key, block[k].hash);
    }
}

} // namespace bulkhead
