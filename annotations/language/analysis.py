"""What an engine finds in a text, worked out in a child process: the libraries take seconds to load, and memory."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from annotations.importers.values.languages import guess_language
from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import RUSSIAN, Ability, Engine, load_engine
from annotations.language.found import Found, Name
from annotations.language.kept import short_code
from annotations.language.parts import read_on
from annotations.progress import Progress
from annotations.spans import Span
from annotations.worker import tell

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""The kinds of names that the English model tells apart, as far as they matter, and what they are called here."""


_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What limits the threads of numpy's libraries: these matrices are so small that sharing them takes far longer."""

_LETTER = re.compile("[A-Za-z]")
"""What no word of a paragraph in another writing has: the model takes such words for names."""


def serve(request: dict[str, Any]) -> dict[str, Any]:
    """Read a text, or a part of a long one, in a child process.

    Args:
        request: {"text", "language"}: a canonical text, and the code of its language or nothing.

    Returns:
        {"key", "found"}: under which key it is kept, and what was found, as JSON.
    """
    for name in _THREADS:  # read when numpy is loaded, which is later than here
        os.environ.setdefault(name, "1")
    key, found = _part(request["text"], request["language"])
    return {"key": key, "found": found.as_json()}


def analysed(text: str, language: str = "") -> Found:
    """Find out what a text says, part by part, and in which language where that is not given.

    Args:
        text: an article's canonical text.
        language: the code of its language, perhaps with a region ("en-GB"); empty to tell it from the words.
    """
    so_far = read_on(text, language, _part)
    while not so_far.ended:
        so_far = read_on(text, language, _part, so_far)
    return so_far.found


def _part(text: str, language: str) -> tuple[str, Found]:
    engine = _engine(short_code(language) or guess_language(text))
    return engine.key, found_by(engine, text)


def found_by(engine: Engine, text: str) -> Found:
    """Find out what a canonical text says by an engine that is loaded."""
    if engine.language == RUSSIAN:
        names = tuple(engine.pipeline.names(text)) if engine.can(Ability.NAMES) else ()
        return Found(engine.label, engine.language, (), names, engine.note)
    seen: list[Name] = []

    def see(doc: Any, start: int) -> None:
        tell(Progress(start, len(text)))
        seen.extend(_names(doc, start))

    candidates = tuple(claim_candidates(text, engine, see))
    return Found(engine.label, engine.language, candidates, tuple(seen), engine.note)


def _names(doc: Any, start: int) -> Iterator[Name]:
    for name in doc.ents:
        if name.label_ in _KINDS and _LETTER.search(name.text):
            yield Name(Span(start + name.start_char, start + name.end_char), _KINDS[name.label_])


@lru_cache(maxsize=64)
def _engine(language: str) -> Engine:
    """Kept once loaded: two languages have models, and what is kept of any other takes next to nothing."""
    return load_engine(language)
