// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bulkhead {

/// A folder of files, a state and a config folder apart from it, and the program that is run on them.
class CliFixture
{
public:
    TempDir files;
    TempDir state;
    TempDir config{}; ///< Where presets are.

    ProcessOutcome run(std::vector<Bytes> arguments, ProcessOptions options = {}) const
    {
        arguments.insert(arguments.begin(), BULKHEAD_CLI);
        return runProcess(arguments, completed(options));
    }

    Process start(std::vector<Bytes> arguments, ProcessOptions options = {}) const
    {
        arguments.insert(arguments.begin(), BULKHEAD_CLI);
        return Process(arguments, completed(options));
    }

    ProcessOptions completed(ProcessOptions options) const
    {
        options.environment.emplace("XDG_STATE_HOME", state.path());
        options.environment.emplace("XDG_CONFIG_HOME", config.path());
        options.environment.emplace("LC_ALL", "C.UTF-8");
        if (options.workingDirectory.empty())
            options.workingDirectory = files.path();
        return options;
    }

    /// The lines of --json.
    static QList<QJsonObject> lines(const ProcessOutcome &outcome)
    {
        QList<QJsonObject> objects;
        for (const QByteArray &line : QByteArray::fromStdString(outcome.output).split('\n')) {
            if (!line.isEmpty())
                objects.append(QJsonDocument::fromJson(line).object());
        }
        return objects;
    }

    static QJsonObject summary(const ProcessOutcome &outcome)
    {
        const QList<QJsonObject> objects = lines(outcome);
        return objects.isEmpty() ? QJsonObject() : objects.last().value(QLatin1String("summary")).toObject();
    }
};

} // namespace bulkhead

/// QCOMPARE of an exit code that shows what the program said. `outcome` is evaluated once: it is often a run.
#define COMPARE_EXIT(outcome, expected)                                                                                                    \
    do {                                                                                                                                   \
        const ::bulkhead::ProcessOutcome bulkheadOutcome = (outcome);                                                                      \
        const ::bulkhead::Bytes bulkheadSaid = "exit " + std::to_string(bulkheadOutcome.exitCode) + "; stdout: " + bulkheadOutcome.output  \
            + "; stderr: " + bulkheadOutcome.errors;                                                                                       \
        QVERIFY2(bulkheadOutcome.exitCode == (expected), bulkheadSaid.c_str());                                                            \
    } while (false)
