// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "core/rename/presets.h"

#include <QObject>

#include <deque>

namespace bulkhead {

/// The presets, without waiting for the disk: what is asked for is done by workers, one after the other in the order it was asked.
/// GUI thread only; the runner must outlive it.
class PresetController : public QObject
{
    Q_OBJECT

public:
    struct Deed {
        enum class What : std::uint8_t { Save, Rename, Remove };
        What what = What::Save;
        Bytes name;
        Bytes to; ///< The new name, for Rename.
    };

    /// `folder`: that of PresetStore. Reads nothing before the first refresh.
    PresetController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes folder, QObject *parent = nullptr);

    /// As they were read last, by name; before that the starters. Never null.
    std::shared_ptr<const std::vector<Preset>> presets() const noexcept { return m_presets; }
    /// Why there are no own ones, where their folder cannot be read.
    const std::optional<Error> &problem() const noexcept { return m_problem; }
    const Preset *own(BytesView name) const; ///< Null where there is none, as far as is known. Valid until changed().

    void refresh();
    void save(const Bytes &name, const RenameRecipe &recipe, PresetStore::Existing existing);
    void rename(const Bytes &from, const Bytes &to);
    void remove(const Bytes &name);

Q_SIGNALS:
    void changed(); ///< presets() and problem() were read again.
    /// What was asked for is done, or could not be; changed() came before.
    void ended(const bulkhead::PresetController::Deed &deed, const std::optional<bulkhead::Error> &error);

private:
    struct Outcome {
        std::optional<Error> error;
        Result<std::vector<Preset>> listed;
    };
    using Work = std::function<Result<void>(const PresetStore &)>;
    struct Wish {
        std::optional<Deed> deed; ///< None: only to read.
        Work work;
    };
    void ask(Wish wish);
    void next();
    void receive(const std::optional<Deed> &deed, Outcome outcome);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    Bytes m_folder;
    std::shared_ptr<const std::vector<Preset>> m_presets;
    std::optional<Error> m_problem;
    std::deque<Wish> m_wishes; ///< The first is at work.
};

} // namespace bulkhead
