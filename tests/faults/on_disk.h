// SPDX-License-Identifier: GPL-3.0-or-later
// The command line on files of a certain disk, and what it says of them.
#pragma once

#include "tests/cli/cli_fixture.h"
#include "tests/faults/fault_batch.h"

namespace bulkhead {

/// Files below `root`, with a state folder elsewhere.
class OnDisk
{
public:
    explicit OnDisk(const Bytes &root)
        : files(root)
    {
    }
    ~OnDisk() { runProcess({"chattr", "-R", "-f", "-i", "-a", files.path()}); }

    ProcessOutcome run(Words words) const
    {
        words.insert(words.begin() + 1, "--json");
        return Program{}.run(words, state.path());
    }

    TempDir files;
    TempDir state;
};

using Issues = std::map<Bytes, Bytes>;

/// The last part of each refused or failed row's path -> why; not of those that were not come to.
inline Issues issuesOf(const ProcessOutcome &outcome)
{
    Issues issues;
    for (const QJsonObject &line : CliFixture::lines(outcome)) {
        const Bytes path = line.value(QLatin1String("from")).toString().toStdString();
        const Bytes issue = line.value(QLatin1String("issue")).toString().toStdString();
        if (!issue.empty() && line.value(QLatin1String("status")).toString() != QLatin1String("cancelled"))
            issues[path.substr(path.rfind('/') + 1)] = issue;
    }
    return issues;
}

inline QByteArray text(const Issues &issues)
{
    QByteArray text;
    for (const auto &[path, issue] : issues)
        text += QByteArray::fromStdString(path + ": " + issue + "\n");
    return text;
}

} // namespace bulkhead
