// SPDX-License-Identifier: GPL-3.0-or-later
// The window's composition root: makes the parts, hands them to each other, and runs.
#include "app/gui_arguments.h"
#include "app/working_directory.h"
#include "core/base/text.h"
#include "core/fs/linux_file_system.h"
#include "core/rename/presets.h"
#include "ui/controllers/deliver.h"
#include "ui/diagnostics/stall_report.h"
#include "ui/mainwindow.h"
#include "ui/text/error_text.h"

#include <QApplication>
#include <QIcon>
#include <QLocale>
#include <QTimer>
#include <csignal>

#include <cstdio>
#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <memory>
#include <thread>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr int kSettingsPatienceMs = 150; ///< A slow home folder delays the first frame by no more than this.

/// The C locale groups no digits and sorts no words: a desktop program shows numbers for people.
void useReadableLocale()
{
    if (QLocale().language() == QLocale::C)
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

/// Once an array of some megabytes was freed, glibc takes the next ones from its heaps and keeps them there: a preview that
/// replaces another would leave a quarter of the program's memory unused. A fixed threshold stops it from learning that.
void giveBackFreedArrays()
{
#ifdef __GLIBC__
    constexpr int kThreshold = 256 << 10;
    mallopt(M_MMAP_THRESHOLD, kThreshold);
    mallopt(M_TRIM_THRESHOLD, kThreshold);
#endif
}

/// Answers what needs no display. -1 = go on.
int answerBeforeStart(const GuiArguments &arguments)
{
    switch (arguments.wanted) {
    case GuiArguments::Wanted::Version:
        std::puts("bulkhead " BULKHEAD_VERSION);
        return 0;
    case GuiArguments::Wanted::Help:
        std::fputs(kGuiHelp, stdout);
        return 0;
    default:
        return -1;
    }
}

/// On a thread that may touch the disk, and waits for it: the event loop has ended, there is nothing left to block. 0 or 1: the
/// exit status.
int reportStalls(const Bytes &path, DiagnosticsRequest known)
{
    int status = 0;
    std::thread([&] {
        const Result<void> written = writeStallReport(path, stallReportJson(diagnose(std::move(known))));
        if (written)
            return;
        std::fprintf(stderr, "bulkhead: the stall report was not written: %s: %s\n", toTerminal(path).c_str(),
            qUtf8Printable(errorText(written.error().code)));
        status = 1;
    }).join();
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    const auto begun = StallMonitor::Clock::now();
    fillStandardStreams();
    giveBackFreedArrays();
    std::signal(SIGXFSZ, SIG_IGN); // A write past the limit is an error, not the end.
    const Bytes directory = workingDirectory();
    if (const int status = answerBeforeStart(parseGuiArguments(argc, argv, directory)); status >= 0)
        return status;

    WatchedApplication application(argc, argv); // takes its own options (-style, -platform, ...) out
    QApplication::setApplicationName(QStringLiteral("bulkhead"));
    QApplication::setApplicationDisplayName(QStringLiteral("Bulkhead"));
    QApplication::setApplicationVersion(QStringLiteral(BULKHEAD_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.bulkhead.Bulkhead"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/bulkhead.svg")));
    QApplication::setQuitOnLastWindowClosed(false); // a window that is closed may still finish the file in hand
    const GuiArguments arguments = parseGuiArguments(argc, argv, directory);
    if (arguments.wanted == GuiArguments::Wanted::Mistake) {
        std::fprintf(stderr, "bulkhead: unknown option: %s\n%s", arguments.mistake.c_str(), kGuiHelp);
        return 2;
    }
    if (arguments.wanted == GuiArguments::Wanted::Nowhere) {
        std::fprintf(stderr, "bulkhead: %s: the current folder is no longer there; give whole paths\n", arguments.mistake.c_str());
        return 2;
    }
    useReadableLocale();
    raiseOpenFileLimit();
    forbidFileSystemOnThisThread();

    auto *themes = new ThemeSwitch(application);
    JobRunner runner; // outlives the window: it waits for what the window has begun
    StallMonitor stalls;
    const Bytes settingsPath = defaultSettingsPath();
    MainWindow window(runner, makeLinuxFileSystem(), {defaultStateDirectory(), settingsPath, defaultPresetFolder()}, themes, &stalls);
    application.setMonitor(&stalls);
    stalls.startWithFirstFrame(window, begun);
    QObject::connect(&window, &MainWindow::closed, &application, &QCoreApplication::quit);

    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &window, &QWidget::show);
    patience.start(kSettingsPatienceMs);
    // Settings are read by a worker while the window is made; it is shown when they are there, or without them.
    deliver(runner.compute([settingsPath] { return loadSettings(settingsPath); }), &window, [&](Settings settings) {
        if (!arguments.recipe.empty())
            settings.recipe.reset();
        window.applySettings(settings);
        patience.stop();
        window.show();
        if (!arguments.recipe.empty())
            window.openRecipe(arguments.recipe);
        if (!arguments.paths.empty())
            window.session().scan().addPaths(arguments.paths);
    });
    const int status = QApplication::exec();
    stalls.stop();
    application.setMonitor(nullptr);
    if (status != 0 || arguments.stallReport.empty())
        return status;
    return reportStalls(arguments.stallReport, window.diagnosticsRequest());
}
