// SPDX-License-Identifier: GPL-3.0-or-later
// Where one file system ends and another begins: mounts, binds, subvolumes. Rows are named by class and number and a few words.
#include "tests/faults/loop_disk.h"
#include "tests/faults/on_disk.h"

#include <QtTest>

#include <fcntl.h>
#include <linux/fscrypt.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

const Words kBtrfs{"mkfs.btrfs", "-q", "-f", "-m", "single"};

/// A folder in which names and contents are encrypted, of a file system made for it.
class EncryptedFolder
{
public:
    EncryptedFolder(const Bytes &mount, const Bytes &folder)
        : m_mount(::open(mount.c_str(), O_RDONLY | O_CLOEXEC))
    {
        constexpr std::size_t kKeySize = 64;
        alignas(fscrypt_add_key_arg) char bytes[sizeof(fscrypt_add_key_arg) + kKeySize] = {}; // The key follows: all zeros.
        auto *added = reinterpret_cast<fscrypt_add_key_arg *>(bytes);
        added->key_spec.type = FSCRYPT_KEY_SPEC_TYPE_IDENTIFIER;
        added->raw_size = kKeySize;
        fscrypt_policy_v2 policy = {.version = FSCRYPT_POLICY_V2,
            .contents_encryption_mode = FSCRYPT_MODE_AES_256_XTS,
            .filenames_encryption_mode = FSCRYPT_MODE_AES_256_CTS,
            .flags = FSCRYPT_POLICY_FLAGS_PAD_32};
        const int fd = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
        m_ok = ::ioctl(m_mount, FS_IOC_ADD_ENCRYPTION_KEY, added) == 0;
        m_key = added->key_spec;
        std::memcpy(policy.master_key_identifier, m_key.u.identifier, sizeof policy.master_key_identifier);
        m_ok = m_ok && ::ioctl(fd, FS_IOC_SET_ENCRYPTION_POLICY, &policy) == 0;
        ::close(fd);
    }
    ~EncryptedFolder() { ::close(m_mount); }
    EncryptedFolder(const EncryptedFolder &) = delete;
    EncryptedFolder &operator=(const EncryptedFolder &) = delete;

    bool ok() const { return m_ok; }
    /// Takes the key away. False where something of it is still in use.
    bool lock() const
    {
        fscrypt_remove_key_arg request = {.key_spec = m_key};
        return ::syncfs(m_mount) == 0 && ::ioctl(m_mount, FS_IOC_REMOVE_ENCRYPTION_KEY, &request) == 0 && request.removal_status_flags == 0;
    }

private:
    int m_mount;
    bool m_ok = false;
    fscrypt_key_specifier m_key = {};
};

} // namespace

class TestRealMounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void otherFileSystems_data();
    void otherFileSystems();
    void subvolumes();
    void snapshots();
    void encryptedFolders();
    void oneFolderTwice();
    void mountPoints();
};

void TestRealMounts::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root can mount");
    if (!ownMounts())
        QSKIP("this machine gives no mount namespace");
}

void TestRealMounts::otherFileSystems_data()
{
    QTest::addColumn<bool>("bind");
    QTest::newRow("X01 another file system") << false;
    QTest::newRow("X02 a bind of the same one") << true;
}

/// No rename leads there: the file is copied, and then it goes.
void TestRealMounts::otherFileSystems()
{
    QFETCH(bool, bind);
    const TempDir place;
    const OnDisk on(place.path());
    on.files.writeFile("a", "1");
    on.files.makeDir("other");
    on.files.makeDir("there");
    const Bytes there = on.files.path("there");
    const Mounted mounted(bind ? Words{"--bind", on.files.path("other"), there} : Words{"-t", "tmpfs", "none", there});
    QVERIFY2(mounted.ok(), mounted.errors().c_str());
    const Snapshot before = on.files.snapshot();
    COMPARE_EXIT(on.run({"rename", "--template", "there/{name}", "--apply", "--", on.files.path()}), 0);
    QVERIFY(!on.files.exists("a"));
    QCOMPARE(on.files.readFile("there/a"), Bytes("1"));
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

/// X03: one mount, but no rename leads from one subvolume to the other.
void TestRealMounts::subvolumes()
{
    const LoopDisk disk("120M", kBtrfs);
    if (!disk.ok())
        QSKIP(disk.why().c_str());
    const OnDisk on(disk.root());
    COMPARE_EXIT(runProcess({"btrfs", "subvolume", "create", on.files.path("sub")}), 0);
    on.files.writeFile("a", "1");
    const Snapshot before = on.files.snapshot();
    COMPARE_EXIT(on.run({"rename", "--template", "sub/{name}", "--apply", "--", on.files.path()}), 0);
    QCOMPARE(on.files.readFile("sub/a"), Bytes("1"));
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
    COMPARE_EXIT(runProcess({"btrfs", "subvolume", "delete", on.files.path("sub")}), 0);
}

/// X03: a file and its copy in a snapshot have the same inode number and time of birth. Undo takes back its own.
void TestRealMounts::snapshots()
{
    const LoopDisk disk("120M", kBtrfs);
    if (!disk.ok())
        QSKIP(disk.why().c_str());
    const OnDisk on(disk.root());
    COMPARE_EXIT(runProcess({"btrfs", "subvolume", "create", on.files.path("sub")}), 0);
    on.files.writeFile("sub/a1", "1");
    on.files.writeFile("sub/a2", "2");
    COMPARE_EXIT(on.run({"rename", "--replace", "a", "z", "--apply", "--", on.files.path("sub")}), 0);
    COMPARE_EXIT(runProcess({"btrfs", "subvolume", "snapshot", on.files.path("sub"), on.files.path("copy")}), 0);
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(),
        (Snapshot{
            {"sub", "dir"}, {"sub/a1", "file:1"}, {"sub/a2", "file:2"}, {"copy", "dir"}, {"copy/z1", "file:1"}, {"copy/z2", "file:2"}}));
    COMPARE_EXIT(runProcess({"btrfs", "subvolume", "delete", on.files.path("sub"), on.files.path("copy")}), 0);
}

