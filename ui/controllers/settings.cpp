// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/settings.h"

#include "core/base/path.h"
#include "core/fs/small_file.h"
#include "ui/models/recent_recipes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cstdlib>

namespace bulkhead {

namespace {

constexpr int kFormat = 1;
constexpr std::array kThemes = {"system", "light", "dark"};
constexpr std::array kWhat = {"files", "folders", "all"};
constexpr std::array kOnError = {"continue", "stop"};

template <class Enum, std::size_t N>
Enum enumFrom(const QJsonValue &value, const std::array<const char *, N> &names, Enum fallback)
{
    const QString name = value.toString();
    for (std::size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return Enum(i);
    }
    return fallback;
}

QByteArray blobFrom(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString blobText(const QByteArray &blob)
{
    return QString::fromLatin1(blob.toBase64());
}

std::optional<RenameRecipe> recipeFrom(const QJsonValue &value)
{
    // An object is what earlier versions wrote.
    const QByteArray json = value.isObject() ? QJsonDocument(value.toObject()).toJson() : value.toString().toUtf8();
    auto parsed = parseRecipe(json.toStdString());
    if (auto *recipe = std::get_if<RenameRecipe>(&parsed)) {
        recipe->onConflict = {}; // settled for the names of that day, not for those to come
        return std::move(*recipe);
    }
    return {};
}

/// As a text: Qt would take a byte order mark off the start of those inside.
QString textOf(const RenameRecipe &recipe)
{
    return QString::fromStdString(writeRecipe(recipe));
}

} // namespace

Bytes defaultSettingsPath()
{
    if (const char *config = std::getenv("XDG_CONFIG_HOME"); config && config[0] == '/')
        return joinPath(config, "bulkhead/settings.json");
    const char *home = std::getenv("HOME");
    return joinPath(home && home[0] == '/' ? home : "/", ".config/bulkhead/settings.json");
}

Settings loadSettings(const Bytes &path)
{
    Settings settings;
    const Result<Bytes> content = readSmallFile(path);
    if (!content)
        return settings;
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(*content)).object();
    if (json[QLatin1String("format")].toInt() != kFormat)
        return settings;
    settings.geometry = blobFrom(json[QLatin1String("geometry")]);
    settings.splitter = blobFrom(json[QLatin1String("splitter")]);
    settings.columns = blobFrom(json[QLatin1String("columns")]);
    settings.theme = enumFrom(json[QLatin1String("theme")], kThemes, settings.theme);
    settings.historyShown = json[QLatin1String("history")].toBool();
    settings.recursive = json[QLatin1String("subfolders")].toBool();
    settings.hidden = json[QLatin1String("hidden")].toBool();
    settings.what = enumFrom(json[QLatin1String("what")], kWhat, settings.what);
    settings.onError = enumFrom(json[QLatin1String("on_error")], kOnError, settings.onError);
    settings.recipe = recipeFrom(json[QLatin1String("recipe")]);
    for (const QJsonValue recent : json[QLatin1String("recent")].toArray()) {
        if (auto recipe = recipeFrom(recent); recipe && settings.recent.size() < kMostRecent)
            settings.recent.push_back(*std::move(recipe));
    }
    return settings;
}

Result<void> saveSettings(const Bytes &path, const Settings &settings)
{
    QJsonObject json{
        {QStringLiteral("format"), kFormat},
        {QStringLiteral("geometry"), blobText(settings.geometry)},
        {QStringLiteral("splitter"), blobText(settings.splitter)},
        {QStringLiteral("columns"), blobText(settings.columns)},
        {QStringLiteral("theme"), QLatin1String(kThemes[std::size_t(settings.theme)])},
        {QStringLiteral("history"), settings.historyShown},
        {QStringLiteral("subfolders"), settings.recursive},
        {QStringLiteral("hidden"), settings.hidden},
        {QStringLiteral("what"), QLatin1String(kWhat[std::size_t(settings.what)])},
        {QStringLiteral("on_error"), QLatin1String(kOnError[std::size_t(settings.onError)])},
    };
    if (settings.recipe)
        json[QLatin1String("recipe")] = textOf(*settings.recipe);
    QJsonArray recent;
    for (const RenameRecipe &recipe : settings.recent)
        recent.append(textOf(recipe));
    json[QLatin1String("recent")] = recent;
    return writeSmallFile(path, QJsonDocument(json).toJson().toStdString());
}

} // namespace bulkhead
