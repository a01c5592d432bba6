// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/letter_case.h"

#include "core/base/text.h"

#include <rapidcheck.h>

#include <QtTest>

#include <thread>

using namespace bulkhead;

namespace {

using To = CaseRule::To;

struct Row {
    const char *name;
    To to;
    Bytes text;
    Bytes expected;
    Bytes locale = {};
};

void addRows(std::initializer_list<Row> rows)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("to");
    QTest::addColumn<QByteArray>("locale");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows) {
        QTest::newRow(row.name) << QByteArray::fromStdString(row.text) << static_cast<int>(row.to) << QByteArray::fromStdString(row.locale)
                                << QByteArray::fromStdString(row.expected);
    }
}

void compareRow()
{
    QFETCH(QByteArray, text);
    QFETCH(int, to);
    QFETCH(QByteArray, locale);
    QFETCH(QByteArray, expected);
    const CaseRule rule{.to = static_cast<To>(to), .locale = locale.toStdString()};
    QCOMPARE(QByteArray::fromStdString(convertCase(text.toStdString(), rule)), expected);
}

const std::vector<To> kAllCases
    = {To::Lower, To::Upper, To::Title, To::Sentence, To::Capitalise, To::Invert, To::Camel, To::Pascal, To::Snake, To::Kebab};

// Letters, separators and bytes that have gone wrong somewhere before.
rc::Gen<Bytes> anyName()
{
    const auto piece = rc::gen::element<Bytes>("a", "B", "z", "Q", "i", "I", "ij", "ß", "É", "é", "e\u0301", "Σ", "ς", "İ", "ı", "ŉ", "ﬁ",
        "照", "片", "1", "23", " ", "_", "-", ".", "'", "(", "😀", "\xe9", "\xff", "\xc3", "\U0010FF85", "ǆ", "ǅ");
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(piece), [](const std::vector<Bytes> &pieces) {
        Bytes name;
        for (const Bytes &part : pieces) {
            name += part;
        }
        return name;
    });
}

Bytes undecodableBytes(const Bytes &name)
{
    Bytes found;
    for (std::size_t at = 0; at < name.size();) {
        const unsigned length = utf8SequenceLength(name, at);
        if (length == 0) {
            found += name[at];
        }
        at += std::max(length, 1U);
    }
    return found;
}

} // namespace

class TestLetterCase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lower_data();
    void lower() { compareRow(); }
    void upper_data();
    void upper() { compareRow(); }
    void words_data();
    void words() { compareRow(); }
    void sentence_data();
    void sentence() { compareRow(); }
    void invert_data();
    void invert() { compareRow(); }
    void joined_data();
    void joined() { compareRow(); }
    void keepsWords_data();
    void keepsWords();
    void smallWords_data();
    void smallWords();
    void knowsLocales_data();
    void knowsLocales();
    void rulesDoNotMixBetweenCalls();
    void worksOnManyThreads();
    void lowerIsIdempotent();
    void asciiPathAgreesWithIcu();
    void undecodableBytesSurvive();
    void wordsSurviveTitling();
};

void TestLetterCase::lower_data()
{
    addRows({
        {"empty", To::Lower, "", ""},
        {"ascii", To::Lower, "IMG_0001.JPG", "img_0001.jpg"},
        {"all of ascii's edges", To::Lower, "@AZ[`az{", "@az[`az{"},
        {"accented", To::Lower, "ÉCOLE", "école"},
        {"decomposed", To::Lower, "E\u0301COLE", "e\u0301cole"},
        {"capital sharp s", To::Lower, "STRAẞE", "straße"},
        {"final sigma", To::Lower, "ΟΔΟΣ ΣΑΣ", "οδος σας"},
        {"dotted capital i in the root locale", To::Lower, "İ", "i\u0307"},
        {"turkish dotless", To::Lower, "DIYARBAKIR İL", "dıyarbakır il", "tr"},
        {"turkish with a country", To::Lower, "I", "ı", "tr-TR"},
        {"azeri", To::Lower, "I", "ı", "az"},
        {"lithuanian keeps the dot", To::Lower, "I\u0300", "i\u0307\u0300", "lt"},
        {"cjk", To::Lower, "照片IMG", "照片img"},
        {"full width", To::Lower, "ＡＢＣ", "ａｂｃ"},
        {"deseret, past the BMP", To::Lower, "\U00010400", "\U00010428"},
        {"emoji", To::Lower, "A😀B", "a😀b"},
        {"undecodable", To::Lower, "CAF\xe9.TXT", "caf\xe9.txt"},
        {"only undecodable", To::Lower, "\xff\xfe", "\xff\xfe"},
        {"truncated sequence", To::Lower,
            "\xe2\x82"
            "A",
            "\xe2\x82"
            "a"},
        {"a real code point of the escape range", To::Lower,
            "\U0010FF80"
            "A",
            "\U0010FF80"
            "a"},
        {"newline and escape", To::Lower, "A\n\x1b[B", "a\n\x1b[b"},
        {"byte order mark", To::Lower, "\uFEFFA", "\uFEFFa"},
    });
}

