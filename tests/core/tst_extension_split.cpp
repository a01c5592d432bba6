// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/extension_split.h"

#include <QtTest>

#include <rapidcheck.h>

Q_DECLARE_METATYPE(bulkhead::ExtensionStyle)

using namespace bulkhead;

namespace {

QByteArray printable(BytesView bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace

class TestExtensionSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<ExtensionStyle>("style");
        QTest::addColumn<QByteArray>("stem");
        QTest::addColumn<QByteArray>("extension");
        QTest::addColumn<bool>("dot");

        const auto row = [](const char *title, QByteArray name, ExtensionStyle style, QByteArray stem, QByteArray extension, bool dot) {
            QTest::newRow(title) << name << style << stem << extension << dot;
        };
        const auto known = ExtensionStyle::Known;
        row("one dot", "photo.JPG", known, "photo", "JPG", true);
        row("known compound", "src.tar.gz", known, "src", "tar.gz", true);
        row("known compound in capitals", "SRC.TAR.GZ", known, "SRC", "TAR.GZ", true);
        row("compound of the test set", "a.b.one.two.three", known, "a.b", "one.two.three", true);
        row("longest of two compounds", "x.one.two.three", known, "x", "one.two.three", true);
        row("compound is the whole name", "tar.gz", known, "tar", "gz", true);
        row("compound behind a leading dot", ".tar.gz", known, ".tar", "gz", true);
        row("unknown compound", "a.b.c", known, "a.b", "c", true);
        row("no dot", "Makefile", known, "Makefile", "", false);
        row("leading dot", ".bashrc", known, ".bashrc", "", false);
        row("leading dot and extension", ".bashrc.bak", known, ".bashrc", "bak", true);
        row("two leading dots", "..a", known, "..a", "", false);
        row("only dots", "...", known, "...", "", false);
        row("last dot is the end", "a.", known, "a", "", true);
        row("two dots at the end", "a..", known, "a.", "", true);
        row("empty", "", known, "", "", false);
        row("cjk", "照片.照片", known, "照片", "照片", true);
        row("undecodable", "caf\xe9.\xff", known, "caf\xe9", "\xff", true);
        row("full-width full stop is not a dot", "a．b", known, "a．b", "", false);
        row("newline", "a\n.b\n", known, "a\n", "b\n", true);
        row("last dot cuts a compound", "src.tar.gz", ExtensionStyle::LastDot, "src.tar", "gz", true);
        row("last dot, leading", ".bashrc", ExtensionStyle::LastDot, ".bashrc", "", false);
        row("first dot", "a.b.c", ExtensionStyle::FirstDot, "a", "b.c", true);
        row("first dot behind a leading one", ".a.b.c", ExtensionStyle::FirstDot, ".a", "b.c", true);
        row("first dot, none", "abc", ExtensionStyle::FirstDot, "abc", "", false);
        row("none", "a.b.c", ExtensionStyle::None, "a.b.c", "", false);
    }

    void splits()
    {
        QFETCH(QByteArray, name);
        QFETCH(ExtensionStyle, style);
        const KnownSuffixes suffixes{{"tar.gz", "two.three", "one.two.three"}};
        const BytesView view(name.constData(), static_cast<std::size_t>(name.size()));
        const SplitName split = splitExtension(view, style, suffixes);
        QTEST(printable(split.stem), "stem");
        QTEST(printable(split.extension), "extension");
        QTEST(extensionDot(view, style, suffixes) != BytesView::npos, "dot");
    }

    void mimeDatabaseKnowsCompounds()
    {
        const KnownSuffixes &known = knownSuffixes();
        for (const char *suffix : {"tar.gz", "tar.xz", "tar.zst"}) {
            QVERIFY2(known.compound.contains(suffix), suffix);
        }
        QVERIFY(!known.compound.contains("gz"));
        for (const std::string &suffix : known.compound) {
            QVERIFY2(suffix.find('.') != std::string::npos && suffix.find_first_of("*?[") == std::string::npos, suffix.c_str());
        }
        QCOMPARE(&knownSuffixes(), &known);
    }

    void readsGlobFiles()
    {
        KnownSuffixes known;
        addGlobs("# made by update-mime-database\n50:application/x-compressed-tar:*.tar.GZ\n50:a/b:*.gz\n50:a/c:*.x.y:cs\n"
                 "50:a/d:*.tar.*\n50:a/e:README.md\n50:a/f:__NOGLOBS__\n\nno colons\n10:a/g:*.last.one",
            known);
        QCOMPARE(known.compound, (std::unordered_set<std::string>{"tar.gz", "x.y", "last.one"}));
    }

    void partsComposeTheName()
    {
        QVERIFY(rc::check("stem, dot and extension are the name, and a stem is never empty", [] {
            const auto name = *rc::gen::container<Bytes>(rc::gen::element('.', 'a', 't', 'r', 'g', 'z', '\xff', ' '));
            const auto style
                = *rc::gen::element(ExtensionStyle::Known, ExtensionStyle::LastDot, ExtensionStyle::FirstDot, ExtensionStyle::None);
            const SplitName split = splitExtension(name, style, knownSuffixes());
            const bool dot = extensionDot(name, style, knownSuffixes()) != BytesView::npos;
            RC_ASSERT(Bytes(split.stem) + (dot ? "." : "") + Bytes(split.extension) == name);
            RC_ASSERT(!split.stem.empty() || name.empty());
            RC_ASSERT(dot || split.extension.empty());
        }));
    }
};

QTEST_APPLESS_MAIN(TestExtensionSplit)
#include "tst_extension_split.moc"
