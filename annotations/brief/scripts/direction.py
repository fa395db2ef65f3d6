"""Which way text runs: the levels of Unicode's bidirectional algorithm, and the order they give to a line.

Characters that would turn the direction by themselves have no say: a brief shows them as boxes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NEUTRAL, _MARK = "\ufffc", "\u0300"
_STAND_INS = {"B": " ", "BN": _MARK, "": _NEUTRAL}
"""By class: what keeps its place, as the algorithm drops some characters, parts paragraphs at others, and refuses those
that no standard names."""
_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text, end exclusive, that run one way."""

    start: int
    end: int
    rightward: bool = True


def levels(text: str) -> Sequence[int]:
    """The level of each character: odd ones run from right to left. Empty where all run from left to right.

    A text runs as its first letter does; `levels(text)[0]` alone does not tell, see `is_leftward`.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return ()
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"] = base = int(is_leftward(text))
    storage["base_dir"] = "LR"[base]
    algorithm.get_embedding_levels("".join(map(_stand_in, text)), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return tuple(one["level"] for one in storage["chars"])


def is_leftward(text: str) -> bool:
    """Whether the first letter of a text runs from right to left, and so the whole."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def in_visual_order(levels: Sequence[int], start: int, end: int) -> list[Stretch]:
    """Cut a line of a text, given by its start and end there, where the direction changes; from left to right.

    Rule L2 of the algorithm: stretches at a level or above are turned around, from the highest down to the lowest odd
    one.
    """
    runs: list[tuple[int, Stretch]] = []
    position = start
    for level, group in groupby(levels[start:end]):
        size = sum(1 for _ in group)
        runs.append((level, Stretch(position, position + size, level % 2 == 0)))
        position += size
    for turned in range(max((level for level, _ in runs), default=0), 0, -1):
        runs = _turned(runs, turned)
    return [stretch for _, stretch in runs]


def mirrored(text: str) -> str:
    """A text that runs leftward as it is drawn from left to right, its brackets turned around."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(character, character) for character in reversed(text))


def _turned(runs: list[tuple[int, Stretch]], least: int) -> list[tuple[int, Stretch]]:
    found: list[tuple[int, Stretch]] = []
    for high, group in groupby(runs, lambda run: run[0] >= least):
        part = [*group]
        found += reversed(part) if high else part
    return found


def _stand_in(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return _NEUTRAL if kind in _TURNING else _STAND_INS.get(kind, character)
