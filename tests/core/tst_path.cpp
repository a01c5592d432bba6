// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"

#include <QTest>

#include <rapidcheck.h>

using namespace bulkhead;

using Components = std::vector<Bytes>;
Q_DECLARE_METATYPE(Bytes)
Q_DECLARE_METATYPE(Components)

namespace {

rc::Gen<Bytes> componentName()
{
    return rc::gen::suchThat(rc::gen::container<Bytes>(rc::gen::elementOf(std::string("ab.- \xE9\n"))), isLegalComponent);
}

Bytes joined(const Components &components)
{
    Bytes path = "/";
    for (const Bytes &component : components)
        path = joinPath(path, component);
    return path;
}

} // namespace

class TestPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void join_data();
    void join();
    void parts_data();
    void parts();
    void absolute_data();
    void absolute();
    void components_data();
    void components();
    void below_data();
    void below();
    void legal_data();
    void legal();
    void joiningAndTakingApart();
};

void TestPath::join_data()
{
    QTest::addColumn<Bytes>("directory");
    QTest::addColumn<Bytes>("name");
    QTest::addColumn<Bytes>("path");
    const auto row = [](const char *title, Bytes directory, Bytes name, Bytes path) { QTest::newRow(title) << directory << name << path; };
    row("plain", "/a", "b", "/a/b");
    row("root", "/", "b", "/b");
    row("trailing slash", "/a/", "b", "/a/b");
    row("no directory", "", "b", "b");
    row("relative", "a", "b", "a/b");
    row("several components", "/a", "b/c", "/a/b/c");
}

void TestPath::join()
{
    QFETCH(Bytes, directory);
    QFETCH(Bytes, name);
    QTEST(joinPath(directory, name), "path");
}

void TestPath::parts_data()
{
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<Bytes>("parent");
    QTest::addColumn<Bytes>("name");
    const auto row = [](const char *title, Bytes path, Bytes parent, Bytes name) { QTest::newRow(title) << path << parent << name; };
    row("two levels", "/a/b", "/a", "b");
    row("one level", "/a", "/", "a");
    row("root", "/", "/", "");
    row("name alone", "a", "", "a");
    row("relative", "a/b", "a", "b");
    row("empty", "", "", "");
    row("bytes that are not UTF-8", "/\xE9/\xFF", "/\xE9", "\xFF");
}

void TestPath::parts()
{
    QFETCH(Bytes, path);
    QTEST(Bytes(parentPath(path)), "parent");
    QTEST(Bytes(fileName(path)), "name");
}

void TestPath::absolute_data()
{
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<Bytes>("expected");
    const auto row = [](const char *title, Bytes path, Bytes expected) { QTest::newRow(title) << path << expected; };
    row("absolute", "/a/b", "/a/b");
    row("relative", "a/b", "/w/d/a/b");
    row("dot", ".", "/w/d");
    row("dots are kept", "../a", "/w/d/../a");
    row("dots at the end", "/a/..", "/a/..");
    row("double slashes", "//a///b", "/a/b");
    row("dot in the middle", "/a/./b/.", "/a/b");
    row("trailing slash", "/a/", "/a");
    row("root", "/", "/");
    row("only slashes", "///", "/");
    row("empty", "", "/w/d");
    row("name of three dots", "...", "/w/d/...");
}

void TestPath::absolute()
{
    QFETCH(Bytes, path);
    QTEST(absolutePath(path, "/w/d"), "expected");
    QTEST(absolutePath(path, "/w//./d/"), "expected");
}

void TestPath::components_data()
{
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<Components>("expected");
    QTest::newRow("absolute") << Bytes("/a/b") << Components({"a", "b"});
    QTest::newRow("root") << Bytes("/") << Components();
    QTest::newRow("empty") << Bytes() << Components();
    QTest::newRow("empty ones and dots") << Bytes("a//./b/") << Components({"a", "b"});
    QTest::newRow("two dots stay") << Bytes("/a/../b") << Components({"a", "..", "b"});
}

void TestPath::components()
{
    QFETCH(Bytes, path);
    const auto views = pathComponents(path);
    QTEST(Components(views.begin(), views.end()), "expected");
}

void TestPath::below_data()
{
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<Bytes>("ancestor");
    QTest::addColumn<bool>("expected");
    const auto row
        = [](const char *title, Bytes path, Bytes ancestor, bool expected) { QTest::newRow(title) << path << ancestor << expected; };
    row("same", "/a", "/a", true);
    row("child", "/a/b", "/a", true);
    row("deeper", "/a/b/c", "/a", true);
    row("name that begins like it", "/ab", "/a", false);
    row("the other way round", "/a", "/a/b", false);
    row("anything below the root", "/a", "/", true);
    row("root itself", "/", "/", true);
    row("relative is not below the root", "a", "/", false);
    row("nothing is not below the root", "", "/", false);
}

void TestPath::below()
{
    QFETCH(Bytes, path);
    QFETCH(Bytes, ancestor);
    QTEST(isSameOrBelow(path, ancestor), "expected");
}

void TestPath::legal_data()
{
    QTest::addColumn<Bytes>("name");
    QTest::addColumn<bool>("expected");
    QTest::newRow("plain") << Bytes("a") << true;
    QTest::newRow("empty") << Bytes() << false;
    QTest::newRow("dot") << Bytes(".") << false;
    QTest::newRow("dots") << Bytes("..") << false;
    QTest::newRow("three dots") << Bytes("...") << true;
    QTest::newRow("hidden") << Bytes(".a") << true;
    QTest::newRow("slash") << Bytes("a/b") << false;
    QTest::newRow("NUL") << Bytes("a\0b", 3) << false;
    QTest::newRow("newline") << Bytes("\n") << true;
    QTest::newRow("space") << Bytes(" ") << true;
    QTest::newRow("not UTF-8") << Bytes("\xFF") << true;
    QTest::newRow("backslash") << Bytes("a\\b") << true;
}

void TestPath::legal()
{
    QFETCH(Bytes, name);
    QTEST(isLegalComponent(name), "expected");
}

void TestPath::joiningAndTakingApart()
{
    QVERIFY(rc::check("what was joined comes apart", [] {
        const auto components = *rc::gen::container<Components>(componentName());
        const Bytes path = joined(components);
        const auto views = pathComponents(path);
        RC_ASSERT(Components(views.begin(), views.end()) == components);
        RC_ASSERT(absolutePath(path, "/elsewhere") == path);
        if (!components.empty()) {
            RC_ASSERT(fileName(path) == components.back());
            RC_ASSERT(joinPath(parentPath(path), fileName(path)) == path);
            RC_ASSERT(isSameOrBelow(path, parentPath(path)));
            RC_ASSERT(!isSameOrBelow(path + "x", path));
        }
    }));
}

QTEST_APPLESS_MAIN(TestPath)
#include "tst_path.moc"
