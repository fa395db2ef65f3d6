"""Making the frozen folder: PyInstaller, then what it has too much of, then the licences; and proving that it works."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from installers.freezing import UNSTRIPPED
from installers.metadata import ROOT, Metadata

ORIGINS = "origins.json"
"""In PyInstaller's work folder: which library of the folder was copied from where; written by the spec."""

_STARTS = 8


def freeze(about: Metadata, work: Path) -> Path:
    """Run PyInstaller in this environment, in which the program must be installed; returns the folder it made."""
    spec = ROOT / "packaging" / "pyinstaller.spec"
    folders = ["--distpath", str(work / "frozen"), "--workpath", str(work / "work")]
    # Not in the project's folder: its packages would be found before those that pip installed.
    log = work / "pyinstaller.log"  # it warns of hundreds of modules that are left out with intent
    with log.open("w", encoding="utf-8") as told:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", *folders, str(spec)]
        if subprocess.run(command, cwd=work, check=False, stdout=told, stderr=told).returncode:
            raise RuntimeError(f"PyInstaller failed; {log} says why")
    folder = work / "frozen" / about.command
    if missing := installed_resources() - resources_of(folder):
        raise RuntimeError(f"Forgotten in the frozen program: {', '.join(sorted(missing))}")
    return folder


def installed_resources() -> set[str]:
    """Names below `resources` of what pip installed here, which is more than the source tree has."""
    return _names(Path(str(files("resources"))))


def resources_of(folder: Path) -> set[str]:
    """Names below `resources` of what a frozen folder has."""
    return _names(next(path for path in folder.rglob("resources") if (path / "application").is_dir()))


def _names(folder: Path) -> set[str]:
    """Files below a folder but for modules, which a frozen program has elsewhere."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }


def needed_by(*paths: str) -> set[str]:
    """File names of the libraries that ELF files themselves are linked to, not what those need in turn."""
    told = subprocess.run(["objdump", "-p", *paths], check=True, capture_output=True, text=True).stdout
    return {line.split()[1] for line in told.splitlines() if line.startswith("  NEEDED")}


def origins(work: Path) -> dict[str, str]:
    """Where each library of the frozen folder was copied from."""
    told: dict[str, str] = json.loads((work / "work" / "pyinstaller" / ORIGINS).read_text(encoding="utf-8"))
    return told


def slim(folder: Path) -> None:
    """Take the names of inner functions out of those libraries that bring them; only where `strip` is at hand."""
    if sys.platform != "linux" or not shutil.which("strip"):
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and UNSTRIPPED.search(path.as_posix()):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def program(folder: Path, about: Metadata) -> Path:
    """The executable that answers in a terminal."""
    return folder / (about.command + (".exe" if sys.platform == "win32" else ""))


def prove(executable: Path) -> None:
    """Let a program write the sample and its brief, check the project and read it with spaCy, without any Python.

    Raises:
        RuntimeError: it did not; with what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _run(executable, home, "demo", "--no-window", "--into", folder)
        project = next(home.glob("*.pressmark"))
        if not next(home.glob("*.pdf")).read_bytes().startswith(b"%PDF"):
            raise RuntimeError(f"{executable} wrote no brief")
        _run(executable, home, "check", str(project))
        page = home / "page.html"
        page.write_text(
            f"<html><body><h1>Two ministers disagree</h1>{'<p>The minister said no.</p>' * 40}</body></html>"
        )
        _run(executable, home, "import", str(project), str(page))  # by a worker process
        if not json.loads(_run(executable, home, "suggest", str(project))):
            raise RuntimeError(f"{executable} suggests nothing: its language model is not there")


def start_time(executable: Path) -> float:
    """Shortest seconds of some runs of `--version`, which loads Python and the command line."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for _ in range(_STARTS):
            began = time.perf_counter()
            _run(executable, Path(folder), "--version")
            times.append(time.perf_counter() - began)
    return min(times)


def size(folder: Path) -> int:
    """Bytes of all files of a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def _run(executable: Path, home: Path, *arguments: str) -> str:
    """Run the program with a home of its own and nothing of this environment that could help it."""
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "SYSTEMROOT", "TEMP", "TMP")}
    ended = subprocess.run(
        [str(executable), *arguments],
        env={**kept, "HOME": str(home), "USERPROFILE": str(home), "PATH": "", "LC_ALL": "C.UTF-8"},  # Windows' home too
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{executable.name} {' '.join(arguments)}: exit code {ended.returncode}\n{ended.stderr}")
    return ended.stdout
