// SPDX-License-Identifier: GPL-3.0-or-later
// A window to drag from: press and move the mouse in it and it drags the text/uri-list bytes of the file named by the
// first argument, as a file manager would.
#include <QApplication>
#include <QDrag>
#include <QFile>
#include <QMimeData>
#include <QMouseEvent>
#include <QWidget>

namespace {

class Source : public QWidget
{
public:
    explicit Source(QByteArray uriList)
        : m_uriList(std::move(uriList))
    {
    }

protected:
    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (!(event->buttons() & Qt::LeftButton))
            return;
        auto *drag = new QDrag(this);
        auto *uris = new QMimeData;
        uris->setData(QStringLiteral("text/uri-list"), m_uriList);
        drag->setMimeData(uris);
        drag->exec(Qt::CopyAction);
    }

private:
    QByteArray m_uriList;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QFile file(argc > 1 ? QFile::decodeName(argv[1]) : QString());
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    Source source(file.readAll());
    source.setWindowTitle(QStringLiteral("drag source"));
    source.setGeometry(0, 0, 160, 120);
    source.show();
    return application.exec();
}
