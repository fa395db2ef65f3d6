"""Text cut by the font it is set in, and how wide its characters come out there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from annotations.brief.faces import special, widths
from annotations.brief.scripts.direction import Stretch, in_visual_order, levels
from annotations.brief.scripts.shaping import CONTEXT, shaped, words
from annotations.brief.scripts.system_fonts import by_key


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text in one font: that of this machine with the key `system`, or the wanted face if it is empty."""

    text: str
    system: str


def parts(text: str, face: str, *, rightward: bool) -> Iterator[Part]:
    """Cut a text that runs one way by its fonts, in the order it is read.

    What joins or varies the character before it goes with that. Where text runs leftward, spaces and signs go with its
    letters, so that a bracket is turned around and spaces are as wide as the letters' font wants them.
    """
    lent = [_lent(character, face) for character in text]
    keys = _leftward(text, lent) if not rightward else _joined(text, lent)
    position = 0
    for key, group in groupby(keys):
        size = sum(1 for _ in group)
        yield Part(text[position : position + size], key)
        position += size


def advances(text: str, face: str, size: float, found: Sequence[int] | None = None) -> Iterable[float]:
    """How much width in points each character takes; of several that are drawn as one, the first takes all.

    `found` are the levels of the text where it is a part of a longer one.
    """
    width = widths(face, size)
    if text.isascii() or not CONTEXT.search(text):
        return map(width, text)
    runs = levels(text) if found is None else found
    if not runs:
        return _advances(text, face, size, rightward=True)
    stretches = sorted(in_visual_order(runs, 0, len(text)), key=lambda stretch: stretch.start)
    return chain.from_iterable(
        _advances(text[one.start : one.end], face, size, rightward=one.rightward) for one in stretches
    )


def in_line(text: str) -> list[Stretch]:
    """The stretches of a line that stands alone, from left to right."""
    found = levels(text)
    return in_visual_order(found, 0, len(text)) if found else [Stretch(0, len(text))]


def _advances(text: str, face: str, size: float, *, rightward: bool) -> Iterator[float]:
    width = widths(face, size)
    for part in parts(text, face, rightward=rightward):
        if not part.system:
            yield from map(width, part.text)
            continue
        for word in words(part.text):
            yield from (share * size for share in shaped(word, part.system, rightward=rightward).shares)


def _lent(character: str, face: str) -> str:
    found = special(character, face)
    return found.system if found else ""


def _joined(text: str, lent: Sequence[str]) -> list[str]:
    keys: list[str] = []
    for character, key in zip(text, lent, strict=True):
        before = keys[-1] if keys else ""
        joins = before and CONTEXT.match(character) and (not key or by_key(before).has(character))
        keys.append(before if joins else key)
    return keys


def _leftward(text: str, lent: Sequence[str]) -> list[str]:
    main = next(filter(None, lent), "")
    has = by_key(main).has if main else None
    return [main if has and has(character) else key for character, key in zip(text, lent, strict=True)]
