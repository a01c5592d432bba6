// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/template_fixture.h"

#include <QtTest>

namespace bulkhead {

using Ref = std::shared_ptr<const Template>;
using Outcome = Template::Outcome;

const TemplateOptions &captureOptions()
{
    static const TemplateOptions options{.captures = true, .groupCount = 12, .groupsNamed = [](BytesView name) {
                                             return name == "word" ? std::vector<std::uint32_t>{2} : std::vector<std::uint32_t>();
                                         }};
    return options;
}

Bytes expanded(const Bytes &text, const TemplateFixture &fixture, const TemplateOptions &options, std::span<const BytesView> captures)
{
    const auto compiled = Template::compile(text, options);
    if (const auto *problem = std::get_if<RecipeProblem>(&compiled)) {
        return "problem " + problem->argument + " at " + std::to_string(problem->column);
    }
    Bytes out = ">";
    switch (std::get<Ref>(compiled)->expand(out, fixture.context(captures))) {
    case Outcome::Ok:
        return out.substr(1);
    case Outcome::NoValue:
        return "no value" + out;
    case Outcome::IllegalData:
        return "illegal" + out;
    case Outcome::Unreadable:
        return "unreadable" + out;
    }
    return "unknown outcome";
}

void addExpansionColumns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
}

void addExpansion(const char *name, const Bytes &text, const Bytes &expected)
{
    QTest::newRow(name) << bytes(text) << bytes(expected);
}

} // namespace bulkhead