void TestLetterCase::upper_data()
{
    addRows({
        {"empty", To::Upper, "", ""},
        {"ascii", To::Upper, "img_0001.jpg", "IMG_0001.JPG"},
        {"sharp s grows", To::Upper, "straße", "STRASSE"},
        {"ligature", To::Upper, "ﬁn", "FIN"},
        {"growing past any guess", To::Upper, "ΐΐΐΐΐΐ",
            "\u0399\u0308\u0301\u0399\u0308\u0301\u0399\u0308\u0301"
            "\u0399\u0308\u0301\u0399\u0308\u0301\u0399\u0308\u0301"},
        {"turkish", To::Upper, "istanbul ılık", "İSTANBUL ILIK", "tr"},
        {"greek loses its accents in greek", To::Upper, "άνθρωπος", "ΑΝΘΡΩΠΟΣ", "el"},
        {"greek keeps them in the root locale", To::Upper, "άνθρωπος", "ΆΝΘΡΩΠΟΣ"},
        {"cyrillic", To::Upper, "фото", "ФОТО"},
        {"georgian", To::Upper, "ა", "Ა"},
        {"decomposed", To::Upper, "cafe\u0301", "CAFE\u0301"},
        {"cjk", To::Upper, "照片a", "照片A"},
        {"undecodable", To::Upper, "caf\xe9.txt", "CAF\xe9.TXT"},
        {"undecodable beside accented", To::Upper, "é\xe9é", "É\xe9É"},
    });
}

void TestLetterCase::words_data()
{
    addRows({
        {"title", To::Title, "the LORD of the rings", "The Lord Of The Rings"},
        {"capitalise", To::Capitalise, "the LORD of the rings", "The Lord Of The Rings"},
        {"empty", To::Capitalise, "", ""},
        {"separators only", To::Capitalise, " - _", " - _"},
        {"apostrophe inside", To::Capitalise, "don't o'neil's", "Don't O'neil's"},
        {"curly apostrophe inside", To::Capitalise, "don’t", "Don’t"},
        {"quotes outside", To::Capitalise, "'quoted' words", "'Quoted' Words"},
        {"underscores divide", To::Capitalise, "my_file-name.two", "My_File-Name.Two"},
        {"brackets divide", To::Capitalise, "song (live version)[hd]", "Song (Live Version)[Hd]"},
        {"a number first", To::Capitalise, "2nd try 3d", "2nd Try 3d"},
        {"number inside", To::Capitalise, "abc1def", "Abc1def"},
        {"accented", To::Capitalise, "éCOLE ÜBER", "École Über"},
        {"decomposed", To::Capitalise, "e\u0301COLE", "E\u0301cole"},
        {"sharp s first", To::Capitalise, "ßa", "Ssa"},
        {"digraph", To::Capitalise, "ǆep", "ǅep"},
        {"final sigma", To::Capitalise, "ΟΔΟΣ", "Οδος"},
        {"dutch", To::Title, "ijsland ij", "IJsland IJ", "nl"},
        {"dutch rule elsewhere", To::Title, "ijsland", "Ijsland"},
        {"turkish", To::Title, "ilk ISIK", "İlk Isık", "tr"},
        {"cjk beside latin", To::Capitalise, "照片 hello", "照片 Hello"},
        {"undecodable inside", To::Capitalise, "caf\xe9s BAR", "Caf\xe9s Bar"},
        {"undecodable first", To::Capitalise, "\xe9tude", "\xe9tude"},
        {"emoji", To::Capitalise, "😀hello", "😀Hello"},
        {"white space kept", To::Title, "  two  words ", "  Two  Words "},
        {"ideographic space", To::Title, "one　two", "One　Two"},
    });
}

