"""The Debian package: the frozen folder below /usr/lib, the command, and what the desktop is told of it.

No maintainer scripts: menus, types of files and icons are registered by triggers of the packages that own them, so
that removing the package takes everything away again.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import click

from installers import dpkg
from installers.frozen import needed_by
from installers.icons import write_hicolor
from installers.linux import desktop_entry, metainfo, mime_package
from installers.man_page import man_page
from installers.metadata import Metadata

RECOMMENDED = ("desktop-file-utils", "fonts-dejavu-core", "hicolor-icon-theme", "shared-mime-info")
"""Packages without which it works, but the desktop does not know it or shows little of some scripts."""

_RELEASE = re.compile(r"\d+\.\d+")

MAINTAINER = "The Pressmark developers <pressmark@localhost>"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a package is made of."""

    about: Metadata
    frozen: Path
    """The folder that PyInstaller made."""
    command_line: click.Group
    licences: str
    moment: datetime
    """Stands as the time of everything in it, so that the same program makes the same package."""


def build(parts: Parts, work: Path, into: Path, *, compression: str = "xz") -> Path:
    """Lay the tree out in `work`, which is emptied, and pack it; returns the package in `into`.

    Raises:
        OSError: dpkg-deb or objdump is not installed.
        LookupError: a library that it needs is in no package.
        subprocess.CalledProcessError: dpkg-deb failed; it has said why.
    """
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    lay_out(parts, tree)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(control_file(parts, tree, depends(tree)), encoding="utf-8")
    (control / "md5sums").write_text("".join(_sums(tree)), encoding="utf-8")
    _set_modes(tree)
    package = into / f"{parts.about.command}_{parts.about.version}_{dpkg.architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(tree), str(package)],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(parts.moment.timestamp()))},
        stdout=subprocess.DEVNULL,
    )
    return package


def lay_out(parts: Parts, tree: Path) -> None:
    """Put every file where Debian wants it, below `tree`."""
    about = parts.about
    shutil.copytree(parts.frozen, tree / "usr" / "lib" / about.command, symlinks=True)
    command = tree / "usr" / "bin" / about.command
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{about.command}/{about.command}")
    share = tree / "usr" / "share"
    _write(share / "applications" / f"{about.command}.desktop", desktop_entry(about))
    _write(share / "mime" / "packages" / f"{about.command}.xml", mime_package(about))
    _write(share / "metainfo" / f"{about.identity}.metainfo.xml", metainfo(about, parts.moment.date()))
    write_hicolor(share / "icons", about.command)
    _pack(share / "man" / "man1" / f"{about.command}.1.gz", man_page(about, parts.command_line))
    documents = share / "doc" / about.command
    _write(documents / "copyright", parts.licences)
    _pack(documents / "changelog.gz", _changelog(about, parts.moment))


def control_file(parts: Parts, tree: Path, needed: str) -> str:
    """The package's description; `needed` is its Depends line."""
    about = parts.about
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    described = "\n .\n".join(_folded(paragraph) for paragraph in about.paragraphs)
    return (
        f"Package: {about.command}\nVersion: {about.version}\nArchitecture: {dpkg.architecture()}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\nDepends: {needed}\n"
        f"Recommends: {', '.join(RECOMMENDED)}\nSection: editors\nPriority: optional\n"
        f"Description: {about.summary[0].lower() + about.summary[1:]}\n{described}\n"
    )


def depends(tree: Path) -> str:
    """The packages of the system's libraries that anything in the tree is linked to.

    The names of the packages have the libraries' versions in them. Of the C library at least that of this system is
    asked for: what was compiled here may need it.

    Raises:
        LookupError: a library is neither in the tree nor in a package of this system.
    """
    elf = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]
    wanted = needed_by(*map(str, elf)) - {path.name for path in tree.rglob("*.so*")}
    places = dpkg.libraries()
    if missing := wanted - places.keys():
        names = ", ".join(sorted(missing))
        raise LookupError(f"Install what has {names}: only then can it be told which packages are needed")
    packages = {dpkg.owner(places[name]) for name in wanted}
    release = _RELEASE.match(dpkg.version("libc6"))
    return ", ".join(sorted(packages - {"libc6"} | {f"libc6 (>= {release[0] if release else 0})"}))


def _folded(paragraph: str) -> str:
    """A paragraph in the lines that Debian's tools show, each begun by a blank."""
    return textwrap.fill(paragraph, 79, initial_indent=" ", subsequent_indent=" ")


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _changelog(about: Metadata, moment: datetime) -> str:
    return (
        f"{about.command} ({about.version}) stable; urgency=medium\n\n"
        "  * What is new stands in the program under Help.\n\n"
        f" -- {MAINTAINER}  {format_datetime(moment.astimezone(UTC))}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _pack(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _sums(tree: Path) -> Iterator[str]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink() and tree / "DEBIAN" not in path.parents:
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield f"{digest}  {path.relative_to(tree).as_posix()}\n"


def _set_modes(tree: Path) -> None:
    """As Debian wants them, whatever the umask here is: all may read, nobody but root may write."""
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (path.stat().st_mode & 0o100 and _is_program(path)) else 0o644)


def _is_program(path: Path) -> bool:
    return ".so" not in path.name and _is_elf(path)
