// SPDX-License-Identifier: GPL-3.0-or-later
// The longest time the real window does not answer, measured from outside by _NET_WM_PING, while it loads, previews,
// renames and takes back very many files.
//
// usage: bench_window [FILES]
#include "tests/window/desktop.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

using namespace bulkhead;

namespace {

using Clock = std::chrono::steady_clock;
/// Looking again and again is fine here: this is a measurement, not a test.
constexpr auto kLook = std::chrono::milliseconds(50);

class Measurement
{
public:
    explicit Measurement(int files)
        : m_files(files)
    {
        for (int i = 0; i < files; ++i)
            m_folder.writeFile("IMG_" + std::to_string(i) + ".jpg");
        m_recipes.writeFile("none.bulkhead.json",
            R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":"nothing has this","with":"x","mode":"regex"
    }]})");
    }

    void run()
    {
        m_program = m_desktop.start({BULKHEAD_GUI, "--recipe", m_recipes.path("none.bulkhead.json"), m_folder.path()});
        m_window = m_desktop.window("Bulkhead");
        // Loading began with the window: what it costs shows from its first moment on.
        during("loading and first preview", [this] { std::this_thread::sleep_for(settle()); });
        during("typing 20 characters into a regex rule", [this] {
            m_desktop.click(0, 0); // the pointer out of the way
            m_desktop.focus(m_window);
            m_desktop.key("ctrl+a");
            m_desktop.type("^IMG_([0-9]+)(?:xyz)?");
            m_desktop.key("Tab");
            m_desktop.type("trip-$1");
            std::this_thread::sleep_for(settle());
        });
        during("renaming",
            [this] { pressUntil("ctrl+Return", [this] { return renamed(m_files - 1) && renamed(0) && renamed(m_files / 2); }); });
        during("scrolling to the end and back", [this] {
            for (const char *keys : {"F6", "ctrl+End", "ctrl+Home", "Next", "Next", "Next", "ctrl+a", "ctrl+End"})
                m_desktop.key(keys);
        });
        during("undoing",
            [this] { pressUntil("ctrl+alt+z", [this] { return !renamed(m_files - 1) && !renamed(0) && !renamed(m_files / 2); }); });
    }

private:
    std::chrono::milliseconds settle() const { return std::chrono::milliseconds(1500 + m_files / 50); }
    bool renamed(int i) const { return m_folder.exists("trip-" + std::to_string(i) + ".jpg"); }

    void pressUntil(const Bytes &keys, const std::function<bool()> &reached)
    {
        // Once more where the window was still busy with the preview.
        for (int press = 0; press < 20; ++press) {
            m_desktop.key(keys);
            const auto end = Clock::now() + std::chrono::seconds(3) + std::chrono::milliseconds(m_files / 10);
            while (Clock::now() < end) {
                if (reached()) {
                    std::this_thread::sleep_for(settle());
                    return;
                }
                std::this_thread::sleep_for(kLook);
            }
        }
        std::fprintf(stderr, "bench_window: %s had no effect\n", keys.c_str());
        m_desktop.screenshot("bench_window-failed.png");
        std::exit(1);
    }

    void during(const char *what, const std::function<void()> &action)
    {
        const auto meter = m_desktop.start({PING_METER, m_window});
        if (meter->readLine() != "ready")
            std::exit(1);
        action();
        meter->closeInput();
        std::printf("%-42s %s", what, meter->wait().output.c_str());
        std::fflush(stdout);
    }

    int m_files;
    TempDir m_folder;
    TempDir m_recipes;
    Desktop m_desktop;
    std::unique_ptr<Process> m_program;
    Bytes m_window;
};

} // namespace

int main(int argc, char **argv)
{
    const int files = argc > 1 ? std::atoi(argv[1]) : 100'000;
    if (files < 10) {
        std::fprintf(stderr, "usage: bench_window [FILES]\n");
        return 2;
    }
    std::printf("%d files\n", files);
    Measurement(files).run();
    return 0;
}