void TestLetterCase::sentence_data()
{
    addRows({
        {"empty", To::Sentence, "", ""},
        {"simple", To::Sentence, "THE LORD of The Rings", "The lord of the rings"},
        {"behind a full stop", To::Sentence, "one. TWO! three? four", "One. Two! Three? Four"},
        {"a dot without a space", To::Sentence, "one.two", "One.two"},
        {"behind a number", To::Sentence, "01 - hello WORLD", "01 - Hello world"},
        {"a number with letters", To::Sentence, "2nd place", "2nd place"},
        {"behind a bracket", To::Sentence, "(hello) world", "(Hello) world"},
        {"separators only", To::Sentence, "...", "..."},
        {"full width stop", To::Sentence, "abc。def", "Abc。Def"},
        {"dutch", To::Sentence, "ijsland IJ", "IJsland ij", "nl"},
        {"turkish", To::Sentence, "ılık ISI", "Ilık ısı", "tr"},
        {"accented", To::Sentence, "ÉTÉ à la MER", "Été à la mer"},
        {"final sigma", To::Sentence, "ΟΔΟΣ ΟΔΟΣ", "Οδος οδος"},
        {"undecodable", To::Sentence, "CAF\xe9 BAR", "Caf\xe9 bar"},
    });
}

void TestLetterCase::invert_data()
{
    addRows({
        {"empty", To::Invert, "", ""},
        {"ascii", To::Invert, "Hello World 1", "hELLO wORLD 1"},
        {"accented", To::Invert, "éCole", "ÉcOLE"},
        {"decomposed", To::Invert, "e\u0301C", "E\u0301c"},
        {"sharp s", To::Invert, "Straße", "sTRASSE"},
        {"final sigma", To::Invert, "ΟΔΟΣ", "οδος"},
        {"turkish", To::Invert, "iI", "İı", "tr"},
        {"title digraph", To::Invert, "ǅ", "ǆ"},
        {"cjk", To::Invert, "照片aB", "照片Ab"},
        {"lone mark", To::Invert, "\u0301a", "\u0301A"},
        {"undecodable", To::Invert, "Caf\xe9S", "cAF\xe9s"},
        {"past the BMP", To::Invert, "\U00010400\U00010428", "\U00010428\U00010400"},
    });
}

void TestLetterCase::joined_data()
{
    addRows({
        {"camel", To::Camel, "my file name", "myFileName"},
        {"pascal", To::Pascal, "my file name", "MyFileName"},
        {"snake", To::Snake, "My File Name", "my_file_name"},
        {"kebab", To::Kebab, "My File Name", "my-file-name"},
        {"empty", To::Camel, "", ""},
        {"humps", To::Snake, "myFileName", "my_file_name"},
        {"every separator", To::Snake, "a-b_c.d e", "a_b_c_d_e"},
        {"runs of separators", To::Kebab, "a - b__c", "a-b-c"},
        {"ends", To::Snake, "  a b_ ", "a_b"},
        {"separators only", To::Snake, " - ", " - "},
        {"hidden file", To::Snake, ".My Config", ".my_config"},
        {"numbers", To::Snake, "photo2020Summer IMG2020A", "photo2020_summer_img2020a"},
        {"from snake to camel", To::Camel, "my_file_2_name", "myFile2Name"},
        {"capitals to pascal", To::Pascal, "MY FILE", "MyFile"},
        {"brackets stay", To::Camel, "song (live)", "song(Live)"},
        {"accented hump", To::Kebab, "cinéÉté", "ciné-été"},
        {"decomposed hump", To::Kebab, "cafe\u0301Bar", "cafe\u0301-bar"},
        {"en dash", To::Snake, "A – B", "a_b"},
        {"ideographic space", To::Snake, "照片　Holiday", "照片_holiday"},
        {"undecodable", To::Pascal, "caf\xe9 bar",
            "Caf\xe9"
            "Bar"},
        {"turkish", To::Pascal, "ilk isim", "İlkİsim", "tr"},
    });
}

