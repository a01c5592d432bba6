// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/file_choosers.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace bulkhead {

namespace {

struct ChooserText {
    Q_DECLARE_TR_FUNCTIONS(ChooserText)
};

QFileDialog *makeDialog(QWidget *parent, const QString &title, const char *name)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(QLatin1String(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

Bytes toBytes(const QString &path)
{
    return path.toUtf8().toStdString(); // what Qt itself hands to the kernel here; not fromText: this is no reversible view
}

void openForOne(QFileDialog *dialog, std::function<void(Bytes)> chosen)
{
    QObject::connect(
        dialog, &QFileDialog::fileSelected, dialog, [chosen = std::move(chosen)](const QString &path) { chosen(toBytes(path)); });
    dialog->open();
}

} // namespace

void chooseFiles(QWidget *parent, std::function<void(std::vector<Bytes>)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Add Files"), "addFilesDialog");
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, [chosen = std::move(chosen)](const QStringList &files) {
        std::vector<Bytes> paths;
        for (const QString &file : files)
            paths.push_back(toBytes(file));
        chosen(std::move(paths));
    });
    dialog->open();
}

void chooseFolder(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Add Folder"), "addFolderDialog");
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openForOne(dialog, std::move(chosen));
}

void chooseDestination(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Choose Folder"), "chooseDestinationDialog");
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openForOne(dialog, std::move(chosen));
}

void chooseNamesFile(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Open List of Names"), "chooseNamesDialog");
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ChooserText::tr("Lists of names (*.txt *.csv)"), ChooserText::tr("All files (*)")});
    openForOne(dialog, std::move(chosen));
}

void chooseRecipeToOpen(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Open Rules"), "openRecipeDialog");
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ChooserText::tr("Bulkhead rules (*.json)"), ChooserText::tr("All files (*)")});
    openForOne(dialog, std::move(chosen));
}

void chooseListToSave(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Export List"), "exportListDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    const QString lines = ChooserText::tr("JSON lines (*.jsonl)");
    dialog->setNameFilters({ChooserText::tr("Table of old and new names (*.csv)"), lines});
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, lines](const QString &filter) {
        dialog->setDefaultSuffix(filter == lines ? QStringLiteral("jsonl") : QStringLiteral("csv"));
    });
    openForOne(dialog, std::move(chosen));
}

void chooseRecipeToSave(QWidget *parent, std::function<void(Bytes)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, ChooserText::tr("Save Rules"), "saveRecipeDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("bulkhead.json"));
    dialog->setNameFilters({ChooserText::tr("Bulkhead rules (*.bulkhead.json)")});
    openForOne(dialog, std::move(chosen));
}

} // namespace bulkhead
