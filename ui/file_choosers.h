// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace bulkhead {

// File dialogs that do not block: each opens and calls `chosen` later, or never. GUI thread only.

void chooseFiles(QWidget *parent, std::function<void(std::vector<Bytes>)> chosen);
void chooseFolder(QWidget *parent, std::function<void(Bytes)> chosen);
void chooseDestination(QWidget *parent, std::function<void(Bytes)> chosen); ///< An existing folder.
void chooseNamesFile(QWidget *parent, std::function<void(Bytes)> chosen);
void chooseRecipeToOpen(QWidget *parent, std::function<void(Bytes)> chosen);
void chooseListToSave(QWidget *parent, std::function<void(Bytes)> chosen); ///< Ends in ".csv" or ".jsonl" unless asked otherwise.
void chooseRecipeToSave(QWidget *parent, std::function<void(Bytes)> chosen);

} // namespace bulkhead
