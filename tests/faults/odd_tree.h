// SPDX-License-Identifier: GPL-3.0-or-later
// What is on an odd disk (odd_disk.cpp): folders and files in memory, and what such disks make of names.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <time.h>
#include <utility>
#include <vector>

/// As the words of the same names tell.
struct Oddities {
    bool folds = false;
    bool trims = false;
    bool nodePerName = false;
    bool remembers = false;
    bool noFlags = false;
    bool noLinks = false;
    std::size_t says = 255;
    std::size_t takes = 765;
    std::string refuses;
    int refusesAs = EINVAL;
    int first = 0;
    bool butDone = false;
};

using NodeId = std::uint64_t;
constexpr NodeId kRootId = 1;

struct Node {
    struct Entry {
        std::string spelling;
        Node *node = nullptr;
    };

    mode_t mode = 0;
    nlink_t links = 0;
    std::string content;
    timespec modified = {};
    std::map<std::string, Entry> entries; ///< By key.

    bool isFolder() const { return S_ISDIR(mode); }
    void touch() { ::clock_gettime(CLOCK_REALTIME, &modified); }
};

/// Calls return 0 or the errno.
class Disk
{
public:
    explicit Disk(Oddities oddities)
        : m_oddities(std::move(oddities))
    {
        identify(makeNode(S_IFDIR | 0755), "/");
    }

    const Oddities &oddities() const { return m_oddities; }
    double rememberedFor() const { return m_oddities.remembers ? 1 : 0; } ///< Seconds.
    Node &node(NodeId id) { return *m_byId[id - kRootId]; }

    struct stat status(NodeId id)
    {
        const Node &of = node(id);
        struct stat status = {};
        status.st_ino = id;
        status.st_mode = of.mode;
        status.st_nlink = of.isFolder() ? 2 : of.links;
        status.st_size = off_t(of.content.size());
        status.st_mtim = status.st_ctim = status.st_atim = of.modified;
        return status;
    }

    int lookup(NodeId folder, const char *name, NodeId &id)
    {
        if (std::strlen(name) > m_oddities.takes)
            return ENAMETOOLONG;
        const auto found = node(folder).entries.find(key(name));
        if (found == node(folder).entries.end())
            return ENOENT;
        id = identify(found->second.node, std::to_string(folder) + "/" + name);
        return 0;
    }

    int make(NodeId folder, const char *name, mode_t mode)
    {
        return add(node(folder), name, [&] { return makeNode(mode); });
    }

    int link(NodeId id, NodeId folder, const char *name)
    {
        return m_oddities.noLinks ? EPERM : add(node(folder), name, [&] { return &node(id); });
    }

    int remove(NodeId folder, const char *name)
    {
        const auto found = node(folder).entries.find(key(name));
        if (found == node(folder).entries.end())
            return ENOENT;
        if (!found->second.node->entries.empty())
            return ENOTEMPTY;
        --found->second.node->links;
        node(folder).entries.erase(found);
        node(folder).touch();
        return 0;
    }

    int rename(NodeId fromFolder, const char *from, NodeId toFolder, const char *to, unsigned flags)
    {
        if (flags != 0 && m_oddities.noFlags)
            return EINVAL;
        const int first = std::exchange(m_oddities.first, 0);
        if (first != 0 && !m_oddities.butDone)
            return first;
        const int error = move(fromFolder, from, toFolder, to, flags);
        return error == 0 ? first : error;
    }

    std::vector<std::pair<std::string, NodeId>> list(NodeId folder)
    {
        std::vector<std::pair<std::string, NodeId>> names{{".", folder}, {"..", folder}};
        for (const auto &[key, entry] : node(folder).entries)
            names.emplace_back(entry.spelling, identify(entry.node, std::to_string(folder) + "/" + entry.spelling));
        return names;
    }

private:
    std::string stored(std::string_view name) const
    {
        while (m_oddities.trims && name.size() > 1 && name.ends_with('.'))
            name.remove_suffix(1);
        return std::string(name);
    }

    std::string key(std::string_view name) const
    {
        std::string key = stored(name);
        if (m_oddities.folds)
            std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
        return key;
    }

    int refusal(std::string_view name) const
    {
        if (name.size() > m_oddities.takes)
            return ENAMETOOLONG;
        return name.find_first_of(m_oddities.refuses) == name.npos ? 0 : m_oddities.refusesAs;
    }

    Node *makeNode(mode_t mode)
    {
        Node &made = m_nodes.emplace_back();
        made.mode = mode;
        made.touch();
        return &made;
    }

    /// Numbers are never used again.
    NodeId identify(Node *of, const std::string &place)
    {
        const auto [known, isNew] = m_ids.try_emplace({of, m_oddities.nodePerName ? place : ""}, m_byId.size() + kRootId);
        if (isNew)
            m_byId.push_back(of);
        return known->second;
    }

    int add(Node &folder, const char *name, const std::function<Node *()> &what)
    {
        if (const int error = refusal(name))
            return error;
        if (folder.entries.contains(key(name)))
            return EEXIST;
        Node *added = what();
        ++added->links;
        folder.entries[key(name)] = {stored(name), added};
        folder.touch();
        return 0;
    }

    int move(NodeId fromFolder, const char *from, NodeId toFolder, const char *to, unsigned flags)
    {
        Node &source = node(fromFolder);
        Node &target = node(toFolder);
        const auto found = source.entries.find(key(from));
        if (found == source.entries.end())
            return ENOENT;
        if (const int error = refusal(to))
            return error;
        const bool respells = &source == &target && key(from) == key(to);
        if (const auto there = target.entries.find(key(to)); there != target.entries.end() && !respells) {
            if (flags != 0)
                return EEXIST;
            if (there->second.node == found->second.node)
                return 0;
            if (const int error = remove(toFolder, to))
                return error;
        }
        Node *moved = found->second.node;
        source.entries.erase(found);
        target.entries[key(to)] = {stored(to), moved};
        source.touch();
        target.touch();
        return 0;
    }

    Oddities m_oddities;
    std::deque<Node> m_nodes; ///< Those that were removed, too.
    std::vector<Node *> m_byId;
    std::map<std::pair<Node *, std::string>, NodeId> m_ids;
};
