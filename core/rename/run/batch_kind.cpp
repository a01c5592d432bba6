// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/batch_kind.h"

namespace bulkhead {

namespace {

constexpr struct {
    BatchKind kind;
    const char *name;
} kNames[] = {
    {{Transfer::Move, false}, "rename"},
    {{Transfer::Copy, false}, "copy"},
    {{Transfer::Copy, true}, "remove-copies"},
    {{Transfer::HardLink, false}, "hardlink"},
    {{Transfer::HardLink, true}, "remove-hardlinks"},
    {{Transfer::SymbolicLink, false}, "symlink"},
    {{Transfer::SymbolicLink, true}, "remove-symlinks"},
    {{Transfer::MoveAcross, false}, "move-across"},
};

} // namespace

Bytes batchKindName(BatchKind kind)
{
    for (const auto &entry : kNames) {
        if (entry.kind == kind)
            return entry.name;
    }
    return kNames[0].name;
}

std::optional<BatchKind> batchKindNamed(BytesView name)
{
    for (const auto &entry : kNames) {
        if (name == entry.name)
            return entry.kind;
    }
    return std::nullopt;
}

} // namespace bulkhead
