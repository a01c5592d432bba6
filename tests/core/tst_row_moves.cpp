// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/row_moves.h"

#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace bulkhead;
using To = RowMove::To;

Q_DECLARE_METATYPE(bulkhead::RowMove::To)

namespace {

/// Rows as letters: a is row 0.
std::vector<RowId> rowsOf(const QString &letters)
{
    std::vector<RowId> rows;
    for (const QChar letter : letters)
        rows.push_back(RowId(letter.unicode() - u'a'));
    return rows;
}

QString lettersOf(const std::vector<RowId> &rows)
{
    QString letters;
    for (const RowId row : rows)
        letters += QChar(u'a' + char16_t(row));
    return letters;
}

std::vector<std::uint8_t> maskOf(const std::vector<RowId> &rows)
{
    std::vector<std::uint8_t> mask(26);
    for (const RowId row : rows)
        mask[row] = 1;
    return mask;
}

} // namespace

class TestRowMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<RowMove::To>("to");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("moved");
        const auto row = [](const char *name, const char *rows, const char *chosen, To to, const char *before, const char *moved) {
            QTest::newRow(name) << QString::fromLatin1(rows) << QString::fromLatin1(chosen) << to << QString::fromLatin1(before)
                                << QString::fromLatin1(moved);
        };
        row("a block up", "abcdef", "cd", To::Up, "", "acdbef");
        row("a block down", "abcdef", "cd", To::Down, "", "abecdf");
        row("the first up", "abcdef", "ab", To::Up, "", "abcdef");
        row("the last down", "abcdef", "ef", To::Down, "", "abcdef");
        row("scattered up", "abcdef", "ace", To::Up, "", "acbedf");
        row("scattered down", "abcdef", "bdf", To::Down, "", "acbedf");
        row("scattered to the start", "abcdef", "bdf", To::First, "", "bdface");
        row("scattered to the end", "abcdef", "ace", To::Last, "", "bdface");
        row("in the order they have, whatever they are called", "fedcba", "af", To::First, "", "faedcb");
        row("a block before one above", "abcdef", "de", To::Before, "b", "adebcf");
        row("a block before one below", "abcdef", "bc", To::Before, "f", "adebcf");
        row("scattered before one among them", "abcdef", "bdf", To::Before, "e", "acbdfe");
        row("to itself", "abcdef", "cd", To::Before, "c", "abcdef");
        row("to its own end", "abcdef", "cd", To::Before, "e", "abcdef");
        row("onto one of itself, scattered", "abcdef", "bdf", To::Before, "d", "acbdfe");
        row("before the first", "abcdef", "ef", To::Before, "a", "efabcd");
        row("behind the last", "abcdef", "ab", To::Before, "z", "cdefab");
        row("all", "abcdef", "abcdef", To::Up, "", "abcdef");
        row("none", "abcdef", "", To::First, "", "abcdef");
        row("nothing there", "", "", To::Up, "", "");
    }
    void moves()
    {
        QFETCH(QString, rows);
        QFETCH(QString, chosen);
        QFETCH(RowMove::To, to);
        QFETCH(QString, before);
        QFETCH(QString, moved);
        const RowId target = before.isEmpty() ? kNone : rowsOf(before).front();
        QCOMPARE(lettersOf(movedRows(rowsOf(rows), maskOf(rowsOf(chosen)), {to, target})), moved);
    }

    /// No row is lost, and neither the chosen ones nor the others change places among themselves.
    void everyMoveKeepsTheOrderOfEither()
    {
        rc::check([] {
            const auto mask = *rc::gen::container<std::vector<std::uint8_t>>(rc::gen::inRange<std::uint8_t>(0, 2));
            std::vector<RowId> rows(mask.size());
            std::iota(rows.begin(), rows.end(), RowId(0));
            const RowMove move{To(*rc::gen::inRange(0, int(To::Before) + 1)), *rc::gen::inRange<RowId>(0, RowId(rows.size()) + 2)};
            std::vector<RowId> moved = movedRows(rows, mask, move);
            for (const bool chosen : {false, true}) {
                std::vector<RowId> some;
                std::copy_if(moved.begin(), moved.end(), std::back_inserter(some), [&](RowId row) { return bool(mask[row]) == chosen; });
                RC_ASSERT(std::is_sorted(some.begin(), some.end()));
            }
            std::sort(moved.begin(), moved.end());
            RC_ASSERT(moved == rows);
        });
    }

    void rearranges_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("some");
        QTest::addColumn<QString>("now");
        QTest::newRow("all") << QStringLiteral("abcd") << QStringLiteral("dbca") << QStringLiteral("dbca");
        QTest::newRow("the others stay") << QStringLiteral("abcdef") << QStringLiteral("fbd") << QStringLiteral("afcbed");
        QTest::newRow("none") << QStringLiteral("ba") << QString() << QStringLiteral("ba");
        QTest::newRow("of rows that are not there") << QStringLiteral("ba") << QStringLiteral("abz") << QStringLiteral("ab");
    }
    void rearranges()
    {
        QFETCH(QString, order);
        QFETCH(QString, some);
        QFETCH(QString, now);
        QCOMPARE(lettersOf(rearranged(rowsOf(order), rowsOf(some))), now);
    }

    void completes()
    {
        QCOMPARE(lettersOf(completed(rowsOf(QStringLiteral("dba")), rowsOf(QStringLiteral("fabcde")))), QStringLiteral("dbafce"));
        QCOMPARE(lettersOf(completed({}, {})), QString());
    }
};

QTEST_GUILESS_MAIN(TestRowMoves)
#include "tst_row_moves.moc"
