// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the manual, which are part of the program: resources/manual/*.md.
#pragma once

#include <QTextBrowser>

#include <vector>

namespace bulkhead {

struct ManualHeading {
    QString title;
    QString anchor; ///< As links name it: "what-is-in-a-file".
};
struct ManualContents {
    QString page; ///< "rules.md"
    QString title;
    std::vector<ManualHeading> headings; ///< Of the second rank.
};

/// All pages, in the order in which index.md names them. GUI thread only.
std::vector<ManualContents> manualContents();

/// Shows a page of the manual; follows links between pages, and nothing else. GUI thread only.
class ManualBrowser : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ManualBrowser(QWidget *parent = nullptr);

    /// `heading` as an anchor; empty = the start of the page. Nothing happens where there is no such page.
    void showPage(const QString &page, const QString &heading = {});
    const QString &page() const noexcept { return m_place.page; } ///< "rules.md"
    const QString &heading() const noexcept { return m_place.heading; }
    /// Selects the next place with that text, or the one before, from the end on again. False where the page has none.
    bool findText(const QString &text, QTextDocument::FindFlags flags = {});

    void backward() override;
    void forward() override;

Q_SIGNALS:
    void placeChanged();

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Place {
        QString page;
        QString heading;
        int scrolled = -1; ///< As it was left; -1 = go to the heading.
    };

    void follow(const QUrl &link);
    void load();
    void go(std::vector<Place> &from, std::vector<Place> &to);
    void arrive();
    void scrollToHeading();

    Place m_place;
    int m_scrolledTo = -1; ///< Where scrollToHeading went.
    QTextDocument *m_shown = nullptr; ///< Ours. Null before the first page.
    std::vector<Place> m_before; ///< The last one is the one to go back to.
    std::vector<Place> m_after;
};

} // namespace bulkhead
