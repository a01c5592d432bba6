// SPDX-License-Identifier: GPL-3.0-or-later
// Each starter preset on real files: the names that a person expects of the preset's name, and back again.
#include "tests/cli/cli_fixture.h"
#include "tests/support/media.h"

#include <QtTest>

#include <filesystem>
#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

struct Sample {
    Bytes before;
    Bytes after;
    Bytes content = before; ///< Tells whose name a file has got.
};

using Samples = std::vector<Sample>;

Bytes photo(const char *taken)
{
    return makeJpeg({{"Exif.Image.Model", "X100"}, {"Exif.Photo.DateTimeOriginal", taken}});
}

Samples photosByDate()
{
    const char *const burst = "2024:05:31 14:07:09";
    return {
        {"Lisbon/IMG_2.JPG", "Lisbon/2024-05-31 14.07.09 1.JPG", photo(burst)},
        {"Lisbon/IMG_10.JPG", "Lisbon/2024-05-31 14.07.09 2.JPG", photo(burst) + "second"},
        {"Lisbon/IMG_3.jpeg", "Lisbon/2023-01-02 03.04.05.jpeg", photo("2023:01:02 03:04:05")},
        {"Porto/caf\xe9.jpg", "Porto/2024-05-31 14.07.09.jpg", photo(burst) + "third"},
        {"Porto/new\nline.jpg", "Porto/2024-06-01 00.00.00.jpg", photo("2024:06:01 00:00:00")},
        {"Porto/2022-02-03 10.11.12.jpg", "Porto/2022-02-03 10.11.12.jpg", photo("2022:02:03 10:11:12")},
        {"Porto/IMG_4.jpg", "Porto/2021-01-01 00.00.00 1.jpg", photo("2021:01:01 00:00:00")},
        {"Porto/2021-01-01 00.00.00.jpg", "Porto/2021-01-01 00.00.00.jpg", makeJpeg({})},
        {"Porto/IMG_5.jpg", "Porto/2020-01-01 00.00.00 (2).jpg", photo("2020:01:01 00:00:00")}, // a folder has the name
        {"Porto/2020-01-01 00.00.00.jpg/x.txt", "Porto/2020-01-01 00.00.00.jpg/x.txt"},
        {"Porto/no date.jpg", "Porto/no date.jpg", makeJpeg({{"Exif.Image.Model", "X100"}})},
        {"Porto/damaged.jpg", "Porto/damaged.jpg", photo(burst).substr(0, 30)},
        {"Porto/  odd  scan.jpg", "Porto/  odd  scan.jpg"},
        {"Porto/2024-05-31 14.07.09 notes.txt", "Porto/2024-05-31 14.07.09 notes.txt"},
    };
}

Samples musicByTag()
{
    const MediaTags whole = {{"TRACKNUMBER", "1"}, {"ARTIST", "Nina Simone"}, {"TITLE", "Mood Indigo"}};
    return {
        {"Album/track.mp3", "Album/01 - Nina Simone - Mood Indigo.mp3", makeMp3(whole)},
        {"Album/track.flac", "Album/01 - Nina Simone - Mood Indigo.flac", makeFlac(whole)},
        {"Album/track.ogg", "Album/12 - Nina Simone - Mood Indigo.ogg",
            makeOgg({{"TRACKNUMBER", "12/14"}, {"ARTIST", "Nina Simone"}, {"TITLE", "Mood Indigo"}})},
        {"Album/z the same.mp3", "Album/01 - Nina Simone - Mood Indigo (2).mp3", makeMp3(whole) + "second"},
        {"Album/b\xe9.MP3", "Album/AC_DC - T.N.T..MP3", makeMp3({{"ARTIST", "AC/DC"}, {"TITLE", "T.N.T."}})},
        {"Album/c.flac", "Album/03 - 東京事変 - A_B.flac", makeFlac({{"TRACKNUMBER", "03"}, {"ARTIST", " 東京事変"}, {"TITLE", "A¦B"}})},
        {"Album/no title.mp3", "Album/no title.mp3", makeMp3({{"TRACKNUMBER", "4"}, {"ARTIST", "Nina Simone"}})},
        {"Album/no artist.ogg", "Album/no artist.ogg", makeOgg({{"TRACKNUMBER", "5"}, {"TITLE", "Mood Indigo"}})},
        {"Album/no tags.flac", "Album/no tags.flac", makeFlac({})},
        {"Album/cover ¦ front.jpg", "Album/cover ¦ front.jpg", makeJpeg({})},
        {"Album/ notes.txt", "Album/ notes.txt"},
    };
}

