// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/uri_list.h"

#include <QTest>

#include <rapidcheck.h>

using namespace bulkhead;

using Lines = std::vector<Bytes>;
Q_DECLARE_METATYPE(Bytes)
Q_DECLARE_METATYPE(Lines)

class TestUriList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", qgetenv("RC_PARAMS") + " max_success=2000"); }
    void parse_data();
    void parse();
    void everyPathComesBack();
    void anythingIsSorted();
};

void TestUriList::parse_data()
{
    QTest::addColumn<Bytes>("data");
    QTest::addColumn<Lines>("paths");
    QTest::addColumn<Lines>("refused");
    const auto row = [](const char *name, Bytes data, Lines paths, Lines refused) { QTest::newRow(name) << data << paths << refused; };
    row("empty", "", {}, {});
    row("one", "file:///tmp/a\r\n", {"/tmp/a"}, {});
    row("no line end", "file:///tmp/a", {"/tmp/a"}, {});
    row("LF only", "file:///a\nfile:///b\n", {"/a", "/b"}, {});
    row("empty lines", "\r\n\r\nfile:///a\r\n\r\n", {"/a"}, {});
    row("comments", "#file:///no\r\nfile:///a\r\n# b\r\n", {"/a"}, {});
    row("localhost", "file://localhost/a", {"/a"}, {});
    row("one slash", "file:/a", {"/a"}, {});
    row("scheme and host in capitals", "FILE://LOCALHOST/a", {"/a"}, {});
    row("bare path", "/tmp/a b", {"/tmp/a b"}, {});
    row("bare path is not decoded", "/tmp/100%25", {"/tmp/100%25"}, {});
    row("space and hash", "file:///a%20b%23c", {"/a b#c"}, {});
    row("bytes that are not UTF-8", "file:///tmp/caf%E9.txt", {"/tmp/caf\xE9.txt"}, {});
    row("small hex digits", "file:///%e4%bd%a0", {"/\u4F60"}, {});
    row("raw bytes", "file:///caf\xC3\xA9", {"/caf\xC3\xA9"}, {});
    row("newline in a name", "file:///a%0Ab", {"/a\nb"}, {});
    row("percent itself", "file:///100%25", {"/100%"}, {});
    row("decoded once", "file:///%2525", {"/%25"}, {});
    row("question mark and hash unescaped", "file:///a?b#c", {"/a?b#c"}, {});
    row("folder with a slash", "file:///tmp/d/", {"/tmp/d/"}, {});
    row("GNOME copy", "copy\nfile:///a\nfile:///b", {"/a", "/b"}, {});
    row("GNOME cut", "cut\nfile:///a", {"/a"}, {});
    row("verb only in the first line", "file:///a\ncopy", {"/a"}, {"copy"});
    row("trailing NUL", Bytes("file:///a\r\n\0", 12), {"/a"}, {});
    row("NUL right after the name", Bytes("file:///a\0", 10), {"/a"}, {});
    row("NUL inside", Bytes("file:///a\0b", 11), {}, {Bytes("file:///a\0b", 11)});
    row("NUL escaped", "file:///a%00b", {}, {"file:///a%00b"});
    row("slash escaped", "file:///a%2Fb", {}, {"file:///a%2Fb"});
    row("escape cut short", "file:///a%4", {}, {"file:///a%4"});
    row("escape at the end", "file:///a%", {}, {"file:///a%"});
    row("escape not hexadecimal", "file:///a%zz", {}, {"file:///a%zz"});
    row("other host", "file://server/a", {}, {"file://server/a"});
    row("host that begins like ours", "file://localhost.example/a", {}, {"file://localhost.example/a"});
    row("host alone", "file://localhost", {}, {"file://localhost"});
    row("other scheme", "https://example.org/a", {}, {"https://example.org/a"});
    row("trash", "trash:///a", {}, {"trash:///a"});
    row("relative", "file:a", {}, {"file:a"});
    row("bare relative", "a/b", {}, {"a/b"});
    row("nothing after the scheme", "file:", {}, {"file:"});
    row("bad among good", "file:///a\r\nhttp://b\r\nfile:///c\r\n", {"/a", "/c"}, {"http://b"});
}

void TestUriList::parse()
{
    QFETCH(Bytes, data);
    const UriList list = parseUriList(data);
    QTEST(list.paths, "paths");
    QTEST(list.refused, "refused");
}

void TestUriList::everyPathComesBack()
{
    QVERIFY(rc::check("a list with every byte but the slash escaped gives back the paths", [](const std::vector<Bytes> &names) {
        static const char kHex[] = "0123456789ABCDEF";
        Lines expected;
        Bytes data;
        for (Bytes path : names) {
            std::replace(path.begin(), path.end(), '\0', '0');
            path.insert(path.begin(), '/');
            data += "file://";
            for (const char c : path) {
                const auto byte = static_cast<unsigned char>(c);
                data += c == '/' ? Bytes("/") : Bytes{'%', kHex[byte >> 4], kHex[byte & 15]};
            }
            data += "\r\n";
            expected.push_back(path);
        }
        const UriList list = parseUriList(data);
        RC_ASSERT(list.paths == expected);
        RC_ASSERT(list.refused.empty());
    }));
}

void TestUriList::anythingIsSorted()
{
    QVERIFY(rc::check("whatever comes, paths are absolute and hold no NUL", [](const std::vector<Bytes> &pieces) {
        static const std::vector<Bytes> kGlue = {"file:", "//", "/", "%", "%2", "%00", "\r\n", "\n", "#", "localhost"};
        Bytes data;
        for (const Bytes &piece : pieces) {
            data += piece;
            data += *rc::gen::elementOf(kGlue);
        }
        for (const Bytes &path : parseUriList(data).paths) {
            RC_ASSERT(path.front() == '/');
            RC_ASSERT(path.find('\0') == Bytes::npos);
        }
    }));
}

QTEST_APPLESS_MAIN(TestUriList)
#include "tst_uri_list.moc"
