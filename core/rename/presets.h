// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes with a name: those a person saved, and starters, which come with the program.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/recipe.h"

#include <variant>
#include <vector>

namespace bulkhead {

struct StarterPreset {
    Bytes name;
    Bytes json;
};

/// The files of resources/presets, by name. Any thread.
const std::vector<StarterPreset> &starterPresets();

struct Preset {
    Bytes name;
    bool isStarter = false;
    std::variant<RenameRecipe, std::vector<RecipeProblem>, Error> content; ///< What is wrong with it, or why it cannot be read.
};

/// Where a person's own presets are: bulkhead/presets in $XDG_CONFIG_HOME, or in ~/.config where that is not an absolute path.
/// Any thread, while nobody changes the environment.
Bytes defaultPresetFolder();

/// InvalidInput where no preset can have the name: empty, longer than 200 bytes, not UTF-8, with a slash or control characters,
/// or with a dot in front; `detail` is then "empty", "long", "text", "slash", "control" or "dot". Any thread.
Result<void> checkPresetName(BytesView name);

/// The names that differ least from one that was not found, best first, three at most. Any thread.
std::vector<Bytes> nearPresetNames(BytesView name, const std::vector<Preset> &presets);

/// The presets of one folder and the starters; of two with one name the person's own counts. Keeps nothing in memory: every call
/// reads the disk. All calls: any thread but the GUI thread, each by itself; another process may work in the folder meanwhile.
class PresetStore
{
public:
    /// `folder`: an absolute path; it need not be there. The file system must outlive this.
    PresetStore(FileSystem &fileSystem, Bytes folder);

    /// By name. One that is damaged or cannot be read is listed with its problems; the call fails only where the folder is there and
    /// cannot be listed.
    Result<std::vector<Preset>> list() const;

    /// NotFound where there is none. One that is damaged is no failure: see Preset::content.
    Result<Preset> load(BytesView name) const;

    enum class Existing : std::uint8_t { Keep, Replace };
    /// As a whole or not at all, durable. With Keep it replaces nothing: AlreadyExists.
    Result<void> save(BytesView name, const RenameRecipe &recipe, Existing existing) const;

    /// Of one's own; Unsupported for a starter. AlreadyExists where another own one has the name `to`.
    Result<void> rename(BytesView from, BytesView to) const;

    /// Of one's own; Unsupported for a starter.
    Result<void> remove(BytesView name) const;

private:
    Preset read(const DirectoryRef &directory, Bytes name) const;

    FileSystem &m_fileSystem;
    Bytes m_folder;
};

} // namespace bulkhead