/// X05: no rename leads into an encrypted folder, and none happens in one whose key is not there.
void TestRealMounts::encryptedFolders()
{
    const LoopDisk disk("16M", {"mkfs.ext4", "-q", "-F", "-b", "4096", "-O", "encrypt"});
    if (!disk.ok())
        QSKIP(disk.why().c_str());
    const OnDisk on(disk.root());
    on.files.makeDir("safe");
    on.files.writeFile("a1", "1");
    on.files.writeFile("a2", "2");
    const EncryptedFolder safe(disk.root(), on.files.path("safe"));
    if (!safe.ok())
        QSKIP("this kernel encrypts no folders");
    on.files.writeFile("safe/b", "b");
    const Snapshot before = on.files.snapshot();

    const ProcessOutcome applied
        = on.run({"rename", "--regex", "^a1$", "safe/a1", "--regex", "^a2$", "z2", "--apply", "--", on.files.path()});
    COMPARE_EXIT(applied, 1);
    QCOMPARE(text(issuesOf(applied)), text({{"a1", "other-file-system"}}));
    Snapshot after = before;
    after.erase("a2");
    after["z2"] = "file:2";
    COMPARE_SNAPSHOTS(on.files.snapshot(), after);
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_EXIT(on.run({"rename", "--replace", "b", "c", "--apply", "--", on.files.path("safe")}), 0);
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);

    QVERIFY(safe.lock());
    const ProcessOutcome locked = on.run({"rename", "--template", "x", "--apply", "--", on.files.path("safe")});
    COMPARE_EXIT(locked, 1);
    QVERIFY2(locked.output.find("key not available") != Bytes::npos, locked.output.c_str());
    QVERIFY(!on.files.exists("safe/x"));
}

/// G10: a folder and a bind of it. Each file is one row.
void TestRealMounts::oneFolderTwice()
{
    const TempDir place;
    const OnDisk on(place.path());
    on.files.writeFile("d/a1", "1");
    on.files.writeFile("d/a2", "2");
    on.files.makeDir("again");
    const Snapshot before = on.files.snapshot();
    {
        const Mounted bound({"--bind", on.files.path("d"), on.files.path("again")});
        QVERIFY2(bound.ok(), bound.errors().c_str());
        COMPARE_EXIT(on.run({"rename", "--replace", "a", "z", "--apply", "--", on.files.path("d"), on.files.path("again")}), 0);
    }
    COMPARE_SNAPSHOTS(on.files.snapshot(), (Snapshot{{"again", "dir"}, {"d", "dir"}, {"d/z1", "file:1"}, {"d/z2", "file:2"}}));
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

/// G09: a folder and a file that something is mounted on.
void TestRealMounts::mountPoints()
{
    const TempDir place;
    const OnDisk on(place.path());
    on.files.makeDir("a-folder");
    on.files.writeFile("a-file", "below");
    on.files.writeFile("other", "above");
    on.files.writeFile("a-plain", "plain");
    const Mounted folder({"-t", "tmpfs", "none", on.files.path("a-folder")});
    const Mounted file({"--bind", on.files.path("other"), on.files.path("a-file")});
    QVERIFY2(folder.ok() && file.ok(), (folder.errors() + file.errors()).c_str());
    const Snapshot before = on.files.snapshot();
    const ProcessOutcome applied = on.run({"rename", "--what", "all", "--replace", "a-", "z-", "--apply", "--", on.files.path()});
    COMPARE_EXIT(applied, 1);
    QCOMPARE(text(issuesOf(applied)), text({{"a-folder", "mount-point"}, {"a-file", "mount-point"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
    QVERIFY(on.state.snapshot().empty());
}

QTEST_GUILESS_MAIN(TestRealMounts)
#include "tst_real_mounts.moc"