Samples seriesNumbering()
{
    return {
        {"Lisbon/b10.jpg", "Lisbon/Lisbon 003.jpg"},
        {"Lisbon/b2.JPG", "Lisbon/Lisbon 002.JPG"},
        {"Lisbon/a\xe9.tar.gz", "Lisbon/Lisbon 001.tar.gz"},
        {"My  film/one", "My  film/My  film 001"},
        {"My  film/two.txt", "My  film/My  film 002.txt"},
    };
}

Samples cleanForWindows()
{
    return {
        {"CON.txt", "CON_.txt"},
        {"a:b?.txt", "a_b_.txt"},
        {"a?b:.txt", "a_b_ (2).txt"},
        {"aux.tar.gz", "aux_.tar.gz"},
        {"caf\xe9.txt", "caf_.txt"},
        {"back\\slash|<x>*\"\n.txt", "back_slash__x____.txt"},
        {"ends with a dot.", "ends with a dot_"},
        {"ends with a space ", "ends with a space_"},
        {"Été, 照片 (1).txt", "Été, 照片 (1).txt"},
        {"console.txt", "console.txt"},
    };
}

Samples gbkToUtf8()
{
    return {
        {"\xd5\xd5\xc6\xac.jpg", "照片.jpg"},
        {"\xd6\xd0\xb9\xfa 2.tar.gz", "中国 2.tar.gz"},
        {"x\xcd\xbc.\xce\xc4", "x图.文"},
        {"\xba\xc3.txt", "\xba\xc3.txt"}, // its name in UTF-8 is taken by the next
        {"好.txt", "好.txt"},
        {"café.txt", "café.txt"},
        {"plain  name.txt", "plain  name.txt"},
    };
}

Samples swapArtistAndTitle()
{
    return {
        {"Nina Simone - Mood Indigo.mp3", "Mood Indigo - Nina Simone.mp3"},
        {"01 - AC-DC - T.N.T.flac", "01 - T.N.T - AC-DC.flac"},
        {"02. Nina Simone - Sinnerman.ogg", "02. Sinnerman - Nina Simone.ogg"},
        {"50 Cent - In Da Club.mp3", "In Da Club - 50 Cent.mp3"},
        {"A - B.mp3", "B - A.mp3", "first"},
        {"B - A.mp3", "A - B.mp3", "second"},
        {"caf\xe9 - 照片.mp3", "照片 - caf\xe9.mp3"},
        {"Artist - Title - Live.mp3", "Artist - Title - Live.mp3"}, // which is the title is not sure
        {"C - D.mp3", "C - D.mp3"}, // a folder has its name
        {"D - C.mp3/x.txt", "D - C.mp3/x.txt"},
        {"only a title.mp3", "only a title.mp3"},
        {"a-b.mp3", "a-b.mp3"},
        {" - .mp3", " - .mp3"},
    };
}

Samples lowerCaseExtensions()
{
    return {
        {"IMG_1.JPG", "IMG_1.jpg"},
        {"Backup.Tar.GZ", "Backup.tar.gz"},
        {"caf\xe9.MP3", "caf\xe9.mp3"},
        {"NOTES.TXT", "NOTES.TXT"}, // the next has its name
        {"NOTES.txt", "NOTES.txt"},
        {"README", "README"},
        {"Letter to Mr. Smith", "Letter to Mr. Smith"},
        {"2. JPG", "2. JPG"},
    };
}

