"""The licences of everything that is shipped, in one text for people and one list for the program's About.

What pip installed is known to `annotations.components`; here comes what a frozen program has besides: PyInstaller's
own start code, and libraries of the system that were copied along.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from annotations.components import COLLECTED, Component, as_text, installed, to_json
from installers import dpkg

FILE = "LICENCES.txt"
"""All licences in one text."""

_SYSTEM = Path("/usr")
"""Where the system's own Python stands, with libraries of everybody else beside it."""

_DOCUMENTS = Path("/usr/share/doc")
_BOOTLOADER = "GPL-2.0-or-later with an exception for the programs it starts"


def collect(libraries: Iterable[str], work: Path) -> dict[str, Path]:
    """Write the text and the list for About; returns the files by their places in the frozen program.

    The spec has them packed with all else, so that they are in the bundle of macOS before that is signed.

    Args:
        libraries: the paths that everything compiled in the program is copied from.
        work: the folder to write them in.

    Raises:
        LookupError: a library is copied along whose licence nobody knows.
    """
    parts = [*installed(), _bootloader(), *of_the_system(libraries)]
    made = {FILE: work / FILE, f"resources/{COLLECTED}": work / COLLECTED}
    made[FILE].write_text(as_text(parts), encoding="utf-8")
    made[f"resources/{COLLECTED}"].write_text(to_json(parts), encoding="utf-8")
    return made


def of_the_system(libraries: Iterable[str]) -> Iterator[Component]:
    """The system's packages that libraries were copied from, each once.

    Raises:
        LookupError: a library belongs to no package.
    """
    ours = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()} - {_SYSTEM}
    foreign = {Path(place).resolve() for place in libraries}
    foreign = {place for place in foreign if not any(place.is_relative_to(folder) for folder in ours)}
    if sys.platform != "linux":
        if foreign:
            raise LookupError(f"Copied from the system, and nobody knows under which licence: {sorted(foreign)}")
        return
    for name in sorted({dpkg.owner(place) for place in foreign}):
        text = (_DOCUMENTS / name / "copyright").read_text(encoding="utf-8", errors="replace")
        yield Component(f"{name} (Debian)", dpkg.version(name), "see its text", (("copyright", text),))


def _bootloader() -> Component:
    package = distribution("pyinstaller")
    texts = tuple(
        (file.name, Path(str(file.locate())).read_text(encoding="utf-8", errors="replace"))
        for file in package.files or ()
        if file.name.startswith("COPYING") and ".dist-info" in str(file)
    )
    return Component("PyInstaller (start code)", package.version, _BOOTLOADER, texts)
