"""What the program is made of: each part with its version, its licence and the licence's words.

An installed program is asked through the metadata of its packages. A frozen one has none; its build writes what it
ships into `resources/components.json`.
"""

import json
import platform
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from annotations.store.connections.connection import SQLITE

PROGRAM = "pressmark"
COLLECTED = "components.json"
"""In `resources`, where a build put it."""

_OWN_EXTRAS = ("suggest", "russian")
_INSTEAD = ("en_core_web_sm",)
"""What a person may have installed in place of a requirement."""
_NOT_STATED = "not stated"
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|ofl|authors\.rst)", re.IGNORECASE)
_OF_CLASSIFIER = "License :: "
_LONGEST_NAME = 80
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
"""In `resources/licences`: of Qt's packages, which come without the words. The LGPL is an addition to the GPL."""

_DATA = {
    "pymorphy3-dicts-ru": "CC-BY-SA-3.0, https://creativecommons.org/licenses/by-sa/3.0/ (dictionary of OpenCorpora)",
}
"""Licences of data in packages whose metadata tell that of their code only."""

_SHIPPED = (
    ("Source Sans 3", "3.052", "OFL-1.1", ("fonts", "OFL-SourceSans3.txt")),
    ("Source Serif 4", "4.004", "OFL-1.1", ("fonts", "OFL-SourceSerif4.txt")),
    ("BERT vocabulary, without case", "2018", "Apache-2.0", ("vocabulary", "LICENSE-Apache-2.0.txt")),
    ("Lucide (icons)", "1.62.0", "ISC", ("icons", "LICENSE-lucide.txt")),
)
"""Files of others in `resources`: name, version, licence and where its words stand."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the program; `texts` holds the name and the words of each licence file that came with it."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...] = ()


def components() -> list[Component]:
    """All that the running program is made of, itself first, then by name.

    A list that a build put beside the program and that cannot be read counts as none.
    """
    try:
        return from_json(files("resources").joinpath(COLLECTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return installed()


def installed() -> list[Component]:
    """The same from the metadata of what is installed, and from the files of others in `resources`."""
    found = {component.name.casefold(): component for component in (*_of_the_language(), *_of_resources())}
    for name in _needed(PROGRAM):
        component = _of(distribution(name))
        found[component.name.casefold()] = component
    first = PROGRAM.casefold()
    return sorted(found.values(), key=lambda one: (one.name.casefold() != first, one.name.casefold()))


def to_json(components: Iterable[Component]) -> str:
    """The list as a build keeps it."""
    return json.dumps(
        [
            {
                "name": one.name,
                "version": one.version,
                "licence": one.licence,
                "texts": [{"name": name, "text": text} for name, text in one.texts],
            }
            for one in components
        ],
        ensure_ascii=False,
        indent=1,
    )


def from_json(text: str) -> list[Component]:
    """What `to_json` made.

    Raises:
        ValueError: if it is something else.
    """
    try:
        return [_from_value(value) for value in json.loads(text)]
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("This is no list of components") from error


def as_text(components: Iterable[Component]) -> str:
    """All licences in one text, each component under its name."""
    rule = "=" * 78
    return "\n".join(
        f"{rule}\n{one.name} {one.version}\nLicence: {one.licence}\n{rule}\n\n"
        + ("\n".join(f"--- {name} ---\n\n{text.strip()}\n" for name, text in one.texts) or "(No licence file.)\n")
        for one in components
    )


def _from_value(value: dict[str, Any]) -> Component:
    texts = tuple((_text(one["name"]), _text(one["text"])) for one in value["texts"])
    return Component(_text(value["name"]), _text(value["version"]), _text(value["licence"]), texts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r:.40}")
    return value


# -- packages


def _needed(program: str) -> set[str]:
    """Names of the installed packages that a program needs, directly or not, and its own; as they are written first.

    Of the program its own extras count where they are installed; of the others none.
    """
    seen: dict[str, str] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(program, _OWN_EXTRAS), *((name, ()) for name in _INSTEAD)]
    while waiting:
        name, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).casefold()
        if key in seen:
            continue
        try:
            required = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # of another platform, or an extra that nobody asked for
        seen[key] = name
        waiting.extend((one, ()) for one in _required(required, extras))
    return set(seen.values())


def _required(lines: Iterable[str], extras: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        name, extra = _REQUIREMENT.match(line), _EXTRA.search(line)
        if name and (extra is None or extra[1] in extras):
            yield name[1]


def _of(package: Distribution) -> Component:
    metadata: Message = package.metadata  # type: ignore[assignment]
    licence, texts = _licence(metadata), tuple(_licence_files(package))
    if data := _DATA.get(str(metadata["Name"])):
        licence = f"{licence}; {data}"
    if not texts and licence.startswith("LGPL-3.0"):
        texts = tuple((name, _resource("licences", name)) for name in _LGPL)
    return Component(str(metadata["Name"]), package.version, licence, texts)


def _licence(metadata: Message) -> str:
    """What a package says of its licence, in the newest of the three ways that it uses."""
    stated = [str(metadata.get("License-Expression") or ""), str(metadata.get("License") or "").strip()]
    classified = [
        str(line).rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or []
        if str(line).startswith(_OF_CLASSIFIER)
    ]
    for name in (*stated, ", ".join(classified)):
        if name and len(name) <= _LONGEST_NAME and "\n" not in name and name != "UNKNOWN":
            return name
    return _NOT_STATED


def _licence_files(package: Distribution) -> Iterator[tuple[str, str]]:
    for file in package.files or []:
        beside = any(part.endswith((".dist-info", ".egg-info")) for part in file.parts)
        if not beside or not ("licenses" in file.parts or _LICENCE_FILE.match(file.name)):
            continue
        try:
            yield file.name, Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # listed and not there


# -- the rest


def _of_the_language() -> Iterator[Component]:
    folders = (sysconfig.get_path("stdlib"), sys.base_prefix)  # on Windows it lies beside python.exe
    places = (Path(folder) / "LICENSE.txt" for folder in folders)
    place = next((place for place in places if place.is_file()), None)
    texts = ((place.name, place.read_text(encoding="utf-8", errors="replace")),) if place else ()
    yield Component("Python", platform.python_version(), "PSF-2.0", texts)
    yield Component("SQLite", SQLITE, "public domain")


def _of_resources() -> Iterator[Component]:
    for name, version, licence, (folder, file) in _SHIPPED:
        yield Component(name, version, licence, ((file, _resource(folder, file)),))


def _resource(folder: str, name: str) -> str:
    return files("resources").joinpath(folder, name).read_text(encoding="utf-8")