Samples padNumbers()
{
    return {
        {"track 7.mp3", "track 007.mp3"},
        {"track 70.mp3", "track 070.mp3"},
        {"track 700.mp3", "track 700.mp3"},
        {"s1e12.mp4", "s001e012.mp4"},
        {"caf\xe9 3.tar.7", "caf\xe9 003.tar.7", "bytes"},
        {"IMG_0042.jpg", "IMG_0042.jpg"},
        {"2024-05-31 14.07.09 2.jpg", "2024-05-31 14.07.09 002.jpg"},
        {"2024-05-31.jpg", "2024-05-31.jpg"},
        {"twice 4.txt", "twice 4.txt"}, // the next has its name
        {"twice 004.txt", "twice 004.txt"},
        {"no number.mp3", "no number.mp3"},
    };
}

Samples tidySpaces()
{
    return {
        {"my_trip__to  Porto.jpg", "my trip to Porto.jpg"},
        {"tab\tline\nnbsp\u00a0wide\u3000end.txt", "tab line nbsp wide end.txt"},
        {"  both ends _.tar.gz", "both ends.tar.gz"},
        {"behind.txt  ", "behind.txt"},
        {"caf\xe9_x.txt", "caf\xe9 x.txt"},
        {"a_b.txt", "a b (2).txt"},
        {"a b.txt", "a b.txt"},
        {"___.txt", "___.txt"}, // nothing would be left of it
        {" ", " "},
        {"Letter to Mr. Smith", "Letter to Mr. Smith"},
        {"tidy already.txt", "tidy already.txt"},
    };
}

Samples titleCase()
{
    return {
        {"the OLD house of wax.TXT", "The Old House of Wax.TXT"},
        {"don't stop me now.mp3", "Don't Stop Me Now.mp3"},
        {"rocky iii on dvd.mp4", "Rocky III on DVD.mp4"},
        {"what is it for.txt", "What Is It For.txt"},
        {"été à paris.txt", "Été À Paris.txt"},
        {"a caf\xe9.txt", "A Caf\xe9.txt"},
        {"same name.txt", "same name.txt"}, // the next has its name
        {"Same Name.txt", "Same Name.txt"},
        {"照片 2.jpg", "照片 2.jpg"},
    };
}

const std::map<Bytes, Samples (*)()> &samplesOfPresets()
{
    static const std::map<Bytes, Samples (*)()> samples = {
        {"photos-by-date", photosByDate},
        {"music-by-tag", musicByTag},
        {"series-numbering", seriesNumbering},
        {"clean-for-windows", cleanForWindows},
        {"gbk-to-utf-8", gbkToUtf8},
        {"swap-artist-and-title", swapArtistAndTitle},
        {"lower-case-extensions", lowerCaseExtensions},
        {"pad-numbers", padNumbers},
        {"tidy-spaces", tidySpaces},
        {"title-case", titleCase},
    };
    return samples;
}

std::set<Bytes> presetsInTheFolder()
{
    std::set<Bytes> names;
    const Bytes ending = ".bulkhead.json";
    for (const auto &entry : std::filesystem::directory_iterator(BULKHEAD_PRESETS)) {
        const Bytes name = entry.path().filename().string();
        if (name.ends_with(ending))
            names.insert(name.substr(0, name.size() - ending.size()));
    }
    return names;
}

Bytes recipeOf(const Bytes &preset)
{
    return Bytes(BULKHEAD_PRESETS) + "/" + preset + ".bulkhead.json";
}

} // namespace

class TestStarterPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasItsSamples()
    {
        std::set<Bytes> tried;
        for (const auto &[preset, samples] : samplesOfPresets())
            tried.insert(preset);
        QCOMPARE(presetsInTheFolder(), tried);
    }

    void givesTheNamesAPersonExpectsAndUndoes_data()
    {
        QTest::addColumn<QByteArray>("preset");
        for (const auto &[preset, samples] : samplesOfPresets())
            QTest::newRow(preset.c_str()) << QByteArray::fromStdString(preset);
    }

    void givesTheNamesAPersonExpectsAndUndoes()
    {
        QFETCH(const QByteArray, preset);
        const CliFixture cli;
        Snapshot expected;
        for (const Sample &sample : samplesOfPresets().at(preset.toStdString())()) {
            if (const auto slash = sample.before.rfind('/'); slash != Bytes::npos) {
                cli.files.makeDir(sample.before.substr(0, slash));
                expected[sample.before.substr(0, slash)] = "dir";
            }
            cli.files.writeFile(sample.before, sample.content);
            expected[sample.after] = "file:" + sample.content;
        }
        const Snapshot before = cli.files.snapshot();
        QCOMPARE(before.size(), expected.size());
        COMPARE_EXIT(cli.run({"rename", "--recipe", recipeOf(preset.toStdString()), "--recursive", "--apply", "."}), 0);
        COMPARE_SNAPSHOTS(cli.files.snapshot(), expected);
        COMPARE_EXIT(cli.run({"undo", "--apply"}), 0);
        COMPARE_SNAPSHOTS(cli.files.snapshot(), before);
    }

    void aSeriesWithAGapDoesNotStart()
    {
        const CliFixture cli;
        cli.files.makeDir("Lisbon");
        cli.files.makeDir("Lisbon/Lisbon 001.jpg");
        cli.files.writeFile("Lisbon/a.jpg", "first");
        cli.files.writeFile("Lisbon/b.jpg", "second");
        const Snapshot before = cli.files.snapshot();
        COMPARE_EXIT(cli.run({"rename", "--recipe", recipeOf("series-numbering"), "--apply", "Lisbon"}), 1);
        COMPARE_SNAPSHOTS(cli.files.snapshot(), before);
    }

    void photosNamedByDateStayWhenMoreCome()
    {
        const CliFixture cli;
        const std::vector<Bytes> command = {"rename", "--recipe", recipeOf("photos-by-date"), "--apply", "."};
        const Bytes taken = photo("2024:05:31 14:07:09");
        cli.files.writeFile("IMG_1.jpg", taken + "first");
        COMPARE_EXIT(cli.run(command), 0);
        const Snapshot once = cli.files.snapshot();
        COMPARE_EXIT(cli.run(command), 0);
        COMPARE_SNAPSHOTS(cli.files.snapshot(), once);
        cli.files.writeFile("IMG_2.jpg", taken + "second");
        COMPARE_EXIT(cli.run(command), 0);
        const Snapshot expected
            = {{"2024-05-31 14.07.09.jpg", "file:" + taken + "first"}, {"2024-05-31 14.07.09 1.jpg", "file:" + taken + "second"}};
        COMPARE_SNAPSHOTS(cli.files.snapshot(), expected);
        COMPARE_EXIT(cli.run(command), 0);
        COMPARE_SNAPSHOTS(cli.files.snapshot(), expected);
    }

    void aNameThatIsNotGbkIsMarkedAndNothingStarts()
    {
        const CliFixture cli;
        cli.files.writeFile("\xd5\xd5\xc6\xac.jpg", "photo");
        cli.files.writeFile("\xff.txt", "noise");
        const Snapshot before = cli.files.snapshot();
        const ProcessOutcome refused = cli.run({"rename", "--recipe", recipeOf("gbk-to-utf-8"), "--json", "--apply", "."});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(CliFixture::summary(refused).value(QLatin1String("errors")).toInt(), 1);
        QVERIFY2(refused.output.find("not-decodable") != Bytes::npos, refused.output.c_str());
        COMPARE_SNAPSHOTS(cli.files.snapshot(), before);
    }
};

QTEST_APPLESS_MAIN(TestStarterPresets)
#include "tst_starter_presets.moc"
