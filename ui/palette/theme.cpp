// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/theme.h"

#include "ui/palette/outline_style.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace bulkhead {

namespace {

constexpr auto kPortal = "org.freedesktop.portal.Desktop";
constexpr auto kPortalPath = "/org/freedesktop/portal/desktop";
constexpr auto kSettings = "org.freedesktop.portal.Settings";
constexpr auto kAppearance = "org.freedesktop.appearance";
constexpr auto kColorScheme = "color-scheme";
constexpr uint kPreferDark = 1;
constexpr uint kPreferLight = 2;

/// The portal wraps the number once or twice, depending on its version.
uint unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

void setText(QPalette &palette, const QColor &text, const QColor &secondary, const QColor &disabled)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::PlaceholderText, secondary);
}

} // namespace

QPalette makePalette(Shade shade)
{
    const bool dark = shade == Shade::Dark;
    QPalette palette;
    palette.setColor(QPalette::Window, dark ? QColor(0x24, 0x26, 0x2a) : QColor(0xf3, 0xf4, 0xf6));
    palette.setColor(QPalette::Base, dark ? QColor(0x1b, 0x1d, 0x20) : QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::AlternateBase, dark ? QColor(0x20, 0x22, 0x26) : QColor(0xf8, 0xf9, 0xfa));
    palette.setColor(QPalette::Button, dark ? QColor(0x33, 0x36, 0x3b) : QColor(0xfa, 0xfa, 0xfb));
    palette.setColor(QPalette::ToolTipBase, dark ? QColor(0x33, 0x36, 0x3b) : QColor(0xff, 0xff, 0xff));
    setText(palette, dark ? QColor(0xe6, 0xe8, 0xea) : QColor(0x1d, 0x20, 0x24), dark ? QColor(0x90, 0x96, 0x9d) : QColor(0x66, 0x6c, 0x74),
        dark ? QColor(0x84, 0x89, 0x90) : QColor(0x86, 0x8c, 0x94));
    palette.setColor(QPalette::BrightText, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::Light, dark ? QColor(0x3d, 0x41, 0x47) : QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::Midlight, dark ? QColor(0x38, 0x3b, 0x40) : QColor(0xec, 0xed, 0xf0));
    palette.setColor(QPalette::Mid, dark ? QColor(0x45, 0x49, 0x50) : QColor(0xc3, 0xc8, 0xce));
    palette.setColor(QPalette::Dark, dark ? QColor(0x14, 0x15, 0x17) : QColor(0xa6, 0xac, 0xb4));
    palette.setColor(QPalette::Shadow, dark ? QColor(0x00, 0x00, 0x00) : QColor(0x6b, 0x72, 0x7b));
    palette.setColor(QPalette::Highlight, dark ? QColor(0x2f, 0x6f, 0xb3) : QColor(0x1f, 0x6f, 0xc4));
    palette.setColor(QPalette::HighlightedText, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, dark ? QColor(0x3d, 0x41, 0x47) : QColor(0xd5, 0xd9, 0xde));
    palette.setColor(QPalette::Link, dark ? QColor(0x7a, 0xb4, 0xf0) : QColor(0x1a, 0x62, 0xb0));
    palette.setColor(QPalette::LinkVisited, dark ? QColor(0x7a, 0xb4, 0xf0) : QColor(0x1a, 0x62, 0xb0));
    return palette;
}

Shade shadeOf(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128 ? Shade::Dark : Shade::Light;
}

const ThemeColors &themeColors(const QPalette &palette)
{
    static const ThemeColors kLight{
        .changed = {0xcf, 0xe6, 0xd4},
        .good = {0x1c, 0x7a, 0x3e},
        .warning = {0x9a, 0x5b, 0x00},
        .error = {0xb3, 0x26, 0x1e},
        .accent = {0x1f, 0x6f, 0xc4},
        .line = {0xd9, 0xdc, 0xe0},
    };
    static const ThemeColors kDark{
        .changed = {0x26, 0x4a, 0x33},
        .good = {0x6f, 0xc9, 0x8a},
        .warning = {0xe6, 0xb0, 0x57},
        .error = {0xf2, 0x8b, 0x82},
        .accent = {0x7a, 0xb4, 0xf0},
        .line = {0x3a, 0x3e, 0x44},
    };
    return shadeOf(palette) == Shade::Dark ? kDark : kLight;
}

ThemeSwitch::ThemeSwitch(QApplication &application)
    : QObject(&application)
    , m_application(application)
    , m_ownShade(shadeOf(application.palette()))
    , m_desktopShade(m_ownShade)
{
    application.setStyle(new OutlineStyle);
    apply();
    // Without an address libdbus would start a bus of its own, and wait for it.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(QLatin1String(kPortal), QLatin1String(kPortalPath), QLatin1String(kSettings), QStringLiteral("SettingChanged"), this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
    askDesktop();
}

void ThemeSwitch::askDesktop()
{
    QDBusMessage read = QDBusMessage::createMethodCall(
        QLatin1String(kPortal), QLatin1String(kPortalPath), QLatin1String(kSettings), QStringLiteral("Read"));
    read << QLatin1String(kAppearance) << QLatin1String(kColorScheme);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return;
        follow(reply.value());
    });
}

void ThemeSwitch::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != QLatin1String(kAppearance) || key != QLatin1String(kColorScheme))
        return;
    follow(value);
}

void ThemeSwitch::follow(const QDBusVariant &preference)
{
    const uint wanted = unwrapped(preference.variant());
    m_desktopShade = wanted == kPreferDark ? Shade::Dark : wanted == kPreferLight ? Shade::Light : m_ownShade;
    apply();
}

void ThemeSwitch::setTheme(Theme theme)
{
    m_theme = theme;
    apply();
}

void ThemeSwitch::apply()
{
    const Shade shade = m_theme == Theme::System ? m_desktopShade : m_theme == Theme::Dark ? Shade::Dark : Shade::Light;
    m_application.setPalette(makePalette(shade));
}

} // namespace bulkhead
