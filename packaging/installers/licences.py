"""The licences of everything that is shipped, in one text for people and one list for the program's About.

What pip installed is known to `annotations.components`; here comes what a frozen program has besides: PyInstaller's
own start code, and libraries of the system that were copied along.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from annotations.components import COLLECTED, Component, as_text, installed, to_json
from installers import dpkg

FILE = "LICENCES.txt"
"""In the frozen folder, where a person looks first."""

_SYSTEM = Path("/usr")
"""Where the system's own Python stands, with libraries of everybody else beside it."""

_DOCUMENTS = Path("/usr/share/doc")
_BOOTLOADER = "GPL-2.0-or-later with an exception for the programs it starts"


def write_licences(frozen: Path, origins: dict[str, str]) -> str:
    """Write the text and the list into a frozen folder; returns the text.

    Args:
        frozen: the folder that PyInstaller made.
        origins: of each library in it, by its name in the folder, the path it was copied from.

    Raises:
        LookupError: a library was copied along whose licence nobody knows.
    """
    parts = [*installed(), _bootloader(), *of_the_system(origins)]
    text = as_text(parts)
    (frozen / FILE).write_text(text, encoding="utf-8")
    resources = next(path for path in frozen.rglob("resources") if (path / "application").is_dir())
    (resources / COLLECTED).write_text(to_json(parts), encoding="utf-8")
    return text


def of_the_system(origins: dict[str, str]) -> Iterator[Component]:
    """The system's packages that libraries were copied from, each once.

    Raises:
        LookupError: a library belongs to no package.
    """
    ours = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()} - {_SYSTEM}
    foreign = {Path(place).resolve() for place in origins.values()}
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
