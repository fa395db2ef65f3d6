"""Where a file lies: on this machine alone, on a network share, or in a folder that a program keeps in step.

What the machine says of its drives comes in as `Facts`, so that the rules can be tried without it. Linux was tried;
the parts for Windows and macOS follow their documentation and were not.
"""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path, PurePath, PureWindowsPath

_MOST_NAMES = 20_000
_MOST_SECONDS = 5
_REMOTE_DRIVE = 4

_NETWORK = {
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "ftp", "gfs2", "glusterfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "webdav",
}  # fmt: skip
_LOCAL_FUSE = {
    "bindfs", "cryfs", "encfs", "exfat", "fuse-overlayfs", "gocryptfs", "lxcfs", "mergerfs", "ntfs", "ntfs-3g",
    "portal", "securefs", "snapfuse", "squashfuse", "unionfs", "unionfs-fuse", "veracrypt", "zfs-fuse",
}  # fmt: skip
"""Programs that show a local disk in another way; every other one is taken for a share, which costs one question."""

_MARKERS = (
    (re.compile(r"\.dropbox|\.dropbox\.cache/"), "Dropbox"),
    (re.compile(r"\.849C9593-D756-4E56-8D6E-42412F2A707B"), "OneDrive"),
    (re.compile(r"\.shortcut-targets-by-id/|\.tmp\.drive(up|down)load/"), "Google Drive"),
    (re.compile(r"\._?sync_[0-9a-f]+\.db|\.(nextcloud|owncloud)sync\.log"), "Nextcloud"),
    (re.compile(r"\.stfolder/?"), "Syncthing"),
)
"""What a program leaves in the folder it keeps in step; folders end with a slash. A folder `.dropbox` is only where
its program keeps its settings, in the person's home."""

_FOLDERS = (
    (re.compile(r"Dropbox( \(.+\)|-.+)?"), "Dropbox"),
    (re.compile(r"OneDrive( - .+|-.+)?"), "OneDrive"),
    (re.compile(r"Google ?Drive(-.+)?|My Drive"), "Google Drive"),
    (re.compile(r"Next[cC]loud"), "Nextcloud"),
    (re.compile(r"iCloud ?Drive|com~apple~CloudDocs"), "iCloud Drive"),
)


class Kind(Enum):
    """How others reach a file."""

    NETWORK = "network"
    SYNCHRONISED = "synchronised"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that others reach too; `name` is what it is called in a sentence: "Dropbox", "a network share (nfs)"."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system and where it is shown."""

    folder: str
    filesystem: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a machine says of itself.

    Attributes:
        mounts: in the order in which they were mounted.
        names: names in a folder, those of folders with a slash at the end; empty where it cannot be read.
        is_remote: whether a Windows drive, given with its backslash, is on another machine.
        synchronised: folders that a program says it keeps in step, and the program's name.
    """

    mounts: tuple[Mount, ...] = ()
    names: Callable[[PurePath], Collection[str]] = lambda _: ()
    is_remote: Callable[[str], bool] = lambda _: False
    synchronised: tuple[tuple[PurePath, str], ...] = ()


def place_of(path: Path) -> Place | None:
    """Where the file or folder at `path` lies, None if on this machine alone as far as can be told."""
    with suppress(OSError):
        path = path.resolve()
    return classified(path, facts_of_this_machine())


def classified(path: PurePath, facts: Facts) -> Place | None:
    """Where an absolute path without links lies, by these facts."""
    return _synchronised(path, facts) or _network(path, facts)


def _synchronised(path: PurePath, facts: Facts) -> Place | None:
    for folder in path.parents:
        for known, name in facts.synchronised:
            if folder == known:
                return Place(Kind.SYNCHRONISED, name)
        for pattern, name in _FOLDERS:
            if pattern.fullmatch(folder.name):
                return Place(Kind.SYNCHRONISED, name)
        names = facts.names(folder)
        for pattern, name in _MARKERS:
            if any(pattern.fullmatch(found) for found in names):
                return Place(Kind.SYNCHRONISED, name)
    return None


def _network(path: PurePath, facts: Facts) -> Place | None:
    if isinstance(path, PureWindowsPath):
        share = path.drive.startswith("\\\\") and not re.match(r"\\\\[?.]\\(?!UNC\\)", path.drive, re.IGNORECASE)
        remote = share or facts.is_remote(path.drive + "\\")
        return Place(Kind.NETWORK, "a network share") if remote else None
    under = [mount for mount in facts.mounts if path.is_relative_to(mount.folder)]
    # The longest is the nearest; of several at one folder the last one hides the others.
    nearest = max(reversed(under), key=lambda mount: len(mount.folder), default=None)
    if nearest is None or not _is_network(nearest.filesystem):
        return None
    return Place(Kind.NETWORK, f"a network share ({nearest.filesystem.removeprefix('fuse.')})")


def _is_network(filesystem: str) -> bool:
    kind, _, program = filesystem.partition(".")
    return filesystem in _NETWORK or (kind == "fuse" and program not in _LOCAL_FUSE and program != "")


def facts_of_this_machine() -> Facts:
    """What is known of this machine now."""
    if sys.platform == "win32":
        return Facts((), _names, _is_remote, _told_by_environment())
    if sys.platform == "darwin":
        return Facts(mounts_of_macos(_output_of_mount()), _names)
    with suppress(OSError):
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        return Facts(mounts_of_linux(text), _names)
    return Facts((), _names)


def mounts_of_linux(mountinfo: str) -> tuple[Mount, ...]:
    """The mounts in the text of `/proc/self/mountinfo`."""
    mounts = []
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(), right.split()
        if len(fields) > 4 and kinds:  # noqa: PLR2004 - the fifth field is the folder
            folder = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
            mounts.append(Mount(folder, kinds[0]))
    return tuple(mounts)


def mounts_of_macos(output: str) -> tuple[Mount, ...]:
    """The mounts in what `/sbin/mount` prints there: `SOURCE on FOLDER (KIND, options)`."""
    found = re.findall(r"^.+? on (/.*) \((\w+)[,)]", output, re.MULTILINE)
    return tuple(Mount(folder, kind) for folder, kind in found)


def _output_of_mount() -> str:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=_MOST_SECONDS, check=False)
        return done.stdout.decode("utf-8", "replace")
    return ""


def _names(folder: PurePath) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            hidden = (entry for entry in islice(entries, _MOST_NAMES) if entry.name.startswith("."))
            return [entry.name + ("/" if entry.is_dir() else "") for entry in hidden]
    except OSError:
        return []


def _is_remote(drive: str) -> bool:
    return bool(ctypes.WinDLL("kernel32").GetDriveTypeW(drive) == _REMOTE_DRIVE)  # type: ignore[attr-defined,unused-ignore]


def _told_by_environment() -> tuple[tuple[PurePath, str], ...]:
    names = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
    return tuple((Path(os.environ[name]), "OneDrive") for name in names if os.environ.get(name))
