// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that put characters in the place of others: normalise, clean, transliterate.
#include "core/rename/name_warnings.h"
#include "tests/support/rule_rows.h"

#include <rapidcheck.h>

#include <atomic>
#include <thread>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// A name of pieces that are awkward for Unicode, so short that it stays one in every form.
rc::Gen<Bytes> anyName()
{
    static const std::vector<Bytes> pieces = {"a", "Z", "0", " ", "-", ".", "é", "e", "\u0301", "\u0323", "ﬁ", "②", "照片", "각", "\u1100",
        "\u1161", "ß", "😀", "\xff", "\xcc", "\x81", "\xf4\x8f\xbf\xa9", "Å"};
    return rc::gen::map(rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(pieces)), [](const std::vector<Bytes> &chosen) {
        constexpr std::size_t kMostPieces = 20;
        Bytes name = "x";
        for (std::size_t i = 0; i < std::min(chosen.size(), kMostPieces); ++i) {
            name += chosen[i];
        }
        return name;
    });
}

} // namespace

class TestRulesCharacters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalise_data()
    {
        addRuleRows({
            {"ascii", "{'rule': 'normalise', 'form': 'NFKD'}", "a-1 b.txt", "a-1 b.txt"},
            {"composed is the default", "{'rule': 'normalise'}", "cafe\u0301.txt", "café.txt"},
            {"composed", "{'rule': 'normalise', 'form': 'NFC'}", "A\u030a\u1100\u1161", "Å가"},
            {"composed already", "{'rule': 'normalise', 'form': 'NFC'}", "café", "café"},
            {"decomposed", "{'rule': 'normalise', 'form': 'NFD'}", "café가", "cafe\u0301\u1100\u1161"},
            {"marks in their order", "{'rule': 'normalise', 'form': 'NFD'}", "q\u0307\u0323", "q\u0323\u0307"},
            {"composed keeps variants", "{'rule': 'normalise', 'form': 'NFC'}", "ﬁ②Ａ", "ﬁ②Ａ"},
            {"no variants, composed", "{'rule': 'normalise', 'form': 'NFKC'}", "ﬁ②Ａe\u0301", "fi2Aé"},
            {"no variants, decomposed", "{'rule': 'normalise', 'form': 'NFKD'}", "ﬁ②Ａé", "fi2Ae\u0301"},
            {"cjk stays", "{'rule': 'normalise', 'form': 'NFKC'}", "照片.jpg", "照片.jpg"},
            {"cjk of compatibility", "{'rule': 'normalise'}", "\uf900.jpg", "豈.jpg"},
            {"half width kana", "{'rule': 'normalise', 'form': 'NFKC'}", "ｶﾞ", "ガ"},
            {"undecodable bytes stay", "{'rule': 'normalise'}",
                "\xff"
                "e\u0301\xcc",
                "\xffé\xcc"},
            {"a mark behind an undecodable byte", "{'rule': 'normalise'}", "e\xff\u0301", "e\xff\u0301"},
            {"only undecodable bytes", "{'rule': 'normalise', 'form': 'NFD'}", "\xc3\xcc\x81\xff", "\xc3\xcc\x81\xff"},
            {"code points that the view keeps for itself", "{'rule': 'normalise'}",
                "\xf4\x8f\xbf\xa9"
                "e\u0301",
                "\xf4\x8f\xbf\xa9é"},
            {"a mark at the start", "{'rule': 'normalise'}", "\u0301a", "\u0301a"},
            {"of an empty extension", "{'rule': 'normalise', 'scope': 'extension'}", "cafe\u0301", "cafe\u0301"},
            {"the extension", "{'rule': 'normalise', 'scope': 'extension'}", "e\u0301.e\u0301", "e\u0301.é"},
            {"the whole name", "{'rule': 'normalise', 'scope': 'name'}", "e\u0301.e\u0301", "é.é"},
            {"a folder", "{'rule': 'normalise'}", "e\u0301.e\u0301/", "é.é"},
            {"a slash in one character", "{'rule': 'normalise', 'form': 'NFKC'}", "1／2.txt", "1／2.txt", RowIssue::IllegalName},
            {"that slash, composed", "{'rule': 'normalise'}", "1／2e\u0301.txt", "1／2é.txt"},
            {"switched off", "{'rule': 'normalise', 'enabled': false}", "e\u0301", "e\u0301"},
        });
    }
    void normalise() { checkRuleRow(); }

    void clean_data()
    {
        addRuleRows({
            {"portable is the default", "{'rule': 'clean'}", "a b(c)_d-e.f.txt", "a_b_c__d-e.f.txt"},
            {"portable already", "{'rule': 'clean'}", "Az09._-.txt", "Az09._-.txt"},
            {"portable, cjk", "{'rule': 'clean'}", "照片1.jpg", "__1.jpg"},
            {"portable, composed", "{'rule': 'clean'}", "café.txt", "caf_.txt"},
            {"portable, combining: one character", "{'rule': 'clean'}", "cafe\u0301.txt", "caf_.txt"},
            {"portable, undecodable", "{'rule': 'clean'}", "caf\xe9\xff.txt", "caf__.txt"},
            {"portable, newline", "{'rule': 'clean'}", "a\r\nb\tc", "a_b_c"},
            {"portable, the extension too", "{'rule': 'clean', 'scope': 'stem'}", "a.t t", "a.t_t"},
            {"portable, a dash at the start", "{'rule': 'clean'}", "--a", "_-a"},
            {"portable, a dash that is put there", "{'rule': 'clean', 'replacement': '-'}", " (a", "a"},
            {"portable, a dash without replacement", "{'rule': 'clean', 'replacement': ''}", " --a-", "a-"},
            {"portable, only dashes", "{'rule': 'clean', 'replacement': '-'}", "---", "", RowIssue::EmptyName},
            {"portable, hidden", "{'rule': 'clean'}", ".a b", ".a_b"},
            {"portable, nothing is left", "{'rule': 'clean', 'replacement': ''}", "照片", "", RowIssue::EmptyName},
            {"portable, only the extension is left", "{'rule': 'clean', 'replacement': ''}", "照片.jpg", ".jpg"},
            {"several characters", "{'rule': 'clean', 'replacement': '..x'}", "a b", "a..xb"},
            {"a folder", "{'rule': 'clean'}", "a b.c d/", "a_b.c_d"},
            {"behind a folder that was typed", "{'rule': 'template', 'text': 'a b/{stem}'}, {'rule': 'clean'}", "c d.txt", "a b/c_d.txt"},
            {"url", "{'rule': 'clean', 'for': 'url'}", "-a~b&c d%20.txt", "-a~b_c_d_20.txt"},
            {"url, cjk and undecodable", "{'rule': 'clean', 'for': 'url', 'replacement': '-'}", "照\xff.é", "--.-"},
            {"windows, characters", "{'rule': 'clean', 'for': 'windows'}", "a<b>c:d\"e|f?g*h\\i.txt", "a_b_c_d_e_f_g_h_i.txt"},
            {"windows, control characters", "{'rule': 'clean', 'for': 'windows', 'replacement': ''}",
                "a\x01\x1f\n\x7f"
                "b",
                "a\x7f"
                "b"},
            {"windows, what is fine there", "{'rule': 'clean', 'for': 'windows'}", "照片 'é' e\u0301 [1] {2} ~$.txt",
                "照片 'é' e\u0301 [1] {2} ~$.txt"},
            {"windows, undecodable", "{'rule': 'clean', 'for': 'windows'}", "caf\xe9.txt", "caf_.txt"},
            {"windows, dots and spaces at the end", "{'rule': 'clean', 'for': 'windows'}", "a.. .", "a____"},
            {"windows, a dot at the end, removed", "{'rule': 'clean', 'for': 'windows', 'replacement': ''}", "Mr. ", "Mr"},
            {"windows, an end that the replacement may not be", "{'rule': 'clean', 'for': 'windows', 'replacement': ' '}", "a:b?. ", "a b"},
            {"windows, only dots", "{'rule': 'clean', 'for': 'windows'}", "...", "___"},
            {"windows, only dots, removed", "{'rule': 'clean', 'for': 'windows', 'replacement': ''}", "...", "", RowIssue::EmptyName},
            {"windows, a space before the extension", "{'rule': 'clean', 'for': 'windows'}", "a .txt", "a .txt"},
            {"windows, a device", "{'rule': 'clean', 'for': 'windows'}", "con.txt", "con_.txt"},
            {"windows, a device alone", "{'rule': 'clean', 'for': 'windows', 'replacement': '-'}", "LPT1", "LPT1-"},
            {"windows, a device with a space behind", "{'rule': 'clean', 'for': 'windows'}", "Com1 .tar.gz", "Com1_ .tar.gz"},
            {"windows, a device without replacement", "{'rule': 'clean', 'for': 'windows', 'replacement': ''}", "nul", "nul_"},
            {"windows, a replacement that does not help", "{'rule': 'clean', 'for': 'windows', 'replacement': '.x'}", "aux.h", "aux_.h"},
            {"windows, a replacement that does not end a name", "{'rule': 'clean', 'for': 'windows', 'replacement': 'x.'}", "prn", "prn_"},
            {"windows, a device by the end", "{'rule': 'clean', 'for': 'windows', 'replacement': '1'}", "com.", "com11"},
            {"windows, a device inside", "{'rule': 'clean', 'for': 'windows'}", "icon.con.con", "icon.con.con"},
            {"windows, no device", "{'rule': 'clean', 'for': 'windows'}", "com0 console.txt", "com0 console.txt"},
            {"switched off", "{'rule': 'clean', 'enabled': false}", "a b", "a b"},
        });
    }
    void clean() { checkRuleRow(); }

    void transliterate_data()
    {
        addRuleRows({
            {"ascii is the default", "{'rule': 'transliterate'}", "Ünïcode 照片.txt", "Unicode zhao pian.txt"},
            {"ascii already", "{'rule': 'transliterate'}", " !#$%&'()+,-0;=@AZ[]^_`az{}~\"<>?*:|\\\x7f\n",
                " !#$%&'()+,-0;=@AZ[]^_`az{}~\"<>?*:|\\\x7f\n"},
            {"ascii, combining", "{'rule': 'transliterate', 'to': 'ascii'}", "cafe\u0301", "cafe"},
            {"ascii, letters that are two", "{'rule': 'transliterate', 'to': 'ascii'}", "ß Æ ø Ł", "ss AE o L"},
            {"ascii, punctuation", "{'rule': 'transliterate', 'to': 'ascii'}", "“q” – …", "\"q\" - ..."},
            {"ascii, cyrillic", "{'rule': 'transliterate', 'to': 'ascii'}", "Привет.txt", "Privet.txt"},
            {"ascii, what has none stays", "{'rule': 'transliterate', 'to': 'ascii'}", "a😀é", "a😀e"},
            {"ascii, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'ascii'}", "é\xff\xe7é\xe9",
                "e\xff\xe7"
                "e\xe9"},
            {"only undecodable bytes", "{'rule': 'transliterate', 'to': 'ascii'}", "\xff\xe7", "\xff\xe7"},
            {"ascii, a slash in one character", "{'rule': 'transliterate', 'to': 'ascii'}", "é½", "é½", RowIssue::IllegalName},
            {"latin", "{'rule': 'transliterate', 'to': 'latin'}", "照片 é Привет", "zhào piàn é Privet"},
            {"latin already", "{'rule': 'transliterate', 'to': 'latin'}", "Ünïcode e\u0301 “”", "Ünïcode e\u0301 “”"},
            {"latin, kana and hangul", "{'rule': 'transliterate', 'to': 'latin'}", "タワー 서울", "tawā seoul"},
            {"pinyin", "{'rule': 'transliterate', 'to': 'pinyin'}", "照片.jpg", "zhao pian.jpg"},
            {"pinyin leaves the others", "{'rule': 'transliterate', 'to': 'pinyin'}", "café照片ñ Привет", "café zhao pianñ Привет"},
            {"pinyin by its neighbours", "{'rule': 'transliterate', 'to': 'pinyin'}", "重庆", "chong qing"},
            {"pinyin, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'pinyin'}", "照\xff片", "zhao\xffpian"},
            {"icu", "{'rule': 'transliterate', 'to': 'Simplified-Traditional'}", "图书馆.txt", "圖書館.txt"},
            {"icu, of ascii", "{'rule': 'transliterate', 'to': 'Latin-Cyrillic'}", "a.txt", "а.txt"},
            {"icu, a chain with a filter", "{'rule': 'transliterate', 'to': '[a-m]; Upper'}", "am nz", "AM nz"},
            {"icu, undecodable bytes stay", "{'rule': 'transliterate', 'to': 'Any-Hex'}", "a\xff", "\\u0061\xff"},
            {"icu, a slash spelled out", "{'rule': 'transliterate', 'to': 'Hex-Any'}", "a\\u002Fb", "a\\u002Fb", RowIssue::IllegalName},
            {"icu, a NUL spelled out", "{'rule': 'transliterate', 'to': 'Hex-Any'}", "a\\u0000b", "a\\u0000b", RowIssue::IllegalName},
            {"icu, nothing is left", "{'rule': 'transliterate', 'to': 'Any-Remove'}", "abc", "", RowIssue::EmptyName},
            {"the extension", "{'rule': 'transliterate', 'scope': 'extension'}", "é.é", "é.e"},
            {"an empty extension", "{'rule': 'transliterate', 'to': 'Any-Hex', 'scope': 'extension'}", "a", "a"},
            {"a folder", "{'rule': 'transliterate'}", "é.é/", "e.e"},
            {"switched off", "{'rule': 'transliterate', 'enabled': false}", "é", "é"},
        });
    }
    void transliterate() { checkRuleRow(); }

    void oneTransformServesThreads()
    {
        const FileTable table = tableOf({"/d/照片.jpg", "/d/Привет.txt", "/d/caf\xe9 é"});
        const CompiledRecipeRef chain = compiled(recipeOf("{'rule': 'transliterate'}"));
        const BatchFacts facts = makeBatchFacts(table, allRows(table), 0);
        const auto named = [&](RowId row) { return Bytes(NameEvaluator::make(table, *chain, facts)->evaluate(row).name); };
        const std::vector<Bytes> expected = {"zhao pian.jpg", "Privet.txt", "caf\xe9 e"};
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int turn = 0; turn < 300; ++turn) {
                    for (RowId row = 0; row < table.rowCount(); ++row) {
                        wrong += named(row) != expected[row];
                    }
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }

    void laws()
    {
        QVERIFY(rc::check("normalising twice is the same as once, and takes composed and decomposed names to one", [] {
            const Bytes name = *anyName();
            const Bytes rule = *rc::gen::elementOf(std::vector<Bytes>{"{'rule': 'normalise', 'form': 'NFC'}",
                "{'rule': 'normalise', 'form': 'NFD'}", "{'rule': 'normalise', 'form': 'NFKC'}", "{'rule': 'normalise', 'form': 'NFKD'}"});
            const auto once = nameOne(name, recipeOf(rule, ExtensionStyle::None));
            RC_ASSERT(once.issue == RowIssue::None);
            RC_ASSERT(shown(nameOne(once.name, recipeOf(rule, ExtensionStyle::None)).name) == shown(once.name));
            const auto decomposed = nameOne(name, recipeOf("{'rule': 'normalise', 'form': 'NFD'}", ExtensionStyle::None));
            RC_ASSERT(shown(nameOne(decomposed.name, recipeOf(rule, ExtensionStyle::None)).name) == shown(once.name));
        }));
        QVERIFY(rc::check("what is cleaned stays when it is cleaned again, and Windows takes it", [] {
            static const std::vector<Bytes> pieces
                = {"com", "1", "aux", "con", ".", " ", "-", "~", ":", "\\", "é", "\u0301", "照", "\xff", "\n", "x"};
            Bytes name = "con";
            for (const Bytes &piece : *rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(pieces))) {
                name += piece;
            }
            CleanRule rule{.target = *rc::gen::element(CleanRule::For::Portable, CleanRule::For::Windows, CleanRule::For::Url)};
            rule.replacement = *rc::gen::elementOf(std::vector<Bytes>{"_", "", "-", ".", "1", "a.", ".a"});
            RenameRecipe recipe;
            recipe.rules.push_back({rule});
            const auto once = nameOne(name, recipe);
            RC_PRE(once.issue == RowIssue::None);
            RC_ASSERT(shown(nameOne(once.name, recipe).name) == shown(once.name));
            RC_ASSERT(rule.target != CleanRule::For::Windows || !warningsOf("a", once.name).testFlag(NameWarning::NotForWindows));
        }));
    }
};

QTEST_APPLESS_MAIN(TestRulesCharacters)
#include "tst_rules_characters.moc"
