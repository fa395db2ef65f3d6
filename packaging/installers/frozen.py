"""Making the frozen folder: PyInstaller, then what it has too much of."""

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from installers.freezing import UNSTRIPPED
from installers.licences import FILE
from installers.metadata import ROOT, Metadata


def freeze(about: Metadata, work: Path) -> Path:
    """Run PyInstaller in this environment, in which the program must be installed; returns the folder it made."""
    spec = ROOT / "packaging" / "pyinstaller.spec"
    folders = ["--distpath", str(work / "frozen"), "--workpath", str(work / "work")]
    # Not in the project's folder: its packages would be found before those that pip installed.
    log = work / "pyinstaller.log"  # it warns of hundreds of modules that are left out with intent
    with log.open("w", encoding="utf-8") as told:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", *folders, str(spec)]
        if subprocess.run(command, cwd=work, check=False, stdout=told, stderr=told).returncode:
            last = log.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")[2]
            raise RuntimeError(f"PyInstaller failed: {last}. {log} says more")
    folder = work / "frozen" / about.command
    if missing := installed_resources() - resources_of(folder):
        raise RuntimeError(f"Forgotten in the frozen program: {', '.join(sorted(missing))}")
    shutil.move(next(folder.rglob(FILE)), folder / FILE)  # where a person looks first
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


def bundle_of(folder: Path, about: Metadata) -> Path:
    """Where PyInstaller puts the bundle on macOS: beside the folder."""
    return folder.with_name(f"{about.name}.app")


def bundled(folder: Path, about: Metadata) -> list[Path]:
    """The executable of the bundle, which has files elsewhere than the folder; none where there is no bundle."""
    program_of_it = bundle_of(folder, about) / "Contents" / "MacOS" / about.command
    return [program_of_it] if program_of_it.is_file() else []


def size(folder: Path) -> int:
    """Bytes of all files of a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
