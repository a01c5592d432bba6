// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers make of real, foreign and damaged files.
#include "core/metadata/read_facts.h"
#include "tests/support/media.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

using Kind = FactKey::Kind;

/// As text: "none", "unreadable", or the value.
QByteArray shownFact(const Fact &fact)
{
    switch (fact.state) {
    case Fact::State::None:
        return "none";
    case Fact::State::Unreadable:
        return "unreadable";
    case Fact::State::Value:
        break;
    }
    return shown(fact.text);
}

QByteArray factOf(const Bytes &name, const Bytes &content, const FactKey &key, const ReadLimits &limits = {})
{
    MemoryFileSystem files;
    files.addFile("/d/" + name, content);
    const auto file = files.openFile(*files.openDirectory("/d"), name);
    return shownFact(factsOf(**file, name, std::span(&key, 1), limits).at(0));
}

Bytes photo()
{
    return makeJpeg(
        {{"Exif.Image.Make", "Canon"}, {"Exif.Image.Model", "Canon EOS R5 "}, {"Exif.Photo.DateTimeOriginal", "2024:05:31 14:07:09"},
            {"Exif.Photo.ExposureTime", "1/200"}, {"Exif.Photo.FNumber", "28/10"}, {"Exif.Image.Artist", "王小明"},
            {"Iptc.Application2.Keywords", "sea"}, {"Iptc.Application2.Keywords", "sun"}, {"Iptc.Application2.City", "Zürich"},
            {"Xmp.dc.title", "lang=\"x-default\" Am Meer"}, {"Xmp.xmp.Rating", "4"}, {"Xmp.dc.creator", "Ann"}},
        4000, 3000);
}

