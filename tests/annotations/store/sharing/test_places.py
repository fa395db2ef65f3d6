"""Which folders others reach too."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from annotations.store.sharing import places
from annotations.store.sharing.places import (
    Facts,
    Kind,
    Mount,
    Place,
    classified,
    mounts_of_linux,
    mounts_of_macos,
    place_of,
)

MOUNTINFO = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw,relatime shared:5 - nfs4 server:/home rw,vers=4.2
31 30 0:41 / /home/anna/local rw - ext4 /dev/sdb1 rw
40 22 0:50 / /mnt/team\040share rw,nosuid shared:9 master:2 - cifs //server/team rw
41 22 0:51 / /mnt/server rw,nosuid - fuse.sshfs anna@server: rw
42 22 0:52 / /mnt/stick rw - fuseblk /dev/sdc1 rw
43 22 0:53 / /mnt/vault rw - fuse.gocryptfs /home/anna/.vault rw
44 22 0:54 / /mnt/c rw - 9p drvfs rw
45 22 0:55 / /net/data rw - autofs /etc/auto.net rw
46 45 0:56 / /net/data rw - nfs server:/data rw
47 22 0:57 / /mnt/other rw - fuse.unheardof x rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/srv/week.pressmark", ""),
        ("/home/anna/week.pressmark", "a network share (nfs4)"),
        ("/home/anna/local/week.pressmark", ""),
        ("/mnt/team share/week.pressmark", "a network share (cifs)"),
        ("/mnt/team shareholders/week.pressmark", ""),
        ("/mnt/server/a/b/week.pressmark", "a network share (sshfs)"),
        ("/mnt/stick/week.pressmark", ""),
        ("/mnt/vault/week.pressmark", ""),
        ("/mnt/c/week.pressmark", "a network share (9p)"),
        ("/net/data/week.pressmark", "a network share (nfs)"),
        ("/mnt/other/week.pressmark", "a network share (unheardof)"),
    ],
)
def test_a_network_share_is_known_by_its_mount(path: str, name: str) -> None:
    found = classified(PurePosixPath(path), Facts(mounts_of_linux(MOUNTINFO)))
    assert found == (Place(Kind.NETWORK, name) if name else None)


def test_of_two_mounts_at_one_folder_the_last_one_counts() -> None:
    mounts = (Mount("/", "ext4"), Mount("/mnt", "nfs"), Mount("/mnt", "ext4"))
    assert classified(PurePosixPath("/mnt/week.pressmark"), Facts(mounts)) is None


@pytest.mark.parametrize(
    ("marker", "name"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        (".dropbox/", ""),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.driveupload/", "Google Drive"),
        (".sync_0a1b2c3d.db", "Nextcloud"),
        ("._sync_0a1b2c3d.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".stfolder/", "Syncthing"),
        (".stfolder.old/", ""),
        (".git/", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_what_its_program_leaves_there(marker: str, name: str) -> None:
    top = PurePosixPath("/data/press")
    facts = Facts(names=lambda folder: [marker] if folder == top else [])
    found = classified(top / "2026" / "week.pressmark", facts)
    assert found == (Place(Kind.SYNCHRONISED, name) if name else None)
    assert classified(PurePosixPath("/data/week.pressmark"), facts) is None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive - Institute", "OneDrive"),
        ("Dropbox (Team)", "Dropbox"),
        ("GoogleDrive-anna@example.org", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("Dropboxes", ""),
        ("My Drives", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str, name: str) -> None:
    found = classified(PurePosixPath("/home/anna") / folder / "week.pressmark", Facts())
    assert (found.name if found else "") == name


def test_windows_shares_are_known_by_their_path_or_drive() -> None:
    facts = Facts(
        is_remote=lambda drive: drive == "Z:\\", synchronised=((PureWindowsPath("C:/Users/Anna/Work"), "OneDrive"),)
    )
    kinds = {
        path: classified(PureWindowsPath(path), facts)
        for path in (
            r"\\server\team\week.pressmark",
            r"\\?\UNC\server\team\week.pressmark",
            r"\\?\C:\week.pressmark",
            r"Z:\week.pressmark",
            r"C:\week.pressmark",
            r"C:\Users\Anna\Work\week.pressmark",
        )
    }
    assert [found.kind if found else None for found in kinds.values()] == [
        Kind.NETWORK,
        Kind.NETWORK,
        None,
        Kind.NETWORK,
        None,
        Kind.SYNCHRONISED,
    ]


def test_the_mounts_of_macos_are_read_from_what_mount_prints() -> None:
    printed = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//anna@server/Team%20Share on /Volumes/Team Share (smbfs, nodev, nosuid, mounted by anna)\n"
        "server:/data on /Volumes/data (nfs)\n"
    )
    mounts = mounts_of_macos(printed)
    assert mounts == (Mount("/", "apfs"), Mount("/Volumes/Team Share", "smbfs"), Mount("/Volumes/data", "nfs"))
    found = classified(PurePosixPath("/Volumes/Team Share/week.pressmark"), Facts(mounts))
    assert found == Place(Kind.NETWORK, "a network share (smbfs)")


def test_a_real_folder_is_looked_at_through_its_links(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (kept / ".stfolder").mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(kept)
    assert place_of(tmp_path / "week.pressmark") is None
    assert place_of(link / "week.pressmark") == Place(Kind.SYNCHRONISED, "Syncthing")


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="only Linux has it")
def test_this_machine_tells_its_mounts() -> None:
    assert "/" in [mount.folder for mount in places.facts_of_this_machine().mounts]
