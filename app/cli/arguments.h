// SPDX-License-Identifier: GPL-3.0-or-later
// What was typed, as values. CLI11 is known to arguments.cpp and import_arguments.h alone.
#pragma once

#include "core/base/ids.h"
#include "core/fs/scanner.h"
#include "core/rename/import.h"

#include <optional>
#include <variant>
#include <vector>

namespace bulkhead::cli {

enum class PathEnd : std::uint8_t { Newline, Nul };

struct OutputArguments {
    bool json = false;
    bool quiet = false;
    PathEnd pathEnd = PathEnd::Newline;
};

/// One rule as typed: ready, or JSON still to be read (its problems name `option`).
struct TypedRule {
    Bytes option; ///< "--rule" or the like.
    std::variant<RuleSlot, Bytes> rule;
};

struct RenameArguments {
    std::optional<Bytes> recipeFile; ///< "-" = standard input.
    std::optional<Bytes> preset; ///< In the place of a recipe file.
    std::vector<TypedRule> rules; ///< In the order typed.
    std::optional<Bytes> filesFrom; ///< "-" = standard input.
    std::vector<Bytes> paths;
    ScanOptions scan;
    std::optional<RowOrder> order;
    std::optional<OnConflict> onConflict;
    std::optional<TargetFolder> destination; ///< Its folder as typed.
    std::optional<NewAttributes> attributes;
    bool stopOnError = false;
    bool apply = false;
    bool windows = false; ///< Warn of names that Windows does not take.
    std::optional<Bytes> exportFile; ///< Ends with ".csv" or ".jsonl".
    OutputArguments output;
};

struct ReverseArguments {
    enum class What : std::uint8_t { Undo, Redo };
    What what = What::Undo;
    std::optional<BatchId> batch;
    bool stopOnError = false;
    bool apply = false;
    OutputArguments output;
};

struct RecoverArguments {
    enum class How : std::uint8_t { List, Undo, Finish };
    How how = How::List;
    std::optional<BatchId> batch;
    bool stopOnError = false; ///< Also: no further batch after one with an error.
    bool apply = false;
    OutputArguments output;
};

struct ForgetArguments {
    BatchId batch = 0;
    bool apply = false;
    OutputArguments output;
};

struct HistoryArguments {
    int limit = 20;
    OutputArguments output;
};

struct ImportArguments {
    ImportInput input;
    OutputArguments output;
};

struct PresetsArguments {
    enum class What : std::uint8_t { List, Show, Save, Rename, Delete };
    What what = What::List;
    Bytes name;
    Bytes to; ///< For Rename.
    Bytes recipeFile; ///< For Save; "-" = standard input.
    bool replace = false;
    OutputArguments output;
};

/// Nothing left to run: help or version was printed, or the words were wrong.
struct Answered {
    int exitCode = 0;
};

using Arguments = std::variant<RenameArguments, ReverseArguments, RecoverArguments, ForgetArguments, HistoryArguments, ImportArguments,
    PresetsArguments, Answered>;

/// Reads argv as bytes; prints help, version and usage errors itself.
Arguments parseArguments(int argc, char **argv);

} // namespace bulkhead::cli
