"""The source distribution and the wheel hold all they need and nothing else."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("annotations/", "app/", "resources/")
ABOUT_IT = {"LICENSE", "MANIFEST.in", "PKG-INFO", "README.md", "pyproject.toml", "setup.cfg", "setup.py"}
NO_NETWORK = "Could not find a version that satisfies the requirement setuptools"


def tracked():
    """Files of the tree as git has them; what lies about untracked belongs into no distribution."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("this is no checkout")
    told = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True)
    return {name for name in told.stdout.split("\0") if name and (ROOT / name).exists()}


def manual(names):
    """What the build copies into `resources`, by its place there."""
    if "setup.py" not in names:
        return {}
    copied = {name: f"resources/{name.removeprefix('docs/')}" for name in names if name.startswith("docs/manual/")}
    return {**copied, "CHANGELOG.md": "resources/CHANGELOG.md"}


def built(kind, source, into, tools):
    """Let setuptools make an sdist or a wheel, as pip and build have it done."""
    hook = f"import setuptools.build_meta as backend, sys; backend.build_{kind}(sys.argv[1])"
    environment = {"PYTHONPATH": str(tools), "PATH": ""}
    subprocess.run(
        [sys.executable, "-c", hook, str(into)], cwd=source, env=environment, check=True, capture_output=True
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The names of what is tracked, and of the files in sdist and wheel, which is made of the sdist."""
    names = tracked()
    source, into = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("made")
    for name in names:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    (source / "annotations/__pycache__").mkdir()
    (source / "annotations/__pycache__/left.cpython-311.pyc").write_bytes(b"left behind")
    tools = tmp_path_factory.mktemp("tools")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    got = subprocess.run(
        [*pip, "install", "--quiet", "--target", str(tools), "setuptools>=77"],
        check=False,
        capture_output=True,
        text=True,
    )
    if NO_NETWORK in got.stderr:
        pytest.skip("setuptools cannot be fetched here")
    assert got.returncode == 0, got.stderr
    built("sdist", source, into, tools)
    [sdist] = into.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        packed.extractall(into, filter="data")
        inside = {entry.name.partition("/")[2] for entry in packed.getmembers() if entry.isfile()}
    built("wheel", into / sdist.name.removesuffix(".tar.gz"), into, tools)
    [wheel] = into.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        return names, inside, set(packed.namelist())


@pytest.mark.timeout(300)
def test_the_wheel_holds_the_program_and_its_resources_and_nothing_else(made):
    names, _sdist, wheel = made
    program = {name for name in names if name.startswith(PACKAGES)} | set(manual(names).values())
    assert {name for name in wheel if ".dist-info/" not in name} == program
    described = {name.partition(".dist-info/")[2] for name in wheel if ".dist-info/" in name}
    assert {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"} <= described
    licences = {
        name for name in names if name.startswith("resources/") and Path(name).name.startswith(("OFL", "LICENSE"))
    }
    assert {f"licenses/{name}" for name in licences} <= described


@pytest.mark.timeout(300)
def test_the_source_distribution_holds_what_the_wheel_is_made_of_and_nothing_else(made):
    names, sdist, _wheel = made
    needed = {name for name in names if name.startswith(PACKAGES)} | set(manual(names))
    rest = {name for name in sdist - needed if not name.startswith("pressmark.egg-info/")}
    assert needed <= sdist
    assert rest <= ABOUT_IT