void TestLetterCase::keepsWords_data()
{
    QTest::addColumn<int>("to");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, To to, const char *text, const char *expected) {
        QTest::newRow(name) << static_cast<int>(to) << QByteArray(text) << QByteArray(expected);
    };
    row("lower", To::Lower, "THE nasa PHOTO", "the NASA photo");
    row("upper", To::Upper, "my IPHONE", "MY iPhone");
    row("title", To::Title, "nasa on my iphone", "NASA On My iPhone");
    row("sentence first", To::Sentence, "iphone BY nasa", "iPhone by NASA");
    row("sentence later", To::Sentence, "the iphone. the nasa", "The iPhone. The NASA");
    row("invert", To::Invert, "Nasa Abc", "NASA aBC");
    row("snake", To::Snake, "nasa photo", "NASA_photo");
    row("camel", To::Camel, "photo nasa iphone", "photoNASAiPhone");
    row("part of a word", To::Lower, "NASAL NASA'S", "nasal nasa's");
    row("at the ends", To::Lower, "NASA", "NASA");
    row("between underscores", To::Lower, "A_NASA_B", "a_NASA_b");
    row("two words", To::Lower, "IN NEW YORK OR NEW TOWN", "in New York or NEW town");
    row("two words joined", To::Snake, "in new york", "in_New York");
    row("hyphenated", To::Title, "the wi-fi", "The Wi-Fi");
    row("accented", To::Lower, "ÉCOLE", "École");
    row("undecodable", To::Upper, "x caf\xe9", "X Caf\xe9");
    row("beside undecodable", To::Lower, "NASA\xe9", "nasa\xe9");
}

void TestLetterCase::keepsWords()
{
    QFETCH(int, to);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const CaseRule rule{.to = static_cast<To>(to), .keep = {"NASA", "iPhone", "NEW", "New York", "Wi-Fi", "École", "Caf\xe9", ""}};
    QCOMPARE(QByteArray::fromStdString(convertCase(text.toStdString(), rule)), expected);
}

void TestLetterCase::smallWords_data()
{
    QTest::addColumn<int>("to");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, To to, const char *text, const char *expected) {
        QTest::newRow(name) << static_cast<int>(to) << QByteArray(text) << QByteArray(expected);
    };
    row("inside", To::Title, "LORD OF THE RINGS", "Lord of the Rings");
    row("first", To::Title, "the lord", "The Lord");
    row("last", To::Title, "what is it of", "What Is It Of");
    row("the only word", To::Title, "of", "Of");
    row("behind separators", To::Title, "- the lord of -", "- The Lord Of -");
    row("part of a word", To::Title, "a often b", "A Often B");
    row("not in capitalise", To::Capitalise, "lord of the rings", "Lord Of The Rings");
    row("not in pascal", To::Pascal, "lord of rings", "LordOfRings");
    row("accented", To::Title, "x À y", "X à Y");
}

void TestLetterCase::smallWords()
{
    QFETCH(int, to);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const CaseRule rule{.to = static_cast<To>(to), .small = {"of", "The", "à"}};
    QCOMPARE(QByteArray::fromStdString(convertCase(text.toStdString(), rule)), expected);
}

void TestLetterCase::knowsLocales_data()
{
    QTest::addColumn<QByteArray>("locale");
    QTest::addColumn<bool>("known");
    for (const char *known : {"", "tr", "nl", "az", "lt", "el", "en_US", "tr-TR", "zh_Hans_CN", "de-AT"}) {
        QTest::newRow(*known ? known : "root") << QByteArray(known) << true;
    }
    for (const char *unknown : {"xx", "zz_ZZ", "turkish", "tr;nl", "tr TR", "../tr", "t", "_TR", "tr@x=y", "TÜ"}) {
        QTest::newRow(unknown) << QByteArray(unknown) << false;
    }
    QTest::newRow("a NUL") << QByteArray("tr\0x", 4) << false;
    QTest::newRow("very long") << QByteArray(5000, 't') << false;
}

