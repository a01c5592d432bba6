// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a window on a display of its own, over a folder of very many files, and a meter beside it. What is
// ready is seen, never assumed: on the screen, on the disk, in /proc.
#pragma once

#include "tests/bench/row.h"
#include "tests/bench/screen.h"
#include "tests/window/desktop.h"

#include <functional>

namespace bulkhead::bench {

constexpr double kFrameMs = 1000.0 / 60;

/// What rows of the longest time without an answer begin with.
constexpr BytesView kNoAnswer = "no answer while ";

/// Parts of the window, which is always put in the same place at the same size.
namespace place {
constexpr Area kWindow{0, 0, 1270, 760};
constexpr Area kTable{322, 45, 930, 195}; ///< Chips, header and the first rows.
constexpr Area kNewNames{514, 108, 200, 130}; ///< Of the first rows.
constexpr Area kCorner{1232, 716, 34, 40}; ///< At the bottom: half of the Cancel button, but only while progress is shown.
constexpr int kHeaderY = 93;
constexpr int kRowX = 760, kRowY = 420; ///< A point in a row.
constexpr int kScrollX = 1263, kScrollTop = 112, kScrollEnd = 700;
} // namespace place

/// Where something has no effect, the program ends with a message and a screenshot. One thread.
class WindowSession
{
public:
    /// `stallLimit`: milliseconds that a window may be without an answer.
    WindowSession(int files, double stallLimit);
    /// Over files with this content, with this recipe open.
    WindowSession(int files, double stallLimit, BytesView recipe, const std::function<Bytes(int)> &contentOf);

    /// Opens the empty window, and notes how long that took and its memory.
    void open();
    /// Runs the action, and notes the longest time without an answer meanwhile.
    void measure(const Bytes &what, const std::function<void()> &action);
    void note(Row row);
    void forgetLast() { m_rows.pop_back(); } ///< What was measured last.

    /// Does something that changes the table, and waits until it has and all is at rest.
    void change(const Bytes &what, const std::function<void()> &act);
    void until(const Bytes &what, const std::function<bool()> &reached);
    void settle(); ///< Waits until no thread of the program has anything to do.
    void click(int x, int y); ///< And takes the pointer away.
    void key(XKey key, unsigned modifiers = 0); ///< At once.

    int files() const { return m_files; }
    const TempDir &folder() const { return m_folder; }
    Bytes path(int i) const; ///< Of the i-th file, as it was named at first.
    bool isRenamed(int i) const; ///< The i-th file.
    bool allRenamed() const;
    bool noneRenamed() const;
    bool isGone() const; ///< The program.
    Bytes stallReport() const { return m_recipes.readFile("stalls"); } ///< Once it is gone: of the meter in the program.

    Desktop &desktop() { return m_desktop; }
    const Screen &screen() const { return m_screen; }
    const Bytes &window() const { return m_window; }
    pid_t process() const { return m_program->pid(); }
    long emptyKiB() const { return m_emptyKiB; }
    const std::vector<Row> &rows() const { return m_rows; }

private:
    double start();
    [[noreturn]] void fail(const Bytes &what);

    int m_files;
    double m_stallLimit;
    TempDir m_folder;
    TempDir m_recipes;
    Desktop m_desktop;
    Screen m_screen;
    std::unique_ptr<Process> m_program;
    Bytes m_window;
    XWindow m_xWindow = 0;
    long m_emptyKiB = 0;
    std::vector<Row> m_rows;
};

/// Every path of a drop passes through Qt on the GUI thread: that grows with the files, by nature.
enum class Drops { Folder, FolderAndFiles };

/// Lists the session's folder.
void dropFolder(WindowSession &session, const Bytes &what);

/// Everything that a person does with very many files, from the drop to closing the window mid-run.
void doEverything(WindowSession &session, Drops drops);

/// Names from the metadata of photos, read while the window is used; the rows that this adds to those of a session without photos.
std::vector<Row> previewPhotos(int photos, double stallLimit);

} // namespace bulkhead::bench
