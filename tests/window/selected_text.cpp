// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the text that is selected on this display.
#include <QClipboard>
#include <QGuiApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    std::fputs(QGuiApplication::clipboard()->text(QClipboard::Selection).toUtf8().constData(), stdout);
    return 0;
}
