"""The real thing: everything built in one command, and tried on a bare Debian. Takes the better part of an hour."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers.metadata import metadata

ROOT = Path(__file__).parents[2]
NEEDED = ("debootstrap", "openbox", "xdotool", "Xvfb", "dpkg-deb", "objdump")
pytestmark = [pytest.mark.long, pytest.mark.timeout(7200)]


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """What `packaging/build.py` makes of the files that git has."""
    source = tmp_path_factory.mktemp("source")
    told = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True)
    for name in filter(None, told.stdout.split("\0")):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    subprocess.run([sys.executable, "packaging/build.py", "--quick"], cwd=source, check=True)
    return source / "dist"


def test_one_command_makes_everything_that_linux_can_make(products):
    version = metadata().version
    made = {path.name for path in products.iterdir()}
    assert {f"pressmark-{version}.tar.gz", f"pressmark-{version}-py3-none-any.whl"} <= made
    assert f"pressmark-{version}-linux.tar.gz" in made


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may make a bare Debian")
@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}")
def test_it_works_on_a_bare_debian_and_leaves_nothing_there(products):
    [package], [folder] = products.glob("*.deb"), products.glob("*-linux.tar.gz")
    told = subprocess.run(
        [str(ROOT / "packaging/trial.sh"), str(package), str(folder)], check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.endswith("All of it works.\n")