const MediaTags kSong = {{"ARTIST", "椎名林檎"}, {"TITLE", "AC/DC"}, {"ALBUM", "Cafe\xCC\x81"}, {"TRACKNUMBER", "3/12"},
    {"DATE", "2004-05-31"}, {"GENRE", "Jazz"}, {"ALBUMARTIST", "Various"}, {"COMMENT", "a\nb"}};

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void facts_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const Bytes &content, Kind kind, const char *key, QByteArray expected,
                             const char *file = "照片.jpg") {
            QTest::newRow(title) << QByteArray(file) << QByteArray::fromStdString(content) << int(kind) << QByteArray(key) << expected;
        };
        const Bytes jpeg = photo();
        const Bytes plain = makeJpeg({});
        const Bytes text = "only words";
        row("Exif, short key", jpeg, Kind::Exif, "Model", "Canon EOS R5");
        row("Exif, whole key", jpeg, Kind::Exif, "Exif.Image.Model", "Canon EOS R5");
        row("Exif, of another group", jpeg, Kind::Exif, "FNumber", "F2.8");
        row("Exif, a slash", jpeg, Kind::Exif, "ExposureTime", "1_200 s");
        row("Exif, CJK", jpeg, Kind::Exif, "Artist", "王小明");
        row("Exif, not in it", jpeg, Kind::Exif, "LensModel", "none");
        row("Exif, image without", plain, Kind::Exif, "Model", "none");
        row("Exif, no image", text, Kind::Exif, "Model", "none");
        row("Exif, empty file", "", Kind::Exif, "Model", "none");
        row("Exif, PNG", makePng({{"Exif.Image.Model", "Scanner"}}), Kind::Exif, "Model", "Scanner", "a.png");
        row("Exif, by content", jpeg, Kind::Exif, "Make", "Canon", "no extension");
        row("IPTC, short key", jpeg, Kind::Iptc, "City", "Zürich");
        row("IPTC, whole key", jpeg, Kind::Iptc, "Iptc.Application2.City", "Zürich");
        row("IPTC, keywords", jpeg, Kind::Iptc, "Keywords", "sea, sun");
        row("IPTC, not in it", jpeg, Kind::Iptc, "Headline", "none");
        row("XMP, default language", jpeg, Kind::Xmp, "title", "Am Meer");
        row("XMP, number", jpeg, Kind::Xmp, "Rating", "4");
        row("XMP, whole key", jpeg, Kind::Xmp, "Xmp.dc.creator", "Ann");
        row("XMP, not in it", jpeg, Kind::Xmp, "Xmp.dc.rights", "none");
        row("taken", jpeg, Kind::Taken, "", "1717164429000000000");
        row("taken, digitised", makeJpeg({{"Exif.Photo.DateTimeDigitized", "2024:05:31"}}), Kind::Taken, "", "1717113600000000000");
        row("taken, by XMP", makeJpeg({{"Xmp.xmp.CreateDate", "2024-05-31T14:07:09"}}), Kind::Taken, "", "1717164429000000000");
        row("taken, no clock", makeJpeg({{"Exif.Photo.DateTimeOriginal", "0000:00:00 00:00:00"}}), Kind::Taken, "", "none");
        row("taken, no image", text, Kind::Taken, "", "none");
        row("width", jpeg, Kind::Width, "", "4000");
        row("width, PNG", makePng({}), Kind::Width, "", "5", "a.png");
        row("width, no image", text, Kind::Width, "", "none");
        row("height", jpeg, Kind::Height, "", "3000");
        row("height, PNG", makePng({}), Kind::Height, "", "3", "a.png");
        row("height, no image", text, Kind::Height, "", "none");

        row("MP3 artist", makeMp3(kSong), Kind::Audio, "artist", "椎名林檎", "a.mp3");
        row("MP3 by content", makeMp3(kSong), Kind::Audio, "artist", "椎名林檎", "song");
        row("MP3 title with a slash", makeMp3(kSong), Kind::Audio, "title", "AC_DC", "a.mp3");
        row("MP3 album, combining", makeMp3(kSong), Kind::Audio, "album", "Cafe\xCC\x81", "a.mp3");
        row("MP3 track of many", makeMp3(kSong), Kind::Audio, "track", "3", "a.mp3");
        row("MP3 year", makeMp3(kSong), Kind::Audio, "year", "2004", "a.mp3");
        row("MP3 date", makeMp3(kSong), Kind::Audio, "date", "2004-05-31", "a.mp3");
        row("MP3 seconds", makeMp3(kSong), Kind::Audio, "seconds", "1", "a.mp3");
        row("MP3 duration", makeMp3(kSong), Kind::Audio, "duration", "0.01", "a.mp3");
        row("MP3 bit rate", makeMp3(kSong), Kind::Audio, "bitrate", "128", "a.mp3");
        row("MP3 without tags", makeMp3({}), Kind::Audio, "artist", "none", "a.mp3");
        row("FLAC genre", makeFlac(kSong), Kind::Audio, "genre", "Jazz", "a.flac");
        row("FLAC album artist", makeFlac(kSong), Kind::Audio, "albumartist", "Various", "a.flac");
        row("FLAC sample rate", makeFlac(kSong), Kind::Audio, "samplerate", "44100", "a.flac");
        row("Ogg artist", makeOgg(kSong), Kind::Audio, "artist", "椎名林檎", "a.ogg");
        row("Ogg comment, a line break", makeOgg(kSong), Kind::Audio, "comment", "a_b", "a.ogg");
        row("Ogg channels", makeOgg(kSong), Kind::Audio, "channels", "2", "a.ogg");
        row("audio, words", text, Kind::Audio, "artist", "none", "a.txt");
        row("audio, words called .mp3", text, Kind::Audio, "artist", "none", "a.mp3");

        row("MIME of an image", jpeg, Kind::Mime, "", "image_jpeg", "no extension");
        row("MIME of words", text, Kind::Mime, "", "text_plain", "a");
        row("MIME of nothing", "", Kind::Mime, "", "application_x-zerosize", "a");
        row("SHA-256", "abc", Kind::Hash, "sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        row("SHA-1", "abc", Kind::Hash, "sha1", "a9993e364706816aba3e25717850c26c9cd0d89d");
        row("MD5 of nothing", "", Kind::Hash, "md5", "d41d8cd98f00b204e9800998ecf8427e");
        row("CRC-32", "123456789", Kind::Hash, "crc32", "cbf43926");
        row("XXH3 of nothing", "", Kind::Hash, "xxh3", "2d06800538d394c2");
        row("a hash over several blocks", Bytes(1'000'000, 'a'), Kind::Hash, "sha1", "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
        row("access time", text, Kind::AccessTime, "", "1600000000003000000", "a");
    }
    void facts()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, expected);
        const auto made = makeFactKey(Kind(kind), bytesOf(key));
        QVERIFY(made);
        QCOMPARE(factOf(bytesOf(file), bytesOf(content), *made), expected);
    }

    void keys_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("known");
        const auto row = [](Kind kind, const char *key, bool known) {
            QTest::addRow("%d %s", int(kind), key) << int(kind) << QByteArray(key) << known;
        };
        row(Kind::Exif, "Model", true);
        row(Kind::Exif, "Exif.Photo.FNumber", true);
        row(Kind::Exif, "Exif.Canon.OwnerName", true);
        row(Kind::Exif, "Modell", false);
        row(Kind::Exif, "Exif.Nothing.FNumber", false);
        row(Kind::Exif, "Exif.Photo.", false);
        row(Kind::Exif, "", false);
        row(Kind::Exif, "照片", false);
        row(Kind::Iptc, "Keywords", true);
        row(Kind::Iptc, "Iptc.Application2.Caption", true);
        row(Kind::Iptc, "Keyword", false);
        row(Kind::Iptc, "", false);
        row(Kind::Xmp, "title", true);
        row(Kind::Xmp, "Xmp.dc.title", true);
        row(Kind::Xmp, "Xmp.nothing.title", false);
        row(Kind::Xmp, "nothing", false);
        row(Kind::Xmp, "", false);
        row(Kind::Audio, "artist", true);
        row(Kind::Audio, "ARTIST", false);
        row(Kind::Audio, "", false);
        row(Kind::Hash, "sha256", true);
        row(Kind::Hash, "sha257", false);
        row(Kind::Hash, "", false);
        row(Kind::Mime, "", true);
        row(Kind::Mime, "image", false);
    }
    void keys()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, key);
        QTEST(makeFactKey(Kind(kind), bytesOf(key)).has_value(), "known");
    }

    void damagedIsUnreadableOrSilent_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("JPEG") << QByteArray::fromStdString(photo()) << QByteArray("a.jpg");
        QTest::newRow("PNG") << QByteArray::fromStdString(makePng({{"Exif.Image.Model", "Scanner"}})) << QByteArray("a.png");
        QTest::newRow("MP3") << QByteArray::fromStdString(makeMp3(kSong)) << QByteArray("a.mp3");
        QTest::newRow("FLAC") << QByteArray::fromStdString(makeFlac(kSong)) << QByteArray("a.flac");
        QTest::newRow("Ogg") << QByteArray::fromStdString(makeOgg(kSong)) << QByteArray("a.ogg");
    }
    void damagedIsUnreadableOrSilent()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, file);
        const Bytes whole = bytesOf(content);
        const FactKey model{.kind = Kind::Exif, .name = "Model"};
        const FactKey title{.kind = Kind::Audio, .name = "title"};
        // Cut at every length of its head, and one byte after the other turned over: nothing may crash, or hang.
        const std::size_t head = std::min(whole.size(), std::size_t(600));
        int values = 0;
        for (std::size_t size = 0; size < head; ++size) {
            for (const FactKey &key : {model, title})
                values += factOf(bytesOf(file), whole.substr(0, size), key).size() > 0;
            Bytes turned = whole;
            turned[size] = char(~turned[size]);
            for (const FactKey &key : {model, title})
                values += factOf(bytesOf(file), turned, key).size() > 0;
        }
        QCOMPARE(values, int(head) * 4);
    }

    void limitsEndTheWork()
    {
        const FactKey model{.kind = Kind::Exif, .name = "Model"};
        QCOMPARE(factOf("a.jpg", photo(), model, {.bytes = 100}), QByteArray("unreadable"));
        QCOMPARE(factOf("a.jpg", photo(), model, {.time = std::chrono::milliseconds(-1)}), QByteArray("unreadable"));
        QCOMPARE(factOf("a.mp3", makeMp3(kSong), {.kind = Kind::Audio, .name = "title"}, {.bytes = 100}), QByteArray("unreadable"));
        // A hash is of the whole file, however large.
        QCOMPARE(factOf("a", "abc", {.kind = Kind::Hash, .name = "crc32"}, {.bytes = 1}), QByteArray("352441c2"));
    }
};

QTEST_APPLESS_MAIN(TestFacts)
#include "tst_facts.moc"
