"""Build what people install: `python packaging/build.py`, anywhere; the products are in `dist/`, its work in `build/`.

Makes the source distribution and the wheel, installs the wheel with its locked dependencies into a fresh environment,
freezes that into one folder with the licences of all it holds, lets the frozen program prove itself and packs it: on
Debian as a package, on Windows for Inno Setup, on macOS as a bundle. Needs Python 3.11 or later with `venv`; on Debian
also `binutils`. `--wheel-only` stops after the wheel; `--quick` packs with less care for size.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from datetime import UTC, datetime
from pathlib import Path

from installers.metadata import ROOT, metadata

WORK = ROOT / "build" / "packaging"
PRODUCTS = ROOT / "dist"
_INSIDE = "PRESSMARK_BUILD_ENVIRONMENT"


def main() -> int:
    """Build everything, printing each product with its size; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel-only", action="store_true")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    if os.environ.get(_INSIDE):
        return _freeze_and_pack(quick=asked.quick)
    shutil.rmtree(WORK, ignore_errors=True)
    PRODUCTS.mkdir(exist_ok=True)
    python = _environment(WORK / "environment")
    wheel = _distributions(python)
    if asked.wheel_only:
        return 0
    _pip(python, "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    _pip(python, "--no-deps", str(wheel))
    again = [str(python), str(Path(__file__).resolve()), *sys.argv[1:]]
    return subprocess.run(again, env={**os.environ, _INSIDE: "1"}, check=False).returncode


def _environment(folder: Path) -> Path:
    """A fresh environment with the tools of building; returns its Python."""
    venv.create(folder, with_pip=True, clear=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    _pip(python, *project["optional-dependencies"]["package"])
    return python


def _pip(python: Path, *arguments: str) -> None:
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *arguments], check=True)


def _distributions(python: Path) -> Path:
    """Make sdist and wheel, the wheel out of the sdist; returns the wheel."""
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)  # what lies there would be packed along
    made = WORK / "distributions"
    subprocess.run(
        [str(python), "-m", "build", "--outdir", str(made), str(ROOT)], check=True, stdout=subprocess.DEVNULL
    )
    for path in sorted(made.iterdir()):
        shutil.copy(path, PRODUCTS)
        _report(path.name, path.stat().st_size)
    return next(made.glob("*.whl"))


def _freeze_and_pack(*, quick: bool) -> int:
    """The second half, in the environment in which the program is installed."""
    from installers import frozen, proof

    about = metadata()
    folder = frozen.freeze(about, WORK)
    frozen.slim(folder)
    executable = frozen.program(folder, about)
    for one in (executable, *frozen.bundled(folder, about)):
        proof.prove(one)
    _report(f"{about.command}/ (frozen folder)", frozen.size(folder))
    here, by_pip = proof.start_times(executable, Path(sys.executable).with_name(executable.name))
    print(f"start time, --version: frozen {here:.2f} s, installed by pip {by_pip:.2f} s")
    package = {"linux": _for_linux, "win32": _for_windows, "darwin": _for_macos}[sys.platform]
    package(folder, quick=quick)
    return 0


def _for_linux(folder: Path, *, quick: bool) -> None:
    from annotations.cli import pressmark
    from installers import debian
    from installers.licences import FILE

    about = metadata()
    archive = PRODUCTS / f"{about.command}-{about.version}-linux.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1 if quick else 9) as packed:
        packed.add(folder, about.command, filter=_of_nobody)
    _report(archive.name, archive.stat().st_size)
    if not shutil.which("dpkg-deb"):
        print("no Debian package: dpkg is not installed")
        return
    licences = (folder / FILE).read_text(encoding="utf-8")
    parts = debian.Parts(about, folder, pressmark, licences, _moment())
    made = debian.build(parts, WORK / "debian", PRODUCTS, compression="gzip" if quick else "xz")
    _report(made.name, made.stat().st_size)


def _for_windows(folder: Path, *, quick: bool) -> None:
    from installers.icons import write_ico
    from installers.windows import inno_script

    about = metadata()
    icon = write_ico(WORK / f"{about.command}.ico")
    script = WORK / f"{about.command}.iss"
    script.write_text(inno_script(about, frozen=str(folder), icon=str(icon)), encoding="utf-8-sig")
    compiler = shutil.which("iscc")
    if not compiler:
        print(f"no installer: Inno Setup's iscc is not in PATH; its script is {script}")
        return
    fast = ["/DQuick"] if quick else []
    subprocess.run([compiler, "/Q", *fast, f"/O{PRODUCTS}", str(script)], check=True)


def _for_macos(folder: Path, *, quick: bool) -> None:
    from installers.frozen import bundle_of

    about = metadata()
    bundle = bundle_of(folder, about)
    archive = PRODUCTS / f"{about.command}-{about.version}-macos.zip"
    level = "1" if quick else "9"
    subprocess.run(
        ["ditto", "-c", "-k", "--zlibCompressionLevel", level, "--keepParent", str(bundle), str(archive)], check=True
    )
    _report(archive.name, archive.stat().st_size)


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _moment() -> datetime:
    """When the sources were last changed, as the build's environment or git tells; now where neither does."""
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(stated), UTC)
    told = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], check=False, capture_output=True, text=True
    )
    return datetime.fromtimestamp(int(told.stdout), UTC) if told.returncode == 0 else datetime.now(UTC)


def _report(name: str, size: int) -> None:
    print(f"{name}: {size / 1e6:,.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
