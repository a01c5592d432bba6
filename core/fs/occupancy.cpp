// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/occupancy.h"

namespace bulkhead {

Occupancy::Folder &Occupancy::setState(BytesView path, State state, std::uint64_t device, const NameRules &rules)
{
    Folder &folder = m_folders[Bytes(path)];
    folder.state = state;
    folder.device = device;
    folder.rules = rules;
    folder.names.clear();
    return folder;
}

void Occupancy::addName(BytesView path, BytesView name)
{
    const auto found = m_folders.find(path);
    if (found != m_folders.end())
        addName(found->second, name);
}

void Occupancy::addName(Folder &folder, BytesView name)
{
    if (folder.state == State::Listed && !contains(folder, name))
        folder.names.insert(foldedName(name, folder.rules));
}

Occupancy::State Occupancy::state(BytesView path) const
{
    const auto found = m_folders.find(path);
    return found == m_folders.end() ? State::Unknown : found->second.state;
}

std::uint64_t Occupancy::device(BytesView path) const
{
    const auto found = m_folders.find(path);
    return found == m_folders.end() ? 0 : found->second.device;
}

bool Occupancy::contains(BytesView path, BytesView name) const
{
    const Folder *known = folder(path);
    return known && contains(*known, name);
}

const Occupancy::Folder *Occupancy::folder(BytesView path) const
{
    const auto found = m_folders.find(path);
    return found != m_folders.end() && found->second.state == State::Listed ? &found->second : nullptr;
}

bool Occupancy::contains(const Folder &folder, BytesView name)
{
    return folder.rules.isPlain() ? folder.names.contains(name) : folder.names.contains(foldedName(name, folder.rules));
}

const NameRules &Occupancy::rules(const Folder &folder)
{
    return folder.rules;
}

} // namespace bulkhead
