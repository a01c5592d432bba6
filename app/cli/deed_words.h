// SPDX-License-Identifier: GPL-3.0-or-later
// What a batch does, in words: renames, moves, copies, links, or removes what another one made.
#pragma once

#include "core/history/history.h"
#include "core/rename/batch_kind.h"
#include "core/rename/plan.h"

namespace bulkhead::cli {

/// Words of one deed. Counts of a renaming are of names, of the others of files, or of what was made.
class DeedWords
{
public:
    /// Of a plan that a recipe made.
    static DeedWords of(const RenameRecipe &recipe);
    /// Of a batch in the history, or about to be in it.
    static DeedWords of(BytesView batchKind);

    const char *infinitive() const { return m_infinitive; } ///< "copy"
    const char *third() const { return m_third; } ///< "copies"
    const char *past() const { return m_past; } ///< "copied"
    const char *gerund() const { return m_gerund; } ///< "Copying"
    /// The `action` of --json; null for what changes the path of a file.
    const char *action() const { return m_action; }
    bool removes() const { return m_removes; }

    /// Files change, where more than their names does.
    DeedWords andAttributes() const;

    Bytes things(std::int64_t n) const; ///< "1,204 files"
    Bytes will(std::int64_t n) const; ///< "1,204 files will be copied"
    Bytes willOf(std::int64_t n, std::int64_t all) const; ///< "3 of 1,204 files will be copied"
    Bytes were(std::int64_t n) const; ///< "1,204 files copied"

private:
    static DeedWords of(BatchKind kind);
    DeedWords asMove() const;

    const char *m_infinitive = "rename";
    const char *m_third = "renames";
    const char *m_past = "renamed";
    const char *m_gerund = "Renaming";
    const char *m_action = nullptr;
    const char *m_one = "name";
    const char *m_many = "names";
    bool m_removes = false;
    bool m_names = true; ///< They are names, and change.
};

/// What `history` calls a batch: "rename", "copy", "undo", ...
Bytes batchWord(const BatchInfo &batch);

} // namespace bulkhead::cli
