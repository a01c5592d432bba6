// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/names_line_text.h"

#include "ui/text/count_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct NamesLineText {
    Q_DECLARE_TR_FUNCTIONS(NamesLineText)

public:
    static QString names(qint64 n) { return n == 1 ? tr("1 name") : tr("%1 names").arg(countText(n)); }
    static QString off(qint64 names, qint64 files)
    {
        if (names > files)
            return tr("%1, %2 too many", "names for files").arg(count(names, files), countText(names - files));
        return files - names == 1 ? tr("%1, 1 is missing", "names for files").arg(count(names, files))
                                  : tr("%1, %2 are missing", "names for files").arg(count(names, files), countText(files - names));
    }
    static QString count(qint64 names, qint64 files)
    {
        return tr("%1 for %2", "names, files").arg(NamesLineText::names(names), filesText(files));
    }
    static QString what(LineProblem::What what)
    {
        switch (what) {
        case LineProblem::What::Empty:
            return tr("a name cannot be empty");
        case LineProblem::What::Slash:
            return tr("a name cannot have a “/”");
        case LineProblem::What::Dots:
            return tr("“.” and “..” are the folder itself and the one above it");
        case LineProblem::What::Nul:
            return tr("a name cannot have a NUL character");
        case LineProblem::What::OtherFolder:
            return tr("a rule sends this file to another folder; change the rule to rename it");
        }
        return {};
    }
    static QString problems(const std::vector<LineProblem> &problems)
    {
        const QString first = tr("Line %1: %2").arg(countText(qint64(problems.front().line) + 1), what(problems.front().what));
        const auto more = qint64(problems.size()) - 1;
        if (more == 0)
            return first;
        return more == 1 ? tr("%1 (and 1 more line)").arg(first) : tr("%1 (and %2 more lines)").arg(first, countText(more));
    }
    static QString edited(qint64 edits) { return edits == 0 ? tr("nothing edited yet") : tr("%1 edited").arg(countText(edits)); }
    static QString tooMany(qint64 files, qint64 most)
    {
        return tr("The list has %1; as text up to %2 names can be edited here. Export the list, edit the file, and add the rule "
                  "“List” with it.")
            .arg(filesText(files), countText(most));
    }
    static QString tooLarge()
    {
        return tr("These names are more than rules can hold. Export the list, edit the file, and add the rule “List” with it.");
    }
};

} // namespace

QString namesCountText(qint64 names, qint64 files)
{
    return names == files ? NamesLineText::count(names, files) : NamesLineText::off(names, files);
}

QString editedText(qint64 edits)
{
    return NamesLineText::edited(edits);
}

QString lineProblemsText(const std::vector<LineProblem> &problems)
{
    return NamesLineText::problems(problems);
}

QString tooManyNamesText(qint64 files, qint64 most)
{
    return NamesLineText::tooMany(files, most);
}

QString tooLargeToEditText()
{
    return NamesLineText::tooLarge();
}

} // namespace bulkhead
