// SPDX-License-Identifier: GPL-3.0-or-later
// Renaming without replacing where RENAME_NOREPLACE is missing: each rung, what is learned, and strangers who act between
// two system calls.
#include "core/fs/linux_file_system.h"
#include "tests/support/lacking_syscalls.h"
#include "tests/support/result_checks.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_disk.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace bulkhead;

namespace {

// The fake calls are plain functions, so what they count and do lies here; init() resets it.
std::atomic<int> flaggedRenames;
const TempDir *stage = nullptr;

int countingRenameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    flaggedRenames += flags != 0;
    return renameat2WithoutFlags(fromFolder, from, toFolder, to, flags);
}

DirectoryRef opened(FileSystem &fileSystem, const Bytes &path)
{
    return fileSystem.openDirectory(path).value();
}

} // namespace

class TestRenameLadder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void learnsThatFlagsAreMissing();
    void doesNotLearnFromOtherRefusals();
    void linkRungLeavesAStrangerUnderTheOldName();
    void linkRungTakesTheLinkBack();
    void linkRungKeepsTheOnlyNameLeft_data();
    void linkRungKeepsTheOnlyNameLeft();
    void lostAnswersOfReplacingRenames_data();
    void lostAnswersOfReplacingRenames();
    void folderRungKeepsAStrangersFolder();
    void folderRungKeepsWhatAStrangerPutIn();
    void folderRungCleansUp();
    void fileRungGivesWayToAStranger();
    void fileRungCleansUp();
    void renamesSymbolicLinksThemselvesOnEveryRung();
    void rungsWorkFromSeveralThreads();
};

void TestRenameLadder::init()
{
    flaggedRenames = 0;
    stage = nullptr;
}

void TestRenameLadder::learnsThatFlagsAreMissing()
{
    const TempDir folder;
    folder.writeFile("a", "x");
    folder.makeDir("folder");
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = countingRenameat2});
    const auto open = opened(*fileSystem, folder.path());
    VERIFY_OK(fileSystem->renameNoReplace(open, "a", open, "b"));
    QCOMPARE(flaggedRenames.load(), 1);
    VERIFY_OK(fileSystem->renameNoReplace(open, "b", open, "c"));
    VERIFY_OK(fileSystem->renameNoReplace(open, "folder", open, "renamed"));
    COMPARE_CODE(fileSystem->renameNoReplace(open, "c", open, "renamed"), ErrorCode::AlreadyExists);
    QCOMPARE(flaggedRenames.load(), 1);
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"c", "file:x"}, {"renamed", "dir"}}));
}

void TestRenameLadder::doesNotLearnFromOtherRefusals()
{
    const TempDir folder;
    folder.writeFile("folder/file");
    folder.writeFile("a");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 = [](int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
              flaggedRenames += flags != 0;
              return ::renameat2(fromFolder, from, toFolder, to, flags);
          }});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "folder", opened(*fileSystem, folder.path("folder")), "x"), ErrorCode::InvalidName);
    VERIFY_OK(fileSystem->renameNoReplace(open, "a", open, "b"));
    QCOMPARE(flaggedRenames.load(), 2);
}

void TestRenameLadder::linkRungLeavesAStrangerUnderTheOldName()
{
    const TempDir folder;
    stage = &folder;
    folder.writeFile("a", "ours");
    const auto fileSystem = makeLinuxFileSystem(Syscalls{
        .renameat2 = renameat2WithoutFlags, .linkat = [](int fromFolder, const char *from, int toFolder, const char *to, int flags) {
            const int result = ::linkat(fromFolder, from, toFolder, to, flags);
            stage->writeFile("stranger", "theirs");
            stage->rename("stranger", "a");
            return result;
        }});
    const auto open = opened(*fileSystem, folder.path());
    VERIFY_OK(fileSystem->renameNoReplace(open, "a", open, "b"));
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"a", "file:theirs"}, {"b", "file:ours"}}));
}

void TestRenameLadder::linkRungTakesTheLinkBack()
{
    const OrdinaryUser user;
    const TempDir folder;
    folder.writeFile("locked/a", "x");
    folder.makeDir("free");
    folder.setMode("locked", 0555); // a second link may be made, the first not dropped
    const Snapshot before = folder.snapshot();
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = renameat2WithoutFlags});
    const auto result
        = fileSystem->renameNoReplace(opened(*fileSystem, folder.path("locked")), "a", opened(*fileSystem, folder.path("free")), "a");
    COMPARE_CODE(result, ErrorCode::PermissionDenied);
    COMPARE_SNAPSHOTS(folder.snapshot(), before);
}

void TestRenameLadder::linkRungKeepsTheOnlyNameLeft_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("strangerComes");
    QTest::newRow("answer lost") << EIO << false;
    QTest::newRow("asked again by the client") << ENOENT << false;
    QTest::newRow("old name taken again") << EIO << true;
}

void TestRenameLadder::linkRungKeepsTheOnlyNameLeft()
{
    static int s_error;
    static bool s_strangerComes;
    QFETCH(int, error);
    QFETCH(bool, strangerComes);
    s_error = error;
    s_strangerComes = strangerComes;
    const TempDir folder;
    stage = &folder;
    folder.writeFile("a", "ours");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 = renameat2WithoutFlags, .unlinkat = [](int from, const char *name, int flags) {
                                           (void)::unlinkat(from, name, flags);
                                           if (s_strangerComes)
                                               stage->writeFile("a", "theirs");
                                           errno = s_error;
                                           return -1;
                                       }});
    const auto open = opened(*fileSystem, folder.path());
    VERIFY_OK(fileSystem->renameNoReplace(open, "a", open, "b"));
    const Snapshot alone{{"b", "file:ours"}};
    const Snapshot besideAStranger{{"a", "file:theirs"}, {"b", "file:ours"}};
    COMPARE_SNAPSHOTS(folder.snapshot(), strangerComes ? besideAStranger : alone);
}

