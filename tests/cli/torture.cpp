// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/torture.h"

#include "core/base/path.h"

#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kNobody = "65534";

void make(const TempDir &files, const Thing &thing)
{
    switch (thing.kind) {
    case Thing::Kind::File:
        return files.writeFile(thing.path, thing.path);
    case Thing::Kind::Folder:
        return files.makeDir(thing.path);
    case Thing::Kind::Link:
        return files.makeLink(thing.path, thing.target);
    case Thing::Kind::HardLink:
        return files.makeHardLink(thing.path, thing.target);
    case Thing::Kind::Fifo:
        return files.makeFifo(thing.path);
    case Thing::Kind::Socket:
    case Thing::Kind::Device:
        if (::mknod(files.path(thing.path).c_str(), (thing.kind == Thing::Kind::Socket ? S_IFSOCK : S_IFCHR) | 0600, 0) != 0)
            qFatal("mknod %s", thing.path.c_str());
    }
}

/// Where a path is once its folders and itself have their new names.
Bytes renamedPath(const Bytes &path, const Renames &renames)
{
    if (const auto found = renames.find(path); found != renames.end())
        return found->second;
    const auto slash = path.rfind('/');
    return slash == Bytes::npos ? path : renamedPath(path.substr(0, slash), renames) + path.substr(slash);
}

Bytes pathIn(const QJsonObject &line, const QString &field, const Bytes &folder)
{
    const QJsonValue bytes = line.value(field + QStringLiteral("_bytes"));
    const QByteArray path = bytes.isString() ? QByteArray::fromBase64(bytes.toString().toLatin1()) : line.value(field).toString().toUtf8();
    return path.toStdString().substr(folder.size() + 1);
}

struct Said {
    Renames renames; ///< Rows with the status asked for.
    std::map<Bytes, Bytes> issues; ///< But of rows that were to be skipped.
    Bytes details; ///< Of the rows with an issue, one a line.
};

Said said(const ProcessOutcome &outcome, const QString &status, const Bytes &folder)
{
    Said said;
    for (const QJsonObject &line : CliFixture::lines(outcome)) {
        if (!line.contains(QLatin1String("from")))
            continue;
        const Bytes from = pathIn(line, QStringLiteral("from"), folder);
        const QString rowStatus = line.value(QLatin1String("status")).toString();
        if (rowStatus == status)
            said.renames[from] = pathIn(line, QStringLiteral("to"), folder);
        const Bytes issue = line.value(QLatin1String("issue")).toString().toStdString();
        if (issue.empty() || rowStatus == QLatin1String("skipped"))
            continue;
        said.issues[from] = issue;
        said.details += line.value(QLatin1String("detail")).toString().toStdString() + "\n";
    }
    return said;
}

/// The program as one who may not do everything: root gives its files away and runs a copy, whose folder others may enter.
class OrdinaryUser
{
public:
    explicit OrdinaryUser(const CliFixture &fixture)
    {
        if (::geteuid() != 0)
            return;
        runProcess({"cp", BULKHEAD_CLI, m_program.path("bulkhead-cli")});
        runProcess({"chown", "-R", kNobody, m_program.path(), fixture.files.path(), fixture.state.path()});
    }

    ProcessOutcome run(const CliFixture &fixture, const Words &arguments) const
    {
        if (::geteuid() != 0)
            return fixture.run(arguments);
        Words words{"setpriv", "--reuid", kNobody, "--regid", kNobody, "--clear-groups", m_program.path("bulkhead-cli")};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return runProcess(words, fixture.completed({}));
    }

private:
    TempDir m_program;
};

} // namespace

QByteArray text(const std::map<Bytes, Bytes> &pairs)
{
    QByteArray text;
    for (const auto &[from, to] : pairs)
        text += QByteArray::fromStdString(from).toPercentEncoding("/ ") + " -> " + QByteArray::fromStdString(to).toPercentEncoding("/ ")
            + "\n";
    return text;
}

