// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/import/f2_date.h"

#include "core/rename/import/import_text.h"

namespace bulkhead {

std::optional<Bytes> f2DateFormat(BytesView words)
{
    static constexpr Renamed kWords[] = {{"YYYY", "yyyy"}, {"YY", "yy"}, {"MMMM", "MMMM"}, {"MMM", "MMM"}, {"MM", "MM"}, {"M", "M"},
        {"DDDD", "dddd"}, {"DDD", "ddd"}, {"DD", "dd"}, {"D", "d"}, {"H", "HH"}, {"hh", "hh"}, {"h", "h"}, {"mm", "mm"}, {"m", "m"},
        {"ss", "ss"}, {"s", "s"}, {"A", "AP"}, {"a", "ap"}};
    if (words.empty()) {
        return ":yyyy-MM-dd'T'HH:mm:ss'Z'@UTC"; // RFC 3339
    }
    Bytes format;
    bool hasHalfHour = false;
    bool hasHalf = false;
    while (!words.empty()) {
        const Renamed *word = nullptr;
        for (const Renamed &known : kWords) {
            if (words.starts_with(known.theirs) && (!word || known.theirs.size() > word->theirs.size())) {
                word = &known;
            }
        }
        if (word) {
            format += word->ours;
            hasHalfHour = hasHalfHour || word->theirs[0] == 'h';
            hasHalf = hasHalf || word->theirs == "A" || word->theirs == "a";
            words.remove_prefix(word->theirs.size());
            continue;
        }
        const bool isLetter = (words[0] >= 'a' && words[0] <= 'z') || (words[0] >= 'A' && words[0] <= 'Z');
        if (isLetter) {
            return std::nullopt;
        }
        format += tokenArgument(dateLiteral(words.substr(0, 1)));
        words.remove_prefix(1);
    }
    // Qt writes hours of twelve only where the format has AM or PM.
    return ":" + format + (hasHalfHour && !hasHalf ? " AP|replace: AM,|replace: PM," : "");
}

} // namespace bulkhead