void TestLetterCase::knowsLocales()
{
    QFETCH(QByteArray, locale);
    QFETCH(bool, known);
    QCOMPARE(isKnownLocale(locale.toStdString()), known);
}

void TestLetterCase::rulesDoNotMixBetweenCalls()
{
    const CaseRule first{.to = To::Title, .keep = {"NASA"}};
    const CaseRule second{.to = To::Title, .keep = {"nAsA"}};
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(convertCase("nasa x", first), Bytes("NASA X"));
        QCOMPARE(convertCase("nasa x", second), Bytes("nAsA X"));
        QCOMPARE(toLowerRoot("É"), Bytes("é"));
        QCOMPARE(toUpperRoot("é"), Bytes("É"));
    }
}

void TestLetterCase::worksOnManyThreads()
{
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int id = 0; id < 4; ++id) {
            threads.emplace_back([id, &wrong] {
                const Bytes kept = Bytes("w") + Bytes(1, static_cast<char>('A' + id));
                const CaseRule rule{.to = To::Lower, .keep = {kept}};
                for (int i = 0; i < 2000; ++i) {
                    wrong += convertCase(toUpperRoot(kept) + " ÉÉ", rule) != kept + " éé";
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

void TestLetterCase::lowerIsIdempotent()
{
    QVERIFY(rc::check("lower of lower is lower", [] {
        const Bytes name = *anyName();
        RC_ASSERT(toLowerRoot(toLowerRoot(name)) == toLowerRoot(name));
    }));
    QVERIFY(rc::check("upper of upper is upper", [] {
        const Bytes name = *anyName();
        RC_ASSERT(toUpperRoot(toUpperRoot(name)) == toUpperRoot(name));
    }));
    QVERIFY(rc::check("snake of snake is snake", [] {
        const Bytes name = *anyName();
        const CaseRule snake{.to = To::Snake};
        RC_ASSERT(convertCase(convertCase(name, snake), snake) == convertCase(name, snake));
    }));
}

void TestLetterCase::asciiPathAgreesWithIcu()
{
    QVERIFY(rc::check("the ASCII path does what ICU does", [] {
        const Bytes name = *rc::gen::container<Bytes>(rc::gen::inRange<char>(1, 127));
        const To to = *rc::gen::element(To::Lower, To::Upper, To::Invert);
        const Bytes throughIcu = convertCase(name + "é", CaseRule{.to = to});
        RC_ASSERT(convertCase(name, CaseRule{.to = to}) == throughIcu.substr(0, name.size()));
    }));
    QVERIFY(rc::check("and so do the words of the other cases", [] {
        const Bytes name = *rc::gen::container<Bytes>(rc::gen::inRange<char>(1, 127));
        const To to = *rc::gen::elementOf(kAllCases);
        RC_ASSERT(convertCase(name, CaseRule{.to = to}) == convertCase(name, CaseRule{.to = to, .locale = "en"}));
    }));
}

void TestLetterCase::undecodableBytesSurvive()
{
    QVERIFY(rc::check("no undecodable byte is lost or moved past another", [] {
        const Bytes name = *anyName();
        const To to = *rc::gen::elementOf(kAllCases);
        RC_ASSERT(undecodableBytes(convertCase(name, CaseRule{.to = to})) == undecodableBytes(name));
    }));
}

void TestLetterCase::wordsSurviveTitling()
{
    QVERIFY(rc::check("title and sentence change nothing but case", [] {
        const Bytes name = *anyName();
        const To to = *rc::gen::element(To::Title, To::Sentence, To::Capitalise);
        const CaseRule rule{.to = to, .small = {"i", "a"}};
        RC_ASSERT(toLowerRoot(toUpperRoot(convertCase(name, rule))) == toLowerRoot(toUpperRoot(name)));
    }));
}

QTEST_APPLESS_MAIN(TestLetterCase)
#include "tst_letter_case.moc"
