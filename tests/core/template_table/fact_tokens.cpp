// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of times and of what is in files, which the libraries that read it have made.
#include "core/fs/file_system.h"
#include "tests/support/media.h"
#include "tests/support/template_rows.h"

namespace bulkhead::test {

namespace {

Bytes photo()
{
    static const Bytes made
        = makeJpeg({{"Exif.Image.Make", "Canon"}, {"Exif.Image.Artist", "王小明"}, {"Exif.Image.Copyright", "Cafe\u0301"},
                       {"Exif.Image.Model", "caf\xe9"}, {"Exif.Image.ImageDescription", "  "}, {"Exif.Photo.ExposureTime", "1/200"},
                       {"Exif.Photo.DateTimeOriginal", "2024:05:31 14:07:09"}, {"Iptc.Application2.City", "里斯本"},
                       {"Iptc.Application2.Headline", "cafe\u0301"}, {"Iptc.Application2.Byline", "Jos\xe9"},
                       {"Iptc.Application2.Keywords", "tram"}, {"Iptc.Application2.Keywords", "street"}, {"Xmp.dc.title", "电车 28"},
                       {"Xmp.dc.rights", "Cafe\u0301"}, {"Xmp.xmp.Rating", "4"}, {"Xmp.dc.source", "a/b"}},
            4000, 3000);
    return made;
}

Bytes song()
{
    static const Bytes made = makeMp3({{"ARTIST", "椎名林檎"}, {"TITLE", "AC/DC"}, {"ALBUM", "Cafe\u0301"}, {"TRACKNUMBER", "3/12"},
        {"DATE", "2004-05-31"}, {"GENRE", "Jazz"}});
    return made;
}

Bytes photoTaken(const char *when)
{
    return makeJpeg({{"Exif.Photo.DateTimeOriginal", when}});
}

Bytes photoBy(const Bytes &model)
{
    return makeJpeg({{"Exif.Image.Model", model.c_str()}});
}

Bytes damaged()
{
    return photo().substr(0, 20);
}

} // namespace

std::vector<TemplateRow> factTokenRows()
{
    const std::int64_t unknown = kBeforeAllTimes;
    return {
        {"mtime", "ASCII", "{mtime}", {"a"}, {"2023-11-07"}},
        {"mtime", "CJK format", "{mtime:yyyy年M月d日}", {"照"}, {"2023年11月7日"}},
        {"mtime", "combining in the format", "{mtime:yyyy e\u0301}", {"a"}, {"2023 e\u0301"}},
        {"mtime", "undecodable name", "{stem} {mtime:yy}", {"\xff"}, {"\xff 23"}},
        {"mtime", "empty format", "{mtime:}", {"a"}, {"2023-11-07"}},
        {"mtime", "a zone across midnight", "{mtime:dd HH@Pacific/Auckland}", {"a"}, {"08 02"}},
        {"mtime", "before 1970", "{mtime:yyyy-MM-dd HH.mm.ss}", {{"a", "", -kTableSecond}}, {"1969-12-31 23.59.59"}},
        {"mtime", "that nobody knows", "{mtime}", {{"a", "", unknown}}, {"*no-value*"}},

        {"btime", "ASCII", "{btime}", {"a"}, {"2020-01-02"}},
        {"btime", "CJK format", "{btime:yyyy年}{stem}", {"照"}, {"2020年照"}},
        {"btime", "combining and undecodable names", "{stem} {btime:HH.mm}", {"e\u0301", "\xff"}, {"e\u0301 03.04", "\xff 03.04"}},
        {"btime", "1970", "{btime:yyyy-MM-dd HH.mm.ss}", {{"a", "", 0, 0}}, {"1970-01-01 00.00.00"}},
        {"btime", "that the disk does not know", "{btime}", {{"a", "", kTableModified, unknown}}, {"*no-value*"}},
        {"btime", "that the disk does not know, or", "[{btime|or:}]", {{"a", "", kTableModified, unknown}}, {"[]"}},

        {"now", "ASCII", "{now}", {"a"}, {"2024-07-01"}},
        {"now", "CJK", "{now:yyyy年}{stem}", {"照"}, {"2024年照"}},
        {"now", "combining and undecodable names", "{stem} {now:MM}", {"e\u0301", "\xff"}, {"e\u0301 07", "\xff 07"}},
        {"now", "a zone on the day before", "{now:yyyy-MM-dd HH@America/New_York}", {"a"}, {"2024-06-30 20"}},
        {"now", "folders typed", "{now:yyyy/MM}/{stem}", {"a"}, {"2024/07/a"}},

        {"atime", "ASCII", "{atime}", {"a"}, {"2020-09-13"}},
        {"atime", "CJK", "{atime:yyyy年}{stem}", {"照"}, {"2020年照"}},
        {"atime", "combining and undecodable names", "{stem} {atime:HH.mm.ss}", {"e\u0301", "\xff"}, {"e\u0301 12.26.40", "\xff 12.26.40"}},
        {"atime", "a zone", "{atime:HH.mm@Asia/Tokyo}", {"a"}, {"21.26"}},
        {"atime", "of a folder", "{atime}", {"d/"}, {"*no-value*"}},

        {"taken", "ASCII", "{taken:yyyyMMdd_HHmmss}", {{"a.jpg", photo()}}, {"20240531_140709"}},
        {"taken", "CJK", "{taken:M月d日}{stem}", {{"照.jpg", photo()}}, {"5月31日照"}},
        {"taken", "combining and undecodable names", "{stem} {taken}", {{"e\u0301.jpg", photo()}, {"\xff", photo()}},
            {"e\u0301 2024-05-31", "\xff 2024-05-31"}},
        {"taken", "a camera without a clock", "{taken}", {{"a.jpg", photoTaken("0000:00:00 00:00:00")}}, {"*no-value*"}},
        {"taken", "a leap day", "{taken:dddd}", {{"a.jpg", photoTaken("2024:02:29 00:00:00")}}, {"Thursday"}},
        {"taken", "no leap day", "{taken}", {{"a.jpg", photoTaken("2023:02:29 00:00:00")}}, {"*no-value*"}},
        {"taken", "no photo", "{taken|or:undated}", {{"a.txt", "words"}}, {"undated"}},
        {"taken", "damaged", "{taken}", {{"a.jpg", damaged()}}, {"*file-unreadable*"}},

        {"width", "ASCII", "{width}", {{"a.jpg", photo()}}, {"4000"}},
        {"width", "PNG", "{width}", {{"a.png", makePng({})}}, {"5"}},
        {"width", "CJK, combining and undecodable names", "{stem} {width}",
            {{"照.jpg", photo()}, {"e\u0301.jpg", photo()}, {"\xff", photo()}}, {"照 4000", "e\u0301 4000", "\xff 4000"}},
        {"width", "the widest", "{width}", {{"a.jpg", makeJpeg({}, 65'535, 1)}}, {"65535"}},
        {"width", "empty file", "{width}", {"a.jpg"}, {"*no-value*"}},
        {"width", "damaged", "{width}", {{"a.jpg", damaged()}}, {"*file-unreadable*"}},

        {"height", "ASCII", "{height}", {{"a.jpg", photo()}}, {"3000"}},
        {"height", "PNG", "{height}", {{"a.png", makePng({})}}, {"3"}},
        {"height", "CJK, combining and undecodable names", "{stem} {height}",
            {{"照.jpg", photo()}, {"e\u0301.jpg", photo()}, {"\xff", photo()}}, {"照 3000", "e\u0301 3000", "\xff 3000"}},
        {"height", "the highest", "{height}", {{"a.jpg", makeJpeg({}, 1, 65'535)}}, {"65535"}},
        {"height", "no picture", "{height|or:none}", {{"a.txt", "words"}}, {"none"}},

        {"exif", "ASCII, the last part of a key", "{exif:Make}", {{"a.jpg", photo()}}, {"Canon"}},
        {"exif", "ASCII, a whole key", "{exif:Exif.Image.Make}", {{"a.jpg", photo()}}, {"Canon"}},
        {"exif", "CJK", "{exif:Artist}", {{"a.jpg", photo()}}, {"王小明"}},
        {"exif", "combining", "{exif:Copyright}", {{"a.jpg", photo()}}, {"Cafe\u0301"}},
        {"exif", "undecodable", "{exif:Model}", {{"\xff.jpg", photo()}}, {"caf\xe9"}},
        {"exif", "nothing but spaces", "{exif:ImageDescription}", {{"a.jpg", photo()}}, {"*no-value*"}},
        {"exif", "a slash", "{exif:ExposureTime}", {{"a.jpg", photo()}}, {"1_200 s"}},
        {"exif", "as long as a name may be", "{exif:Model}", {{"a.jpg", photoBy(Bytes(255, 'x'))}}, {Bytes(255, 'x')}},
        {"exif", "longer", "{exif:Model}", {{"a.jpg", photoBy(Bytes(256, 'x'))}}, {"*too-long*"}},
        {"exif", "damaged", "{exif:Model}", {{"a.jpg", damaged()}}, {"*file-unreadable*"}},

        {"iptc", "ASCII, several", "{iptc:Keywords}", {{"a.jpg", photo()}}, {"tram, street"}},
        {"iptc", "CJK", "{iptc:City}", {{"a.jpg", photo()}}, {"里斯本"}},
        {"iptc", "combining", "{iptc:Headline}", {{"a.jpg", photo()}}, {"cafe\u0301"}},
        {"iptc", "undecodable", "{iptc:Iptc.Application2.Byline}", {{"a.jpg", photo()}}, {"Jos\xe9"}},
        {"iptc", "not in it", "{iptc:Caption}", {{"a.jpg", photo()}}, {"*no-value*"}},
        {"iptc", "empty file", "[{iptc:City|or:}]", {"a.jpg"}, {"[]"}},

        {"xmp", "ASCII", "{xmp:Rating}", {{"a.jpg", photo()}}, {"4"}},
        {"xmp", "CJK", "{xmp:title}", {{"a.jpg", photo()}}, {"电车 28"}},
        {"xmp", "combining", "{xmp:Xmp.dc.rights}", {{"a.jpg", photo()}}, {"Cafe\u0301"}},
        {"xmp", "undecodable name", "{stem} {xmp:Rating}", {{"\xff.jpg", photo()}}, {"\xff 4"}},
        {"xmp", "a slash", "{xmp:source}", {{"a.jpg", photo()}}, {"a_b"}},
        {"xmp", "not in it", "{xmp:description}", {{"a.jpg", photo()}}, {"*no-value*"}},

        {"audio", "ASCII", "{audio:genre} {audio:year} {audio:date}", {{"a.mp3", song()}}, {"Jazz 2004 2004-05-31"}},
        {"audio", "CJK", "{audio:artist}", {{"a.mp3", song()}}, {"椎名林檎"}},
        {"audio", "combining", "{audio:album}", {{"a.mp3", song()}}, {"Cafe\u0301"}},
        {"audio", "undecodable name", "{stem} {audio:track|pad:2}", {{"\xff.mp3", song()}}, {"\xff 03"}},
        {"audio", "a slash", "{audio:title}", {{"a.mp3", song()}}, {"AC_DC"}},
        {"audio", "of the sound itself", "{audio:bitrate} {audio:samplerate} {audio:channels}", {{"a.mp3", song()}}, {"128 44100 2"}},
        {"audio", "FLAC and Ogg", "{audio:title}", {{"a.flac", makeFlac({{"TITLE", "静"}})}, {"a.ogg", makeOgg({{"TITLE", "e\u0301"}})}},
            {"静", "e\u0301"}},
        {"audio", "no such tag", "{audio:composer}", {{"a.mp3", song()}}, {"*no-value*"}},
        {"audio", "empty file", "{audio:title|or:none}", {"a.mp3"}, {"none"}},

        {"mime", "ASCII", "{mime}", {{"a.jpg", photo()}, {"a.txt", "words"}}, {"image_jpeg", "text_plain"}},
        {"mime", "by the content", "{mime}", {{"photo", photo()}}, {"image_jpeg"}},
        {"mime", "CJK, combining and undecodable names", "{mime}",
            {{"照.png", makePng({})}, {"e\u0301.png", makePng({})}, {"\xff.png", makePng({})}}, {"image_png", "image_png", "image_png"}},
        {"mime", "CJK words", "{mime}", {{"a", "照片"}}, {"text_plain"}},
        {"mime", "empty file", "{mime}", {"a"}, {"application_x-zerosize"}},
        {"mime", "of a folder", "{mime}", {"d/"}, {"*no-value*"}},

        {"hash", "ASCII", "{hash}", {{"a", "abc"}}, {"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}},
        {"hash", "CJK", "{hash:md5}", {{"照", "照"}}, {"e73bba6804bd04007bd3c3ca688033bd"}},
        {"hash", "undecodable", "{hash:sha1}", {{"\xff", "\xff\xfe"}}, {"d62636d8caec13f04e28442a0a6fa1afeb024bbb"}},
        {"hash", "combining", "{hash:blake2b|first:8}", {{"e\u0301", "e\u0301"}}, {"76e9fb2d"}},
        {"hash", "empty file", "{hash:md5}", {"a"}, {"d41d8cd98f00b204e9800998ecf8427e"}},
        {"hash", "over several blocks", "{hash:sha1}", {{"a", Bytes(1'000'000, 'a')}}, {"34aa973cd4c4daa4f61eeb2bdbad27316534016f"}},
        {"hash", "the check value of CRC-32", "{hash:crc32}", {{"a", "123456789"}}, {"cbf43926"}},
    };
}

} // namespace bulkhead::test
