// SPDX-License-Identifier: GPL-3.0-or-later
// The filters that put characters in the place of others. The other filters are in tst_template.cpp.
#include "tests/support/template_fixture.h"

#include <QtTest>

using namespace bulkhead;

namespace {

struct FilterRow {
    const char *title;
    const char *text;
    const char *stem;
    const char *expected;
};

const FilterRow kRows[] = {
    {"ascii", "{stem|ascii}", "Ünïcode", "Unicode"},
    {"ascii, cjk", "{stem|ascii}", "照片 é", "zhao pian e"},
    {"ascii, combining", "{stem|ascii|upper}", "cafe\u0301", "CAFE"},
    {"ascii, only its own value", "é{stem|ascii}é", "é", "éeé"},
    {"ascii, undecodable", "{stem|ascii}", "é\xff\xe9", "e\xff\xe9"},
    {"ascii of nothing", "[{stem|first:0|ascii}]", "é", "[]"},
    {"ascii waits for or", "{parent:9|ascii|or:é}{parent:9|or:é|ascii}", "", "ée"},
    {"ascii makes a slash", "a{stem|ascii}", "é½", "illegal>ae 1/2"},
    {"ascii leaves a slash that was typed", "{stem|replace:-,/|ascii}", "é-é", "e/e"},
    {"pinyin", "{stem|pinyin}", "照片", "zhao pian"},
    {"pinyin leaves the others", "{stem|pinyin}", "café照片1／2", "café zhao pian1／2"},
    {"pinyin, undecodable", "{stem|pinyin}", "照\xff片", "zhao\xffpian"},
    {"pinyin, title", "{stem|pinyin|title}", "北京", "Bei Jing"},
    {"replace", "{stem|replace:a,b}", "banana", "bbnbnb"},
    {"replace by nothing", "{stem|replace:an,}", "banana", "ba"},
    {"replace, nothing found", "{stem|replace:x,y}", "banana", "banana"},
    {"replace is not searched again", "{stem|replace:a,aa}", "aa", "aaaa"},
    {"replace by a comma", "{stem|replace:a,,}", "bab", "b,b"},
    {"replace a comma, a bar and a brace", "{stem|replace:\\,,1|replace:\\|,2|replace:\\},3}", "a,b|c}", "a1b2c3"},
    {"replace, cjk", "{stem|replace:照,图}", "照片照", "图片图"},
    {"replace, undecodable", "{stem|replace:a,é}",
        "\xff"
        "a\xc3",
        "\xffé\xc3"},
    {"replace only in its own value", "a{stem|replace:a,b}a", "a", "aba"},
    {"replace in the text of or", "{parent:9|or:a-b|replace:-,+}", "", "a+b"},
    {"replace by a slash makes a folder", "{stem|replace:-,/}", "a-b", "a/b"},
    {"clean", "{stem|clean}", "a b(1)", "a_b_1_"},
    {"clean, cjk and combining", "{stem|clean}", "照e\u0301a", "__a"},
    {"clean, undecodable", "{stem|clean}", "caf\xe9\xff", "caf__"},
    {"clean leaves a dash at the start", "x{stem|clean}", "-1.", "x-1."},
    {"clean behind ascii", "{stem|ascii|clean}", "照片 é", "zhao_pian_e"},
    {"clean takes a slash that ascii may not make", "{stem|clean|ascii}", "é½", "__"},
};

} // namespace

class TestTemplateFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void characters_data();
    void characters();
    void filtersThatFeedEachOtherEnd();
};

void TestTemplateFilters::characters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("stem");
    QTest::addColumn<QByteArray>("expected");
    for (const FilterRow &row : kRows) {
        QTest::newRow(row.title) << QByteArray(row.text) << QByteArray(row.stem) << QByteArray(row.expected);
    }
}

void TestTemplateFilters::characters()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, stem);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytes(expanded(text.toStdString(), TemplateFixture("a", stem.toStdString()))), expected);
}

void TestTemplateFilters::filtersThatFeedEachOtherEnd()
{
    Bytes text = "{stem";
    for (int i = 0; i < 40; ++i) {
        text += "|replace:a,aaaaaaaaaa";
    }
    const Bytes value = expanded(text + "}", TemplateFixture("a", "a"));
    QVERIFY(value.size() > 65'535 && value.size() < 10'000'000);
}

QTEST_APPLESS_MAIN(TestTemplateFilters)
#include "tst_template_filters.moc"
