// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/token_text.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct TokenText {
    Q_DECLARE_TR_FUNCTIONS(TokenText)

public:
    static std::vector<TokenGroup> groups()
    {
        return {
            {tr("Name and Folder"),
                {
                    {QStringLiteral("{stem}"), tr("the name without its extension")},
                    {QStringLiteral("{ext}"), tr("the extension with its dot")},
                    {QStringLiteral("{name}"), tr("the name with its extension")},
                    {QStringLiteral("{original.stem}"), tr("the name on disk")},
                    {QStringLiteral("{csv:new}"), tr("a column of the list that a rule before took names from")},
                    {QStringLiteral("{parent}"), tr("the folder")},
                    {QStringLiteral("{parent:2}"), tr("the folder above it")},
                    {QStringLiteral("{root}"), tr("the folder that was added and this file is in or below")},
                }},
            {tr("Numbers"),
                {
                    {QStringLiteral("{n}"), tr("a counter")},
                    {QStringLiteral("{n:start=10,step=5,pad=4}"), tr("a counter with settings")},
                    {QStringLiteral("{n:per=folder}"), tr("a counter that starts again in each folder")},
                    {QStringLiteral("{count}"), tr("how many files there are")},
                    {QStringLiteral("{count.folder}"), tr("how many there are in the folder")},
                }},
            {tr("Dates"),
                {
                    {QStringLiteral("{taken:yyyy-MM-dd}"), tr("when a photo was taken")},
                    {QStringLiteral("{mtime:yyyy-MM-dd}"), tr("when the file was changed")},
                    {QStringLiteral("{btime:yyyy-MM-dd}"), tr("when it was made, where the disk knows")},
                    {QStringLiteral("{atime:yyyy-MM-dd}"), tr("when it was last read")},
                    {QStringLiteral("{now:yyyy-MM-dd hh.mm}"), tr("now")},
                }},
            {tr("Photos"),
                {
                    {QStringLiteral("{exif:Model}"), tr("the camera; any key of Exif")},
                    {QStringLiteral("{exif:FNumber}"), tr("the aperture")},
                    {QStringLiteral("{iptc:City}"), tr("the city; any key of IPTC")},
                    {QStringLiteral("{xmp:title}"), tr("the title; any key of XMP")},
                    {QStringLiteral("{width}x{height}"), tr("the size of the image in pixels")},
                }},
            {tr("Music"),
                {
                    {QStringLiteral("{audio:artist}"), tr("the artist; also albumartist, composer, genre")},
                    {QStringLiteral("{audio:album}"), tr("the album")},
                    {QStringLiteral("{audio:track|pad:2}"), tr("the number of the track; also disc")},
                    {QStringLiteral("{audio:title}"), tr("the title")},
                    {QStringLiteral("{audio:year}"), tr("the year")},
                    {QStringLiteral("{audio:duration}"), tr("how long it is; also seconds")},
                }},
            {tr("The File"),
                {
                    {QStringLiteral("{size:KiB}"), tr("its size; also B, MiB, GiB, KB, MB, GB")},
                    {QStringLiteral("{mime}"), tr("what kind it is, by its content")},
                    {QStringLiteral("{hash:sha256}"), tr("a checksum; also md5, sha1, crc32, xxh3")},
                }},
            {tr("By Chance"),
                {
                    {QStringLiteral("{random:alnum,8}"), tr("characters: alnum alpha digits hex, and how many")},
                    {QStringLiteral("{uuid}"), tr("an identifier")},
                }},
            {tr("Filters"),
                {
                    {QStringLiteral("{stem|lower}"), tr("also upper title camel snake kebab trim")},
                    {QStringLiteral("{stem|first:3}"), tr("also last:3 slice:2,5 pad:5")},
                    {QStringLiteral("{stem|replace:a,b}"), tr("a by b")},
                    {QStringLiteral("{stem|ascii}"), tr("also pinyin clean")},
                    {QStringLiteral("{taken|or:undated}"), tr("what to write where there is no value")},
                }},
        };
    }
};

} // namespace

std::vector<TokenGroup> templateTokens()
{
    return TokenText::groups();
}

} // namespace bulkhead