void TestRenameLadder::lostAnswersOfReplacingRenames_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("empty folder") << true;
    QTest::newRow("empty file") << false;
}

void TestRenameLadder::lostAnswersOfReplacingRenames()
{
    QFETCH(bool, isFolder);
    const TempDir folder;
    if (isFolder)
        folder.makeDir("a");
    else
        folder.writeFile("a");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 =
                                           [](int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
                                               if (renameat2WithoutFlags(fromFolder, from, toFolder, to, flags) == 0)
                                                   errno = EIO;
                                               return -1;
                                           },
            .linkat = linkatWithoutLinks});
    const auto open = opened(*fileSystem, folder.path());
    VERIFY_OK(fileSystem->renameNoReplace(open, "a", open, "b"));
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"b", isFolder ? "dir" : "file:"}}));
}

void TestRenameLadder::folderRungKeepsAStrangersFolder()
{
    const TempDir folder;
    stage = &folder;
    folder.writeFile("a/inside", "ours");
    folder.makeDir("theirs");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 = [](int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
              if (flags != 0)
                  return renameat2WithoutFlags(fromFolder, from, toFolder, to, flags);
              stage->rename("theirs", "b"); // over our empty one
              errno = EIO;
              return -1;
          }});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "a", open, "b"), ErrorCode::InputOutput);
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"a", "dir"}, {"a/inside", "file:ours"}, {"b", "dir"}}));
}

void TestRenameLadder::folderRungKeepsWhatAStrangerPutIn()
{
    const TempDir folder;
    stage = &folder;
    folder.writeFile("a/inside", "ours");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 = [](int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
              if (flags == 0)
                  stage->writeFile("b/stranger", "theirs"); // just before the replacing rename
              return renameat2WithoutFlags(fromFolder, from, toFolder, to, flags);
          }});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "a", open, "b"), ErrorCode::AlreadyExists);
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"a", "dir"}, {"a/inside", "file:ours"}, {"b", "dir"}, {"b/stranger", "file:theirs"}}));
}

namespace {

/// Flags are refused, and the replacing rename fails.
int failingReplace(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    if (flags != 0)
        return renameat2WithoutFlags(fromFolder, from, toFolder, to, flags);
    errno = ENOSPC;
    return -1;
}

} // namespace

void TestRenameLadder::folderRungCleansUp()
{
    const TempDir folder;
    folder.writeFile("a/inside", "ours");
    const Snapshot before = folder.snapshot();
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = failingReplace});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "a", open, "b"), ErrorCode::NoSpace);
    COMPARE_SNAPSHOTS(folder.snapshot(), before);
}

void TestRenameLadder::fileRungGivesWayToAStranger()
{
    const TempDir folder;
    stage = &folder;
    folder.writeFile("a", "ours");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.renameat2 = renameat2WithoutFlags, .linkat = [](int, const char *, int, const char *, int) {
                                           stage->writeFile("b", ""); // empty too, and there before our placeholder
                                           errno = EPERM;
                                           return -1;
                                       }});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "a", open, "b"), ErrorCode::AlreadyExists);
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"a", "file:ours"}, {"b", "file:"}}));
}

void TestRenameLadder::fileRungCleansUp()
{
    const TempDir folder;
    folder.writeFile("a", "ours");
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = failingReplace, .linkat = linkatWithoutLinks});
    const auto open = opened(*fileSystem, folder.path());
    COMPARE_CODE(fileSystem->renameNoReplace(open, "a", open, "b"), ErrorCode::NoSpace);
    COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"a", "file:ours"}}));
}

void TestRenameLadder::renamesSymbolicLinksThemselvesOnEveryRung()
{
    for (const auto linkat : {Syscalls{}.linkat, &linkatWithoutLinks}) {
        const TempDir folder;
        folder.writeFile("aim", "x");
        folder.makeLink("link", "aim");
        folder.makeFifo("fifo");
        const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = renameat2WithoutFlags, .linkat = linkat});
        const auto open = opened(*fileSystem, folder.path());
        VERIFY_OK(fileSystem->renameNoReplace(open, "link", open, "renamed"));
        VERIFY_OK(fileSystem->renameNoReplace(open, "fifo", open, "pipe"));
        COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"aim", "file:x"}, {"pipe", "fifo"}, {"renamed", "link:aim"}}));
    }
}

void TestRenameLadder::rungsWorkFromSeveralThreads()
{
    constexpr int kThreads = 4;
    constexpr int kFiles = 100;
    const TempDir folder;
    Snapshot expected;
    for (int i = 0; i < kThreads * kFiles; ++i) {
        folder.writeFile("a" + std::to_string(i), std::to_string(i));
        expected.emplace("b" + std::to_string(i), "file:" + std::to_string(i));
    }
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.renameat2 = renameat2WithoutFlags});
    const auto open = opened(*fileSystem, folder.path());
    std::atomic<int> failed = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = thread * kFiles; i < (thread + 1) * kFiles; ++i)
                failed += !fileSystem->renameNoReplace(open, "a" + std::to_string(i), open, "b" + std::to_string(i)).ok();
        });
    }
    threads.clear();
    QCOMPARE(failed.load(), 0);
    COMPARE_SNAPSHOTS(folder.snapshot(), expected);
}

QTEST_APPLESS_MAIN(TestRenameLadder)
#include "tst_rename_ladder.moc"
