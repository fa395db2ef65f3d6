"""Printed lines put together to running text: words broken off at a line's end made whole, or left as compounds.

A hyphen at the end of a line is either the printer's, and goes, or the word's own ("state-owned"), and stays. The
document's own words decide where they can: the word as it stands elsewhere within a line. Where they are silent, rules
that hardly ever fail do (before a capital letter, after a digit, before the usual second halves of English, French and
Russian compounds), and else the hyphen is the printer's, as it mostly is.
"""

import re
from collections.abc import Iterable, Sequence

from annotations.importers.pdf.parts import LINE_END_HYPHEN, Line

_SOFT = ("\u00ad", "\u00ac")
_HYPHENS = ("-", "\u2010", "\u058a", LINE_END_HYPHEN, *_SOFT)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_FIRST = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
_SECOND_HALVES = frozenset(
    """
    owned based led backed run made style level term scale related year old called friendly minded speaking wide funded
    sponsored controlled held elected aged profile range fledged known
    même mêmes là ci ce il elle ils elles on je tu nous vous moi toi lui leur
    нибудь либо таки
    """.split()  # noqa: SIM905
)
_FIRST_HALVES = frozenset({"self", "non", "so", "vice", "кое"})
_ASKING = "кто что как где когда какой какая какое какие чей куда откуда почему зачем кого чего кому чему кем чем"
_PARTICLES = {"то": _ASKING.split(), "за": ["из"], "под": ["из"]}
_LONGEST_LINK = 3
_LONGEST_STEM = 80
_CONJUNCTIONS = frozenset({"und", "oder", "bzw", "sowie"})
# Scripts that are written without spaces: Thai, Lao, Burmese, Khmer; kana and ideographs with their punctuation.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff]"
)
_DASHES = ("—", "/")


def words_within(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of printed lines in small letters, without those that a line's end broke."""
    words: set[str] = set()
    broken = False
    for text in texts:
        found = _WORD.findall(text)
        ends = ends_broken(text)
        words.update(word.lower() for word in found[int(broken) : len(found) - ends])
        broken = ends
    return frozenset(words)


def ends_broken(text: str) -> bool:
    """Whether a line ends with a hyphen that stands at a letter or digit."""
    bare = text.rstrip()
    return bare.endswith(_HYPHENS) and len(bare) > 1 and bare[-2].isalnum()


def joined_lines(lines: Sequence[str], words: frozenset[str]) -> str:
    """Return a paragraph's lines as running text; `words` are those of the document, see `words_within`."""
    parts = [line for line in map(str.strip, lines) if line]
    for place, following in enumerate(parts[1:]):
        text = parts[place]
        if ends_broken(text) and following[0].isalnum():
            parts[place] = _mended(text, following, words)
        elif not _is_seamless(text, following):
            parts[place] = f"{text} "
    return "".join(parts).replace("\u00ad", "").replace(LINE_END_HYPHEN, "-")


def joined(lines: Sequence[Line], words: frozenset[str]) -> str:
    """Return a paragraph's lines as running text."""
    return joined_lines([line.text for line in lines], words)


def _is_seamless(text: str, following: str) -> bool:
    """Whether a line ends without a space: scripts that have none, and behind an unspaced dash."""
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(following[0]):
        return True
    return text.endswith(_DASHES) and len(text) > 1 and text[-2].isalpha() and following[0].isalpha()


def _mended(text: str, following: str, words: frozenset[str]) -> str:
    """The line as it stands before `following`: without its hyphen, with it, or with it and a space."""
    if text.endswith(_SOFT):
        return text[:-1]
    stem = found[0] if (found := _LAST.search(text[-_LONGEST_STEM:-1])) else ""
    rest = found[0] if (found := _FIRST.match(following)) else ""
    if rest in _CONJUNCTIONS and f"{stem}{rest}".lower() not in words:
        return f"{text} "  # "Innen- und Außenpolitik"
    if not _is_compound(stem, rest, words):
        return text[:-1]
    return f"{text[:-1]}-" if text[-1] == LINE_END_HYPHEN else text


def _is_compound(stem: str, rest: str, words: frozenset[str]) -> bool:
    """Whether the hyphen between two halves is the word's own."""
    if not stem or not rest or stem[-1].isdigit():
        return True
    if rest[0].isupper() and not (stem.isupper() and len(stem) > 1):
        return True
    whole, compound = f"{stem}{rest}".lower(), f"{stem}-{rest}".lower()
    if whole in words or compound in words:
        return whole not in words
    first, second = stem.lower(), rest.lower()
    if second in _SECOND_HALVES:
        return first in words or "-" in first
    if second in _PARTICLES:
        return first in _PARTICLES[second]
    head, hyphen, _ = second.partition("-")
    return first in _FIRST_HALVES or bool(hyphen and len(head) <= _LONGEST_LINK and first in words)