void makeThings(const TempDir &files, const std::vector<Thing> &things)
{
    for (const Thing &thing : things)
        make(files, thing);
}

Snapshot renamed(const Snapshot &before, const Renames &renames)
{
    Snapshot after;
    for (const auto &[path, what] : before)
        after[renamedPath(path, renames)] = what;
    for (const auto &[from, to] : renames) {
        for (auto slash = to.find('/'); slash != Bytes::npos; slash = to.find('/', slash + 1))
            after.emplace(to.substr(0, slash), "dir"); // Made on the way.
    }
    return after;
}

Words wishes(const Renames &renames)
{
    // One rule cannot say all of it; a chain of rules through names nobody has can. What they start with is taken away at last.
    Words words{"--recursive", "--what", "all", "--hidden", "--order", "path", "--scope", "name"};
    for (const auto &[from, to] : renames) {
        const auto slash = from.rfind('/');
        const Bytes home = slash == Bytes::npos ? Bytes() : renamedPath(from.substr(0, slash), renames) + "/";
        Bytes wish = to.starts_with(home) ? to.substr(home.size()) : to;
        wish.insert(wish.rfind('/') + 1, "#"); // Where there is no '/', npos + 1 is the beginning.
        words.insert(words.end(), {"--regex", "^\\Q" + Bytes(fileName(from)) + "\\E$", wish});
    }
    words.insert(words.end(), {"--regex", "^#", ""});
    return words;
}

void runTortureRow(const TortureRow &row)
{
    const CliFixture fixture{.files = TempDir(row.disk), .state = TempDir()};
    const TempDir &files = fixture.files;
    makeThings(files, row.things);
    std::optional<OrdinaryUser> ordinaryUser;
    if (row.ordinaryUser)
        ordinaryUser.emplace(fixture);
    if (row.prepare)
        row.prepare(fixture);
    const Snapshot before = files.snapshot();
    const auto run = [&](const Words &words) {
        return ordinaryUser ? ordinaryUser->run(fixture, words) : fixture.run(words, {.environment = row.environment});
    };
    Words words = row.words.empty() ? wishes(row.renames) : row.words;
    words.insert(words.begin(), {"rename", "--json"});
    Words paths = row.paths;
    paths.insert(paths.begin(), "--");
    const int refused = row.issues.empty() ? 0 : 1;

    const auto withPaths = [&paths](Words all) {
        all.insert(all.end(), paths.begin(), paths.end());
        return all;
    };
    const ProcessOutcome preview = run(withPaths(words));
    COMPARE_EXIT(preview, refused);
    const Said planned = said(preview, QStringLiteral("rename"), files.path());
    QCOMPARE(text(planned.renames), text(row.renames));
    QCOMPARE(text(planned.issues), text(row.issues));
    QVERIFY2(planned.details.find(row.says) != Bytes::npos, planned.details.c_str());
    COMPARE_SNAPSHOTS(files.snapshot(), before);

    words.push_back("--apply");
    const ProcessOutcome applied = run(withPaths(words));
    COMPARE_EXIT(applied, row.failures.empty() ? refused : 1);
    if (refused != 0) {
        COMPARE_SNAPSHOTS(files.snapshot(), before);
        QVERIFY2(fixture.state.snapshot().empty(), "what is refused in the preview leaves no history");
        return;
    }
    QCOMPARE(text(said(applied, QStringLiteral("done"), files.path()).issues), text(row.failures));
    Renames done = row.renames;
    std::erase_if(done, [&row](const auto &rename) { return row.failures.contains(rename.first); });
    COMPARE_SNAPSHOTS(files.snapshot(), renamed(before, done));

    COMPARE_EXIT(run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(files.snapshot(), before);
    COMPARE_EXIT(run({"redo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(files.snapshot(), renamed(before, done));
    COMPARE_EXIT(run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(files.snapshot(), before);
}

} // namespace bulkhead
