// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion with palettes of our own, light and dark.
#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

class QApplication;
class QDBusVariant;

namespace bulkhead {

enum class Theme : std::uint8_t { System, Light, Dark };
enum class Shade : std::uint8_t { Light, Dark };

QPalette makePalette(Shade shade);

/// The few colours a palette has no role for. Each has enough contrast on the palette's Base.
struct ThemeColors {
    QColor changed; ///< Behind the changed part of a new name.
    QColor good;
    QColor warning;
    QColor error;
    QColor accent;
    QColor line; ///< Hair lines between panes.
};
/// Worked out from the shade of the palette in use: nothing to pass around when the theme changes.
const ThemeColors &themeColors(const QPalette &palette);
Shade shadeOf(const QPalette &palette);

/// Applies the theme and, for System, follows the desktop's preference (the settings portal) as it changes, without
/// waiting for it. GUI thread only.
class ThemeSwitch : public QObject
{
    Q_OBJECT

public:
    explicit ThemeSwitch(QApplication &application);

    Theme theme() const noexcept { return m_theme; }
    void setTheme(Theme theme);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askDesktop();
    void follow(const QDBusVariant &preference); ///< Of the portal: it may have none.
    void apply();

    QApplication &m_application;
    Theme m_theme = Theme::System;
    Shade m_ownShade; ///< That of the application's palette, before it was ours.
    Shade m_desktopShade;
};

} // namespace bulkhead
