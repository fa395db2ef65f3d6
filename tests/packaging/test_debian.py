"""The Debian package, packed around a stand-in for the frozen folder and taken apart again."""

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from installers import debian
from installers.metadata import metadata

pytestmark = [
    pytest.mark.skipif(not shutil.which("dpkg-deb") or not shutil.which("objdump"), reason="no dpkg, or no binutils"),
    pytest.mark.skipif(not Path("/bin/true").is_file(), reason="no program to stand in"),
]
MOMENT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def parts(tmp_path):
    """A frozen folder as PyInstaller makes it: a program that is linked to the C library, a library, a link, data."""
    frozen = tmp_path / "frozen"
    inner = frozen / "_internal"
    inner.mkdir(parents=True)
    shutil.copy("/bin/true", frozen / "pressmark")
    shutil.copy("/bin/true", inner / "libthing.so.1")
    (inner / "libthing.so").symlink_to("libthing.so.1")
    (inner / "data.txt").write_text("words", encoding="utf-8")
    (inner / "data.txt").chmod(0o600)
    group = click.Group("pressmark", help="Read articles.")
    return debian.Parts(metadata(), frozen, group, "All licences\n", MOMENT)


def fields(package):
    told = subprocess.run(["dpkg-deb", "--field", package], check=True, capture_output=True, text=True).stdout
    return dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))


def packed(parts, tmp_path, name="work"):
    return debian.build(parts, tmp_path / name, tmp_path, compression="gzip")


def test_it_asks_for_the_packages_of_the_libraries_it_is_linked_to(parts, tmp_path):
    described = fields(packed(parts, tmp_path))
    assert described["Package"] == "pressmark"
    assert described["Version"] == metadata().version
    assert "libc6 (>= " in described["Depends"]
    assert "shared-mime-info" in described["Recommends"]


def test_its_description_is_in_lines_that_tools_show(parts, tmp_path):
    told = subprocess.run(
        ["dpkg-deb", "--field", packed(parts, tmp_path), "Description"], check=True, capture_output=True
    )
    lines = told.stdout.decode().splitlines()
    assert max(map(len, lines)) <= 80
    said = " ".join(line.strip() for line in lines)
    assert all(paragraph in said for paragraph in metadata().paragraphs)


def test_everything_lies_where_debian_wants_it(parts, tmp_path):
    into = tmp_path / "out"
    subprocess.run(["dpkg-deb", "-x", packed(parts, tmp_path), into], check=True)
    files = {path.relative_to(into).as_posix() for path in into.rglob("*") if not path.is_dir()}
    icons = {name for name in files if name.startswith("usr/share/icons/hicolor/")}
    assert len(icons) == 14
    assert files - icons == {
        "usr/bin/pressmark",
        "usr/lib/pressmark/pressmark",
        "usr/lib/pressmark/_internal/libthing.so",
        "usr/lib/pressmark/_internal/libthing.so.1",
        "usr/lib/pressmark/_internal/data.txt",
        "usr/share/applications/pressmark.desktop",
        "usr/share/doc/pressmark/changelog.gz",
        "usr/share/doc/pressmark/copyright",
        "usr/share/man/man1/pressmark.1.gz",
        "usr/share/metainfo/org.pressmark.pressmark.metainfo.xml",
        "usr/share/mime/packages/pressmark.xml",
    }
    assert (into / "usr/bin/pressmark").resolve() == (into / "usr/lib/pressmark/pressmark").resolve()
    assert (into / "usr/share/doc/pressmark/copyright").read_text(encoding="utf-8") == "All licences\n"
    assert b"Read articles." in gzip.decompress((into / "usr/share/man/man1/pressmark.1.gz").read_bytes())
    inner = into / "usr/lib/pressmark/_internal"
    assert oct((inner / "data.txt").stat().st_mode)[-3:] == "644", "all may read what was private to the builder"
    assert os.access(into / "usr/lib/pressmark/pressmark", os.X_OK)


def test_its_sums_are_those_of_its_files(parts, tmp_path):
    package, into = packed(parts, tmp_path), tmp_path / "out"
    subprocess.run(["dpkg-deb", "-x", package, into], check=True)
    subprocess.run(["dpkg-deb", "-e", package, into / "DEBIAN"], check=True)
    assert {path.name for path in (into / "DEBIAN").iterdir()} == {"control", "md5sums"}, "no scripts"
    for line in (into / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.md5((into / name).read_bytes()).hexdigest() == digest


def test_the_same_program_makes_the_same_package(parts, tmp_path):
    first = packed(parts, tmp_path, "one").read_bytes()
    assert packed(parts, tmp_path, "two").read_bytes() == first
