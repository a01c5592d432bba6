// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/import/power_rename_tokens.h"

#include "core/rename/import/import_text.h"

namespace bulkhead {

namespace {

// Hours of twelve: Qt writes them only where the format has AM or PM.
constexpr Renamed kTime[] = {{"YYYY", "yyyy"}, {"YY", "yy"}, {"Y", "yyyy|last:1"}, {"MMMM", "MMMM"}, {"MMM", "MMM"}, {"MM", "MM"},
    {"M", "M"}, {"DDDD", "dddd"}, {"DDD", "ddd"}, {"DD", "dd"}, {"D", "d"}, {"HH", "hh AP|replace: AM,|replace: PM,"},
    {"H", "h AP|replace: AM,|replace: PM,"}, {"TT", "AP"}, {"tt", "ap"}, {"hh", "HH"}, {"h", "H"}, {"mm", "mm"}, {"m", "m"}, {"ss", "ss"},
    {"s", "s"}, {"fff", "zzz"}, {"ff", "zzz|first:2"}, {"f", "zzz|first:1"}};

constexpr Renamed kFacts[] = {{"CAMERA_MAKE", "exif:Make"}, {"CAMERA_MODEL", "exif:Model"}, {"LENS", "exif:LensModel"},
    {"ISO", "exif:ISOSpeedRatings"}, {"APERTURE", "exif:FNumber"}, {"SHUTTER", "exif:ExposureTime"}, {"FOCAL", "exif:FocalLength"},
    {"FLASH", "exif:Flash"}, {"WIDTH", "width"}, {"HEIGHT", "height"}, {"AUTHOR", "exif:Artist"}, {"COPYRIGHT", "exif:Copyright"},
    {"LATITUDE", "exif:GPSLatitude"}, {"LONGITUDE", "exif:GPSLongitude"}, {"ALTITUDE", "exif:GPSAltitude"},
    {"EXPOSURE_BIAS", "exif:ExposureBiasValue"}, {"ORIENTATION", "exif:Orientation"}, {"COLOR_SPACE", "exif:ColorSpace"},
    {"CREATOR_TOOL", "xmp:Xmp.xmp.CreatorTool"}, {"TITLE", "xmp:Xmp.dc.title"}, {"DESCRIPTION", "xmp:Xmp.dc.description"},
    {"CREATOR", "xmp:Xmp.dc.creator"}, {"SUBJECT", "xmp:Xmp.dc.subject"}, {"RIGHTS", "xmp:Xmp.dc.rights"},
    {"DOCUMENT_ID", "xmp:Xmp.xmpMM.DocumentID"}, {"INSTANCE_ID", "xmp:Xmp.xmpMM.InstanceID"},
    {"ORIGINAL_DOCUMENT_ID", "xmp:Xmp.xmpMM.OriginalDocumentID"}, {"VERSION_ID", "xmp:Xmp.xmpMM.VersionID"}};

// Dates of XMP are text: 2020-07-22T15:06:42.
constexpr Renamed kXmpDates[] = {
    {"CREATE_DATE_", "xmp:Xmp.xmp.CreateDate"}, {"MODIFY_DATE_", "xmp:Xmp.xmp.ModifyDate"}, {"METADATA_DATE_", "xmp:Xmp.xmp.MetadataDate"}};
constexpr Renamed kXmpParts[] = {{"YYYY", "|slice:0,4"}, {"YY", "|slice:2,2"}, {"MM", "|slice:5,2"}, {"DD", "|slice:8,2"},
    {"HH", "|slice:11,2"}, {"mm", "|slice:14,2"}, {"SS", "|slice:17,2"}};
constexpr Renamed kTakenParts[] = {{"YYYY", "yyyy"}, {"YY", "yy"}, {"MM", "MM"}, {"DD", "dd"}, {"HH", "HH"}, {"mm", "mm"}, {"SS", "ss"}};

BytesView timeToken(PowerRenameInput::Time time)
{
    switch (time) {
    case PowerRenameInput::Time::Modified:
        return "mtime:";
    case PowerRenameInput::Time::Accessed:
        return "atime:";
    case PowerRenameInput::Time::Created:
        break;
    }
    return "btime:";
}

template <std::size_t Count>
const Renamed *longest(const Renamed (&table)[Count], BytesView text)
{
    const Renamed *found = nullptr;
    for (const Renamed &entry : table) {
        if (text.starts_with(entry.theirs) && (!found || entry.theirs.size() > found->theirs.size())) {
            found = &entry;
        }
    }
    return found;
}

/// A word of two parts, "DATE_TAKEN_" and "YYYY".
template <std::size_t Count>
std::optional<PowerRenameToken> dated(BytesView text, BytesView prefix, BytesView ours, const Renamed (&parts)[Count])
{
    const Renamed *part = text.starts_with(prefix) ? longest(parts, text.substr(prefix.size())) : nullptr;
    return part ? std::optional(PowerRenameToken{prefix.size() + part->theirs.size(), Bytes(ours).append(part->ours)}) : std::nullopt;
}

} // namespace

std::optional<PowerRenameToken> powerRenameToken(BytesView text, PowerRenameInput::Time time)
{
    if (auto taken = dated(text, "DATE_TAKEN_", "taken:", kTakenParts)) {
        return taken;
    }
    for (const Renamed &date : kXmpDates) {
        if (auto token = dated(text, date.theirs, date.ours, kXmpParts)) {
            return token;
        }
    }
    // Longer first: $DOCUMENT_ID begins with $D, $HEIGHT with $H.
    if (const Renamed *fact = longest(kFacts, text)) {
        return PowerRenameToken{fact->theirs.size(), Bytes(fact->ours)};
    }
    if (const Renamed *part = longest(kTime, text)) {
        return PowerRenameToken{part->theirs.size(), Bytes(timeToken(time)).append(part->ours)};
    }
    return std::nullopt;
}

} // namespace bulkhead
