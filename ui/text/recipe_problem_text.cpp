// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/recipe_problem_text.h"

#include "core/base/text.h"
#include "ui/text/count_text.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct RecipeProblemText {
    Q_DECLARE_TR_FUNCTIONS(RecipeProblemText)
public:
    static QString sentence(const RecipeProblem &problem)
    {
        const QString argument = toDisplay(problem.argument);
        using Code = RecipeProblem::Code;
        switch (problem.code) {
        case Code::BadJson:
            return tr("This is not valid JSON: %1").arg(argument);
        case Code::NotAnObject:
            return tr("An object in braces is expected here");
        case Code::UnknownField:
            return tr("This field is not known");
        case Code::MissingField:
            return tr("This field is missing");
        case Code::WrongType:
            return tr("This should be %1").arg(argument);
        case Code::NotOneOf:
            return tr("Allowed here: %1").arg(argument);
        case Code::OutOfRange:
            return tr("Out of range: should be %1").arg(argument);
        case Code::MustNotBeZero:
            return tr("Must not be 0");
        case Code::MustNotBeEmpty:
            return tr("Must not be empty");
        case Code::Contradiction:
            return tr("This cannot be combined with %1").arg(argument);
        case Code::BadRegex:
            return tr("The expression has a mistake: %1").arg(argument);
        case Code::UnknownToken:
            return tr("There is no token called {%1}").arg(argument);
        case Code::UnknownFilter:
            return tr("There is no filter called %1").arg(argument);
        case Code::BadArgument:
            return tr("Wrong argument: %1").arg(argument);
        case Code::UnclosedBrace:
            return tr("A { is not closed; write {{ for the character itself");
        case Code::StrayBrace:
            return tr("A } stands alone; write }} for the character itself");
        case Code::UnknownLocale:
            return tr("The language “%1” is not known").arg(argument);
        case Code::NotText:
            return tr("This is not valid UTF-8 text");
        case Code::NewerVersion:
            return tr("Made by a newer version of Bulkhead (format %1)").arg(argument);
        case Code::WrongJob:
            return tr("This recipe is for another job: %1").arg(argument);
        case Code::UnreadableFile:
            return tr("%1 cannot be read: %2").arg(argument, errorText(problem.error));
        case Code::UnclosedQuote:
            return tr("A quote is never closed");
        case Code::TextBehindQuote:
            return tr("Text follows a closing quote; write two quotes for a quote inside");
        case Code::UnevenRow:
            return tr("A row should have as many fields as there are columns: %1").arg(argument);
        case Code::UnknownColumn:
            return tr("The list has no column called “%1”").arg(argument);
        case Code::DuplicateEntry:
            return tr("“%1” is there twice").arg(argument);
        case Code::WrongCount:
            return tr("Names in the list: %1, rows to name: %2").arg(countText(problem.count), countText(problem.rows));
        case Code::HomeFolder:
            return tr("“~” is not resolved here; write the whole path of the folder");
        case Code::MatchesNothing:
            return tr("Entries that match no row: %1, the first is “%2”").arg(countText(problem.count), argument);
        }
        return {};
    }
    static QString atLine(const QString &sentence, std::int64_t line) { return tr("%1 (line %2)").arg(sentence, QString::number(line)); }
    static QString atColumn(const QString &sentence, int column)
    {
        return tr("%1 (at character %2)").arg(sentence, QString::number(column + 1));
    }
};

} // namespace

QString recipeProblemText(const RecipeProblem &problem)
{
    const QString sentence = RecipeProblemText::sentence(problem);
    if (problem.line > 0)
        return RecipeProblemText::atLine(sentence, problem.line);
    return problem.column < 0 ? sentence : RecipeProblemText::atColumn(sentence, problem.column);
}

QString recipeProblemWithField(const RecipeProblem &problem)
{
    const QString sentence = recipeProblemText(problem);
    return problem.field.empty() ? sentence : toDisplay(problem.field) + QStringLiteral(": ") + sentence;
}

} // namespace bulkhead
