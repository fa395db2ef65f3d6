"""Claim candidates of an article: what its grammar, its lines and its quotation marks attribute to somebody."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from annotations.language.attribution import attributions, speaking_cues
from annotations.language.attribution_words import attributions_by_words
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.engine import ENGLISH, Ability, Engine
from annotations.language.lines import second_speakers, speaker_lines
from annotations.language.pieces import pieces
from annotations.language.quotations import grown, is_phrase, is_sentence, is_title, joined, quotations
from annotations.spans import Span, trimmed
from annotations.text import paragraphs

_GAP = ' ,.;:–—-”“"«»'
_BATCH = 16
_LOOKED_BACK = 20
_BETWEEN = 1
"""Paragraphs that tell something between who spoke last and a quotation, of which nobody knows whose it is then."""
_PARAGRAPHS_BACK = 8
"""Paragraphs of a speech, each nothing but a quotation, behind which its speaker is still looked for."""


@dataclass(frozen=True, slots=True, order=True)
class _Speaking:
    """A cue with its source, also where nothing was found that it introduces."""

    cue: Span
    source: Span
    cue_class: CueClass = field(compare=False)

    @property
    def around(self) -> Span:
        return Span(min(self.cue.start, self.source.start), max(self.cue.end, self.source.end))


def claim_candidates(text: str, engine: Engine, see: Callable[[Any, int], object] | None = None) -> list[Candidate]:
    """Find what an article's canonical text attributes to somebody, in the order of the text, without scores.

    English only: for other languages nothing is found. Without a model regular expressions find the plainest.

    Args:
        text: the text.
        engine: reads it.
        see: is given each piece that a model parsed, as spaCy's `Doc`, and where it begins in the text; without it
            no names are looked for.
    """
    if engine.language != ENGLISH:
        return []
    marks = quotations(text)
    speaking: list[_Speaking] = []
    found: list[Candidate] = []
    if engine.can(Ability.GRAMMAR):
        for candidates, cues in _parsed(text, engine, see):
            found += candidates
            speaking += cues
    else:
        found += attributions_by_words(text)
        speaking += [_Speaking(c.cue, c.source, c.cue_class) for c in found if c.cue and c.source]
    found = [replace(c, content=grown(c.content, _near(marks, c.content), c.cue)) for c in found]
    found += second_speakers(text, found)
    found += speaker_lines(text)
    found += _after_colons(text, sorted(speaking), found)
    found += _left_over(text, marks, sorted(speaking), found)
    return _distinct(found)


def _parsed(
    text: str, engine: Engine, see: Callable[[Any, int], object] | None
) -> Iterator[tuple[list[Candidate], list[_Speaking]]]:
    cut = ((piece.of(text), piece.start) for piece in pieces(text))
    left_out = [] if see else ["ner"]
    for doc, start in engine.pipeline.pipe(cut, as_tuples=True, batch_size=_BATCH, disable=left_out):
        if see:
            see(doc, start)
        found = [candidate.moved(start) for candidate in attributions(doc)]
        yield found, [_Speaking(cue.moved(start), who.moved(start), kind) for cue, who, kind in speaking_cues(doc)]


def _after_colons(text: str, speaking: list[_Speaking], found: list[Candidate]) -> Iterator[Candidate]:
    """“She added:” at the end of a paragraph takes the next one."""
    lines = _lines(text)
    cues = [one.cue.start for one in speaking]
    known = sorted(c.content for c in found)
    for line, following in pairwise(lines):
        if not line.of(text).rstrip().endswith(":"):
            continue
        place = bisect_left(cues, line.end) - 1
        content = trimmed(text, following)
        if content and place >= 0 and line.contains(cues[place]) and _covered(content, known) * 2 < len(content):
            one = speaking[place]
            yield Candidate(content, one.source, one.cue, Pattern.QUOTATION, one.cue_class)


def _left_over(text: str, marks: list[Span], speaking: list[_Speaking], found: list[Candidate]) -> Iterator[Candidate]:
    """Quotations that no pattern covers: to the cue beside them, or to whoever spoke last."""
    known = joined(c.content for c in found)
    spoken = sorted([*speaking, *(_Speaking(c.cue, c.source, c.cue_class) for c in found if c.cue and c.source)])
    places = [one.cue.start for one in spoken]
    lines = _lines(text)
    for mark in marks:
        covered = sum(max(0, min(mark.end, c.end) - max(mark.start, c.start)) for c in _near(known, mark))
        if not is_phrase(text, mark) or is_title(text, mark) or 2 * covered >= len(mark):
            continue
        place = bisect_left(places, mark.start)
        around = spoken[max(0, place - 1) : place + 1]
        outside = [one for one in around if not mark.contains(one.cue.start)]
        beside = next((one for one in outside if _is_beside(text, mark, one)), None)
        if beside:
            yield Candidate(mark, beside.source, beside.cue, Pattern.QUOTATION, beside.cue_class)
        elif is_sentence(text, mark):
            near = [one for one in spoken[max(0, place - _LOOKED_BACK) : place] if not _is_inside(one, marks)]
            yield from _said_before(text, lines, marks, mark, near)


def _said_before(
    text: str, lines: list[Span], marks: list[Span], mark: Span, spoken: list[_Speaking]
) -> Iterator[Candidate]:
    """A quotation of whoever spoke last, in its paragraph or the one before; of nobody where another stands between.

    Paragraphs that are nothing but a quotation do not stand between: a speech goes on in them.
    """
    own = bisect_left(lines, mark.start + 1, key=lambda line: line.start) - 1
    told = 0
    for place in range(own, max(-1, own - _PARAGRAPHS_BACK), -1):
        if one := next((one for one in reversed(spoken) if lines[place].contains(one.cue.start)), None):
            yield (
                Candidate(mark, one.source, one.cue, Pattern.QUOTATION, one.cue_class)
                if told < _BETWEEN
                else Candidate(mark, None, None, Pattern.QUOTATION)
            )
            return
        told += place < own and not _is_quoted(text, lines[place], marks)
        if told > _BETWEEN:
            return


def _is_quoted(text: str, line: Span, marks: list[Span]) -> bool:
    """Whether a paragraph is nothing but quotations."""
    place, inside = line.start, [mark for mark in _near(marks, line) if line.contains(mark.start)]
    for mark in inside:
        if text[place : mark.start].strip(_GAP):
            return False
        place = mark.end
    return bool(inside) and not text[place : line.end].strip(_GAP)


def _is_beside(text: str, mark: Span, one: _Speaking) -> bool:
    around = one.around
    between = text[around.end : mark.start] if around.end <= mark.start else text[mark.end : around.start]
    return not between.strip(_GAP)


def _is_inside(one: _Speaking, marks: list[Span]) -> bool:
    return any(mark.contains(one.cue.start) for mark in _near(marks, one.cue))


def _near(marks: list[Span], span: Span) -> list[Span]:
    """The spans of a sorted list that may overlap one, a few more among them."""
    first = max(0, bisect_left(marks, Span(span.start, span.start + 1)) - 3)
    return marks[first : bisect_left(marks, Span(span.end, span.end + 1)) + 1]


def _lines(text: str) -> list[Span]:
    """The paragraphs that are not empty."""
    return [Span(start, end) for start, end in paragraphs(text) if text[start:end].strip()]


def _covered(paragraph: Span, known: list[Span]) -> int:
    """The most that one passage of a sorted list covers of a paragraph, in code points; none reaches over its ends."""
    near = _near(known, paragraph)
    return max((min(paragraph.end, one.end) - max(paragraph.start, one.start) for one in near), default=0)


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """One candidate a passage, the pattern of the higher priority first; in the order of the text."""
    by_passage: dict[Span, Candidate] = {}
    for candidate in found:
        by_passage.setdefault(candidate.content, candidate)
    return sorted(by_passage.values(), key=lambda c: (c.content, c.cue or c.content))
